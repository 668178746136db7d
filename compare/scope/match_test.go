package scope

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"duibiao/corpus"
)

// tree reads an invented catalogue: a line an item, "CODE NAME", two blanks of
// indent a tier; the code may be missing.
func tree(s string) []corpus.CatalogueItem {
	var out []corpus.CatalogueItem
	var at []int // index of the last item of each tier
	for _, line := range strings.Split(strings.Trim(s, "\n"), "\n") {
		name := strings.TrimLeft(line, " ")
		tier := (len(line) - len(name)) / 2
		it := corpus.CatalogueItem{Name: name, Level: tier + 1, Ord: len(out) + 1}
		if code, rest, ok := strings.Cut(name, " "); ok {
			it.Code, it.Name = code, rest
		}
		if tier > 0 {
			up := out[at[tier-1]]
			it.ParentOrd, it.Parent = up.Ord, up.Code
			if it.Parent == "" {
				it.Parent = up.Name
			}
		}
		at = append(at[:tier], len(out))
		out = append(out, it)
	}
	return out
}

func matchText(a, b []corpus.CatalogueItem, m Matching) string {
	var out []string
	for _, p := range m.Pairs {
		out = append(out, fmt.Sprintf("%s=%s %s", a[p.A].Name, b[p.B].Name, p.Kind))
	}
	for _, i := range m.OnlyA {
		out = append(out, "-"+a[i].Name)
	}
	for _, i := range m.OnlyB {
		out = append(out, "+"+b[i].Name)
	}
	return strings.Join(out, "; ")
}

func TestMatch(t *testing.T) {
	x := load(t)
	for _, tc := range []struct{ name, a, b, want string }{
		{"synonyms", "老年人助餐\n公厕管护", "老人助餐服务\n公共厕所管护服务", "老年人助餐=老人助餐服务 name; 公厕管护=公共厕所管护服务 name"},
		{"width and suffix", "居家养老（上门）服务\n４Ｇ网络维护", "居家养老(上门)\n4G网络维护", "居家养老（上门）服务=居家养老(上门) name; ４Ｇ网络维护=4G网络维护 name"},
		{"similar in one field", "居家养老上门照料服务", "居家养老上门照护服务", "居家养老上门照料服务=居家养老上门照护服务 similar"},
		{"contrast", "小学教师暑期研修", "中学教师暑期研修", "-小学教师暑期研修; +中学教师暑期研修"},
		{"other field", "残疾人居家照料护理", "老年人居家照料护理", "-残疾人居家照料护理; +老年人居家照料护理"},
		{
			"foreign codes mean nothing", "01 公共教育\n02 养老服务", "01 就业服务\n02 公共教育\n03 社会保险",
			"公共教育=公共教育 name; -养老服务; +就业服务; +社会保险",
		},
		{
			"others by those above them", "养老服务\n  助餐\n  其他\n就业服务\n  其他", "就业服务\n  其他\n养老服务\n  其他",
			"养老服务=养老服务 name; 其他=其他 name; 就业服务=就业服务 name; 其他=其他 name; -助餐",
		},
		{
			"one code, changed name", "A01 养老服务\nA02 公共教育\nA03 社区文化活动", "A01 养老服务\nA02 公共教育\nA03 社区文化与体育活动",
			"养老服务=养老服务 code_name; 公共教育=公共教育 code_name; 社区文化活动=社区文化与体育活动 code",
		},
		{
			"a code given to something else", "A01 养老服务\nA02 公共教育\nA03 路灯维护", "A01 养老服务\nA02 公共教育\nA03 托育机构指导",
			"养老服务=养老服务 code_name; 公共教育=公共教育 code_name; -路灯维护; +托育机构指导",
		},
		{"nothing", "养老服务", "", "-养老服务; +"},
	} {
		a, b := tree(tc.a), tree(tc.b)
		m, err := x.Match(a, b)
		if err != nil {
			t.Fatal(err)
		}
		if got := matchText(a, b, m); got != tc.want {
			t.Errorf("%s: got  %s\n want %s", tc.name, got, tc.want)
		}
		oneToOne(t, a, b, m)
	}
}

// oneToOne holds that every item stands exactly once in a matching.
func oneToOne(t *testing.T, a, b []corpus.CatalogueItem, m Matching) {
	t.Helper()
	inA, inB := slices.Clone(m.OnlyA), slices.Clone(m.OnlyB)
	for _, p := range m.Pairs {
		inA, inB = append(inA, p.A), append(inB, p.B)
	}
	for _, s := range []struct {
		got []int
		n   int
	}{{inA, len(a)}, {inB, len(b)}} {
		slices.Sort(s.got)
		for i := range s.n {
			if len(s.got) != s.n || s.got[i] != i {
				t.Fatalf("items %v of %d", s.got, s.n)
			}
		}
	}
}

