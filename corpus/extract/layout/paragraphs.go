package layout

import (
	"math"
	"unicode/utf8"
)

// para is a paragraph in the making.
type para struct {
	text    string
	page    int
	lines   int
	size    float64
	bold    bool
	centred bool
}

// writer makes paragraphs of lines as they come, over the ends of columns and
// pages.
type writer struct {
	doc  *measures
	out  []piece
	cur  *para
	last line    // the last line of cur
	in   *region // where it stands
}

// piece is a paragraph or a table, in the order of the document.
type piece struct {
	para  *para
	table *table
}

func (w *writer) region(r *region) {
	for _, l := range r.lines {
		text := l.text()
		if w.cur == nil || w.begins(l, r, text) {
			w.end()
			w.cur = &para{text: text, page: l.page, lines: 1, size: l.size, bold: l.bold, centred: w.centred(l, r)}
		} else {
			w.cur.text = glue(w.cur.text, text)
			w.cur.lines++
			w.cur.bold = w.cur.bold && l.bold
		}
		w.last, w.in = l, r
	}
}

func (w *writer) end() {
	if w.cur != nil {
		w.out = append(w.out, piece{para: w.cur})
	}
	w.cur = nil
}

func (w *writer) table(t *table) {
	w.end()
	w.out = append(w.out, piece{table: t})
}

// Distances in parts of the font size.
const (
	// indented is the least indent of a first line.
	indented = 1.2
	// moved is how far a line's begin differs from another's.
	moved = 0.5
	// slack is how much room a full line may leave beyond what did not fit.
	slack = 1.0
	// otherSize is how much font sizes differ, in parts of the larger.
	otherSize = 0.12
	// signed is where lines begin that stand at the right: names and dates, each
	// a paragraph, in parts of the width of the text.
	signed = 0.4
	// otherPitch is how much more than usual a gap between paragraphs is.
	otherPitch = 1.4
)

// begins reports that a line begins a paragraph.
func (w *writer) begins(l line, r *region, text string) bool {
	if w.apart(l, r) || leaderPattern.MatchString(w.cur.text) || leaderPattern.MatchString(text) {
		return true
	}
	centred := w.centred(l, r)
	if centred != w.centred(w.last, w.in) {
		return true
	}
	if centred {
		return !w.goesOn(l, text)
	}
	return w.indents(l, r, text)
}

// apart reports a line of another size than the one before, or further from it
// than lines are.
func (w *writer) apart(l line, r *region) bool {
	a := w.last
	if math.Abs(a.size-l.size) > otherSize*max(a.size, l.size) {
		return true
	}
	return r == w.in && r.pitch > 0 && l.midY()-a.midY() > otherPitch*max(r.pitch, l.size)
}

// indents tells by the ends of lines: a short last line, an indented first one,
// a label after the end of a sentence.
func (w *writer) indents(l line, r *region, text string) bool {
	a, em := w.last, max(1, l.size)
	full := w.in.right-a.X1 < l.unit()+slack*em
	before, here := (a.X0-w.in.left)/em, (l.X0-r.left)/em
	switch {
	case !full, here > before+1, a.X0-w.in.left > signed*(w.in.right-w.in.left):
		return true
	case here >= indented && here > before-moved:
		return w.cur.lines == 1 && (stopped(w.cur.text) || labelled(text))
	}
	return labelled(text) && stopped(w.cur.text)
}

// goesOn reports a centred line that goes on with the centred line before: a
// title of several lines.
func (w *writer) goesOn(l line, text string) bool {
	a := w.last
	return a.bold == l.bold && !stopped(w.cur.text) && !labelled(text) && w.cur.lines < 4 &&
		a.width() > 0.6*(w.in.right-w.in.left) && a.page == l.page
}

// centred reports a line in the middle of its column. A line that begins like
// the first of a paragraph is none by chance.
func (w *writer) centred(l line, r *region) bool {
	em := max(1, l.size)
	left, right := (l.X0-r.left)/em, (r.right-l.X1)/em
	if left < 1 || right < 1 || math.Abs(left-right) > 1 {
		return false
	}
	body := (l.X0 - r.left) / max(1, w.doc.body)
	return body < 1.7 || body > 2.3 || l.bold || l.size > w.doc.body*(1+otherSize)
}

// headingRunes is the largest number of characters of a heading.
const headingRunes = 80

// heading reports a paragraph that is one by its look: larger, or in the middle.
func (w *writer) heading(p *para) bool {
	n := utf8.RuneCountInString(p.text)
	if n < 2 || n > headingRunes || p.lines > 4 || leaderPattern.MatchString(p.text) {
		return false
	}
	larger := p.size > w.doc.body*(1+otherSize)
	if larger && (p.centred || n <= headingRunes/2) {
		return true
	}
	return p.centred && !stopped(p.text) && n <= headingRunes/2
}
