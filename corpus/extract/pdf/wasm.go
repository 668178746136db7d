package pdf

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// runtime is a compiled PDFium of which fresh instances are made.
type runtime struct {
	cache  wazero.CompilationCache
	pool   pdfium.Pool
	caught *capture
	limit  uint32 // of a module's memory, in pages
}

// startWait bounds how long making an instance may take: it waits for nothing
// but the compiler.
const startWait = 2 * time.Minute

// fonts is the file system that a module sees: one font, in which every
// character is a box. PDFium leaves out text that has no extent, which is what
// characters of fonts have that neither the file nor the system holds. See
// fonts/boxes.py.
//
//go:embed fonts/usr
var fonts embed.FS

// newRuntime compiles PDFium, or takes it from the compilation cache in dir. An
// empty dir is no cache on disk. A module sees nothing of the machine's files
// and no more than pages of 64 KiB of memory.
func newRuntime(dir string, pages uint32) (*runtime, error) {
	cache := wazero.NewCompilationCache()
	if dir != "" {
		if c, err := wazero.NewCompilationCacheWithDir(dir); err == nil {
			cache = c
		}
	}
	system, err := fs.Sub(fonts, "fonts")
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start pdfium: %w", err), cache.Close(context.Background()))
	}
	caught := &capture{}
	pool, err := webassembly.Init(webassembly.Config{
		Context:  experimental.WithFunctionListenerFactory(context.Background(), caught),
		MaxTotal: 1,
		FSConfig: wazero.NewFSConfig().WithFSMount(system, "/"),
		RuntimeConfig: wazero.NewRuntimeConfig().
			WithMemoryLimitPages(pages).
			WithCompilationCache(cache),
		Stdout: io.Discard,
		Stderr: io.Discard,
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start pdfium: %w", err), cache.Close(context.Background()))
	}
	return &runtime{cache: cache, pool: pool, caught: caught, limit: pages}, nil
}

func (r *runtime) close() error {
	return errors.Join(r.pool.Close(), r.cache.Close(context.Background()))
}

// instance makes a new module: memory of its own, no trace of other files.
func (r *runtime) instance() (*module, error) {
	inst, err := r.pool.GetInstance(startWait)
	if err != nil {
		return nil, fmt.Errorf("start pdfium: %w", err)
	}
	mod := r.caught.take()
	if mod == nil {
		return nil, errors.Join(errors.New("start pdfium: module was not seen"), inst.Close())
	}
	m := &module{inst: inst, mod: mod, mem: mod.Memory(), fns: map[string]api.Function{}, limit: r.limit}
	m.scratch = m.malloc(scratchSize)
	return m, m.err
}

// capture hands out the module whose library was initialised last. go-pdfium
// does not show its modules, and its own calls take a dozen allocations for each
// character; a listener on one function gives the module itself.
type capture struct {
	mu  sync.Mutex
	mod api.Module
}

// NewFunctionListener listens to the first call that go-pdfium makes to a module.
func (c *capture) NewFunctionListener(def api.FunctionDefinition) experimental.FunctionListener {
	for _, name := range def.ExportNames() {
		if name == "FPDF_InitLibrary" {
			return experimental.FunctionListenerFunc(c.see)
		}
	}
	return nil
}

func (c *capture) see(_ context.Context, mod api.Module, _ api.FunctionDefinition, _ []uint64, _ experimental.StackIterator) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.mod = mod
}

func (c *capture) take() api.Module {
	c.mu.Lock()
	defer c.mu.Unlock()
	mod := c.mod
	c.mod = nil
	return mod
}

// scratchSize is the room for out parameters and names, in bytes.
const scratchSize = 1024

// module calls the C interface of PDFium (public/*.h of PDFium). The first
// failure stays in err, and every call after it gives 0, so that a sequence of
// calls needs one check; loops check err themselves.
type module struct {
	inst    pdfium.Pdfium
	mod     api.Module
	mem     api.Memory
	fns     map[string]api.Function
	stack   [16]uint64
	scratch uint32
	limit   uint32 // of memory, in pages
	err     error
}

// call calls a function by its C name. Pointers and integers are passed as they
// are, floating point numbers as their bits.
func (m *module) call(name string, args ...uint64) uint64 {
	if m.err != nil {
		return 0
	}
	fn, ok := m.fns[name]
	if !ok {
		if fn = m.mod.ExportedFunction(name); fn == nil {
			m.err = fmt.Errorf("pdfium has no function %s", name)
			return 0
		}
		m.fns[name] = fn
	}
	m.stack[0] = 0
	copy(m.stack[:], args)
	if err := fn.CallWithStack(context.Background(), m.stack[:]); err != nil {
		m.err = fmt.Errorf("pdfium %s: %w", name, err)
		return 0
	}
	return m.stack[0]
}

// ptr is call for results that are addresses.
func (m *module) ptr(name string, args ...uint64) uint32 { return uint32(m.call(name, args...)) }

// num is call for results of type int.
func (m *module) num(name string, args ...uint64) int {
	return int(int32(uint32(m.call(name, args...))))
}

func (m *module) malloc(n int) uint32 {
	p := m.ptr("malloc", uint64(n))
	if p == 0 && m.err == nil {
		m.err = errNoMemory
	}
	return p
}

// errNoMemory is given when the module's own memory is used up.
var errNoMemory = errors.New("pdfium is out of memory")

// at is the address of the i-th group of 8 bytes of the scratch area.
func (m *module) at(i int) uint64 { return uint64(m.scratch) + 8*uint64(i) }

func (m *module) float32(i int) float64 {
	v, _ := m.mem.ReadFloat32Le(uint32(m.at(i)))
	return finite(float64(v))
}

func (m *module) float64(i int) float64 {
	v, _ := m.mem.ReadFloat64Le(uint32(m.at(i)))
	return finite(v)
}

func (m *module) uint32(i int) uint32 {
	v, _ := m.mem.ReadUint32Le(uint32(m.at(i)))
	return v
}

// floats reads n numbers of a C struct of floats at the scratch area's begin.
func (m *module) floats(out []float64) {
	for i := range out {
		v, _ := m.mem.ReadFloat32Le(m.scratch + 4*uint32(i))
		out[i] = finite(float64(v))
	}
}

// maxPlace is the largest distance on a page that is believed, in points:
// twenty times the largest page of a PDF reader.
const maxPlace = 20 * 14400

// finite maps what is no place on paper to 0, and bounds the rest.
func finite(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return max(-maxPlace, min(v, maxPlace))
}

func (m *module) close() { _ = m.inst.Close() }
