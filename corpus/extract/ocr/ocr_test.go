package ocr

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"duibiao/corpus/extract/layout"
)

const sample = `level	page_num	block_num	par_num	line_num	word_num	left	top	width	height	conf	text
1	1	0	0	0	0	0	0	1000	2000	-1	
2	1	1	0	0	0	100	100	400	40	-1	
4	1	1	1	1	0	100	100	400	40	-1	
5	1	1	1	1	1	100	100	200	40	96.5	采购
5	1	1	1	1	2	300	118	40	4	90.1	一
5	1	1	1	1	3	350	100	40	40	-1	 
4	1	1	1	2	0	100	200	400	40	-1	
5	1	1	1	2	1	100	200	30	30	80	a"b
`

func TestTSV(t *testing.T) {
	s, err := parseTSV(sample)
	if err != nil || len(s.words) != 3 {
		t.Fatalf("%v %v", s, err)
	}
	got := s.glyphs(layout.Box{X0: 10, Y0: 20, X1: 510, Y1: 1020})
	want := []layout.Glyph{
		{Box: layout.Box{X0: 60, Y0: 70, X1: 160, Y1: 90}, Text: "采购", Size: 20},
		{Box: layout.Box{X0: 160, Y0: 70, X1: 180, Y1: 90}, Text: "一", Size: 20},
		{Box: layout.Box{X0: 60, Y0: 120, X1: 75, Y1: 135}, Text: `a"b`, Size: 15},
	}
	for i, g := range got {
		if g != want[i] {
			t.Errorf("%+v, want %+v", g, want[i])
		}
	}
}

func TestTSVWithoutPage(t *testing.T) {
	_, rest, _ := strings.Cut(sample, "2\t1")
	if _, err := parseTSV("2\t1" + rest); !errors.Is(err, errTSV) {
		t.Errorf("%v", err)
	}
	if got, err := parseTSV(""); err != nil || len(got.glyphs(layout.Box{})) != 0 {
		t.Errorf("%v %v", got, err)
	}
}

func TestMissing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	var missing *MissingError
	if _, err := Find(context.Background()); !errors.As(err, &missing) || missing.Language != "" {
		t.Errorf("%v", err)
	}
}

// TestWithoutChinese finds a program that has other data.
func TestWithoutChinese(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the program is a shell script")
	}
	dir := t.TempDir()
	script := "#!/bin/sh\ncase $1 in --version) echo tesseract 9.9;; --list-langs) printf 'List:\\neng\\nchi_sim_vert\\n';; esac\n"
	if err := os.WriteFile(filepath.Join(dir, "tesseract"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+"/bin")
	var missing *MissingError
	if _, err := Find(context.Background()); !errors.As(err, &missing) || missing.Language != Language {
		t.Errorf("%v", err)
	}
}

// FuzzTSV: every glyph lies where its picture lies, and its text is in the answer.
func FuzzTSV(f *testing.F) {
	f.Add(sample)
	f.Fuzz(func(t *testing.T, tsv string) {
		s, err := parseTSV(tsv)
		if err != nil {
			return
		}
		got := s.glyphs(layout.Box{X1: 600, Y1: 800})
		valid := strings.ToValidUTF8(tsv, "\uFFFD")
		for _, g := range got {
			if g.X0 > g.X1 || g.Y0 > g.Y1 || !strings.Contains(valid, g.Text) {
				t.Errorf("%+v", g)
			}
		}
	})
}
