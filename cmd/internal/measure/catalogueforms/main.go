// Catalogueforms measures how well catalogues are read: invented ones in the many
// forms in which finance offices publish them are written as pages and plain
// texts, read back, and compared with the items that they hold. Forms that only
// look like catalogues must give no items at all.
//
//	go run ./cmd/internal/measure/catalogueforms -show staircase
//
// It prints a line a form and the mean over all forms: recall and precision of
// the items (name, tier and parent), and the shares of right codes and notes
// among the items found. Exit status 1 when a mean is below what must hold.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	show := flag.String("show", "", "print what the forms whose name holds this give and should give")
	flag.Parse()
	status, err := run(os.Stdout, *show)
	if err != nil {
		fmt.Fprintln(os.Stderr, "catalogueforms:", err)
		os.Exit(2)
	}
	os.Exit(status)
}

// least is what every mean must reach.
const least = 0.97

// run measures and gives the exit status.
func run(out io.Writer, show string) (int, error) {
	var b strings.Builder
	status := 0
	for _, set := range sets() {
		var all score
		fmt.Fprintf(&b, "== %s\n", set.name)
		for _, f := range set.forms {
			r := measure(f)
			if show != "" && strings.Contains(f.name, show) {
				fmt.Fprintf(&b, "-- got\n%s\n-- want\n%s\n", written(r.got), written(r.want))
			}
			fmt.Fprintln(&b, r)
			all.add(r)
		}
		fmt.Fprintf(&b, "%-44s %s\n", fmt.Sprintf("%d forms", len(set.forms)), all)
		if !all.good() {
			status = 1
		}
	}
	if _, err := io.WriteString(out, b.String()); err != nil {
		return 2, fmt.Errorf("write report: %w", err)
	}
	return status, nil
}

// sets are the forms by when they were written down: the first before the reader
// was looked at with them, later ones after it was mended.
func sets() []struct {
	name  string
	forms []form
} {
	var first []form
	for _, list := range [][]form{tierForms(), procurementForms(), codeForms(), listForms(), nearForms()} {
		first = append(first, list...)
	}
	return []struct {
		name  string
		forms []form
	}{{"first batch", first}, {"second batch", secondForms()}, {"third batch", thirdForms()}}
}
