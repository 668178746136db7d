package charts

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"duibiao/compare"
	"duibiao/corpus"
)

// maxCatalogues is how many catalogues one picture shows.
const maxCatalogues = 4

// tree is a catalogue as two tiers of areas.
type tree struct {
	// at is the row of the report in which it begins.
	at                        int
	region, place, name, year string
	home, whole, purchase     bool
	classes                   []branch
	// items are its lowest items, deep whether any class has something below.
	items int
	deep  bool
}

// branch is a class or what stands next below one, with the lowest items in it.
type branch struct {
	name  string
	items int
	below []branch
	// rest is how many branches were put together in it, 0 for one of the
	// catalogue.
	rest int
}

// drawCatalogue draws each catalogue as a tree map: the area is the number of
// lowest items in a class and in what stands next below it.
func drawCatalogue(r compare.Report) (Figure, error) {
	f := newFigure(r)
	trees := treesOf(r)
	var flat []string
	trees = slices.DeleteFunc(trees, func(t tree) bool {
		if !t.deep {
			flat = append(flat, t.label())
		}
		return !t.deep
	})
	if len(trees) == 0 {
		f.Sentence = "所选地区没有分层的目录，看不出各类占多少，不作图。"
		return f, nil
	}
	if len(trees) == 1 && trees[0].items < 2 {
		f.Sentence = "所选地区的目录只有一个末级条目：" + trees[0].label() + "；不作图。"
		return f, nil
	}
	sortTrees(trees)
	f.Notes = append(f.Notes, treeNotes(trees, flat)...)
	trees = trees[:min(len(trees), maxCatalogues)]
	f.Description = treeDescription(f.Title, trees)
	o, height := treeOption(f.Description, trees)
	return f.finish(o, height)
}

// sortTrees puts catalogues of service purchase before those of procurement and
// whole ones before parts; of those the newest of every place before its others,
// home before other places, and larger ones before smaller ones.
func sortTrees(trees []tree) {
	slices.SortStableFunc(trees, func(a, b tree) int { return cmp.Compare(b.year, a.year) })
	kind := func(t tree) int { return 2*order(t.purchase) + order(t.whole) }
	seen, nth := map[string]int{}, map[int]int{}
	for _, t := range trees {
		key := fmt.Sprint(t.region, kind(t))
		nth[t.at] = seen[key]
		seen[key]++
	}
	slices.SortStableFunc(trees, func(a, b tree) int {
		return cmp.Or(kind(a)-kind(b), nth[a.at]-nth[b.at], order(a.home)-order(b.home), b.items-a.items)
	})
}

// order sorts what is so before what is not.
func order(is bool) int {
	if is {
		return 0
	}
	return 1
}

// label names a catalogue: place, name, year.
func (t tree) label() string {
	s := t.name
	if !strings.Contains(s, t.place) {
		s = strings.TrimSpace(t.place + " " + s)
	}
	if t.year != "" && !strings.Contains(t.name, t.year) {
		s += "（" + t.year + "）"
	}
	return s
}

// title is label, and whether it is of home.
func (t tree) title() string {
	if t.home {
		return "本地：" + t.label()
	}
	return t.label()
}

// size is how large a catalogue is, and what a reader must not overlook.
func (t tree) size() string {
	s := fmt.Sprintf("%d类，末级条目%d项", len(t.classes), t.items)
	if !t.whole {
		s += "，只见一部分"
	}
	if !t.purchase {
		s += "；政府采购目录，不是购买服务目录"
	}
	return s
}

// treesOf reads the rows of a report: catalogues in their order, classes by size.
func treesOf(r compare.Report) []tree {
	var out []tree
	short := shortNames(r)
	// at finds a row's branch of the upper two tiers by its number.
	type place struct{ tree, class, below int }
	at := map[int]place{}
	key, last := "", 0
	for i, row := range r.Rows {
		if row.Gap {
			continue
		}
		number := int(r.Cell(row, "number").Number)
		if k := row.Region + "\t" + r.Cell(row, "catalogue").Plain() + "\t" + r.Cell(row, "year").Plain(); k != key || number <= last {
			key = k
			at = map[int]place{}
			out = append(out, newTree(r, i, short[row.Region]))
		}
		last = number
		t := &out[len(out)-1]
		b := branch{name: r.Cell(row, "name").Display(), items: int(r.Cell(row, "leaves").Number)}
		up := r.Cell(row, "parent_number")
		if up.IsMissing() {
			at[number] = place{len(out) - 1, len(t.classes), -1}
			t.classes, t.items = append(t.classes, b), t.items+b.items
			continue
		}
		if p, ok := at[int(up.Number)]; ok && p.below < 0 {
			class := &t.classes[p.class]
			at[number] = place{p.tree, p.class, len(class.below)}
			class.below, t.deep = append(class.below, b), true
		}
	}
	for _, t := range out {
		sortBranches(t.classes)
	}
	return out
}

func newTree(r compare.Report, at int, short string) tree {
	row := r.Rows[at]
	t := tree{
		at: at, region: row.Region, place: short, name: r.Cell(row, "catalogue").Text, home: row.Home,
		whole: r.Cell(row, "extent").Text == "整份", purchase: row.Topic == corpus.TopicServicePurchase,
	}
	if y := r.Cell(row, "year"); !y.IsMissing() {
		t.year = y.Display()
	}
	return t
}

func sortBranches(bs []branch) {
	slices.SortStableFunc(bs, func(a, b branch) int { return cmp.Compare(b.items, a.items) })
	for _, b := range bs {
		sortBranches(b.below)
	}
}

// treeNotes say how the picture is read and what is not in it.
func treeNotes(trees []tree, flat []string) []string {
	text := "面积与末级条目数成正比，深色条是大类，其中各块是下一层，数字是末级条目数，只有一项的不写，太小写不下名称的合为“其余”；各格大小相同，面积只在同一格内可比，总数见各格标题"
	out := []string{text + "。"}
	if !slices.ContainsFunc(trees, func(t tree) bool { return t.purchase }) {
		out = append(out, "图中没有购买服务目录：政府采购目录列的是货物、工程和服务的品目，不是政府向社会力量购买的服务。")
	}
	if len(trees) > maxCatalogues {
		var names []string
		for _, t := range trees[maxCatalogues:] {
			names = append(names, t.label())
		}
		out = append(out, fmt.Sprintf("图中最多画%d份目录，没有画出的%d份见表：%s。", maxCatalogues, len(names), listed(names)))
	}
	if len(flat) > 0 {
		out = append(out, fmt.Sprintf("不分层的%d份目录只列于表中，不画入图：%s。", len(flat), listed(flat)))
	}
	return out
}

// maxListed bounds the names in a note.
const maxListed = 12

func listed(names []string) string {
	if len(names) > maxListed {
		return strings.Join(names[:maxListed], "、") + "等"
	}
	return strings.Join(names, "、")
}

func treeDescription(title string, trees []tree) string {
	var b strings.Builder
	b.WriteString(title + "，每份目录一格矩形树图。")
	for _, t := range trees {
		b.WriteString(t.label() + "：" + t.size() + "，其中")
		for i, c := range t.classes {
			if i > 0 {
				b.WriteString("、")
			}
			fmt.Fprintf(&b, "%s%d项", c.name, c.items)
		}
		b.WriteString("。")
	}
	return b.String()
}
