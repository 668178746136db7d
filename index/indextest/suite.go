package indextest

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"duibiao/corpus"
	"duibiao/index"
)

// Open makes a backend's index of the given documents.
type Open func(t *testing.T, documents [][]index.Unit) index.Index

// Run runs the suite on a backend.
func Run(t *testing.T, open Open) {
	x := open(t, Documents())
	t.Cleanup(func() { _ = x.Close() })
	t.Run("queries", func(t *testing.T) { queries(t, x) })
	t.Run("filters", func(t *testing.T) { filters(t, x) })
	t.Run("facets", func(t *testing.T) { facets(t, x) })
	t.Run("window", func(t *testing.T) { window(t, x) })
	t.Run("highlights", func(t *testing.T) { highlighted(t, x) })
	t.Run("hit", func(t *testing.T) { hit(t, x) })
	t.Run("understood", func(t *testing.T) { understood(t, x) })
	t.Run("repeatable", func(t *testing.T) { repeatable(t, x) })
	t.Run("cancel", func(t *testing.T) { cancelled(t, x) })
	t.Run("info", func(t *testing.T) { info(t, x) })
	t.Run("empty", func(t *testing.T) { empty(t, open) })
	t.Run("close", func(t *testing.T) { closed(t, open) })
}

// Search is x.Search that must not fail.
func Search(t *testing.T, x index.Index, req index.Request) index.Result {
	t.Helper()
	res, err := x.Search(context.Background(), req)
	if err != nil {
		t.Fatalf("search %q: %v", req.Query, err)
	}
	return res
}

// Names are the hits as document#clause.
func Names(res index.Result) []string {
	out := make([]string, len(res.Hits))
	for i, h := range res.Hits {
		out[i] = h.DocumentID + "#" + h.Clause
	}
	return out
}

// queryCase is a query with the hits it must begin with. Exactly says that
// there are no others; never lists hits that must not occur.
type queryCase struct {
	query   string
	first   []string
	exactly bool
	never   []string
}

func queryCases() []queryCase {
	one := func(q, hit string) queryCase { return queryCase{query: q, first: []string{hit}} }
	only := func(q string, hits ...string) queryCase { return queryCase{query: q, first: hits, exactly: true} }
	return []queryCase{
		// numbers of articles
		one("灯塔采购法第31条", "law#第三十一条"),
		one("灯塔采购法 31条", "law#第三十一条"),
		one("灯塔采购法第三十一条", "law#第三十一条"),
		one("灯塔采购法 第 三十一 条", "law#第三十一条"),
		one("灯塔采购法第３１条", "law#第三十一条"),
		one("灯塔采购法 31", "law#第三十一条"),
		one("灯塔采购法第3条之一", "law#第三条之一"),
		one("第三条之一", "law#第三条之一"),
		// names of laws
		one("采购法实施条例第31条", "rules#第三十一条"),
		one("《灯塔采购法实施条例》第十一条", "rules#第十一条"),
		one("上海灯塔管理办法第二条", "sh#第二条"),
		one("沪灯〔2018〕3号", "sh#"),
		one("沪灯[2018]3号 第二条", "sh#第二条"),
		one("灯塔采购法", "law#"),
		one("灯塔年度检修", "bare#"),
		// words
		one("质疑 工作日 书面", "law#第十一条"),
		one("公开招标 万元", "law#第三十一条"),
		one("什么是灯塔", "law#第二条"),
		one("灯塔的定义", "law#第二条"),
		one("上海 罚款", "sh#第三条"),
		one("对质疑多久答复", "rules#第十一条"),
		// widths, case, single characters
		one("100万元", "law#第三十一条"),
		one("１００万元", "law#第三十一条"),
		one("abc级", "hx#一、"),
		one("ＡＢＣ", "hx#一、"),
		only("猫", "sh#第二条"),
		// phrases, exclusion, alternatives
		only(`"不得少于二十日"`, "law#第三十一条"),
		only(`"公开招标；公告"`, "law#第三十一条"),
		only(`"二十日不得"`),
		only(`"七个工作日" OR "五个工作日"`, "law#第十一条", "rules#第十一条"),
		{query: "质疑 -答复", first: []string{"law#第十一条"}, never: []string{"rules#第十一条"}},
		{query: `质疑 -"书面形式"`, first: []string{"rules#第十一条"}, never: []string{"law#第十一条"}},
		{query: "猫 OR 透镜", first: []string{"sh#第二条", "hx#一、"}, exactly: true},
		{query: "猫 | 透镜", first: []string{"sh#第二条", "hx#一、"}, exactly: true},
		{query: "(猫 OR 透镜) 看守人", first: []string{"sh#第二条"}},
		// fields
		{query: "灯塔 region:上海", never: []string{"law#第一条", "hx#一、"}},
		only("article:第三条之一", "law#第三条之一"),
		only("条:3-1", []string{}...),
		{query: "title:实施条例 第十一条", first: []string{"rules#第十一条"}, never: []string{"law#第十一条"}},
		{query: "number:〔2018〕3 灯光", first: []string{"sh#第二条"}, exactly: true},
		{query: "kind:目录 清洁", first: []string{"hx#一、"}, exactly: true},
		{query: "chapter:程序 公告", first: []string{"rules#第三十一条"}, never: []string{"law#第三十一条"}},
		{query: "采购 from:2015-01-02 to:2015", never: []string{"law#第一条", "law-old#第一条"}},
		// nothing
		only("飞碟"),
		only(""),
		only("-猫 -"),
		only(`"`),
	}
}