func TestOverlap(t *testing.T) {
	x := load(t)
	home := tree("养老服务\n  助餐\n  日间照料\n公共教育\n  课后看护\n  校园安全排查")
	leader := tree("养老服务\n  助餐\n  日间照料\n  失能老人护理\n残疾人服务\n  辅具适配\n公共教育\n  课后看护\n城市维护\n  路灯维护")
	m, err := x.Match(home, leader)
	if err != nil {
		t.Fatal(err)
	}
	o, err := x.Overlap(home, leader, m)
	if err != nil {
		t.Fatal(err)
	}
	want := Overlap{A: 4, B: 6, Both: 3, FoundA: 3, FoundB: 3, DomainsA: 2, DomainsB: 4, DomainsBoth: 2}
	if o != want {
		t.Errorf("got %+v, want %+v", o, want)
	}
	if o.Jaccard() != 3.0/7 || o.DomainJaccard() != 0.5 || o.ShareA() != 0.75 || o.ShareB() != 0.5 {
		t.Errorf("got %v %v %v %v", o.Jaccard(), o.DomainJaccard(), o.ShareA(), o.ShareB())
	}
	if (Overlap{}).Jaccard() != 0 {
		t.Error("nothing has something in common")
	}
}

// TestChanges edits an invented catalogue and wants exactly the edits back.
func TestChanges(t *testing.T) {
	x := load(t)
	older := tree("A 公共服务\n  A01 养老服务\n    A0101 助餐\n    A0102 日间照料\n    A0199 其他养老服务\n  A02 公共教育\n    A0201 课后看护\n    A0202 校车接送\nB 辅助服务\n  B01 法律服务\n    B0101 法律顾问")
	newer := tree("A 公共服务\n  A01 养老服务\n    A0101 助餐\n    A0102 日间照料与托养\n    A0103 失能老人护理\n    A0199 其他养老服务\n  A02 公共教育\n    A0203 校车接送\nB 辅助服务\n  B01 法律服务\n    B0101 法律顾问\n    B0102 合同审查")
	c, err := x.Changes(older, newer)
	if err != nil {
		t.Fatal(err)
	}
	names := func(items []corpus.CatalogueItem, at []int) string {
		var out []string
		for _, i := range at {
			out = append(out, items[i].Name)
		}
		return strings.Join(out, " ")
	}
	ends := func(ps []Pair) (a, b []int) {
		for _, p := range ps {
			a, b = append(a, p.A), append(b, p.B)
		}
		return a, b
	}
	_, renamed := ends(c.Renamed)
	recoded, _ := ends(c.Recoded)
	got := fmt.Sprintf("+%s -%s renamed %s recoded %s same %d", names(newer, c.Added), names(older, c.Removed), names(newer, renamed), names(older, recoded), len(c.Same))
	if got != "+失能老人护理 合同审查 -课后看护 renamed 日间照料与托养 recoded 校车接送 same 8" {
		t.Error(got)
	}
}

func TestChangesOfTheSame(t *testing.T) {
	x := load(t)
	older := tree("A 公共服务\n  A01 养老服务\n    A0101 助餐\n    A0199 其他\nB 辅助服务\n  B0199 其他")
	same, err := x.Changes(older, older)
	if err != nil || len(same.Same) != len(older) || len(same.Added)+len(same.Removed)+len(same.Renamed)+len(same.Recoded) != 0 {
		t.Errorf("a catalogue differs from itself: %+v, %v", same, err)
	}
}

// TestChangesCarry makes every edit at every item of a catalogue without codes:
// what was taken out is removed, what was put in is added, nothing else.
func TestChangesCarry(t *testing.T) {
	x := load(t)
	base := tree("养老服务\n  助餐\n  日间照料\n  其他\n公共教育\n  课后看护\n  其他\n城市维护\n  路灯维护\n  其他")
	for _, i := range Leaves(base) {
		less := append(slices.Clone(base[:i]), base[i+1:]...)
		c, err := x.Changes(base, less)
		if err != nil || len(c.Added) != 0 || len(c.Removed) != 1 || c.Removed[0] != i {
			t.Errorf("without %s: %+v, %v", base[i].Name, c, err)
		}
		c, err = x.Changes(less, base)
		if err != nil || len(c.Removed) != 0 || len(c.Added) != 1 || c.Added[0] != i {
			t.Errorf("with %s: %+v, %v", base[i].Name, c, err)
		}
	}
}

// many makes an invented catalogue of n items in one field, the hardest case.
func many(n, from int) []corpus.CatalogueItem {
	var out []corpus.CatalogueItem
	words := []rune("助餐洗浴理发照料护理陪诊代购保洁维修讲座评估探访")
	for i := range n {
		k := i + from
		name := "养老" + string(words[k%24]) + string(words[(k/24)%24]) + string(words[(k*7+k/5)%24]) + "上门服务"
		out = append(out, corpus.CatalogueItem{Name: name, Ord: i + 1})
	}
	return out
}

func TestMatchIsFast(t *testing.T) {
	x := load(t)
	a, b := many(500, 0), many(500, 137)
	start := time.Now()
	m, err := x.Match(a, b)
	if err != nil {
		t.Fatal(err)
	}
	oneToOne(t, a, b, m)
	if d := time.Since(start); d > 30*time.Second {
		t.Errorf("two catalogues of 500 items took %v", d)
	}
}

func BenchmarkMatch(b *testing.B) {
	x := load(b)
	one, two := many(500, 0), many(500, 137)
	for b.Loop() {
		if _, err := x.Match(one, two); err != nil {
			b.Fatal(err)
		}
	}
}
