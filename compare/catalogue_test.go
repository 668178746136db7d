package compare

import (
	"slices"
	"strings"
	"testing"

	"duibiao/compare/scope"
	"duibiao/corpus"
)

// treeChoice is a stored catalogue of three tiers, and one without its upper tier.
func treeChoice() ScopeChoice {
	l := catalogue("310112", 2022, true, "A 公共服务", "A01 养老服务", "A0101 助餐", "A0102 助浴", "A02 文化服务", "B 辅助服务", "B01 法律服务", "B0101 顾问")
	for i, up := range []int{0, 1, 2, 2, 1, 0, 6, 7} {
		l.Items[i].ParentOrd = up
		l.Items[i].Level = []int{1, 2, 3, 3, 2, 1, 2, 3}[i]
	}
	p := catalogue("120103", 0, false, " 助洁")
	p.Topic = corpus.TopicProcurement
	return ScopeChoice{Lists: []scope.List{l, p}}
}

func TestCatalogue(t *testing.T) {
	r, err := Catalogue(corpus.Dataset{}, Options{Regions: []string{"310112", "110102"}, Home: "120103"}, treeChoice())
	if err != nil {
		t.Fatal(err)
	}
	got := pick(r, "place", "extent", "number", "parent_number", "tier", "code", "name", "parent", "leaves")
	want := []string{
		"上海市闵行区 整份 1  1 A 公共服务  3",
		"上海市闵行区 整份 2 1 2 A01 养老服务 公共服务 2",
		"上海市闵行区 整份 3 2 3 A0101 助餐 养老服务 1",
		"上海市闵行区 整份 4 2 3 A0102 助浴 养老服务 1",
		"上海市闵行区 整份 5 1 2 A02 文化服务 公共服务 1",
		"上海市闵行区 整份 6  1 B 辅助服务  1",
		"上海市闵行区 整份 7 6 2 B01 法律服务 辅助服务 1",
		"上海市闵行区 整份 8 7 3 B0101 顾问 法律服务 1",
		"天津市河西区 部分 1  1  助洁  1", // a tier that is not known is the depth
		"北京市西城区        ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	for _, row := range r.Rows {
		for k, c := range row.Cells {
			checkCell(t, r, row, r.Columns[k].Key, c)
		}
	}
	if e := r.Cell(r.Rows[2], "leaves").Evidence[0]; e.DocumentID != "doc-310112" || !strings.Contains(e.Clause, "A0101 助餐（第3页") {
		t.Errorf("evidence %+v", e)
	}
	if last := r.Rows[len(r.Rows)-1]; !last.Gap || !strings.Contains(r.Cell(last, "catalogue").Why, "没有该地区的目录") {
		t.Errorf("a place without a catalogue: %+v", last)
	}
}

// TestCatalogueLeaves holds that the lowest items of a catalogue are those below
// its classes, whatever their shape.
func TestCatalogueLeaves(t *testing.T) {
	r, err := Catalogue(dataset(t), Options{}, treeChoice())
	if err != nil || len(r.Rows) == 0 {
		t.Fatal(r, err)
	}
	top, lowest := map[string]float64{}, map[string]float64{}
	for _, row := range r.Rows {
		if row.Gap {
			continue
		}
		key := row.Region + r.Cell(row, "catalogue").Text
		if r.Cell(row, "parent_number").IsMissing() {
			top[key] += r.Cell(row, "leaves").Number
		}
		if strings.Contains(r.Cell(row, "leaves").Computed, "本身") {
			lowest[key]++
		}
	}
	for key, n := range top {
		if n != lowest[key] || n == 0 {
			t.Errorf("%s: %v below the classes, %v lowest items", key, n, lowest[key])
		}
	}
}
