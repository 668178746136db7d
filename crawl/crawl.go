package crawl

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/maphash"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"duibiao/corpus"
	"duibiao/crawl/fetch"
	"duibiao/crawl/page"
)

// Answer is what a Reader reads: one response to a request.
type Answer struct {
	Request page.Request
	// URL is where the answer came from, after redirects.
	URL    string
	Header http.Header
	Body   []byte
}

// Reader says what an answer is. A panic in it fails the one answer.
type Reader func(Answer) (page.Page, error)

// Target is one thing to crawl: an address, or a site definition.
type Target struct {
	// Name identifies it from run to run: the address, or the site's name.
	Name   string
	Starts []page.Request
	Read   Reader
	// Region is the code the user gave, "" for none.
	Region string
	// Match are the words of which a title must hold one. Empty: everything on a
	// list, DefaultMatch for what a front page leads to unless All is set.
	Match []string
	All   bool
}

// words are those a title must hold one of; filtered says that a front page led
// there.
func (t Target) words(filtered bool) []string {
	if len(t.Match) == 0 && filtered && !t.All {
		return DefaultMatch()
	}
	return t.Match
}

// ReadPage is the Reader that knows no site.
func ReadPage(a Answer) (page.Page, error) {
	u, err := url.Parse(a.URL)
	if err != nil {
		return page.Page{}, fmt.Errorf("address: %w", err)
	}
	return page.Read(u, a.Header, a.Body), nil
}

// Caps bound a run. A zero field takes its default.
type Caps struct {
	// Pages of one list, Depth of lists below a start, Parts of one article.
	Pages, Depth, Parts int
	// Barren is how many pages of a list may bring nothing new in a row.
	Barren int
	// Workers is how many hosts are asked at once.
	Workers int
	// Attempts at a job that fails for reasons that may pass.
	Attempts int
	// Wait is the longest time to stand idle until something can be tried again.
	Wait time.Duration
	// Lease is how long a job belongs to a worker.
	Lease time.Duration
}

func (c Caps) withDefaults() Caps {
	for field, value := range map[*int]int{
		&c.Pages: 1000, &c.Depth: 4, &c.Parts: 100, &c.Barren: 3, &c.Workers: 4, &c.Attempts: 3,
	} {
		if *field == 0 {
			*field = value
		}
	}
	if c.Wait == 0 {
		c.Wait = 10 * time.Minute
	}
	if c.Lease == 0 {
		c.Lease = 2 * time.Hour
	}
	return c
}

// Options say what to crawl and how.
type Options struct {
	Targets  []Target
	Frontier Frontier
	Keeper   Keeper
	Fetch    fetch.Options
	// Since leaves out what a list dates before it.
	Since corpus.Date
	// MaxDocs ends the run after that many documents, 0 for no limit; the next
	// run goes on.
	MaxDocs int
	// DryRun reads lists and says what would be fetched; give it a Memory.
	DryRun bool
	// Fresh starts over where an unfinished run could go on.
	Fresh bool
	Caps  Caps
	// Event is told what happens, one event at a time.
	Event func(Event)
}

// run is one crawl.
type run struct {
	o       Options
	caps    Caps
	clock   fetch.Clock
	client  *fetch.Client
	targets map[string]Target
	names   []string

	mu     sync.Mutex
	sum    Summary
	hosts  map[string]*Counts
	docs   int  // documents taken
	capped bool // the number asked for was reached
	noted  map[string]bool
	lists  map[listID]*listMemory
	seed   maphash.Seed
}

// Run crawls until nothing is left to do, or a limit is reached, or ctx ends.
// What single pages do wrong is told by events and counted; the error is about
// the run: a store that fails, or ctx. Whatever happens, the next Run goes on.
func Run(ctx context.Context, o Options) (Summary, error) {
	r := &run{
		o: o, caps: o.Caps.withDefaults(), clock: o.Fetch.Clock, targets: map[string]Target{},
		hosts: map[string]*Counts{}, noted: map[string]bool{},
		lists: map[listID]*listMemory{}, seed: maphash.MakeSeed(),
	}
	if r.clock == nil {
		r.clock = fetch.SystemClock{}
	}
	if o.Fetch.Note == nil {
		o.Fetch.Note = func(url, text string) { r.emit(Event{Kind: EventNote, URL: url, Reason: CrawlDelay, Detail: text}) }
	}
	var err error
	if r.client, err = fetch.New(o.Fetch); err != nil {
		return r.sum, fmt.Errorf("crawl: %w", err)
	}
	defer r.client.Close()
	again, err := r.begin(ctx)
	if err != nil {
		return r.sum, err
	}
	err = r.work(ctx, again)
	return r.summary(err)
}

