package doc

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"duibiao/corpus"
)

// defTable writes sprmTDefTable: edges, then flags of cells.
func defTable(edges []int, flags ...int) []byte {
	b := []byte{byte(len(edges) - 1)}
	for _, e := range edges {
		b = append(b, le16(e)...)
	}
	for _, f := range flags {
		b = slices.Concat(b, le16(f), make([]byte, cellSize-2))
	}
	return slices.Concat(le16(sprmTDefTable), le16(len(b)+1), b)
}

var (
	inTable = sprm(sprmPFInTable, 1)
	rowEnd  = slices.Concat(inTable, sprm(sprmPFTtp, 1))
)

// rows writes a table: each row is the text of its cells and the sprms of its
// end. Paragraphs end where a text ends.
func tableSample(rows []struct {
	cells string
	shape []byte
},
) sample {
	var s sample
	text := ""
	for _, r := range rows {
		for _, c := range strings.Split(r.cells, "|") {
			text += c + "\x07"
			s.paragraphs = append(s.paragraphs, sampleProps{count: len([]rune(c)) + 1, sprms: inTable})
		}
		text += "\x07"
		s.paragraphs = append(s.paragraphs, sampleProps{count: 1, sprms: slices.Concat(rowEnd, r.shape)})
	}
	s.pieces = []samplePiece{{text: text + "后\r"}}
	s.paragraphs = append(s.paragraphs, sampleProps{count: 2})
	return s
}

func TestTables(t *testing.T) {
	type rows = []struct {
		cells string
		shape []byte
	}
	const restart, merged = 0x60, 0x20
	e3 := []int{0, 1000, 2000, 3000}
	for _, c := range []struct {
		name string
		rows rows
		want string
	}{
		{"edges", rows{{"甲|乙", defTable([]int{0, 2000, 3000})}, {"丙|丁|戊", defTable(e3)}}, "| 甲 (2×1) | 乙 |\n| 丙 | 丁 | 戊 |\n"},
		{"nearly the same edges", rows{{"甲|乙", defTable([]int{0, 1000, 3000})}, {"丙|丁", defTable([]int{-8, 1020, 2990})}}, "| 甲 | 乙 |\n| 丙 | 丁 |\n"},
		{"over rows", rows{{"甲|乙|丙", defTable(e3, restart, 0, restart)}, {"|丁|", defTable(e3, merged, 0, merged)}, {"|戊|己", defTable(e3, merged, 0, 0)}}, "| 甲 (1×3) | 乙 | 丙 (1×2) |\n| 丁 |\n| 戊 | 己 |\n"},
		{"over rows, set apart", rows{{"甲|乙|丙", slices.Concat(defTable(e3), []byte{0x2B, 0xD6, 2, 0, 3})}, {"|丁|戊", slices.Concat(defTable(e3), []byte{0x2B, 0xD6, 2, 0, 1})}}, "| 甲 (1×2) | 乙 | 丙 |\n| 丁 | 戊 |\n"},
		{"restart within", rows{{"甲|a|b", defTable(e3, restart)}, {"乙|c|d", defTable(e3, restart)}, {"|e|f", defTable(e3, merged)}}, "| 甲 | a | b |\n| 乙 (1×2) | c | d |\n| e | f |\n"},
		{"beside, by the specification", rows{{"甲||丙", defTable(e3, 2, 1, 0)}}, "| 甲 (2×1) | 丙 |\n"},
		{"beside, by other programs", rows{{"甲||丙", defTable(e3, 1, 2, 0)}}, "| 甲 (2×1) | 丙 |\n"},
		{"beside, by a merge", rows{{"甲||丙", slices.Concat(defTable(e3), sprm(sprmTMerge, 0, 2))}}, "| 甲 (2×1) | 丙 |\n"},
		{"text in a covered cell", rows{{"甲|漏|丙", defTable(e3, 2, 1, 0)}}, "| 甲/漏 (2×1) | 丙 |\n"},
		{"indented row", rows{{"甲|乙|丙", defTable(e3)}, {"丁|戊", defTable([]int{1000, 2000, 3000})}}, "| 甲 | 乙 | 丙 |\n|  | 丁 | 戊 |\n"},
		{"no shape", rows{{"甲|乙", nil}, {"丙|丁", nil}}, "| 甲 | 乙 |\n| 丙 | 丁 |\n"},
		{"more cells than told", rows{{"甲|乙|丙", defTable([]int{0, 1000, 2000})}}, "| 甲 | 乙 | 丙 |\n"},
	} {
		if got := dump(read(t, tableSample(c.rows).build())); got != c.want+"后\n" {
			t.Errorf("%s: got\n%swant\n%s", c.name, got, c.want)
		}
	}
}

