package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"duibiao/compare/coding"
	"duibiao/corpus"
	"duibiao/corpus/extract"
	"duibiao/corpus/parse"
)

// readLaw reads one file the way the library does.
func readLaw(path string) (coding.Input, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return coding.Input{}, fmt.Errorf("read document: %w", err)
	}
	c, err := extract.File(path, data)
	if err != nil {
		return coding.Input{}, fmt.Errorf("extract %s: %w", path, err)
	}
	p := parse.Document(c, parse.Hint{FileName: filepath.Base(path)})
	return coding.Input{Document: filepath.Base(path), Title: p.Meta.Title, Text: p.Text, Clauses: p.Clauses}, nil
}

func codeFile(book *coding.Book, path string) (map[string]corpus.Coding, error) {
	in, err := readLaw(path)
	if err != nil {
		return nil, err
	}
	found := map[string]corpus.Coding{}
	for _, c := range coding.Code(book, in) {
		found[c.Indicator] = c
	}
	return found, nil
}

func show(out *strings.Builder, book *coding.Book, path string) error {
	in, err := readLaw(path)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s\n", in.Title)
	for _, c := range coding.Code(book, in) {
		line(out, "", c)
	}
	return nil
}

func line(out *strings.Builder, document string, c corpus.Coding) {
	fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s", document, c.Indicator, c.Value, c.Unit, c.Rule)
	for _, e := range c.Evidence {
		fmt.Fprintf(out, "\t%s: %s", e.Label, e.Quote)
	}
	out.WriteByte('\n')
}

// tally counts codings over a folder.
type tally struct {
	documents, coded, codings int
	perIndicator              map[string]int
	spent                     time.Duration
	slowest                   time.Duration
}

func countAll(out *strings.Builder, book *coding.Book, dir string, list bool) error {
	t := &tally{perIndicator: map[string]int{}}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		in, err := readLaw(path)
		if err != nil {
			return nil
		}
		start := time.Now()
		found := coding.Code(book, in)
		took := time.Since(start)
		t.spent, t.slowest = t.spent+took, max(t.slowest, took)
		t.documents++
		if len(found) > 0 {
			t.coded++
		}
		for _, c := range found {
			t.codings++
			t.perIndicator[c.Indicator]++
			if list {
				line(out, filepath.Base(path), c)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("walk %s: %w", dir, err)
	}
	t.print(out)
	return nil
}

func (t *tally) print(out *strings.Builder) {
	fmt.Fprintf(out, "%d documents, %d with codings, %d codings; coding took %.2f s, the slowest document %.0f ms\n", t.documents, t.coded, t.codings, t.spent.Seconds(), float64(t.slowest.Microseconds())/1000)
	var ids []string
	for id := range t.perIndicator {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	for _, id := range ids {
		fmt.Fprintf(out, "%6d %s\n", t.perIndicator[id], id)
	}
}
