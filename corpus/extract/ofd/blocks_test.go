package ofd

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"duibiao/corpus"
)

// TestBlocks: a file as offices publish them, with a running head from a
// template, prose over two pages and a table.
func TestBlocks(t *testing.T) {
	rows := [][]string{{"编号", "名称", "限额"}, {"一", "印刷", "20"}, {"二", "保洁", "30"}}
	long := "为规范某市集中采购行为，根据有关规定制定本办法并予公布施行。"
	b := newBook(
		line(80, 40, "某市集中采购办法")+line(38, 60, "第一条"+long[:3*25])+line(30, 68, long[3*25:])+line(38, 76, "第二条目录见附表。"),
		line(38, 40, "第三条本办法自公布之日起施行。")+grid(30, 60, 40, 10, rows))
	b.document(`<ofd:TemplatePage ID="7" BaseLoc="Tpls/T.xml"/>`, 2)
	b["Doc_0/Tpls/T.xml"] = content(line(90, 8, "某市公报"))
	for i := range 2 {
		at := fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", i)
		b[at] = strings.Replace(b[at], "<ofd:Content>", `<ofd:Template TemplateID="7"/><ofd:Content>`, 1)
	}
	var c corpus.Content
	if err := Read(b.pack(t), &c, Options{}); err != nil {
		t.Fatal(err)
	}
	var texts []string
	var table [][]string
	for _, block := range c.Blocks {
		if block.Kind != corpus.BlockTable {
			texts = append(texts, block.Text)
			continue
		}
		for _, row := range block.Rows {
			var cells []string
			for _, cell := range row {
				cells = append(cells, cell.Text)
			}
			table = append(table, cells)
		}
	}
	if want := []string{"某市集中采购办法", "第一条" + long, "第二条目录见附表。", "第三条本办法自公布之日起施行。"}; !reflect.DeepEqual(texts, want) {
		t.Errorf("texts %q", texts)
	}
	if !reflect.DeepEqual(table, rows) {
		t.Errorf("table %q", table)
	}
	if c.MediaType != "application/ofd" || c.Charset != "utf-8" || c.Fields != nil {
		t.Errorf("%s, %s, fields %v", c.MediaType, c.Charset, c.Fields)
	}
}

// TestDamage cuts a file off at every length and turns every byte over, and does
// the same to a page inside a sound file: each gives text or an error, in time.
func TestDamage(t *testing.T) {
	b := newBook(grid(30, 60, 40, 10, [][]string{{"编号", "名称"}}))
	data, page := b.pack(t), b[page0]
	start := time.Now()
	for i := range data {
		flip := bytes.Clone(data)
		flip[i] ^= 0xFF
		for _, d := range [][]byte{data[:i], flip} {
			_ = Read(d, &corpus.Content{}, Options{}) // any outcome, no panic
		}
	}
	for i := 0; i < len(page); i += 5 {
		flip := []byte(page)
		flip[i] ^= 0x15
		for _, p := range []string{page[:i], string(flip)} {
			if r, err := read(b.with(page0, p+" ").pack(t), Options{}); err == nil {
				checkText(t, r, p)
			}
		}
	}
	if d := time.Since(start); d > 30*time.Second {
		t.Errorf("%v", d)
	}
}
