package word

import (
	"slices"
	"strings"
	"unicode"
)

// fitting is how a table is set: its columns in twips, its type in half-points,
// the page upright or lying.
type fitting struct {
	widths     []int
	halfPoints int
	landscape  bool
	tight      bool // long text in narrow columns
}

// size are the run properties that set a table smaller than its style does.
func (f fitting) size() []element {
	if f.halfPoints == size5 {
		return nil
	}
	return sizes(f.halfPoints)
}

// attempts are the ways to set a table, the best first: smaller type and narrower
// columns are better than a page that lies, and that is better than type that
// cannot be read.
func attempts() []fitting {
	return []fitting{
		{halfPoints: size5},
		{halfPoints: sizeS5},
		{halfPoints: sizeS5, tight: true},
		{halfPoints: size5, landscape: true},
		{halfPoints: sizeS5, landscape: true},
		{halfPoints: sizeS5, landscape: true, tight: true},
		{halfPoints: size6, landscape: true, tight: true},
	}
}

// need is what a column wants, in tenths of a Chinese character: the least, the
// least where room is short, and what it would fill.
type need struct{ least, tight, most int }

const (
	// shortCell is what stands on one line if it can: a full date (2013年9月26日).
	shortCell = 85
	// A text of veryLong needs more room than one that is merely long.
	veryLong = 160
	// What text has at least where there is room: long and very long; and where
	// there is little: short, long and very long.
	longColumn, veryLongColumn           = 80, 120
	tightShort, tightLong, tightVeryLong = 40, 50, 75
	// widest is what a column is given at most before others have enough.
	widest = 300
)

// fit chooses type, page and widths for a table.
func (b *builder) fit(t Table, grid [][]place) fitting {
	needs := b.needs(t, grid)
	for _, f := range attempts() {
		if f.widths = f.share(needs); f.widths != nil {
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
		least := max(min((n+2)/3, 40), min(longest(c.Title), widest), 20)
		out[k] = need{least: least, tight: least, most: min(n, 60)}
	}
	for i := range grid {
		for k, p := range grid[i] {
			if p.top && p.first && p.cell.ColSpan <= 1 {
				out[k].see(b.text(p.cell.Runs), t.Columns[k].Number)
			}
		}
	}
	for k := range out {
		out[k].most = max(out[k].least, out[k].most)
	}
	return out
}

// inDates are the characters of numbers and dates.
const inDates = "0123456789年月日起前至约.,%—–-/"

// see widens a column for the text of a cell. Numbers and dates are not broken.
func (o *need) see(text string, number bool) {
	n, word := measure(text), min(longest(text), widest/2)
	whole := number || n <= shortCell && strings.Trim(text, inDates) == ""
	least, tight := min(n, longColumn), min(n, tightLong)
	switch {
	case whole:
		if strings.Contains(text, "年") { // programs put air between digits and Chinese
			n += full
		}
		least, tight = min(n, widest), min(n, widest)
	case n <= shortCell:
		least, tight = n, min(n, tightShort)
	case n >= veryLong:
		least, tight = veryLongColumn, tightVeryLong
	}
	o.least, o.tight, o.most = max(o.least, least, word), max(o.tight, tight, word), max(o.most, n)
}

// text is what runs print, with a mark for every footnote.
func (b *builder) text(rs []Run) string {
	var s strings.Builder
	for _, r := range rs {
		if r.Ref != "" {
			s.WriteString(b.targets[r.Ref].label)
		} else {
			s.WriteString(r.Text)
		}
		if r.Note != nil {
			s.WriteString("①")
		}
	}
	return s.String()
}

// measure is the width of a text in tenths of a Chinese character.
func measure(s string) int {
	n := 0
	for _, r := range s {
		n += advance(r)
	}
	return n
}

// full is the width of a Chinese character, latin that of letters and digits:
// those of the wider faces that a program may put for a missing font.
const full, latin = 10, 6

func advance(r rune) int {
	switch {
	case unicode.Is(unicode.Mn, r):
		return 0
	case r == '①', r >= 0x1100 && r < 0xFB00 || r >= 0xFE30 && r < 0xFF61 || r > 0xFFFF, r >= 0x2010 && r < 0x2070:
		return full
	}
	return latin
}

// longest is the width of the longest run that a line is not broken in: Latin
// letters and digits.
func longest(s string) int {
	most, n := 0, 0
	for _, r := range s {
		if advance(r) != latin || unicode.IsSpace(r) {
			n = 0
			continue
		}
		n += latin
		most = max(most, n)
	}
	return most
}

// twips is the width of a column whose text is n wide, with a little air.
func (f fitting) twips(n int) int { return n*f.halfPoints + 2*cellMargin + 20 }

// share gives every column what it needs and the rest by how much more it could
// use, nil if there is not enough.
func (f fitting) share(needs []need) []int {
	out := make([]int, len(needs))
	wants := make([]int, len(needs))
	rest := f.available()
	for k, n := range needs {
		least := n.least
		if f.tight {
			least = n.tight
		}
		out[k] = f.twips(least)
		wants[k] = max(f.twips(min(n.most, 2*widest))-out[k], 0)
		rest -= out[k]
	}
	if rest < 0 {
		return nil
	}
	if total := sum(wants); total > rest {
		spread(out, wants, rest)
	} else {
		spread(out, wants, total)
		spread(out, slices.Clone(out), f.available()-sum(out))
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
		total += n.tight
	}
	for k, n := range needs {
		out[k] = max(available*n.tight/total, 1)
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
