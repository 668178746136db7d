package query

import (
	"strings"
	"unicode/utf8"
)

// Parse reads a query. It accepts every input.
func Parse(s string) Query {
	p := parser{}
	s = widen(s)
	if cut := runeEnd(s, maxInput); cut < len(s) {
		p.ignore(s[cut:runeEnd(s, maxInput+20)], TooLong)
		s = s[:cut]
	}
	p.tokens = lex(s)
	root := p.sequence(0)
	for p.at < len(p.tokens) { // parentheses closed too often
		p.at++
		root = both(root, p.sequence(0))
	}
	return Query{Root: root, Ignored: p.ignored}
}

type parser struct {
	tokens  []token
	at      int
	terms   int
	runes   int // of words, phrases and values taken so far
	ignored []Ignored
}

func (p *parser) ignore(text, reason string) {
	p.ignored = append(p.ignored, Ignored{text, reason})
}

func (p *parser) peek() tokenKind {
	if p.at >= len(p.tokens) {
		return tokenEnd
	}
	return p.tokens[p.at].kind
}

// sequence reads nodes up to a closing parenthesis or the end.
func (p *parser) sequence(depth int) Node {
	var nodes []Node
	for p.peek() != tokenEnd && p.peek() != tokenClose {
		if n := p.either(depth); n != nil {
			nodes = append(nodes, n)
		}
	}
	return join(nodes)
}

// either reads a OR b OR c.
func (p *parser) either(depth int) Node {
	var nodes []Node
	for {
		for p.peek() == tokenOr { // an OR with nothing before it
			p.at++
		}
		if n := p.unary(depth); n != nil {
			if o, ok := n.(Or); ok {
				nodes = append(nodes, o.Nodes...)
			} else {
				nodes = append(nodes, n)
			}
		}
		if p.peek() != tokenOr {
			break
		}
	}
	switch len(nodes) {
	case 0:
		return nil
	case 1:
		return nodes[0]
	}
	return Or{nodes}
}

// unary reads one node with the minus signs before it.
func (p *parser) unary(depth int) Node {
	not := false
	for p.peek() == tokenNot {
		not = true
		p.at++
	}
	if not && (p.peek() == tokenEnd || p.peek() == tokenClose || p.peek() == tokenOr) {
		p.ignore("-", NoText)
		return nil
	}
	n := p.primary(depth)
	if !not || n == nil {
		return n
	}
	if inner, ok := n.(Not); ok {
		return inner
	}
	return Not{n}
}

func (p *parser) primary(depth int) Node {
	if p.peek() == tokenEnd || p.peek() == tokenClose {
		return nil
	}
	t := p.tokens[p.at]
	p.at++
	switch t.kind {
	case tokenOpen:
		return p.group(depth)
	case tokenField:
		return p.field(t.text)
	case tokenPhrase:
		if s, ok := p.text(t.text); ok {
			return Phrase{s}
		}
	default:
		if s, ok := p.text(t.text); ok {
			return Word{s}
		}
	}
	return nil
}

func (p *parser) group(depth int) Node {
	if depth >= maxDepth {
		p.ignore("(", TooDeep)
		return nil // what is inside joins what is outside
	}
	n := p.sequence(depth + 1)
	if p.peek() == tokenClose {
		p.at++
	}
	return n
}

// text counts a word or phrase and takes it, or the beginning of it for which
// there is room, if there is anything to search.
func (p *parser) text(s string) (string, bool) {
	if !searchable(s) {
		p.ignore(s, NoText)
		return "", false
	}
	if cut := runeEnd(s, MaxRunes-p.runes); cut < len(s) {
		p.ignore(s[cut:], TooLong)
		s = s[:cut]
		if i := strings.IndexByte(s, '('); i >= 0 { // no longer closed
			s = s[:i]
		}
		s = strings.TrimSpace(s)
		if !searchable(s) {
			p.runes = MaxRunes
			return "", false
		}
	}
	return s, p.count(s)
}

// count reports whether there is room for one more term.
func (p *parser) count(s string) bool {
	if p.terms >= MaxTerms {
		p.ignore(s, TooMany)
		return false
	}
	n := utf8.RuneCountInString(s)
	if p.runes+n > MaxRunes {
		p.ignore(s, TooLong)
		return false
	}
	p.terms++
	p.runes += n
	return true
}

// runeEnd is the byte after the first n runes of s.
func runeEnd(s string, n int) int {
	for i := range s {
		if n <= 0 {
			return i
		}
		n--
	}
	return len(s)
}

func (p *parser) field(name string) Node {
	if k := p.peek(); k != tokenWord && k != tokenPhrase {
		p.ignore(name+":", NoText)
		return nil
	}
	raw := p.tokens[p.at].text
	p.at++
	value, ok := fieldValue(name, raw)
	if !ok {
		p.ignore(name+":"+raw, BadValue)
		return nil
	}
	if !p.count(value) {
		return nil
	}
	return Field{name, value}
}

// join makes one node of a sequence, without And inside And.
func join(nodes []Node) Node {
	flat := make([]Node, 0, len(nodes))
	for _, n := range nodes {
		if a, ok := n.(And); ok {
			flat = append(flat, a.Nodes...)
			continue
		}
		flat = append(flat, n)
	}
	switch len(flat) {
	case 0:
		return nil
	case 1:
		return flat[0]
	}
	return And{flat}
}

func both(a, b Node) Node {
	var nodes []Node
	for _, n := range []Node{a, b} {
		if n != nil {
			nodes = append(nodes, n)
		}
	}
	return join(nodes)
}
