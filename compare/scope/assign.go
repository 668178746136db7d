package scope

import (
	"fmt"
	"slices"
	"strings"

	"duibiao/corpus"
)

// Assignment says to which field an item belongs, and why.
type Assignment struct {
	Scheme string `json:"scheme"`
	// Domain is the field, "" for an item that has none.
	Domain string `json:"domain"`
	// Also are further fields of an item whose name joins several: 文化体育活动.
	Also []string `json:"also,omitempty"`
	// Rule is the evidence: the id of a rule (scheme:priority), the mapping it was
	// carried over by, or a person's decision. With a Domain of "" it is the rule
	// that says so; "" when no rule fits at all.
	Rule string `json:"rule"`
	// Via is the name of the ancestor whose name the rule read, "" for the own.
	Via string `json:"via,omitempty"`
	// Barred flags an item that may not be bought as a service, nil for all others.
	Barred *Bar `json:"barred,omitempty"`
}

// Assign gives the assignment of every item of one catalogue, in its order. Items
// find those above them by ParentOrd. The error is an unknown scheme.
//
// The name of the item decides if it tells a field; else the nearest item above
// it whose name does; else a word for an activity in the own name (培训, 评估) and
// then in those above; at last the class that one of them names.
func (x *Crosswalk) Assign(scheme string, items []corpus.CatalogueItem) ([]Assignment, error) {
	if err := x.check(scheme, ""); err != nil {
		return nil, fmt.Errorf("assign items: %w", err)
	}
	w := x.walk(items)
	base := w.assign(Scheme2014)
	if scheme == Scheme2014 {
		return base, nil
	}
	own := w.assign(scheme)
	for i := range own {
		if own[i].Rule != "" && !strings.HasPrefix(own[i].Rule, classRule) {
			continue
		}
		if a, ok := x.carry(base[i], scheme); ok {
			own[i] = a
		}
	}
	return stripClass(own), nil
}

// carry is an assignment of Scheme2014 in another scheme, ok false where that is
// not clear.
func (x *Crosswalk) carry(base Assignment, scheme string) (Assignment, bool) {
	out := Assignment{Scheme: scheme, Via: base.Via, Barred: base.Barred}
	for _, id := range append([]string{base.Domain}, base.Also...) {
		m, ok := x.transfer(Scheme2014, id, scheme)
		switch {
		case !ok || m.To == out.Domain || slices.Contains(out.Also, m.To):
		case out.Domain == "":
			out.Domain, out.Rule = m.To, fmt.Sprintf("%s→%s/%s", base.Rule, scheme, m.Relation)
		default:
			out.Also = append(out.Also, m.To)
		}
	}
	return out, out.Domain != ""
}

// classRule marks, inside the package, the rule of an assignment that only names
// a class.
const classRule = "\x00"

func stripClass(as []Assignment) []Assignment {
	for i := range as {
		as[i].Rule = strings.TrimPrefix(as[i].Rule, classRule)
	}
	return as
}

// walk is the work on one catalogue.
type walk struct {
	x      *Crosswalk
	items  []corpus.CatalogueItem
	parent []int // index of the item above, -1 at the top
	facts  []facts
}

// maxDepth bounds how many items above one are looked at.
const maxDepth = 16

func (x *Crosswalk) walk(items []corpus.CatalogueItem) *walk {
	w := &walk{x: x, items: items, parent: Parents(items), facts: make([]facts, len(items))}
	national := nationalCodes(items)
	own := make([]fact, len(items))
	for i := range items {
		own[i] = newFact(items[i].Name)
	}
	for i := range items {
		f := facts{fact: own[i]}
		for up, n := w.parent[i], 0; up >= 0 && n < maxDepth; up, n = w.parent[up], n+1 {
			f.up = append(f.up, own[up])
		}
		if national && isNational(items[i].Code) {
			f.code = items[i].Code
		}
		w.facts[i] = f
	}
	return w
}

