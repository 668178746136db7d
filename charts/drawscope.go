package charts

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"duibiao/compare"
	"duibiao/compare/scope"
)

// The most fields and places that one picture shows: more would be taller than a
// page, and its type too small on one.
const (
	maxFields = 34
	maxPlaces = 12
)

// coverage is a report of fields, sorted for drawing.
type coverage struct {
	places []covering
	fields []field
}

// covering is a place of a coverage.
type covering struct {
	region, name string
	home         bool
	// has, lacks and unknown count its fields by state.
	has, lacks, unknown int
}

// field is a field of a coverage and what is known of it, by region.
type field struct {
	class, name string
	cells       map[string]fieldCell
	// places counts those that have it, items theirs.
	places, items int
}

type fieldCell struct {
	state         scope.State
	items, barred int
	tip           string
}

// coverageOf reads a report of scope: fields in its order, places by how many
// fields they cover, home last.
func coverageOf(r compare.Report) coverage {
	var c coverage
	short := shortNames(r)
	at, in := map[string]int{}, map[string]int{}
	for _, row := range r.Rows {
		p, ok := at[row.Region]
		if !ok {
			p = len(c.places)
			at[row.Region] = p
			c.places = append(c.places, covering{region: row.Region, name: short[row.Region], home: row.Home})
		}
		class, name := r.Cell(row, "class").Text, r.Cell(row, "domain").Text
		f, ok := in[class+"\t"+name]
		if !ok {
			f = len(c.fields)
			in[class+"\t"+name] = f
			c.fields = append(c.fields, field{class: class, name: name, cells: map[string]fieldCell{}})
		}
		c.add(&c.places[p], &c.fields[f], r, row)
	}
	slices.SortStableFunc(c.places, func(a, b covering) int {
		return cmp.Or(order(b.home)-order(a.home), cmp.Compare(b.has, a.has), cmp.Compare(a.unknown, b.unknown))
	})
	return c
}

func (c *coverage) add(p *covering, f *field, r compare.Report, row compare.Row) {
	cell := fieldCell{state: scope.State(row.Kind), items: int(r.Cell(row, "items").Number), barred: int(r.Cell(row, "barred").Number)}
	said := ""
	switch cell.state {
	case scope.Covered:
		p.has++
		f.places, f.items = f.places+1, f.items+cell.items
		said = fmt.Sprintf("有，%d项：%s", cell.items, r.Cell(row, "names").Text)
	case scope.NotCovered:
		p.lacks++
		said = "无，整份目录中没有归入该领域的条目"
	default:
		cell.state = scope.Unknown
		p.unknown++
		said = "未知，" + r.Cell(row, "items").Why
	}
	if cell.barred > 0 {
		said += fmt.Sprintf("；另有不得购买的%d项，不算", cell.barred)
	}
	cell.tip = p.name + "·" + f.name + "：" + said
	f.cells[row.Region] = cell
}

// draw is a field in a place as a cell of a matrix.
func (c fieldCell) draw() coverCell {
	m := coverCell{style: cellUnknown, tip: c.tip}
	switch {
	case c.state == scope.NotCovered:
		m.style, m.text = cellNone, "无"
	case c.state != scope.Covered:
	case c.items >= 5:
		m.style, m.text = cellMany, strconv.Itoa(c.items)
	case c.items >= 2:
		m.style, m.text = cellFew, strconv.Itoa(c.items)
	default:
		m.style, m.text = cellOne, strconv.Itoa(c.items)
	}
	if c.barred > 0 {
		m.text += "※"
	}
	return m
}

// drawScope draws fields as rows, by class, and places as columns.
func drawScope(r compare.Report) (Figure, error) {
	f := newFigure(r)
	c := coverageOf(r)
	covered := 0
	for _, p := range c.places {
		covered += p.has
	}
	switch covered {
	case 0:
		f.Sentence = "所选地区的目录没有可以归入购买服务领域的条目，不作图。"
		return f, nil
	case 1:
		f.Sentence = "所选地区只见一处有条目的领域：" + c.theOne() + "；不足以比较，不作图。"
		return f, nil
	}
	f.Description = c.describe(f.Title)
	f.Notes = append(f.Notes, c.scopeNotes()...)
	f.Notes = append(f.Notes, c.dropEmpty()...)
	f.Notes = append(f.Notes, c.limit()...)
	o, height := c.scopeTable().option(f.Description)
	return f.finish(o, height)
}

func (c coverage) theOne() string {
	for _, f := range c.fields {
		for _, p := range c.places {
			if x := f.cells[p.region]; x.state == scope.Covered {
				return x.tip
			}
		}
	}
	return ""
}

// describe says in words what the picture shows: how many fields each place has,
// and which every place has.
func (c coverage) describe(title string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s，领域与地区对照的矩阵，共%d个领域、%d个地区。", title, len(c.fields), len(c.places))
	for i, p := range c.places {
		if i > 0 {
			b.WriteString("，")
		}
		fmt.Fprintf(&b, "%s有%d个", p.name, p.has)
		if p.lacks > 0 {
			fmt.Fprintf(&b, "、无%d个", p.lacks)
		}
		if p.unknown > 0 {
			fmt.Fprintf(&b, "、未知%d个", p.unknown)
		}
	}
	b.WriteString("。")
	fields := slices.Clone(c.fields)
	slices.SortStableFunc(fields, func(x, y field) int { return cmp.Compare(y.places, x.places) })
	b.WriteString("有的地区最多的领域：")
	for i, f := range fields[:min(len(fields), 5)] {
		if i > 0 {
			b.WriteString("，")
		}
		fmt.Fprintf(&b, "%s（%d个地区）", f.name, f.places)
	}
	b.WriteString("。")
	return b.String()
}

