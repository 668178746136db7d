package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/output"
	"duibiao/cmd/internal/record"
	"duibiao/crawl"
	"duibiao/crawl/fetch"
	"duibiao/crawl/page"
	"duibiao/crawl/sites"

	"github.com/spf13/cobra"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

type crawlOptions struct {
	region, since, contact string
	match                  []string
	maxDocs                int
	delay                  time.Duration
	dryRun, json           bool
	resume, private, ocr   bool
}

func newCrawlCommand(a *app) *cobra.Command {
	var o crawlOptions
	c := a.command("crawl", "crawl TARGET... [flags]", "0 1 2 3 11 12 13 130", cobra.MinimumNArgs(1),
		func(cmd *cobra.Command, args []string) error {
			a.process.background()
			return runCrawl(cmd.Context(), a, o, args)
		})
	f := c.Flags()
	f.StringVar(&o.region, "region", "", a.p.T("flag.region_import"))
	f.StringVar(&o.since, "since", "", a.p.T("flag.since"))
	f.StringSliceVar(&o.match, "match", nil, a.p.T("flag.match"))
	f.IntVar(&o.maxDocs, "max-docs", 0, a.p.T("flag.max_docs"))
	f.DurationVar(&o.delay, "delay", time.Second, a.p.T("flag.delay"))
	f.BoolVar(&o.dryRun, "dry-run", false, a.p.T("flag.dry_run"))
	f.BoolVar(&o.resume, "resume", true, a.p.T("flag.resume"))
	f.StringVar(&o.contact, "contact", "", a.p.T("flag.contact"))
	f.BoolVar(&o.private, "allow-private", false, a.p.T("flag.allow_private"))
	f.BoolVar(&o.ocr, "ocr", false, a.p.T("flag.ocr"))
	f.BoolVar(&o.json, "json", false, a.p.T("flag.json"))
	return c
}

func runCrawl(ctx context.Context, a *app, o crawlOptions, args []string) error {
	opts, err := a.crawlOptions(o, args)
	if err != nil {
		return err
	}
	lib, end, err := a.openToRead(ctx, "crawl "+strings.Join(args, " "), o.ocr)
	if err != nil {
		return err
	}
	defer end()
	show := newCrawlReport(a, o.json)
	opts.Event = show.event
	sum, err := lib.Crawl(ctx, opts)
	show.done()
	if err != nil {
		return err
	}
	if err := a.syncIndex(ctx, lib); err != nil {
		return err
	}
	return show.finish(sum)
}

func (a *app) crawlOptions(o crawlOptions, args []string) (crawl.Options, error) {
	since, err := desk.Day("since", o.since)
	if err != nil {
		return crawl.Options{}, err
	}
	region, err := desk.Region(o.region)
	if err != nil {
		return crawl.Options{}, err
	}
	if o.maxDocs < 0 || o.delay < 0 {
		return crawl.Options{}, &usageError{a.errorf("err.negative_crawl")}
	}
	known, _, err := a.sitesAndChecks()
	if err != nil {
		return crawl.Options{}, err
	}
	var targets []crawl.Target
	for _, arg := range args {
		t, err := a.target(known, arg)
		if err != nil {
			return crawl.Options{}, err
		}
		if region != "" {
			t.Region = region
		}
		if o.match != nil {
			t.Match = o.match
		}
		targets = append(targets, t)
	}
	return crawl.Options{
		Targets: targets, Since: since, MaxDocs: o.maxDocs, DryRun: o.dryRun, Fresh: !o.resume, Fetch: a.fetchOptions(o),
	}, nil
}

func (a *app) fetchOptions(o crawlOptions) fetch.Options {
	delay := o.delay
	if delay == 0 {
		delay = -1 // no pause, as asked
	}
	return fetch.Options{
		Version: record.Build().Version, Contact: o.contact, Delay: delay, AllowPrivate: o.private,
		Clock: fetch.SystemClock{}, Random: rand.Float64,
	}
}

// target is what a user named: a site, or any address.
func (a *app) target(known []sites.Site, arg string) (crawl.Target, error) {
	if s, ok := sites.Find(known, arg); ok {
		return siteTarget(s), nil
	}
	address := arg
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || !strings.ContainsAny(u.Host, ".:") {
		return crawl.Target{}, &usageError{&hintedError{a.errorf("crawl.no_target", arg), a.p.T("crawl.no_target_hint")}}
	}
	return crawl.Target{Name: address, Starts: []page.Request{page.Get(address)}, Read: crawl.ReadPage}, nil
}

func siteTarget(s sites.Site) crawl.Target {
	return crawl.Target{
		Name: s.ID, Starts: s.Start(), Region: s.Region, Match: s.Match, All: true,
		Read: func(ans crawl.Answer) (page.Page, error) {
			u, err := url.Parse(ans.URL)
			if err != nil {
				return page.Page{}, fmt.Errorf("address of answer: %w", err)
			}
			return s.Read(ans.Request, u, ans.Header, ans.Body), nil
		},
	}
}

