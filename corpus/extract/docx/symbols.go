package docx

import (
	"strconv"
	"strings"
)

// symbols turns the signs of symbol fonts into Unicode, font by font and code by
// code (0x20 to 0xFF). Signs without a like in Unicode are not listed; they stay
// in the private use area and are counted.
type symbols map[string]map[byte]rune

// newSymbols makes the tables: runs of codes and their signs. The codes are those
// of the fonts Wingdings, Wingdings 2 and Symbol of Windows.
func newSymbols() symbols {
	return symbols{
		"wingdings": codes(map[byte]string{
			0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x4A: "☺", 0x6C: "●❍■□", 0x70: "□□□⬧⧫◆❖◆", 0x80: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿",
			0x9E: "·•", 0xA1: "○", 0xA4: "◉◎", 0xA7: "▪□", 0xAB: "★", 0xD8: "➢", 0xDF: "←→↑↓↖↗↙↘", 0xE8: "→", 0xEF: "⇦⇨⇧⇩", 0xFB: "✗✓☒☑",
		}),
		"wingdings 2": codes(map[byte]string{
			0x4F: "✗✓☒☑☒", 0x69: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿", 0x96: "•●", 0xA2: "■□",
		}),
		"symbol": codes(map[byte]string{
			0x21: "!", 0x23: "#", 0x25: "%&", 0x28: "()", 0x2B: "+,−./0123456789:;<=>?", 0x40: "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", 0x5B: "[∴]⊥_", 0x61: "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
			0xA2: "′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…", 0xC4: "⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊", 0xE5: "∑", 0xF2: "∫",
		}),
	}
}

// codes spreads runs of signs over the codes that follow their first.
func codes(runs map[byte]string) map[byte]rune {
	out := map[byte]rune{}
	for first, signs := range runs {
		for i, r := range []rune(signs) {
			out[first+byte(i)] = r
		}
	}
	return out
}

// table is the table of a font, nil for a font of ordinary letters.
func (s symbols) table(font string) map[byte]rune { return s[strings.ToLower(font)] }

// sign gives the sign of a w:sym. Its code stands in the private use area
// U+F000 to U+F0FF or is given plain (17.3.3.30). Of other fonts the code is the
// character.
func (s symbols) sign(font, code string) string {
	n, err := strconv.ParseUint(code, 16, 21)
	if err != nil || n < 0x20 || n >= 0xD800 && n < 0xE000 || n > 0x10FFFF {
		return ""
	}
	table := s.table(font)
	if table == nil && n >= 0xF000 && n <= 0xF0FF {
		table = s["wingdings"]
		if _, other := table[byte(n)]; !other || font != "" {
			return string(rune(n))
		}
	}
	return mapped(table, rune(n))
}

// text turns text that is set in a symbol font into the signs that it shows.
func (s symbols) text(font, text string) string {
	table := s.table(font)
	if table == nil {
		return text
	}
	var out strings.Builder
	for _, r := range text {
		out.WriteString(mapped(table, r))
	}
	return out.String()
}

// mapped gives the sign for a character of a symbol font. Characters outside the
// font (Chinese) are set in another font and are themselves; signs that are not
// listed go to the private use area, where they are counted.
func mapped(table map[byte]rune, r rune) string {
	code := r
	if r >= 0xF000 && r <= 0xF0FF {
		code = r - 0xF000
	}
	if table == nil || code > 0xFF || code <= 0x20 || code == 0xA0 {
		return string(r)
	}
	if sign, ok := table[byte(code)]; ok {
		return string(sign)
	}
	return string(0xF000 + code)
}

// field gives the sign of a SYMBOL field (17.16.5.61): its code, decimal or with
// 0x, and the font after \f.
func (s symbols) field(words []string) string {
	if len(words) < 2 {
		return ""
	}
	n, err := strconv.ParseUint(words[1], 0, 16)
	if err != nil || n < 0x20 {
		return ""
	}
	font := "symbol"
	for i, word := range words[:len(words)-1] {
		if strings.EqualFold(word, `\f`) {
			font = words[i+1]
		}
	}
	return s.sign(font, strconv.FormatUint(n, 16))
}
