package charts

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"duibiao/compare"
)

func TestParseOutline(t *testing.T) {
	want := "[{findings  1} {timeline 各地起步 2} {sources  3}]"
	for name, text := range map[string]string{
		"plain":        "findings\ntimeline 各地起步\nsources\n",
		"colon":        "findings\r\ntimeline：各地起步\r\nsources",
		"mark":         "\uFEFFfindings\ntimeline: 各地起步\nsources",
		"list":         "- findings\n- timeline: 各地起步\n- sources\n",
		"maps":         "- findings\n- {section: timeline, title: 各地起步}\n- section: sources\n",
		"flow":         "[findings,\n timeline: 各地起步,\n sources]",
		"national set": "findings\ntimeline \xb8\xf7\xb5\xd8\xc6\xf0\xb2\xbd\nsources\n",
	} {
		o, err := ParseOutline([]byte(text))
		if got := fmt.Sprint(o); err != nil || got != want {
			t.Errorf("%s: %s, %v", name, got, err)
		}
	}
	o, err := ParseOutline([]byte("# which\nsections:\n  - findings\n"))
	if fmt.Sprint(o) != "[{findings  3}]" || err != nil {
		t.Errorf("sections: %v, %v", o, err)
	}
	for text, want := range map[string]string{
		"":                              "names no section",
		"# nothing\n":                   "names no section",
		"- [a, b]":                      "line 1: want an id",
		"- findings\n- {a: b: c}":       "not YAML",
		"sections: findings":            "want a list",
		"- a\n- {section: b, titel: c}": "line 2",
		"- a\n- {b: c, d: e}":           "line 2",
		"- ''":                          "line 1",
		strings.Repeat("x\n", 40_000):   "bytes, more than",
	} {
		if _, err := ParseOutline([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.30q: error %v, want %q", text, err, want)
		}
	}
}

func TestOutlineErrors(t *testing.T) {
	for text, want := range map[string]string{
		"findings\nchapter9": `line 2: no section "chapter9": known are findings, timeline, items, scope`,
		"findings\n\n一、主要发现": `line 3: section "一、主要发现" stands twice`,
	} {
		o, err := ParseOutline([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := o.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
	// A report without a home has no gaps: naming them is no error.
	b := benchmark(t, dataset(t), compare.Options{Regions: []string{"上海"}})
	if heads := headings(outlined(t, b, "gaps", "findings")); !slices.Equal(heads, []string{"一、主要发现", "二、数据来源"}) {
		t.Errorf("headings %q", heads)
	}
}

// outlined is the document of a report under an outline.
func outlined(t *testing.T, b compare.Benchmark, ids ...string) document {
	t.Helper()
	var o Outline
	for _, id := range ids {
		o = append(o, OutlineEntry{Section: id})
	}
	d, err := reportDocument(ReportInput{Benchmark: b, Outline: o})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func headings(d document) []string {
	var out []string
	for _, s := range d.Sections {
		out = append(out, s.Heading)
	}
	return out
}

// TestOutlineNumbers: headings, tables and sources are counted in the order of the
// outline, and only what is cited is listed.
func TestOutlineNumbers(t *testing.T) {
	b := benchmark(t, dataset(t), compare.Options{})
	d := outlined(t, b, "items", "timeline", "method")
	if heads, want := headings(d), []string{"一、目录规模", "二、制度出台时间", "三、方法与把握程度", "四、数据来源"}; !slices.Equal(heads, want) {
		t.Errorf("headings %q, want %q", heads, want)
	}
	second := tablesOf(d.Sections[1])
	if len(second) != 1 || second[0].Label != "表2" {
		t.Errorf("the second section has the tables %v", second)
	}
	list := d.Sections[3].Blocks[0].Sources
	cited := map[int]bool{}
	for _, s := range d.Sections[:2] {
		for _, x := range tablesOf(s) {
			for _, n := range refsIn(x) {
				cited[n] = true
			}
		}
	}
	for i, l := range list {
		if l.Number != i+1 || !cited[l.Number] {
			t.Errorf("source %d at %d, cited: %v", l.Number, i+1, cited[l.Number])
		}
	}
	if len(cited) != len(list) {
		t.Errorf("%d sources cited, %d listed", len(cited), len(list))
	}
	first := tablesOf(d.Sections[0])[0].Groups[0][0]
	if got, want := list[first.Cells[len(first.Cells)-1].Refs[0]-1].Text, b.Items.Rows[0].Cells[0].Evidence[0].Source; !strings.HasPrefix(got, want) {
		t.Errorf("the first row cites %q, its evidence is %q", got, want)
	}
}

func tablesOf(s section) []*tableBlock {
	var out []*tableBlock
	for _, x := range s.Blocks {
		if x.Table != nil {
			out = append(out, x.Table)
		}
	}
	return out
}

func refsIn(t *tableBlock) []int {
	var out []int
	for _, g := range t.Groups {
		for _, row := range g {
			for _, c := range row.Cells {
				out = append(out, c.Refs...)
			}
		}
	}
	return out
}

// TestOutlineCounts: the method counts the records of the tables that are shown.
func TestOutlineCounts(t *testing.T) {
	b := benchmark(t, dataset(t), compare.Options{})
	n := 0
	for _, row := range b.Items.Rows {
		if !b.Items.Cell(row, "certainty").IsMissing() {
			n++
		}
	}
	var got []string
	for _, s := range outlined(t, b, "method", "items").Sections {
		for _, x := range s.Blocks {
			for _, g := range x.Groups {
				for _, item := range g.Items {
					got = append(got, regexp.MustCompile(`记录共(\d+)条`).FindString(item[0].Text))
				}
			}
		}
	}
	if !slices.Contains(got, "记录共"+itoa(n)+"条") {
		t.Errorf("%q, want %d", got, n)
	}
}

func TestChineseNumber(t *testing.T) {
	for n, want := range map[int]string{1: "一", 9: "九", 10: "十", 11: "十一", 20: "二十", 35: "三十五", 99: "九十九", 100: "100"} {
		if got := chineseNumber(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
		if n < 100 && bareHeading(want+"、标题") != "标题" {
			t.Errorf("%s、 stays", want)
		}
	}
	if bareHeading("采购、招标") != "采购、招标" {
		t.Error("a stop in a heading is taken for a number")
	}
}

// FuzzOutline: an outline that is read names no empty section, and it gives sections in its own order or an error that says which line is wrong.
func FuzzOutline(f *testing.F) {
	for _, s := range []string{"findings\nitems x", "- a: b", "[x]", "sections:\n- &a x\n- *a", "{", ":", "\xff"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		o, err := ParseOutline(data)
		if err != nil {
			return
		}
		list, err := o.arrange(chapters())
		if err != nil && !bytes.Contains([]byte(err.Error()), []byte("line ")) {
			t.Errorf("error without a line: %v", err)
		}
		for i, c := range list {
			if i < len(o) && !c.is(o[i].Section) && c.heading != o[i].Title {
				t.Errorf("section %s at %d, the outline has %s", c.id, i, o[i].Section)
			}
		}
		for _, e := range o {
			if e.Section == "" {
				t.Error("an empty section")
			}
		}
	})
}
