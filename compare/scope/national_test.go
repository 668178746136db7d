package scope

import (
	"testing"

	"duibiao/corpus/reference"
)

// TestNational runs the crosswalk over the national catalogue: goods and works
// have no field and are barred, and the whole is fast.
func TestNational(t *testing.T) {
	x := load(t)
	items, _, err := reference.National()
	if err != nil {
		t.Fatal(err)
	}
	as, err := x.Assign(Scheme2014, items)
	if err != nil {
		t.Fatal(err)
	}
	fields, none, barred := 0, 0, map[BarClass]int{}
	for i, a := range as {
		bar := BarClass("")
		if a.Barred != nil {
			bar = a.Barred.Class
			barred[bar]++
		}
		switch items[i].Code[0] {
		case 'A':
			if bar != BarGoods || a.Domain != "" {
				t.Errorf("%s %s: %q %q", items[i].Code, items[i].Name, bar, a.Domain)
			}
		case 'B':
			if bar != BarWorks || a.Domain != "" {
				t.Errorf("%s %s: %q %q", items[i].Code, items[i].Name, bar, a.Domain)
			}
		default:
			if a.Domain == "" {
				none++
			} else {
				fields++
			}
			if bar != "" && bar != BarBundle {
				t.Errorf("%s %s barred as %s by %s", items[i].Code, items[i].Name, bar, a.Barred.Rule)
			}
		}
	}
	t.Logf("services: %d with a field, %d without; barred %v", fields, none, barred)
}

func BenchmarkAssignNational(b *testing.B) {
	x := load(b)
	items, _, err := reference.National()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := x.Assign(Scheme2014, items); err != nil {
			b.Fatal(err)
		}
	}
}
