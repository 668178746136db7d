// Package ocr recognises text in pictures of pages with tesseract, an external
// program that a user installs: this program works without it, and says when it
// would be of use.
//
// Invariant: what is recognised is a guess. Whoever uses it marks it as that.
package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/layout"
)

// Language is what is recognised: simplified Chinese, with the Latin letters and
// figures that its data holds.
const Language = "chi_sim"

// segmentation is how tesseract looks for text: 4, one column of lines, reads
// lines best, article numbers among them. Automatic (3) cuts columns where there
// are none, a single block (6) loses half of ruled tables, sparse (11) reads
// short words worse. Where lines and tables are, package layout decides.
const segmentation = "4"

// perRun is how long the program may take once: some seconds are usual.
const perRun = 50 * time.Second

// maxPicture is the largest picture that is given to the program, in bytes;
// maxAnswer the largest answer that is taken.
const (
	maxPicture = 64 << 20
	maxAnswer  = 16 << 20
)

// MissingError says what has to be installed.
type MissingError struct {
	// Language is the missing data, "" when the program itself is missing.
	Language string
}

func (e *MissingError) Error() string {
	if e.Language != "" {
		return "tesseract has no data for " + e.Language
	}
	return "tesseract is not installed"
}

// Tesseract is the program as it was found.
type Tesseract struct {
	path string
	// Version is what it says of itself: "tesseract 5.3.0".
	Version string
}

// Find looks for tesseract with Chinese data on PATH. The error is a
// *MissingError, or says why the program cannot be asked.
func Find(ctx context.Context) (*Tesseract, error) {
	path, err := exec.LookPath("tesseract")
	if err != nil {
		return nil, &MissingError{}
	}
	t := &Tesseract{path: path}
	said, err := t.run(ctx, nil, "--version")
	if err != nil {
		return nil, err
	}
	first, _, _ := strings.Cut(string(said), "\n")
	t.Version = strings.TrimSpace(first)
	list, err := t.run(ctx, nil, "--list-langs")
	if err != nil {
		return nil, err
	}
	if !slices.Contains(strings.Fields(string(list)), Language) {
		return t, &MissingError{Language: Language}
	}
	return t, nil
}

// Words recognises a picture (PNG, JPEG or TIFF) that stands at the place at, in
// points, on a page. Every word is a glyph. Errors wrap fault.ErrTimeout or
// *fault.TooLargeError, or say what the program said.
func (t *Tesseract) Words(ctx context.Context, picture []byte, at layout.Box) ([]layout.Glyph, error) {
	if len(picture) > maxPicture {
		return nil, &fault.TooLargeError{Size: len(picture), Limit: maxPicture, Unit: "bytes"}
	}
	tsv, err := t.run(ctx, picture, "stdin", "stdout", "-l", Language, "--psm", segmentation, "tsv")
	if err != nil {
		return nil, err
	}
	found, err := parseTSV(string(tsv))
	if err != nil {
		return nil, err
	}
	return found.glyphs(at), nil
}

// run asks the program; what it prints is capped.
func (t *Tesseract) run(ctx context.Context, stdin []byte, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, perRun)
	defer cancel()
	cmd := exec.CommandContext(ctx, t.path, args...) //nolint:gosec // a program that the user installed
	// Its threads gain little and take the processors from other files.
	cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
	cmd.WaitDelay = time.Second
	var out, errs limited
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(stdin), &out, &errs
	err := cmd.Run()
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return nil, fmt.Errorf("tesseract: %w: more than %s", fault.ErrTimeout, perRun)
	case ctx.Err() != nil:
		return nil, fmt.Errorf("tesseract: %w", ctx.Err())
	case err != nil:
		first, _, _ := strings.Cut(strings.TrimSpace(errs.String()), "\n")
		return nil, fmt.Errorf("tesseract: %w: %.200s", err, strings.ToValidUTF8(first, ""))
	}
	return out.Bytes(), nil
}

// limited keeps the first maxAnswer bytes.
type limited struct{ bytes.Buffer }

// Write never fails.
func (l *limited) Write(b []byte) (int, error) {
	l.Buffer.Write(b[:min(len(b), max(0, maxAnswer-l.Len()))])
	return len(b), nil
}
