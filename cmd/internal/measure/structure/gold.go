package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"duibiao/corpus"
	"duibiao/corpus/extract"
	"duibiao/corpus/parse"
)

// target is the share of right cells, in percent, that the columns marked must
// in columns() have to reach.
const target = 97

// column is one column of the list that can be compared.
type column struct {
	name string
	// must says that the column has to reach the target.
	must bool
	// got is the parser's value for the document.
	got func(p corpus.Parsed) string
	// same compares; nil means equal strings.
	same func(want, got string) bool
}

func columns() []column {
	num := func(f func(corpus.Parsed) int) func(corpus.Parsed) string {
		return func(p corpus.Parsed) string { return strconv.Itoa(f(p)) }
	}
	return []column{
		{"title", true, func(p corpus.Parsed) string { return p.Meta.Title }, nil},
		{"bian", true, num(countLabel("编")), nil},
		{"zhang", true, num(countLabel("章")), nil},
		{"jie", true, num(countLabel("节")), nil},
		{"articles", true, num(articles), nil},
		{"zhi_articles", true, num(branches), nil},
		{"last_article", true, lastArticle, nil},
		{"main_unit_count", false, nil, nil},
		{"items_level1", false, num(items), nil},
		{"has_fuze", false, hasFuze, nil},
		{"has_annex", false, hasRole(corpus.RoleAnnex), nil},
		{"has_toc", false, hasRole(corpus.RoleTOC), nil},
		{"has_table", false, hasTable, nil},
		{"issue_date", true, func(p corpus.Parsed) string { return stated(p.Meta.Issued) }, nil},
		{"latest_amendment", true, func(p corpus.Parsed) string { return stated(p.Meta.Amended) }, nil},
		{"effective_date", true, effective, sameEffective},
		{"repealed", false, repealed, sameRepealed},
	}
}

// score counts the right cells of a column.
type score struct{ right, all int }

func compareGold(out *strings.Builder, gold, laws string) (bool, error) {
	rows, err := readTSV(gold)
	if err != nil {
		return false, err
	}
	cols := columns()
	scores := make([]score, len(cols))
	for _, row := range rows {
		p, err := parseFile(filepath.Join(laws, row["document_path"]))
		if err != nil {
			return false, err
		}
		for i, c := range cols {
			got := ""
			if c.name == "main_unit_count" {
				got = mainUnits(p, row["main_unit"])
			} else {
				got = c.got(p)
			}
			want := row[c.name]
			same := want == got
			if c.same != nil {
				same = c.same(want, got)
			}
			scores[i].all++
			if same {
				scores[i].right++
				continue
			}
			fmt.Fprintf(out, "miss  %-16s want %-24q got %-24q %s\n", c.name, want, got, filepath.Base(row["document_path"]))
		}
	}
	return printScores(out, cols, scores), nil
}

func printScores(out *strings.Builder, cols []column, scores []score) bool {
	ok := true
	var total score
	for i, c := range cols {
		s := scores[i]
		total.right, total.all = total.right+s.right, total.all+s.all
		mark := ""
		if c.must && s.right*100 < s.all*target {
			mark, ok = " below target", false
		}
		fmt.Fprintf(out, "%-18s %3d/%3d %6.1f %%%s\n", c.name, s.right, s.all, percent(s), mark)
	}
	fmt.Fprintf(out, "%-18s %3d/%3d %6.1f %%\n\n", "overall", total.right, total.all, percent(total))
	return ok
}

func percent(s score) float64 { return 100 * float64(s.right) / float64(max(s.all, 1)) }

func parseFile(path string) (corpus.Parsed, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return corpus.Parsed{}, fmt.Errorf("read document: %w", err)
	}
	c, err := extract.File(path, data)
	if err != nil {
		return corpus.Parsed{}, fmt.Errorf("extract %s: %w", path, err)
	}
	return parse.Document(c, parse.Hint{FileName: filepath.Base(path)}), nil
}

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
		for i, cell := range strings.Split(line, "\t") {
			if i < len(head) {
				row[head[i]] = cell
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}
