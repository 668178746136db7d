package docx

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
)

// ours are the characters that reading may write of its own: labels of the lists
// of numberingXML, marks of notes, signs for spaces, powers, fields and formulas.
const ours = " \n-[]()^/√∫,|☑□%.　第章条零〇○一二三四五六七八九十百千万亿⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺0123456789ivxlcdm\uFFFD" +
	"①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"

// FuzzDocument reads arbitrary bytes as document.xml. Either there is an error of
// package fault, or blocks of valid UTF-8 whose characters all stand in the XML,
// in attributes too, or are ours: nothing is made up. Spans cover what is there:
// no cell reaches below the last row.
func FuzzDocument(f *testing.F) {
	for _, body := range []string{
		p("甲") + numbered(1, 1, "乙") + numbered(2, 2, "丙"),
		tblOf(trOf(tcOf(`<w:vMerge w:val="restart"/><w:gridSpan w:val="2"/>`, "甲"), tc("乙")), trOf(tcOf(`<w:vMerge/><w:gridSpan w:val="2"/>`, ""), tc("丙"))),
		`<w:p>` + fld(`EQ \o\ac(○,3)`, "-") + fld("PAGE", "1") + `<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>`,
		`<w:p><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath></w:p>`,
		`<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice><mc:Fallback><w:pict><w:txbxContent>` + p("框") + `</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
	} {
		f.Add([]byte(document(body)))
	}
	signs := newSymbols()
	f.Fuzz(func(t *testing.T, data []byte) {
		parts := map[string]string{"word/document.xml": string(data)}
		for _, name := range []string{"numbering", "styles"} {
			content := map[string]string{"numbering": numberingXML, "styles": stylesXML}[name]
			parts["word/"+name+".xml"] = `<w:` + name + ` ` + namespaces + `>` + content + `</w:` + name + `>`
		}
		var c corpus.Content
		err := Read(pack(t, parts), &c)
		if err != nil {
			checkError(t, err)
			return
		}
		known := ours + string(data) + string(signs.all())
		decoded := strings.Contains(string(data), "&") || strings.Contains(strings.ToLower(string(data)), "encoding") || !utf8.Valid(data)
		for _, b := range c.Blocks {
			checkBlock(t, b)
			for _, r := range flat([]corpus.Block{b}) {
				if !decoded && !strings.ContainsRune(known, r) && (r < 0xF000 || r > 0xF0FF) {
					t.Fatalf("%q is not in the XML", r)
				}
			}
		}
	})
}

// all are the signs of all symbol fonts.
func (s symbols) all() []rune {
	var out []rune
	for _, table := range s {
		for _, r := range table {
			out = append(out, r)
		}
	}
	return out
}

func checkError(t *testing.T, err error) {
	var damaged *fault.DamagedError
	var tooLarge *fault.TooLargeError
	if !errors.As(err, &damaged) && !errors.As(err, &tooLarge) && !errors.Is(err, fault.ErrEmpty) && !errors.Is(err, fault.ErrNoText) {
		t.Fatalf("error %v", err)
	}
}

func checkBlock(t *testing.T, b corpus.Block) {
	if b.Kind != corpus.BlockTable && (b.Text == "" || !utf8.ValidString(b.Text)) || (b.Kind == corpus.BlockHeading) != (b.Level > 0) {
		t.Fatalf("block %+v", b)
	}
	for i, cells := range b.Rows {
		for _, c := range cells {
			if !utf8.ValidString(c.Text) || i+max(c.RowSpan, 1) > len(b.Rows) || c.ColSpan > maxSpan {
				t.Fatalf("cell %+v in row %d of %d", c, i, len(b.Rows))
			}
		}
	}
}

// FuzzEquation: the text of an EQ field holds no character that its instruction
// does not hold, but for the signs we put.
func FuzzEquation(f *testing.F) {
	f.Add(`EQ \o\ac(○,3)`)
	f.Add(`eq \f(1,\r(2,x))\s\up 3(\(甲`)
	f.Fuzz(func(t *testing.T, instruction string) {
		if !utf8.ValidString(instruction) {
			t.Skip("text of XML is valid")
		}
		for _, r := range equation(instruction) {
			if !strings.ContainsRune(instruction+ours, r) {
				t.Fatalf("%q makes %q", instruction, r)
			}
		}
	})
}
