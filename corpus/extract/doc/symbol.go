package doc

import "strings"

// symbolBase is where characters of symbol fonts stand: their codes from 0x20
// to 0xFF plus this, in the private use area of Unicode.
const symbolBase = 0xF000

// symbols are the characters that fonts of symbols show, by code.
func symbols() []struct {
	font  string
	first int
	signs string
} {
	return []struct {
		font  string
		first int
		signs string
	}{
		{"Wingdings 2", 0x4F, "✗✓☒☑☒☒"},
		{"Wingdings 2", 0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"},
		{"Wingdings 2", 0x96, "•●●●"},
		{"Wingdings 2", 0xA2, "■□□□"},
		{"Wingdings", 0x28, "☎✆✉"},
		{"Wingdings", 0x45, "☜☞☝☟"},
		{"Wingdings", 0x6C, "●❍■□□❑❒⬧⧫◆❖⬥⌧"},
		{"Wingdings", 0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"},
		{"Wingdings", 0x9E, "·•▪○"},
		{"Wingdings", 0xA4, "◉◎"},
		{"Wingdings", 0xA7, "▪□"},
		{"Wingdings", 0xAA, "✦★"},
		{"Wingdings", 0xD8, "➢"},
		{"Wingdings", 0xDF, "←→↑↓"},
		{"Wingdings", 0xE7, "←→↑↓"},
		{"Wingdings", 0xEF, "⇦⇨⇧⇩"},
		{"Wingdings", 0xFB, "✗✓☒☑"},
		{"Symbol", 0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"},
		{"Symbol", 0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"},
		{"Symbol", 0xF1, "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"},
	}
}

// symbol gives the Unicode character that a font of symbols shows for code, a
// character of the private use area or one below 0x100. False where the font or
// the code is not known.
func symbol(font string, code int) (rune, bool) {
	if code >= symbolBase {
		code -= symbolBase
	}
	for _, s := range symbols() {
		if s.font != font || code < s.first {
			continue
		}
		signs := []rune(s.signs)
		if i := code - s.first; i < len(signs) {
			return signs[i], true
		}
	}
	return 0, false
}

// sign is a character of a font, by the number of the font.
type sign struct{ font, code int }

// symbol is the function symbol with memory: a file has few symbols, used often.
func (f *file) symbol(font, code int) (rune, bool) {
	key := sign{font, code}
	r, known := f.signs[key]
	if !known {
		r, _ = symbol(strings.TrimSpace(f.font(font)), code)
		if f.signs == nil {
			f.signs = map[sign]rune{}
		}
		f.signs[key] = r
	}
	return r, r != 0
}

// readFonts reads the names of the fonts, [MS-DOC] 2.9.286 and 2.9.80.
func (f *file) readFonts() {
	b, _ := f.section(tableFonts)
	count := u16(b, 0)
	if len(b) < 4 {
		return
	}
	const nameAt = 39 // behind widths, weights and the PANOSE numbers
	b = b[4:]
	for range count {
		if len(b) == 0 || 1+int(b[0]) > len(b) {
			return
		}
		var name strings.Builder
		for i := nameAt; i+1 < int(b[0]); i += 2 {
			c := u16(b, 1+i)
			if c == 0 {
				break
			}
			name.WriteRune(rune(c))
		}
		f.fonts = append(f.fonts, name.String())
		b = b[1+int(b[0]):]
	}
}

// font is the name of a font by its number.
func (f *file) font(n int) string {
	if n < len(f.fonts) {
		return f.fonts[n]
	}
	return ""
}
