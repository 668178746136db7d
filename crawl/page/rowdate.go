package page

import (
	"regexp"
	"strings"

	"duibiao/corpus"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var (
	trailingDate = regexp.MustCompile(`[\[（(【\s]*(?:19|20)\d{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:[12]\d|3[01]|0?[1-9])(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?[\]）)】\s]*$`)
	leadingDate  = regexp.MustCompile(`^[\[（(【\s]*(?:19|20)\d{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:[12]\d|3[01]|0?[1-9])[\]）)】\s]+`)
	publishLabel = regexp.MustCompile(`(?:发布|公开|公布|发文|更新|印发)(?:日期|时间)?\s*[:：]`)
	aroundDate   = regexp.MustCompile(`发布|公布|成文|公开|更新|日期|时间|[:：\[\]（）()【】|年月日\s\d./－—-]`)
)

// isOnlyDate reports a text that is a date, perhaps labelled or with a time.
func isOnlyDate(s string) bool {
	if runes(s) > 40 || runes(s) < 4 {
		return false
	}
	if _, ok := findDate(s); !ok && dayOnly.FindString(s) == "" {
		return false
	}
	return aroundDate.ReplaceAllString(plainDigits(s), "") == ""
}

// rowDate finds the date of a row: a labelled 发布日期, else the last element
// that is a date, else the last date in the text beside the title.
func (d *document) rowDate(el *html.Node, l link, shown string) corpus.Date {
	text := tidy(visibleText(el))
	rest := strings.Replace(text, shown, " ", 1)
	if at := publishLabel.FindStringIndex(rest); at != nil {
		if f, ok := findDate(clip(rest[at[1]:], 24)); ok {
			return f.date
		}
	}
	year := yearOf(l.addr)
	if date := dateElement(el, year); !date.IsZero() {
		return date
	}
	if len(rest) > 600 {
		return corpus.Date{}
	}
	if date, ok := lastDate(rest); ok {
		return date
	}
	if date, ok := dayInYear(rest, year); ok && runes(rest) < 20 {
		return date
	}
	return corpus.Date{}
}

// dateElement gives the date of the last element in el that is nothing else.
func dateElement(el *html.Node, year int) corpus.Date {
	var last corpus.Date
	var taken *html.Node
	for c := range el.Descendants() {
		if c.Type != html.ElementNode || unseen(c) || taken != nil && within(c, taken) || !isDateElement(c) {
			continue
		}
		text := tidy(visibleText(c))
		if f, ok := findDate(text); ok {
			last, taken = f.date, c
		} else if date, ok := dayInYear(text, year); ok && last.IsZero() {
			last, taken = date, c
		}
	}
	return last
}

// datesBetween reads dates that stand between the links and not in the rows:
// dd after dt, a span after a bare link, a row of their own.
func (d *document) datesBetween(g *group) {
	after, before := make([]corpus.Date, len(g.rows)), make([]corpus.Date, len(g.rows))
	nAfter, nBefore := 0, 0
	for i, r := range g.rows {
		if f, ok := findDate(tidy(siblingText(r.el, true))); ok {
			after[i] = f.date
			nAfter++
		}
		if f, ok := lastDate(tidy(siblingText(r.el, false))); ok {
			before[i] = f
			nBefore++
		}
	}
	dates := after
	if nBefore > nAfter {
		dates, nAfter = before, nBefore
	}
	if nAfter*2 < len(g.rows) {
		return
	}
	for i, r := range g.rows {
		if r.date.IsZero() {
			r.date = dates[i]
		}
	}
}

// siblingText is the text between el and the next (or previous) element with a
// link, a few siblings at most.
func siblingText(el *html.Node, forward bool) string {
	var parts []string
	n := el
	for range 8 {
		if forward {
			n = n.NextSibling
		} else {
			n = n.PrevSibling
		}
		if n == nil || n.DataAtom == atom.A || holdsAnchor(n) {
			break
		}
		text := visibleText(n)
		if len(text) > 300 {
			break
		}
		if forward {
			parts = append(parts, text)
		} else {
			parts = append([]string{text}, parts...)
		}
	}
	return strings.Join(parts, " ")
}
