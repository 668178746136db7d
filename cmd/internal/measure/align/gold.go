package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"duibiao/compare/align"
	"duibiao/corpus"
	"duibiao/corpus/extract"
	"duibiao/corpus/parse"
)

// names say which documents the list means, by the beginning of their file names.
func names() []struct{ name, file string } {
	return []struct{ name, file string }{
		{"law", "招标投标法("},
		{"regulation", "招标投标法实施条例("},
		{"beijing", "北京市招标投标条例("},
		{"zhejiang", "浙江省招标投标条例("},
	}
}

// readDocuments finds and parses the four documents under dir.
func readDocuments(dir string) (map[string]align.Document, error) {
	out := map[string]align.Document{}
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		for _, n := range names() {
			if !strings.HasPrefix(e.Name(), n.file) {
				continue
			}
			if out[n.name], err = readDocument(path, n.name); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read laws: %w", err)
	}
	for _, n := range names() {
		if _, ok := out[n.name]; !ok {
			return nil, fmt.Errorf("read laws: no file %s… under %s", n.file, dir)
		}
	}
	return out, nil
}

func readDocument(path, id string) (align.Document, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return align.Document{}, fmt.Errorf("read document: %w", err)
	}
	c, err := extract.File(path, data)
	if err != nil {
		return align.Document{}, fmt.Errorf("extract %s: %w", path, err)
	}
	p := parse.Document(c, parse.Hint{FileName: filepath.Base(path)})
	return align.Document{ID: id, Title: p.Meta.Title, Text: p.Text, Clauses: p.Clauses}, nil
}

// articles are the article numbers of one pair of documents.
type articles struct{ left, right int }

// labelled is one pair of documents with what the list says of it.
type labelled struct {
	split, left, right string
	pair, weak         map[articles]bool
	// noneLeft and noneRight are the articles without a counterpart.
	noneLeft, noneRight map[int]bool
}

func readLabels(path string) ([]*labelled, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read list: %w", err)
	}
	var out []*labelled
	at := map[string]*labelled{}
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		f := strings.Split(line, "\t")
		if i == 0 {
			continue
		}
		if len(f) != 6 {
			return nil, fmt.Errorf("read list: line %d: %d columns", i+1, len(f))
		}
		l := at[f[1]+f[3]]
		if l == nil {
			l = &labelled{
				split: f[0], left: f[1], right: f[3], pair: map[articles]bool{}, weak: map[articles]bool{},
				noneLeft: map[int]bool{}, noneRight: map[int]bool{},
			}
			at[f[1]+f[3]] = l
			out = append(out, l)
		}
		if err := l.add(f[2], f[4], f[5]); err != nil {
			return nil, fmt.Errorf("read list: line %d: %w", i+1, err)
		}
	}
	return out, nil
}

func (l *labelled) add(left, right, label string) error {
	a, errA := article(left)
	b, errB := article(right)
	switch {
	case errA != nil || errB != nil:
		return fmt.Errorf("no article number: %q %q", left, right)
	case label == "pair":
		l.pair[articles{a, b}] = true
	case label == "weak":
		l.weak[articles{a, b}] = true
	case label == "none" && b == 0:
		l.noneLeft[a] = true
	case label == "none" && a == 0:
		l.noneRight[b] = true
	default:
		return fmt.Errorf("no label: %q", label)
	}
	return nil
}

func article(s string) (int, error) {
	if s == "" {
		return 0, nil
	}
	return strconv.Atoi(s)
}

// articleNumber reads 第三十一条.
func articleNumber(c corpus.Clause) int {
	s := strings.TrimSuffix(strings.TrimPrefix(c.Number, "第"), "条")
	n, _ := parse.Numeral(s)
	return int(n)
}
