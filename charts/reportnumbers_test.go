package charts

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"duibiao/compare"
	"duibiao/compare/agreement"
	"duibiao/compare/scope"
	"duibiao/corpus"
)

// cases are benchmarks that between them have every section.
func cases(t testing.TB) map[string]compare.Benchmark {
	t.Helper()
	out := map[string]compare.Benchmark{}
	for name, o := range map[string]compare.Options{
		"all":       {},
		"two":       {Regions: []string{"上海", "北京"}, Home: "120103"},
		"one":       {Regions: []string{"620100"}},
		"home read": {Regions: []string{"北京", "浙江", "国家"}, Home: "310000"},
	} {
		out[name] = benchmark(t, dataset(t), o)
	}
	w := compare.Choice{}
	for region, names := range map[string][]string{
		"110000": {"居家养老服务", "社会救助服务", "审计服务", "法律咨询服务"}, "310000": {"居家养老服务", "检验检测服务", "审计服务"}, "120103": {"审计服务"},
	} {
		l := scope.List{
			Region: region, Year: 2021, Topic: corpus.TopicServicePurchase, Document: "目录", DocumentID: region, Complete: true,
			Provenance: corpus.Provenance{Source: "report", Certainty: corpus.SeenInDocument},
		}
		l.Items = append(l.Items, corpus.CatalogueItem{Region: region, Year: 2021, Code: "A", Name: "公共服务", Level: 1, Ord: 1, Table: 1, Row: 1})
		for i, n := range names {
			l.Items = append(l.Items, corpus.CatalogueItem{
				Region: region, Year: 2021, Code: fmt.Sprintf("A%02d", i+1), Name: n, Level: 2, Parent: "A", ParentOrd: 1, Ord: i + 2, Table: 1, Row: i + 2,
			})
		}
		w.Scope.Lists = append(w.Scope.Lists, l)
	}
	slices.SortFunc(w.Scope.Lists, func(a, b scope.List) int { return strings.Compare(a.Region, b.Region) })
	b, err := compare.NewBenchmark(dataset(t), compare.Options{Regions: []string{"上海", "北京"}, Home: "120103"}, w)
	if err != nil {
		t.Fatal(err)
	}
	out["catalogues"] = b
	return out
}

var digits = regexp.MustCompile(`\d+(?:\.\d+)?`)

// TestEverySection: the cases show every section and every kind of chart.
func TestEverySection(t *testing.T) {
	drawsMuch(t)
	sections, kinds := map[string]bool{}, map[string]bool{}
	for _, b := range cases(t) {
		d, err := reportDocument(ReportInput{Benchmark: b})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range d.Sections {
			sections[s.ID] = true
		}
		for _, f := range d.figures() {
			kinds[f.Figure.Kind] = true
		}
	}
	for _, id := range SectionIDs() {
		if !sections[id] {
			t.Errorf("no case has the section %s", id)
		}
	}
	for _, k := range Kinds() {
		if !kinds[k] {
			t.Errorf("no case has the chart %s: is it in a chapter?", k)
		}
	}
}

// TestFindingNumbers: every number of a sentence stands in a span with evidence,
// and the span's cell has it.
func TestFindingNumbers(t *testing.T) {
	for name, b := range cases(t) {
		for _, f := range slices.Concat(b.Findings, b.Gaps, b.Unknowns) {
			for _, s := range f.Spans {
				for _, n := range digits.FindAllString(s.Text, -1) {
					if s.Cell == nil || len(s.Cell.Evidence) == 0 {
						t.Errorf("%s: %s in %q of %q stands on nothing", name, n, s.Text, f)
					} else if !has(cellText(*s.Cell), n) {
						t.Errorf("%s: %s in %q is not in its cell %q", name, n, s.Text, cellText(*s.Cell))
					}
				}
			}
		}
	}
}

// cellText is what a cell states, and where, as text.
func cellText(c compare.Cell) string {
	s := c.Plain() + " " + c.Display() + " " + c.Computed + " " + c.Why
	for _, e := range c.Evidence {
		s += " " + e.Document + " " + e.Clause
	}
	return s
}

func has(text, n string) bool { return slices.Contains(digits.FindAllString(text, -1), n) }

// problems are the numbers of the lines of a text that no line of the report has:
// a line is held against the data of the sentence, the row or the source it is.
func problems(text []string, allowed map[string]string, general string) []string {
	own := regexp.MustCompile(`\[\d+\]|[图表]\d+|^\d+\. |推`)
	var out []string
	for _, line := range text {
		bare := own.ReplaceAllString(line, "|")
		key := keyOf(line)
		for _, n := range digits.FindAllString(bare, -1) {
			if !has(allowed[key], n) && !has(general, n) {
				out = append(out, fmt.Sprintf("%s in %q", n, line))
			}
		}
	}
	return out
}

// keyOf is a line without numbers, marks of sources and space, by which its data are
// found.
func keyOf(line string) string {
	return regexp.MustCompile(`[\[\]\d.\s|—、推]+`).ReplaceAllString(line, "")
}

