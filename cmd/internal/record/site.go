package record

import (
	"strings"

	"duibiao/corpus"
	"duibiao/crawl/sites"
)

// Site is a site definition: the contract of sites.
type Site struct {
	Name      string   `json:"name"`
	ID        string   `json:"id"`
	Region    string   `json:"region"`
	StartURLs []string `json:"start_urls"`
	Match     []string `json:"match"`
	Aliases   []string `json:"aliases"`
	Notes     string   `json:"notes"`
	// Checked is the day of the last check on the live site that found all well,
	// null for never.
	Checked corpus.Date `json:"checked"`
}

// OfSite is the record of a site that was last found well on a day.
func OfSite(s sites.Site, checked corpus.Date) Site {
	r := Site{
		Name: s.Name, ID: s.ID, Region: s.Region, Match: s.Match, Aliases: s.Aliases,
		Notes: strings.TrimSpace(s.Notes), Checked: checked, StartURLs: []string{},
	}
	for _, req := range s.Start() {
		r.StartURLs = append(r.StartURLs, req.URL)
	}
	return r
}