// TestTableInData has the shape of a row in the stream Data, where Word puts
// what is too long for a page of properties.
func TestTableInData(t *testing.T) {
	shape := defTable([]int{0, 2000, 3000})
	s := tableSample([]struct {
		cells string
		shape []byte
	}{{"甲|乙", sprm(sprmPHugePapx, 0, 0, 0, 0)}, {"丙|丁|戊", defTable([]int{0, 1000, 2000, 3000})}})
	s.data = slices.Concat(le16(len(shape)), shape)
	if got, want := dump(read(t, s.build())), "| 甲 (2×1) | 乙 |\n| 丙 | 丁 | 戊 |\n后\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestDeletedRow(t *testing.T) {
	s := tableSample([]struct {
		cells string
		shape []byte
	}{{"甲", nil}, {"乙", nil}})
	s.runs = []sampleProps{{count: 3}, {count: 3, sprms: sprm(sprmCFRMarkDel, 1)}, {count: 2}}
	if got, want := dump(read(t, s.build())), "| 甲 |\n后\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCellBlock(t *testing.T) {
	c := read(t, tableSample([]struct {
		cells string
		shape []byte
	}{{"甲|乙", nil}}).build())
	got, _ := json.Marshal(c.Blocks)
	want, _ := json.Marshal([]corpus.Block{
		{Kind: corpus.BlockTable, Rows: [][]corpus.Cell{{{Text: "甲"}, {Text: "乙"}}}},
		{Kind: corpus.BlockParagraph, Text: "后"},
	})
	if string(got) != string(want) {
		t.Errorf("got %s, want %s", got, want)
	}
}

// level writes a level of a list: its text has numbers of levels as characters
// below 9.
func level(start int, nfc byte, text string, flags byte) []byte {
	marks, units := make([]byte, 9), []byte{}
	n := 0
	for i, r := range []rune(text) {
		if r < 9 {
			marks[n] = byte(i + 1)
			n++
		}
		units = append(units, le16(int(r))...)
	}
	return slices.Concat(le32(start), []byte{nfc, flags}, marks, []byte{2}, make([]byte, 12), le16(len([]rune(text))), units)
}

// TestLists numbers paragraphs by two lists of one definition, of which the
// second begins anew, and by a style.
func TestLists(t *testing.T) {
	const chinese = 0x27
	levels := slices.Concat(level(1, chinese, "第\x00条", 0), level(1, 0, "\x00.\x01", 4))
	for range 7 {
		levels = append(levels, level(1, 0, "", 0)...)
	}
	head := slices.Concat(le16(1), le32(77), make([]byte, 24))
	lfo := func(changes byte) []byte { return slices.Concat(le32(77), make([]byte, 8), []byte{changes, 0, 0, 0}) }
	s := sample{
		lists:    slices.Concat(head, levels),
		listSize: len(head),
		overrides: slices.Concat(le32(2), lfo(0), lfo(1), le32(-1),
			le32(-1), le32(9), le32(changeStart)),
		styles: []sampleStyle{
			{kind: paragraphStyle, base: noStyle},
			{sti: 1, kind: paragraphStyle, base: 0, paragraph: sprm(sprmPIlfo, 1, 0)},
			{kind: paragraphStyle, base: 1},
		},
		pieces: []samplePiece{{text: "甲\r乙\r丙\r丁\r戊\r己\r庚\r"}},
		paragraphs: []sampleProps{
			{count: 2, sprms: sprm(sprmPIlfo, 1, 0)},
			{count: 2, sprms: slices.Concat(sprm(sprmPIlfo, 1, 0), sprm(sprmPIlvl, 1))},
			{count: 2, style: 2},
			{count: 2, sprms: sprm(sprmPIlfo, 2, 0)},
			{count: 2, style: 1, sprms: sprm(sprmPIlfo, 0, 0)},
			{count: 2, sprms: sprm(sprmPIlfo, 0xFE, 0xFF)},
			{count: 2},
		},
	}
	want := "第一条甲\n1.1乙\n# 第二条丙\n第九条丁\n# 戊\n第十条己\n庚\n"
	if got := dump(read(t, s.build())); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// word6File writes a file of Word 95 with count characters of text.
func word6File(language, flags int, text []byte, count int) []byte {
	word := make([]byte, word6Header)
	copy(word, slices.Concat(le16(0xA5DC), le16(104), le16(0), le16(language), le16(0), le16(flags)))
	copy(word[word6Begin:], le32(word6Header))
	copy(word[word6Text:], le32(count))
	return withStream("WordDocument", append(word, text...))
}

// TestWord6 reads 8-bit and 16-bit text of the older versions.
func TestWord6(t *testing.T) {
	file := word6File
	gb := []byte("\xd5\xfe\xb8\xae\xb2\xc9\xb9\xba\r\xbc\xd7\x07\xd2\xd2\x07\x07\x13 X \x14ok\x15\r")
	for name, c := range map[string]struct {
		data          []byte
		want, charset string
	}{
		"chinese":  {file(0x804, 0, gb, len(gb)), "政府采购\n甲\n乙\nok\n", "gb18030"},
		"by bytes": {file(0x409, 0, gb, len(gb)), "政府采购\n甲\n乙\nok\n", "gb18030"},
		"western":  {file(0x409, 0, []byte("\x93a\x94\r"), 4), "“a”\n", "windows-1252"},
		"wide":     {file(0x804, flagExtChar, []byte("\x3f\x65\x9c\x5e\r\x00"), 3), "政府\n", "utf-16"},
	} {
		got := read(t, c.data)
		if dump(got) != c.want || got.Charset != c.charset || len(got.Warnings) == 0 {
			t.Errorf("%s: got %q, %s, warnings %q; want %q, %s", name, dump(got), got.Charset, got.Warnings, c.want, c.charset)
		}
	}
}
