package pdf

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/layout"
)

var update = flag.Bool("update", false, "write the golden files anew")

// engines holds the one engine that the tests share: starting it is most of
// their time.
var engines struct {
	sync.Mutex
	e *Engine
}

// TestMain closes the shared engine.
func TestMain(m *testing.M) {
	code := m.Run()
	if engines.e != nil {
		_ = engines.e.Close()
	}
	os.Exit(code)
}

// read reads data with the shared engine.
func read(t testing.TB, data []byte) (corpus.Content, error) {
	t.Helper()
	engines.Lock()
	defer engines.Unlock()
	if engines.e == nil {
		e, err := Open(Options{})
		if err != nil {
			t.Fatal(err)
		}
		engines.e = e
	}
	var c corpus.Content
	err := engines.e.Read(data, &c)
	return c, err
}

// show writes blocks one a line: paragraphs as they are, headings with their
// level, rows of tables as |a|b|.
func show(blocks []corpus.Block) string {
	var b strings.Builder
	for _, x := range blocks {
		if x.Kind == corpus.BlockHeading {
			fmt.Fprintf(&b, "%d# ", x.Level)
		}
		if x.Text != "" {
			fmt.Fprintln(&b, x.Text)
		}
		for _, r := range x.Rows {
			for _, c := range r {
				b.WriteString("|" + c.Text)
				if c.ColSpan+c.RowSpan > 0 {
					fmt.Fprintf(&b, "(%d,%d)", c.ColSpan, c.RowSpan)
				}
			}
			b.WriteString("|\n")
		}
	}
	return b.String()
}

// gridForm draws the form XObject /X0, a small table, at a place.
const gridForm = "1 0 0 1 100 600 cm /X0 Do\n"

func grid22() string {
	s := box(0, 0, 200, 40, "S") + stroke(100, 0, 100, 40) + stroke(0, 20, 200, 20)
	return s + say(4, 26, 10, "编号") + say(104, 26, 10, "名称") + say(4, 6, 10, "甲一") + say(104, 6, 10, "桌椅")
}

func thinGrid() string {
	var s string
	for _, x := range []float64{100, 200, 300} {
		s += box(x, 600, 0.5, 40, "f")
	}
	for _, y := range []float64{600, 620, 640} {
		s += box(100, y, 200, 0.5, "f")
	}
	return s + say(104, 626, 10, "编号") + say(204, 626, 10, "名称") + say(104, 606, 10, "甲一") + say(204, 606, 10, "桌椅")
}

func TestReadPages(t *testing.T) {
	table := "|编号|名称|\n|甲一|桌椅|\n"
	for name, tc := range map[string]struct {
		b    builder
		want string
	}{
		"lines are joined":  {builder{pages: []string{say(104, 700, 10, "　　采购人应当按照本目录编制预算，不得把应当") + say(104, 680, 10, "集中采购的项目拆开。")}}, "采购人应当按照本目录编制预算，不得把应当集中采购的项目拆开。\n"},
		"drawn twice":       {builder{pages: []string{say(100, 700, 10, "粗体") + say(100.3, 700, 10, "粗体")}}, "粗体\n"},
		"grid in a form":    {builder{pages: []string{gridForm}, forms: []string{grid22()}}, table},
		"thin rectangles":   {builder{pages: []string{thinGrid()}}, table},
		"page is turned":    {builder{pages: []string{"0 1 -1 0 600 0 cm " + grid22()}, rotate: 90}, table},
		"text is turned":    {builder{pages: []string{"0 1 -1 0 600 100 cm " + grid22()}}, table},
		"unseen text":       {builder{pages: []string{"3 Tr " + say(100, 700, 10, "隐藏的文字层")}}, "隐藏的文字层\n"},
		"underline":         {builder{pages: []string{say(100, 700, 10, "下划线") + stroke(100, 698, 130, 698)}}, "下划线\n"},
		"box around prose":  {builder{pages: []string{box(90, 690, 300, 40, "S") + say(100, 700, 10, "提示：方框里的话不是表格。")}}, "提示：方框里的话不是表格。\n"},
		"white lines":       {builder{pages: []string{"1 1 1 RG " + box(90, 690, 200, 40, "S") + stroke(150, 690, 150, 730) + " " + say(100, 700, 10, "甲")}}, "甲\n"},
		"filled form field": {builder{pages: []string{say(100, 700, 10, "预算：")}, forms: []string{say(2, 3, 10, "一百万元")}, extra: "/Annots[<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/F 4/Rect[130 697 230 717]/AP<</N 6 0 R>>>>]"}, "预算：一百万元\n"},
		"words":             {builder{pages: []string{"BT /L 10 Tf 100 700 Td (open data) Tj ET\n"}}, "open data\n"},
	} {
		t.Run(name, func(t *testing.T) {
			c, err := read(t, tc.b.bytes())
			if err != nil {
				t.Fatal(err)
			}
			if got := show(c.Blocks); got != tc.want {
				t.Errorf("got\n%s\nwant\n%s", got, tc.want)
			}
			if c.MediaType != "application/pdf" || c.Charset != "" {
				t.Errorf("media type %q, charset %q", c.MediaType, c.Charset)
			}
		})
	}
}

