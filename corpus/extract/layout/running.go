package layout

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

const (
	// margin is the part of a page's height in which heads and feet stand.
	margin = 0.12
	// headLines is how many lines a head or foot has at the most.
	headLines = 3
	// sameHeight is how far a head may move from page to page, in points.
	sameHeight = 6.0
)

// edgeLine is the outermost line of a page at one edge.
type edgeLine struct {
	sheet int
	line  int // in the sheet's lines
	text  string
	key   string  // text without the numbers that may change
	y     float64 // from the edge
}

// dropRunning takes running heads, running feet and page numbers off the sheets:
// what stands at the edge of pages and repeats, but for numbers, and bare page
// numbers.
func dropRunning(sheets []*sheet) {
	for range headLines {
		again := false
		for _, foot := range []bool{false, true} {
			edge := edgeLines(sheets, foot)
			for _, e := range runningLines(edge, len(sheets), foot) {
				s := sheets[e.sheet]
				s.dropped = append(s.dropped, s.lines[e.line].marks...)
				s.lines = slices.Delete(s.lines, e.line, e.line+1)
				again = true
			}
		}
		if !again {
			return
		}
	}
}

// edgeLines are the outermost lines of the sheets within the margin, with no
// table beyond them.
func edgeLines(sheets []*sheet, foot bool) []edgeLine {
	var out []edgeLine
	for i, s := range sheets {
		if len(s.lines) == 0 || s.height <= 0 {
			continue
		}
		n := 0
		if foot {
			n = len(s.lines) - 1
		}
		l := s.lines[n]
		y := l.midY()
		if foot {
			y = s.height - y
		}
		if y > margin*s.height || s.tableBeyond(l, foot) {
			continue
		}
		text := strings.ReplaceAll(l.text(), " ", "")
		out = append(out, edgeLine{i, n, text, withoutNumbers(text), y})
	}
	return out
}

func (s *sheet) tableBeyond(l line, foot bool) bool {
	for _, t := range s.tables {
		if foot && t.midY() > l.midY() || !foot && t.midY() < l.midY() {
			return true
		}
	}
	return false
}

func withoutNumbers(s string) string {
	var b strings.Builder
	number := false
	for _, r := range s {
		if unicode.IsDigit(r) {
			if !number {
				b.WriteByte('#')
			}
			number = true
			continue
		}
		number = false
		b.WriteRune(r)
	}
	return b.String()
}

// runningLines chooses what is repeated or a page number.
func runningLines(edge []edgeLine, pages int, foot bool) []edgeLine {
	numbers := 0
	for _, e := range edge {
		if pagePattern.MatchString(e.text) {
			numbers++
		}
	}
	byKey := map[string][]edgeLine{}
	for _, e := range edge {
		byKey[e.key] = append(byKey[e.key], e)
	}
	var out []edgeLine
	for _, e := range edge {
		bare := pagePattern.MatchString(e.text)
		if bare && (foot || numbers > 1) || !bare && repeated(e, byKey[e.key], pages) {
			out = append(out, e)
		}
	}
	return out
}

// repeated reports a line that stands at the same height of other pages: the
// same on three pages, or half of a short document, or with changing numbers on
// more than half of the pages. Numbered labels (附件1, 附件2) are no running
// heads.
func repeated(e edgeLine, like []edgeLine, pages int) bool {
	same, changed := 0, 0
	for _, o := range like {
		if math.Abs(o.y-e.y) > sameHeight {
			continue
		}
		changed++
		if o.text == e.text {
			same++
		}
	}
	if same >= 3 || same == 2 && pages <= 3 {
		return true
	}
	return numbered(e) && changed >= 2 || changed >= 3 && 2*changed > pages && counted(e)
}

// counted reports a line with a number that may be a page's, numbered one that
// says so.
func counted(e edgeLine) bool { return strings.Contains(e.key, "#") && !labelled(e.text) }

func numbered(e edgeLine) bool {
	return counted(e) && (strings.Contains(e.text, "页") || strings.Contains(strings.ToLower(e.text), "page"))
}
