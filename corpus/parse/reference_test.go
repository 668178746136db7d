package parse

import (
	"testing"

	"duibiao/corpus"
)

func TestFindClause(t *testing.T) {
	clauses := []corpus.Clause{
		{ID: "c3", Level: corpus.LevelChapter, Role: corpus.RoleBody, Number: "第三章"},
		{ID: "a3", Level: corpus.LevelArticle, Role: corpus.RoleBody, Number: "第三条", Parent: "c3"},
		{ID: "a3.p1", Level: corpus.LevelParagraph, Role: corpus.RoleBody, Number: "第一款", Parent: "a3"},
		{ID: "a3.p2", Level: corpus.LevelParagraph, Role: corpus.RoleBody, Number: "第二款", Parent: "a3"},
		{ID: "a3.p2.i4", Level: corpus.LevelItem, Role: corpus.RoleBody, Number: "（四）", Parent: "a3.p2"},
		{ID: "a3-1", Level: corpus.LevelArticle, Role: corpus.RoleBody, Number: "第三条之一", Parent: "c3"},
		{ID: "a31", Level: corpus.LevelArticle, Role: corpus.RoleBody, Number: "第三十一条", Parent: "c3"},
		{ID: "o1", Level: corpus.LevelOutline, Role: corpus.RoleAnnex, Number: "一、"},
	}
	for ref, want := range map[string]string{
		"3": "a3", "第三条": "a3", "３条": "a3", "第 三 条": "a3", "第三条第2款": "a3.p2", "3条2款4项": "a3.p2.i4",
		"第三条第二款第（四）项": "a3.p2.i4", "第三条第四项": "a3.p2.i4", "第三条之一": "a3-1", "31": "a31", "第31条第一款": "a31",
		"第三章": "c3", "一、": "o1",
		"第四条": "", "": "", "随便": "", "第三条第三款": "", "31条x": "",
	} {
		i, ok := FindClause(clauses, ref)
		got := ""
		if ok {
			got = clauses[i].ID
		}
		if got != want {
			t.Errorf("FindClause(%q) = %q, want %q", ref, got, want)
		}
	}
}
