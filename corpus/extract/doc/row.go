package doc

// maxColumns is the most cells that a row can tell of: its count is a byte.
const maxColumns = 255

// cellSize is the size of a cell's description in bytes, [MS-DOC] 2.9.313.
const cellSize = 20

// How a cell is merged with the one above it, [MS-DOC] 2.9.327.
const (
	aboveNone    = 0
	aboveMerged  = 1
	aboveRestart = 3
)

// rowShape is what the mark of a row says of its cells.
type rowShape struct {
	// edges are where cells begin and end in twentieths of a point, one more
	// than there are cells.
	edges []int
	// cells say how the cells are merged; missing ones are not.
	cells []cellShape
}

// cellShape says how a cell is merged.
type cellShape struct {
	// beside is the mark of horizontal merges, which see merged; above one of
	// aboveNone, aboveMerged, aboveRestart.
	beside, above byte
}

// change applies a sprm of tables; r may be nil. Other sprms change nothing.
func (r *rowShape) change(op int, arg []byte) *rowShape {
	if op == sprmTDefTable || op == sprmTDefTable10 {
		return defineRow(arg, op == sprmTDefTable)
	}
	if r == nil {
		if op == sprmTInsert {
			return insertCells(arg)
		}
		return nil
	}
	switch op {
	case sprmTDelete:
		r.remove(int(arg[0]), int(arg[1]))
	case sprmTDxaCol:
		r.widen(int(arg[0]), int(arg[1]), u16(arg, 2))
	case sprmTMerge:
		r.merge(int(arg[0]), int(arg[1]))
	case sprmTSplit:
		r.split(int(arg[0]), int(arg[1]))
	case sprmTVertMerge:
		r.mergeAbove(arg)
	}
	return r
}

// defineRow reads the operand of sprmTDefTable, [MS-DOC] 2.9.324: a count, the
// edges, then the cells, of which some may be missing.
func defineRow(b []byte, whole bool) *rowShape {
	if len(b) == 0 {
		return nil
	}
	n := int(b[0])
	if n == 0 || 1+2*(n+1) > len(b) {
		return nil
	}
	r := &rowShape{edges: make([]int, n+1), cells: make([]cellShape, n)}
	for i := range r.edges {
		r.edges[i] = int(int16(u16(b, 1+2*i)))
	}
	b = b[1+2*(n+1):]
	size := cellSize
	if !whole {
		size = cellSize / 2
	}
	for i := 0; i < n && len(b) >= size; i++ {
		flags := u16(b, 0)
		r.cells[i] = cellShape{beside: byte(flags & 3), above: byte(flags >> 5 & 3)}
		b = b[size:]
	}
	return r
}

// insertCells is sprmTInsert for a row that nothing else defines: newer
// programs write it in place of sprmTDefTable.
func insertCells(arg []byte) *rowShape {
	n, width := min(int(arg[1]), maxColumns), u16(arg, 2)
	r := &rowShape{edges: make([]int, n+1), cells: make([]cellShape, n)}
	for i := range r.edges {
		r.edges[i] = i * width
	}
	return r
}

// remove is sprmTDelete: cells from one up to another are gone.
func (r *rowShape) remove(from, to int) {
	to = min(to, len(r.cells))
	if from >= to {
		return
	}
	shift := r.edges[to] - r.edges[from]
	r.cells = append(r.cells[:from], r.cells[to:]...)
	r.edges = append(r.edges[:from], r.edges[to:]...)
	for i := from; i < len(r.edges); i++ {
		r.edges[i] -= shift
	}
}

// widen is sprmTDxaCol: cells from one up to another get a width.
func (r *rowShape) widen(from, to, width int) {
	for i := from; i < min(to, len(r.cells)); i++ {
		shift := width - (r.edges[i+1] - r.edges[i])
		for j := i + 1; j < len(r.edges); j++ {
			r.edges[j] += shift
		}
	}
}

// merge is sprmTMerge: the first of the cells covers the others.
func (r *rowShape) merge(from, to int) {
	for i := from; i < min(to, len(r.cells)); i++ {
		r.cells[i].beside = 1
		if i == from {
			r.cells[i].beside = 2
		}
	}
}

// split is sprmTSplit: cells from one up to another stand alone.
func (r *rowShape) split(from, to int) {
	for i := from; i < min(to, len(r.cells)); i++ {
		r.cells[i].beside = 0
	}
}

// mergeAbove is sprmTVertMerge: the number of a cell, and how it is merged.
func (r *rowShape) mergeAbove(arg []byte) {
	if len(arg) >= 2 && int(arg[0]) < len(r.cells) {
		r.cells[arg[0]].above = arg[1] & 3
	}
}

// merged reports for each cell whether one before it in the row covers it. The
// first of merged cells has another mark than the rest: 2 or 3 before 1s in
// [MS-DOC] 2.9.317, 1 before 2s in files of other programs. So a mark like that
// of the first begins the next set.
func (r *rowShape) merged() []bool {
	out := make([]bool, len(r.cells))
	var first byte
	for i, c := range r.cells {
		switch {
		case c.beside == 0:
			first = 0
		case first == 0:
			first = c.beside
		default:
			out[i] = c.beside != first && c.beside != 3
		}
	}
	return out
}
