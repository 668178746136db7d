package layout

import (
	"math"
	"slices"
)

// lined reads a table with horizontal rules only (三线表) whose first rule
// stands right above the first line; nil where there is none.
func (s *sheet) lined(lines []line) (*table, int) {
	rules := s.rulesFrom(lines[0])
	if len(rules) < 3 {
		return nil, 0
	}
	bottom := rules[len(rules)-1].at
	n := 0
	for n < len(lines) && lines[n].midY() < bottom {
		if lines[n].X0 < rules[0].lo-near || lines[n].X1 > rules[0].hi+near {
			return nil, 0
		}
		n++
	}
	cs := strips(lines[:n])
	if len(cs) < 2 || n < 2 {
		return nil, 0
	}
	if len(rules) > 3 {
		return cs.ruled(lines[:n], rules), n
	}
	return cs.table(lines[:n]), n
}

// rulesFrom are the rules, one below the other and equally long, of which the
// first is the last above a line.
func (s *sheet) rulesFrom(l line) []seg {
	var first *seg
	for i := range s.loose {
		r := &s.loose[i]
		above := l.midY() - r.at
		if above > 0 && above < 2.5*l.size && l.X1 > r.lo && l.X0 < r.hi && (first == nil || r.at > first.at) {
			first = r
		}
	}
	if first == nil || first.hi-first.lo < s.width/4 {
		return nil
	}
	out := []seg{*first}
	for _, r := range s.loose {
		if r.at > first.at+near && math.Abs(r.lo-first.lo) <= 2*near && math.Abs(r.hi-first.hi) <= 2*near {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b seg) int { return int(math.Copysign(1, a.at-b.at)) })
	return out
}

// strips finds columns by the strips that no line writes into. A line that
// reaches over all of the others is no prose only if it stands alone.
func strips(lines []line) columnSet {
	var all []extent
	for _, l := range lines {
		for _, p := range l.parts(linedGap) {
			all = append(all, extent{p.X0, p.X1})
		}
	}
	slices.SortFunc(all, func(a, b extent) int { return int(math.Copysign(1, a.left-b.left)) })
	var cs columnSet
	for _, e := range all {
		if n := len(cs); n > 0 && e.left < cs[n-1].right+linedGap {
			cs[n-1].right = max(cs[n-1].right, e.right)
			continue
		}
		cs = append(cs, e)
	}
	return cs
}

// ruled makes a table whose rows stand between rules.
func (cs columnSet) ruled(lines []line, rules []seg) *table {
	t := &table{page: lines[0].page, Box: Box{rules[0].lo, rules[0].at, rules[0].hi, rules[len(rules)-1].at}}
	for _, c := range cs {
		t.xs = append(t.xs, c.left)
	}
	t.xs = append(t.xs, cs[len(cs)-1].right)
	for i := 1; i < len(rules); i++ {
		row := make([][]line, len(cs))
		empty := true
		for len(lines) > 0 && lines[0].midY() < rules[i].at {
			for _, p := range lines[0].parts(linedGap) {
				c := max(0, cs.of(p))
				row[c] = append(row[c], p)
				empty = false
			}
			lines = lines[1:]
		}
		if !empty {
			t.appendRow(cs, row)
		}
	}
	t.firstHeight = rules[1].at - rules[0].at
	t.tidy()
	return t
}
