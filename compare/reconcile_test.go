package compare

import (
	"fmt"
	"strings"
	"testing"

	"duibiao/corpus"
)

// catalogueOf makes items of codes; a code lies below the longest one before it
// that begins it.
func catalogueOf(codes string) []corpus.CatalogueItem {
	var items []corpus.CatalogueItem
	for i, c := range strings.Fields(codes) {
		it := corpus.CatalogueItem{Code: c, Name: "名" + c, Ord: i + 1, Row: i + 2, Table: 1, Level: 1, Year: 2024}
		for k := len(items) - 1; k >= 0; k-- {
			if strings.HasPrefix(c, items[k].Code) && len(c) > len(items[k].Code) {
				it.ParentOrd, it.Parent, it.Level = items[k].Ord, items[k].Code, items[k].Level+1
				break
			}
		}
		items = append(items, it)
	}
	return items
}

// stated makes counts of "4大类 20中类"; counts in one string stand together.
func stated(s string) []corpus.StatedCount {
	var out []corpus.StatedCount
	at := 0
	for i, f := range strings.Fields(s) {
		c := corpus.StatedCount{Tier: i + 1, Span: corpus.Span{Clause: "p1", Quote: f, Start: at, End: at + len([]rune(f))}}
		_, _ = fmt.Sscanf(f, "%d%s", &c.Count, &c.TierName)
		at = c.End
		out = append(out, c)
	}
	return out
}

func TestReconcile(t *testing.T) {
	whole := "A A01 A0101 A0102 A0103 A02 A0201 A0202 B B01 B0101 B0102"
	for _, c := range []struct{ name, codes, stated, want string }{
		{"all agree", whole, "2大类 3中类 7小类", "2大类=2 3中类=3 7小类=7"},
		{"one is missing", "A A01 A0101 A0103 A02 A0201 A0202 B B01 B0101 B0102", "2大类 3中类 7小类", "2大类=2 3中类=3 7小类≠6 gap A0102 before A0103 row 5"},
		{"the first is missing", "A A01 A0102 A0103 A02 A0201 A0202 B B01 B0101 B0102", "7项", "7项≠6 gap A0101 before A0102 row 4"},
		{"no gap to be seen", whole, "2大类 3中类 8小类", "2大类=2 3中类=3 8小类≠7"},
		{"one too many", whole + " B0102", "7项", "7项≠8 twice B0102"},
		{"a count alone speaks of the innermost tier", whole, "7项", "7项=7"},
		{"or of the items of all tiers", whole, "12条目", "12条目=12"},
		{"others at the end are no gap", "A A01 A0101 A0102 A0199", "4项", "4项≠3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, r := range Reconcile(catalogueOf(c.codes), stated(c.stated)) {
				sign := "="
				if !r.Agrees {
					sign = "≠"
				}
				got = append(got, fmt.Sprint(r.Stated.Quote, sign, r.Found))
				for _, g := range r.Gaps {
					got = append(got, fmt.Sprintf("gap %s before %s row %d", g.Missing, g.After.Code, g.After.Row))
				}
				for _, d := range r.Doubles {
					got = append(got, "twice "+d.Code)
				}
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("got %s, want %s", s, c.want)
			}
		})
	}
}

// TestReconcileLeavesOut what cannot be compared with this catalogue.
func TestReconcileLeavesOut(t *testing.T) {
	items := catalogueOf("A A01 A02 B B01")
	for name, mod := range map[string]func(*corpus.StatedCount){
		"a change":         func(c *corpus.StatedCount) { c.Change = corpus.ChangeAdded },
		"a former total":   func(c *corpus.StatedCount) { c.Former = true },
		"another year":     func(c *corpus.StatedCount) { c.Year = 2012 },
		"an unknown class": func(c *corpus.StatedCount) { c.Subject = "目录·工程类" },
	} {
		counts := stated("9项")
		mod(&counts[0])
		if got := Reconcile(items, counts); len(got) != 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
	counts := stated("2项")
	for _, subject := range []string{"目录·名A类", "名A类品目"} {
		counts[0].Subject = subject
		if got := Reconcile(items, counts); len(got) != 1 || !got[0].Agrees || got[0].Found != 2 {
			t.Errorf("%s: %+v", subject, got)
		}
	}
}
