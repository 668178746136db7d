package charts

import (
	"archive/zip"
	"bytes"
	"errors"
	"image"
	"image/png"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"duibiao/compare"
	"duibiao/corpus"
	"duibiao/corpus/extract/docx"
)

func reportDOCX(t testing.TB, b compare.Benchmark, o DOCX, outline ...OutlineEntry) ([]byte, Shortfall) {
	t.Helper()
	var w bytes.Buffer
	s, err := ReportDOCX(&w, ReportInput{Benchmark: b, Outline: outline}, o)
	if err != nil {
		t.Fatal(err)
	}
	return w.Bytes(), s
}

func readDOCX(t testing.TB, data []byte) []corpus.Block {
	t.Helper()
	var c corpus.Content
	if err := docx.Read(data, &c); err != nil {
		t.Fatal(err)
	}
	return c.Blocks
}

// lines are the paragraphs and the rows of a document as text.
func lines(blocks []corpus.Block) []string {
	var out []string
	for _, b := range blocks {
		if b.Kind != corpus.BlockTable {
			out = append(out, b.Text)
			continue
		}
		for _, row := range b.Rows {
			var cells []string
			for _, c := range row {
				cells = append(cells, c.Text)
			}
			out = append(out, strings.Join(cells, "|"))
		}
	}
	return out
}

// picture draws any figure as a grey field.
func picture(Figure) ([]byte, error) {
	var b bytes.Buffer
	err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 800, 500)))
	return b.Bytes(), err
}

