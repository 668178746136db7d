package main

import (
	"strings"
	"testing"
)

// TestPages reads pages of many forms: every figure must hold.
func TestPages(t *testing.T) {
	if testing.Short() {
		t.Skip("reads large input in one goroutine")
	}
	var out strings.Builder
	status, err := run(&out, 300, 10, "")
	if err != nil || status != 0 {
		t.Errorf("status %d, %v\n%s", status, err, out.String())
	}
}

func TestCommon(t *testing.T) {
	long := strings.Repeat("甲乙丙", 50)
	for _, tc := range []struct {
		a, b string
		want int
	}{{"甲乙丙", "甲丙", 2}, {"甲乙", "乙甲", 1}, {long, "丁" + long, 150}, {"", "甲", 0}} {
		if got := common([]rune(tc.a), []rune(tc.b)); got != tc.want {
			t.Errorf("%.9q %.9q: %d, want %d", tc.a, tc.b, got, tc.want)
		}
	}
}
