package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"duibiao/compare/coding"
	"duibiao/corpus"
)

// score counts cells.
type score struct {
	cells, regulated, coded, right int
	// found are the regulated cells that were answered right (silence where the
	// list accepts it included).
	found int
	// cited are the right values with a right article, nearly those where only the
	// paragraph or item differs.
	cited, nearly int
	// bases are the right percentages, sameBase those with the same base.
	bases, sameBase int
	traps           int
}

// What the gold's figures must reach.
const (
	leastPrecision = 0.93
	leastRecall    = 0.90
	leastArticle   = 0.95
)

func share(a, b int) float64 { return float64(a) / float64(max(b, 1)) }

func (s score) enough() bool {
	return share(s.right, s.coded) >= leastPrecision && share(s.found, s.regulated) >= leastRecall && share(s.cited, s.right) >= leastArticle
}

func compareCells(out *strings.Builder, name string, book *coding.Book, laws string, cells []*cell) (score, error) {
	var s score
	codings := map[string]map[string]corpus.Coding{}
	for _, c := range cells {
		if codings[c.document] == nil {
			found, err := codeFile(book, filepath.Join(laws, c.document))
			if err != nil {
				return s, err
			}
			codings[c.document] = found
		}
		got, coded := codings[c.document][c.indicator]
		s.add(out, c, got, coded)
	}
	s.print(out, name)
	return s, nil
}

func (s *score) print(out *strings.Builder, name string) {
	fmt.Fprintf(out, "%s: %d cells, %d regulated, %d coded, %d right\n", name, s.cells, s.regulated, s.coded, s.right)
	fmt.Fprintf(out, "  precision      %3d/%3d %.3f\n", s.right, s.coded, share(s.right, s.coded))
	fmt.Fprintf(out, "  recall         %3d/%3d %.3f\n", s.found, s.regulated, share(s.found, s.regulated))
	fmt.Fprintf(out, "  right article  %3d/%3d %.3f (%d with another paragraph or item)\n", s.cited, s.right, share(s.cited, s.right), s.nearly)
	fmt.Fprintf(out, "  same base      %3d/%3d\n", s.sameBase, s.bases)
	fmt.Fprintf(out, "  traps          %d\n\n", s.traps)
}

// add scores one cell and prints it when something is wrong.
func (s *score) add(out *strings.Builder, c *cell, got corpus.Coding, coded bool) {
	s.cells++
	if c.gold.regulated() {
		s.regulated++
	}
	if !coded {
		s.silent(out, c)
		return
	}
	s.coded++
	match := c.match(got)
	for _, t := range c.traps {
		if match == nil && same(t, got) {
			s.traps++
			fmt.Fprintf(out, "trap ")
		}
	}
	doc := filepath.Base(c.document)
	first := got.Evidence[0]
	if match == nil {
		fmt.Fprintf(out, "wrong %-36s want %-22s got %s%s %s %s | %s | %s\n", c.indicator, c.gold.value, got.Value, got.Unit, first.Label, got.Rule, doc, first.Quote)
		return
	}
	s.right++
	if c.gold.regulated() {
		s.found++
	}
	s.base(*match, got)
	s.cite(out, c, *match, got)
}

func (s *score) silent(out *strings.Builder, c *cell) {
	if !c.gold.regulated() {
		return
	}
	for _, a := range c.acceptable {
		if !a.regulated() {
			s.found++
			return
		}
	}
	fmt.Fprintf(out, "miss  %-36s want %s%s %s | %s\n", c.indicator, c.gold.value, c.gold.unit, strings.Join(c.gold.articles, "、"), filepath.Base(c.document))
}

func (s *score) base(want answer, got corpus.Coding) {
	if !strings.HasPrefix(want.unit, "%") {
		return
	}
	s.bases++
	if want.unit == got.Unit {
		s.sameBase++
	}
}

// match finds the answer of the list that the coding equals.
func (c *cell) match(got corpus.Coding) *answer {
	if c.gold.regulated() && same(c.gold, got) {
		return &c.gold
	}
	for i, a := range c.acceptable {
		if a.regulated() && same(a, got) {
			merged := c.acceptable[i]
			merged.articles = append(slices.Clone(merged.articles), c.gold.articles...)
			return &merged
		}
	}
	return nil
}

func (s *score) cite(out *strings.Builder, c *cell, want answer, got corpus.Coding) {
	nearly := false
	for _, e := range got.Evidence {
		if slices.Contains(want.articles, e.Label) {
			s.cited++
			return
		}
		for _, w := range want.articles {
			nearly = nearly || article(w) == article(e.Label)
		}
	}
	if nearly {
		s.nearly++
	}
	fmt.Fprintf(out, "place %-36s want %s got %s %s | %s | %s\n", c.indicator, strings.Join(want.articles, "、"), got.Evidence[0].Label, got.Rule, filepath.Base(c.document), got.Evidence[0].Quote)
}

func article(label string) string {
	before, _, _ := strings.Cut(label, "条")
	return before
}

// same compares values by their kind: sets without order, names by the bodies they
// name, numbers with their unit, percentages without their base.
func same(want answer, got corpus.Coding) bool {
	switch got.Indicator {
	case "supervising_department", "open_tender_threshold_setter":
		return sameBodies(want.value, got.Value)
	}
	if want.value == got.Value {
		return strings.HasPrefix(want.unit, "%") || want.unit == got.Unit
	}
	a, b := strings.Split(want.value, "|"), strings.Split(got.Value, "|")
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// bodies are the words by which lists name departments and bodies.
func bodies(s string) []string {
	var out []string
	for _, b := range []string{"财政", "发展改革", "建设", "公共资源交易", "国务院", "省级人民政府", "市人民政府", "国家", "政府采购监督管理部门"} {
		if strings.Contains(s, b) {
			out = append(out, b)
		}
	}
	// Departments that are not named: 有关部门, 有关行政监督部门, 有关行政主管部门.
	if len(out) == 0 && strings.Contains(s, "有关") {
		out = []string{"有关部门"}
	}
	return out
}

// withoutNotes drops what a list adds in brackets: what the body does.
func withoutNotes(s string) string {
	for {
		before, rest, ok := strings.Cut(s, "（")
		if !ok {
			return s
		}
		_, after, _ := strings.Cut(rest, "）")
		s = before + after
	}
}

// sameBodies wants the bodies of the list among those found, and none that the
// list does not name.
func sameBodies(want, got string) bool {
	a, b := append(bodies(want), bodies(withoutNotes(want))...), bodies(got)
	for _, x := range b {
		if !slices.Contains(a, x) {
			return false
		}
	}
	return len(b) > 0
}
