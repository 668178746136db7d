package charts

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"duibiao/charts/word"
	"duibiao/compare"
)

// DOCX is how a report becomes a Word document.
type DOCX struct {
	// Picture draws a figure as PNG. Without one, or where it fails, a sentence
	// stands in the place of the picture; the table under it has the figures.
	Picture func(Figure) ([]byte, error)
	// Created is the date in the file's properties; the zero time stands for the
	// date of the data, so that the same data give the same file.
	Created time.Time
}

// Shortfall is what a Word document lacks of its report.
type Shortfall struct {
	// Undrawn are the titles of the figures without a picture, with the reason.
	Undrawn []string
	// Removed are characters that a file cannot hold.
	Removed []word.Removal
}

// ReportDOCX writes the report as a Word document: findings with a footnote for
// every figure, pictures, tables, gaps, method and sources. It fails on an outline
// that names what is not there, and when w fails; what is missing in a file that
// was written is told in the Shortfall.
func ReportDOCX(w io.Writer, in ReportInput, o DOCX) (Shortfall, error) {
	d, err := reportDocument(in)
	if err != nil {
		return Shortfall{}, err
	}
	k := wordMaker{in: in, picture: o.Picture, cited: map[int]bool{}}
	out := word.Document{Title: d.Title, Byline: d.Meta, Created: o.Created, Contents: true}
	if date := in.Benchmark.DataDate; out.Created.IsZero() && !date.IsZero() {
		out.Created = time.Date(date.Year, time.Month(max(date.Month, 1)), max(date.Day, 1), 0, 0, 0, 0, time.UTC)
	}
	k.learn(d)
	for _, s := range d.Sections {
		k.section(s)
	}
	out.Blocks = k.blocks
	if k.lacks.Removed, err = word.Removed(out); err != nil {
		return Shortfall{}, fmt.Errorf("report: %w", err)
	}
	if err := word.Write(w, out); err != nil {
		return Shortfall{}, fmt.Errorf("report: %w", err)
	}
	return k.lacks, nil
}

// wordMaker turns the document model of a report into that of package word.
type wordMaker struct {
	in      ReportInput
	picture func(Figure) ([]byte, error)
	sources map[int]string
	// cited are the sources that a footnote has written out already.
	cited map[int]bool
	// said are the remarks that footnotes of this sentence have made.
	said   map[string]bool
	blocks []word.Block
	lacks  Shortfall
}

// learn notes the texts of all sources, for the footnotes.
func (k *wordMaker) learn(d document) {
	k.sources = map[int]string{}
	for _, s := range d.Sections {
		for _, x := range s.Blocks {
			for _, l := range x.Sources {
				k.sources[l.Number] = l.Text
			}
		}
	}
}

func (k *wordMaker) add(b word.Block) { k.blocks = append(k.blocks, b) }

func (k *wordMaker) say(style word.Style, runs ...word.Run) {
	k.add(word.Paragraph{Style: style, Runs: runs})
}

func (k *wordMaker) section(s section) {
	if s.Heading != "" {
		k.add(word.Heading{Level: 1, Text: s.Heading})
	}
	if lead := s.Lead(true); lead != nil {
		k.say(word.Body, leadRuns(lead)...)
	}
	for i, x := range s.Blocks {
		k.groups(x)
		if x.Figure != nil {
			k.figure(x.Figure, tableAfter(s.Blocks[i:]))
		}
		if x.Table != nil {
			k.table(x.Table)
		}
		for _, l := range x.Sources {
			k.add(word.Paragraph{
				Style: word.Source, Anchor: sourceAnchor(l.Number),
				Runs: []word.Run{{Text: "[" + itoa(l.Number) + "]\t" + l.Text}},
			})
		}
	}
}

func sourceAnchor(n int) string { return "s" + itoa(n) }

// tableAfter is the id of the first table of blocks, "" without one.
func tableAfter(blocks []block) string {
	for _, x := range blocks {
		if x.Table != nil {
			return x.Table.ID
		}
	}
	return ""
}

// leadRuns are the words that lead to figures and tables, with references.
func leadRuns(lead []inline) []word.Run {
	var out []word.Run
	for _, x := range lead {
		if x.Ref != "" {
			out = append(out, word.Run{Ref: strings.TrimSuffix(x.Ref, boxSuffix)})
			continue
		}
		out = append(out, word.Run{Text: x.Text})
	}
	return out
}

// groups writes sentences under their leads （一）, or numbered 1. where a block
// has one group of several.
func (k *wordMaker) groups(x block) {
	cells := k.cellsOf(x)
	n, leads := 0, 0
	for _, g := range x.Groups {
		if g.Lead != "" {
			leads++
			k.add(word.Heading{Level: 2, Text: "（" + chineseNumber(leads) + "）" + g.Lead})
		}
		for i, item := range g.Items {
			rs := k.sentence(item, cells(n))
			if g.Lead == "" && len(g.Items) > 1 {
				rs = append([]word.Run{{Text: itoa(i+1) + ". "}}, rs...)
			}
			k.say(word.Body, rs...)
			n++
		}
	}
}

// htmlOnly and its replacement: a printed page has footnotes, not a pointer.
const (
	htmlOnly = "每个数字后的方括号是来源编号，指向文末“数据来源”；指针停在数字上可见来源和把握程度。"
	docxOnly = "正文中的数字以脚注注明来源、把握程度和推算办法；方括号内是来源编号，见“数据来源”一节。"
)

