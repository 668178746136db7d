package scope

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// edited is the embedded tables with the first occurrence of a text in one file
// changed.
func edited(t *testing.T, file, old, replacement string) fs.FS {
	t.Helper()
	names, err := fs.Glob(data, "data/*.tsv")
	if err != nil {
		t.Fatal(err)
	}
	out := fstest.MapFS{}
	for _, n := range names {
		b, err := data.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		if n = strings.TrimPrefix(n, "data/"); n == file {
			if !strings.Contains(string(b), old) {
				t.Fatalf("%s has no %q", file, old)
			}
			b = []byte(strings.Replace(string(b), old, replacement, 1))
		}
		out[n] = &fstest.MapFile{Data: b}
	}
	return out
}

// TestRefusals breaks one cell at a time and wants the file and line named.
func TestRefusals(t *testing.T) {
	for _, tc := range []struct{ file, old, replacement, want string }{
		{"domains.tsv", "\tcited\t", "\tsure\t", "domains.tsv:2"},
		{"domains.tsv", "service2014\ttalent\t", "service2014\teducation\t", "twice"},
		{"domains.tsv", "\tbasic\t财综", "\tbases\t财综", "no class"},
		{"domains.tsv", "scheme\tid", "scheme\tno", "domains.tsv:1"},
		{"mapping.tsv", "\texact\t", "\tequal\t", "relation"},
		{"mapping.tsv", "service2014\teducation", "service2014\tteaching", "unknown field"},
		{"crosswalk.tsv", "\tsocial_insurance\t", "\tinsurance\t", "has no field"},
		{"crosswalk.tsv", "\tname:", "\tnamed:", "condition"},
		{"crosswalk.tsv", "\n2\t", "\n1\t", "priority 1 twice"},
		{"crosswalk.tsv", "\n2\t", "\n-2\t", "priority"},
		{"crosswalk.tsv", "name:", "name:|", "empty alternative"},
		{"barred.tsv", "national:A", "A", "national"},
		{"barred.tsv", "\tbundle\t", "\tbundles\t", "unknown class"},
		{"synonyms.tsv", "高龄老人\t", "老年人\t", "twice"},
		{"contrasts.tsv", "新增|取消", "新增", "two words"},
		{"overrides.tsv", "catalogue\tcode", "catalogue\tcodes", "overrides.tsv:1"},
	} {
		_, err := Read(edited(t, tc.file, tc.old, tc.replacement))
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s with %q: %v, want %q", tc.file, tc.replacement, err, tc.want)
		}
	}
}

// TestTables holds what is known of the measures: how many fields they name.
func TestTables(t *testing.T) {
	x := load(t)
	for scheme, want := range map[string][2]int{
		Scheme2014: {6, 59}, Scheme2020: {2, 30}, SchemeReport3: {3, 16}, SchemeReport4: {4, 0}, SchemeGold: {14, 0},
	} {
		if got := [2]int{len(x.Domains(scheme, 1)), len(x.Domains(scheme, 2))}; got != want {
			t.Errorf("%s: %v classes and fields, want %v", scheme, got, want)
		}
	}
	// Each field's own name leads to it, or the rules are wrong at the root.
	for _, scheme := range x.Schemes() {
		for _, d := range x.Domains(scheme, 0) {
			as, err := x.Assign(scheme, tree(strings.ReplaceAll(d.Name, " ", "")))
			if err != nil {
				t.Fatal(err)
			}
			if as[0].Domain != d.ID && as[0].Domain != "" {
				t.Errorf("%s %s leads to %s by %s", scheme, d.Name, as[0].Domain, as[0].Rule)
			}
			if as[0].Domain == "" && scheme == Scheme2014 && d.ID != "other" {
				t.Errorf("%s %s leads nowhere", scheme, d.Name)
			}
		}
	}
}
