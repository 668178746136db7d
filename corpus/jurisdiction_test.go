package corpus

import "testing"

func TestPlaceAt(t *testing.T) {
	for _, tc := range []struct{ in, code, name string }{
		{"上海市静安区促进条例", "310106", "上海市静安区"},
		{"北京市西城区", "110102", "北京市西城区"},
		{"青岛市海上交通安全条例", "370200", "青岛市"},
		{"浙江省招标投标条例", "330000", "浙江省"},
		{"广东广州规定", "440000", "广东"},
		{"中华人民共和国政府采购法", NationalCode, "中华人民共和国"},
		{"国家公园条例", "", ""},
		{"鼓楼区条例", "", ""},
		{"", "", ""},
	} {
		j, n, ok := PlaceAt(tc.in)
		if j.Code != tc.code || tc.in[:n] != tc.name || ok != (tc.code != "") {
			t.Errorf("PlaceAt(%q) = %s %q %v, want %s %q", tc.in, j.Code, tc.in[:n], ok, tc.code, tc.name)
		}
	}
}

func TestJurisdictionTable(t *testing.T) {
	all := Jurisdictions()
	for i, j := range all {
		if len(j.Code) != 6 || j.Name == "" {
			t.Errorf("bad row %+v", j)
		}
		if i > 0 && all[i-1].Code >= j.Code {
			t.Errorf("codes not in order at %s", j.Code)
		}
		if j.Parent == "" && j.Code != NationalCode {
			t.Errorf("%s has no parent", j.Code)
		}
		if _, ok := JurisdictionByCode(j.Parent); !ok && j.Parent != "" {
			t.Errorf("%s has unknown parent %s", j.Code, j.Parent)
		}
	}
	if got := JurisdictionsByName("上海"); len(got) != 1 || got[0].Code != "310000" {
		t.Errorf("上海 = %v", got)
	}
}

func TestWithin(t *testing.T) {
	for _, tc := range []struct {
		code, outer string
		want        bool
	}{
		{"310106", "310000", true},
		{"310000", "310106", false},
		{"370203", "370200", true},
		{"310000", NationalCode, false},
		{NationalCode, NationalCode, true},
		{"", "310000", false},
		{"110101", "110101", true},
	} {
		if got := Within(tc.code, tc.outer); got != tc.want {
			t.Errorf("Within(%s, %s) = %v", tc.code, tc.outer, got)
		}
	}
}

func TestDate(t *testing.T) {
	for _, s := range []string{"2015", "2015-03", "2015-03-01", "2016-02-29", ""} {
		d, err := ParseDate(s)
		if err != nil || d.String() != s {
			t.Errorf("ParseDate(%q) = %v, %v", s, d, err)
		}
	}
	for _, s := range []string{"15", "2015-13", "2015-02-29", "2015-00-01", "2015-1-1", "x", "2015-01-01-01"} {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("ParseDate(%q) = %v, want an error", s, d)
		}
	}
}
