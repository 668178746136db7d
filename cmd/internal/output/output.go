// Package output writes the records of a command as a table, JSON Lines, CSV,
// Markdown or a workbook.
//
// Invariant: data goes to the writer it is given and nothing else does. On a
// terminal a table is fitted to its width (East Asian characters count two
// cells); elsewhere it is tab-separated, without heading and uncut, as gh does.
package output

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// Format is a way to write records.
type Format string

// The formats. Table adapts to the terminal.
const (
	Table    Format = "table"
	JSON     Format = "json"
	CSV      Format = "csv"
	Markdown Format = "md"
	XLSX     Format = "xlsx"
)

// Formats lists the formats by name.
func Formats() []Format { return []Format{Table, JSON, CSV, Markdown, XLSX} }

// Parse finds a format by name.
func Parse(name string) (Format, error) {
	for _, f := range Formats() {
		if string(f) == name {
			return f, nil
		}
	}
	return "", &UnknownFormatError{Name: name}
}

// UnknownFormatError is a --format that does not exist.
type UnknownFormatError struct{ Name string }

func (e *UnknownFormatError) Error() string {
	return fmt.Sprintf("--format %s: want table, json, csv, md or xlsx", e.Name)
}

// ErrTerminal says that a workbook was to be written to a terminal.
var ErrTerminal = errors.New("a workbook cannot be shown on a terminal: send it to a file (> table.xlsx)")

// Column heads one column of a table.
type Column struct {
	// Key is the English name used in CSV; Title what a reader sees.
	Key, Title string
	// Flex columns give way when the terminal is too narrow.
	Flex bool
	// Number columns hold numbers, which a workbook keeps as such.
	Number bool
}

// Terminal says what is known of the place a table is shown.
type Terminal struct {
	IsTerminal bool
	Width      int
	Color      bool
}

// Sheet is the records of one command: cells for tables, any JSON record for
// each row.
type Sheet struct {
	Columns []Column
	Rows    [][]string
	Records []any
}

// Add appends one record.
func (s *Sheet) Add(record any, cells ...string) {
	s.Rows = append(s.Rows, cells)
	s.Records = append(s.Records, record)
}

// Write writes the sheet in a format.
func (s *Sheet) Write(w io.Writer, f Format, t Terminal) error {
	switch f {
	case JSON:
		return JSONLines(w, s.Records)
	case CSV:
		return s.writeCSV(w)
	case Markdown:
		return s.writeMarkdown(w)
	case XLSX:
		if t.IsTerminal {
			return ErrTerminal
		}
		return s.writeXLSX(w)
	}
	if !t.IsTerminal {
		return s.writeTabs(w)
	}
	return s.writeTable(w, t)
}

// JSONLines writes one JSON value a line, without escaping < > &.
func JSONLines(w io.Writer, records []any) error {
	b := bufio.NewWriter(w)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	for _, r := range records {
		if err := enc.Encode(r); err != nil {
			return fmt.Errorf("write JSON: %w", err)
		}
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}

func (s *Sheet) writeCSV(w io.Writer) error {
	c := csv.NewWriter(w)
	head := make([]string, len(s.Columns))
	for i, col := range s.Columns {
		head[i] = col.Key
	}
	if err := c.Write(head); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	for _, row := range s.Rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = SafeCell(cell)
		}
		if err := c.Write(safe); err != nil {
			return fmt.Errorf("write CSV: %w", err)
		}
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

// SafeCell keeps a spreadsheet from reading crawled text as a formula: a cell
// that begins with = + - @, in either width, tab, return or line feed gets a
// leading apostrophe, unless it is a plain number (OWASP, CSV injection).
func SafeCell(s string) string {
	if r, _ := utf8.DecodeRuneInString(s); s == "" || !strings.ContainsRune("=+-@＝＋－＠\t\r\n", r) || isNumber(s) {
		return s
	}
	return "'" + s
}

func isNumber(s string) bool {
	digits, dots := 0, 0
	for i, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r == '.':
			dots++
		case i == 0 && (r == '-' || r == '+'):
		default:
			return false
		}
	}
	return digits > 0 && dots <= 1
}

func (s *Sheet) writeMarkdown(w io.Writer) error {
	b := bufio.NewWriter(w)
	line := func(cells []string) {
		for _, c := range cells {
			c = strings.ReplaceAll(strings.ReplaceAll(c, "|", `\|`), "\n", "<br>")
			fmt.Fprintf(b, "| %s ", c)
		}
		fmt.Fprintln(b, "|")
	}
	head, rule := make([]string, len(s.Columns)), make([]string, len(s.Columns))
	for i, col := range s.Columns {
		head[i], rule[i] = col.Title, "---"
	}
	line(head)
	line(rule)
	for _, row := range s.Rows {
		line(row)
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write Markdown: %w", err)
	}
	return nil
}

func (s *Sheet) writeTabs(w io.Writer) error {
	b := bufio.NewWriter(w)
	for _, row := range s.Rows {
		for i, c := range row {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(OneLine(c))
		}
		b.WriteByte('\n')
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}

// OneLine folds white space so that a cell stays one cell.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func (s *Sheet) writeTable(w io.Writer, t Terminal) error {
	tw := table.NewWriter()
	style := table.StyleDefault
	style.Options = table.OptionsNoBordersAndSeparators
	style.Format.Header = text.FormatDefault
	style.Box.PaddingLeft, style.Box.PaddingRight = "", "  "
	if t.Color {
		style.Color.Header = text.Colors{text.Bold}
	}
	tw.SetStyle(style)
	head := make(table.Row, len(s.Columns))
	for i, c := range s.Columns {
		head[i] = c.Title
	}
	tw.AppendHeader(head)
	for _, row := range s.Rows {
		r := make(table.Row, len(row))
		for i, c := range row {
			r[i] = OneLine(c)
		}
		tw.AppendRow(r)
	}
	tw.SetColumnConfigs(s.widths(t.Width))
	for _, line := range strings.Split(tw.Render(), "\n") {
		if _, err := fmt.Fprintln(w, strings.TrimRight(line, " ")); err != nil {
			return fmt.Errorf("write table: %w", err)
		}
	}
	return nil
}

// widths shares what the fixed columns leave among the flexible ones.
func (s *Sheet) widths(total int) []table.ColumnConfig {
	natural, fixed, flex := make([]int, len(s.Columns)), 0, 0
	for i, c := range s.Columns {
		natural[i] = text.StringWidth(c.Title)
		for _, row := range s.Rows {
			if i < len(row) {
				natural[i] = max(natural[i], text.StringWidth(OneLine(row[i])))
			}
		}
		if c.Flex {
			flex++
		} else {
			fixed += natural[i] + 2
		}
	}
	var out []table.ColumnConfig
	for i, c := range s.Columns {
		if !c.Flex || total <= 0 {
			continue
		}
		room := max(12, (total-fixed)/flex-2)
		out = append(out, table.ColumnConfig{Number: i + 1, WidthMax: room, WidthMaxEnforcer: Clip})
	}
	return out
}

// Clip cuts s to a width in cells, with … for what is cut.
func Clip(s string, width int) string {
	if text.StringWidth(s) <= width {
		return s
	}
	n, b := 0, strings.Builder{}
	for _, r := range s {
		rw := text.RuneWidth(r)
		if n+rw > width-1 {
			break
		}
		n += rw
		b.WriteRune(r)
	}
	return b.String() + "…"
}
