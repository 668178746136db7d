package align

import (
	"unicode/utf8"
)

// OpKind says what happened to a stretch of text.
type OpKind string

// The kinds of Op.
const (
	Equal   OpKind = "equal"   // the same up to variants of writing
	Delete  OpKind = "delete"  // only in a
	Insert  OpKind = "insert"  // only in b
	Replace OpKind = "replace" // a's words gave way to b's
)

// Span is a stretch of a text, End exclusive, in runes and in bytes of UTF-8.
type Span struct {
	Start     int `json:"start"`
	End       int `json:"end"`
	StartByte int `json:"start_byte"`
	EndByte   int `json:"end_byte"`
}

// Of is the stretch itself.
func (s Span) Of(text string) string { return text[s.StartByte:s.EndByte] }

// Op is one step from a to b. The spans of all ops in order, on either side, are
// that whole text: white space belongs to what it follows, so the side that an
// insertion or deletion lacks may still hold white space at the very beginning.
type Op struct {
	Kind OpKind `json:"kind"`
	A    Span   `json:"a"`
	B    Span   `json:"b"`
}

// Diff tells how b differs from a, in stretches a reader can follow: what differs
// only in writing (see Fold) is equal, and crumbs that happen to be the same
// between two changes are not shown as kept. Ops are nil only for two empty texts.
// Invalid UTF-8 is compared byte by byte.
//
// Very long texts with little in common are not searched for the shortest
// difference; the time is bounded, the result still right.
func Diff(a, b string) []Op {
	ta, tb := tokens(a), tokens(b)
	return toOps(a, b, ta, tb, tidy(ta, tb, edits(ta, tb)))
}

// Same reports whether ops hold no change.
func Same(ops []Op) bool {
	for _, o := range ops {
		if o.Kind != Equal {
			return false
		}
	}
	return true
}

// OnlyMarks reports whether all that changed from a to b is punctuation; false
// when nothing changed.
func OnlyMarks(a, b string, ops []Op) bool {
	changed := false
	for _, o := range ops {
		if o.Kind == Equal {
			continue
		}
		changed = true
		for _, t := range append(tokens(o.A.Of(a)), tokens(o.B.Of(b))...) {
			if t.kind != mark {
				return false
			}
		}
	}
	return changed
}

// edit is a stretch of tokens: a[a0:a1] became b[b0:b1]. Equal stretches have the
// same tokens on both sides.
type edit struct {
	equal          bool
	a0, a1, b0, b1 int
}

func (e edit) kind() OpKind {
	switch {
	case e.equal:
		return Equal
	case e.a0 == e.a1:
		return Insert
	case e.b0 == e.b1:
		return Delete
	}
	return Replace
}

func toOps(a, b string, ta, tb []token, es []edit) []Op {
	if len(es) == 0 {
		if a == "" && b == "" {
			return nil
		}
		es = []edit{{equal: true}}
	}
	ca, cb := cursor{text: a}, cursor{text: b}
	ops := make([]Op, 0, len(es))
	for i, e := range es {
		last := i == len(es)-1
		ops = append(ops, Op{Kind: e.kind(), A: ca.to(ta, e.a1, last), B: cb.to(tb, e.b1, last)})
	}
	return ops
}

// cursor walks over a text and counts runes on the way.
type cursor struct {
	text        string
	bytes, rune int
}

// to is the span from here to the beginning of token i, or to the end of the text.
func (c *cursor) to(ts []token, i int, last bool) Span {
	end := len(c.text)
	if !last && i < len(ts) {
		end = ts[i].start
	}
	if !last && i == 0 {
		end = 0
	}
	s := Span{Start: c.rune, StartByte: c.bytes, EndByte: end}
	c.rune += utf8.RuneCountInString(c.text[c.bytes:end])
	c.bytes = end
	s.End = c.rune
	return s
}
