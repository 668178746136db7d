package record

import "duibiao/corpus"

// Clause is a clause with its text.
type Clause struct {
	corpus.Clause
	Text string `json:"text"`
}

// Whole is a whole document, or a clause of it and all that stands below it.
type Whole struct {
	Document
	Clauses []Clause `json:"clauses"`
}

// OfClauses are the records of clauses of a text.
func OfClauses(text string, clauses []corpus.Clause) []Clause {
	out := make([]Clause, len(clauses))
	for i, c := range clauses {
		out[i] = Clause{c, c.Text(text)}
	}
	return out
}

// Subtree finds where the clauses below the one at i end in the list, and where
// their text ends: a heading spans only its own line.
func Subtree(clauses []corpus.Clause, i int) (end, lastByte int) {
	inside := map[string]bool{clauses[i].ID: true}
	lastByte = clauses[i].EndByte
	for end = i + 1; end < len(clauses) && inside[clauses[end].Parent]; end++ {
		inside[clauses[end].ID] = true
		lastByte = max(lastByte, clauses[end].EndByte)
	}
	return end, lastByte
}

// Pinpoint names a clause as lawyers do: 第三十一条第二款第（三）项, without the
// chapters above it.
func Pinpoint(clauses []corpus.Clause, i int) string {
	at := make(map[string]int, i+1)
	for k := range i + 1 {
		at[clauses[k].ID] = k
	}
	name := ""
	for k := i; ; {
		c := clauses[k]
		number := c.Number
		if c.Level == corpus.LevelItem {
			number = "第" + number + "项"
		}
		name = number + name
		up, ok := at[c.Parent]
		if c.Parent == "" || !ok || c.Level == corpus.LevelArticle || isHeading(clauses[up].Level) && c.Level != corpus.LevelSection {
			return name
		}
		k = up
	}
}

func isHeading(l corpus.Level) bool {
	return l == corpus.LevelPart || l == corpus.LevelChapter || l == corpus.LevelSection
}
