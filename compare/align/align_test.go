package align_test

import (
	"fmt"
	"strings"
	"testing"

	"duibiao/compare/align"
	"duibiao/corpus"
)

// rule makes a document of articles; a text that begins with "# " is a chapter.
func rule(title string, articles ...string) align.Document {
	d := align.Document{ID: title, Title: title}
	var text strings.Builder
	runes, n, chapter := 0, 0, ""
	for i, a := range articles {
		c := corpus.Clause{Level: corpus.LevelArticle, Role: corpus.RoleBody, Parent: chapter}
		var line string
		if name, ok := strings.CutPrefix(a, "# "); ok {
			c.ID, c.Level, c.Heading = fmt.Sprint("c", i), corpus.LevelChapter, name
			c.Number, c.Parent, chapter = fmt.Sprintf("第%d章", i+1), "", fmt.Sprint("c", i)
			line = c.Number + " " + name
		} else {
			n++
			c.ID, c.Number = fmt.Sprint("a", n), fmt.Sprintf("第%d条", n)
			line = c.Number + "　" + a
		}
		c.Start, c.StartByte = runes, text.Len()
		text.WriteString(line)
		runes += len([]rune(line))
		c.End, c.EndByte = runes, text.Len()
		text.WriteString("\n")
		runes++
		d.Clauses = append(d.Clauses, c)
	}
	d.Text = text.String()
	corpus.SetPaths(d.Clauses)
	return d
}

// outline writes rows in short: kind, labels of each document, gaps.
func outline(al align.Alignment) string {
	var out []string
	for _, r := range al.Rows {
		s := string(r.Kind)
		for _, us := range r.Units {
			s += " ["
			for i, u := range us {
				if i > 0 {
					s += " "
				}
				s += strings.Trim(u.Clause.ID, "a")
			}
			s += "]"
		}
		out = append(out, s)
	}
	return strings.Join(out, "\n")
}

func east() align.Document {
	return rule("东市采购规定",
		"# 总则",
		"为了规范服务采购，制定本规定。",
		"采购公告应当在指定网站发布，公告期限不少于5个工作日。",
		"投标保证金不得超过预算金额的百分之二，中标通知书发出后五日内退还未中标的供应商。",
		"评标委员会由五人以上单数的专家组成，专家从专家库中随机抽取。评标委员会成员与供应商有利害关系的，应当回避。",
		"鼓励采购人向中小企业预留采购份额。",
		"# 附则",
		"本规定自2020年1月1日起施行。")
}

func west() align.Document {
	return rule("西区采购办法",
		"# 总则",
		"为了规范政府购买服务，制定本办法。",
		"评标委员会的专家从专家库中随机抽取，成员人数为五人以上单数。",
		"评标委员会成员与供应商有利害关系的，应当主动回避。",
		"采购公告应当在指定网站发布，公告期限不少于五个工作日。",
		"采购档案保存期限为十五年。",
		"# 附则",
		"本办法自二〇二一年三月一日起施行。")
}

func TestDocuments(t *testing.T) {
	al := align.Documents([]align.Document{east(), west()}, align.Options{})
	want := `similar [1] [1]
equal [2] [4]
only [] [5]
only [3] []
similar [4] [2 3]
only [5] []
similar [6] [6]`
	if got := outline(al); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, r := range al.Rows {
		if r.Kind != align.KindOnly || len(r.Units[0]) == 0 {
			continue
		}
		if g := r.Gaps[0]; g.Document != 1 || g.Score >= 0.24 {
			t.Errorf("gap %+v", g)
		}
	}
}

