// Extraction measures how well articles are read from web pages: invented
// documents are written into pages of many forms, every way to hold a body with
// every way to decorate a page, to give its fields and to dress its text, and
// what is read back is compared with them.
//
//	go run ./cmd/internal/measure/extraction -n 1500 -worst 20
//
// It prints recall and precision of the body's characters, in order and without
// white space, the share of right metadata for each field that a page gives,
// and the worst pages. Exit status 1 when a figure is below what must hold.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
)

func main() {
	n := flag.Int("n", 1500, "how many pages")
	worst := flag.Int("worst", 20, "how many of the worst pages to name")
	show := flag.String("show", "", "print the page of this name")
	flag.Parse()
	status, err := run(os.Stdout, *n, *worst, *show)
	if err != nil {
		fmt.Fprintln(os.Stderr, "extraction:", err)
		os.Exit(2)
	}
	os.Exit(status)
}

// run measures and gives the exit status.
func run(out io.Writer, n, worst int, show string) (int, error) {
	var b strings.Builder
	status := 0
	for _, set := range []struct {
		name  string
		pages []page
	}{{"combinations", pages(n)}, {"systems", systemPages()}} {
		var results []result
		for _, p := range set.pages {
			if p.name == show {
				fmt.Fprintf(&b, "%s\n", p.bytes)
			}
			results = append(results, measure(p))
		}
		if len(results) == 0 {
			continue
		}
		s := sum(results)
		fmt.Fprintf(&b, "== %s\n%s", set.name, s)
		if !s.good() {
			status = 1
		}
		writeWorst(&b, results, worst)
	}
	if _, err := io.WriteString(out, b.String()); err != nil {
		return 2, fmt.Errorf("write report: %w", err)
	}
	return status, nil
}

// What must hold on average over all pages.
const (
	minRecall, minPrecision = 0.99, 0.98
	minFields               = 0.98
)

func (s score) good() bool {
	for f, n := range s.asked {
		if float64(s.right[f]) < minFields*float64(n) {
			return false
		}
	}
	return s.recall >= minRecall && s.precision >= minPrecision
}

func (s score) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d pages: recall %.4f (least %.3f, %d below 0.99), precision %.4f (least %.3f, %d below 0.98)\n",
		s.pages, s.recall, s.leastRecall, s.lowRecall, s.precision, s.leastPrecision, s.lowPrecision)
	for _, f := range slices.Sorted(maps.Keys(s.asked)) {
		fmt.Fprintf(&b, "%-10s %d of %d\n", f, s.right[f], s.asked[f])
	}
	return b.String()
}

// writeWorst names the pages with the most wrong.
func writeWorst(b *strings.Builder, results []result, n int) {
	badness := func(r result) float64 { return 2 - r.recall - r.precision + float64(len(r.wrong))/5 }
	slices.SortStableFunc(results, func(x, y result) int { return cmp.Compare(badness(y), badness(x)) })
	for _, r := range results[:min(n, len(results))] {
		if badness(r) > 0.02 {
			fmt.Fprintf(b, "  %-40s recall %.3f precision %.3f%s\n", r.name, r.recall, r.precision, r.detail)
		}
	}
}
