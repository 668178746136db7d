// Package agreement measures how far coders agree on the same cells: percent
// agreement, Cohen's κ for two coders and Krippendorff's α for any number, with
// cells that some of them left open.
//
// Invariant: a figure that the data do not determine (no pairs, no variation) is
// NaN, never 0 or 1.
package agreement

import (
	"math"
	"slices"
	"strconv"
)

// Unit is one cell that was coded: a value for each coder, "" where a coder left
// it open.
type Unit []string

// Percent is the share of agreeing pairs among all pairs of values given to one
// unit, from 0 to 1; NaN without pairs.
func Percent(units []Unit) float64 {
	agree, all := 0, 0
	for _, u := range units {
		for i, a := range u {
			for _, b := range u[i+1:] {
				if a == "" || b == "" {
					continue
				}
				all++
				if a == b {
					agree++
				}
			}
		}
	}
	return ratio(float64(agree), float64(all))
}

// Kappa is Cohen's κ (Cohen 1960): agreement beyond chance of the first two
// coders over the units both coded, with nominal categories. NaN when fewer than
// two coders, no such unit, or both coders use one category only.
func Kappa(units []Unit) float64 {
	first, second := map[string]float64{}, map[string]float64{}
	agree, n := 0.0, 0.0
	for _, u := range units {
		if len(u) < 2 || u[0] == "" || u[1] == "" {
			continue
		}
		n++
		first[u[0]]++
		second[u[1]]++
		if u[0] == u[1] {
			agree++
		}
	}
	if n == 0 {
		return math.NaN()
	}
	chance := 0.0
	for _, v := range sorted(first) {
		chance += first[v] / n * second[v] / n
	}
	return ratio(agree/n-chance, 1-chance)
}

// Metric is how far apart two values are: Krippendorff's δ².
type Metric int

// The metrics.
const (
	Nominal  Metric = iota // the same or not
	Interval               // squared difference of numbers
	Ordinal                // by ranks: the values that lie between, in the data
)

// Alpha is Krippendorff's α (Krippendorff 2011, Computing Krippendorff's
// Alpha-Reliability): 1 less the observed disagreement over that expected by
// chance, over all units with two values or more. Interval and Ordinal read the
// values as numbers and leave out what is none. NaN when no unit has two values
// or all values are the same.
func Alpha(units []Unit, m Metric) float64 {
	c := coincidences(units, m)
	if c.total <= 1 {
		return math.NaN()
	}
	observed, expected := 0.0, 0.0
	for i := range c.values {
		for k := range c.values {
			d := c.distance(m, i, k)
			observed += c.pairs[i][k] * d
			expected += c.marginal[i] * c.marginal[k] * d
		}
	}
	if expected == 0 {
		return math.NaN()
	}
	return 1 - (c.total-1)*observed/expected
}

// matrix counts how often two values meet in a unit, each unit with the weight
// of one value less.
type matrix struct {
	values   []string
	pairs    [][]float64
	marginal []float64
	total    float64
}

func coincidences(units []Unit, m Metric) matrix {
	var c matrix
	at := map[string]int{}
	for _, u := range units {
		for _, v := range given(u, m) {
			at[v] = 0
		}
	}
	c.values = make([]string, 0, len(at))
	for v := range at {
		c.values = append(c.values, v)
	}
	slices.SortFunc(c.values, func(a, b string) int { return order(m, a, b) })
	for i, v := range c.values {
		at[v] = i
	}
	c.pairs, c.marginal = make([][]float64, len(c.values)), make([]float64, len(c.values))
	for i := range c.pairs {
		c.pairs[i] = make([]float64, len(c.values))
	}
	for _, u := range units {
		list := given(u, m)
		for i, a := range list {
			for k, b := range list {
				if i != k {
					c.pairs[at[a]][at[b]] += 1 / float64(len(list)-1)
				}
			}
		}
	}
	for i, row := range c.pairs {
		for _, n := range row {
			c.marginal[i] += n
		}
		c.total += c.marginal[i]
	}
	return c
}

// given are the values of a unit that can be compared: two or more, numbers where
// the metric needs numbers.
func given(u Unit, m Metric) []string {
	var list []string
	for _, v := range u {
		if v == "" {
			continue
		}
		if m != Nominal {
			x, err := strconv.ParseFloat(v, 64)
			if err != nil {
				continue
			}
			v = strconv.FormatFloat(x, 'g', -1, 64) // 1 and 1.0 are one value
		}
		list = append(list, v)
	}
	if len(list) < 2 {
		return nil
	}
	return list
}

func order(m Metric, a, b string) int {
	if m == Nominal {
		return cmpString(a, b)
	}
	switch x, y := number(a), number(b); {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

func cmpString(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// number is a value that given let through.
func number(v string) float64 {
	x, err := strconv.ParseFloat(v, 64)
	if err != nil {
		return math.NaN()
	}
	return x
}

func (c matrix) distance(m Metric, i, k int) float64 {
	if i == k {
		return 0
	}
	switch m {
	case Interval:
		d := number(c.values[i]) - number(c.values[k])
		return d * d
	case Ordinal:
		lo, hi := min(i, k), max(i, k)
		sum := -(c.marginal[lo] + c.marginal[hi]) / 2
		for _, n := range c.marginal[lo : hi+1] {
			sum += n
		}
		return sum * sum
	}
	return 1
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return math.NaN()
	}
	return a / b
}

func sorted(m map[string]float64) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
