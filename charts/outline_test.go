package charts

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"duibiao/compare"
	"duibiao/corpus"
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
	b := benchmark(t, dataset(t), compare.Options{})
	for text, want := range map[string]string{
		"findings\nchapter9": `line 2: no section "chapter9": known are findings, timeline, items`,
		"findings\n\n一、主要发现": `line 3: section "一、主要发现" stands twice`,
	} {
		o, err := ParseOutline([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := o.Check(b); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
	// A report without a home has no gaps: naming them is no error.
	o := Outline{{Section: "gaps"}, {Section: "findings"}}
	if err := o.Check(benchmark(t, dataset(t), compare.Options{Regions: []string{"上海"}})); err != nil {
		t.Error(err)
	}
}

// outlined is the document of a report under an outline.
func outlined(t *testing.T, b compare.Benchmark, ids ...string) document {
	t.Helper()
	d, err := reportDocument(ReportInput{Benchmark: b})
	if err != nil {
		t.Fatal(err)
	}
	var o Outline
	for _, id := range ids {
		o = append(o, OutlineEntry{Section: id})
	}
	if err := o.apply(&d, b); err != nil {
		t.Fatal(err)
	}
	return d
}

// TestOutlineNumbers: headings, tables and sources are counted anew, sources that
// nothing cites are gone, and the others keep their texts.
func TestOutlineNumbers(t *testing.T) {
	b := benchmark(t, dataset(t), compare.Options{})
	d := outlined(t, b, "items", "timeline", "method")
	var heads []string
	for _, s := range d.Sections {
		heads = append(heads, s.Heading)
	}
	if want := []string{"一、目录规模", "二、制度出台时间", "三、方法与把握程度", "四、数据来源"}; !slices.Equal(heads, want) {
		t.Errorf("headings %q, want %q", heads, want)
	}
	if l := d.Sections[1].Blocks[1].Table.Label; l != "表2" {
		t.Errorf("the second table is %s", l)
	}
	list := d.Sections[3].Blocks[0].Sources
	cited := map[int]bool{}
	for _, x := range slices.Concat(d.Sections[0].Blocks, d.Sections[1].Blocks) {
		x.eachRefs(func(refs []int) []int {
			for _, n := range refs {
				cited[n] = true
			}
			return refs
		})
	}
	for i, l := range list {
		if l.Number != i+1 || !cited[l.Number] {
			t.Errorf("source %d at %d, cited: %v", l.Number, i+1, cited[l.Number])
		}
	}
	if len(cited) != len(list) {
		t.Errorf("%d sources cited, %d listed", len(cited), len(list))
	}
	first := d.Sections[0].Blocks[1].Table.Groups[0][0]
	evidence := b.Items.Rows[0].Cells[len(b.Items.Rows[0].Cells)-1].Evidence
	for _, c := range b.Items.Rows[0].Cells {
		evidence = append(evidence, c.Evidence...)
	}
	if got := list[first.Cells[len(first.Cells)-1].Refs[0]-1].Text; !strings.HasPrefix(got, evidence[0].Source) {
		t.Errorf("the first row cites %q, its evidence is %q", got, evidence[0].Source)
	}
}

// TestOutlineCounts: the method counts the records of the tables that are left.
func TestOutlineCounts(t *testing.T) {
	b := benchmark(t, dataset(t), compare.Options{})
	count := func(d document) string {
		for _, s := range d.Sections {
			for _, x := range s.Blocks {
				for _, g := range x.Groups {
					for _, item := range g.Items {
						if m := regexp.MustCompile(`各表共(\d+)条`).FindStringSubmatch(item[0].Text); m != nil {
							return m[1]
						}
					}
				}
			}
		}
		return ""
	}
	n := 0
	for _, row := range b.Items.Rows {
		if !b.Items.Cell(row, "certainty").IsMissing() {
			n++
		}
	}
	if got := count(outlined(t, b, "items", "method")); got != itoa(n) {
		t.Errorf("%s records, want %d", got, n)
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

// FuzzOutline: an outline that is read names no empty section, and applied it
// gives sections in its own order or an error that says which line is wrong.
func FuzzOutline(f *testing.F) {
	for _, s := range []string{"findings\nitems x", "- a: b", "[x]", "sections:\n- &a x\n- *a", "{", ":", "\xff"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		o, err := ParseOutline(data)
		if err != nil {
			return
		}
		d := document{Sections: []section{{Heading: "一、主要发现"}, {Heading: "二、数据来源"}}}
		err = o.apply(&d, compare.Benchmark{DataDate: corpus.Date{}})
		if err != nil && !bytes.Contains([]byte(err.Error()), []byte("line ")) {
			t.Errorf("error without a line: %v", err)
		}
		for _, e := range o {
			if e.Section == "" {
				t.Error("an empty section")
			}
		}
	})
}
