package charts

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"duibiao/compare"
	"duibiao/compare/scope"
	"duibiao/corpus"
)

// catalogueOf is an invented stored catalogue: a line an item, two spaces a tier.
func catalogueOf(region string, year int, whole bool, lines string) scope.List {
	l := scope.List{
		Region: region, Year: year, Complete: whole, Topic: corpus.TopicServicePurchase, DocumentID: "doc-" + region,
		Document: compare.PlaceName(corpus.Dataset{}, region) + "政府购买服务目录",
	}
	var path []int
	for line := range strings.Lines(lines) {
		name := strings.TrimSpace(line)
		if name == "" {
			continue
		}
		depth := (len(strings.TrimRight(line, "\n")) - len(strings.TrimLeft(strings.TrimRight(line, "\n"), " "))) / 2
		it := corpus.CatalogueItem{Region: region, Year: year, Name: name, Level: depth + 1, Ord: len(l.Items) + 1, Table: 1, Row: len(l.Items) + 2}
		path = append(path[:depth], it.Ord)
		if depth > 0 {
			it.ParentOrd, it.Parent = path[depth-1], l.Items[path[depth-1]-1].Name
		}
		l.Items = append(l.Items, it)
	}
	return l
}

// invented are three whole catalogues, one of them of the home place, and a part;
// mark is put before every name.
func invented(mark string) []scope.List {
	out := []scope.List{
		catalogueOf("310112", 2022, true, `
公共服务
  养老服务
    老年人助餐
    老年人助浴
    老年人日间照料
    老年人精神慰藉
    老年人紧急呼叫
  公共文化
    社区图书室
    群众文艺演出
  残疾人服务
    残疾人辅具适配
辅助服务
  法律服务
    法律顾问
  敬老院改扩建`),
		catalogueOf("110102", 2023, true, `
公共服务
  养老服务
    老年人助浴
    老年人助餐
  公共教育
    校外托管
辅助服务
  法律服务
    法律顾问
    法律咨询
  评估
    项目评估`),
		catalogueOf("x-home", 2020, true, `
公共服务
  养老服务
    老年人助餐
  法律服务`),
		catalogueOf("120101", 2019, false, "公共体育\n"),
	}
	for i := range out {
		out[i].Document = mark + out[i].Document
		for k := range out[i].Items {
			out[i].Items[k].Name = mark + out[i].Items[k].Name
		}
	}
	return out
}

// TestOptionsHostile: in the option of every kind what sources wrote is inert.
func TestOptionsHostile(t *testing.T) {
	drawsMuch(t)
	for _, kind := range Kinds() {
		f := drawn(t, kind, hostile(t), compare.Options{})
		if f.Option == nil || !json.Valid(f.Option) || strings.ContainsAny(string(f.Option), "<>&") {
			t.Errorf("%s: the option is not inert JSON", kind)
		}
		checkTemplates(t, string(f.Option))
	}
}

// cellOf finds the cell of a field in a place.
func cellOf(t *testing.T, m coverTable, row, column string) coverCell {
	t.Helper()
	y := slices.IndexFunc(m.rows, func(r coverRow) bool { return r.name == row })
	x := slices.IndexFunc(m.columns, func(c coverColumn) bool { return c.name == column })
	if y < 0 || x < 0 {
		t.Fatalf("no %s in %s", row, column)
	}
	return m.rows[y].cells[x]
}

// TestScopeStates: what a place has, lacks and what is not known look different.
func TestScopeStates(t *testing.T) {
	r := reportOf(t, "scope", dataset(t), compare.Options{})
	m := coverageOf(r).scopeTable()
	for _, tc := range []struct{ row, column, style, text string }{
		{"养老服务", "上海市闵行区", cellMany, "5※"},
		{"养老服务", "北京市西城区", cellFew, "2"},
		{"残疾人服务", "北京市西城区", cellNone, "无"},
		{"残疾人服务", "本区", cellNone, "无"},
		{"残疾人服务", "天津市和平区", cellUnknown, ""},
		{"公共体育", "天津市和平区", cellOne, "1"},
		{"有条目的领域数", "天津市和平区", cellPlain, "≥1"},
		{"有条目的领域数", "本区", cellPlain, "2"},
		{"有条目的领域数", "上海某区乙", cellPlain, "—"},
	} {
		if c := cellOf(t, m, tc.row, tc.column); c.style != tc.style || c.text != tc.text {
			t.Errorf("%s, %s: %q %q, want %q %q", tc.row, tc.column, c.style, c.text, tc.style, tc.text)
		}
	}
	if last := m.columns[len(m.columns)-1]; !last.home {
		t.Errorf("the last column is %s, not home", last.name)
	}
}