// statedBy gives, for the lines that a report should have, the data they state: the
// cells of sentences and rows, by keyOf.
func statedBy(b compare.Benchmark) map[string]string {
	out := map[string]string{}
	for _, f := range slices.Concat(b.Findings, b.Gaps, b.Unknowns) {
		for _, s := range f.Spans {
			if s.Cell != nil {
				out[keyOf(f.String())] += " " + cellText(*s.Cell)
			}
		}
	}
	for _, c := range chapters() {
		for _, p := range c.tables {
			r, _ := b.Report(p.comparison)
			if p.form != nil {
				r = p.form(b)
			}
			for i, row := range r.Rows {
				line, data := "", " "+itoa(i+1)
				for _, c := range viewed(r, row) {
					line += c
				}
				for _, c := range row.Cells {
					data += " " + cellText(c)
				}
				out[keyOf(line)] += data
			}
		}
	}
	return out
}

// viewed are the texts of a row as its table shows it, without the first column.
func viewed(r compare.Report, row compare.Row) []string {
	vs := views(r.Kind)
	if vs == nil {
		vs = allViews(r)
	}
	var out []string
	for _, v := range usedViews(r, vs) {
		out = append(out, viewCell(r, row, v).Text)
	}
	return out
}

// generalText are the lines of a report that speak of the whole: captions, notes,
// dates, the method, sources, footnotes.
func generalText(t testing.TB, b compare.Benchmark) string {
	t.Helper()
	d, err := reportDocument(ReportInput{Benchmark: b})
	if err != nil {
		t.Fatal(err)
	}
	texts := append([]string{d.Title}, d.Meta...)
	for _, s := range d.Sections {
		for _, x := range s.Blocks {
			for _, l := range x.Sources {
				texts = append(texts, l.Text)
			}
			if s.ID == methodID {
				for _, g := range x.Groups {
					for _, item := range g.Items {
						texts = append(texts, item[0].Text)
					}
				}
			}
			if x.Figure != nil {
				texts = append(texts, x.Figure.Notes...)
				texts = append(texts, x.Figure.Figure.Sentence, x.Figure.Figure.Title, x.Figure.Figure.Description)
			}
			if x.Table != nil {
				texts = append(texts, x.Table.Notes...)
				texts = append(texts, x.Table.Title, x.Table.DataDate)
			}
		}
	}
	return strings.Join(texts, "\n")
}

// htmlLines are the items and the rows of a page as text.
func htmlLines(page string) []string {
	body := page[strings.Index(page, "<main>"):strings.Index(page, "</main>")]
	body = regexp.MustCompile(` title="[^"]*"`).ReplaceAllString(body, "") // what a footnote says in print
	body = regexp.MustCompile(`<th scope="rowgroup"[^>]*>[^<]*</th>`).ReplaceAllString(body, "")
	body = strings.ReplaceAll(body, "</td>", "|</td>")
	body = regexp.MustCompile(`\s*\n\s*`).ReplaceAllString(body, "\n")
	body = regexp.MustCompile(`<a class="ref"[^>]*>([^<]*)</a>`).ReplaceAllString(body, "$1")
	var out []string
	for _, line := range strings.Split(body, "\n") {
		out = append(out, html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(line, "")))
	}
	return out
}

// TestReportNumbers: every number of the report as Word and as HTML is in the data
// that its sentence, row or note states, or is the number of a caption or a source.
// With one number changed the check fails.
func TestReportNumbers(t *testing.T) {
	drawsMuch(t)
	for name, b := range cases(t) {
		allowed, general := statedBy(b), generalText(t, b)
		data, _ := reportDOCX(t, b, DOCX{Picture: picture})
		for form, text := range map[string][]string{"docx": docxRows(readDOCX(t, data)), "html": htmlLines(reportHTML(t, b))} {
			for _, p := range problems(text, allowed, general) {
				t.Errorf("%s, %s: %s is not in its data", name, form, p)
			}
			wrong := 0
			for _, s := range []string{"items", "timeline"} {
				r, _ := b.Report(s)
				for _, row := range r.Rows {
					for i := range text {
						if y := row.Cells[1].Display(); y != "—" && strings.Contains(text[i], y) {
							changed := slices.Clone(text)
							changed[i] = strings.Replace(text[i], y, digits.ReplaceAllString(y, "76543"), 1)
							if problems(changed[i:i+1], allowed, general) == nil {
								t.Errorf("%s, %s: %q passes", name, form, changed[i])
							}
							wrong++
							break
						}
					}
				}
			}
			if name == "all" && wrong == 0 {
				t.Errorf("%s, %s: nothing was changed", name, form)
			}
		}
	}
}

// footnote is how a footnote begins where it is read: its number, that of a source.
var footnote = regexp.MustCompile(`^\[\d+\] \[\d+\]`)

