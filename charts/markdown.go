package charts

import (
	"fmt"
	"io"
	"strings"
)

// mdEscape keeps text from being read as Markdown or HTML.
func mdEscape(s string) string {
	return strings.NewReplacer(
		"\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "|", "\\|",
		"<", "&lt;", ">", "&gt;", "&", "&amp;", "#", "\\#", "\r", " ", "\n", " ",
	).Replace(s)
}

// mdRefs are source numbers as links into the list of sources.
func mdRefs(refs []refRun) string {
	var b strings.Builder
	for _, r := range refs {
		fmt.Fprintf(&b, "[^%d]", r.From)
		if r.To > r.From {
			fmt.Fprintf(&b, "—[^%d]", r.To)
		}
	}
	return b.String()
}

// writeMarkdown renders a document with footnotes for sources. Pictures are
// left out: their tables hold the same figures.
func writeMarkdown(w io.Writer, d document) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", mdEscape(d.Title))
	for _, m := range d.Meta {
		fmt.Fprintf(&b, "- %s\n", mdEscape(m))
	}
	for _, s := range d.Sections {
		fmt.Fprintf(&b, "\n## %s\n", mdEscape(s.Heading))
		if lead := s.Lead(false); lead != nil {
			b.WriteByte('\n')
			for _, run := range lead {
				b.WriteString(mdEscape(run.Text))
			}
			b.WriteByte('\n')
		}
		for _, x := range s.Blocks {
			mdBlock(&b, x)
		}
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write markdown: %w", err)
	}
	return nil
}

func mdBlock(b *strings.Builder, x block) {
	for _, g := range x.Groups {
		b.WriteByte('\n')
		if g.Lead != "" {
			fmt.Fprintf(b, "**%s**\n\n", mdEscape(g.Lead))
		}
		for _, item := range g.Items {
			b.WriteString("- ")
			for _, run := range item {
				b.WriteString(mdEscape(run.Text) + mdRefs(run.Runs()))
			}
			b.WriteByte('\n')
		}
	}
	if x.Figure != nil && x.Figure.Figure.Sentence != "" {
		fmt.Fprintf(b, "\n%s %s：%s\n", x.Figure.Label, mdEscape(x.Figure.Figure.Title), mdEscape(x.Figure.Figure.Sentence))
	}
	if x.Table != nil {
		mdTable(b, x.Table)
	}
	if x.Sources != nil {
		mdUncited(b, x.Sources)
		b.WriteByte('\n')
	}
	for _, s := range x.Sources {
		fmt.Fprintf(b, "[^%d]: %s\n", s.Number, mdEscape(s.Text))
	}
}

// mdUncited cites the sources that stand only within a run of numbers: a footnote
// that nothing names is not shown.
func mdUncited(b *strings.Builder, list []sourceLine) {
	text := b.String()
	var left strings.Builder
	for _, s := range list {
		if mark := fmt.Sprintf("[^%d]", s.Number); !strings.Contains(text, mark) {
			left.WriteString(mark)
		}
	}
	if left.Len() > 0 {
		fmt.Fprintf(b, "\n连号引用的其余来源：%s\n", left.String())
	}
}

// mdLines is the text of a cell, its lines as a table can hold them.
func mdLines(c tableCell) string {
	lines := c.Lines()
	for i, l := range lines {
		lines[i] = mdEscape(l)
	}
	return strings.Join(lines, "<br>")
}

func mdTable(b *strings.Builder, t *tableBlock) {
	unit := ""
	if t.Unit != "" {
		unit = "（单位：" + t.Unit + "）"
	}
	fmt.Fprintf(b, "\n**%s　%s**%s\n\n| %s |", t.Label, mdEscape(t.Title), unit, mdEscape(t.Head))
	rule := "|---|"
	for _, c := range t.Columns {
		b.WriteString(" " + mdEscape(c.Title) + " |")
		rule += map[bool]string{true: "---:|", false: "---|"}[c.Number]
	}
	b.WriteString("\n" + rule + "\n")
	for _, g := range t.Groups {
		for _, r := range g {
			b.WriteString("| " + mdEscape(g[0].Head) + " |")
			for _, c := range r.Cells {
				b.WriteString(" " + mdLines(c) + mdRefs(c.Runs()) + " |")
			}
			b.WriteByte('\n')
		}
	}
	b.WriteByte('\n')
	for i, n := range t.Notes {
		fmt.Fprintf(b, "%s%s\n\n", map[bool]string{true: "注：", false: ""}[i == 0], mdEscape(n))
	}
	fmt.Fprintf(b, "数据来源：见各行来源编号；数据截至%s。\n", t.DataDate)
}
