package numbering

import (
	"strconv"
	"strings"
)

// Format names a way to write numbers, as ST_NumberFormat of ECMA-376 Part 1,
// 17.18.59 does. Unknown names write decimal numbers.
type Format string

// The formats that are written in their own way. Formats of other languages
// (Hebrew, Thai …) are known by name and written as decimals.
const (
	Decimal                      Format = "decimal"
	UpperRoman                   Format = "upperRoman"
	LowerRoman                   Format = "lowerRoman"
	UpperLetter                  Format = "upperLetter"
	LowerLetter                  Format = "lowerLetter"
	Ordinal                      Format = "ordinal"
	Hex                          Format = "hex"
	Chicago                      Format = "chicago"
	IdeographDigital             Format = "ideographDigital"
	JapaneseCounting             Format = "japaneseCounting"
	DecimalFullWidth             Format = "decimalFullWidth"
	DecimalHalfWidth             Format = "decimalHalfWidth"
	JapaneseLegal                Format = "japaneseLegal"
	JapaneseDigitalTenThousand   Format = "japaneseDigitalTenThousand"
	DecimalEnclosedCircle        Format = "decimalEnclosedCircle"
	DecimalFullWidth2            Format = "decimalFullWidth2"
	DecimalZero                  Format = "decimalZero"
	Bullet                       Format = "bullet"
	DecimalEnclosedFullstop      Format = "decimalEnclosedFullstop"
	DecimalEnclosedParen         Format = "decimalEnclosedParen"
	DecimalEnclosedCircleChinese Format = "decimalEnclosedCircleChinese"
	IdeographEnclosedCircle      Format = "ideographEnclosedCircle"
	IdeographTraditional         Format = "ideographTraditional"
	IdeographZodiac              Format = "ideographZodiac"
	IdeographZodiacTraditional   Format = "ideographZodiacTraditional"
	TaiwaneseCounting            Format = "taiwaneseCounting"
	IdeographLegalTraditional    Format = "ideographLegalTraditional"
	TaiwaneseCountingThousand    Format = "taiwaneseCountingThousand"
	TaiwaneseDigital             Format = "taiwaneseDigital"
	ChineseCounting              Format = "chineseCounting"
	ChineseLegalSimplified       Format = "chineseLegalSimplified"
	ChineseCountingThousand      Format = "chineseCountingThousand"
	NumberInDash                 Format = "numberInDash"
	RussianLower                 Format = "russianLower"
	RussianUpper                 Format = "russianUpper"
	None                         Format = "none"
)

// FromNFC gives the format of a code of the binary formats, [MS-OSHARED]
// 2.2.1.3 MSONFC. Codes outside the table are decimal.
func FromNFC(nfc byte) Format {
	if nfc == 0xFF {
		return None
	}
	names := nfcNames()
	if int(nfc) >= len(names) {
		return Decimal
	}
	return names[nfc]
}

// nfcNames is the table of [MS-OSHARED] 2.2.1.3, by code from 0x00 to 0x3B.
func nfcNames() []Format {
	return []Format{
		Decimal, UpperRoman, LowerRoman, UpperLetter, LowerLetter, Ordinal, "cardinalText", "ordinalText",
		Hex, Chicago, IdeographDigital, JapaneseCounting, "aiueo", "iroha", DecimalFullWidth, DecimalHalfWidth,
		JapaneseLegal, JapaneseDigitalTenThousand, DecimalEnclosedCircle, DecimalFullWidth2, "aiueoFullWidth", "irohaFullWidth", DecimalZero, Bullet,
		"ganada", "chosung", DecimalEnclosedFullstop, DecimalEnclosedParen, DecimalEnclosedCircleChinese, IdeographEnclosedCircle, IdeographTraditional, IdeographZodiac,
		IdeographZodiacTraditional, TaiwaneseCounting, IdeographLegalTraditional, TaiwaneseCountingThousand, TaiwaneseDigital, ChineseCounting, ChineseLegalSimplified, ChineseCountingThousand,
		Decimal, "koreanDigital", "koreanCounting", "koreanLegal", "koreanDigital2", "hebrew1", "arabicAlpha", "hebrew2",
		"arabicAbjad", "hindiVowels", "hindiConsonants", "hindiNumbers", "hindiCounting", "thaiLetters", "thaiNumbers", "thaiCounting",
		"vietnameseCounting", NumberInDash, RussianLower, RussianUpper,
	}
}

// Number writes n. Numbers that a format has no sign for are written in the
// nearest form that reads the same ("(21)" after ⒇), else as decimals. Bullet
// and None write "".
func (f Format) Number(n int) string {
	return f.number(n, writers())
}

func (f Format) number(n int, table map[Format]writer) string {
	if f == Bullet || f == None {
		return ""
	}
	if n > 0 && f != Decimal {
		if write, ok := table[f]; ok {
			return write(n)
		}
	}
	if f == DecimalZero && n == 0 {
		return "00"
	}
	return strconv.Itoa(n)
}

// writer writes a positive number.
type writer func(n int) string

// writers holds how positive numbers are written; formats without a row are
// decimal.
func writers() map[Format]writer {
	return map[Format]writer{
		UpperRoman:                   roman,
		LowerRoman:                   func(n int) string { return strings.ToLower(roman(n)) },
		UpperLetter:                  func(n int) string { return repeated("ABCDEFGHIJKLMNOPQRSTUVWXYZ", n) },
		LowerLetter:                  func(n int) string { return repeated("abcdefghijklmnopqrstuvwxyz", n) },
		RussianLower:                 func(n int) string { return repeated("абвгдежзиклмнопрстуфхцчшщыэюя", n) },
		RussianUpper:                 func(n int) string { return repeated("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ", n) },
		Chicago:                      func(n int) string { return repeated("*†‡§", n) },
		Ordinal:                      ordinal,
		Hex:                          func(n int) string { return strings.ToUpper(strconv.FormatInt(int64(n), 16)) },
		DecimalZero:                  pad,
		NumberInDash:                 func(n int) string { return "- " + strconv.Itoa(n) + " -" },
		DecimalFullWidth:             func(n int) string { return digits("０１２３４５６７８９", n) },
		DecimalFullWidth2:            func(n int) string { return digits("０１２３４５６７８９", n) },
		IdeographDigital:             func(n int) string { return digits(lowerDigits, n) },
		JapaneseDigitalTenThousand:   func(n int) string { return digits(lowerDigits, n) },
		TaiwaneseDigital:             func(n int) string { return digits(lowerDigits, n) },
		DecimalEnclosedCircle:        circled,
		DecimalEnclosedCircleChinese: circled,
		DecimalEnclosedFullstop:      func(n int) string { return sign('⒈', 20, n, "", ".") },
		DecimalEnclosedParen:         func(n int) string { return sign('⑴', 20, n, "(", ")") },
		IdeographEnclosedCircle:      ideographParen,
		IdeographTraditional:         func(n int) string { return listed("甲乙丙丁戊己庚辛壬癸", n) },
		IdeographZodiac:              func(n int) string { return listed("子丑寅卯辰巳午未申酉戌亥", n) },
		IdeographZodiacTraditional:   sexagenary,
		ChineseCounting:              countingToHundred,
		TaiwaneseCounting:            countingToHundred,
		ChineseCountingThousand:      simplified().write,
		TaiwaneseCountingThousand:    traditional().write,
		JapaneseCounting:             simplified().write, // what Chinese files call 一, 二, 三
		ChineseLegalSimplified:       legalSimplified().write,
		IdeographLegalTraditional:    legalTraditional().write,
		JapaneseLegal:                japaneseLegal().write,
	}
}
