package agreement

import (
	"math"
	"strings"
	"testing"
)

// unitsOf reads rows of coders: one value a unit, a mark for none.
func unitsOf(rows ...string) []Unit {
	var units []Unit
	for c, row := range rows {
		for i, v := range strings.Fields(row) {
			if c == 0 {
				units = append(units, make(Unit, len(rows)))
			}
			if v != "." {
				units[i][c] = v
			}
		}
	}
	return units
}

// table makes the units of a table of two coders: how often they said yes/yes,
// yes/no, no/yes and no/no.
func table(yy, yn, ny, nn int) []Unit {
	var units []Unit
	for _, cell := range []struct {
		n int
		u Unit
	}{{yy, Unit{"yes", "yes"}}, {yn, Unit{"yes", "no"}}, {ny, Unit{"no", "yes"}}, {nn, Unit{"no", "no"}}} {
		for range cell.n {
			units = append(units, cell.u)
		}
	}
	return units
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) < 1e-9) {
		t.Errorf("%s = %.12f, want %.12f", what, got, want)
	}
}

// TestKappa holds κ to the worked examples of the article on Cohen's kappa in
// Wikipedia: 50 applications, and two tables of 100 of the same agreement.
func TestKappa(t *testing.T) {
	near(t, "20, 5, 10, 15", Kappa(table(20, 5, 10, 15)), 0.4)
	near(t, "45, 15, 25, 15", Kappa(table(45, 15, 25, 15)), 3.0/23)
	near(t, "25, 35, 5, 35", Kappa(table(25, 35, 5, 35)), 7.0/27)
	near(t, "percent", Percent(table(20, 5, 10, 15)), 0.7)
}

// TestAlpha holds α to the worked examples of Krippendorff, Computing
// Krippendorff's Alpha-Reliability (2011), table E: nominal .743, ordinal .815,
// interval .849; and of the article in Wikipedia: nominal .691, interval .811. The
// fractions are those figures, worked out without rounding.
func TestAlpha(t *testing.T) {
	e := unitsOf(
		"1 2 3 3 2 1 4 1 2 . . .",
		"1 2 3 3 2 2 4 1 2 5 . 3",
		". 3 3 3 2 3 4 2 2 5 1 .",
		"1 2 3 3 2 4 4 1 2 5 1 .")
	near(t, "nominal", Alpha(e, Nominal), 113.0/152)
	near(t, "ordinal", Alpha(e, Ordinal), 108577.0/133160)
	near(t, "interval", Alpha(e, Interval), 951.0/1120)
	w := unitsOf(
		". . . . . 3 4 1 2 1 1 3 3 . 3",
		"1 . 2 1 3 3 4 3 . . . . . . .",
		". . 2 1 3 4 4 . 2 1 1 3 3 . 4")
	near(t, "nominal", Alpha(w, Nominal), 56.0/81)
	near(t, "interval", Alpha(w, Interval), 643.0/793)
}

func TestUndetermined(t *testing.T) {
	for name, v := range map[string]float64{
		"no units":           Alpha(nil, Nominal),
		"no pairs":           Alpha(unitsOf("1 . 2", ". 1 ."), Nominal),
		"no variation":       Alpha(unitsOf("1 1", "1 1"), Nominal),
		"kappa, one coder":   Kappa([]Unit{{"a"}}),
		"kappa, one value":   Kappa(unitsOf("a a", "a a")),
		"percent, no pairs":  Percent(unitsOf("1 .", ". 1")),
		"words as intervals": Alpha(unitsOf("甲 乙", "甲 甲"), Interval),
	} {
		if !math.IsNaN(v) {
			t.Errorf("%s: %v, want NaN", name, v)
		}
	}
	near(t, "all agree", Alpha(unitsOf("1 2", "1 2"), Nominal), 1)
	near(t, "1.0 is 1", Alpha(unitsOf("1 2", "1.0 2"), Interval), 1)
}
