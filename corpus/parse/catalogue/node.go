package catalogue

import (
	"duibiao/corpus"
)

// node is an item before its place in the tree is known.
type node struct {
	code, name, note, tierName string
	// whole is the name with the code that was cut off its beginning, "" for none.
	whole string
	// label is the numbering label or running number; style 0 is none.
	label Label
	mark  string
	// tier is the tier column, from 0; section marks a row that is a heading of the
	// rows below it.
	tier    int
	section bool
	// line marks a section that is a line above a table.
	line   bool
	indent int
	// rows is how many rows the item's cell covers.
	rows int
	at   evidence
	// parent is the index of the node above, -1 at the top.
	parent int
}

// evidence is where an item stands.
type evidence struct {
	Span
	table, row, page int
	sheet            string
}

// order says how the nodes of a catalogue tell their tiers.
type order int

const (
	byTier   order = iota // columns of their own
	byCode                // codes that begin one another
	byLabel               // numbering: 一、（一）1.
	byIndent              // white space before the name
)

// orderOf chooses by what most of the nodes have.
func orderOf(nodes []node, tiers int) order {
	if tiers > 1 {
		return byTier
	}
	var labels, plain tally
	for _, n := range nodes {
		labels.label(n)
		if !n.section {
			plain.label(n)
			plain.code(n)
		}
	}
	switch coded := plain.coded; {
	case coded >= 2 && (coded*10 >= plain.all*6 || coded*4 >= plain.all && plain.bare == 0):
		return byCode
	case labels.labelled*10 >= labels.all*3 && len(labels.styles) > 1 || labels.labelled*2 >= labels.all:
		return byLabel
	case len(plain.indents) > 1:
		return byIndent
	}
	return byLabel
}

// tally counts what nodes have.
type tally struct {
	all, labelled, coded, bare int
	styles, indents            map[int]bool
}

func (t *tally) label(n node) {
	t.all++
	if n.label.Style == 0 {
		return
	}
	if t.styles == nil {
		t.styles = map[int]bool{}
	}
	t.labelled++
	t.styles[n.label.Style] = true
}

func (t *tally) code(n node) {
	if t.indents == nil {
		t.indents = map[int]bool{}
	}
	t.indents[n.indent] = true
	switch {
	case n.code != "":
		t.coded++
	case n.label.Style == 0:
		t.bare++
	}
}

// link gives every node its parent.
func link(nodes []node, by order) {
	switch by {
	case byTier:
		stack(nodes, func(n node) int { return n.tier })
	case byCode:
		linkCodes(nodes)
	case byLabel:
		linkLabels(nodes)
	case byIndent:
		stack(nodes, func(n node) int { return n.indent })
	}
}

// stack puts every node below the last one before it that has a lower rank, in
// the section that it stands in.
func stack(nodes []node, rank func(node) int) {
	sections := under(nodes)
	var open []int
	for i := range nodes {
		nodes[i].parent = sections[i]
		if nodes[i].section {
			open = open[:0]
			continue
		}
		for len(open) > 0 && rank(nodes[open[len(open)-1]]) >= rank(nodes[i]) {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			nodes[i].parent = open[len(open)-1]
		}
		open = append(open, i)
	}
}

// linkLabels reads a numbering: a style met again closes what was below it, a
// new one opens a deeper tier. Sections stand above all; items without a label
// are the deepest.
func linkLabels(nodes []node) {
	var open []int
	styleOf := func(i int) int {
		if nodes[i].section && nodes[i].label.Style == 0 {
			return -1
		}
		return nodes[i].label.Style
	}
	for i := range nodes {
		at := -1
		for k, o := range open {
			if styleOf(o) == styleOf(i) || styleOf(i) == -1 {
				at = k
				break
			}
		}
		if at >= 0 {
			open = open[:at]
		} else if styleOf(i) > 0 {
			for len(open) > 0 && styleOf(open[len(open)-1]) == 0 {
				open = open[:len(open)-1]
			}
		}
		nodes[i].parent = -1
		if len(open) > 0 {
			nodes[i].parent = open[len(open)-1]
		}
		open = append(open, i)
	}
}

// items turns the nodes into items; the parents must be linked. first is the
// number of items already there.
func items(nodes []node, first int) []corpus.CatalogueItem {
	out := make([]corpus.CatalogueItem, len(nodes))
	levels := make([]int, len(nodes))
	for i, n := range nodes {
		level(nodes, levels, i)
		it := corpus.CatalogueItem{
			Code: n.code, Number: n.mark, Name: n.name, Note: n.note, Level: levels[i], TierName: n.tierName, Ord: first + i + 1,
			Table: n.at.table, Row: n.at.row, Page: n.at.page, Sheet: n.at.sheet, StartByte: n.at.Start, EndByte: n.at.End,
		}
		if n.parent >= 0 {
			it.ParentOrd = first + n.parent + 1
			if it.Parent = nodes[n.parent].code; it.Parent == "" {
				it.Parent = nodes[n.parent].name
			}
		}
		out[i] = it
	}
	return out
}

// level is the depth of a node, 1 at the top.
func level(nodes []node, known []int, i int) int {
	var path []int
	for i >= 0 && known[i] == 0 && len(path) <= len(nodes) {
		path = append(path, i)
		i = nodes[i].parent
	}
	depth := 0
	if i >= 0 {
		depth = known[i]
	}
	for k := len(path) - 1; k >= 0; k-- {
		depth++
		known[path[k]] = depth
	}
	return depth
}
