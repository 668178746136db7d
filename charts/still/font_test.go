package still

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// TestEveryCharacterHasAGlyph: place names, the reference dataset, the national
// catalogue and all messages; GB/T 2312; the signs of documents.
func TestEveryCharacterHasAGlyph(t *testing.T) {
	texts := map[string]string{
		"signs": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳‰℃≥≤→○〇〔〕《》—…·％＋－×÷★☆●■□△▲▼、−“”‘’¥￥㎡№Ⅰ㈠⑴✓",
		"rare":  "㙍㳚䓖䶮璟堃昇喆垚犇淼焱鑫珺玥琭翀祎旻曈",
	}
	for _, pattern := range []string{"../../corpus/*.tsv", "../../corpus/reference/data/*.tsv", "../../cmd/internal/msg/messages.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no files (%v)", pattern, err)
		}
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			texts[f] = string(b)
		}
	}
	texts["GB/T 2312"] = gb2312(t)
	for name, text := range texts {
		if m := Missing(text); len(m) > 0 {
			t.Errorf("%s: no glyph for %q (make font cuts the fonts again)", name, string(m))
		}
	}
}

// gb2312 is every Chinese character of GB/T 2312.
func gb2312(t *testing.T) string {
	t.Helper()
	var gb []byte
	for hi := 0xB0; hi <= 0xF7; hi++ {
		for lo := 0xA1; lo <= 0xFE; lo++ {
			if hi != 0xD7 || lo < 0xFA { // D7FA–D7FE hold nothing
				gb = append(gb, byte(hi), byte(lo))
			}
		}
	}
	han, err := simplifiedchinese.GBK.NewDecoder().Bytes(gb)
	if err != nil {
		t.Fatal(err)
	}
	return string(han)
}

func TestMissing(t *testing.T) {
	if got := string(Missing("甲😀a\u200b\ufe0f\n乙😀\U00020BB7")); got != "😀𠮷" {
		t.Errorf("missing %q", got)
	}
}

// TestMissingIsSeen: a character without a glyph is drawn as a box with its code
// and reported; in bold, what only the regular weight has is drawn thicker.
func TestMissingIsSeen(t *testing.T) {
	p := NewPicture(Size{200, 60}, "", "")
	if err := p.Write(Label{Text: "甲😀", X: 10, Y: 40, Size: 30, Color: "#000", Bold: true}); err != nil {
		t.Fatal(err)
	}
	if got := string(p.Missing()); got != "😀" {
		t.Errorf("reported %q", got)
	}
	if err := p.Write(Label{Text: "垚", X: 100, Y: 40, Size: 30, Color: "#000", Bold: true}); err != nil {
		t.Fatal(err)
	}
	svg, err := p.SVG("")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(svg), `stroke-linejoin="round"`) || strings.Contains(string(svg), "<text") {
		t.Error("no thicker line, or text without an outline")
	}
	img := pixelsOf(t, svg, 96)
	for _, x := range []int{12, 40, 102} { // the left parts of each character
		if !anyInk(img, x, 10, x+26, 45) {
			t.Errorf("nothing drawn at %d", x)
		}
	}
}

func TestWidth(t *testing.T) {
	for text, want := range map[string]float64{"": 0, "对标": 20, "图\u200b1": 15.55} {
		if got, err := Width(text, 10, false); err != nil || got < want-0.01 || got > want+0.01 {
			t.Errorf("%q is %g wide, want %g (%v)", text, got, want, err)
		}
	}
}

func TestCSSFont(t *testing.T) {
	for css, want := range map[string]typeface{
		"":                            {size: 12},
		"bold 18px sans-serif":        {size: 18, bold: true},
		"italic 600 9.5px/12px 'A B'": {size: 12, bold: true, italic: true},
		"font-size:14px;font-weight:700;font-family:X;": {size: 14, bold: true},
		"font-size:1e9px": {size: 12},
	} {
		if got := cssFont(css); got != want {
			t.Errorf("%q is %+v, want %+v", css, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, tc := range []struct {
		text  string
		width float64
		want  string
	}{
		{"各地目录层级不同，不作比较。", 80, "各地目录层级不|同，不作比较。"},
		{"采购限额（万元）", 50, "采购限额|（万元）"},
		{"见于2015年目录", 40, "见于|2015年|目录"},
		{"government procurement of services", 90, "government|procurement of|services"},
		{"一二三四五。", 50, "一二三四|五。"},
		{"", 50, ""},
		{"example.org/aaaaaaaa/bbbbbbbb/cccccccc.html", 120, "example.org/aaaaaaaa/|bbbbbbbb/cccccccc.html"},
		{"甲乙；5\u00a0国家", 45, "甲乙；|5\u00a0国家"},
		{"甲\n乙", 50, "甲|乙"},
	} {
		got, err := Wrap(tc.text, 10, false, tc.width)
		if err != nil || strings.Join(got, "|") != tc.want {
			t.Errorf("%q at %g: %q, want %q (%v)", tc.text, tc.width, strings.Join(got, "|"), tc.want, err)
		}
	}
}

// FuzzWrap: no character but white is lost or moved, and no line is wider than
// the width unless it is a single character.
func FuzzWrap(f *testing.F) {
	f.Add("各地目录（2015年）层级不同。see example.org/a/b?c=d", 60.0)
	f.Add("“甲”——乙", 20.0)
	f.Fuzz(func(t *testing.T, text string, width float64) {
		if !(width > 0 && width < 1e6) || len(text) > 2000 {
			t.Skip()
		}
		text = validText(strings.ToValidUTF8(text, ""))
		lines, err := Wrap(text, 10, false, width)
		if err != nil {
			t.Fatal(err)
		}
		if squeeze(strings.Join(lines, "")) != squeeze(text) {
			t.Errorf("%q became %q", text, lines)
		}
		for _, l := range lines {
			if w, err := Width(l, 10, false); err != nil || w > width+1e-6 && len([]rune(strings.TrimSpace(l))) > 1 && !silentIn(l) {
				t.Errorf("line %q is %g wide, more than %g", l, w, width)
			}
		}
	})
}

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == 0 {
			return -1
		}
		return r
	}, s)
}

func silentIn(s string) bool { return strings.ContainsFunc(s, silent) }
