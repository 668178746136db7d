package charts

import (
	"slices"
	"strings"
)

// chineseDigits are the numerals of headings.
const chineseDigits = "一二三四五六七八九"

// chineseNumber writes 1 to 99 as headings do: 一, 十, 十一, 二十.
func chineseNumber(n int) string {
	digits := []rune(chineseDigits)
	if n < 1 || n > 99 {
		return itoa(n)
	}
	s := ""
	if n >= 10 {
		if n >= 20 {
			s = string(digits[n/10-1])
		}
		s += "十"
	}
	if n%10 > 0 {
		s += string(digits[n%10-1])
	}
	return s
}

// bareHeading is a heading without its number (一、).
func bareHeading(s string) string {
	number, rest, ok := strings.Cut(s, "、")
	if !ok || number == "" || strings.Trim(number, chineseDigits+"十") != "" {
		return s
	}
	return rest
}

// renumber counts headings, figures, tables and sources in the order in which
// they now stand. Sources that nothing cites any more are left out.
func (d *document) renumber() {
	figures, tables := 0, 0
	var cited []int // old numbers in their new order
	number := map[int]int{}
	anew := func(refs []int) []int {
		out := make([]int, len(refs))
		for i, n := range refs {
			if number[n] == 0 {
				cited = append(cited, n)
				number[n] = len(cited)
			}
			out[i] = number[n]
		}
		return out
	}
	for i := range d.Sections {
		s := &d.Sections[i]
		if s.Heading != "" {
			s.Heading = chineseNumber(i+1) + "、" + s.Heading
		}
		for _, x := range s.Blocks {
			if x.Figure != nil {
				figures++
				x.Figure.Label = label("图", figures)
			}
			if x.Table != nil {
				tables++
				x.Table.Label = label("表", tables)
			}
			x.eachRefs(anew)
		}
	}
	for _, s := range d.Sections {
		for i := range s.Blocks {
			s.Blocks[i].Sources = pick(s.Blocks[i].Sources, number)
		}
	}
}

// eachRefs replaces every list of source numbers of a block, in reading order.
func (x block) eachRefs(f func([]int) []int) {
	for _, g := range x.Groups {
		for _, item := range g.Items {
			for i := range item {
				if item[i].Hint != "" {
					item[i].First = f([]int{item[i].First})[0]
				}
				item[i].Refs = f(item[i].Refs)
			}
		}
	}
	if x.Figure != nil {
		x.Figure.Refs = eachRun(x.Figure.Refs, f)
	}
	if x.Table == nil {
		return
	}
	for _, g := range x.Table.Groups {
		for _, row := range g {
			for i := range row.Cells {
				row.Cells[i].Refs = f(row.Cells[i].Refs)
			}
		}
	}
	x.Table.Refs = eachRun(x.Table.Refs, f)
}

func eachRun(rs []refRun, f func([]int) []int) []refRun {
	var all []int
	for _, r := range rs {
		for n := r.From; n <= r.To; n++ {
			all = append(all, n)
		}
	}
	return runs(f(all))
}

// pick is the list of sources under their new numbers.
func pick(lines []sourceLine, number map[int]int) []sourceLine {
	var out []sourceLine
	for _, l := range lines {
		if n := number[l.Number]; n > 0 {
			out = append(out, sourceLine{n, l.Text})
		}
	}
	slices.SortFunc(out, func(a, b sourceLine) int { return a.Number - b.Number })
	return out
}