func TestFaults(t *testing.T) {
	text := say(100, 700, 10, "采购目录")
	picture := "200 0 0 200 100 300 cm /Im Do\n"
	whole := (&builder{pages: []string{text}}).bytes()
	for name, tc := range map[string]struct {
		data []byte
		want error
	}{
		"no pages":    {(&builder{}).bytes(), &fault.DamagedError{}},
		"only header": {[]byte("%PDF-1.7\n"), &fault.DamagedError{}},
		"cut off":     {whole[:60], &fault.DamagedError{}},
		"no bytes":    {nil, &fault.DamagedError{}},
		"blank page":  {(&builder{pages: []string{""}}).bytes(), fault.ErrEmpty},
		"scan":        {(&builder{pages: []string{picture}}).bytes(), fault.ErrNoText},
		"outlines":    {(&builder{pages: []string{"10 10 m 50 90 90 90 100 100 c f"}}).bytes(), fault.ErrNoText},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := read(t, tc.data)
			var damaged *fault.DamagedError
			if errors.As(tc.want, &damaged) {
				if !errors.As(err, &damaged) {
					t.Errorf("got %v, want a damaged file", err)
				}
				return
			}
			if !errors.Is(err, tc.want) {
				t.Errorf("got %v, want %v", err, tc.want)
			}
		})
	}
}

func TestWarnings(t *testing.T) {
	text := say(100, 700, 10, "采购目录")
	picture := "200 0 0 200 100 300 cm /Im Do\n"
	for name, tc := range map[string]struct {
		pages []string
		want  string
	}{
		"pages without text": {[]string{text, picture, picture, text, picture}, "no text on pages 2–3, 5: they are pictures"},
		"private use":        {[]string{say(100, 700, 10, "目\uE123\uE124")}, "2 characters have no certain meaning: the fonts do not map them to Unicode"},
	} {
		t.Run(name, func(t *testing.T) {
			c, err := read(t, (&builder{pages: tc.pages}).bytes())
			if err != nil || len(c.Warnings) != 1 || c.Warnings[0] != tc.want {
				t.Errorf("got %v %q, want %q", err, c.Warnings, tc.want)
			}
		})
	}
}

