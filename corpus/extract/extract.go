package extract

import (
	"bytes"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
)

// MaxText is the largest text file that is read, in bytes. Statutes are under
// one megabyte; the cap bounds memory on hostile input.
const MaxText = 64 << 20

// The ways in which a file cannot be read; package fault describes them.
var (
	ErrEmpty     = fault.ErrEmpty
	ErrNotText   = fault.ErrNotText
	ErrEncrypted = fault.ErrEncrypted
	ErrNoText    = fault.ErrNoText
)

// The same, with what they say.
type (
	UnsupportedError = fault.UnsupportedError
	TooLargeError    = fault.TooLargeError
	DamagedError     = fault.DamagedError
)

// MaxBlocks is the largest number of blocks of one file.
const MaxBlocks = fault.MaxBlocks

// reader reads decoded text of one format into c.
type reader func(text string, c *corpus.Content)

// readers is the list of the formats that can be read; a new one is one file
// and one line here.
func readers() map[Format]reader {
	return map[Format]reader{
		TXT:  readText,
		MD:   readMarkdown,
		HTML: readHTML,
	}
}

// File reads the bytes of the named file. Only the extension of name matters,
// and only where the bytes do not say what they are. Errors are ErrEmpty,
// ErrNotText, *UnsupportedError or *TooLargeError, or wrap them.
func File(name string, data []byte) (corpus.Content, error) {
	format := Detect(name, data)
	if format == Empty {
		return corpus.Content{}, ErrEmpty
	}
	if format == Unknown {
		return corpus.Content{}, ErrNotText
	}
	read, ok := readers()[format]
	if !ok {
		return corpus.Content{}, &UnsupportedError{Format: string(format)}
	}
	if err := tooLarge(format, data); err != nil {
		return corpus.Content{}, err
	}
	text, charset, warnings, err := decode(data)
	if err != nil {
		return corpus.Content{}, err
	}
	c := corpus.Content{MediaType: format.MediaType(), Charset: charset, Warnings: warnings}
	read(text, &c)
	if len(c.Blocks) > MaxBlocks {
		return corpus.Content{}, &TooLargeError{Size: len(c.Blocks), Limit: MaxBlocks, Unit: "blocks"}
	}
	return c, nil
}

// tooLarge checks the caps before anything is built from the data.
func tooLarge(format Format, data []byte) error {
	limit, mark, marks, unit := MaxText, "\n", 2*MaxBlocks, "lines"
	if format == HTML {
		limit, mark, marks, unit = maxHTML, "<", maxTags, "tags"
	}
	if len(data) > limit {
		return &TooLargeError{Size: len(data), Limit: limit, Unit: "bytes"}
	}
	if n := bytes.Count(data, []byte(mark)); n > marks {
		return &TooLargeError{Size: n, Limit: marks, Unit: unit}
	}
	return nil
}