// begin opens the runs of all targets; again tells which have been crawled
// before.
func (r *run) begin(ctx context.Context) (again []string, err error) {
	for _, t := range r.o.Targets {
		b := Begin{Target: t.Name, Options: r.digest(t), Resume: !r.o.Fresh}
		for _, req := range t.Starts {
			j := newJob(RoleStart, req, Job{Target: t.Name})
			j.From = ""
			if j.Key == "" {
				r.emit(Event{Kind: EventFailed, URL: req.URL, Role: RoleStart, Reason: fetch.BadURL})
				continue
			}
			b.Starts = append(b.Starts, j)
		}
		begun, err := r.o.Frontier.Begin(ctx, b)
		if err != nil {
			return nil, fmt.Errorf("crawl %s: %w", t.Name, err)
		}
		r.targets[t.Name] = t
		r.names = append(r.names, t.Name)
		r.sum.Resumed = r.sum.Resumed || begun.Resumed
		if begun.Again {
			again = append(again, t.Name)
		}
	}
	return again, nil
}

// digest names the options that change which jobs a run has.
func (r *run) digest(t Target) string {
	words := slices.Sorted(slices.Values(t.Match))
	sum := sha256.Sum256(fmt.Append(nil, strings.Join(words, "\n"), "|", r.o.Since.String(), "|", t.Starts, "|", t.All, "|", r.o.DryRun))
	return hex.EncodeToString(sum[:8])
}

// work does all jobs, then looks again at what lists no longer show, and closes
// the runs in which nothing is left to do.
func (r *run) work(ctx context.Context, again []string) error {
	done, err := r.loop(ctx)
	if err != nil || !done {
		return err
	}
	if !r.o.DryRun && !r.isCapped() {
		for _, target := range again {
			if _, err := r.o.Frontier.Recheck(ctx, target, r.o.Since.String()); err != nil {
				return fmt.Errorf("recheck %s: %w", target, err)
			}
		}
		if _, err = r.loop(ctx); err != nil {
			return err
		}
	}
	for _, target := range r.names {
		left, err := r.o.Frontier.Left(ctx, target)
		if err == nil && left == 0 {
			err = r.o.Frontier.End(ctx, target)
		}
		if err != nil {
			return fmt.Errorf("end crawl of %s: %w", target, err)
		}
	}
	return nil
}

// summary adds up, also after an error.
func (r *run) summary(err error) (Summary, error) {
	for _, target := range r.names {
		n, lerr := r.o.Frontier.Left(context.Background(), target)
		err = errors.Join(err, lerr)
		r.sum.Left += n
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sum.Requests = r.client.Requests()
	for host, c := range r.hosts {
		r.sum.Hosts = append(r.sum.Hosts, HostCounts{host, *c})
	}
	slices.SortFunc(r.sum.Hosts, func(a, b HostCounts) int { return strings.Compare(a.Host, b.Host) })
	if err != nil {
		return r.sum, fmt.Errorf("crawl: %w", err)
	}
	return r.sum, nil
}

// emit counts an event and passes it on.
func (r *run) emit(e Event) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if e.Host == "" {
		e.Host = hostOf(e.URL)
	}
	if r.hosts[e.Host] == nil {
		r.hosts[e.Host] = &Counts{}
	}
	r.hosts[e.Host].add(e)
	r.sum.add(e)
	if r.o.Event != nil {
		r.o.Event(e)
	}
}

// once reports the first time something about a list is to be said.
func (r *run) once(what string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	first := !r.noted[what]
	r.noted[what] = true
	return first
}

func (r *run) isCapped() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.capped
}

// tookDocument counts towards MaxDocs.
func (r *run) tookDocument() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.docs++
}
