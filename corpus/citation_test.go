package corpus

import (
	"encoding/json"
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
		{file, GBT7714v2025, "某市财政局，某市民政局. 某市采购办法：某财〔2020〕5号[A].（2020-03-01）."},
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
