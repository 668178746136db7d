package scope

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"duibiao/corpus"
)

// Override is a person's decision on the field of an item; it wins over every
// rule of its scheme.
type Override struct {
	// Catalogue is a document id, the code of a place, or * for all.
	Catalogue string `json:"catalogue"`
	// Code and Name say which item; both must fit where both are given.
	Code string `json:"code"`
	Name string `json:"name"`
	// Scheme and Domain are the field, Domain "" for none.
	Scheme string `json:"scheme"`
	Domain string `json:"domain"`
	// Who decided it, and Why.
	Who string `json:"who"`
	Why string `json:"why"`

	folded string
}

const overrideColumns = "catalogue code name scheme domain who why"

// ReadOverrides reads a table of decisions with the columns catalogue, code,
// name, scheme, domain, who and why; a domain of "-" says that the item has no
// field. file is the name for errors, which tell every bad line. Fields are
// checked by With.
func ReadOverrides(in io.Reader, file string) ([]Override, error) {
	rows, err := readRecords(in, file, strings.Fields(overrideColumns))
	errs := []error{err}
	var out []Override
	for _, r := range rows {
		o := Override{
			Catalogue: r.cells["catalogue"], Code: r.cells["code"], Name: r.cells["name"], Scheme: r.cells["scheme"],
			Domain: r.cells["domain"], Who: r.cells["who"], Why: r.cells["why"],
		}
		switch {
		case o.Catalogue == "" || o.Code == "" && o.Name == "":
			errs = append(errs, r.at("want a catalogue (or *) and a code or a name"))
		case o.Who == "" || o.Why == "":
			errs = append(errs, r.at("a decision names who and why"))
		case o.Domain == "":
			errs = append(errs, r.at("no field; want %q for none", none))
		}
		if o.Domain == none {
			o.Domain = ""
		}
		out = append(out, o)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("overrides: %w", err)
	}
	return out, nil
}

// With is the crosswalk with more decisions; later ones win. The error names
// every decision with an unknown scheme or field.
func (x *Crosswalk) With(overrides []Override) (*Crosswalk, error) {
	y := *x
	y.overrides = append([]Override(nil), x.overrides...)
	var errs []error
	for _, o := range overrides {
		if err := x.check(o.Scheme, o.Domain); err != nil {
			errs = append(errs, fmt.Errorf("override %s%s: %w", o.Code, o.Name, err))
		}
		o.folded = Fold(o.Name)
		y.overrides = append(y.overrides, o)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return &y, nil
}

func (x *Crosswalk) readOverrides(dir fs.FS) error {
	f, err := dir.Open("overrides.tsv")
	if err != nil {
		return fmt.Errorf("open overrides.tsv: %w", err)
	}
	defer f.Close() //nolint:errcheck // only read
	all, err := ReadOverrides(f, "overrides.tsv")
	if err != nil {
		return err
	}
	y, err := x.With(all)
	if err != nil {
		return err
	}
	x.overrides = y.overrides
	return nil
}

// override is the last decision on an item, nil if there is none.
func (x *Crosswalk) override(scheme string, it *corpus.CatalogueItem, folded string) *Override {
	for i := len(x.overrides) - 1; i >= 0; i-- {
		o := &x.overrides[i]
		at := o.Catalogue == "*" || o.Catalogue == it.DocumentID || o.Catalogue == it.Region
		if at && o.Scheme == scheme && (o.Code == "" || o.Code == it.Code) && (o.Name == "" || o.folded == folded) {
			return o
		}
	}
	return nil
}
