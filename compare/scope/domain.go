package scope

import (
	"errors"
	"fmt"
	"io/fs"

	"duibiao/corpus"
)

// The schemes of fields. Scheme2014 is the one that rules are written for; the
// others follow by mapping and a few rules of their own.
const (
	Scheme2014    = "service2014" // 财综〔2014〕96号: six classes and their fields
	Scheme2020    = "service2020" // 财政部令第102号: two classes and their fields
	SchemeReport3 = "report3"     // the three fields that the source report describes
	SchemeReport4 = "report4"     // the four classes that the source report names
	SchemeGold    = "gold"        // the values of the indicator service_purchase_fields
)

// Domain is one field of a scheme.
type Domain struct {
	Scheme string `json:"scheme"`
	// ID is unique within the scheme and stable.
	ID      string `json:"id"`
	Name    string `json:"name"` // as the source names it
	English string `json:"english"`
	// Parent is the ID of the class, "" for a class.
	Parent string `json:"parent"`
	// Provenance names the measure, report or codebook that lists the field.
	corpus.Provenance
}

// Relation says how a field of one scheme stands to one of another.
type Relation string

// The relations, read from left to right.
const (
	Exact    Relation = "exact"    // the same field
	Narrower Relation = "narrower" // the left one lies within the right one
	Broader  Relation = "broader"  // the left one contains the right one
	Related  Relation = "related"  // they overlap
)

// Mapping relates fields of two schemes.
type Mapping struct {
	FromScheme, From string
	ToScheme, To     string
	Relation         Relation
	Note             string
}

// holds reports whether what lies in From surely lies in To.
func (m Mapping) holds() bool { return m.Relation == Exact || m.Relation == Narrower }

// Taxonomies are the schemes and what relates them.
type Taxonomies struct {
	domains  []Domain
	byID     map[[2]string]int
	mappings []Mapping
}

// Schemes lists the schemes in the order of the table.
func (t *Taxonomies) Schemes() []string {
	var out []string
	for _, d := range t.domains {
		if len(out) == 0 || out[len(out)-1] != d.Scheme {
			out = append(out, d.Scheme)
		}
	}
	return out
}

// Domain finds a field.
func (t *Taxonomies) Domain(scheme, id string) (Domain, bool) {
	i, ok := t.byID[[2]string{scheme, id}]
	if !ok {
		return Domain{}, false
	}
	return t.domains[i], true
}

// Domains lists the fields of a scheme at a tier, 1 for classes, 2 for what
// stands under them, 0 for both, in the order of the source.
func (t *Taxonomies) Domains(scheme string, tier int) []Domain {
	var out []Domain
	for _, d := range t.domains {
		is := 2
		if d.Parent == "" {
			is = 1
		}
		if d.Scheme == scheme && (tier == 0 || tier == is) {
			out = append(out, d)
		}
	}
	return out
}

// Class is the ID of the class that a field lies in, its own for a class.
func (t *Taxonomies) Class(scheme, id string) string {
	if d, ok := t.Domain(scheme, id); ok && d.Parent != "" {
		return d.Parent
	}
	return id
}

// Mappings lists what a field of one scheme is in another.
func (t *Taxonomies) Mappings(scheme, id, to string) []Mapping {
	var out []Mapping
	for _, m := range t.mappings {
		if m.FromScheme == scheme && m.From == id && m.ToScheme == to {
			out = append(out, m)
		}
	}
	return out
}

// transfer is the field of another scheme in which everything of a field lies,
// ok false where that is not clear.
func (t *Taxonomies) transfer(scheme, id, to string) (Mapping, bool) {
	var found []Mapping
	for _, m := range t.Mappings(scheme, id, to) {
		if m.holds() {
			found = append(found, m)
		}
	}
	if len(found) != 1 {
		return Mapping{}, false
	}
	return found[0], true
}

func readTaxonomies(dir fs.FS) (*Taxonomies, error) {
	t := &Taxonomies{byID: map[[2]string]int{}}
	errs := []error{t.readDomains(dir), t.readMappings(dir)}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return t, nil
}

func (t *Taxonomies) readDomains(dir fs.FS) error {
	rows, err := openRecords(dir, "domains.tsv", "scheme id name_zh name_en parent source certainty note")
	errs := []error{err}
	for _, r := range rows {
		d := Domain{
			Scheme: r.cells["scheme"], ID: r.cells["id"], Name: r.cells["name_zh"], English: r.cells["name_en"], Parent: r.cells["parent"],
			Provenance: corpus.Provenance{Source: r.cells["source"], Certainty: corpus.Certainty(r.cells["certainty"]), Note: r.cells["note"]},
		}
		errs = append(errs, t.checkDomain(r, d))
		t.byID[[2]string{d.Scheme, d.ID}] = len(t.domains)
		t.domains = append(t.domains, d)
	}
	return errors.Join(errs...)
}

func (t *Taxonomies) checkDomain(r record, d Domain) error {
	known := d.Certainty == corpus.SeenInDocument || d.Certainty == corpus.SeenInSecondary || d.Certainty == corpus.CitedOnly
	switch _, twice := t.byID[[2]string{d.Scheme, d.ID}]; {
	case d.Scheme == "" || d.ID == "" || d.Name == "" || d.Source == "" || !known:
		return r.at("scheme, id, name, source or certainty missing")
	case twice:
		return r.at("field %s/%s twice", d.Scheme, d.ID)
	}
	if up, ok := t.Domain(d.Scheme, d.Parent); d.Parent != "" && (!ok || up.Parent != "") {
		return r.at("parent %q is no class that stands before it", d.Parent)
	}
	return nil
}

func (t *Taxonomies) readMappings(dir fs.FS) error {
	rows, err := openRecords(dir, "mapping.tsv", "from_scheme from to_scheme to relation note")
	errs := []error{err}
	for _, r := range rows {
		m := Mapping{
			FromScheme: r.cells["from_scheme"], From: r.cells["from"], ToScheme: r.cells["to_scheme"], To: r.cells["to"],
			Relation: Relation(r.cells["relation"]), Note: r.cells["note"],
		}
		_, from := t.Domain(m.FromScheme, m.From)
		_, to := t.Domain(m.ToScheme, m.To)
		if !from || !to {
			errs = append(errs, r.at("unknown field in %s/%s → %s/%s", m.FromScheme, m.From, m.ToScheme, m.To))
		}
		switch m.Relation {
		case Exact, Narrower, Broader, Related:
		default:
			errs = append(errs, r.at("relation %q", m.Relation))
		}
		t.mappings = append(t.mappings, m)
	}
	return errors.Join(errs...)
}

// check says that a scheme or a field of it is not known.
func (t *Taxonomies) check(scheme, id string) error {
	if len(t.Domains(scheme, 0)) == 0 {
		return fmt.Errorf("unknown scheme %q", scheme)
	}
	if _, ok := t.Domain(scheme, id); !ok && id != "" {
		return fmt.Errorf("scheme %s has no field %q", scheme, id)
	}
	return nil
}
