package main

import (
	"strconv"
	"strings"

	"duibiao/corpus"
)

// notStated is how the list writes that the text does not say.
const notStated = "not_stated"

func stated(d corpus.Date) string {
	if d.IsZero() {
		return notStated
	}
	return d.String()
}

func body(c corpus.Clause) bool { return c.Role == corpus.RoleBody }

func countLabel(unit string) func(corpus.Parsed) int {
	return func(p corpus.Parsed) int {
		n := 0
		for _, c := range p.Clauses {
			if body(c) && strings.HasSuffix(c.Number, unit) && strings.HasPrefix(c.Number, "第") {
				n++
			}
		}
		return n
	}
}

func articles(p corpus.Parsed) int {
	n := 0
	for _, c := range p.Clauses {
		if body(c) && c.Level == corpus.LevelArticle {
			n++
		}
	}
	return n
}

func branches(p corpus.Parsed) int {
	n := 0
	for _, c := range p.Clauses {
		if body(c) && c.Level == corpus.LevelArticle && strings.Contains(c.Number, "条之") {
			n++
		}
	}
	return n
}

func lastArticle(p corpus.Parsed) string {
	last := "none"
	for _, c := range p.Clauses {
		if body(c) && c.Level == corpus.LevelArticle {
			last = c.Number
		}
	}
	return last
}

// mainUnits counts what the list calls the document's main unit.
func mainUnits(p corpus.Parsed, unit string) string {
	n := 0
	for _, c := range p.Clauses {
		if !body(c) {
			continue
		}
		switch unit {
		case "条":
			n += count(c.Level == corpus.LevelArticle)
		case "一、":
			n += count(c.Level == corpus.LevelOutline && strings.HasSuffix(c.Number, "、"))
		case "1.":
			n += count(c.Level == corpus.LevelOutline && strings.HasSuffix(c.Number, "."))
		case "（一）":
			n += count(c.Level == corpus.LevelOutline && strings.HasPrefix(c.Number, "（"))
		case "表格行":
			if rows := strings.Count(c.Text(p.Text), "\n"); isTable(c, p) {
				n += rows
			}
		}
	}
	return strconv.Itoa(n)
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

func items(p corpus.Parsed) int {
	n := 0
	for _, c := range p.Clauses {
		n += count(strings.HasPrefix(c.Number, "（") && !strings.ContainsAny(c.Number, "0123456789"))
	}
	return n
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

func hasFuze(p corpus.Parsed) string {
	for _, c := range p.Clauses {
		if c.Heading == "附则" {
			return "yes"
		}
	}
	return "no"
}

func hasRole(r corpus.Role) func(corpus.Parsed) string {
	return func(p corpus.Parsed) string {
		for _, c := range p.Clauses {
			if c.Role == r {
				return "yes"
			}
		}
		return "no"
	}
}

func isTable(c corpus.Clause, p corpus.Parsed) bool { return strings.Contains(c.Text(p.Text), "\t") }

func hasTable(p corpus.Parsed) string { return yes(strings.Contains(p.Text, "\t")) }

func effective(p corpus.Parsed) string {
	if strings.HasPrefix(p.Meta.EffectiveText, "自") && strings.Contains(p.Meta.EffectiveText, "之日") && !strings.ContainsAny(p.Meta.EffectiveText, "年月") {
		return p.Meta.EffectiveText
	}
	return stated(p.Meta.Effective)
}

func sameEffective(want, got string) bool {
	return want == got || strings.HasPrefix(want, "自") && strings.HasPrefix(got, want)
}

func repealed(p corpus.Parsed) string {
	if len(p.Meta.Repeals) == 0 {
		return notStated
	}
	var names []string
	for _, r := range p.Meta.Repeals {
		names = append(names, r.Title)
	}
	return strings.Join(names, "；")
}

// sameRepealed compares loosely: the list keeps notes beside the title.
func sameRepealed(want, got string) bool {
	if want == notStated || got == notStated {
		return want == got || want != notStated && !strings.Contains(want, "（") && !strings.HasPrefix(want, "中华")
	}
	for _, name := range strings.Split(got, "；") {
		if strings.Contains(want, name) {
			return true
		}
	}
	return false
}
