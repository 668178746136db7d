package compare

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"duibiao/corpus"
)

// chosen is the outcome of Options: which places are in, and which is home.
type chosen struct {
	in      corpus.Dataset
	regions []string // codes and masked ids; empty for all
	home    string
	asOf    corpus.Date
	places  map[string]corpus.Place
}

// Resolve finds the code or Place.ID that a user means by a code, a name, a
// short name or a masked place; the error says what is wrong with the words.
func Resolve(in corpus.Dataset, words string) (string, error) {
	words = strings.TrimSpace(words)
	for _, p := range in.Places {
		if words == p.ID || words == p.Name {
			return p.ID, nil
		}
	}
	if j, ok := corpus.JurisdictionByCode(words); ok {
		return j.Code, nil
	}
	hits := corpus.JurisdictionsByName(words)
	if len(hits) == 0 {
		if j, n, ok := corpus.PlaceAt(words); ok && n == len(words) {
			return j.Code, nil
		}
		return "", &PlaceError{Words: words}
	}
	top := slices.DeleteFunc(slices.Clone(hits), func(j corpus.Jurisdiction) bool { return j.Level != hits[0].Level })
	if len(top) > 1 {
		codes := make([]string, len(top))
		for i, j := range top {
			codes[i] = j.Code + " " + PlaceName(in, j.Code)
		}
		return "", &PlaceError{Words: words, Codes: codes}
	}
	return top[0].Code, nil
}

// choose resolves the options against the dataset.
func choose(in corpus.Dataset, o Options) (chosen, error) {
	c := chosen{in: in, asOf: o.AsOf, places: map[string]corpus.Place{}}
	if c.asOf.IsZero() {
		c.asOf = in.DataDate
	}
	for _, p := range in.Places {
		c.places[p.ID] = p
		if p.Home && o.Home == "" && len(o.Regions) == 0 {
			c.home = p.ID
		}
	}
	for _, r := range o.Regions {
		code, err := Resolve(in, r)
		if err != nil {
			return c, fmt.Errorf("choose places: %w", err)
		}
		if !slices.Contains(c.regions, code) {
			c.regions = append(c.regions, code)
		}
	}
	if o.Home != "" {
		code, err := Resolve(in, o.Home)
		if err != nil {
			return c, fmt.Errorf("choose home: %w", err)
		}
		c.home = code
	}
	return c, nil
}

// has reports whether a record of that region belongs to the choice.
func (c chosen) has(region string) bool {
	if len(c.regions) == 0 || region == c.home {
		return true
	}
	return slices.ContainsFunc(c.regions, func(r string) bool { return c.within(region, r) })
}

// within is corpus.Within that also knows masked places.
func (c chosen) within(region, outer string) bool {
	if region == outer {
		return true
	}
	if p, ok := c.places[region]; ok {
		return p.Parent != "" && corpus.Within(p.Parent, outer)
	}
	return corpus.Within(region, outer)
}

// empty lists the regions asked for, and home, for which seen has no region.
func (c chosen) empty(seen map[string]bool) []string {
	var out []string
	for _, r := range c.regions {
		found := false
		for s := range seen {
			found = found || c.within(s, r)
		}
		if !found && r != c.home {
			out = append(out, r)
		}
	}
	if c.home != "" && !seen[c.home] {
		out = append(out, c.home)
	}
	return out
}

// order sorts regions: the state, then by code, masked places after the place
// they lie in, places that lie nowhere known after all others, home last.
func (c chosen) order(a, b string) int { return cmp.Compare(c.rank(a), c.rank(b)) }

func (c chosen) rank(region string) string {
	key := region
	if p, ok := c.places[region]; ok {
		key = p.Parent + "~" + region
	}
	if region == c.home || c.places[region].Home {
		key = "~~" + key
	}
	return key
}

// PlaceName is how a report names a place: 国家, 上海市, 上海市闵行区,
// 宝鸡市凤翔区, or the name of a masked place.
func PlaceName(in corpus.Dataset, region string) string {
	for _, p := range in.Places {
		if p.ID == region {
			return p.Name
		}
	}
	j, ok := corpus.JurisdictionByCode(region)
	switch {
	case !ok:
		return region
	case j.Code == corpus.NationalCode:
		return "国家"
	case j.Level != "county":
		return j.Name
	}
	up, _ := corpus.JurisdictionByCode(j.Parent)
	if up.Code == corpus.NationalCode {
		return j.Name
	}
	return up.Name + j.Name
}

func (c chosen) row(region string) Row {
	return Row{Region: region, Place: PlaceName(c.in, region), Home: c.home != "" && region == c.home}
}

// PlaceError says that words name no place, or several.
type PlaceError struct {
	Words string
	// Codes are those of the places the words may mean, nil for none.
	Codes []string
}

func (e *PlaceError) Error() string {
	if len(e.Codes) == 0 {
		return fmt.Sprintf("unknown place %q", e.Words)
	}
	return fmt.Sprintf("%q is the name of several places: %s", e.Words, strings.Join(e.Codes, ", "))
}
