package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

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

type (
	// UnsupportedError is fault.UnsupportedError.
	UnsupportedError = fault.UnsupportedError
	// TooLargeError is fault.TooLargeError.
	TooLargeError = fault.TooLargeError
	// DamagedError is fault.DamagedError.
	DamagedError = fault.DamagedError
)

// MaxBlocks is the largest number of blocks of one file.
const MaxBlocks = fault.MaxBlocks

// Job names a file to read.
type Job struct {
	// Name is the file's name; only its extension matters, and only where the
	// bytes do not say what they are.
	Name string
	// Format is what Detect says of it; Read sets it.
	Format Format
	// OCR says that text in pictures is to be recognised.
	OCR bool
}

// Isolator reads files of foreign formats where they can do no harm.
type Isolator interface {
	// Read is Reader.Read, somewhere else. Besides the errors of that it gives
	// fault.ErrTimeout, fault.ErrMemory and errors of its own.
	Read(ctx context.Context, job Job, data []byte) (corpus.Content, error)
}

// Reader reads files. The zero Reader reads in this process, without recognition
// of pictures; so does a nil one. It is safe for use by several goroutines.
type Reader struct {
	// Isolate reads the formats that are not text; nil for this process.
	Isolate Isolator
	// OCR says that File recognises text in pictures.
	OCR bool
	// Recognise does so in this process; nil where it cannot.
	Recognise Recogniser
	// CacheDir is where engines keep what is slow to make, "" for nowhere.
	CacheDir string

	engines engines
}

// File reads the bytes of the named file in this process. Only the extension of
// name matters, and only where the bytes do not say what they are. Errors are
// those of Reader.Read.
func File(name string, data []byte) (corpus.Content, error) {
	var r Reader
	c, err := r.File(context.Background(), name, data)
	if cerr := r.Close(); err == nil {
		err = cerr
	}
	return c, err
}

// File reads the bytes of the named file.
func (r *Reader) File(ctx context.Context, name string, data []byte) (corpus.Content, error) {
	return r.Read(ctx, Job{Name: name, OCR: r != nil && r.OCR}, data)
}

// Read reads the bytes of one file. Errors wrap ErrEmpty, ErrNotText,
// ErrEncrypted or ErrNoText, or are *UnsupportedError, *TooLargeError or
// *DamagedError, or wrap one; or those of the Isolator.
func (r *Reader) Read(ctx context.Context, job Job, data []byte) (corpus.Content, error) {
	job.Format = Detect(job.Name, data)
	f := formOf(job.Format)
	if err := unreadable(f); err != nil {
		return corpus.Content{}, err
	}
	if f.binary != nil && r != nil && r.Isolate != nil {
		return r.Isolate.Read(ctx, job, data) //nolint:wrapcheck // names what is wrong with the file
	}
	c := corpus.Content{MediaType: f.format.MediaType()}
	err := r.into(ctx, f, job, data, &c)
	if err == nil {
		err = finish(&c)
	}
	if err != nil {
		return corpus.Content{}, err
	}
	if promised := promise(job.Name); promised != "" && !slices.Contains(f.exts, extension(job.Name)) {
		c.Warnings = append(c.Warnings, fmt.Sprintf("named .%s, read as what it is: %s", extension(job.Name), job.Format))
	}
	return c, nil
}

// unreadable says why no file of a format can be read, nil if it can.
func unreadable(f form) error {
	switch {
	case f.format == Empty:
		return ErrEmpty
	case f.format == Unknown:
		return ErrNotText
	case f.format == Locked:
		return ErrEncrypted
	case f.text == nil && f.binary == nil:
		return &UnsupportedError{Format: string(f.format)}
	}
	return nil
}

// into lets the format's reader read.
func (r *Reader) into(ctx context.Context, f form, job Job, data []byte, c *corpus.Content) error {
	if f.binary != nil {
		if r == nil {
			r = &Reader{}
			return errors.Join(f.binary(ctx, r, job, data, c), r.Close())
		}
		return f.binary(ctx, r, job, data, c)
	}
	if err := tooLarge(f.format, data); err != nil {
		return err
	}
	text, charset, warnings, err := decode(data)
	if err != nil {
		return err
	}
	c.Charset, c.Warnings = charset, warnings
	return f.text(text, c)
}

// promise is the format that the extension of a name promises, "" where it
// promises none: anything may be called .txt or .aspx.
func promise(name string) Format {
	ext := extension(name)
	for _, f := range forms() {
		if slices.Contains(f.exts, ext) {
			return f.format
		}
	}
	return ""
}

// finish checks what a reader made: the caps, and that all of it is UTF-8.
func finish(c *corpus.Content) error {
	if len(c.Blocks) > MaxBlocks {
		return &TooLargeError{Size: len(c.Blocks), Limit: MaxBlocks, Unit: "blocks"}
	}
	cells, bad := 0, 0
	clean := func(s *string) {
		if !utf8.ValidString(*s) {
			*s = strings.ToValidUTF8(*s, "\uFFFD")
			bad++
		}
	}
	for i := range c.Blocks {
		b := &c.Blocks[i]
		clean(&b.Text)
		clean(&b.Sheet)
		for _, row := range b.Rows {
			cells += len(row)
			for j := range row {
				clean(&row[j].Text)
			}
		}
	}
	if cells > fault.MaxCells {
		return &TooLargeError{Size: cells, Limit: fault.MaxCells, Unit: "cells"}
	}
	if bad > 0 {
		c.Warnings = append(c.Warnings, fmt.Sprintf("%d texts held bytes that are no characters", bad))
	}
	return nil
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
