// Coding measures the rule-based coder against hand-made codings.
//
//	go run ./cmd/internal/measure/coding -gold DIR -laws DIR
//
// It prints every cell that differs, precision and recall of the regulated cells,
// the share of right articles among the right values, and the traps stepped into,
// first for the gold, then for the held-out lists in testdata, and counts the
// codings over the whole folder. Exit status 1 when the gold's precision is below
// 0.93, recall below 0.90 or the share of right articles below 0.95.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"duibiao/compare/coding"
)

// options of the command.
type options struct {
	gold, laws, held string
	all              bool
	show             string
}

func main() {
	var o options
	flag.StringVar(&o.gold, "gold", "", "the folder with codings.tsv and alternatives.tsv, may be empty")
	flag.StringVar(&o.laws, "laws", "", "the folder of documents")
	flag.StringVar(&o.held, "held", "cmd/internal/measure/coding/testdata", "the folder of further lists")
	flag.BoolVar(&o.all, "all", false, "print every coding of the folder")
	flag.StringVar(&o.show, "show", "", "print the codings of one document of the folder and stop")
	flag.Parse()
	status, err := run(os.Stdout, o)
	if err != nil {
		fmt.Fprintln(os.Stderr, "coding:", err)
		os.Exit(2)
	}
	os.Exit(status)
}

// run measures and gives the exit status.
func run(out io.Writer, o options) (int, error) {
	book, err := coding.Builtin()
	if err != nil {
		return 2, err
	}
	var report strings.Builder
	status := 0
	if o.show != "" {
		err = show(&report, book, filepath.Join(o.laws, o.show))
	} else {
		status, err = measure(&report, book, o)
	}
	if err != nil {
		return 2, err
	}
	if _, err := io.WriteString(out, report.String()); err != nil {
		return 2, fmt.Errorf("write report: %w", err)
	}
	return status, nil
}

func measure(report *strings.Builder, book *coding.Book, o options) (int, error) {
	status := 0
	if o.gold != "" {
		cells, err := readGold(o.gold)
		if err != nil {
			return 2, err
		}
		s, err := compareCells(report, "gold", book, o.laws, cells)
		if err != nil {
			return 2, err
		}
		if !s.enough() {
			status = 1
		}
	}
	lists, err := filepath.Glob(filepath.Join(o.held, "*.tsv"))
	if err != nil {
		return 2, fmt.Errorf("list held-out codings: %w", err)
	}
	for _, list := range lists {
		cells, err := readHeld(list, book)
		if err != nil {
			return 2, err
		}
		if _, err := compareCells(report, filepath.Base(list), book, o.laws, cells); err != nil {
			return 2, err
		}
	}
	return status, countAll(report, book, o.laws, o.all)
}