// cellsOf gives, for the sentence at n of a block, the cells that its runs state:
// the spans of the finding that it was made from.
func (k *wordMaker) cellsOf(x block) func(n int) []compare.Span {
	b := k.in.Benchmark
	var items [][]inline
	for _, g := range x.Groups {
		items = append(items, g.Items...)
	}
	for _, fs := range [][]compare.Finding{b.Findings, b.Gaps, b.Unknowns} {
		if len(fs) > 0 && sameText(items, fs) {
			return func(n int) []compare.Span { return fs[n].Spans }
		}
	}
	return func(int) []compare.Span { return nil }
}

func sameText(items [][]inline, fs []compare.Finding) bool {
	if len(items) != len(fs) {
		return false
	}
	for i, item := range items {
		if len(item) != len(fs[i].Spans) {
			return false
		}
		for j, run := range item {
			if run.Text != fs[i].Spans[j].Text {
				return false
			}
		}
	}
	return true
}

// figure writes a picture, or what stands in its place; table is the id of the
// table that has its figures.
func (k *wordMaker) figure(f *figureBlock, table string) {
	out := word.Figure{ID: f.ID, Title: f.Figure.Title, Alt: f.Figure.Description, Notes: foot(f.Notes, f.Refs, f.DataDate)}
	switch data, err := k.draw(f.Figure); {
	case f.Figure.Option == nil:
		out.Instead = []word.Run{{Text: f.Figure.Sentence}}
	case err != nil:
		k.lacks.Undrawn = append(k.lacks.Undrawn, f.Figure.Title+"："+err.Error())
		fallthrough
	case data == nil:
		out.Instead = []word.Run{{Text: "（本文件没有收入这张图"}}
		if table != "" {
			out.Instead = append(out.Instead, word.Run{Text: "，数据见"}, word.Run{Ref: table})
		}
		out.Instead = append(out.Instead, word.Run{Text: "）"})
	default:
		out.PNG = data
	}
	k.add(out)
}

func (k *wordMaker) draw(f Figure) ([]byte, error) {
	if k.picture == nil || f.Option == nil {
		return nil, nil
	}
	return k.picture(f)
}

// keptRows is the most rows under one merged place: they stand on one page, and
// the next ones name the place again.
const keptRows = 5

// A row with a cell of tallRunes takes several lines: of such rows fewer stay on one
// page.
const tallRunes, keptTall = 60, 2

// chunk is how many rows of a group stand under one merged place: as many in each
// part as in the others.
func chunk(g []tableRow) int {
	kept := keptRows
	for _, r := range g {
		for _, c := range r.Cells {
			if utf8.RuneCountInString(c.Text) > tallRunes {
				kept = keptTall
			}
		}
	}
	parts := (len(g) + kept - 1) / kept
	return (len(g) + parts - 1) / parts
}

func (k *wordMaker) table(t *tableBlock) {
	out := word.Table{ID: t.ID, Title: t.Title, Unit: t.Unit, Notes: foot(t.Notes, t.Refs, t.DataDate)}
	out.Columns = []word.Column{{Title: t.Head}}
	for _, c := range t.Columns {
		out.Columns = append(out.Columns, word.Column{Title: c.Title, Number: c.Number})
	}
	for _, g := range t.Groups {
		kept := chunk(g)
		for i, r := range g {
			row := word.Row{Shade: r.Home}
			if i%kept == 0 {
				row.Cells = append(row.Cells, word.Cell{Runs: []word.Run{{Text: g[0].Head}}, RowSpan: min(kept, len(g)-i)})
			}
			for _, c := range r.Cells {
				row.Cells = append(row.Cells, word.Cell{Runs: cellRuns(c)})
			}
			out.Rows = append(out.Rows, row)
		}
	}
	k.add(out)
}

func cellRuns(c tableCell) []word.Run {
	var out []word.Run
	if c.Text != "" {
		out = append(out, word.Run{Text: c.Text})
	}
	if c.Computed != "" && c.Number && out != nil {
		out[len(out)-1].Note = []word.Run{{Text: "推算：" + c.Computed + "。"}}
	}
	for i, r := range c.Runs() {
		if i > 0 || c.Text != "" {
			out = append(out, word.Run{Text: " "})
		}
		out = append(out, sourceLink(r.From))
		if r.To > r.From {
			out = append(out, word.Run{Text: "—"}, sourceLink(r.To))
		}
	}
	return out
}

func sourceLink(n int) word.Run {
	return word.Run{Text: "[" + itoa(n) + "]", Link: sourceAnchor(n)}
}

// foot are the 注 and the line of sources under a figure or a table.
func foot(notes []string, refs []refRun, date string) [][]word.Run {
	var out [][]word.Run
	for i, n := range notes {
		if i == 0 {
			n = "注：" + n
		}
		out = append(out, []word.Run{{Text: n}})
	}
	var line []word.Run
	for i, r := range refs {
		line = append(line, word.Run{Text: map[bool]string{true: "数据来源：", false: "、"}[i == 0]}, sourceLink(r.From))
		if r.To > r.From {
			line = append(line, word.Run{Text: "—"}, sourceLink(r.To))
		}
	}
	if date != "" {
		line = append(line, word.Run{Text: map[bool]string{true: "数据截至", false: "；数据截至"}[line == nil] + date})
	}
	if line != nil {
		out = append(out, append(line, word.Run{Text: "。"}))
	}
	return out
}
