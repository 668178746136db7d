package layout

import (
	"cmp"
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
	first, ok := s.ruleAbove(l)
	if !ok || first.hi-first.lo < s.width/4 {
		return nil
	}
	out := []seg{first}
	for _, r := range s.loose {
		if r.at > first.at+near && math.Abs(r.lo-first.lo) <= 2*near && math.Abs(r.hi-first.hi) <= 2*near {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b seg) int { return cmp.Compare(a.at, b.at) })
	return out
}

// closeAbove is how far above a line its rule stands, in parts of the font size.
const closeAbove = 2.5

func (s *sheet) ruleAbove(l line) (above seg, ok bool) {
	for _, r := range s.loose {
		d := l.midY() - r.at
		if d > 0 && d < closeAbove*l.size && l.X1 > r.lo && l.X0 < r.hi && (!ok || r.at > above.at) {
			above, ok = r, true
		}
	}
	return above, ok
}

// strips finds the columns of lines between rules: those of the lines with most
// parts, where these agree, else what the strips that no line writes into leave.
func strips(lines []line) columnSet {
	most := 0
	for _, l := range lines {
		most = max(most, len(l.parts(linedGap)))
	}
	var cs columnSet
	for _, l := range lines {
		parts := l.parts(linedGap)
		if len(parts) != most {
			continue
		}
		if cs == nil {
			cs = extents(parts)
			continue
		}
		if !cs.add(parts, linedGap) {
			return projected(lines)
		}
	}
	return cs
}

func extents(parts []line) columnSet {
	var cs columnSet
	for _, p := range parts {
		cs = append(cs, extent{p.X0, p.X1})
	}
	return cs
}

func projected(lines []line) columnSet {
	var all columnSet
	for _, l := range lines {
		all = append(all, extents(l.parts(linedGap))...)
	}
	slices.SortFunc(all, func(a, b extent) int { return cmp.Compare(a.left, b.left) })
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
	t := &table{page: lines[0].page, strips: cs, Box: Box{rules[0].lo, rules[0].at, rules[0].hi, rules[len(rules)-1].at}}
	for _, c := range cs {
		t.xs = append(t.xs, c.left)
	}
	t.xs = append(t.xs, cs[len(cs)-1].right)
	for i := 1; i < len(rules); i++ {
		row := make([][]line, len(cs))
		empty := true
		for len(lines) > 0 && lines[0].midY() < rules[i].at {
			cs.place(row, lines[0], linedGap)
			empty = false
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