// scopeNotes say how the picture is read.
func (c coverage) scopeNotes() []string {
	text := "图中数字是条目数，颜色越深条目越多；“无”是整份目录中没有；斜纹是未知，不等于没有"
	barred := slices.ContainsFunc(c.fields, func(f field) bool {
		for _, x := range f.cells {
			if x.barred > 0 {
				return true
			}
		}
		return false
	})
	if barred {
		text += "；“※”表示另有按名称看不得购买的条目，不算在内"
	}
	out := []string{text + "。"}
	if slices.ContainsFunc(c.places, func(p covering) bool { return p.has > 0 && c.partly(p) }) {
		out = append(out, "“≥”表示该地区只见目录的一部分，有条目的领域至少有这些。")
	}
	return out
}

// dropEmpty leaves out the fields that no place is known to have, and names them.
func (c *coverage) dropEmpty() []string {
	var names []string
	c.fields = slices.DeleteFunc(slices.Clone(c.fields), func(f field) bool {
		if f.places == 0 {
			names = append(names, f.name)
		}
		return f.places == 0
	})
	if names == nil {
		return nil
	}
	return []string{fmt.Sprintf("有%d个领域没有一个地区见有条目，图中略去，见表：%s。", len(names), listed(names))}
}

// limit leaves out what one picture cannot hold, and says what that is: the
// fields in which all places are alike, then those that the fewest places have; the
// places that cover least.
func (c *coverage) limit() []string {
	var out []string
	if len(c.places) > maxPlaces {
		keep := maxPlaces
		home := c.places[len(c.places)-1]
		if home.home {
			keep--
		}
		var names []string
		for _, p := range c.places[keep:] {
			if !p.home {
				names = append(names, p.name)
			}
		}
		c.places = slices.Clone(c.places[:keep])
		if home.home {
			c.places = append(c.places, home)
		}
		out = append(out, fmt.Sprintf("图中最多画%d个地区，有条目的领域较少的%d个没有画出，见表：%s。", maxPlaces, len(names), strings.Join(names, "、")))
	}
	if len(c.fields) > maxFields {
		ranked := slices.Clone(c.fields)
		slices.SortStableFunc(ranked, func(a, b field) int {
			return cmp.Or(order(!c.alike(a))-order(!c.alike(b)), cmp.Compare(b.places, a.places))
		})
		var names []string
		left := map[[2]string]bool{}
		for _, f := range ranked[maxFields:] {
			names = append(names, f.name)
			left[[2]string{f.class, f.name}] = true
		}
		c.fields = slices.DeleteFunc(slices.Clone(c.fields), func(f field) bool { return left[[2]string{f.class, f.name}] })
		out = append(out, fmt.Sprintf("图中最多画%d个领域，先画各地有无不同的、有的地区多的；没有画出的%d个见表：%s。", maxFields, len(names), listed(names)))
	}
	return out
}

// alike reports whether a field is the same in all places.
func (c coverage) alike(f field) bool {
	return !slices.ContainsFunc(c.places, func(p covering) bool { return f.cells[p.region].state != f.cells[c.places[0].region].state })
}

// scopeTable puts a total on top, and in each class the fields that most places
// have first.
func (c coverage) scopeTable() coverTable {
	var m coverTable
	total := coverRow{name: "有条目的领域数", bold: true}
	for _, p := range c.places {
		m.columns = append(m.columns, coverColumn{p.name, p.home})
		total.cells = append(total.cells, p.total(c.partly(p)))
	}
	m.rows = append(m.rows, total)
	var classes []string
	byClass := map[string][]field{}
	for _, f := range c.fields {
		if byClass[f.class] == nil {
			classes = append(classes, f.class)
		}
		byClass[f.class] = append(byClass[f.class], f)
	}
	for _, class := range classes {
		fields := byClass[class]
		slices.SortStableFunc(fields, func(a, b field) int { return cmp.Compare(b.places, a.places) })
		if class != "" && class != fields[0].name { // a class without fields stands for itself
			m.rows = append(m.rows, coverRow{name: class, bold: true})
		}
		for _, f := range fields {
			m.rows = append(m.rows, c.row(f))
		}
	}
	return m
}

func (c coverage) row(f field) coverRow {
	row := coverRow{name: f.name}
	for _, p := range c.places {
		row.cells = append(row.cells, f.cells[p.region].draw())
	}
	return row
}

// partly reports whether only a part of a place's catalogue is known. Where a whole
// catalogue of any place is known, every field that it lacks has a row.
func (c coverage) partly(p covering) bool {
	return p.unknown > 0 || !slices.ContainsFunc(c.places, func(x covering) bool { return x.lacks > 0 })
}

// total is how many fields a place has; at least so many where only a part of its
// catalogue is known.
func (p covering) total(partly bool) coverCell {
	m := coverCell{style: cellPlain, text: strconv.Itoa(p.has), tip: fmt.Sprintf("%s：有%d个领域，无%d个，未知%d个", p.name, p.has, p.lacks, p.unknown)}
	switch {
	case partly && p.has == 0:
		m.text = "—"
	case partly:
		m.text = "≥" + m.text
	}
	return m
}
