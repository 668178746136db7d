package coding

import (
	"sort"
	"strconv"
	"strings"

	"duibiao/corpus"
	"duibiao/corpus/parse/numeral"
)

// value makes the answer of the hits, which are of one rule unless the indicator
// joins all. It fails when the hits hold no value after all (a number that is none,
// a list without members).
func (d *document) value(in *Indicator, hits []hit) (corpus.Coding, bool) {
	switch in.Type {
	case TypeSet:
		return d.setValue(in, hits)
	case TypeRanges:
		return d.rangesValue(in, hits)
	case TypeText:
		return d.textValue(in, hits)
	case TypeFraction:
		return d.fractionValue(in, hits)
	case TypeNumber, TypePercent:
		return d.numberValue(in, hits)
	}
	h := hits[0]
	return d.coding(in, h.rule, h.rule.Value, "", d.places(hits[:1]))
}

func (d *document) places(hits []hit) []located {
	var out []located
	for _, h := range hits {
		out = append(out, located{d.place(h), h.art})
	}
	return out
}

func (d *document) numberValue(in *Indicator, hits []hit) (corpus.Coding, bool) {
	r := hits[0].rule
	if r.Count != "" || r.Value != "" {
		return d.counted(in, hits)
	}
	for _, h := range hits {
		text, _ := d.group(h, "n")
		n, ok := number(digitsOf(text))
		if !ok {
			continue
		}
		return d.coding(in, r, n, d.unit(in, h), d.places([]hit{h}))
	}
	return corpus.Coding{}, false
}

func (d *document) unit(in *Indicator, h hit) string {
	if in.Type == TypePercent {
		if base, ok := d.group(h, "b"); ok && base != "" {
			return "%（" + trimBase(base) + "）"
		}
		return "%"
	}
	if u, ok := d.group(h, "u"); ok {
		return unitName(u)
	}
	return in.Unit
}

// unitName writes 个工作日 as 工作日 and 天 as 日.
func unitName(u string) string {
	u = strings.TrimPrefix(u, "个")
	if u == "天" {
		return "日"
	}
	return u
}

// trimBase drops what stands before the base but is no part of it.
func trimBase(base string) string {
	return strings.TrimSuffix(strings.TrimPrefix(base, "其"), "的")
}

// counted counts what the rule says.
func (d *document) counted(in *Indicator, hits []hit) (corpus.Coding, bool) {
	h := hits[0]
	n, at := 0, d.places(hits[:1])
	switch h.rule.Count {
	case "items":
		for _, h = range hits {
			if n = d.items(h); n >= 2 {
				at = d.places([]hit{h})
				break
			}
		}
	case "list":
		list, _ := d.group(h, "list")
		n = len(members(list))
	case "matches":
		n, at = len(hits), d.places(hits)
	default:
		return d.coding(in, h.rule, h.rule.Value, in.Unit, at)
	}
	if n < 2 && h.rule.Count != "matches" {
		return corpus.Coding{}, false
	}
	return d.coding(in, h.rule, strconv.Itoa(n), in.Unit, at)
}

// items counts the clauses listed under the matched paragraph.
func (d *document) items(h hit) int {
	para := d.articles[h.art].paras[h.para]
	return d.children[d.in.Clauses[para.clause].ID]
}

// members splits a running enumeration.
func members(list string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(list, func(r rune) bool { return r == '、' || r == '，' }) {
		for _, p := range strings.Split(part, "或者") {
			if p != "" {
				out = append(out, p)
			}
		}
	}
	return out
}

