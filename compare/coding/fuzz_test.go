package coding_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"duibiao/compare/coding"
	"duibiao/corpus"
)

// FuzzCode checks that every quotation stands where it is said to stand, whatever
// the text, and that the same text gives the same codings.
func FuzzCode(f *testing.F) {
	for _, name := range []string{"tender.md", "procurement.md", "services.md", "notice.md", "environment.md"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	b := book(f)
	f.Fuzz(func(t *testing.T, text string) {
		in := input("fuzz", text)
		first := coding.Code(b, in)
		second := coding.Code(b, in)
		if len(first) != len(second) {
			t.Fatalf("%d codings, then %d", len(first), len(second))
		}
		for i, c := range first {
			checkEvidence(t, in, c)
			if c.Value != second[i].Value || len(c.Evidence) != len(second[i].Evidence) {
				t.Errorf("%s: %s, then %s", c.Indicator, c.Value, second[i].Value)
			}
		}
	})
}

// TestHostile codes texts and clause trees that no parser makes.
func TestHostile(t *testing.T) {
	b := book(t)
	base := fixture(t, "procurement.md")
	cut := base.Text
	for i := 0; i < len(cut); i += 97 {
		in := input("cut", cut[:i])
		for _, c := range coding.Code(b, in) {
			checkEvidence(t, in, c)
		}
	}
	wild := []corpus.Clause{
		{ID: "a", Level: corpus.LevelArticle, Role: corpus.RoleBody, Parent: "a", StartByte: 0, EndByte: 3000},
		{ID: "a", Level: corpus.LevelParagraph, Role: corpus.RoleBody, Parent: "a", StartByte: 900, EndByte: 5000},
		{ID: "b", Level: corpus.LevelItem, Role: corpus.RoleBody, Parent: "c", StartByte: 100, EndByte: 50},
		{ID: "c", Level: corpus.LevelArticle, Role: corpus.RoleBody, Parent: "b", StartByte: 3001, EndByte: 1 << 30},
		{ID: "d", Level: corpus.LevelOutline, Role: corpus.RoleBody, Parent: "d", StartByte: 3001, EndByte: 4000},
		{ID: "e", Level: corpus.LevelParagraph, Role: corpus.RoleBody, Parent: "d", StartByte: 10, EndByte: 20},
	}
	coding.Code(b, coding.Input{Title: "政府采购", Text: cut, Clauses: wild})
	coding.Code(b, coding.Input{Title: "政府采购", Text: cut})
	start := time.Now()
	long := input("long", "政府采购办法\n第一条 "+strings.Repeat("投标保证金，供应商、百分之", 40000)+"\n")
	coding.Code(b, long)
	if took := time.Since(start); took > time.Minute {
		t.Errorf("a sentence of a megabyte took %v", took)
	}
}

// TestSpelling writes the fixtures with other widths, digits and spaces: the values
// stay the same.
func TestSpelling(t *testing.T) {
	b := book(t)
	wide := strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３", "5", "５", "8", "８", "%", "％", "个工作日", " 个 工作日", "日内", " 日内", "；", ";", "，", ",")
	arabic := strings.NewReplacer("三十日", "30日", "三十个", "30个", "二十日", "20日", "十五日", "15日", "十五个", "15 个", "七个", "7个", "百分之十的", "10%的",
		"千分之五以上千分之十以下", "5‰以上10‰以下", "百分之二，", "２%，", "一至三年", "1至3年", "一至三名", "1-3名", "三分之二", "2/3", "十年", "10年")
	for _, name := range []string{"tender.md", "procurement.md", "services.md", "notice.md", "environment.md"} {
		in := fixture(t, name)
		want := values(coding.Code(b, in))
		for how, r := range map[string]*strings.Replacer{"wide": wide, "arabic": arabic} {
			other := input(name, r.Replace(in.Text))
			found := coding.Code(b, other)
			for _, c := range found {
				checkEvidence(t, other, c)
			}
			got := values(found)
			for id, v := range want {
				if got[id] != v {
					t.Errorf("%s %s %s: got %q, want %q", name, how, id, got[id], v)
				}
			}
		}
	}
}

func values(list []corpus.Coding) map[string]string {
	out := map[string]string{}
	for _, c := range list {
		out[c.Indicator] = c.Value
	}
	return out
}
