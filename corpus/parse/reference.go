package parse

import (
	"slices"
	"strconv"
	"strings"

	"duibiao/corpus"
	"duibiao/corpus/parse/numeral"
)

// step is one step of a reference: 第三十一条, 第2款, 第（三）项, or a bare
// number, whose unit is "".
type step struct {
	num, branch int
	unit        string
}

// FindClause finds the clause that a person means in a document: 31, 31条,
// 第三十一条, 第31条第2款, 第十七条第一款第（四）项, 第三章, 三、, （二）. A bare
// number is an article, or in a document without articles a top outline
// clause. A 款 of an article that has only one is the article itself. It
// returns the position in clauses; ok is false when there is no such clause.
func FindClause(clauses []corpus.Clause, ref string) (i int, ok bool) {
	steps, ok := referenceSteps(ref)
	if !ok {
		return 0, false
	}
	at := -1
	for _, st := range steps {
		next, ok := findStep(clauses, at, st)
		if !ok {
			return 0, false
		}
		at = next
	}
	return at, at >= 0
}

// referenceSteps reads a reference whole; anything left over makes it none.
func referenceSteps(ref string) (steps []step, ok bool) {
	s := squeeze(ref)
	for s != "" {
		st, width := scanStep(s)
		if width == 0 {
			return nil, false
		}
		steps = append(steps, st)
		s = s[width:]
	}
	return steps, len(steps) > 0
}

func scanStep(s string) (step, int) {
	at := prefixLen(s, "第")
	at += prefixLen(s[at:], "（", "(")
	n, width := numeral.Scan(s[at:])
	if width == 0 || n > maxLabel {
		return step{}, 0
	}
	at += width
	at += prefixLen(s[at:], "）", ")", "、", ".")
	st := step{num: int(n)}
	for _, unit := range []string{"分编", "编", "章", "节", "条", "款", "项", "目"} {
		if strings.HasPrefix(s[at:], unit) {
			st.unit = unit
			at += len(unit)
			break
		}
	}
	branch, width := scanBranch(s[at:])
	st.branch = branch
	return st, at + width
}

func prefixLen(s string, options ...string) int {
	for _, p := range options {
		if strings.HasPrefix(s, p) {
			return len(p)
		}
	}
	return 0
}

// findStep finds a step below the clause at up (-1: anywhere), the body before
// annexes.
func findStep(clauses []corpus.Clause, up int, st step) (int, bool) {
	if st.unit == "" && up < 0 {
		if i, ok := findStep(clauses, up, step{st.num, st.branch, "条"}); ok {
			return i, true
		}
		return findStep(clauses, up, step{st.num, st.branch, "、"})
	}
	best := -1
	for i := up + 1; i < subtreeEnd(clauses, up); i++ {
		if !st.names(clauses[i]) {
			continue
		}
		if clauses[i].Role == corpus.RoleBody {
			return i, true
		}
		if best < 0 {
			best = i
		}
	}
	if best < 0 && up >= 0 && st.isOnly(clauses[up]) {
		return up, true
	}
	return best, best >= 0
}

// isOnly: the first 款 of an article without numbered ones is the article.
func (st step) isOnly(c corpus.Clause) bool {
	return st.unit == "款" && st.num == 1 && c.Level == corpus.LevelArticle
}

// subtreeEnd is where the clauses below the one at up end; -1 is the document.
func subtreeEnd(clauses []corpus.Clause, up int) int {
	if up < 0 {
		return len(clauses)
	}
	inside := map[string]bool{clauses[up].ID: true}
	for i := up + 1; i < len(clauses); i++ {
		if !inside[clauses[i].Parent] {
			return i
		}
		inside[clauses[i].ID] = true
	}
	return len(clauses)
}

// names reports whether the step names a clause, by its canonical number.
func (st step) names(c corpus.Clause) bool {
	n, arabic := numeral.Format(int64(st.num)), strconv.Itoa(st.num)+"."
	switch st.unit {
	case "条":
		return c.Level == corpus.LevelArticle && c.Number == formatArticle(st.num, st.branch)
	case "款":
		return c.Level == corpus.LevelParagraph && c.Number == "第"+n+"款"
	case "项":
		return c.Level == corpus.LevelItem && c.Number == "（"+n+"）"
	case "目":
		return c.Level == corpus.LevelSubitem && c.Number == arabic
	case "、":
		return c.Level == corpus.LevelOutline && slices.Contains([]string{n + "、", arabic}, c.Number)
	case "":
		return slices.Contains([]string{"（" + n + "）", n + "、", arabic}, c.Number)
	}
	return c.Number == "第"+n+st.unit
}
