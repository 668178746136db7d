package catalogue

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"duibiao/corpus"
)

// listLine is a line of running text, as an item it may be.
type listLine struct {
	node
	text string
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
	if len(lines) == 0 || paged(lines) {
		return
	}
	for _, choose := range []func([]listLine) ([]node, order){r.codedList, r.labelledList, indentedList} {
		nodes, by := choose(lines)
		if len(nodes) < minList {
			continue
		}
		if documents(nodes) || by != byCode && instructs(nodes) {
			return
		}
		link(nodes, by)
		r.items = append(r.items, items(nodes, len(r.items))...)
		return
	}
}

// listLines are the lines below the last title of a catalogue; of a document
// that is one, all lines where no line is its title.
func (r *reader) listLines() []listLine {
	var out []listLine
	found := r.in.Catalogue && !about(r.in.Title)
	for _, p := range r.in.Parts {
		if p.Block.Kind == corpus.BlockTable {
			continue
		}
		text := strings.TrimFunc(p.Block.Text, space)
		if text == "" {
			continue
		}
		if IsTitle(text) {
			out, found = out[:0], true
			continue
		}
		if found && strings.HasPrefix(text, "第") && article.MatchString(text) {
			out, found = nil, false // a catalogue may follow the articles, not hold them
		}
		if !found {
			continue
		}
		l := listLine{text: bullet.ReplaceAllString(text, "")}
		l.at = evidence{Span: p.Span, page: p.Block.Page}
		l.indent, l.parent, l.rows = p.Block.Indent, -1, 1
		out = append(out, l)
	}
	return out
}

// bullet begins a line of a list without numbers.
var bullet = regexp.MustCompile(`^[-*+•·●■◆▪○□◇※][\s　]*`)

// splitNote cuts a line into a name and what explains it: behind the first full
// stop, colon, dash or tab, or from 包括 on. A line that is a sentence has no name.
func splitNote(s string) (name, note string, ok bool) {
	name = s
	if m := markOf(s); m != nil && m[0] > 0 {
		name = s[:m[0]]
		_, size := utf8.DecodeRuneInString(s[m[0]:])
		note = strings.TrimLeft(s[m[0]+size:], "。：:；;—\t 　")
		if strings.ContainsAny(s[m[0]:m[0]+size], "（(") {
			note = strings.TrimRight(note, "）)")
		}
	}
	name = Name(name)
	n := utf8.RuneCountInString(name)
	return name, strings.TrimFunc(note, space), n > 0 && n <= maxName && strings.Count(name, "，") < 2
}

// noteMark ends a name.
var noteMark = regexp.MustCompile(`[。：:；;\t]|——|[，（(](?:主要)?包括|，(?:包含|含|是?指|如)`)

// markOf finds what ends a name: a mark, or two spaces behind three characters,
// as in columns drawn with spaces.
func markOf(s string) []int {
	m := noteMark.FindStringIndex(s)
	if i := strings.Index(s, "  "); i >= 0 && (m == nil || i < m[0]) && utf8.RuneCountInString(Name(s[:i])) > 2 {
		return []int{i, i + 2}
	}
	return m
}

// codedList reads lines that begin with codes; lines between them explain the
// item before.
func (r *reader) codedList(lines []listLine) ([]node, order) {
	var nodes []node
	prose := 0
	heads := headsOf(lines)
	var class Label // the numbering of the classes
	for i, l := range lines {
		c, rest := leadingOf(l.text, heads)
		if c == "" {
			if n, ok := r.classLine(l); ok && (n.label.Style == class.Style || len(nodes) == 0 && coded(lines, i+1, heads)) {
				nodes, class = append(nodes, n), n.label
				continue
			}
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

// coded reports a line that begins with a code.
func coded(lines []listLine, i int, heads map[string]bool) bool {
	if i >= len(lines) {
		return false
	}
	c, _ := leadingOf(lines[i].text, heads)
	return c != ""
}

// classLine reads a numbered line that is a class of the codes below it.
func (r *reader) classLine(l listLine) (node, bool) {
	lab, ok := r.in.Label(l.text)
	if !ok || lab.Width >= len(l.text) {
		return node{}, false
	}
	n := l.node
	name, more, ok := splitNote(strings.TrimLeftFunc(l.text[lab.Width:], space))
	n.name, n.label, n.mark, n.section = name, lab, strings.TrimSpace(l.text[:lab.Width]), true
	return n, ok && more == ""
}

// headsOf are the letters and numbers that longer codes of the lines begin with.
func headsOf(lines []listLine) map[string]bool {
	heads := map[string]bool{}
	for _, l := range lines {
		c, _ := splitCode(l.text)
		if head := lead(c); head != "" && head != c && (head[0] >= 'A' || len(c) > len(head) && strings.ContainsRune(".-_/", rune(c[len(head)]))) {
			heads[head] = true
		}
	}
	return heads
}

// leadingOf is the code that begins a line, and what follows it.
func leadingOf(s string, heads map[string]bool) (c, rest string) {
	if c, rest = splitCode(s); c != "" {
		return c, rest
	}
	if c, rest = tabbedCode(s); c != "" {
		return c, rest
	}
	head := lead(s)
	rest = strings.TrimLeft(s[len(head):], " 　\t、.．")
	if head != "" && heads[head] && startsChinese(rest) {
		return head, rest
	}
	return "", s
}

// tabbedCode reads a code set off by white space from a name in any script.
func tabbedCode(s string) (c, rest string) {
	at := strings.IndexFunc(s[:min(len(s), 64)], space)
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
		nodes, short := r.joined(l, 0)
		if !short {
			flush()
			continue
		}
		run, bad = append(run, nodes...), 0
	}
	flush()
	return best, byLabel
}

// The longest line that is searched for items joined in it, in bytes, and how
// deep they nest.
const (
	maxJoined = 1 << 14
	maxDeep   = 4
)

// joined reads a line of one item or of several in a row: （一）教育。1.课程；2.活动.
// short is false for a line that is a sentence.
func (r *reader) joined(l listLine, deep int) (nodes []node, short bool) {
	var parts []string
	if len(l.text) <= maxJoined && deep < maxDeep {
		parts = numbered(l.text, r.in.Label)
	}
	if len(parts) == 0 {
		return r.one(l, deep)
	}
	for _, part := range parts {
		l.text = part
		more, ok := r.joined(l, deep+1)
		if !ok {
			return nil, false
		}
		nodes = append(nodes, more...)
	}
	return nodes, true
}

// one reads an item and the items numbered in what explains it.
func (r *reader) one(l listLine, deep int) ([]node, bool) {
	lab, ok := r.in.Label(l.text)
	if !ok {
		return nil, false
	}
	n := l.node
	var short bool
	n.name, n.note, short = splitNote(strings.TrimLeftFunc(l.text[lab.Width:], space))
	if !short {
		return nil, false
	}
	n.label, n.mark = lab, strings.TrimSpace(l.text[:lab.Width])
	if first, ok := r.in.Label(n.note); ok && first.Number == 1 && len(n.note) <= maxJoined && deep < maxDeep && len(numbered(n.note, r.in.Label)) > 1 {
		l.text = n.note
		if below, ok := r.joined(l, deep+1); ok {
			n.note = ""
			return append([]node{n}, below...), true
		}
	}
	return []node{n}, true
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
