package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"duibiao/cmd/internal/library"
	"duibiao/cmd/internal/msg"
	"duibiao/cmd/internal/output"
	"duibiao/cmd/internal/record"
	"duibiao/index"
	"duibiao/index/query"
)

// searchTime is how long one search of a server may take.
const searchTime = time.Second

// Found is what a search found.
type Found struct {
	index.Result
	// Notes say what is to be known of the index that was searched.
	Notes []msg.Message
}

// Search looks for clauses. The limit is index.DefaultLimit when 0.
func (r *Reader) Search(ctx context.Context, words string, b Bounds) (Found, error) {
	ix, release, err := r.index(ctx)
	if err != nil {
		return Found{}, err
	}
	defer release()
	if r.desk != nil { // many ask at a time: none may hold a processor
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, searchTime)
		defer cancel()
	}
	res, err := ix.Search(ctx, index.Request{Query: words, Filter: b.index(), AsOf: b.AsOf, Limit: b.Limit, Offset: b.Offset})
	if err != nil {
		return Found{}, fmt.Errorf("search: %w", err)
	}
	return Found{res, indexNotes(ix)}, nil
}

// indexNotes says when what is searched is not the index, or not all of it.
func indexNotes(o library.Opened) []msg.Message {
	switch {
	case errors.Is(o.Problem, index.ErrDamaged):
		return []msg.Message{tell("search.damaged")}
	case errors.Is(o.Problem, index.ErrOldFormat):
		return []msg.Message{tell("search.old_format")}
	case o.Problem != nil:
		return []msg.Message{tell("search.no_index")}
	case o.Behind > 0:
		return []msg.Message{tell("search.behind", o.Behind)}
	}
	return nil
}

// HitSheet is the table of hits, with a record for each.
func HitSheet(p *msg.Printer, res index.Result) *output.Sheet {
	s := &output.Sheet{Columns: []output.Column{
		{Key: "rank", Title: "#"},
		{Key: "document_id", Title: p.T("col.id")},
		{Key: "title", Title: p.T("col.title")},
		{Key: "clause", Title: p.T("col.clause")},
		{Key: "region", Title: p.T("col.region")},
		{Key: "status", Title: p.T("col.status")},
		{Key: "text", Title: p.T("col.text"), Flex: true},
	}}
	for _, h := range res.Hits {
		s.Add(record.OfHit(h), strconv.Itoa(h.Rank), h.DocumentID, h.Title, h.Clause, h.Region, string(h.Status), h.Text)
	}
	return s
}

// Understood says in the user's language how a query was read, one line for each
// alternative and one for what was not used.
func Understood(p *msg.Printer, u query.Understood) []string {
	var lines []string
	for _, r := range u.Readings {
		if line := reading(p, r); line != "" {
			lines = append(lines, line)
		}
	}
	for _, ig := range u.Ignored {
		lines = append(lines, p.T("query.ignored", ig.Text, ig.Reason))
	}
	return lines
}

func reading(p *msg.Printer, r query.Reading) string {
	var parts []string
	add := func(key string, values ...string) {
		if len(values) > 0 && values[0] != "" {
			parts = append(parts, p.T(key, strings.Join(values, "、")))
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
	return strings.Join(parts, p.T("query.and"))
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
