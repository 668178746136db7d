package main

import (
	"cmp"
	"fmt"
	"html"
	"strings"
)

// form is an invented document and the items it holds.
type form struct {
	name, title string
	// ext is the format it is written in: html (also for ""), txt or md.
	ext string
	// body has one block a line; lines between | are rows of a table, which ends
	// with an empty line. In cells ^ is a place that the cell above covers, < one
	// that the cell to the left covers, ¶ a line break, each _ at the beginning a
	// full-width space; in lines # begins a heading and → is a tab.
	body string
	// want is a line an item: two spaces a tier, the code and ":" where it has
	// one, the name, the note in [].
	want string
	// wrong says what the counts that the document states must be found to
	// disagree about: "gap A0102 row 4" or "twice B02 row 9".
	wrong string
}

// item is what is compared.
type item struct {
	code, name, note, parent string
	level                    int
}

// wanted reads want.
func (f form) wanted() []item {
	var out []item
	var path []string
	for line := range strings.SplitSeq(f.want, "\n") {
		text := strings.TrimSpace(line)
		if text == "" {
			continue
		}
		depth := (len(strings.TrimLeft(line, "\t")) - len(text)) / 2
		it := item{level: depth + 1, name: text}
		if name, note, ok := strings.Cut(it.name, " ["); ok {
			it.name, it.note = name, strings.TrimSuffix(note, "]")
		}
		if code, name, ok := strings.Cut(it.name, ":"); ok {
			it.code, it.name = code, name
		}
		path = append(path[:min(depth, len(path))], it.name)
		if depth > 0 {
			it.parent = path[depth-1]
		}
		out = append(out, it)
	}
	return out
}

// written writes items as want has them.
func written(items []item) string {
	var b strings.Builder
	for _, it := range items {
		b.WriteString(strings.Repeat("  ", max(it.level-1, 0)))
		if it.code != "" {
			b.WriteString(it.code + ":")
		}
		b.WriteString(it.name)
		if it.note != "" {
			fmt.Fprintf(&b, " [%s]", it.note)
		}
		fmt.Fprintf(&b, "\n")
	}
	return strings.TrimRight(b.String(), "\n")
}

// file is the document as a file.
func (f form) file() (name string, data []byte) {
	ext := cmp.Or(f.ext, "html")
	w := map[string]writer{"html": htmlWriter{}, "txt": textWriter{}, "md": markdownWriter{}}[ext]
	var b strings.Builder
	w.begin(&b, f.title)
	var rows [][]string
	flush := func() {
		if rows != nil {
			w.table(&b, rows)
		}
		rows = nil
	}
	for line := range strings.SplitSeq(f.body, "\n") {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "|") {
			rows = append(rows, cellsOf(line))
			continue
		}
		flush()
		if line != "" {
			w.line(&b, line)
		}
	}
	flush()
	return "catalogue." + ext, []byte(b.String())
}

func cellsOf(line string) []string {
	cells := strings.Split(strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|"), "|")
	for i, c := range cells {
		c = strings.TrimSpace(c)
		text := strings.TrimLeft(c, "_")
		cells[i] = strings.Repeat("　", len(c)-len(text)) + text
	}
	return cells
}

// writer writes one format.
type writer interface {
	begin(b *strings.Builder, title string)
	line(b *strings.Builder, text string)
	table(b *strings.Builder, rows [][]string)
}

type htmlWriter struct{}

func (htmlWriter) begin(b *strings.Builder, title string) {
	t := html.EscapeString(title)
	fmt.Fprintf(b, "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>%s</title></head><body><h1>%s</h1>\n", t, t)
}

func (htmlWriter) line(b *strings.Builder, text string) {
	if head, ok := strings.CutPrefix(text, "#"); ok {
		fmt.Fprintf(b, "<h2>%s</h2>\n", html.EscapeString(head))
		return
	}
	fmt.Fprintf(b, "<p>%s</p>\n", html.EscapeString(strings.ReplaceAll(indented(text), "→", "\t")))
}

// indented writes the _ at the beginning of a line as full-width spaces.
func indented(s string) string {
	text := strings.TrimLeft(s, "_")
	return strings.Repeat("　", len(s)-len(text)) + text
}

func (htmlWriter) table(b *strings.Builder, rows [][]string) {
	b.WriteString("<table border=\"1\">\n")
	for r, row := range rows {
		b.WriteString("<tr>")
		for c, text := range row {
			if text == "^" || text == "<" {
				continue
			}
			wide, high := 1, 1
			for c+wide < len(row) && row[c+wide] == "<" {
				wide++
			}
			for r+high < len(rows) && c < len(rows[r+high]) && rows[r+high][c] == "^" {
				high++
			}
			text = strings.ReplaceAll(html.EscapeString(text), "¶", "<br>")
			fmt.Fprintf(b, `<td colspan="%d" rowspan="%d">%s</td>`, wide, high, text)
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</table>\n")
}

type textWriter struct{}

func (textWriter) begin(b *strings.Builder, title string) { b.WriteString(title + "\n\n") }

func (textWriter) line(b *strings.Builder, text string) {
	b.WriteString(strings.ReplaceAll(indented(strings.TrimPrefix(text, "#")), "→", "\t") + "\n")
}

func (w textWriter) table(b *strings.Builder, rows [][]string) {
	for _, row := range rows {
		w.line(b, strings.Join(row, "→"))
	}
}

// markdownWriter writes pipe tables, which have no spans: covered places are
// empty.
type markdownWriter struct{}

func (markdownWriter) begin(b *strings.Builder, title string) { b.WriteString("# " + title + "\n\n") }

func (markdownWriter) line(b *strings.Builder, text string) {
	if head, ok := strings.CutPrefix(text, "#"); ok {
		text = "## " + head
	}
	b.WriteString(indented(text) + "\n\n")
}

func (markdownWriter) table(b *strings.Builder, rows [][]string) {
	for r, row := range rows {
		cells := make([]string, len(row))
		for c, text := range row {
			if text != "^" && text != "<" {
				cells[c] = strings.ReplaceAll(text, "¶", " ")
			}
		}
		b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
		if r == 0 {
			b.WriteString(strings.Repeat("|---", len(row)) + "|\n")
		}
	}
	b.WriteString("\n")
}