// TestReportDOCXText: the findings and the cells of the tables read back as they
// were put in.
func TestReportDOCXText(t *testing.T) {
	drawsMuch(t)
	b := benchmark(t, dataset(t), compare.Options{})
	data, lacks := reportDOCX(t, b, DOCX{Picture: picture})
	if len(lacks.Undrawn)+len(lacks.Removed) > 0 {
		t.Errorf("it lacks %v", lacks)
	}
	all := lines(readDOCX(t, data))
	plain := regexp.MustCompile(`\[\d+\]`).ReplaceAllString(strings.Join(all, "\n"), "")
	for _, f := range slices.Concat(b.Findings, b.Gaps, b.Unknowns) {
		if !strings.Contains(plain, f.String()) {
			t.Errorf("the finding %q is not there", f)
		}
	}
	heads, want := reportParts(t, b)
	for _, want := range append(heads,
		"总体情况见图1，逐条数据和来源见表1。", "图1　购买服务制度与目录的出台时间", "表2　购买服务目录的层级与项数",
		"单位：万元", "（一）起步时间", "2070.58", "以脚注注明来源",
	) {
		if !strings.Contains(plain, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
	if strings.Contains(plain, "指针") {
		t.Error("a printed page speaks of a pointer")
	}
	rows := 0
	for _, x := range readDOCX(t, data) {
		rows += max(len(x.Rows)-1, 0)
	}
	if rows != want {
		t.Errorf("%d rows, want %d", rows, want)
	}
}

// reportParts are the headings of a report and the number of rows of its tables.
func reportParts(t *testing.T, b compare.Benchmark) (heads []string, rows int) {
	t.Helper()
	d, err := reportDocument(ReportInput{Benchmark: b})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range d.Sections {
		heads = append(heads, s.Heading)
		for _, x := range tablesOf(s) {
			for _, g := range x.Groups {
				rows += len(g)
			}
		}
	}
	return heads, rows
}

// TestReportDOCXNotes: every figure of a finding has a footnote, and the footnote
// names the source that the figure's evidence names.
func TestReportDOCXNotes(t *testing.T) {
	b := benchmark(t, dataset(t), compare.Options{})
	e := compare.Evidence{SourceID: "x", Source: "甲机关. 乙办法[EB/OL].", Certainty: corpus.SeenInDocument, Document: "《乙办法》", Clause: "第三条", Quote: strings.Repeat("文", 100)}
	cell := compare.Number(5, e)
	cell.Computed = "2+3"
	b.Findings = []compare.Finding{{Heading: "新", Spans: []compare.Span{{Text: "甲为"}, {Text: "5", Cell: &cell}, {Text: "项。"}}}}
	data, _ := reportDOCX(t, b, DOCX{})
	all := strings.Join(lines(readDOCX(t, data)), "\n")
	want := "（见于文件）：甲机关. 乙办法[EB/OL]，《乙办法》第三条“" + strings.Repeat("文", 80) + "……”。“5”推算：2+3。"
	if !strings.Contains(all, "甲为5[1]项。") || !strings.Contains(all, want) {
		t.Errorf("no footnote %q in\n%s", want, all)
	}
}

func TestReportDOCXPictures(t *testing.T) {
	drawsMuch(t)
	b := benchmark(t, dataset(t), compare.Options{})
	count := func(data []byte) int {
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, f := range z.File {
			if strings.HasPrefix(f.Name, "word/media/") {
				n++
			}
		}
		return n
	}
	data, _ := reportDOCX(t, b, DOCX{Picture: picture})
	if n := count(data); n != pictures(t, b) {
		t.Errorf("%d pictures", n)
	}
	data, lacks := reportDOCX(t, b, DOCX{Picture: func(Figure) ([]byte, error) { return nil, errors.New("no font") }})
	if count(data) != 0 || len(lacks.Undrawn) != pictures(t, b) || !strings.Contains(lacks.Undrawn[0], "no font") {
		t.Errorf("%d pictures, lacks %v", count(data), lacks)
	}
	if all := strings.Join(lines(readDOCX(t, data)), "\n"); !strings.Contains(all, "（本文件没有收入这张图，数据见表1）") {
		t.Error("nothing stands in the place of the picture")
	}
}

func TestReportDOCXSame(t *testing.T) {
	o, outline := DOCX{Picture: picture}, Outline{{Section: "items"}, {Section: "findings"}}
	a, _ := reportDOCX(t, benchmark(t, dataset(t), compare.Options{}), o, outline...)
	c, _ := reportDOCX(t, benchmark(t, dataset(t), compare.Options{}), o, outline...)
	if !bytes.Equal(a, c) {
		t.Error("two runs differ")
	}
	if err := func() error {
		_, err := ReportDOCX(io.Discard, ReportInput{Outline: Outline{{Section: "x", Line: 1}}}, DOCX{})
		return err
	}(); err == nil {
		t.Error("an outline of nothing is taken")
	}
}

// TestReportDOCXHostile: the texts of sources stay text, and a report of little
// data is a report.
func TestReportDOCXHostile(t *testing.T) {
	drawsMuch(t)
	data, _ := reportDOCX(t, benchmark(t, hostile(t), compare.Options{}), DOCX{Picture: picture})
	all := strings.Join(lines(readDOCX(t, data)), "\n")
	for _, s := range nasty() {
		if s != "a\u2028b" && !strings.Contains(all, s) {
			t.Errorf("%q is not in the text", s)
		}
	}
	data, _ = reportDOCX(t, benchmark(t, corpus.Dataset{}, compare.Options{}), DOCX{Picture: picture})
	if all := strings.Join(lines(readDOCX(t, data)), "\n"); !strings.Contains(all, "不作图") {
		t.Errorf("nothing said of nothing:\n%s", all)
	}
}

// TestReportDOCXSize: a report of ten times the records in a few seconds.
func TestReportDOCXSize(t *testing.T) {
	drawsMuch(t)
	in := dataset(t)
	documents, claims := in.Documents, in.Claims
	for range 9 {
		in.Documents, in.Claims = append(in.Documents, documents...), append(in.Claims, claims...)
	}
	start := time.Now()
	data, _ := reportDOCX(t, benchmark(t, in, compare.Options{}), DOCX{Picture: picture})
	t.Logf("%d bytes in %v", len(data), time.Since(start))
	if len(data) > 4<<20 {
		t.Errorf("%d bytes", len(data))
	}
}

func BenchmarkReportDOCX(b *testing.B) {
	bm := benchmark(b, dataset(b), compare.Options{})
	for b.Loop() {
		reportDOCX(b, bm, DOCX{Picture: picture})
	}
}
