package layout

import (
	"cmp"
	"slices"
)

// sheet is a page in the making: what stands in ruled tables is in them, the
// rest in lines.
type sheet struct {
	number        int
	width, height float64
	lines         []line
	tables        []*table
	loose         []seg // horizontal lines that are part of no grid
	tilted        []mark
	dropped       []mark
}

// newSheet finds the ruled tables of a page and the lines outside of them.
func newSheet(p Page) *sheet {
	s := &sheet{number: p.Number, width: p.Width, height: p.Height}
	marks := see(p)
	if vertical(marks.upright) {
		turn(marks.upright, &p)
		s.width, s.height = p.Width, p.Height
	}
	s.tilted, s.dropped = marks.tilted, marks.doubled
	h, v := segs(p.Rules)
	fs, loose := frames(h, v)
	s.loose = loose
	rest := marks.upright
	for _, g := range grids(fs) {
		var in []mark
		in, rest = g.take(rest)
		if len(in) == 0 {
			continue
		}
		s.tables = append(s.tables, g.table(in, p.Number))
	}
	slices.SortStableFunc(s.tables, func(a, b *table) int { return cmp.Compare(a.Y0, b.Y0) })
	s.lines = makeLines(rest, p.Number)
	return s
}

// grids are the tables among the frames, largest first, so that a table in a
// cell is part of that cell.
func grids(fs []frame) []*grid {
	var out []*grid
	for _, f := range fs {
		if g := newGrid(f); g != nil {
			out = append(out, g)
		}
	}
	area := func(g *grid) float64 { return g.box().width() * g.box().height() }
	slices.SortStableFunc(out, func(a, b *grid) int { return cmp.Compare(area(b), area(a)) })
	return out
}

// take parts the marks that stand in a grid from the others.
func (g *grid) take(marks []mark) (in, rest []mark) {
	for _, m := range marks {
		if g.field(m.midX(), m.midY()) >= 0 {
			in = append(in, m)
		} else {
			rest = append(rest, m)
		}
	}
	return in, rest
}

// item is one thing of a page in reading order: a table or a column of lines.
type item struct {
	table  *table
	region *region
}

// region is a column of lines and its edges.
type region struct {
	lines       []line
	left, right float64
	// pitch is the usual distance of its lines.
	pitch float64
}

// items puts a sheet in reading order.
func (s *sheet) items(doc *measures) []item {
	var out []item
	rest := s.lines
	for _, t := range s.tables {
		n := 0
		for n < len(rest) && rest[n].midY() < t.Y0+near {
			n++
		}
		out = append(out, s.text(rest[:n], doc)...)
		out = append(out, item{table: t})
		rest = rest[n:]
	}
	return append(out, s.text(rest, doc)...)
}

// text puts lines in reading order: columns, tables without a grid, the rest.
func (s *sheet) text(lines []line, doc *measures) []item {
	var out []item
	for _, band := range columns(lines) {
		if band.column {
			out = append(out, item{region: newRegion(band.lines, nil)})
			continue
		}
		out = append(out, s.plain(band.lines, doc)...)
	}
	return out
}

// plain finds the tables in lines that reach over the whole page.
func (s *sheet) plain(lines []line, doc *measures) []item {
	var out []item
	from := 0
	flush := func(to int) {
		if to > from {
			out = append(out, item{region: newRegion(lines[from:to], doc.of(s))})
		}
	}
	for i := 0; i < len(lines); {
		t, n := s.lined(lines[i:])
		if t == nil {
			t, n = aligned(lines[i:])
		}
		if t == nil {
			i++
			continue
		}
		flush(i)
		out = append(out, item{table: t})
		i += n
		from = i
	}
	flush(len(lines))
	return out
}
