package align

// tidy makes a shortest difference readable: crumbs that stayed the same between
// two changes become part of one change, and the edges of a change are moved to
// where a reader expects them.
func tidy(a, b []token, es []edit) []edit {
	es = slide(a, b, es)
	for again := true; again; {
		es, again = swallow(a, es)
	}
	return slide(a, b, trim(a, b, es))
}

// trim gives back what both sides of a replacement begin or end with, which may be
// more than the crumb that was swallowed on the way.
func trim(a, b []token, es []edit) []edit {
	out := make([]edit, 0, len(es))
	for _, e := range es {
		if e.kind() != Replace {
			out = append(out, e)
			continue
		}
		p, s := 0, 0
		for e.a0+p < e.a1 && e.b0+p < e.b1 && a[e.a0+p].text == b[e.b0+p].text {
			p++
		}
		for e.a1-s > e.a0+p && e.b1-s > e.b0+p && a[e.a1-s-1].text == b[e.b1-s-1].text {
			s++
		}
		out = append(out,
			edit{true, e.a0, e.a0 + p, e.b0, e.b0 + p},
			edit{false, e.a0 + p, e.a1 - s, e.b0 + p, e.b1 - s},
			edit{true, e.a1 - s, e.a1, e.b1 - s, e.b1})
	}
	return dropEmpty(out)
}

// swallow merges crumbs into the changes on both sides.
func swallow(a []token, es []edit) (out []edit, changed bool) {
	for i := 0; i < len(es); i++ {
		e := es[i]
		n := len(out)
		if e.equal && n > 0 && i+1 < len(es) && !out[n-1].equal && crumb(a[e.a0:e.a1], out[n-1], es[i+1]) {
			next := es[i+1]
			out[n-1].a1, out[n-1].b1 = next.a1, next.b1
			changed = true
			i++
			continue
		}
		out = append(out, e)
	}
	return out, changed
}

// crumb says whether kept text between two changes is too short to help a reader:
// one character or punctuation only, or shorter than the changes on both sides.
func crumb(kept []token, before, after edit) bool {
	words := 0
	for _, t := range kept {
		if t.kind != mark {
			words++
		}
	}
	if words == 0 {
		return len(kept) < min(size(before), size(after))
	}
	if words == 1 {
		return size(before)+size(after) > 2
	}
	if words <= 3 && size(before)+size(after) >= 8*words {
		return true
	}
	return words <= size(before) && words <= size(after) && words <= longestCrumb
}

// longestCrumb keeps whole clauses out of a change, however much changed around
// them, in tokens.
const longestCrumb = 8

func size(e edit) int { return max(e.a1-e.a0, e.b1-e.b0) }

// slide moves a deletion or insertion along text that reads the same either way, to
// the place where it begins or ends with a mark: 甲、[乙、]丙 and not 甲[、乙]、丙.
func slide(a, b []token, es []edit) []edit {
	for i := 1; i+1 < len(es); i++ {
		if es[i].equal || !es[i-1].equal || !es[i+1].equal {
			continue
		}
		switch es[i].kind() {
		case Delete:
			slideOne(a, &es[i-1], &es[i], &es[i+1], es[i].a0, es[i].a1)
		case Insert:
			slideOne(b, &es[i-1], &es[i], &es[i+1], es[i].b0, es[i].b1)
		}
	}
	return dropEmpty(es)
}

// slideOne tries every shift of the stretch from:to of s and keeps the best.
func slideOne(s []token, before, e, after *edit, from, to int) {
	left, right := 0, 0
	for left < before.a1-before.a0 && s[from-left-1].text == s[to-left-1].text {
		left++
	}
	for right < after.a1-after.a0 && s[from+right].text == s[to+right].text {
		right++
	}
	best, bestScore := 0, edge(s, from, to)
	for k := -left; k <= right; k++ {
		if score := edge(s, from+k, to+k); score > bestScore {
			best, bestScore = k, score
		}
	}
	before.a1, before.b1 = before.a1+best, before.b1+best
	e.a0, e.a1, e.b0, e.b1 = e.a0+best, e.a1+best, e.b0+best, e.b1+best
	after.a0, after.b0 = after.a0+best, after.b0+best
}

// edge scores the edges of a stretch: best behind a mark on both sides, then
// before a mark on both sides.
func edge(s []token, from, to int) int {
	score := 0
	if from == 0 || s[from-1].kind == mark {
		score += 2
	}
	if s[to-1].kind == mark {
		score += 2
	}
	if to == len(s) || s[to].kind == mark {
		score++
	}
	if s[from].kind == mark && s[to-1].kind != mark {
		score--
	}
	return score
}

func dropEmpty(es []edit) []edit {
	out := es[:0]
	for _, e := range es {
		if e.a0 == e.a1 && e.b0 == e.b1 {
			continue
		}
		if n := len(out); n > 0 && out[n-1].equal == e.equal {
			out[n-1].a1, out[n-1].b1 = e.a1, e.b1
			continue
		}
		out = append(out, e)
	}
	return out
}