// crawlReport tells the user what a crawl does.
type crawlReport struct {
	a    *app
	json bool

	mu       sync.Mutex
	progress *mpb.Progress
	hosts    map[string]*hostLine
	err      error
}

// hostLine is the progress line of one host.
type hostLine struct {
	bar                                      *mpb.Bar
	found, fetched, fresh, unchanged, failed int
}

func newCrawlReport(a *app, asJSON bool) *crawlReport {
	r := &crawlReport{a: a, json: asJSON, hosts: map[string]*hostLine{}}
	if _, tty := isTerminal(a.stderr); tty && !a.quiet {
		r.progress = mpb.New(mpb.WithOutput(a.stderr))
	}
	return r
}

func (r *crawlReport) event(e crawl.Event) {
	r.mu.Lock()
	r.host(e.Host).count(e)
	r.mu.Unlock()
	if r.json {
		if r.err == nil {
			r.err = output.JSONLines(r.a.stdout, []any{e})
		}
		return
	}
	switch {
	case e.Kind == crawl.EventFailed, e.Kind == crawl.EventNote, e.Kind == crawl.EventRetry && r.a.verbose, e.Kind == crawl.EventGone:
		r.line(r.a.eventText(e))
	case e.Kind == crawl.EventWould:
		if r.err == nil {
			r.err = r.a.print(strings.Join([]string{e.Date, e.Title, e.URL}, "\t") + "\n")
		}
	case r.a.verbose && e.Kind != crawl.EventFetched:
		r.line(r.a.eventText(e))
	}
}

func (r *crawlReport) line(text string) {
	if r.progress != nil {
		fmt.Fprintln(r.progress, text)
		return
	}
	fmt.Fprintln(r.a.stderr, text)
}

// host finds a host's line; the caller holds the lock.
func (r *crawlReport) host(name string) *hostLine {
	if h := r.hosts[name]; h != nil {
		return h
	}
	h := &hostLine{}
	r.hosts[name] = h
	if r.progress == nil || name == "" {
		return h
	}
	h.bar = r.progress.New(0, mpb.NopStyle(), mpb.PrependDecorators(decor.Any(func(decor.Statistics) string {
		r.mu.Lock()
		defer r.mu.Unlock()
		return r.a.p.T("crawl.line", name, h.found, h.fetched, h.fresh, h.unchanged, h.failed)
	})))
	return h
}

func (h *hostLine) count(e crawl.Event) {
	switch e.Kind {
	case crawl.EventFound:
		h.found += e.Count
	case crawl.EventFetched:
		h.fetched++
	case crawl.EventNew, crawl.EventUpdated, crawl.EventFile:
		h.fresh++
	case crawl.EventUnchanged, crawl.EventDuplicate:
		h.unchanged++
	case crawl.EventFailed:
		h.failed++
	}
}

// done ends the progress lines.
func (r *crawlReport) done() {
	if r.progress == nil {
		return
	}
	for _, h := range r.hosts {
		if h.bar != nil {
			h.bar.Abort(false)
		}
	}
	r.progress.Wait()
}

// eventText is one line: what, where, why.
func (a *app) eventText(e crawl.Event) string {
	parts := []string{e.URL}
	if e.Kind != crawl.EventFailed {
		parts = append(parts, a.p.T("event."+string(e.Kind)))
	}
	if e.Reason != "" {
		parts = append(parts, a.p.T("reason."+string(e.Reason)))
	}
	if e.Detail != "" {
		parts = append(parts, e.Detail)
	}
	return strings.Join(parts, ": ")
}

// finish writes the closing table, or the closing record.
func (r *crawlReport) finish(sum crawl.Summary) error {
	if r.err != nil {
		return r.err
	}
	if sum.Failed > 0 {
		r.a.exit = exitPartly
	} else if sum.New+sum.Updated+sum.Unchanged+sum.Duplicates+sum.Files+sum.Would == 0 {
		r.a.exit = exitNothing
	}
	if r.json {
		return output.JSONLines(r.a.stdout, []any{sum})
	}
	if r.a.quiet {
		return nil
	}
	sheet := output.Sheet{}
	for _, key := range []string{"host", "found", "fetched", "new", "updated", "unchanged", "files", "gone", "failed"} {
		sheet.Columns = append(sheet.Columns, output.Column{Key: key, Title: r.a.p.T("crawl.col." + key)})
	}
	for _, h := range append(slices.Clone(sum.Hosts), crawl.HostCounts{Host: r.a.p.T("crawl.all"), Counts: sum.Counts}) {
		sheet.Add(h, h.Host, itoa(h.Found), itoa(h.Fetched), itoa(h.New), itoa(h.Updated),
			itoa(h.Unchanged+h.Duplicates), itoa(h.Files), itoa(h.Gone), itoa(h.Failed))
	}
	if err := sheet.Write(r.a.stdout, output.Table, r.a.terminal()); err != nil {
		return err
	}
	if sum.Left > 0 {
		r.a.note("crawl.left", sum.Left)
	}
	return nil
}
