package scope

import "duibiao/corpus"

// Overlap says how much two catalogues have in common, counted over the items
// without items below them.
type Overlap struct {
	// A and B count those items, Both the pairs in which both are such items.
	A, B, Both int
	// FoundA counts the items of A that B has at any tier, FoundB those of B that A
	// has.
	FoundA, FoundB int
	// DomainsA and DomainsB count the fields of Scheme2014 that the items fall in,
	// DomainsBoth those of both.
	DomainsA, DomainsB, DomainsBoth int
}

// Jaccard is the items of both over those of either, 0 when there are none.
func (o Overlap) Jaccard() float64 { return ratio(o.Both, o.A+o.B-o.Both) }

// DomainJaccard is the fields of both over those of either.
func (o Overlap) DomainJaccard() float64 {
	return ratio(o.DomainsBoth, o.DomainsA+o.DomainsB-o.DomainsBoth)
}

// ShareA is the share of A's items found in B, ShareB the share of B's in A.
func (o Overlap) ShareA() float64 { return ratio(o.FoundA, o.A) }

// ShareB is the share of B's items found in A.
func (o Overlap) ShareB() float64 { return ratio(o.FoundB, o.B) }

func ratio(n, of int) float64 {
	if of <= 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// Overlap measures a matching of the two catalogues it was made from.
func (x *Crosswalk) Overlap(a, b []corpus.CatalogueItem, m Matching) (Overlap, error) {
	var o Overlap
	leafA, fieldsA, err := x.lowestOf(a)
	if err != nil {
		return o, err
	}
	leafB, fieldsB, err := x.lowestOf(b)
	if err != nil {
		return o, err
	}
	o.A, o.B, o.DomainsA, o.DomainsB = len(leafA), len(leafB), len(fieldsA), len(fieldsB)
	for d := range fieldsA {
		if fieldsB[d] {
			o.DomainsBoth++
		}
	}
	for _, p := range m.Pairs {
		if leafA[p.A] {
			o.FoundA++
		}
		if leafB[p.B] {
			o.FoundB++
		}
		if leafA[p.A] && leafB[p.B] {
			o.Both++
		}
	}
	return o, nil
}

func (x *Crosswalk) lowestOf(items []corpus.CatalogueItem) (leaf map[int]bool, fields map[string]bool, err error) {
	as, err := x.Assign(Scheme2014, items)
	leaf, fields = map[int]bool{}, map[string]bool{}
	for _, i := range Leaves(items) {
		leaf[i] = true
		if err == nil && as[i].Domain != "" {
			fields[as[i].Domain] = true
		}
	}
	return leaf, fields, err
}

// Changes are what a newer version of a catalogue changes, by index: added items
// are in the newer, removed ones in the older.
type Changes struct {
	Added, Removed []int
	// Same have the same name and, where both have one, the same code. Renamed have
	// the same code and a name that changed in part, Recoded the same name and
	// another code.
	Same, Renamed, Recoded []Pair
	// Perhaps are removed and added items of the same field whose names are similar:
	// a hint, they stand in Removed and Added too.
	Perhaps []Pair
}

// Changes compares two versions of a catalogue, A the older.
func (x *Crosswalk) Changes(older, newer []corpus.CatalogueItem) (Changes, error) {
	m, err := x.matcher(older, newer)
	if err != nil {
		return Changes{}, err
	}
	m.exact()
	exact := m.result()
	out := Changes{Added: exact.OnlyB, Removed: exact.OnlyA}
	for _, p := range exact.Pairs {
		a, b := older[p.A].Code, newer[p.B].Code
		switch {
		case p.Kind == MatchCode:
			out.Renamed = append(out.Renamed, p)
		case a != b && a != "" && b != "":
			out.Recoded = append(out.Recoded, p)
		default:
			out.Same = append(out.Same, p)
		}
	}
	m.pairs = nil
	m.similar()
	out.Perhaps = m.result().Pairs
	return out, nil
}
