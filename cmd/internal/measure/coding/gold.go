package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"duibiao/compare/coding"
	"duibiao/corpus"
)

// answer is a value that a list gives for a cell, with the articles that prove it.
type answer struct {
	value, unit string
	articles    []string
}

// cell is one question asked of one document.
type cell struct {
	document, indicator string
	gold                answer
	acceptable, traps   []answer
}

func (a answer) regulated() bool { return a.value != corpus.NotRegulated }

// cellKey names a cell.
type cellKey struct{ document, indicator string }

func readTSV(path string) ([]map[string]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read list: %w", err)
	}
	lines := strings.Split(strings.TrimRight(string(data), "\n"), "\n")
	head := strings.Split(lines[0], "\t")
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, c := range strings.Split(line, "\t") {
			if i < len(head) {
				row[head[i]] = c
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func rowAnswer(row map[string]string) answer {
	a := answer{value: row["value"], unit: row["unit"]}
	for _, art := range strings.Split(row["article"], " ‖ ") {
		if art != "" {
			a.articles = append(a.articles, art)
		}
	}
	return a
}

// readGold reads codings.tsv and alternatives.tsv.
func readGold(dir string) ([]*cell, error) {
	rows, err := readTSV(filepath.Join(dir, "codings.tsv"))
	if err != nil {
		return nil, err
	}
	var cells []*cell
	at := map[cellKey]*cell{}
	for _, row := range rows {
		c := &cell{document: row["document_path"], indicator: row["indicator"], gold: rowAnswer(row)}
		cells = append(cells, c)
		at[cellKey{c.document, c.indicator}] = c
	}
	others, err := readTSV(filepath.Join(dir, "alternatives.tsv"))
	if err != nil {
		return nil, err
	}
	for _, row := range others {
		if c := at[cellKey{row["document_path"], row["indicator"]}]; c != nil {
			c.add(row["kind"], rowAnswer(row))
		}
	}
	return cells, nil
}

func (c *cell) add(kind string, a answer) {
	switch kind {
	case "gold":
		c.gold = a
	case "acceptable":
		c.acceptable = append(c.acceptable, a)
	case "trap":
		c.traps = append(c.traps, a)
	case "also_here":
		c.gold.articles = append(c.gold.articles, a.articles...)
	}
}

// readHeld reads a list that names whole documents (kind document: every question
// without a row is silent there) or single indicators of a document (kind
// silent for a silent one).
func readHeld(path string, book *coding.Book) ([]*cell, error) {
	rows, err := readTSV(path)
	if err != nil {
		return nil, err
	}
	var cells []*cell
	at := map[cellKey]*cell{}
	get := func(doc, indicator string) *cell {
		k := cellKey{doc, indicator}
		if at[k] == nil {
			at[k] = &cell{document: doc, indicator: indicator, gold: answer{value: corpus.NotRegulated}}
			cells = append(cells, at[k])
		}
		return at[k]
	}
	for _, row := range rows {
		doc := row["document_path"]
		if row["kind"] == "document" {
			for _, in := range book.Indicators {
				get(doc, in.ID)
			}
			continue
		}
		get(doc, row["indicator"]).add(row["kind"], rowAnswer(row))
	}
	return cells, nil
}
