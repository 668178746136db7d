package charts

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"duibiao/compare"
	"duibiao/corpus"
)

// ReportInput is what a report document is made from.
type ReportInput struct {
	// Title is the title of the document, "" for the usual one.
	Title     string
	Benchmark compare.Benchmark
	// Outline orders the sections, empty for the usual order.
	Outline Outline
	// Agreement is how far rules and people agree on the cells that both coded; the
	// zero value says that no cell has two coders.
	Agreement Agreement
	// Style is how the list of sources is written, "" for the default.
	Style corpus.CitationStyle
}

// ReportTitle is the title of a report that is given none.
const ReportTitle = "政府购买服务制度与目录对标报告"

// ReportHTML writes the report as one self-contained HTML page.
func ReportHTML(w io.Writer, in ReportInput) error {
	d, err := reportDocument(in)
	if err != nil {
		return err
	}
	return writeHTML(w, d)
}

// ReportMarkdown writes the report as Markdown: findings, tables and sources.
func ReportMarkdown(w io.Writer, in ReportInput) error {
	d, err := reportDocument(in)
	if err != nil {
		return err
	}
	return writeMarkdown(w, d)
}

// PageHTML writes figures, each with its data table and sources, as one
// self-contained HTML page.
func PageHTML(w io.Writer, title string, figures ...Figure) error {
	var reports []compare.Report
	for _, f := range figures {
		reports = append(reports, f.Report)
	}
	book := newSourceBook(reports...)
	d := document{Title: title}
	for i, f := range figures {
		n := i + 1
		d.Sections = append(d.Sections, section{Blocks: []block{
			{Figure: book.figureOf(f, label("图", n), "fig"+itoa(n))},
			{Table: book.tableOf(f.Report, label("表", n), "tab"+itoa(n))},
		}})
	}
	d.Sections = append(d.Sections, section{Heading: "数据来源", Blocks: []block{{Sources: book.lines()}}})
	return writeHTML(w, d)
}

func label(word string, n int) string { return word + itoa(n) }

func itoa(n int) string { return strconv.Itoa(n) }

// reporter writes the sections of a report and counts as it goes.
type reporter struct {
	in              ReportInput
	book            *sourceBook
	figures, tables int
	// shown are the comparisons whose records stand in a table, empty the headings
	// of the chapters that the data have nothing for.
	shown []compare.Report
	empty []string
	// noted are the notes under tables, with the number of the table.
	noted map[string]int
}

func reportDocument(in ReportInput) (document, error) {
	list, err := in.Outline.arrange(chapters())
	if err != nil {
		return document{}, err
	}
	m := newReporter(in, list)
	d := document{Title: cmp.Or(in.Title, ReportTitle), Meta: reportMeta(in.Benchmark)}
	for _, c := range list {
		s, err := m.section(c)
		if err != nil {
			return document{}, err
		}
		if s.Blocks == nil && !c.always {
			continue
		}
		s.Heading = chineseNumber(len(d.Sections)+1) + "、" + s.Heading
		d.Sections = append(d.Sections, s)
	}
	for i := range d.Sections { // these speak of all others
		switch d.Sections[i].ID {
		case methodID:
			d.Sections[i].Blocks = []block{{Groups: m.method()}}
		case sourcesID:
			d.Sections[i].Blocks = []block{{Sources: m.book.lines()}}
		}
	}
	return d, nil
}

// newReporter begins a report of chapters.
func newReporter(in ReportInput, list []chapter) *reporter {
	b := in.Benchmark
	m := &reporter{in: in, noted: map[string]int{}, book: newSourceBook(b.Reports()...)}
	m.book.style = in.Style
	for _, fs := range [][]compare.Finding{b.Gaps, b.Unknowns} {
		m.book.learn(fs)
	}
	for _, c := range list {
		if !c.home && !c.always && len(c.tables) > 0 && len(m.forms(c)) == 0 {
			m.empty = append(m.empty, c.heading)
		}
	}
	return m
}

// section writes one chapter.
func (m *reporter) section(c chapter) (section, error) {
	s := section{ID: c.id, Heading: c.heading}
	if c.groups != nil {
		if g := c.groups(m); g != nil {
			s.Blocks = append(s.Blocks, block{Groups: g})
		}
	}
	for _, kind := range c.charts {
		x, err := m.chart(kind, c.always)
		if err != nil {
			return s, err
		}
		s.Blocks = append(s.Blocks, x...)
	}
	for _, t := range m.forms(c) {
		s.Blocks = append(s.Blocks, block{Table: m.table(t)})
	}
	return s, nil
}

