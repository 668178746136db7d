package catalogue

import (
	"strings"
	"unicode/utf8"

	"duibiao/corpus"
)

// listLine is a line of running text, as an item it may be.
type listLine struct {
	node
	text string
	// short says that the line is a name, perhaps with a note, rather than prose.
	short bool
	// title says that the line is the title of a catalogue.
	title bool
}

// The least and longest that a list of items in running text has: lines, and
// characters of a name.
const (
	minList = 5
	maxName = 45
)

// lists reads the items of catalogues without tables: lines with codes, with
// numbering, or set in by white space.
func (r *reader) lists() {
	lines := r.listLines()
	from := 0
	for i, l := range lines {
		if l.title {
			from = i + 1
		}
	}
	if from == 0 && !r.in.Catalogue {
		return
	}
	lines = lines[from:]
	for _, choose := range []func([]listLine) ([]node, order){codedList, r.labelledList, indentedList} {
		if nodes, by := choose(lines); len(nodes) >= minList {
			link(nodes, by)
			r.items = append(r.items, items(nodes, len(r.items))...)
			return
		}
	}
}

func (r *reader) listLines() []listLine {
	var out []listLine
	for _, p := range r.in.Parts {
		if p.Block.Kind == corpus.BlockTable {
			continue
		}
		text := strings.TrimFunc(p.Block.Text, space)
		if text == "" {
			continue
		}
		l := listLine{text: text, title: utf8.RuneCountInString(text) <= maxName && catalogueTitle.MatchString(text)}
		l.at = evidence{Span: p.Span, page: p.Block.Page}
		l.indent, l.parent, l.rows = p.Block.Indent, -1, 1
		out = append(out, l)
	}
	return out
}

// splitNote cuts a line into a name and what explains it: behind the first full
// stop, colon or dash. A line that is a sentence has no name.
func splitNote(s string) (name, note string, ok bool) {
	at := strings.IndexAny(s, "。：:；;")
	if i := strings.Index(s, "——"); i > 0 && (at < 0 || i < at) {
		at = i
	}
	if i := strings.Index(s, "\t"); i > 0 && (at < 0 || i < at) {
		at = i
	}
	name = s
	if at >= 0 {
		name = s[:at]
		note = strings.TrimLeft(s[at:], "。：:；;—\t 　")
	}
	name = Name(name)
	n := utf8.RuneCountInString(name)
	return name, strings.TrimFunc(note, space), n > 0 && n <= maxName && strings.Count(name, "，") < 2
}

// codedList reads lines that begin with codes; lines between them explain the
// item before.
func codedList(lines []listLine) ([]node, order) {
	var nodes []node
	prose := 0
	for _, l := range lines {
		c, rest := splitCode(l.text)
		if c == "" {
			c, rest = tabbedCode(l.text)
		}
		if c == "" {
			if len(nodes) == 0 {
				continue
			}
			prose++
			last := &nodes[len(nodes)-1]
			last.note = joinNote(last.note, Name(l.text), "")
			continue
		}
		n := l.node
		var ok bool
		if n.name, n.note, ok = splitNote(strings.TrimFunc(rest, space)); !ok {
			continue
		}
		n.code = c
		nodes = append(nodes, n)
	}
	if prose > len(nodes) {
		return nil, byCode
	}
	return nodes, byCode
}

// tabbedCode reads a code set off by white space from a name in any script.
func tabbedCode(s string) (c, rest string) {
	at := strings.IndexFunc(s, space)
	if at <= 0 {
		return "", s
	}
	c = code(s[:at])
	if len(c) < 2 || !startsChinese(strings.TrimFunc(s[at:], space)) || strings.Trim(c, "0123456789") == "" && len(c) < 4 {
		return "", s
	}
	return c, strings.TrimFunc(s[at:], space)
}

// labelledList reads the longest run of lines in which nearly every one has a
// label and a name.
func (r *reader) labelledList(lines []listLine) ([]node, order) {
	var best, run []node
	bad := 0
	flush := func() {
		if len(run) > len(best) {
			best = run
		}
		run, bad = nil, 0
	}
	for _, l := range lines {
		lab, ok := r.in.Label(l.text)
		if !ok || lab.Width >= len(l.text) {
			if len(run) > 0 && utf8.RuneCountInString(l.text) > 2*maxName {
				last := &run[len(run)-1]
				last.note = joinNote(last.note, l.text, "")
			} else if bad++; bad > 2 {
				flush()
			}
			continue
		}
		n := l.node
		var short bool
		n.name, n.note, short = splitNote(strings.TrimLeftFunc(l.text[lab.Width:], space))
		if !short {
			flush()
			continue
		}
		n.label, n.mark = lab, strings.TrimSpace(l.text[:lab.Width])
		run, bad = append(run, n), 0
	}
	flush()
	return best, byLabel
}

// indentedList reads names set in by two depths of white space or more.
func indentedList(lines []listLine) ([]node, order) {
	var nodes []node
	depths := map[int]bool{}
	for _, l := range lines {
		name, note, ok := splitNote(l.text)
		if !ok || strings.HasSuffix(l.text, "。") {
			if len(nodes) >= minList {
				break
			}
			nodes, depths = nil, map[int]bool{}
			continue
		}
		n := l.node
		n.name, n.note = name, note
		depths[n.indent] = true
		nodes = append(nodes, n)
	}
	if len(depths) < 2 {
		return nil, byIndent
	}
	return nodes, byIndent
}
