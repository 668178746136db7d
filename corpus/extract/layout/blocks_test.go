package layout

import (
	"fmt"
	"strings"
	"testing"

	"duibiao/corpus"
)

// paper is a page on which tests write: 600 by 800 points, text from x = 100 to
// x = 500.
type paper struct{ Page }

func newPaper(number int) *paper {
	return &paper{Page{Number: number, Width: 600, Height: 800}}
}

// write puts text on the page, its first character at x, y: one em for wide
// characters, half for others; a space leaves half an em empty.
func (p *paper) write(x, y, size float64, text string) *paper {
	for _, r := range text {
		w := size
		if spaces(r) {
			w = size / 2
		}
		p.Glyphs = append(p.Glyphs, Glyph{Box: Box{x, y, x + w, y + size}, Text: string(r), Size: size})
		x += w
	}
	return p
}

func (p *paper) rule(x0, y0, x1, y1 float64) *paper {
	p.Rules = append(p.Rules, Rule{x0, y0, x1, y1})
	return p
}

// grid draws a table with edges at xs and ys and writes its cells, row by row.
func (p *paper) grid(xs, ys []float64, cells ...string) *paper {
	for _, x := range xs {
		p.rule(x, ys[0], x, ys[len(ys)-1])
	}
	for _, y := range ys {
		p.rule(xs[0], y, xs[len(xs)-1], y)
	}
	for i, c := range cells {
		for k, l := range strings.Split(c, "\n") {
			p.write(xs[i%(len(xs)-1)]+4, ys[i/(len(xs)-1)]+4+12*float64(k), 10, l)
		}
	}
	return p
}

func show(blocks []corpus.Block) string {
	var b strings.Builder
	for _, x := range blocks {
		if x.Kind == corpus.BlockHeading {
			fmt.Fprintf(&b, "%d# ", x.Level)
		}
		if x.Text != "" {
			fmt.Fprintln(&b, x.Text)
		}
		for i, r := range x.Rows {
			if x.RowPages != nil {
				fmt.Fprint(&b, x.RowPages[i])
			}
			for _, c := range r {
				b.WriteString("|" + c.Text)
				if c.ColSpan+c.RowSpan > 0 {
					fmt.Fprintf(&b, "(%d,%d)", c.ColSpan, c.RowSpan)
				}
			}
			b.WriteString("|\n")
		}
	}
	return b.String()
}

const long = "采购人应当按照本目录编制采购预算不得把应当集中采购的项目拆开来买也不得借故拖延或者"

// body writes a paragraph of two full lines and a short one.
func (p *paper) body(y float64) *paper {
	runes := []rune(long)
	p.write(120, y, 10, string(runes[:38]))
	p.write(100, y+15, 10, string(runes[:40]))
	return p.write(100, y+30, 10, "以其他办法规避。")
}

func bodyText() string {
	runes := []rune(long)
	return string(runes[:38]) + string(runes[:40]) + "以其他办法规避。\n"
}

