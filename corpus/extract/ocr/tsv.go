package ocr

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"duibiao/corpus/extract/layout"
)

// The columns of tesseract's TSV (tesseract 5, doc/tesseract.1.asc, "tsv").
const (
	colLevel = iota
	_        // page
	colBlock
	colPar
	colLine
	_ // word
	colLeft
	colTop
	colWidth
	colHeight
	_ // confidence
	colText
	columns
)

// The levels that matter.
const (
	levelPage = 1
	levelLine = 4
	levelWord = 5
)

// maxWords is the largest number of words of a picture.
const maxWords = 100_000

// errTSV says that the program's answer is not what it should be.
var errTSV = errors.New("tesseract: answer without the size of the page")

// box is an area in pixels.
type box struct{ x, y, w, h float64 }

// word is one recognised word.
type word struct {
	box
	text string
	line int // index of its line
}

// scan is what was recognised in a picture, in pixels.
type scan struct {
	page  box
	lines []box
	words []word
}

// parseTSV reads an answer.
func parseTSV(tsv string) (*scan, error) {
	s := &scan{}
	for row := range strings.SplitSeq(tsv, "\n") {
		f := strings.SplitN(strings.TrimSuffix(row, "\r"), "\t", columns)
		if len(f) < columns {
			continue
		}
		level, b, ok := place(f)
		if !ok {
			continue
		}
		switch level {
		case levelPage:
			s.page = b
		case levelLine:
			s.lines = append(s.lines, b)
		case levelWord:
			s.word(f, b)
		}
	}
	if len(s.words) > 0 && (s.page.w <= 0 || s.page.h <= 0) {
		return nil, errTSV
	}
	return s, nil
}

func (s *scan) word(f []string, b box) {
	text := strings.TrimSpace(strings.ToValidUTF8(f[colText], "\uFFFD"))
	if text == "" || len(s.lines) == 0 || len(s.words) >= maxWords {
		return
	}
	s.words = append(s.words, word{b, text, len(s.lines) - 1})
}

// place reads the level and the area of a row; the head has none.
func place(f []string) (level int, b box, ok bool) {
	level, err := strconv.Atoi(f[colLevel])
	if err != nil {
		return 0, b, false
	}
	for col, to := range map[int]*float64{colLeft: &b.x, colTop: &b.y, colWidth: &b.w, colHeight: &b.h} {
		n, err := strconv.Atoi(f[col])
		if err != nil || n < 0 || n > math.MaxInt32 {
			return 0, b, false
		}
		*to = float64(n)
	}
	return level, b, true
}

// glyphs scales the words to points of the place at. A word gets the height of
// the tallest of its line, around its own middle: the boxes are those of the ink,
// and 一 or a comma has little of it.
func (s *scan) glyphs(at layout.Box) []layout.Glyph {
	tall := make([]float64, len(s.lines))
	for _, w := range s.words {
		tall[w.line] = max(tall[w.line], w.h)
	}
	sx, sy := (at.X1-at.X0)/s.page.w, (at.Y1-at.Y0)/s.page.h
	out := make([]layout.Glyph, 0, len(s.words))
	for _, w := range s.words {
		line, h := s.lines[w.line], tall[w.line]
		top := w.y + w.h/2 - h/2
		top = min(max(top, line.y), max(line.y, line.y+line.h-h))
		out = append(out, layout.Glyph{
			Box: layout.Box{
				X0: at.X0 + w.x*sx, Y0: at.Y0 + top*sy,
				X1: at.X0 + (w.x+w.w)*sx, Y1: at.Y0 + (top+h)*sy,
			},
			Text: w.text, Size: h * sy,
		})
	}
	return out
}
