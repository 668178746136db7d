// Command recall compares the text that duibiao reads from PDF and Office files
// with what other programs read: pdftotext, antiword, catdoc and LibreOffice, as
// far as they are installed. It prints, for each file and program, the share of
// the program's characters that duibiao has too, and that of its pairs of
// neighbouring characters, which tells whether they stand in the same order
// (columns and cells are read in different orders):
//
//	go run ./cmd/internal/measure/recall -dir DIR
//
// White space is left out, full-width and half-width forms are one, and lines
// that the pages of a PDF repeat (running heads, page numbers) are not asked for:
// dropping them is wanted. It exits 1 when a share is under the least.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"duibiao/cmd/internal/library"
)

func main() {
	dir := flag.String("dir", "", "folder of PDF and Office files")
	least := flag.Float64("least", 0.99, "the least share")
	missing := flag.Bool("missing", false, "print what is missing")
	flag.Parse()
	ok, err := run(context.Background(), *dir, *least, *missing)
	if err != nil {
		log.Fatal(err)
	}
	if !ok {
		os.Exit(1)
	}
}

func run(ctx context.Context, dir string, least float64, missing bool) (bool, error) {
	files, err := find(dir)
	if err != nil {
		return false, err
	}
	if len(files) == 0 {
		return false, fmt.Errorf("no PDF or Office file in %q", dir)
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "share\tin order\tcharacters\tprogram\tfile")
	good := true
	for _, path := range files {
		results, err := compare(ctx, path)
		if err != nil {
			fmt.Fprintf(w, "—\t—\t—\t%v\t%s\n", err, filepath.Base(path))
			continue
		}
		for _, r := range results {
			mark := ""
			if r.share < least {
				good, mark = false, " ←"
			}
			fmt.Fprintf(w, "%.4f%s\t%.4f\t%d\t%s\t%s\n", r.share, mark, r.order, r.size, r.program, filepath.Base(path))
			if missing && r.lost != "" {
				fmt.Fprintf(w, "\t\t\t\t%s\n", r.lost)
			}
		}
	}
	if err := w.Flush(); err != nil {
		return false, fmt.Errorf("print: %w", err)
	}
	return good, nil
}

func find(dir string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if _, ok := programs()[strings.ToLower(filepath.Ext(path))]; ok && !d.IsDir() {
			files = append(files, path)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look into %s: %w", dir, err)
	}
	slices.Sort(files)
	return files, nil
}

// result is one comparison.
type result struct {
	program string
	// share is the part of the program's characters that we have, order that of
	// its pairs; size counts its characters; lost are the first of those missing.
	share, order float64
	size         int
	lost         string
}

func compare(ctx context.Context, path string) ([]result, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	_, parsed, err := library.Read(filepath.Base(path), data, "")
	if err != nil {
		return nil, fmt.Errorf("not read: %w", err)
	}
	ours := letters(parsed.Text)
	var out []result
	for _, p := range programs()[strings.ToLower(filepath.Ext(path))] {
		text, err := p.read(ctx, path)
		if errors.Is(err, errMissing) {
			continue
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s: %s: %v\n", p.name, filepath.Base(path), err)
			continue
		}
		out = append(out, p.judge(text, ours))
	}
	return out, nil
}