// number reads 三十, 30, 2.5 and 百分之 二 without its 百分之.
func number(s string) (string, bool) {
	if n, ok := numeral.Parse(s); ok {
		return strconv.FormatInt(n, 10), true
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f < 0 || f > 1e9 {
		return "", false
	}
	return strconv.FormatFloat(f, 'f', -1, 64), true
}

func (d *document) fractionValue(in *Indicator, hits []hit) (corpus.Coding, bool) {
	h := hits[0]
	down, _ := d.group(h, "d")
	up, _ := d.group(h, "e")
	a, okA := number(up)
	b, okB := number(down)
	if !okA || !okB {
		return corpus.Coding{}, false
	}
	return d.coding(in, h.rule, a+"/"+b, "", d.places(hits[:1]))
}

// setValue gathers the values that the lexicon finds in the hits, or the values of
// the rules that have one. Each value is cited where it was first found.
func (d *document) setValue(in *Indicator, hits []hit) (corpus.Coding, bool) {
	found := map[string]located{}
	for _, h := range hits {
		if h.rule.Value != "" {
			keep(found, h.rule.Value, located{d.place(h), h.art})
			continue
		}
		d.lexicon(in, h, found)
	}
	for _, e := range in.Lexicon {
		for _, other := range e.Unless {
			if _, ok := found[other]; ok {
				delete(found, e.Value)
			}
		}
	}
	var values []string
	var at []located
	for _, v := range in.Values {
		if l, ok := found[v]; ok {
			values, at = append(values, v), append(at, l)
		}
	}
	sort.SliceStable(at, func(i, j int) bool { return at[i].start < at[j].start })
	if len(at) > 0 && hits[0].rule.In == "paragraph" {
		// The sentence that opens the list stands first.
		at = append(d.places(hits[:1]), at...)
	}
	return d.coding(in, hits[0].rule, strings.Join(values, "|"), "", at)
}

func (d *document) lexicon(in *Indicator, h hit, found map[string]located) {
	scope := h.unit
	if k, ok := h.rule.group["scope"]; ok {
		if h.groups[2*k] < 0 {
			return
		}
		scope = span{h.groups[2*k], h.groups[2*k+1]}
	}
	for i := range in.Lexicon {
		e := &in.Lexicon[i]
		if _, ok := found[e.Value]; ok {
			continue
		}
		if loc := e.find.FindStringIndex(d.slice(scope)); loc != nil {
			keep(found, e.Value, located{span{scope.start + loc[0], scope.start + loc[1]}, h.art})
		}
	}
}

// keep notes the first place of a value.
func keep(found map[string]located, value string, l located) {
	if old, ok := found[value]; !ok || l.start < old.start {
		found[value] = l
	}
}

// textValue joins the names that rules give, in the order of their places.
func (d *document) textValue(in *Indicator, hits []hit) (corpus.Coding, bool) {
	found := map[string]located{}
	for _, h := range hits {
		if h.rule.Value != "" {
			keep(found, h.rule.Value, located{d.place(h), h.art})
			continue
		}
		d.lexicon(in, h, found)
	}
	for _, e := range in.Lexicon {
		for _, other := range e.Unless {
			if _, ok := found[other]; ok {
				delete(found, e.Value)
			}
		}
	}
	var values []string
	var at []located
	for v := range found {
		values = append(values, v)
	}
	sort.Slice(values, func(i, j int) bool {
		a, b := found[values[i]], found[values[j]]
		if a.start != b.start {
			return a.start < b.start
		}
		return values[i] < values[j]
	})
	for _, v := range values {
		at = append(at, found[v])
	}
	return d.coding(in, hits[0].rule, strings.Join(values, "|"), "", at)
}

// bounds is a range, in the indicator's unit.
type bounds struct {
	from, to float64
	single   bool
}

func (b bounds) String() string {
	to := strconv.FormatFloat(b.to, 'f', -1, 64)
	if b.single {
		return to
	}
	return strconv.FormatFloat(b.from, 'f', -1, 64) + "-" + to
}

func (d *document) rangesValue(in *Indicator, hits []hit) (corpus.Coding, bool) {
	found := map[bounds]located{}
	for _, h := range hits {
		if b, ok := d.bounds(h); ok {
			if _, seen := found[b]; !seen {
				found[b] = located{d.place(h), h.art}
			}
		}
	}
	var list []bounds
	for b := range found {
		list = append(list, b)
	}
	sort.Slice(list, func(i, j int) bool {
		a, b := list[i], list[j]
		if a.from != b.from {
			return a.from < b.from
		}
		if a.to != b.to {
			return a.to < b.to
		}
		return a.single && !b.single
	})
	var values []string
	var at []located
	for _, b := range list {
		values, at = append(values, b.String()), append(at, found[b])
	}
	sort.SliceStable(at, func(i, j int) bool { return at[i].start < at[j].start })
	return d.coding(in, hits[0].rule, strings.Join(values, "|"), in.Unit, at)
}

// bounds reads the groups from and to; without from, a group cap marks an upper
// bound only. Shares are turned into per mille.
func (d *document) bounds(h hit) (bounds, bool) {
	toText, _ := d.group(h, "to")
	to, ok := share(toText)
	if !ok {
		return bounds{}, false
	}
	if fromText, has := d.group(h, "from"); has && fromText != "" {
		from, ok := share(fromText)
		return bounds{from: from, to: to}, ok && from < to
	}
	limit, _ := d.group(h, "cap")
	return bounds{to: to, single: limit == ""}, true
}

// share reads a number; 百分之五 and 5% are 50 per mille, 千分之五 and 5‰ are 5.
func share(s string) (float64, bool) {
	factor := 1.0
	if strings.Contains(s, "百分之") || strings.Contains(s, "%") {
		factor = 10
	}
	n, ok := number(digitsOf(s))
	if !ok {
		return 0, false
	}
	f, err := strconv.ParseFloat(n, 64)
	return f * factor, err == nil
}

func digitsOf(s string) string {
	s = strings.TrimPrefix(strings.TrimPrefix(s, "百分之"), "千分之")
	return strings.TrimRight(s, "%‰")
}
