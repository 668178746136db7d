package query

import "strings"

// Node is a part of a query's syntax tree: Word, Phrase, Field, Not, And or Or.
type Node interface {
	// String writes the node so that Parse reads the same tree.
	String() string
}

// Word is a word that clauses should contain, all or most of it.
type Word struct{ Text string }

// Phrase is text that a clause must contain as it stands.
type Phrase struct{ Text string }

// Field narrows the search by one property. Value is canonical: a code for
// places, a constant of corpus for kinds and statuses, an ISO date, a label
// such as 第三十一条 for articles.
type Field struct{ Name, Value string }

// Not excludes what its node matches.
type Not struct{ Node Node }

// And joins nodes that all hold.
type And struct{ Nodes []Node }

// Or joins nodes of which one holds.
type Or struct{ Nodes []Node }

// String is the word itself.
func (w Word) String() string { return w.Text }

// String is the phrase in straight quotation marks.
func (p Phrase) String() string { return `"` + p.Text + `"` }

// String is name:value, the value quoted if it is free text.
func (f Field) String() string {
	switch f.Name {
	case FieldTitle, FieldNumber, FieldChapter:
		return f.Name + `:"` + f.Value + `"`
	}
	return f.Name + ":" + f.Value
}

// String is the node with a minus sign before it.
func (n Not) String() string { return "-" + group(n.Node) }

// String is the nodes with spaces between them.
func (a And) String() string {
	parts := make([]string, len(a.Nodes))
	for i, n := range a.Nodes {
		if _, nested := n.(And); nested {
			parts[i] = group(n)
			continue
		}
		parts[i] = n.String()
	}
	return strings.Join(parts, " ")
}

// String is the nodes with OR between them.
func (o Or) String() string {
	parts := make([]string, len(o.Nodes))
	for i, n := range o.Nodes {
		parts[i] = group(n)
	}
	return strings.Join(parts, " OR ")
}

// group writes a node in parentheses if it has parts.
func group(n Node) string {
	switch n.(type) {
	case And, Or:
		return "(" + n.String() + ")"
	}
	return n.String()
}

// Why a part of a query was left out.
const (
	TooLong      = "too_long"      // beyond MaxRunes
	TooMany      = "too_many"      // beyond MaxTerms, or too many alternatives
	TooDeep      = "too_deep"      // parentheses nested beyond maxDepth
	BadValue     = "bad_value"     // the field does not have this value
	NoText       = "no_text"       // nothing to search for: a lone sign, an empty phrase
	OnlyExcluded = "only_excluded" // an exclusion with nothing to exclude from
)

// Ignored is a part of a query that was left out, and why.
type Ignored struct {
	Text   string `json:"text"`
	Reason string `json:"reason"`
}

// Query is a parsed query.
type Query struct {
	// Root is nil when there is nothing to search for.
	Root    Node
	Ignored []Ignored
}

// String writes the query in canonical form: Parse of it gives the same tree.
func (q Query) String() string {
	if q.Root == nil {
		return ""
	}
	return q.Root.String()
}
