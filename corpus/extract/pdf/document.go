package pdf

import (
	"errors"
	"math"

	"duibiao/corpus/extract/fault"
)

// document is an open file.
type document struct {
	m      *module
	handle uint32
}

// The error codes of FPDF_GetLastError (fpdfview.h).
const (
	errPassword = 4
	errSecurity = 5
)

// open loads a file from memory, with the empty password.
func open(m *module, data []byte) (*document, error) {
	buf := m.malloc(max(len(data), 1))
	if m.err == nil && !m.mem.Write(buf, data) {
		m.err = errNoMemory
	}
	h := m.ptr("FPDF_LoadMemDocument", uint64(buf), uint64(len(data)), 0)
	if m.err != nil {
		return nil, m.fault()
	}
	if h == 0 {
		switch m.num("FPDF_GetLastError") {
		case errPassword, errSecurity:
			return nil, fault.ErrEncrypted
		}
		return nil, fault.Damaged("pdf", "no page tree that can be read")
	}
	return &document{m: m, handle: h}, nil
}

// fault says what a failed call means for the file: a trap of the module is a
// file made to harm, or one too large for the memory.
func (m *module) fault() error {
	if m.err == nil {
		return nil
	}
	if errors.Is(m.err, errNoMemory) {
		return fault.ErrMemory
	}
	// PDFium ends itself when it gets no memory.
	if uint64(m.mem.Size())*10 >= uint64(m.limit)*pageBytes*9 {
		return fault.ErrMemory
	}
	return fault.Damaged("pdf", "reading broke off")
}

func (d *document) pageCount() int { return d.m.num("FPDF_GetPageCount", uint64(d.handle)) }

// pageBytes is the size of a page of WebAssembly memory.
const pageBytes = 64 << 10

// matrix is a transformation of ISO 32000-1, 8.3.4:
// x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix struct{ a, b, c, d, e, f float64 }

func identity() matrix { return matrix{a: 1, d: 1} }

func (t matrix) apply(x, y float64) (tx, ty float64) {
	return t.a*x + t.c*y + t.e, t.b*x + t.d*y + t.f
}

// then is t followed by u.
func (t matrix) then(u matrix) matrix {
	return matrix{
		a: t.a*u.a + t.b*u.c, b: t.a*u.b + t.b*u.d,
		c: t.c*u.a + t.d*u.c, d: t.c*u.b + t.d*u.d,
		e: t.e*u.a + t.f*u.c + u.e, f: t.e*u.b + t.f*u.d + u.f,
	}
}

// scale is the mean stretching of lengths.
func (t matrix) scale() float64 { return math.Sqrt(math.Abs(t.a*t.d - t.b*t.c)) }

// readMatrix reads an FS_MATRIX from the scratch area.
func (m *module) readMatrix() matrix {
	var v [6]float64
	m.floats(v[:])
	return matrix{v[0], v[1], v[2], v[3], v[4], v[5]}
}