// chart is the figure of a kind, or the sentence that there is too little to draw;
// nothing for a kind that this program does not draw or of which there are no
// data.
func (m *reporter) chart(kind string, always bool) ([]block, error) {
	if !slices.Contains(Kinds(), kind) {
		return nil, nil
	}
	name, err := Comparison(kind)
	if err != nil {
		return nil, err
	}
	r, ok := m.in.Benchmark.Report(name)
	if !ok {
		return nil, fmt.Errorf("report: chart %s: no comparison %q", kind, name)
	}
	if name == "catalogue" {
		r = compare.WholeCatalogues(r)
	}
	if len(r.Rows) == 0 && !always {
		return nil, nil
	}
	f, err := Draw(kind, r)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	if f.Option == nil && !always {
		return []block{{Groups: []group{{Items: [][]inline{{{Text: f.Sentence}}}}}}}, nil
	}
	m.figures++
	if name == "catalogue" { // the one figure without a table under it: a tree has too many rows
		return []block{{Figure: m.book.figureWithNotes(f, label("图", m.figures), "fig"+itoa(m.figures))}}, nil
	}
	return []block{{Figure: m.book.figureOf(f, label("图", m.figures), "fig"+itoa(m.figures))}}, nil
}

// maxRows bounds the rows of a printed table; home's are always in.
const maxRows = 100

// form is a table as it is printed, and the comparison that it shows.
type form struct {
	name        string
	whole, form compare.Report
}

// forms are the tables of a chapter: those with rows, or all of one that is always
// there.
func (m *reporter) forms(c chapter) []form {
	var out []form
	for _, p := range c.tables {
		f := form{name: p.comparison}
		f.whole, _ = m.in.Benchmark.Report(p.comparison)
		f.form = f.whole
		if p.form != nil {
			f.form = p.form(m.in.Benchmark)
		}
		if len(f.form.Rows) > 0 || c.always {
			out = append(out, f)
		}
	}
	return out
}

// table prints a table, and says in a note which rows are left out.
func (m *reporter) table(f form) *tableBlock {
	r := f.form
	if !slices.ContainsFunc(m.shown, func(x compare.Report) bool { return x.Kind == f.whole.Kind }) {
		m.shown = append(m.shown, f.whole)
	}
	rows := firstRows(r, maxRows)
	if left := len(r.Rows) - len(rows); left > 0 {
		r.Notes = append(slices.Clone(r.Notes), fmt.Sprintf("共%d行，这里列%d行，另有%d行未列；完整的表：%s。", len(r.Rows), len(rows), left, compare.Whole(f.name)))
	}
	m.tables++
	r.Notes = m.newNotes(r.Notes)
	return m.book.tableOfRows(r, rows, label("表", m.tables), "tab"+itoa(m.tables))
}

// newNotes leaves out notes that stand under a table before, and points there.
func (m *reporter) newNotes(notes []string) []string {
	var out []string
	var at []int
	for _, n := range notes {
		if k := m.noted[n]; k > 0 {
			at = append(at, k)
			continue
		}
		m.noted[n] = m.tables
		out = append(out, n)
	}
	if at != nil {
		var names []string
		for _, k := range slices.Compact(slices.Sorted(slices.Values(at))) {
			names = append(names, label("表", k))
		}
		out = append(out, "并见"+strings.Join(names, "、")+"的注。")
	}
	return out
}

// firstRows are the indexes of at most n rows: those of home, and the first others.
func firstRows(r compare.Report, n int) []int {
	home := 0
	for _, row := range r.Rows {
		if row.Home {
			home++
		}
	}
	var out []int
	others := max(n-home, 0)
	for i, row := range r.Rows {
		switch {
		case row.Home:
			out = append(out, i)
		case others > 0:
			others--
			out = append(out, i)
		}
	}
	return out
}

// learn makes the sources of findings known that no table cites.
func (b *sourceBook) learn(fs []compare.Finding) {
	for _, f := range fs {
		for _, s := range f.Spans {
			if s.Cell == nil {
				continue
			}
			for _, e := range s.Cell.Evidence {
				if _, ok := b.known[e.SourceID]; !ok {
					b.known[e.SourceID] = referenceOf(e)
				}
			}
		}
	}
}

func reportMeta(b compare.Benchmark) []string {
	where := "数据集中的全部地区"
	if len(b.Regions) > 0 {
		where = strings.Join(b.Regions, "、")
	}
	meta := []string{"对标地区：" + where}
	if b.Home != "" {
		meta = append(meta, "本区："+b.Home)
	}
	if !b.DataDate.IsZero() {
		meta = append(meta, "数据截至："+b.DataDate.Chinese()+"（所收记录的最晚日期）")
	}
	return meta
}
