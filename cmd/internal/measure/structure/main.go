// Structure measures the parser against a hand-made list of what documents
// contain, and looks for its mistakes over a whole folder.
//
//	go run ./cmd/internal/measure/structure -gold structure.tsv -laws DIR
//
// It prints every cell that differs, the share of right cells per column, and
// counters over all documents of the folder. Exit status 1 when a column that
// must hold is below 97 percent.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	gold := flag.String("gold", "", "the list of expected structures (TSV), may be empty")
	laws := flag.String("laws", "", "the folder of documents")
	list := flag.Bool("list", false, "name the documents behind each counter")
	flag.Parse()
	status, err := run(os.Stdout, *gold, *laws, *list)
	if err != nil {
		fmt.Fprintln(os.Stderr, "structure:", err)
		os.Exit(2)
	}
	os.Exit(status)
}

// run measures and gives the exit status.
func run(out io.Writer, gold, laws string, list bool) (int, error) {
	var report strings.Builder
	status := 0
	if gold != "" {
		ok, err := compareGold(&report, gold, laws)
		if err != nil {
			return 2, err
		}
		if !ok {
			status = 1
		}
	}
	if err := countAll(&report, laws, list); err != nil {
		return 2, err
	}
	if _, err := io.WriteString(out, report.String()); err != nil {
		return 2, fmt.Errorf("write report: %w", err)
	}
	return status, nil
}