func TestBlocks(t *testing.T) {
	xs, ys := []float64{100, 200, 300}, []float64{100, 130, 160}
	low := []float64{700, 730, 760}
	for name, tc := range map[string]struct {
		pages []*paper
		want  string
	}{
		"a heading and two paragraphs": {
			[]*paper{newPaper(1).write(240, 120, 20, "虚构办法").body(200).body(245)},
			"1# 虚构办法\n" + bodyText() + bodyText(),
		},
		"a paragraph over the end of a page": {
			[]*paper{newPaper(1).body(200).body(245).write(120, 700, 10, long[:38*3]), newPaper(2).write(100, 100, 10, "写到下一页。").body(150).body(195)},
			bodyText() + bodyText() + long[:38*3] + "写到下一页。\n" + bodyText() + bodyText(),
		},
		"words": {
			[]*paper{newPaper(1).write(100, 200, 10, "采用 open data 格式")},
			"采用open data格式\n",
		},
		"the space after a label": {
			[]*paper{newPaper(1).write(100, 200, 10, "第三条 采 购")},
			"第三条 采购\n",
		},
		"heads, feet and page numbers": {
			[]*paper{
				newPaper(1).write(100, 40, 9, "虚构汇编").body(200).write(290, 760, 9, "— 1 —"),
				newPaper(2).write(100, 40, 9, "虚构汇编").body(200).write(290, 760, 9, "— 2 —"),
				newPaper(3).write(100, 40, 9, "虚构汇编").body(200).write(290, 760, 9, "— 3 —"),
			},
			strings.Repeat(bodyText(), 3),
		},
		"numbered titles at the top are no heads": {
			[]*paper{newPaper(1).write(100, 40, 10, "附件1").body(200), newPaper(2).write(100, 40, 10, "附件2").body(200), newPaper(3).write(100, 40, 10, "附件3").body(200)},
			"附件1\n" + bodyText() + "附件2\n" + bodyText() + "附件3\n" + bodyText(),
		},
		"a grid": {
			[]*paper{newPaper(1).grid(xs, ys, "编号", "名称", "A01", "桌椅\n板凳")},
			"|编号|名称|\n|A01|桌椅板凳|\n",
		},
		"a grid over two pages": {
			[]*paper{newPaper(1).grid(xs, low, "编号", "名称", "A01", "桌椅"), newPaper(2).grid(xs, ys, "编号", "名称", "A02", "柜子")},
			"1|编号|名称|\n1|A01|桌椅|\n2|A02|柜子|\n",
		},
		"a head below a title in the table": {
			[]*paper{
				newPaper(1).grid(xs, low, "编号", "名称", "A01", "桌椅").rule(100, 670, 300, 670).rule(100, 670, 100, 700).rule(300, 670, 300, 700).write(104, 680, 10, "表一"),
				newPaper(2).grid(xs, ys, "编号", "名称", "A02", "柜子"),
			},
			"1|表一(2,0)|\n1|编号|名称|\n1|A01|桌椅|\n2|A02|柜子|\n",
		},
		"a row over two pages": {
			[]*paper{newPaper(1).grid(xs, low, "编号", "名称", "A01", "带有防火功能的双门"), newPaper(2).grid(xs, ys, "", "文件柜", "A02", "柜子")},
			"1|编号|名称|\n1|A01|带有防火功能的双门文件柜|\n2|A02|柜子|\n",
		},
		"other columns are another table": {
			[]*paper{newPaper(1).grid(xs, low, "编号", "名称", "A01", "桌椅"), newPaper(2).grid([]float64{100, 150, 300}, ys, "编号", "名称", "A02", "柜子")},
			"|编号|名称|\n|A01|桌椅|\n|编号|名称|\n|A02|柜子|\n",
		},
		"a table that ends high is not joined": {
			[]*paper{newPaper(1).grid(xs, ys, "编号", "名称", "A01", "桌椅"), newPaper(2).grid(xs, ys, "单位", "电话", "甲", "0")},
			"|编号|名称|\n|A01|桌椅|\n|单位|电话|\n|甲|0|\n",
		},
		"text between tables parts them": {
			[]*paper{newPaper(1).grid(xs, low, "编号", "名称", "A01", "桌椅"), newPaper(2).write(100, 150, 10, "表二").grid(xs, []float64{200, 230, 260}, "编号", "名称", "A02", "柜子")},
			"|编号|名称|\n|A01|桌椅|\n表二\n|编号|名称|\n|A02|柜子|\n",
		},
		"a box is no table": {
			[]*paper{newPaper(1).grid([]float64{90, 510}, []float64{190, 260}).body(200)},
			bodyText(),
		},
		"three lines": {
			[]*paper{newPaper(1).rule(100, 195, 400, 195).write(120, 200, 10, "项目").write(320, 200, 10, "数量").rule(100, 215, 400, 215).
				write(100, 220, 10, "桌子").write(330, 220, 10, "3").write(100, 235, 10, "椅子").write(330, 235, 10, "12").rule(100, 250, 400, 250)},
			"|项目|数量|\n|桌子|3|\n|椅子|12|\n",
		},
		"columns without lines": {
			[]*paper{newPaper(1).write(120, 200, 10, "项目").write(320, 200, 10, "数量").write(100, 215, 10, "桌子").write(330, 215, 10, "3").write(100, 230, 10, "椅子").write(330, 230, 10, "12")},
			"|项目|数量|\n|桌子|3|\n|椅子|12|\n",
		},
		"a watermark": {
			[]*paper{watermarked(1), watermarked(2), watermarked(3)},
			strings.Repeat(bodyText(), 3),
		},
	} {
		t.Run(name, func(t *testing.T) {
			var pages []Page
			for _, p := range tc.pages {
				pages = append(pages, p.Page)
			}
			if got := show(Blocks(pages)); got != tc.want {
				t.Errorf("got\n%s\nwant\n%s", got, tc.want)
			}
		})
	}
}

func watermarked(number int) *paper {
	p := newPaper(number).write(150, 205, 40, "样稿")
	for i := range p.Glyphs {
		p.Glyphs[i].Angle = 45
	}
	return p.body(200)
}

func TestTwoColumns(t *testing.T) {
	p := newPaper(1)
	var left, right string
	for i := range 8 {
		a, b := fmt.Sprintf("左栏第%d行写满了整整一栏", i), fmt.Sprintf("右栏第%d行写满了整整一栏", i)
		p.write(100, 100+15*float64(i), 10, a).write(320, 100+15*float64(i), 10, b)
		left, right = left+a, right+b
	}
	if got := show(Blocks([]Page{p.Page})); got != left+right+"\n" {
		t.Errorf("got %s", got)
	}
}

func TestVertical(t *testing.T) {
	p := newPaper(1)
	for i, r := range []rune("竖排的字从上到下一行写满了以后另起一行写完") {
		p.write(400-20*float64(i/12), 150+10*float64(i%12), 10, string(r))
	}
	if got := show(Blocks([]Page{p.Page})); got != "竖排的字从上到下一行写满了以后另起一行写完\n" {
		t.Errorf("got %s", got)
	}
}

func TestPageNumbers(t *testing.T) {
	for s, want := range map[string]bool{
		"3": true, "—3—": true, "-3-": true, "第3页共9页": true, "第三页": true, "3/9": true, "iv": true, "XII": true, "Page3of9": true,
		"附件3": false, "3.采购": false, "第三章": false, "A3": false, "civil": true, "": false,
	} {
		if got := pagePattern.MatchString(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}

func TestLabels(t *testing.T) {
	for s, want := range map[string]bool{
		"第三条 采购": true, "一、总则": true, "（一）范围": true, "1.采购": true, "1.5倍": false, "1.5%": false, "1.2 采购": true, "①采购": true, "附件1": true, "——采购": true,
		"2031年": false, "三个月": false, "第三方": false, "(3)采购": true, "12%": false,
	} {
		if got := labelled(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}
