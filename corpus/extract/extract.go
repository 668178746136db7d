package extract

import (
	"bytes"
	"errors"
	"fmt"

	"duibiao/corpus"
)

// MaxText is the largest text file that is read, in bytes. Statutes are under
// one megabyte; the cap bounds memory on hostile input.
const MaxText = 64 << 20

// ErrEmpty is returned for a file without any bytes, or only white space.
var ErrEmpty = errors.New("file is empty")

// ErrNotText is returned when the bytes are no text in any known encoding and
// no known binary format.
var ErrNotText = errors.New("not text: binary or damaged data")

// UnsupportedError is returned for a format that is recognised and cannot be
// read yet.
type UnsupportedError struct{ Format Format }

func (e *UnsupportedError) Error() string {
	return fmt.Sprintf("format %s is not supported yet", e.Format)
}

// MaxBlocks is the largest number of paragraphs, headings and tables that is
// read from one file: each costs memory of its own, however short it is.
const MaxBlocks = 400_000

// TooLargeError is returned for input above a cap. Unit says what Size and Limit
// count: bytes, lines, tags or blocks.
type TooLargeError struct {
	Size, Limit int
	Unit        string
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("file is too large: %d %s, the limit is %d", e.Size, e.Unit, e.Limit)
}

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
		return corpus.Content{}, &UnsupportedError{format}
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
		return corpus.Content{}, &TooLargeError{len(c.Blocks), MaxBlocks, "blocks"}
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
		return &TooLargeError{len(data), limit, "bytes"}
	}
	if n := bytes.Count(data, []byte(mark)); n > marks {
		return &TooLargeError{n, marks, unit}
	}
	return nil
}
