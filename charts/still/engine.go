package still

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed" // the scripts
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime/metrics"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/dop251/goja"
)

//go:embed assets/echarts.min.js.gz
var echartsGzip []byte

//go:embed assets/engine.js
var engineScript string

//go:embed assets/named.js
var namedScript string

// Script is echarts.min.js, which pages inline.
func Script() (string, error) {
	z, err := gzip.NewReader(bytes.NewReader(echartsGzip))
	if err != nil {
		return "", fmt.Errorf("unpack echarts: %w", err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		return "", fmt.Errorf("unpack echarts: %w", err)
	}
	return string(b), nil
}

// Limits of one drawing. An option comes from our own builders, but its data
// comes from anywhere.
const (
	maxOption   = 16 << 20         // bytes of option JSON
	maxDepth    = 200              // of arrays and objects in it
	maxTime     = 15 * time.Second // of one drawing
	maxHeap     = 256 << 20        // bytes by which the heap may grow meanwhile
	maxStack    = 3000             // calls of JavaScript in one another
	watchPeriod = 20 * time.Millisecond
)

// Errors of a drawing that was stopped.
var (
	// ErrTooLong says that a drawing took longer than it may.
	ErrTooLong = errors.New("drawing takes too long")
	// ErrTooBig says that an option, or what it draws, is larger than it may be.
	ErrTooBig = errors.New("drawing is too big")
)

// compiled is ECharts between its fences, ready to run.
//
//nolint:gochecknoglobals // a memo: written once, the same on every run
var compiled = sync.OnceValues(func() ([]*goja.Program, error) {
	library, err := Script()
	if err != nil {
		return nil, err
	}
	var out []*goja.Program
	for _, s := range []struct{ name, text string }{{"engine.js", engineScript}, {"named.js", namedScript}, {"echarts.min.js", library}} {
		p, err := goja.Compile(s.name, s.text, false)
		if err != nil {
			return nil, fmt.Errorf("compile %s: %w", s.name, err)
		}
		out = append(out, p)
	}
	return out, nil
})

// Bind puts a function of assets/named.js at a place of an option: the option
// itself is JSON and holds no code.
type Bind struct {
	// Path leads to the place: "series", "0", "renderItem".
	Path []string `json:"path"`
	// Name is one of Names.
	Name string `json:"name"`
}

// Names lists the functions that a Bind may name.
func Names() []string { return []string{"interval", "percent", "year"} }

// drawing is one run of ECharts.
type drawing struct {
	option json.RawMessage
	binds  []Bind
	size   Size
}

// checkOption refuses what is not one JSON object of a sane size and depth.
func checkOption(option []byte) error {
	if len(option) > maxOption {
		return fmt.Errorf("option of %d bytes: %w", len(option), ErrTooBig)
	}
	if !json.Valid(option) || bytes.TrimSpace(option)[0] != '{' {
		return errors.New("read option: not a JSON object")
	}
	if d := depth(option); d > maxDepth {
		return fmt.Errorf("option of depth %d: %w", d, ErrTooBig)
	}
	return nil
}

// depth is how deep arrays and objects of valid JSON stand in one another.
func depth(b []byte) (deepest int) {
	now, quoted := 0, false
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case !quoted && (c == '{' || c == '['):
			now++
			deepest = max(deepest, now)
		case !quoted && (c == '}' || c == ']'):
			now--
		}
	}
	return deepest
}

// shapes runs ECharts in a fresh machine and gives the tree of what it drew.
func (d drawing) shapes(ctx context.Context) (*node, error) {
	if err := checkOption(d.option); err != nil {
		return nil, err
	}
	for _, b := range d.binds {
		if !slices.Contains(Names(), b.Name) || len(b.Path) == 0 {
			return nil, fmt.Errorf("bind %q: no such function", b.Name)
		}
	}
	binds, err := json.Marshal(d.binds)
	if err != nil {
		return nil, fmt.Errorf("marshal binds: %w", err)
	}
	if d.binds == nil {
		binds = []byte("[]")
	}
	programs, err := compiled()
	if err != nil {
		return nil, err
	}
	vm := newMachine()
	stop := watch(ctx, vm)
	defer stop()
	for _, p := range programs {
		if _, err := vm.RunProgram(p); err != nil {
			return nil, runError(err)
		}
	}
	return d.run(vm, string(binds))
}

// newMachine is JavaScript without chance.
func newMachine() *goja.Runtime {
	vm := goja.New()
	vm.SetMaxCallStackSize(maxStack)
	seed := uint64(1)
	vm.SetRandSource(func() float64 { // xorshift: force layouts start from it
		seed ^= seed << 13
		seed ^= seed >> 7
		seed ^= seed << 17
		return float64(seed>>11) / (1 << 53)
	})
	vm.SetTimeSource(func() time.Time { return time.Unix(0, 0).UTC() })
	return vm
}

func (d drawing) run(vm *goja.Runtime, binds string) (*node, error) {
	draw, ok := goja.AssertFunction(vm.Get("__still"))
	if !ok {
		return nil, errors.New("engine has no entry")
	}
	m := newMeasurer()
	if m.err != nil {
		return nil, m.err
	}
	v, err := draw(goja.Undefined(), vm.ToValue(string(d.option)), vm.ToValue(binds), vm.ToValue(d.size.Width), vm.ToValue(d.size.Height),
		vm.ToValue(func(text, font string) float64 { return m.width(text, cssFont(font)) }))
	if err != nil {
		return nil, runError(err)
	}
	var root node
	if err := json.Unmarshal([]byte(v.String()), &root); err != nil {
		return nil, fmt.Errorf("read shapes: %w", err)
	}
	return &root, nil
}

// runError tells what stopped the machine; a stack of JavaScript is of no use
// to anyone.
func runError(err error) error {
	if stopped := (*goja.InterruptedError)(nil); errors.As(err, &stopped) {
		if cause, ok := stopped.Value().(error); ok {
			return fmt.Errorf("draw option: %w", cause)
		}
	}
	if thrown := (*goja.Exception)(nil); errors.As(err, &thrown) {
		return fmt.Errorf("draw option: %s", strings.ToValidUTF8(thrown.Value().String(), "?"))
	}
	return fmt.Errorf("draw option: %w", err)
}

// watch interrupts the machine when its time is over, the caller gives up, or
// the heap grows too much; the function returned ends the watch.
func watch(ctx context.Context, vm *goja.Runtime) func() {
	done := make(chan struct{})
	var ended sync.WaitGroup
	ended.Go(func() {
		tick := time.NewTicker(watchPeriod)
		defer tick.Stop()
		late := time.NewTimer(maxTime)
		defer late.Stop()
		start := heap()
		for {
			select {
			case <-done:
				return
			case <-ctx.Done():
				vm.Interrupt(ctx.Err())
				return
			case <-late.C:
				vm.Interrupt(ErrTooLong)
				return
			case <-tick.C:
				if heap() > start+maxHeap {
					vm.Interrupt(ErrTooBig)
					return
				}
			}
		}
	})
	return func() {
		close(done)
		ended.Wait()
	}
}

// heap is what live and unswept objects take, in bytes.
func heap() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}