// docxRows are the paragraphs of a document and the rows of its tables, without the
// merged first column and the footnotes, which repeat sources and quotations.
func docxRows(blocks []corpus.Block) []string {
	var out []string
	for _, b := range blocks {
		if b.Kind != corpus.BlockTable {
			if !footnote.MatchString(b.Text) {
				out = append(out, b.Text)
			}
			continue
		}
		for _, row := range b.Rows[1:] {
			var cells []string
			for _, c := range row[len(row)-len(b.Rows[0])+1:] { // the first column is merged
				cells = append(cells, c.Text)
			}
			out = append(out, strings.Join(cells, "|"))
		}
	}
	return out
}

// TestReferencesResolve: every 图N and 表N that a text names is a caption in it.
func TestReferencesResolve(t *testing.T) {
	drawsMuch(t)
	name := regexp.MustCompile(`[图表]\d+`)
	for at, b := range cases(t) {
		data, _ := reportDOCX(t, b, DOCX{Picture: picture})
		for form, text := range map[string]string{
			"docx": strings.Join(lines(readDOCX(t, data)), "\n"), "html": strings.Join(htmlLines(reportHTML(t, b)), "\n"), "md": reportMarkdown(t, b),
		} {
			text = regexp.MustCompile(`（[^（）]*(?:（[^（）]*）[^（）]*)*，表\d+，第\d+行）`).ReplaceAllString(text, "") // a table of the catalogue cited
			captions := map[string]bool{}
			for _, m := range regexp.MustCompile(`([图表]\d+)[　 ]\S`).FindAllStringSubmatch(text, -1) {
				captions[m[1]] = true
			}
			named := 0
			for _, n := range name.FindAllString(text, -1) {
				named++
				if !captions[n] {
					t.Errorf("%s, %s: %s is named, and no caption", at, form, n)
				}
			}
			if named <= len(captions) {
				t.Errorf("%s, %s: %d captions, named %d times", at, form, len(captions), named)
			}
		}
	}
}

// TestCaptions: captions of tables stand above, those of figures below, the unit at
// the right above the table.
func TestCaptions(t *testing.T) {
	b := cases(t)["all"]
	page := reportHTML(t, b)
	for _, order := range [][3]string{
		{`id="tab2-title"`, "单位：项", `<table aria-labelledby="tab2-title"`},
		{`<div class="chart" id="fig1"`, "<figcaption>图1　", "数据来源："},
	} {
		i := strings.Index(page, order[0])
		k := strings.Index(page[max(i, 0):], order[1])
		if i < 0 || k < 0 || !strings.Contains(page[i+k:], order[2]) {
			t.Errorf("not in this order: %q", order)
		}
	}
	data, _ := reportDOCX(t, b, DOCX{Picture: picture})
	blocks := readDOCX(t, data)
	tables := 0
	for i, x := range blocks {
		if x.Kind != corpus.BlockTable {
			continue
		}
		tables++
		above := blocks[i-1].Text
		if strings.HasPrefix(above, "单位：") {
			above = blocks[i-2].Text
		}
		if !strings.HasPrefix(above, label("表", tables)+"　") {
			t.Errorf("above table %d stands %q", tables, above)
		}
	}
	if tables < 5 {
		t.Errorf("%d tables", tables)
	}
}

// TestAgreement: the method gives the figures of two coders, or says there is one.
func TestAgreement(t *testing.T) {
	b := cases(t)["two"]
	say := func(a Agreement) string {
		var w bytes.Buffer
		if err := ReportMarkdown(&w, ReportInput{Benchmark: b, Agreement: a}); err != nil {
			t.Fatal(err)
		}
		return w.String()
	}
	if s := say(NewAgreement(nil)); !strings.Contains(s, "编码者之间的一致性无从计算") || strings.Contains(s, "κ系数") {
		t.Error("nothing said of one coder")
	}
	s := say(NewAgreement([]agreement.Unit{{"是", "是"}, {"否", "否"}, {"是", "否"}, {"是", "是"}}))
	if !strings.Contains(s, "4项里，规则与人工相同的3项：一致率75.0%，科恩κ系数0.500，克里彭多夫α系数0.533") {
		t.Errorf("the figures of four cells are not there: %s", regexp.MustCompile(`数据目录中.*`).FindString(s))
	}
	if s := say(NewAgreement([]agreement.Unit{{"是", "是"}})); !strings.Contains(s, "科恩κ系数无从计算") {
		t.Error("κ of one category is a number")
	}
}

// TestStyles: sources follow the style that is asked for.
func TestStyles(t *testing.T) {
	b := cases(t)["two"]
	for style, want := range map[corpus.CitationStyle]string{
		"": "北京市人民政府网站. 〔京政办发〔2014〕34号所在页〕[EB/OL]. beijing.gov.cn", corpus.GBT7714v2015: "摘录〕[EB/OL]. (2024-09-03)",
		corpus.GBT7714v2025: "摘录〕[EB/OL].（2024-09-03）",
	} {
		var w bytes.Buffer
		if err := ReportHTML(&w, ReportInput{Benchmark: b, Style: style}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(w.String(), want) {
			t.Errorf("%q: no source %q", style, want)
		}
	}
}
