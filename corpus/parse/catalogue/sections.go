package catalogue

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// under gives for each node the innermost section that it stands below, -1 for
// none; for a section the one around it. Sections nest by the styles of their
// labels: a style met again closes what it held, a new one opens a deeper tier.
func under(nodes []node) []int {
	out := make([]int, len(nodes))
	var open []int
	for i, n := range nodes {
		if n.section {
			style := n.label.Style
			if k := slices.IndexFunc(open, func(o int) bool { return nodes[o].label.Style == style }); k >= 0 {
				open = open[:k]
			}
			for style > 0 && len(open) > 0 && nodes[open[len(open)-1]].label.Style > style {
				open = open[:len(open)-1]
			}
		}
		out[i] = -1
		if len(open) > 0 {
			out[i] = open[len(open)-1]
		}
		if n.section {
			open = append(open, i)
		}
	}
	return out
}

// heading is a numbered line that stands above a table: 一、基本公共服务.
type heading struct {
	label Label
	text  string
	at    evidence
}

// headingOf reads a line as a heading of the table below it. Titles of
// catalogues are no headings: they begin a catalogue of their own.
func (r *reader) headingOf(p Part, text string) (heading, bool) {
	l, ok := r.in.Label(text)
	if !ok || l.Width >= len(text) || utf8.RuneCountInString(text) > maxSection || strings.ContainsAny(text, "。；，：:") || titles(text) {
		return heading{}, false
	}
	return heading{l, text, evidence{Span: p.Span, page: p.Block.Page}}, true
}

// addHeadings puts the headings above a table into the run, as sections.
func (r *reader) addHeadings() {
	for _, h := range r.headings {
		r.run = append(r.run, node{
			section: true, line: true, label: h.label, mark: strings.TrimSpace(h.text[:h.label.Width]), name: Name(h.text[h.label.Width:]), at: h.at, rows: 1, parent: -1,
		})
	}
}

// dropHeadings takes headings out of a run that has fewer than two of the
// outermost style: one heading above the only table is no class.
func dropHeadings(nodes []node) []node {
	outer, n := 0, 0
	for _, x := range nodes {
		switch style := x.label.Style; {
		case !x.line:
		case n == 0 || style < outer:
			outer, n = style, 1
		case style == outer:
			n++
		}
	}
	if n >= 2 || n == 0 {
		return nodes
	}
	return slices.DeleteFunc(nodes, func(x node) bool { return x.line })
}
