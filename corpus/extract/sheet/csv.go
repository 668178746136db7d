package sheet

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
)

// ReadCSV reads comma separated values (RFC 4180, leniently: rows of different
// lengths, quotes inside fields). The delimiter is the one of comma, tab and
// semicolon that cuts the first lines most evenly, or the one that a first line
// "sep=;" states. Errors are those of Book.Write and *fault.TooLargeError.
func ReadCSV(text string, c *corpus.Content) error {
	text = strings.TrimPrefix(text, "\uFEFF")
	skipped := 0
	delimiter := sniff(text)
	if len(text) > 5 && strings.EqualFold(text[:4], "sep=") && (text[5] == '\n' || text[5] == '\r') && strings.ContainsRune(",;\t|", rune(text[4])) {
		delimiter = rune(text[4])
		_, text, _ = strings.Cut(text, "\n")
		skipped = 1
	}
	var b Book
	if err := readRecords(&b, text, delimiter, skipped); err != nil {
		return fmt.Errorf("read csv: %w", err)
	}
	return b.Write(c)
}

// readRecords puts records into the rows that a spreadsheet would put them in:
// blank lines are rows, which package csv leaves out.
func readRecords(b *Book, text string, delimiter rune, row int) error {
	s := b.Add("")
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = delimiter, true, -1, true
	line, offset := 1, int64(0)
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fault.Damaged("csv", "row %d cannot be read", row+1)
		}
		start, _ := r.FieldPos(0)
		row += start - line
		for col, field := range record {
			if err := s.Set(row, col, unquote(field)); err != nil {
				return err
			}
		}
		row++
		end := r.InputOffset()
		line += strings.Count(text[offset:end], "\n")
		offset = end
	}
}

// unquote takes the mark off fields that force Excel to keep a number as text:
// ="007".
func unquote(s string) string {
	if inner, ok := strings.CutPrefix(s, `="`); ok && strings.HasSuffix(inner, `"`) {
		return strings.TrimSuffix(inner, `"`)
	}
	return s
}

// sniffed is how much of a file is looked at for its delimiter, in lines and
// bytes.
const (
	sniffedLines = 50
	sniffedBytes = 64 << 10
)

// sniff finds the delimiter: the candidate that most lines have, and have
// equally often; a comma where none stands out.
func sniff(text string) rune {
	best, score := ',', 0
	for _, d := range ",\t;" {
		if n := evenness(text[:min(len(text), sniffedBytes)], d); n > score {
			best, score = d, n
		}
	}
	return best
}

// evenness is twice the number of lines with the commonest count of the
// delimiter, plus the number of lines with any, for counts above zero.
func evenness(text string, delimiter rune) int {
	counts := map[int]int{}
	n, quoted, lines := 0, false, 0
	for _, r := range text + "\n" {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == delimiter:
			n++
		case r == '\n':
			counts[n]++
			n = 0
			if lines++; lines == sniffedLines {
				return weigh(counts)
			}
		}
	}
	return weigh(counts)
}

func weigh(counts map[int]int) int {
	most, any := 0, 0
	for n, lines := range counts {
		if n > 0 {
			most = max(most, lines)
			any += lines
		}
	}
	return 2*most + any
}
