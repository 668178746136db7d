package word

// The fonts of GB/T 9704—2012: 小标宋 for the title, 黑体, 楷体 and 仿宋 for the
// levels of the text, 宋体 for tables and notes; digits and Latin letters in
// Times New Roman.
const (
	fontTitle = "方正小标宋简体"
	fontHead  = "黑体"
	fontKai   = "楷体_GB2312"
	fontBody  = "仿宋_GB2312"
	fontSong  = "宋体"
	fontLatin = "Times New Roman"
)

// face is an entry of the font table. Where the font is missing, a program takes
// the alternative name first, then what resembles the rest (ECMA-376, 17.8.3).
type face struct {
	name, alt, panose, charset, family, pitch string
}

// faces are the fonts that a file names. The alternatives come with Windows or
// with Office for Chinese.
func faces() []face {
	return []face{
		{fontLatin, "Liberation Serif", "02020603050405020304", "00", "roman", "variable"},
		{fontTitle, "华文中宋", "02010600040101010101", "86", "roman", "variable"},
		{fontHead, "SimHei", "02010609060101010101", "86", "modern", "fixed"},
		{fontKai, "楷体", "02010609060101010101", "86", "modern", "fixed"},
		{fontBody, "仿宋", "02010609060101010101", "86", "modern", "fixed"},
		{fontSong, "SimSun", "02010600030101010101", "86", "auto", "variable"},
	}
}

func fontTable() element {
	var fonts []element
	for _, f := range faces() {
		fonts = append(fonts, el("w:font",
			val("w:altName", f.alt), val("w:panose1", f.panose), val("w:charset", f.charset),
			val("w:family", f.family), val("w:pitch", f.pitch)).with("w:name", f.name))
	}
	return part("w:fonts", fonts...)
}

// fonts names the fonts of a style.
func fonts(eastAsia string) element {
	return el("w:rFonts").with("w:ascii", fontLatin, "w:hAnsi", fontLatin, "w:eastAsia", eastAsia, "w:cs", fontLatin)
}
