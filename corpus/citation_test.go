package corpus

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
)

func sample() Citation {
	return Citation{
		ID: "abc", Title: "某市采购办法", Issuers: []string{"某市财政局", "某市民政局"}, DocNumber: "某财〔2020〕5号",
		Date: Date{2020, 3, 1}, URL: "https://example.gov.cn/a_1.html", Pinpoint: "第三条", Accessed: Date{2026, 11, 23},
	}
}

func TestCitationFormats(t *testing.T) {
	file := sample()
	file.URL, file.Pinpoint = "file:///tmp/a.txt", ""
	bare := Citation{ID: "x", Title: "某办法"}
	for _, tc := range []struct {
		c     Citation
		style CitationStyle
		want  string
	}{
		{sample(), GBT7714v2025, "某市财政局，某市民政局. 某市采购办法：某财〔2020〕5号[A/OL].（2020-03-01）[2026-11-23]：第三条. https://example.gov.cn/a_1.html."},
		{sample(), GBT7714v2015, "某市财政局, 某市民政局. 某市采购办法: 某财〔2020〕5号[A/OL]. (2020-03-01)[2026-11-23]: 第三条. https://example.gov.cn/a_1.html."},
		{file, GBT7714v2025, "某市财政局，某市民政局. 某市采购办法：某财〔2020〕5号[A]. 2020-03-01."},
		{bare, GBT7714v2025, "某办法[A]."},
		{bare, BibTeX, "@misc{x,\n  title    = {某办法},\n}"},
		{bare, RIS, "TY  - STAT\r\nID  - x\r\nTI  - 某办法\r\nER  - "},
	} {
		got, err := tc.c.Format(tc.style)
		if err != nil || got != tc.want {
			t.Errorf("%s:\n got %q %v\nwant %q", tc.style, got, err, tc.want)
		}
	}
	if _, err := bare.Format("apa"); err == nil {
		t.Error("an unknown style passes")
	}
}

func TestCSLJSON(t *testing.T) {
	s, err := sample().Format(CSLJSON)
	if err != nil {
		t.Fatal(err)
	}
	var items []map[string]any
	if err := json.Unmarshal([]byte(s), &items); err != nil || len(items) != 1 {
		t.Fatalf("%v in %s", err, s)
	}
	if items[0]["type"] != "legislation" || items[0]["number"] != "某财〔2020〕5号" {
		t.Errorf("got %s", s)
	}
}

// hostileCitation tries to end fields, entries and lines.
func hostileCitation() Citation {
	return Citation{
		ID: "abc", Title: "坏{\\%$#_&~^\"@，题\n名\x00\u202e</script>\u2028TY  - JOUR", Issuers: []string{"甲 and 乙}", "\n", "丙\r\nER  - "}, DocNumber: "某财〔2020〕5号_%\n",
		Date: Date{2020, 3, 0}, URL: "https://e.gov.cn/a_1%20b~c#x&y={z}\\ \n|", Pinpoint: "第三条\r\nER  - ", Accessed: Date{2026, 1, 2},
	}
}

// TestHostileCitation: whatever a title holds, a record has the fields it has.
func TestHostileCitation(t *testing.T) {
	got := map[CitationStyle]string{}
	for _, style := range CitationStyles() {
		s, err := hostileCitation().Format(style)
		if err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(s, "\x00\u202e\u2028") {
			t.Errorf("%s: %q", style, s)
		}
		got[style] = s
	}
	for _, style := range []CitationStyle{GBT7714v2025, GBT7714v2015, CSLJSON} {
		if strings.ContainsAny(got[style], "\r\n") {
			t.Errorf("%s has several lines: %q", style, got[style])
		}
	}
	var tags []string
	for line := range strings.SplitSeq(got[RIS], "\r\n") {
		if !regexp.MustCompile(`^[A-Z][A-Z0-9]  - [^\r\n]*$`).MatchString(line) {
			t.Errorf("RIS line %q", line)
		}
		tags = append(tags, line[:2])
	}
	if want := "TY ID AU AU TI M1 PY DA SE UR Y2 ER"; strings.Join(tags, " ") != want {
		t.Errorf("RIS tags %v, want %s", tags, want)
	}
}

// closing is the place of the brace that closes the first one, as BibTeX counts
// them: whatever stands before a brace.
func closing(value string) int {
	depth := 0
	for i, r := range value {
		switch r {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth == 0 {
			return i
		}
	}
	return len(value)
}

// TestHostileBibTeX reads an entry as BibTeX does.
func TestHostileBibTeX(t *testing.T) {
	s, err := hostileCitation().Format(BibTeX)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(s, "\n")
	var names []string
	for _, line := range lines[1 : len(lines)-1] {
		name, value, ok := strings.Cut(strings.TrimSpace(line), " = ")
		if end := closing(value); !ok || value[end:] != "}," {
			t.Errorf("field %q ends at %d", line, end)
		}
		names = append(names, strings.TrimSpace(name))
	}
	if want := "author title number year date note url urldate"; strings.Join(names, " ") != want {
		t.Errorf("fields %v, want %s", names, want)
	}
	for _, want := range []string{
		`{{甲 and 乙\textbraceright{}} and {丙 ER -}}`, `坏\textbraceleft{}\textbackslash{}\%\$\#\_\&`,
		`= {https://e.gov.cn/a_1%20b~c#x&y=%7Bz%7D%5C%20%0A%7C},`,
	} {
		if !strings.Contains(s, want) {
			t.Errorf("no %s in %s", want, s)
		}
	}
}