func TestMaxPages(t *testing.T) {
	e, err := Open(Options{MaxPages: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = e.Close() }()
	text := say(100, 700, 10, "采购目录")
	var c corpus.Content
	err = e.Read((&builder{pages: []string{text, text, text}}).bytes(), &c)
	var large *fault.TooLargeError
	if !errors.As(err, &large) || large.Size != 3 || large.Unit != "pages" {
		t.Errorf("got %v", err)
	}
	if err := e.Read((&builder{pages: []string{text}}).bytes(), &c); err != nil || show(c.Blocks) != "采购目录\n" {
		t.Errorf("the file after it: %v, %q", err, show(c.Blocks))
	}
}

func TestOCR(t *testing.T) {
	var sizes []string
	e, err := Open(Options{OCR: func(png []byte, p layout.Page, dpi float64) ([]layout.Glyph, error) {
		sizes = append(sizes, fmt.Sprintf("%s page %d %.0fx%.0f at %.0f", png[1:4], p.Number, p.Width, p.Height, dpi))
		return []layout.Glyph{{Box: layout.Box{X0: 100, Y0: 100, X1: 140, Y1: 110}, Text: "认出的字"}}, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = e.Close() }()
	pages := []string{say(100, 700, 10, "采购目录"), "200 0 0 200 100 300 cm /Im Do\n"}
	var c corpus.Content
	if err := e.Read((&builder{pages: pages, rotate: 90}).bytes(), &c); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(sizes, ";"); got != "PNG page 2 800x600 at 300" {
		t.Errorf("asked for %s", got)
	}
	if c.Charset != "ocr" || len(c.Warnings) != 1 || !strings.Contains(c.Warnings[0], "pages 2 was recognised") && !strings.Contains(c.Warnings[0], "of pages 2 ") {
		t.Errorf("charset %q, warnings %q", c.Charset, c.Warnings)
	}
	if got := show(c.Blocks); !strings.Contains(got, "认出的字") {
		t.Errorf("blocks %q", got)
	}
}

// TestGolden reads PDFs that a word processor wrote; see testdata/README.md.
func TestGolden(t *testing.T) {
	for _, name := range []string{"merged", "lines", "wide", "items", "two", "restricted"} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join("testdata", name+".pdf"))
			if err != nil {
				t.Fatal(err)
			}
			c, err := read(t, data)
			if err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join("testdata", name+".txt")
			got := show(c.Blocks)
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestEncrypted(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "locked.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := read(t, data); !errors.Is(err, fault.ErrEncrypted) {
		t.Errorf("got %v, want %v", err, fault.ErrEncrypted)
	}
}

// TestMemory holds the engine to its memory: a file that asks for more ends with
// an error, and the next is read.
func TestMemory(t *testing.T) {
	e, err := Open(Options{MaxMemoryPages: 300})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = e.Close() }()
	data, err := os.ReadFile(filepath.Join("testdata", "merged.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	var c corpus.Content
	large := append(data[:len(data):len(data)], make([]byte, 24<<20)...)
	if err := e.Read(large, &c); !errors.Is(err, fault.ErrMemory) {
		t.Errorf("got %v, want %v", err, fault.ErrMemory)
	}
	c = corpus.Content{}
	if err := e.Read((&builder{pages: []string{say(100, 700, 10, "采购目录")}}).bytes(), &c); err != nil || show(c.Blocks) != "采购目录\n" {
		t.Errorf("the file after it: %v, %q", err, show(c.Blocks))
	}
}

// TestCut reads a file cut off at many lengths and with bytes flipped: an error
// or text, and none of them harms the next.
func TestCut(t *testing.T) {
	whole := (&builder{pages: []string{thinGrid(), gridForm}, forms: []string{grid22()}}).bytes()
	want, err := read(t, whole)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(whole); i += 37 {
		_, _ = read(t, whole[:i])
		flipped := append([]byte(nil), whole...)
		flipped[i] ^= 0x15
		_, _ = read(t, flipped)
	}
	again, err := read(t, whole)
	if err != nil || show(again.Blocks) != show(want.Blocks) {
		t.Errorf("after damaged files: %v\n%s", err, show(again.Blocks))
	}
}

// TestCatalogue reads a national catalogue of 147 pages: every code that stands
// in its tables has a row of its own, with a name.
func TestCatalogue(t *testing.T) {
	dir := os.Getenv("DUIBIAO_TESTDATA")
	if dir == "" {
		t.Skip("DUIBIAO_TESTDATA does not name the folder of real documents")
	}
	files, err := filepath.Glob(filepath.Join(dir, "data", "mof-catalogue-2022", "*.pdf"))
	if err != nil || len(files) != 1 {
		t.Skipf("no catalogue in %s: %v", dir, err)
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	c, err := read(t, data)
	if err != nil || len(c.Warnings) > 0 {
		t.Fatal(err, c.Warnings)
	}
	if got := codes(t, c.Blocks); got != "map[A:3481 B:200 C:620]" {
		t.Errorf("codes: %s", got)
	}
}

// codes counts the codes that begin rows of three cells, by their first letter.
func codes(t *testing.T, blocks []corpus.Block) string {
	t.Helper()
	code := regexp.MustCompile(`^[ABC]\d{8}$`)
	counts := map[string]int{}
	for _, b := range blocks {
		for i, r := range b.Rows {
			if len(r) != 3 || r[0].Text == "" || r[1].Text == "" || strings.Contains(r[1].Text, "\n") {
				t.Errorf("page %d row %d: %v", b.Page, i, r)
				continue
			}
			if code.MatchString(r[0].Text) {
				counts[r[0].Text[:1]]++
			}
		}
	}
	return fmt.Sprint(counts)
}