// Parents finds for every item the index of the one above it, -1 for none. Links
// that lead round in a circle are cut.
func Parents(items []corpus.CatalogueItem) []int {
	type place struct {
		doc string
		ord int
	}
	at := make(map[place]int, len(items))
	for i := range items {
		if items[i].Ord > 0 {
			at[place{items[i].DocumentID, items[i].Ord}] = i
		}
	}
	out := make([]int, len(items))
	for i := range items {
		up, ok := at[place{items[i].DocumentID, items[i].ParentOrd}]
		if !ok || items[i].ParentOrd >= items[i].Ord {
			up = -1
		}
		out[i] = up
	}
	return out
}

// isNational reports whether a code has the form of 政府采购品目分类目录（2022年印发）:
// a letter and eight digits, or the letter of one of its three parts.
func isNational(code string) bool {
	if code == "" || code[0] < 'A' || code[0] > 'C' || len(code) != 1 && len(code) != 9 {
		return false
	}
	for _, r := range code[1:] {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}

// nationalCodes reports whether the codes of a catalogue can be those of the
// national one. A local catalogue may use a letter and eight digits for its own
// ends: then services stand under A, where the national one has goods.
func nationalCodes(items []corpus.CatalogueItem) bool {
	for i := range items {
		c := items[i].Code
		if c == "" || c[0] == 'C' || !isNational(c) {
			continue
		}
		name := strings.TrimRight(Fold(items[i].Name), ")")
		want := map[string]string{"A": "货物", "B": "工程"}[c]
		if strings.HasSuffix(name, "服务") || want != "" && name != want {
			return false
		}
	}
	return true
}

// hit is the first rule of each strength that fits an item's own name, nil for
// none.
type hit [strengths]*rule

func (w *walk) assign(scheme string) []Assignment {
	hits := make([]hit, len(w.items))
	for i := range w.items {
		hits[i] = firstRules(w.x.rules[scheme], &w.facts[i])
	}
	out := make([]Assignment, len(w.items))
	for i := range w.items {
		out[i] = w.one(scheme, i, hits)
	}
	return out
}

func firstRules(rules []rule, f *facts) hit {
	var h hit
	if strings.HasPrefix(f.code, "A") || strings.HasPrefix(f.code, "B") {
		return h // national goods and works have no field
	}
	for i := range rules {
		s := rules[i].strength()
		if h[s] == nil && rules[i].pattern.match(f) {
			h[s] = &rules[i]
		}
	}
	return h
}

// one decides on one item.
func (w *walk) one(scheme string, i int, hits []hit) Assignment {
	a := Assignment{Scheme: scheme, Barred: w.x.bar(&w.facts[i])}
	if o := w.x.override(scheme, &w.items[i], w.facts[i].name); o != nil {
		a.Domain, a.Rule = o.Domain, "override:"+o.Who
		return a
	}
	if strings.HasPrefix(w.facts[i].code, "A") || strings.HasPrefix(w.facts[i].code, "B") {
		return a
	}
	for s := range strengths {
		for at, n := i, 0; at >= 0 && n <= maxDepth; at, n = w.parent[at], n+1 {
			if w.decide(&a, scheme, at, at != i, s, hits[at][s]) {
				return a
			}
		}
	}
	return a
}

// decide fills an assignment by what the item at says, the item itself or one
// above it: a decision of a person, or its first rule of that strength.
func (w *walk) decide(a *Assignment, scheme string, at int, above bool, s strength, r *rule) bool {
	via := ""
	if above {
		via = w.items[at].Name
		if o := w.upOverride(scheme, at, s); o != nil {
			a.Domain, a.Rule, a.Via = o.Domain, "override:"+o.Who, via
			return true
		}
	}
	if r == nil {
		return false
	}
	a.Rule, a.Via = r.id, via
	if len(r.domains) > 0 {
		a.Domain, a.Also = r.domains[0], r.domains[1:]
	}
	if s == class && scheme != Scheme2014 {
		a.Rule = classRule + r.id
	}
	return true
}

// upOverride is a decision on an item above, which those below it follow as they
// follow a strong rule.
func (w *walk) upOverride(scheme string, at int, s strength) *Override {
	if s != strong || len(w.x.overrides) == 0 {
		return nil
	}
	return w.x.override(scheme, &w.items[at], w.facts[at].name)
}
