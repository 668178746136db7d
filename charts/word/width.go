package word

import "unicode"

// fitting is how a table is set: its columns in twips, its type in half-points,
// the page upright or lying.
type fitting struct {
	widths     []int
	halfPoints int
	landscape  bool
}

// size are the run properties that set a table smaller than its style does.
func (f fitting) size() []element {
	if f.halfPoints == size5 {
		return nil
	}
	return sizes(f.halfPoints)
}

// attempts are the ways to set a table, the best first: smaller type is better
// than a page that lies, and that is better than type that cannot be read.
func attempts() []fitting {
	return []fitting{
		{halfPoints: size5}, {halfPoints: sizeS5},
		{halfPoints: size5, landscape: true}, {halfPoints: sizeS5, landscape: true},
		{halfPoints: size6, landscape: true},
	}
}

// need is what a column wants, in half characters.
type need struct{ least, most int }

const (
	// shortCell is what stands on one line if it can: a full date (2013年9月26日).
	shortCell = 14
	// longColumn is the least width of a column of longer text.
	longColumn = 20
	// widest is what a column is given at most before others have enough.
	widest = 60
)

// fit chooses type, page and widths for a table.
func (b *builder) fit(t Table, grid [][]place) fitting {
	needs := b.needs(t, grid)
	for _, f := range attempts() {
		if f.widths = share(needs, f.available(), f.halfPoints); f.widths != nil {
			return f
		}
	}
	f := fitting{halfPoints: size6, landscape: true}
	f.widths = squeeze(needs, f.available())
	return f
}

func (f fitting) available() int {
	if f.landscape {
		return textWidthLandscape
	}
	return textWidth
}

// needs measures the columns. A cell over several columns is not measured: it
// has their room together.
func (b *builder) needs(t Table, grid [][]place) []need {
	out := make([]need, len(t.Columns))
	for k, c := range t.Columns {
		n := measure(c.Title)
		out[k] = need{least: max(min((n+2)/3, 8), longest(c.Title), 4), most: min(n, 12)}
	}
	for i := range grid {
		for k, p := range grid[i] {
			if !p.top || !p.first || p.cell.ColSpan > 1 {
				continue
			}
			text := b.text(p.cell.Runs)
			n := measure(text)
			o := &out[k]
			o.most = max(o.most, n)
			switch {
			case t.Columns[k].Number:
				o.least = max(o.least, min(n, widest))
			case n <= shortCell:
				o.least = max(o.least, n)
			default:
				o.least = max(o.least, longColumn, min(longest(text), widest/2))
			}
		}
	}
	for k := range out {
		out[k].most = max(out[k].least, out[k].most)
	}
	return out
}

// text is what runs print, notes apart.
func (b *builder) text(rs []Run) string {
	var s string
	for _, r := range rs {
		if r.Ref != "" {
			s += b.targets[r.Ref].label
			continue
		}
		s += r.Text
	}
	return s
}

// measure is the width of a text in half characters: Chinese 2, Latin 1.
func measure(s string) int {
	n := 0
	for _, r := range s {
		n += half(r)
	}
	return n
}

func half(r rune) int {
	switch {
	case unicode.Is(unicode.Mn, r):
		return 0
	case r >= 0x1100 && r < 0xFB00 || r >= 0xFE30 && r < 0xFF61 || r > 0xFFFF, r >= 0x2010 && r < 0x2070:
		return 2
	}
	return 1
}

// longest is the width of the longest run that a line is not broken in: Latin
// letters and digits.
func longest(s string) int {
	most, n := 0, 0
	for _, r := range s {
		if half(r) != 1 || unicode.IsSpace(r) {
			n = 0
			continue
		}
		n++
		most = max(most, n)
	}
	return most
}

// twips is the width of a column of n half characters. A tenth is added: letters
// are wider than half of a Chinese character.
func twips(n, halfPoints int) int { return n*halfPoints*11/2 + 2*cellMargin + 20 }

// share gives every column what it needs and the rest by how much more it could
// use, nil if there is not enough.
func share(needs []need, available, halfPoints int) []int {
	out := make([]int, len(needs))
	wants := make([]int, len(needs))
	rest := available
	for k, n := range needs {
		out[k] = twips(n.least, halfPoints)
		wants[k] = twips(min(n.most, widest), halfPoints) - twips(min(n.least, widest), halfPoints)
		rest -= out[k]
	}
	if rest < 0 {
		return nil
	}
	if total := sum(wants); total > rest {
		spread(out, wants, rest)
	} else {
		spread(out, wants, total)
		spread(out, append([]int{}, out...), available-sum(out))
	}
	return out
}

// spread adds rest to widths in proportion to weights.
func spread(widths, weights []int, rest int) {
	total := sum(weights)
	if total == 0 || rest <= 0 {
		return
	}
	for k := range widths {
		widths[k] += rest * weights[k] / total
	}
}

// squeeze divides what there is in proportion to the needs.
func squeeze(needs []need, available int) []int {
	out := make([]int, len(needs))
	total := 0
	for _, n := range needs {
		total += n.least
	}
	for k, n := range needs {
		out[k] = max(available*n.least/total, 1)
	}
	return out
}

func sum(ns []int) int {
	t := 0
	for _, n := range ns {
		t += n
	}
	return t
}
