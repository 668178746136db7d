package scope

import (
	"cmp"
	"fmt"
	"slices"

	"duibiao/corpus"
)

// List is one catalogue, or part of one, of a place.
type List struct {
	// Region is a GB/T 2260 code or a Place.ID, Year the year it is for, 0 when
	// not known.
	Region string
	Year   int
	// Topic tells service purchase from procurement; only the first says what is
	// bought as a service.
	Topic corpus.Topic
	// Document is how a reader knows the catalogue; DocumentID is that of a stored
	// document.
	Document   string
	DocumentID string
	// Complete says that Items are the whole catalogue. Only such a list can show
	// that something is not in it.
	Complete bool
	// Confidence and Provenance are those of every item.
	Confidence string
	corpus.Provenance
	Items []corpus.CatalogueItem
}

// State says whether a place's catalogue holds a field.
type State string

// The states of a field in a place.
const (
	Covered    State = "covered"
	NotCovered State = "not_covered" // a whole catalogue is known and has no such item
	Unknown    State = "unknown"     // no catalogue is known, or only part of one
)

// Entry is one item of one list, and its assignment.
type Entry struct {
	List int // index into the lists given
	Item int // index into the items of the list
	Assignment
}

// Cell is a field in a place.
type Cell struct {
	Region string
	Domain Domain
	State  State
	// Count counts the items without items below them. One that stands in several
	// lists of the place, by name and by the name above it, counts once. One whose
	// name joins several fields counts in each.
	Count int
	// Entries are those items, Barred those that fall in the field and may not be
	// bought as a service: they cover nothing.
	Entries []Entry
	Barred  []Entry
}

// Coverage is the matrix of places and fields.
type Coverage struct {
	Scheme  string
	Domains []Domain
	Regions []string
	// Cells are in the order of Regions, and of Domains in each.
	Cells []Cell
	// Unassigned are the items that no field was found for, or, where the fields
	// are of tier 2, that only a class was.
	Unassigned []Entry
	// Used are the lists the matrix stands on; Superseded those for which the same
	// place has a newer whole one; OffTopic those that are no catalogue of service
	// purchase.
	Used, Superseded, OffTopic []int
}

// Cell is the cell of a place and a field, nil if the matrix has none.
func (c *Coverage) Cell(region, domain string) *Cell {
	for i := range c.Cells {
		if c.Cells[i].Region == region && c.Cells[i].Domain.ID == domain {
			return &c.Cells[i]
		}
	}
	return nil
}

// Whole reports whether a whole catalogue of the place is known.
func (c *Coverage) Whole(region string, lists []List) bool {
	return slices.ContainsFunc(c.Used, func(i int) bool { return lists[i].Region == region && lists[i].Complete })
}

// Coverage sets the fields of a scheme, at tier 1 or 2, against the lists of
// places. Places named in regions are in even without a list; the order is that
// of regions, then of the lists. The error is an unknown scheme or tier.
func (x *Crosswalk) Coverage(scheme string, tier int, lists []List, regions []string) (*Coverage, error) {
	c := &Coverage{Scheme: scheme, Domains: x.Domains(scheme, tier)}
	if tier != 1 && tier != 2 || len(x.Domains(scheme, 0)) == 0 {
		return nil, fmt.Errorf("coverage: no fields of tier %d in scheme %q", tier, scheme)
	}
	if tier == 2 { // a class without fields stands for itself
		c.Domains = x.lowest(scheme)
	}
	c.choose(lists)
	for _, r := range regions {
		c.region(r)
	}
	for _, i := range c.Used {
		c.region(lists[i].Region)
	}
	for _, r := range c.Regions {
		for _, d := range c.Domains {
			c.Cells = append(c.Cells, Cell{Region: r, Domain: d, State: Unknown})
		}
	}
	for _, i := range c.Used {
		if err := x.fill(c, lists, i, tier); err != nil {
			return nil, err
		}
	}
	for i := range c.Cells {
		c.Cells[i].settle(x, lists, c.Whole(c.Cells[i].Region, lists))
	}
	return c, nil
}

// lowest lists the fields of a scheme that have none below them.
func (x *Crosswalk) lowest(scheme string) []Domain {
	all := x.Domains(scheme, 0)
	return slices.DeleteFunc(slices.Clone(all), func(d Domain) bool {
		return slices.ContainsFunc(all, func(e Domain) bool { return e.Parent == d.ID })
	})
}