func TestDocumentsOfThree(t *testing.T) {
	third := rule("南区采购办法", "采购档案至少保存十五年，保存期限届满方可销毁。", "投标保证金不得超过预算金额的2%。")
	al := align.Documents([]align.Document{east(), west(), third}, align.Options{})
	want := `similar [1] [1] []
equal [2] [4] []
similar [] [5] [1]
similar [3] [] [2]
similar [4] [2 3] []
only [5] [] []
similar [6] [6] []`
	if got := outline(al); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestEvidence(t *testing.T) {
	docs := []align.Document{east(), west()}
	al := align.Documents(docs, align.Options{})
	for _, r := range al.Rows {
		for d, side := range al.Sides(r) {
			for i, e := range side {
				u := r.Units[d][i]
				if got := e.Of(docs[d].Text); !strings.HasPrefix(got, e.Label) || e.DocumentID != docs[d].ID {
					t.Errorf("evidence %+v shows %q", e, got)
				}
				if u.Body.Of(docs[d].Text) != u.Text || string([]rune(docs[d].Text)[u.Body.Start:u.Body.End]) != u.Text {
					t.Errorf("body of %s is not its text", u.Clause.ID)
				}
			}
		}
	}
}

func TestUnitsOfOutline(t *testing.T) {
	text := "一、目标\n到2025年基本建成。\n二、保障\n（一）经费列入预算。"
	at := func(s string) (start, end int) {
		i := strings.Index(text, s)
		return i, i + len(s)
	}
	d := align.Document{Text: text}
	for _, c := range []corpus.Clause{
		{ID: "o1", Level: corpus.LevelOutline, Number: "一、", Heading: "目标"},
		{ID: "o1.p1", Level: corpus.LevelParagraph, Parent: "o1"},
		{ID: "o2", Level: corpus.LevelOutline, Number: "二、", Heading: "保障"},
		{ID: "o2.1", Level: corpus.LevelOutline, Parent: "o2", Number: "（一）"},
	} {
		c.Role = corpus.RoleBody
		c.StartByte, c.EndByte = at(map[string]string{
			"o1": "一、目标", "o1.p1": "到2025年基本建成。", "o2": "二、保障", "o2.1": "（一）经费列入预算。",
		}[c.ID])
		c.Start = len([]rune(text[:c.StartByte]))
		d.Clauses = append(d.Clauses, c)
	}
	var got []string
	for _, u := range align.Units(d, align.Articles) {
		got = append(got, u.Text)
	}
	if s := strings.Join(got, "|"); s != "到2025年基本建成。|经费列入预算。" {
		t.Errorf("units %s", s)
	}
	if n := len(align.Units(d, align.Everything)); n != 4 {
		t.Errorf("%d units of everything", n)
	}
}

func TestVersions(t *testing.T) {
	old := rule("办法",
		"# 总则",
		"为了规范采购，制定本办法。",
		"采购人应当在三日内发布公告。",
		"供应商应当具有良好的商业信誉。",
		"质疑应当在七个工作日内提出。",
		"本办法由财政局解释。")
	next := rule("办法",
		"# 总则",
		"为了规范采购，制定本办法。",
		"采购人应当在五日内发布公告。",
		"联合体各方应当签订共同投标协议，连同投标文件一并提交。",
		"供应商应当具有良好的商业信誉。",
		"质疑应当在７个工作日内\n提出。")
	got := align.Versions(old, next)
	var s []string
	for _, c := range got.Changes {
		line := string(c.Kind)
		for _, u := range c.Old {
			line += " " + u.Clause.ID
		}
		line += " →"
		for _, u := range c.New {
			line += " " + u.Clause.ID
		}
		s = append(s, line)
	}
	want := "changed a2 → a2\nadded → a3\nrenumbered a3 → a4\nrenumbered a4 → a5\nremoved a5 →"
	if g := strings.Join(s, "\n"); g != want {
		t.Errorf("got\n%s\nwant\n%s", g, want)
	}
	if got.Same != 2 {
		t.Errorf("%d the same, want the chapter and article 1", got.Same)
	}
}

func TestVersionsMoved(t *testing.T) {
	a := []string{"采购人编制预算。", "供应商提交文件。", "专家独立评审。", "财政部门监督。"}
	got := align.Versions(rule("办法", a...), rule("办法", a[1], a[2], a[3], a[0]))
	moved := 0
	for _, c := range got.Changes {
		if c.Kind == align.Moved {
			moved++
		} else if c.Kind != align.Renumbered {
			t.Errorf("%s %v", c.Kind, c.Old)
		}
	}
	if moved != 1 {
		t.Errorf("%d moved", moved)
	}
}

func TestVersionsMarks(t *testing.T) {
	got := align.Versions(rule("办法", "货物、工程、服务。"), rule("办法", "货物、工程和服务。", ""))
	if len(got.Changes) == 0 || got.Changes[0].Marks {
		t.Errorf("%+v", got.Changes)
	}
	got = align.Versions(rule("办法", "货物、工程、服务适用本办法。"), rule("办法", "货物、工程，服务适用本办法。"))
	if len(got.Changes) != 1 || !got.Changes[0].Marks {
		t.Errorf("%+v", got.Changes)
	}
}

func BenchmarkDocuments(b *testing.B) {
	var a, c []string
	for i := range 100 {
		s := ""
		for k := range 6 {
			s += []string{"采购人", "供应商", "评标委员会", "代理机构"}[(i+k)%4] + "应当" + string([]rune{
				rune(0x4E00 + i*37%5000), rune(0x5000 + i*k%900), rune(0x6000 + k), rune(0x4E00 + i*k*k%3000),
			}) + fmt.Sprintf("，期限为%d日。", i%30)
		}
		a = append(a, s)
		c = append(c, s[:len(s)-60]+"按照规定办理。")
	}
	docs := []align.Document{rule("甲", a...), rule("乙", c...)}
	for b.Loop() {
		align.Documents(docs, align.Options{})
	}
}
