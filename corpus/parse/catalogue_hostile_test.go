package parse

import (
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"duibiao/corpus"
)

// FuzzCatalogue checks on any lines and tables what corpus.CatalogueItem promises:
// the name and the code of every item stand in the row it names, items are
// counted from 1, an item is one tier below its parent, and no item is above
// itself. Lines that begin with | are rows, cells of which may begin with spans
// (3x2:text); all others are lines.
func FuzzCatalogue(f *testing.F) {
	for _, s := range []string{
		"#甲市购买服务目录\n|代码|类|代码|款|备注\n|1x2:A|1x2:公共|A01|教育|\n|A02|就业|含培训\n|B|辅助|B01|法律|",
		"#甲市集中采购目录\n|编码|名称|编码|名称\n|A|货物|B|工程\n|4x1:一、其他\n|A01|家具|B01|装修",
		"#甲市购买服务目录\n一、公共\n|序号|项目\n|1|课程\n|2|活动\n二、辅助\n|序号|项目\n|3|咨询",
		"#甲市购买服务目录\n一、公共\n（一）教育。1.课程；2.活动。\n（二）就业，包括：培训\n二、辅助\n（一）法律",
		"#甲市购买服务目录\nA公共\nA01教育\nA0101课程：含课表\n- A02就业\nB辅助\nB01 法律",
		"#目录\n|序号|品目|编码\n|一|货物|\n|1|〃|A01\n||（1）台式|\n|注：甲\n|2.乙",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1<<14 || !utf8.ValidString(s) {
			return
		}
		p := Document(spannedContent(s), Hint{})
		if err := brokenItems(p); err != nil {
			t.Error(err)
		}
	})
}

func spannedContent(s string) corpus.Content {
	var c corpus.Content
	for line := range strings.SplitSeq(s, "\n") {
		cells, ok := strings.CutPrefix(line, "|")
		if !ok {
			c.Blocks = append(c.Blocks, paragraphs(line).Blocks...)
			continue
		}
		var row []corpus.Cell
		for text := range strings.SplitSeq(cells, "|") {
			row = append(row, spannedCell(text))
		}
		if n := len(c.Blocks); n > 0 && c.Blocks[n-1].Kind == corpus.BlockTable {
			c.Blocks[n-1].Rows = append(c.Blocks[n-1].Rows, row)
			continue
		}
		c.Blocks = append(c.Blocks, corpus.Block{Kind: corpus.BlockTable, Rows: [][]corpus.Cell{row}})
	}
	return c
}

func spannedCell(s string) corpus.Cell {
	spans, text, ok := strings.Cut(s, ":")
	wide, high, two := strings.Cut(spans, "x")
	w, err := strconv.Atoi(wide)
	h, err2 := strconv.Atoi(high)
	if !ok || !two || err != nil || err2 != nil || w > 1000 || h > 1000 {
		return corpus.Cell{Text: s}
	}
	return corpus.Cell{Text: text, ColSpan: w, RowSpan: h, Indent: max(w%7, 0)}
}

// brokenItems names the first promise that an item breaks.
func brokenItems(p corpus.Parsed) error {
	for i, it := range p.Items {
		if it.Ord != i+1 {
			return fmt.Errorf("item %d has ord %d", i, it.Ord)
		}
		if it.Name == "" {
			return fmt.Errorf("item %d has no name", i)
		}
		if err := brokenParent(p.Items, it); err != nil {
			return fmt.Errorf("item %d %q: %w", i, it.Name, err)
		}
		if err := brokenPlace(p.Text, it); err != nil {
			return fmt.Errorf("item %d %q: %w", i, it.Name, err)
		}
	}
	return nil // tiers that rise by one to each parent allow no circle
}

func brokenParent(items []corpus.CatalogueItem, it corpus.CatalogueItem) error {
	if it.ParentOrd < 0 || it.ParentOrd > len(items) || it.ParentOrd == it.Ord {
		return fmt.Errorf("parent %d", it.ParentOrd)
	}
	var up corpus.CatalogueItem
	if it.ParentOrd > 0 {
		up = items[it.ParentOrd-1]
	}
	if it.Level != up.Level+1 || it.ParentOrd == 0 && it.Parent != "" {
		return fmt.Errorf("tier %d, parent %d %q", it.Level, it.ParentOrd, it.Parent)
	}
	return nil
}

func brokenPlace(text string, it corpus.CatalogueItem) error {
	if it.StartByte < 0 || it.EndByte > len(text) || it.StartByte > it.EndByte {
		return fmt.Errorf("stands at %d to %d of %d", it.StartByte, it.EndByte, len(text))
	}
	row := text[it.StartByte:it.EndByte]
	if string([]rune(text)[it.Start:it.End]) != row {
		return errors.New("runes and bytes differ")
	}
	if !standsIn(row, it.Name) || !standsIn(row, it.Code) {
		return fmt.Errorf("it or its code %q is not in its row %q", it.Code, row)
	}
	return nil
}

// standsIn compares without white space, marks that codes are freed of, width and
// case.
func standsIn(row, s string) bool {
	fold := func(s string) string {
		return strings.Map(func(r rune) rune {
			switch {
			case isSpace(r) || strings.ContainsRune("\u200B\uFEFF\u00AD", r):
				return -1
			case r >= '！' && r <= '～':
				return r - '！' + '!'
			case strings.ContainsRune("—–‐", r):
				return '-'
			case strings.ContainsRune("·。｡", r):
				return '.'
			}
			return r
		}, s)
	}
	return strings.Contains(strings.ToUpper(fold(row)), strings.ToUpper(fold(s)))
}

