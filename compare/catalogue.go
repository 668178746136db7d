package compare

import (
	"cmp"

	"duibiao/compare/scope"
	"duibiao/corpus"
)

// Catalogue lists the trees of catalogues: a row for each class, kind and item, in
// the order of the document, with how many lowest items stand below it. A number
// of parent_number is the number of a row above in the same catalogue. Places
// asked for without a catalogue are gaps.
func Catalogue(in corpus.Dataset, o Options, sc ScopeChoice) (Report, error) {
	l, err := chooseLists(in, o, sc)
	if err != nil {
		return Report{}, err
	}
	r := Report{
		Kind: "catalogue", Title: "目录的类别与条目", Unit: "项",
		Columns: []Column{
			{"place", "地区", "", TypeText},
			{"catalogue", "目录", "", TypeText},
			{"topic", "目录类别", "", TypeText},
			{"year", "目录年份", "", TypePeriod},
			{"extent", "所见范围", "", TypeText},
			{"number", "序号", "", TypeNumber},
			{"parent_number", "上级序号", "", TypeNumber},
			{"tier", "层次", "", TypeNumber},
			{"code", "代码", "", TypeText},
			{"name", "条目", "", TypeText},
			{"parent", "上级", "", TypeText},
			{"leaves", "末级条目", "项", TypeNumber},
			{"certainty", "把握程度", "", TypeText},
		},
		Notes: []string{
			"条目按原目录的次序排列；末级条目是其下不再分项的条目，自身算作一项。",
			"“部分”是只见若干条目的摘录，或读出的项数与文件所述不符的目录：未列出的条目不等于没有。",
			"各地目录粗细不同，项数不宜直接比大小。",
		},
	}
	seen := map[string]bool{}
	for i := range l.lists {
		seen[l.lists[i].Region] = true
		r.Rows = append(r.Rows, l.tree(i)...)
	}
	for _, region := range l.empty(seen) {
		r.Rows = append(r.Rows, l.gapRow(region, len(r.Columns), "数据中没有该地区的目录", 1, 9, 11))
	}
	return l.finish(r), nil
}

// TopicName names the kind of catalogue for readers.
func TopicName(t corpus.Topic) string {
	if t == corpus.TopicServicePurchase {
		return "购买服务目录"
	}
	return "政府采购目录"
}

// tree lists the rows of one catalogue.
func (l listed) tree(i int) []Row {
	list, whole := l.lists[i], l.listEvidence(i)
	extent := Text("部分", whole...)
	if list.Complete {
		extent = Text("整份", whole...)
	}
	parents := scope.Parents(list.Items)
	leaves, depth := leavesBelow(list.Items, parents)
	lowest := map[int]bool{}
	for _, k := range scope.Leaves(list.Items) {
		lowest[k] = true
	}
	var out []Row
	for k, it := range list.Items {
		ev := make([]Evidence, len(whole))
		for n, e := range whole {
			e.Clause = itemPlace(it)
			ev[n] = e
		}
		up, above := Missing("没有上级"), Missing("没有上级")
		if p := parents[k]; p >= 0 {
			up, above = Text(list.Items[p].Name, ev...), Number(float64(p+1), ev...).computed(numbered)
		}
		how := "清点其下的末级条目"
		if lowest[k] {
			how = "本身是末级条目"
		}
		row := l.row(list.Region)
		row.Topic, row.Kind = list.Topic, string(corpus.KindCatalogue)
		row.Cells = []Cell{
			Text(row.Place, whole...), Text(list.Document, whole...), Text(TopicName(list.Topic), whole...),
			Period(corpus.Date{Year: list.Year}, corpus.Date{}, false, whole...), extent,
			Number(float64(k+1), ev...).computed(numbered), above,
			Number(float64(cmp.Or(it.Level, depth[k])), ev...), Text(it.Code, ev...), Text(it.Name, ev...), up,
			Number(float64(leaves[k]), ev...).computed(how), Text(certaintyOf(whole), whole...),
		}
		out = append(out, row)
	}
	return out
}

// numbered is how the numbers of rows come about.
const numbered = "按原目录次序编号"

// leavesBelow counts the lowest items in the tree of every item, itself when it is
// one, and the items on the way to the top, itself included.
func leavesBelow(items []corpus.CatalogueItem, parents []int) (leaves, depth []int) {
	leaves, depth = make([]int, len(items)), make([]int, len(items))
	for i := range items {
		for up := i; up >= 0; up = parents[up] {
			depth[i]++
		}
	}
	for _, i := range scope.Leaves(items) {
		for up := i; up >= 0; up = parents[up] {
			leaves[up]++
		}
	}
	return leaves, depth
}