// TestScopeGaps: only what others have and home has not, the most common first.
func TestScopeGaps(t *testing.T) {
	in := dataset(t)
	f := drawn(t, "scope-gaps", in, compare.Options{Regions: []string{"310112", "110102"}, Home: "x-home"})
	want := "评估（1个地区有，本区无）"
	if !strings.Contains(f.Description, want) || strings.Contains(f.Description, "养老服务") || strings.Contains(f.Description, "法律服务") {
		t.Errorf("description %s, want %s and nothing that home has", f.Description, want)
	}
	f = drawn(t, "scope-gaps", in, compare.Options{Regions: []string{"310112"}, Home: "610305"})
	if !strings.Contains(f.Description, "未知") || strings.Contains(f.Description, "凤翔区无") || !strings.Contains(strings.Join(f.Notes, ""), "不能说没有") {
		t.Errorf("a home of which nothing is known: %s, %q", f.Description, f.Notes)
	}
	for _, o := range []compare.Options{{Regions: []string{"310112", "110102"}}, {Regions: []string{"x-home"}, Home: "310112"}} {
		if f := drawn(t, "scope-gaps", in, o); f.Option != nil || f.Sentence == "" {
			t.Errorf("%+v: a picture without a gap", o)
		}
	}
}

// TestScopeLimit: what does not fit is named.
func TestScopeLimit(t *testing.T) {
	var c coverage
	for i := range 80 {
		c.fields = append(c.fields, field{class: "甲", name: "领域" + itoa(i), places: 80 - i, cells: map[string]fieldCell{}})
	}
	c.fields[79].cells["0"] = fieldCell{state: scope.Covered} // few have it, but not all places are alike
	for i := range 20 {
		c.places = append(c.places, covering{region: itoa(i), name: "地区" + itoa(i), has: 20 - i, home: i == 19})
	}
	notes := strings.Join(c.limit(), "")
	if len(c.fields) != maxFields || len(c.places) != maxPlaces || !c.places[maxPlaces-1].home {
		t.Errorf("%d fields, %d places", len(c.fields), len(c.places))
	}
	for _, want := range []string{"没有画出的46个", "领域33", "8个没有画出", "地区18"} {
		if !strings.Contains(notes, want) {
			t.Errorf("no %s in %s", want, notes)
		}
	}
	if strings.Contains(notes, "地区19") {
		t.Error("home was left out")
	}
	if last := c.fields[maxFields-1]; last.name != "领域79" {
		t.Errorf("%s was kept before a field in which places differ", last.name)
	}
}

// TestOverlapParts: the parts of a bar are the items of both catalogues.
func TestOverlapParts(t *testing.T) {
	panels := overlapPanels(reportOf(t, "overlap", dataset(t), compare.Options{}))
	if len(panels) != 1 || len(panels[0].pairs) != 2 {
		t.Fatalf("panels %+v", panels)
	}
	for _, p := range panels[0].pairs {
		x := p.parts()
		if x[0]+x[1]+x[2] != p.home || x[2]+x[3]+x[4] != p.items || slices.Min(x[:]) < 0 {
			t.Errorf("%s: parts %v of %d and %d", p.name, x, p.home, p.items)
		}
	}
	p := panels[0].pairs[0]
	if p.name != "北京市西城区" || p.both != 1 || p.homeFound != 2 {
		t.Errorf("first %+v", p)
	}
}

// TestCatalogueAreas: the areas of a map are all the lowest items, however few
// names fit.
func TestCatalogueAreas(t *testing.T) {
	trees := treesOf(reportOf(t, "catalogue", dataset(t), compare.Options{}))
	seen := 0
	for _, tr := range trees {
		for _, width := range []int{20, 60, 200, treeWide} {
			sum := 0
			for _, n := range tr.nodes(width, 100) {
				below := 0
				for _, c := range n.Children {
					below += c.Value
				}
				if n.Children != nil && below != n.Value {
					t.Errorf("%s, %s: %d below %d", tr.label(), n.Name, below, n.Value)
				}
				sum += n.Value
			}
			if sum != tr.items || sum == 0 {
				t.Errorf("%s at %d: %d items, want %d", tr.label(), width, sum, tr.items)
			}
		}
		if tr.whole {
			seen++
		}
	}
	if seen != 3 {
		t.Errorf("%d whole catalogues", seen)
	}
}
