package coding_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"duibiao/compare/coding"
)

// TestBook checks every question of the embedded codebook.
func TestBook(t *testing.T) {
	b := book(t)
	if len(b.Indicators) != 61 {
		t.Errorf("%d indicators, want 61", len(b.Indicators))
	}
	for _, in := range b.Indicators {
		for what, text := range map[string]string{
			"name_zh": in.NameZh, "name_en": in.NameEn, "question_zh": in.QuestionZh, "question_en": in.QuestionEn,
			"rule_zh": in.RuleZh, "dimension": in.Dimension,
		} {
			if text == "" {
				t.Errorf("%s: no %s", in.ID, what)
			}
		}
		checkValues(t, in)
		if _, ok := b.Indicator(in.ID); !ok {
			t.Errorf("%s: not found by its id", in.ID)
		}
	}
	if _, ok := b.Indicator("none"); ok {
		t.Error("found an indicator that is not there")
	}
}

func checkValues(t *testing.T, in coding.Indicator) {
	t.Helper()
	choice := in.Type == coding.TypeEnum || in.Type == coding.TypeSet
	if choice != (len(in.Values) > 0) {
		t.Errorf("%s: %s with %d values", in.ID, in.Type, len(in.Values))
	}
	if in.Type == coding.TypeNumber && in.Unit == "" {
		t.Errorf("%s: a number without a unit", in.ID)
	}
	for _, e := range in.Lexicon {
		if choice && !slices.Contains(in.Values, e.Value) {
			t.Errorf("%s: the lexicon's %s is no value", in.ID, e.Value)
		}
	}
	checkRuleValues(t, in, choice)
}

func checkRuleValues(t *testing.T, in coding.Indicator, choice bool) {
	t.Helper()
	for _, r := range in.Rules {
		if choice && r.Value != "" && !slices.Contains(in.Values, r.Value) {
			t.Errorf("%s: the rule's %s is no value", in.ID, r.Value)
		}
		if in.Type == coding.TypeBool && r.Value != "yes" {
			t.Errorf("%s: a yes/no rule with value %q", in.ID, r.Value)
		}
	}
}

// TestNewQuestion adds a question by data alone.
func TestNewQuestion(t *testing.T) {
	files := fstest.MapFS{"a.yaml": {Data: []byte(`
dimension: 试验
special: {title: 采购, not_title: 土地, words: 采购, per_thousand: 9, least: 20}
topic: {words: 采购, not: 土地, unless: 采购}
penal: {chapter: 法律责任, text: 罚款}
terms: {n: '(?P<n>[0-9]+|[一二三四五六七八九十]+)'}
indicators:
  - id: tea_breaks
    type: number
    unit: 次
    rules:
      - {find: '休息{n}次'}
`)}}
	b, err := coding.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	got := coding.Code(b, input("x", "采购规定\n第一条 采购评审期间每日休息 ３ 次。\n"))
	if len(got) != 1 || got[0].Value != "3" || got[0].Unit != "次" || got[0].Evidence[0].Label != "第一条" {
		t.Errorf("got %+v", got)
	}
}

func TestBadBooks(t *testing.T) {
	for name, text := range map[string]string{
		"unknown key":  "indicators: [{id: a, type: bool, color: red, rules: [{find: a, value: yes}]}]",
		"no rules":     "indicators: [{id: a, type: bool}]",
		"bad pattern":  "indicators: [{id: a, type: bool, rules: [{find: '('}]}]",
		"unknown term": "indicators: [{id: a, type: bool, rules: [{find: '{nowhere}'}]}]",
		"unknown word": "indicators: [{id: a, type: bool, rules: [{find: a, take: some, value: yes}]}]",
		"twice":        "indicators: [{id: a, type: bool, rules: [{find: a}]}, {id: a, type: bool, rules: [{find: a}]}]",
		"endless term": "terms: {a: '{b}', b: '{a}'}\nindicators: [{id: a, type: bool, rules: [{find: '{a}('}]}]",
	} {
		if _, err := coding.Load(fstest.MapFS{"a.yaml": {Data: []byte(text)}}); err == nil || !strings.Contains(err.Error(), "codebook") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
