package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"duibiao/cmd/internal/api"
	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/record"
	"duibiao/cmd/internal/web"
	"duibiao/crawl"

	"github.com/spf13/cobra"
)

type serveOptions struct {
	addr   string
	remote bool
	hosts  []string
}

func newServeCommand(a *app) *cobra.Command {
	var o serveOptions
	c := a.command("serve", "serve [--addr HOST:PORT]", "0 2", cobra.NoArgs, func(cmd *cobra.Command, _ []string) error {
		return runServe(cmd.Context(), a, o)
	})
	c.Flags().StringVar(&o.addr, "addr", "127.0.0.1:8787", a.p.T("flag.addr"))
	c.Flags().BoolVar(&o.remote, "allow-remote", false, a.p.T("flag.allow_remote"))
	c.Flags().StringSliceVar(&o.hosts, "host", nil, a.p.T("flag.host"))
	return c
}

// serveHeap is the growth of the heap between collections while pages are served: a
// search leaves garbage worth a part of its own time, on a heap that stays small.
const serveHeap = 300

func runServe(ctx context.Context, a *app, o serveOptions) error {
	listener, err := a.listen(ctx, o)
	if err != nil {
		return err
	}
	defer collectLess(serveHeap)()
	d := desk.New(a.dataDir, a.now)
	defer d.Close()
	log := slog.New(slog.NewTextHandler(a.stderr, nil))
	programs, err := api.New(api.Config{Desk: d, Sites: a.siteRecords, Version: record.Build(), Log: log})
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	s, err := web.New(d, web.Options{
		Lang: a.p.Lang(), Hosts: web.HostsOf(listener.Addr(), o.hosts...), Log: log, Crawl: a.crawlFor, Ends: ctx, API: programs, RefuseAPI: api.Refuse,
	})
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	if err := a.print("http://" + listener.Addr().String() + "/\n"); err != nil {
		return errors.Join(err, listener.Close())
	}
	a.note("serve.running")
	err = serve(ctx, listener, s.Handler(), log)
	s.Wait() // a crawl has what it is at in the store before the program ends
	return err
}

// crawlFor runs a crawl that was started from a page: the command with its usual
// options, so that no fence is missing.
func (a *app) crawlFor(ctx context.Context, target string, most int, event func(crawl.Event)) (crawl.Summary, error) {
	sum, err := a.crawlTarget(ctx, target, most, event)
	if err == nil || ctx.Err() != nil {
		return sum, err
	}
	v := a.judge(err)
	return sum, &desk.Error{Reason: desk.Invalid, Err: errors.New(strings.TrimSpace(v.text + " " + v.hint))}
}

func (a *app) crawlTarget(ctx context.Context, target string, most int, event func(crawl.Event)) (crawl.Summary, error) {
	opts, err := a.crawlOptions(crawlOptions{maxDocs: most, delay: time.Second, resume: true}, []string{target})
	if err != nil {
		return crawl.Summary{}, err
	}
	lib, end, err := a.openToRead(ctx, "serve: crawl "+target, false)
	if err != nil {
		return crawl.Summary{}, err
	}
	defer end()
	opts.Event = event
	sum, err := lib.Crawl(ctx, opts)
	if err != nil {
		return sum, err
	}
	_, err = lib.SyncIndex(ctx, nil)
	return sum, err
}

// listen takes the address. Only this machine can reach it unless the user says
// otherwise, and then the user is told what that means.
func (a *app) listen(ctx context.Context, o serveOptions) (net.Listener, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", o.addr)
	if err != nil {
		return nil, &hintedError{fmt.Errorf("--addr %s: %w", o.addr, err), a.p.T("serve.addr_hint")}
	}
	at, ok := listener.Addr().(*net.TCPAddr)
	if ok && at.IP.IsLoopback() {
		return listener, nil
	}
	if !o.remote {
		err := &usageError{&hintedError{a.errorf("serve.not_local", listener.Addr()), a.p.T("serve.not_local_hint")}}
		return nil, errors.Join(err, listener.Close())
	}
	fmt.Fprintln(a.stderr, a.p.T("serve.exposed", listener.Addr()))
	return listener, nil
}

// shutdownTime is how long requests that run may take to finish.
const shutdownTime = 20 * time.Second

// serve answers until ctx is done, then lets what runs finish.
func serve(ctx context.Context, l net.Listener, h http.Handler, log *slog.Logger) error {
	server := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      2 * time.Minute,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	done := make(chan error, 1)
	go func() { done <- server.Serve(l) }()
	select {
	case err := <-done:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	if err := server.Shutdown(ending); err != nil {
		return fmt.Errorf("serve: stop: %w", errors.Join(err, server.Close()))
	}
	return nil
}
