package index

import (
	"strings"
	"testing"

	"duibiao/corpus"
)

// sketch makes clauses of lines "level id parent number text", in order.
func sketch(lines ...string) (string, []corpus.Clause) {
	var text strings.Builder
	var clauses []corpus.Clause
	for _, l := range lines {
		f := strings.SplitN(l, " ", 5)
		c := corpus.Clause{Level: corpus.Level(f[0]), Role: corpus.RoleBody, ID: f[1], Parent: dash(f[2]), Number: dash(f[3])}
		if c.ID == "t" {
			c.Role = corpus.RoleTitle
		}
		c.StartByte = text.Len()
		text.WriteString(f[4])
		c.EndByte = text.Len()
		text.WriteByte('\n')
		clauses = append(clauses, c)
	}
	corpus.SetPaths(clauses)
	return text.String(), clauses
}

func dash(s string) string {
	if s == "-" {
		return ""
	}
	return s
}

func TestUnits(t *testing.T) {
	long := strings.Repeat("灯塔", 400)
	cases := map[string]struct {
		lines []string
		want  string // labels and, for front matter, front
	}{
		"articles": {[]string{
			"paragraph t - - 灯塔法", "chapter c1 - 第一章 第一章总则", "article a1 c1 第一条 第一条甲。", "article a2 c1 第二条 第二条乙。",
		}, "front 第一条 第二条"},
		"short outline": {[]string{"outline o1 - 一、 一、总体要求", "outline o1.1 o1 （一） （一）甲。", "outline o2 - 二、 二、其他。"}, "front 一、 二、"},
		"long outline":  {[]string{"outline o1 - 一、 一、总体要求", "outline o1.1 o1 （一） （一）" + long, "outline o1.2 o1 （二） （二）乙。"}, "front （一） （二）"},
		"plain text":    {[]string{"paragraph p1 - - 甲。", "paragraph p2 - - 乙。"}, "front - -"},
		"nothing":       {nil, "front"},
	}
	for name, c := range cases {
		text, clauses := sketch(c.lines...)
		units := Units(corpus.Document{ID: "d", Metadata: corpus.Metadata{Title: "灯塔法"}}, clauses, text)
		var got []string
		for _, u := range units {
			switch {
			case u.Front:
				got = append(got, "front")
			case u.Label == "":
				got = append(got, "-")
			default:
				got = append(got, u.Label)
			}
			if u.ID != "d" || u.Text == "" {
				t.Errorf("%s: %+v", name, u)
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: got %q, want %q", name, s, c.want)
		}
	}
}

func TestUnitsChapter(t *testing.T) {
	text, clauses := sketch("chapter c1 - 第一章 第一章总则", "section s1 c1 第一节 第一节甲", "article a1 s1 第一条 第一条乙。")
	u := Units(corpus.Document{ID: "d", Metadata: corpus.Metadata{Title: "灯塔法"}}, clauses, text)[1]
	if u.Chapter != "第一章 › 第一节" || u.Path != "第一章 › 第一节 › 第一条" || u.ClauseID != "a1" {
		t.Errorf("got %+v", u)
	}
}

func TestUnitsBounded(t *testing.T) {
	text, clauses := sketch("article a1 - 第一条 " + strings.Repeat("灯", 50000))
	for _, u := range Units(corpus.Document{ID: "d"}, clauses, text) {
		if len(u.Text) > maxUnitBytes || strings.ContainsRune(u.Text, '\uFFFD') {
			t.Errorf("%d bytes", len(u.Text))
		}
	}
}

func TestWindow(t *testing.T) {
	for _, c := range []struct{ limit, offset, wantOffset, wantLimit int }{
		{0, 0, 0, DefaultLimit},
		{-1, -1, 0, DefaultLimit},
		{5, 7, 7, 5},
		{1 << 30, 0, 0, MaxLimit},
		{10, MaxWindow - 3, MaxWindow - 3, 3},
		{10, 1 << 30, MaxWindow, 0},
	} {
		offset, limit := Request{Limit: c.limit, Offset: c.offset}.Window()
		if offset != c.wantOffset || limit != c.wantLimit {
			t.Errorf("%+v: got %d, %d", c, offset, limit)
		}
	}
}
