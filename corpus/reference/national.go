package reference

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"

	"duibiao/corpus"
)

// The national catalogue of procurement items: 政府采购品目分类目录（2022年印发）.
const (
	nationalFile   = "national2022.tsv"
	nationalYear   = 2022
	nationalRegion = "100000"
	// NationalSource is the source of every item of it.
	NationalSource = "mof-2022-pdf"
)

func nationalColumns() []string { return cols("code name level parent page row") }

// National is the national catalogue of procurement items, in its order: codes of
// a letter and eight digits, names, tiers, the page and row of the PDF. Tier 1 is
// A 货物, B 工程 and C 服务; tier 2 are the 门类. It belongs to the caller.
func National() ([]corpus.CatalogueItem, corpus.Provenance, error) {
	p := corpus.Provenance{Source: NationalSource, Certainty: corpus.SeenInDocument}
	sub, err := fs.Sub(data, "data")
	if err != nil {
		return nil, p, fmt.Errorf("national catalogue: %w", err)
	}
	items, err := readNational(sub)
	return items, p, err
}

func readNational(dir fs.FS) ([]corpus.CatalogueItem, error) {
	rows, err := readTable(dir, nationalFile, nationalColumns())
	if err != nil {
		return nil, fmt.Errorf("national catalogue: %w", err)
	}
	items := make([]corpus.CatalogueItem, len(rows))
	ords := map[string]int{"": 0}
	var errs []error
	for i, r := range rows {
		it := corpus.CatalogueItem{
			Region: nationalRegion, Year: nationalYear, Code: r.text("code"), Name: r.text("name"), Level: r.number("level"),
			Parent: r.text("parent"), Page: r.number("page"), Row: r.number("row"), Table: 1, Ord: i + 1,
		}
		up, ok := ords[it.Parent]
		if !ok {
			r.fail("parent %q does not come before it", it.Parent)
		}
		it.ParentOrd = up
		if _, ok := ords[it.Code]; ok {
			r.fail("code %q stands twice", it.Code)
		}
		ords[it.Code] = it.Ord
		if up > 0 && it.Level != items[up-1].Level+1 || up == 0 && it.Level != 1 {
			r.fail("tier %d below %q", it.Level, it.Parent)
		}
		if it.Name == "" {
			r.fail("no name")
		}
		items[i] = it
		errs = append(errs, r.err())
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("national catalogue: %w", err)
	}
	return items, nil
}

// WriteNational writes items as the table that National reads. It refuses items
// without a code or a name, and names that a table cannot hold.
func WriteNational(w io.Writer, items []corpus.CatalogueItem) error {
	b := bufio.NewWriter(w)
	b.WriteString(strings.Join(nationalColumns(), "\t") + "\n")
	for _, it := range items {
		if it.Code == "" || it.Name == "" || strings.ContainsAny(it.Name, "\t\n\uFFFD") {
			return fmt.Errorf("page %d, row %d: item %q %q cannot be written", it.Page, it.Row, it.Code, it.Name)
		}
		fields := []string{it.Code, it.Name, strconv.Itoa(it.Level), it.Parent, strconv.Itoa(it.Page), strconv.Itoa(it.Row)}
		b.WriteString(strings.Join(fields, "\t") + "\n")
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write items: %w", err)
	}
	return nil
}