// TestCatalogueLargeTables reads large tables; what it takes grows with the rows.
func TestCatalogueLargeTables(t *testing.T) {
	if testing.Short() {
		t.Skip("reads large input in one goroutine")
	}
	for _, c := range []struct {
		name string
		row  func(i int) []string
	}{
		{"codes", func(i int) []string { return []string{fmt.Sprintf("A%08d", i), "名称"} }},
		{"deep codes", func(i int) []string { return []string{strings.Repeat("1.", i%7) + fmt.Sprint(i%999), "名称"} }},
		{"no codes", func(int) []string { return []string{"", "名称"} }},
		{"labels", func(i int) []string {
			return []string{fmt.Sprintf("（%d）", i%300), fmt.Sprintf("%d.名称", i%50+1)}
		}},
		{"one code", func(int) []string { return []string{"A01", "名称"} }},
		{"heads", func(int) []string { return []string{"编码", "名称"} }},
	} {
		t.Run(c.name, func(t *testing.T) {
			growsGently(t, 4_000, func(n int) []corpus.Block {
				b := corpus.Block{Kind: corpus.BlockTable, Rows: [][]corpus.Cell{{{Text: "编码"}, {Text: "名称"}, {Text: "说明"}}}}
				for i := range n {
					row := make([]corpus.Cell, 10)
					for k := range row {
						row[k].Text = "说明"
					}
					for k, s := range c.row(i) {
						row[k].Text = s
					}
					b.Rows = append(b.Rows, row)
				}
				return []corpus.Block{b}
			})
		})
	}
}

// growsGently reads catalogues of size n and 4n, and reports one that takes much
// more than four times as long or as much: sixteen times would be quadratic. The
// clock is judged by growth alone and three times over, since a machine may be slow
// and busy.
func growsGently(t *testing.T, n int, blocks func(n int) []corpus.Block) {
	t.Helper()
	few, many := costOf(blocks(n)), costOf(blocks(4*n))
	if many.allocated > 10*few.allocated+(8<<20) {
		t.Errorf("%d MiB are allocated for four times what takes %d MiB", many.allocated>>20, few.allocated>>20)
	}
	slow := func() bool { return many.took > 12*few.took && many.took > time.Second }
	for range 3 {
		if !slow() {
			return
		}
		few.took, many.took = max(few.took, costOf(blocks(n)).took), min(many.took, costOf(blocks(4*n)).took)
	}
	if slow() {
		t.Errorf("%v for four times what takes %v", many.took, few.took)
	}
}

// cost is what reading takes: garbage counts as allocated, too.
type cost struct {
	took      time.Duration
	allocated uint64
}

func costOf(added []corpus.Block) cost {
	blocks := append(paragraphs("#甲市购买服务目录").Blocks, added...)
	text, lines := assemble(blocks)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	catalogueItems(text, blocks, lines, corpus.Metadata{Title: "甲市购买服务目录", Kind: corpus.KindCatalogue})
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	return cost{took, after.TotalAlloc - before.TotalAlloc}
}

func TestCatalogueSpans(t *testing.T) {
	head := make([]corpus.Cell, 60)
	wide := make([]corpus.Cell, 60)
	for i := range head {
		head[i] = corpus.Cell{Text: []string{"编码", "名称", "一级目录", "说明"}[i%4]}
		wide[i] = corpus.Cell{Text: "甲", ColSpan: 1000, RowSpan: 1000}
	}
	growsGently(t, 50, func(n int) []corpus.Block {
		rows := [][]corpus.Cell{head}
		for range n {
			rows = append(rows, wide)
		}
		return []corpus.Block{{Kind: corpus.BlockTable, Rows: rows}}
	})
	tall := make([]corpus.Cell, 60)
	for i := range tall {
		tall[i] = corpus.Cell{Text: "甲", RowSpan: 1000}
	}
	growsGently(t, 2_000, func(n int) []corpus.Block {
		rows := [][]corpus.Cell{head}
		for range n {
			rows = append(rows, tall)
		}
		return []corpus.Block{{Kind: corpus.BlockTable, Rows: rows}}
	})
}

// TestCatalogueManyTables: what is read must not be read again for each table.
func TestCatalogueManyTables(t *testing.T) {
	if testing.Short() {
		t.Skip("reads large input in one goroutine")
	}
	growsGently(t, 500, func(n int) []corpus.Block {
		var blocks []corpus.Block
		for i := range n {
			rows := [][]corpus.Cell{{{Text: "编码"}, {Text: "名称"}, {Text: "编码"}, {Text: "名称"}}}
			for k := range 3 {
				rows = append(rows, []corpus.Cell{{Text: fmt.Sprintf("A%d.%d", i%9999, k)}, {Text: "甲"}, {Text: fmt.Sprintf("B%d.%d", i%9999, k)}, {Text: "乙"}})
			}
			blocks = append(blocks, paragraphs(fmt.Sprintf("%d.类", i%300+1)).Blocks...)
			blocks = append(blocks, corpus.Block{Kind: corpus.BlockTable, Rows: rows})
		}
		return blocks
	})
}

// TestCatalogueLongLines: long lines of digits, labels and marks.
func TestCatalogueLongLines(t *testing.T) {
	if testing.Short() {
		t.Skip("reads large input in one goroutine")
	}
	for _, s := range []string{"1", "1.", "（一）", "A01", "甲  ", "。", "1.甲；", "|", "一、"} {
		growsGently(t, 1<<14, func(n int) []corpus.Block {
			var blocks []corpus.Block
			for range 4 {
				blocks = append(blocks, corpus.Block{Kind: corpus.BlockParagraph, Text: strings.Repeat(s, n/len(s))})
			}
			return blocks
		})
	}
}
