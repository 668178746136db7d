package rank

import (
	"duibiao/corpus"
	"duibiao/index"
	"duibiao/index/query"
)

// placeBoost prefers rules of the places a query names, and national rules
// when it names none.
func placeBoost(places []query.Place, region string, w Weights) float64 {
	if len(places) == 0 {
		if region == "" || region == corpus.NationalCode {
			return w.National
		}
		return 0
	}
	best := 0.0
	for _, p := range places {
		switch {
		case region == p.Code:
			best = max(best, w.Place)
		case corpus.Within(region, p.Code):
			best = max(best, w.Place*0.9)
		case corpus.Within(p.Code, region):
			best = max(best, w.PlaceAbove)
		}
	}
	return best
}

// regionOf is a document's region, from its title when it is not known.
func regionOf(d index.Doc) string {
	if d.Region != "" {
		return d.Region
	}
	if j, _, ok := corpus.PlaceAt(d.Title); ok {
		return j.Code
	}
	return ""
}
