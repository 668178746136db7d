package main

import (
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"slices"
	"strings"

	"duibiao/index"
)

// cut is the number of hits that count.
const cut = 10

// gold is one query with its right answers.
type gold struct {
	query, class string
	answers      map[string]bool // title#clause
}

func readGold(path string) ([]gold, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read queries: %w", err)
	}
	var out []gold
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		f := strings.Split(strings.TrimRight(line, "\r"), "\t")
		if f[0] == "query" || strings.HasPrefix(line, "#") {
			continue
		}
		if len(f) < 3 {
			return nil, fmt.Errorf("read queries: line %d has %d columns, want 3", i+1, len(f))
		}
		g := gold{query: f[0], class: f[2], answers: map[string]bool{}}
		for _, a := range strings.Split(f[1], "|") {
			g.answers[a] = true
		}
		out = append(out, g)
	}
	return out, nil
}

// measured is what one query scored.
type measured struct {
	ndcg, reciprocal, recall float64
	ranks                    []int // of right answers
}

// key names a hit as the gold does.
func key(h index.Hit) string { return h.Title + "#" + h.Clause }

func judge(g gold, hits []index.Hit) measured {
	var m measured
	seen := map[string]bool{}
	rank, dcg := 0, 0.0
	for _, h := range hits {
		k := key(h)
		if g.answers[k] && seen[k] {
			continue // another version of the same
		}
		if rank++; rank > cut {
			break
		}
		if !g.answers[k] {
			continue
		}
		seen[k] = true
		m.ranks = append(m.ranks, rank)
		dcg += 1 / math.Log2(float64(rank)+1)
	}
	ideal := 0.0
	for i := range min(len(g.answers), cut) {
		ideal += 1 / math.Log2(float64(i)+2)
	}
	m.ndcg = dcg / ideal
	m.recall = float64(len(seen)) / float64(min(len(g.answers), cut))
	if len(m.ranks) > 0 {
		m.reciprocal = 1 / float64(m.ranks[0])
	}
	return m
}

// sums add up the measures of one class.
type sums struct {
	n                        int
	ndcg, reciprocal, recall float64
}

func (s *sums) add(m measured) {
	s.n++
	s.ndcg += m.ndcg
	s.reciprocal += m.reciprocal
	s.recall += m.recall
}

type table struct {
	classes map[string]*sums
	all     sums
}

func newTable() *table { return &table{classes: map[string]*sums{}} }

func (t *table) add(class string, m measured) {
	if t.classes[class] == nil {
		t.classes[class] = &sums{}
	}
	t.classes[class].add(m)
	t.all.add(m)
}

// print writes the table and reports whether the targets are met.
func (t *table) print(out io.Writer) bool {
	ok := true
	_, _ = fmt.Fprintf(out, "%-18s %4s %8s %6s %10s\n", "class", "n", "nDCG@10", "MRR", "recall@10")
	for _, c := range slices.Sorted(maps.Keys(t.classes)) {
		ok = row(out, c, *t.classes[c], targetClass) && ok
	}
	return row(out, "overall", t.all, targetOverall) && ok
}

func row(out io.Writer, name string, s sums, target float64) bool {
	n := float64(max(s.n, 1))
	mark := ""
	if s.ndcg/n < target {
		mark = fmt.Sprintf("  below %.2f", target)
	}
	_, _ = fmt.Fprintf(out, "%-18s %4d %8.3f %6.3f %10.3f%s\n", name, s.n, s.ndcg/n, s.reciprocal/n, s.recall/n, mark)
	return mark == ""
}

func printMiss(out io.Writer, g gold, m measured, hits []index.Hit) {
	_, _ = fmt.Fprintf(out, "%.2f %-12s %s\n", m.ndcg, g.class, g.query)
	for _, a := range slices.Sorted(maps.Keys(g.answers)) {
		_, _ = fmt.Fprintf(out, "       want    %s\n", a)
	}
	for i, h := range hits[:min(len(hits), 4)] {
		mark := " "
		if g.answers[key(h)] {
			mark = "*"
		}
		_, _ = fmt.Fprintf(out, "     %s %d %.3f %s %s\n", mark, i+1, h.Score, key(h), brief(h.Text))
	}
}

func brief(s string) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	return string(r[:min(len(r), 50)])
}
