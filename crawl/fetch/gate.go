package fetch

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"
)

// gates let one request at a time through to each host, with a pause between.
type gates struct {
	clock  Clock
	random func() float64
	// delay is the pause, jittered by a quarter either way; maxWait is the
	// longest wait worth standing in line for.
	delay, maxWait time.Duration

	mu    sync.Mutex
	hosts map[string]*gate
}

// gate is the way to one host.
type gate struct {
	turn chan struct{} // holds one token while nobody is inside

	mu      sync.Mutex
	next    time.Time     // not before
	asked   time.Duration // the host's Crawl-delay
	strikes int           // refusals for haste in a row
}

func newGates(clock Clock, random func() float64, delay, maxWait time.Duration) *gates {
	var mu sync.Mutex
	locked := func() float64 {
		mu.Lock()
		defer mu.Unlock()
		return random()
	}
	return &gates{clock: clock, random: locked, delay: delay, maxWait: maxWait, hosts: map[string]*gate{}}
}

func (g *gates) of(host string) *gate {
	host = strings.ToLower(host)
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.hosts[host] == nil {
		h := &gate{turn: make(chan struct{}, 1)}
		h.turn <- struct{}{}
		g.hosts[host] = h
	}
	return g.hosts[host]
}

// enter waits for the host's turn. The caller must call leave once its request
// has ended, the body included. A host that asked for more patience than maxWait
// is a *Failure at once.
func (g *gates) enter(ctx context.Context, host, url string) (leave func(), err error) {
	h := g.of(host)
	select {
	case <-h.turn:
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for %s: %w", host, context.Cause(ctx))
	}
	h.mu.Lock()
	next := h.next
	h.mu.Unlock()
	wait := next.Sub(g.clock.Now())
	if wait > g.maxWait {
		h.turn <- struct{}{}
		return nil, &Failure{Reason: RateLimited, URL: url, RetryAt: next}
	}
	if err := g.clock.Sleep(ctx, wait); err != nil {
		h.turn <- struct{}{}
		return nil, fmt.Errorf("wait for %s: %w", host, err)
	}
	var once sync.Once
	return func() {
		once.Do(func() {
			h.rest(g.clock.Now(), g.pause(h))
			h.turn <- struct{}{}
		})
	}, nil
}

// pause is how long the host is left alone after a request: the longer of our
// delay and its Crawl-delay, never shorter than the latter.
func (g *gates) pause(h *gate) time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	jitter := 0.75 + 0.5*g.random()
	return max(time.Duration(float64(g.delay)*jitter), h.asked)
}

func (h *gate) rest(now time.Time, pause time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if t := now.Add(pause); t.After(h.next) {
		h.next = t
	}
}

// ask sets the host's Crawl-delay.
func (h *gate) ask(delay time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.asked = max(h.asked, delay)
}

// calm forgets refusals after a request that went well.
func (h *gate) calm() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.strikes = 0
}

// The pauses after refusals without Retry-After: doubled each time.
const (
	firstBackoff = 5 * time.Second
	maxBackoff   = 5 * time.Minute
	// maxRetryAfter bounds what a server may ask for.
	maxRetryAfter = 24 * time.Hour
)

// holdOff keeps everybody from the host: as long as it asked, else ever longer.
// It returns when the host may be tried again.
func (g *gates) holdOff(h *gate, retryAfter time.Duration) time.Time {
	now := g.clock.Now()
	h.mu.Lock()
	defer h.mu.Unlock()
	wait := min(retryAfter, maxRetryAfter)
	if wait <= 0 {
		wait = min(firstBackoff<<min(h.strikes, 10), maxBackoff)
		wait = time.Duration(float64(wait) * (0.75 + 0.5*g.random()))
	}
	h.strikes++
	if t := now.Add(wait); t.After(h.next) {
		h.next = t
	}
	return h.next
}
