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
	fields := 0
	for i, a := range as {
		if !rightBar(items[i].Code[0], a) {
			t.Errorf("%s %s: barred %+v, field %q by %s", items[i].Code, items[i].Name, a.Barred, a.Domain, a.Rule)
		}
		if a.Domain != "" {
			fields++
		}
	}
	t.Logf("%d of 621 services have a field", fields)
	if fields < 450 {
		t.Error("too few")
	}
}

// rightBar holds that goods and works are barred and have no field, and that
// services are not, but for packages of works.
func rightBar(part byte, a Assignment) bool {
	want := map[byte]BarClass{'A': BarGoods, 'B': BarWorks}[part]
	if want != "" {
		return a.Barred != nil && a.Barred.Class == want && a.Domain == ""
	}
	return a.Barred == nil || a.Barred.Class == BarBundle
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

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b)
	}
}
