package main

import (
	"slices"
	"strings"

	"duibiao/index/query"
)

// understood says in the user's language how a query was read, one line for
// each alternative and one for what was not used.
func (a *app) understood(u query.Understood) []string {
	var lines []string
	for _, r := range u.Readings {
		if line := a.reading(r); line != "" {
			lines = append(lines, line)
		}
	}
	for _, ig := range u.Ignored {
		lines = append(lines, a.p.T("query.ignored", ig.Text, ig.Reason))
	}
	return lines
}

func (a *app) reading(r query.Reading) string {
	var parts []string
	add := func(key string, values ...string) {
		if len(values) > 0 && values[0] != "" {
			parts = append(parts, a.p.T(key, strings.Join(values, "、")))
		}
	}
	add("query.laws", shorten(r.Laws)...)
	add("query.articles", r.Articles...)
	for _, p := range r.Places {
		add("query.place", p.Name)
	}
	add("query.defines", r.Defines...)
	add("query.words", r.Words...)
	add("query.weak", r.Weak...)
	add("query.phrases", r.Phrases...)
	add("query.excluded", r.Excluded...)
	add("query.fields", r.Fields...)
	add("query.added", addedPhrases(r)...)
	add("query.dropped", r.Dropped...)
	return strings.Join(parts, a.p.T("query.and"))
}

// addedPhrases are the statute words that were added, each once.
func addedPhrases(r query.Reading) []string {
	var all []string
	for _, s := range r.Added {
		for _, p := range s.Phrases {
			if !slices.Contains(all, p) {
				all = append(all, p)
			}
		}
	}
	return all
}

// shorten keeps a list of titles readable.
func shorten(titles []string) []string {
	if len(titles) <= 3 {
		return titles
	}
	return append(append([]string{}, titles[:3]...), "…")
}
