package main

import (
	"strings"
	"testing"
)

// TestForms reads catalogues in many forms: every mean must hold.
func TestForms(t *testing.T) {
	var out strings.Builder
	status, err := run(&out, "")
	if err != nil || status != 0 {
		t.Errorf("status %d, %v\n%s", status, err, out.String())
	}
}

func TestWanted(t *testing.T) {
	f := form{want: "\nA:甲\n  A01:乙 [丙]\n  丁\n戊"}
	got := f.wanted()
	for i, w := range []item{{"A", "甲", "", "", 1}, {"A01", "乙", "丙", "甲", 2}, {"", "丁", "", "甲", 2}, {"", "戊", "", "", 1}} {
		if got[i] != w {
			t.Errorf("item %d: %+v, want %+v", i, got[i], w)
		}
	}
	if s := written(got); s != strings.TrimSpace(f.want) {
		t.Errorf("written back: %s", s)
	}
}