func queries(t *testing.T, x index.Index) {
	for _, c := range queryCases() {
		t.Run(c.query, func(t *testing.T) {
			res := Search(t, x, index.Request{Query: c.query, Limit: 100})
			got := Names(res)
			if c.query == "-猫 -" { // exclusion alone: all the rest
				if slices.Contains(got, "sh#第二条") {
					t.Errorf("got %v", got)
				}
				return
			}
			if len(got) < len(c.first) || !sameSet(got[:len(c.first)], c.first) {
				t.Errorf("got %v, want first %v", got, c.first)
			}
			if c.exactly && len(got) != len(c.first) {
				t.Errorf("got %v, want only %v", got, c.first)
			}
			if res.Total != len(got) {
				t.Errorf("total %d, %d hits", res.Total, len(got))
			}
			for _, n := range c.never {
				if slices.Contains(got, n) {
					t.Errorf("got %v with %s", got, n)
				}
			}
		})
	}
}

func sameSet(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

func filters(t *testing.T, x index.Index) {
	day := date(2024, 1, 1)
	cases := map[string]struct {
		filter index.Filter
		want   []string // documents
	}{
		"region":    {index.Filter{Region: "310000"}, []string{"sh"}},
		"name":      {index.Filter{Region: "天津"}, []string{"hx"}},
		"national":  {index.Filter{Region: "100000"}, []string{"law", "law-old", "rules"}},
		"nowhere":   {index.Filter{Region: "亚特兰蒂斯"}, nil},
		"kind":      {index.Filter{Kind: corpus.KindCatalogue}, []string{"hx"}},
		"in force":  {index.Filter{Status: corpus.StatusInForce}, []string{"law", "rules"}},
		"repealed":  {index.Filter{Status: corpus.StatusRepealed}, []string{"sh"}},
		"from":      {index.Filter{From: date(2018, 1, 1)}, []string{"sh", "hx"}},
		"to":        {index.Filter{To: date(2002, 0, 0)}, []string{"law-old"}},
		"title":     {index.Filter{Title: "实施条例"}, []string{"rules"}},
		"document":  {index.Filter{DocumentID: "bare"}, []string{"bare"}},
		"no result": {index.Filter{Region: "310000", Kind: corpus.KindCatalogue}, nil},
	}
	for name, c := range cases {
		for _, q := range []string{"灯塔", ""} {
			t.Run(name+" "+q, func(t *testing.T) {
				res := Search(t, x, index.Request{Query: q, Filter: c.filter, AsOf: day, Limit: 100})
				var docs []string
				for _, h := range res.Hits {
					if !slices.Contains(docs, h.DocumentID) {
						docs = append(docs, h.DocumentID)
					}
				}
				if !sameSet(docs, c.want) {
					t.Errorf("got %v, want %v", docs, c.want)
				}
			})
		}
	}
}

func facets(t *testing.T, x index.Index) {
	res := Search(t, x, index.Request{Query: "灯塔", AsOf: date(2024, 1, 1)})
	for name, facet := range map[string][]index.Count{
		"kind": res.Facets.Kind, "status": res.Facets.Status,
	} {
		sum := 0
		for _, c := range facet {
			sum += c.Count
		}
		if sum != res.Total {
			t.Errorf("%s facet adds up to %d of %d", name, sum, res.Total)
		}
	}
	if !slices.ContainsFunc(res.Facets.Region, func(c index.Count) bool { return c.Value == "310000" && c.Count > 0 }) {
		t.Errorf("region facet %v", res.Facets.Region)
	}
	years := res.Facets.Year
	if len(years) == 0 || !slices.IsSortedFunc(years, func(a, b index.Count) int { return compareDown(a.Value, b.Value) }) {
		t.Errorf("year facet %v", years)
	}
}

func compareDown(a, b string) int {
	switch {
	case a > b:
		return -1
	case a < b:
		return 1
	}
	return 0
}

func window(t *testing.T, x index.Index) {
	all := Names(Search(t, x, index.Request{Query: "灯塔 采购", Limit: 100}))
	var pages []string
	for offset := 0; offset < len(all); offset += 3 {
		res := Search(t, x, index.Request{Query: "灯塔 采购", Limit: 3, Offset: offset})
		for i, h := range res.Hits {
			if h.Rank != offset+i+1 {
				t.Errorf("rank %d at %d", h.Rank, offset+i)
			}
		}
		pages = append(pages, Names(res)...)
	}
	if !slices.Equal(all, pages) {
		t.Errorf("pages %v, all %v", pages, all)
	}
	for _, req := range []index.Request{
		{Query: "灯塔", Limit: -5, Offset: -5},
		{Query: "灯塔", Limit: 1 << 40},
		{Query: "灯塔", Offset: 1 << 40},
		{Query: "灯塔", Limit: 1 << 40, Offset: index.MaxWindow},
	} {
		if res := Search(t, x, req); len(res.Hits) > index.MaxLimit {
			t.Errorf("%+v: %d hits", req, len(res.Hits))
		}
	}
}

// highlighted checks that every highlight is inside the text, in order, and
// shows what was searched.
func highlighted(t *testing.T, x index.Index) {
	cases := map[string][]string{
		"质疑":             {"质疑"},
		"公开招标 万元":        {"万元", "公开招标"},
		"100万元":          {"１００万元"},
		`"不得少于二十日"`:      {"不得少于二十日"},
		"猫":              {"猫"},
		"abc":            {"ABC"},
		"灯塔采购法第31条 公告期间": {"公告期间"},
	}
	for q, want := range cases {
		t.Run(q, func(t *testing.T) {
			res := Search(t, x, index.Request{Query: q, Limit: 1})
			if len(res.Hits) == 0 {
				t.Fatal("no hit")
			}
			h := res.Hits[0]
			runes, last := []rune(h.Text), 0
			var got []string
			for _, m := range h.Highlights {
				if m[0] < last || m[1] <= m[0] || m[1] > len(runes) {
					t.Fatalf("highlights %v of %d runes", h.Highlights, len(runes))
				}
				last = m[1]
				got = append(got, string(runes[m[0]:m[1]]))
			}
			for _, w := range want {
				if !slices.Contains(got, w) {
					t.Errorf("highlights %q, want %q", got, w)
				}
			}
		})
	}
}

func hit(t *testing.T, x index.Index) {
	res := Search(t, x, index.Request{Query: "看守人 灯光", AsOf: date(2020, 1, 1)})
	if len(res.Hits) == 0 {
		t.Fatal("no hit")
	}
	h := res.Hits[0]
	want := index.Hit{
		Rank: 1, Score: h.Score, DocumentID: "sh", Title: "上海市灯塔管理办法", DocNumber: "沪灯〔2018〕3号",
		Region: "310000", Kind: corpus.KindRule, Status: corpus.StatusUnknown, Date: date(2018, 5, 2),
		Clause: "第二条", ClauseID: "sh.第二条", Path: "第二条", Text: "第二条　灯塔看守人应当每日记录灯光情况。禁止在灯塔内饲养猫。",
		Highlights: h.Highlights,
	}
	if !reflect.DeepEqual(h, want) {
		t.Errorf("got %+v, want %+v", h, want)
	}
	for day, want := range map[corpus.Date]corpus.Status{
		date(2018, 6, 30): corpus.StatusNotYet, date(2023, 7, 1): corpus.StatusRepealed, {}: corpus.StatusUnknown,
	} {
		res := Search(t, x, index.Request{Query: "看守人 灯光", AsOf: day})
		if got := res.Hits[0].Status; got != want {
			t.Errorf("status on %v is %s, want %s", day, got, want)
		}
	}
}

func understood(t *testing.T, x index.Index) {
	res := Search(t, x, index.Request{Query: "采购法实施条例 第11条 几个工作日答复 region:亚特兰蒂斯"})
	u := res.Understood
	if len(u.Readings) != 1 || len(u.Ignored) != 1 {
		t.Fatalf("got %+v", u)
	}
	r := u.Readings[0]
	if !slices.Equal(r.Laws, []string{"中华人民共和国灯塔采购法实施条例"}) || !slices.Equal(r.Articles, []string{"第十一条"}) ||
		!slices.Contains(r.Asks, "duration") {
		t.Errorf("got %+v", r)
	}
}

// repeatable checks that results are the same bytes every time.
func repeatable(t *testing.T, x index.Index) {
	for _, c := range queryCases() {
		first, second := Dump(t, x, c.query), Dump(t, x, c.query)
		if first != second {
			t.Errorf("%q differs", c.query)
		}
	}
}

// Dump is the whole result of a query as JSON.
func Dump(t *testing.T, x index.Index, query string) string {
	t.Helper()
	b, err := json.Marshal(Search(t, x, index.Request{Query: query, Limit: 100, AsOf: date(2024, 1, 1)}))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Queries are the queries of the suite, to compare backends over.
func Queries() []string {
	var out []string
	for _, c := range queryCases() {
		out = append(out, c.query)
	}
	return append(out, "灯塔", "采购 招标", "region:上海", "怎么处罚", "什么情况下可以直接采购")
}

func cancelled(t *testing.T, x index.Index) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := x.Search(ctx, index.Request{Query: "灯塔"}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	ctx, cancel = context.WithDeadline(context.Background(), time.Unix(0, 0))
	defer cancel()
	if _, err := x.Search(ctx, index.Request{Query: "灯塔"}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

func info(t *testing.T, x index.Index) {
	docs, units := 0, 0
	for _, d := range Documents() {
		docs++
		units += len(d)
	}
	if i := x.Info(); i.Documents != docs || i.Units != units {
		t.Errorf("got %+v, want %d documents and %d units", i, docs, units)
	}
}

func empty(t *testing.T, open Open) {
	x := open(t, nil)
	defer func() { _ = x.Close() }()
	for _, q := range []string{"灯塔", "", `"灯塔"`, "第一条", "猫"} {
		if res := Search(t, x, index.Request{Query: q}); res.Total != 0 || res.Hits == nil {
			t.Errorf("%q: %+v", q, res)
		}
	}
}

func closed(t *testing.T, open Open) {
	x := open(t, Documents())
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if err := x.Close(); err != nil {
		t.Errorf("second close: %v", err)
	}
	if _, err := x.Search(context.Background(), index.Request{Query: "灯塔"}); err == nil {
		t.Error("search after close")
	}
}