func (c *Coverage) region(r string) {
	if !slices.Contains(c.Regions, r) {
		c.Regions = append(c.Regions, r)
	}
}

// choose takes, for each place, its newest whole catalogues and the partial lists
// that are no older.
func (c *Coverage) choose(lists []List) {
	newest := map[string]int{}
	for _, l := range lists {
		if y, ok := newest[l.Region]; l.Complete && l.Topic == corpus.TopicServicePurchase && (!ok || l.Year > y) {
			newest[l.Region] = l.Year
		}
	}
	for i, l := range lists {
		switch y, ok := newest[l.Region]; {
		case l.Topic != corpus.TopicServicePurchase:
			c.OffTopic = append(c.OffTopic, i)
		case ok && l.Year < y:
			c.Superseded = append(c.Superseded, i)
		default:
			c.Used = append(c.Used, i)
		}
	}
}

// fill sorts the lowest items of one list into the cells.
func (x *Crosswalk) fill(c *Coverage, lists []List, i, tier int) error {
	as, err := x.Assign(c.Scheme, lists[i].named())
	if err != nil {
		return fmt.Errorf("coverage: %w", err)
	}
	for _, k := range Leaves(lists[i].Items) {
		e := Entry{List: i, Item: k, Assignment: as[k]}
		placed := map[string]bool{}
		for _, id := range append([]string{e.Domain}, e.Also...) {
			if tier == 1 {
				id = x.Class(c.Scheme, id)
			}
			if cell := c.Cell(lists[i].Region, id); cell != nil && !placed[id] {
				placed[id] = true
				cell.add(e)
			}
		}
		if len(placed) == 0 {
			c.Unassigned = append(c.Unassigned, e)
		}
	}
	return nil
}

func (c *Cell) add(e Entry) {
	if e.Barred != nil {
		c.Barred = append(c.Barred, e)
	} else {
		c.Entries = append(c.Entries, e)
	}
}

// named are the items with the document and the place of the list where they do
// not say their own, so that decisions find them.
func (l List) named() []corpus.CatalogueItem {
	out := slices.Clone(l.Items)
	for i := range out {
		out[i].DocumentID = cmp.Or(out[i].DocumentID, l.DocumentID)
		out[i].Region = cmp.Or(out[i].Region, l.Region)
	}
	return out
}

// settle counts the entries and gives the cell its state.
func (c *Cell) settle(x *Crosswalk, lists []List, whole bool) {
	type name struct{ own, up string }
	most := map[name]int{}
	count := map[int]map[name]int{}
	for _, e := range c.Entries {
		items := lists[e.List].Items
		n := name{own: x.key(items[e.Item].Name), up: x.key(items[e.Item].Parent)}
		if count[e.List] == nil {
			count[e.List] = map[name]int{}
		}
		count[e.List][n]++
		most[n] = max(most[n], count[e.List][n])
	}
	for _, n := range most {
		c.Count += n
	}
	switch {
	case c.Count > 0:
		c.State = Covered
	case whole:
		c.State = NotCovered
	}
}

// Leaves are the indexes of the items without items below them, in order.
func Leaves(items []corpus.CatalogueItem) []int {
	above := make(map[int]bool, len(items))
	for _, up := range Parents(items) {
		above[up] = true
	}
	var out []int
	for i := range items {
		if !above[i] {
			out = append(out, i)
		}
	}
	return out
}

// Lack is a field that others have and home has not, or is not known to have.
type Lack struct {
	Domain Domain
	// Home is the state at home: not covered, or unknown.
	Home State
	// Others are the cells of the places that have the field, in the order of the
	// matrix.
	Others []*Cell
}

// Lacks lists the fields that home does not cover and others do: those it surely
// lacks first.
func (c *Coverage) Lacks(home string) []Lack {
	var out []Lack
	for _, d := range c.Domains {
		at := c.Cell(home, d.ID)
		if at == nil || at.State == Covered {
			continue
		}
		l := Lack{Domain: d, Home: at.State}
		for _, r := range c.Regions {
			if cell := c.Cell(r, d.ID); r != home && cell.State == Covered {
				l.Others = append(l.Others, cell)
			}
		}
		if l.Others != nil {
			out = append(out, l)
		}
	}
	slices.SortStableFunc(out, func(a, b Lack) int { return cmp.Compare(a.Home, b.Home) }) // not_covered < unknown
	return out
}
