package chartfile

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"duibiao/charts"
	"duibiao/cmd/internal/comparison"
	"duibiao/cmd/internal/library"
	"duibiao/compare"
	"duibiao/corpus"
	"duibiao/corpus/extract/xlsx"
	"duibiao/corpus/reference"
)

// figure draws a kind of chart from the reference dataset.
func figure(t *testing.T, kind string) charts.Figure {
	t.Helper()
	set, err := reference.Load()
	if err != nil {
		t.Fatal(err)
	}
	set.Indicators, err = library.Indicators()
	if err != nil {
		t.Fatal(err)
	}
	name, err := charts.Comparison(kind)
	if err != nil {
		t.Fatal(err)
	}
	r, err := comparison.Build(name, library.Collected{Set: *set}, compare.Options{}, compare.Choice{})
	if err != nil {
		t.Fatal(err)
	}
	f, err := charts.Draw(kind, r)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func written(t *testing.T, ext string, f charts.Figure) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := Write(t.Context(), &b, ext, f, charts.PictureOptions{}); err != nil {
		t.Fatalf("%s%s: %v", f.Kind, ext, err)
	}
	return b.Bytes()
}

// TestSameBytes writes every kind in every format twice.
func TestSameBytes(t *testing.T) {
	if testing.Short() {
		t.Skip("draws in one goroutine")
	}
	for _, kind := range charts.Kinds() {
		for _, ext := range Extensions() {
			f := figure(t, kind)
			if f.Option == nil && ext == ".json" {
				continue
			}
			if a := written(t, ext, f); len(a) == 0 || !bytes.Equal(a, written(t, ext, figure(t, kind))) {
				t.Errorf("%s%s: two runs differ, or nothing was written", kind, ext)
			}
		}
	}
}

// TestCSV: a row for each of the report, with every source of its cells.
func TestCSV(t *testing.T) {
	for _, kind := range charts.Kinds() {
		f := figure(t, kind)
		rows, err := csv.NewReader(bytes.NewReader(written(t, ".csv", f))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) != len(f.Report.Rows)+1 || !slices.Equal(rows[0][:len(f.Report.Columns)], f.Report.Keys()) {
			t.Fatalf("%s: %d lines, first %q", kind, len(rows), rows[0])
		}
		at := slices.Index(rows[0], "sources")
		for i, row := range f.Report.Rows {
			for _, c := range row.Cells {
				for _, e := range c.Evidence {
					if !strings.Contains(rows[i+1][at], e.Source) {
						t.Fatalf("%s, row %d: source %q is missing", kind, i+1, e.Source)
					}
				}
			}
		}
	}
}

// hostileFigure has a formula in every field that text can be in, a negative
// number and one that is none.
func hostileFigure() charts.Figure {
	const formula = `=HYPERLINK("http://example.org","x")`
	ev := compare.Evidence{SourceID: "s", Source: formula, Document: formula, DocumentID: "d", Clause: formula, Note: formula}
	return charts.Figure{
		Kind: "items", Title: formula, Unit: formula, Sentence: formula, Notes: []string{formula},
		Report: compare.Report{
			Columns: []compare.Column{
				{Key: "place", Title: formula, Type: compare.TypeText},
				{Key: "low", Title: "低", Type: compare.TypeNumber},
				{Key: "none", Title: "无", Type: compare.TypeNumber},
			},
			Rows:    []compare.Row{{Cells: []compare.Cell{compare.Text(formula, ev), compare.Number(-3.5, ev), {Type: compare.CellNumber, Number: math.NaN()}}}},
			Sources: []corpus.Reference{{ID: "s", Author: formula, Title: formula, Medium: "M", Note: formula}},
		},
	}
}

// TestFormulas: text is never a formula, and a negative number is a number.
func TestFormulas(t *testing.T) {
	f := hostileFigure()
	lines := string(written(t, ".csv", f))
	if strings.Contains(lines, "\n=") || strings.Contains(lines, ",=") || !strings.Contains(lines, ",-3.5,,") || strings.Contains(lines, "NaN") {
		t.Errorf("CSV: %s", lines)
	}
	book := written(t, ".xlsx", f)
	if parts := unzip(t, book); strings.Contains(parts, "<f>") || strings.Contains(parts, "NaN") {
		t.Error("a formula, or NaN, in the workbook")
	} else if !strings.Contains(parts, "<v>-3.5</v>") {
		t.Error("the negative number is no number")
	}
	var c corpus.Content
	if err := xlsx.Read(book, &c); err != nil {
		t.Fatal(err)
	}
	if got := text(&c); strings.Count(got, "=HYPERLINK") < 8 || !strings.Contains(got, "-3.5") {
		t.Errorf("the workbook reads as %q", got)
	}
}

// TestFormulasInOffice opens the workbook in LibreOffice, which would show what a
// formula comes to.
func TestFormulasInOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("starting an office program takes seconds")
	}
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice is not installed (Debian: libreoffice-calc-nogui)")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "chart.xlsx")
	if err := os.WriteFile(file, written(t, ".xlsx", hostileFigure()), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), soffice, "--headless", "-env:UserInstallation=file://"+dir+"/profile",
		"--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", dir, file)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v: %s", err, out)
	}
	got, err := os.ReadFile(filepath.Join(dir, "chart.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if text := string(got); strings.Count(text, "=HYPERLINK(") < 3 || !strings.Contains(text, ",-3.5,,") {
		t.Errorf("LibreOffice shows %q", text)
	}
}

// unzip is the text of all parts of a package.
func unzip(t *testing.T, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&b, r); err != nil { //nolint:gosec // our own file
			t.Fatal(err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// text is the text of all cells that our own reader of workbooks finds.
func text(c *corpus.Content) string {
	var b strings.Builder
	for _, x := range c.Blocks {
		b.WriteString(x.Text)
		for _, row := range x.Rows {
			for _, cell := range row {
				b.WriteString("|" + cell.Text)
			}
		}
	}
	return b.String()
}
