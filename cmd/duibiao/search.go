package main

import (
	"context"
	"fmt"
	"strings"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/output"
	"duibiao/corpus"
	"duibiao/index"

	"github.com/spf13/cobra"
)

type searchOptions struct {
	filter          desk.Filter
	format          formatFlags
	facets, explain bool
}

func newSearchCommand(a *app) *cobra.Command {
	var o searchOptions
	c := a.command("search", "search QUERY... [flags]", "0 1 2 12 130", cobra.MinimumNArgs(1),
		func(cmd *cobra.Command, args []string) error {
			return runSearch(cmd.Context(), a, o, strings.Join(args, " "))
		})
	addFilters(a, c, &o.filter, index.DefaultLimit)
	c.Flags().BoolVar(&o.facets, "facets", false, a.p.T("flag.facets"))
	c.Flags().BoolVar(&o.explain, "explain", false, a.p.T("flag.explain"))
	addFormat(a, c, &o.format)
	return c
}

func runSearch(ctx context.Context, a *app, o searchOptions, text string) error {
	b, err := o.filter.Read(a.today())
	if err != nil {
		return err
	}
	format, err := o.format.parse()
	if err != nil {
		return err
	}
	r, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer r.Close()
	res, err := r.Search(ctx, text, b)
	if err != nil {
		return err
	}
	a.say(res.Notes)
	if len(res.Hits) == 0 {
		a.exit = exitNothing
	}
	if o.explain || len(res.Hits) == 0 && a.terminal().IsTerminal {
		a.explain(res.Result)
	}
	if format == output.Table && a.terminal().IsTerminal {
		return a.showHits(o, res.Result)
	}
	return desk.HitSheet(a.p, res.Result).Write(a.stdout, format, a.terminal())
}

// showHits shows hits for reading: a heading line each, then the words around
// what matched.
func (a *app) showHits(o searchOptions, res index.Result) error {
	t := a.terminal()
	var b strings.Builder
	for _, h := range res.Hits {
		head := h.Title
		if h.Path != "" {
			head += "  " + h.Path
		}
		fmt.Fprintf(&b, "%2d  %s\n    %s\n", h.Rank, a.bold(output.Clip(head, t.Width-4)), a.hitLine(h))
		fmt.Fprintf(&b, "    %s\n\n", a.snippet(h, 3*(t.Width-6), t.Color))
	}
	if len(res.Hits) == 0 {
		b.WriteString(a.p.T("search.none") + "\n")
	} else {
		b.WriteString(a.p.T("search.shown", res.Hits[0].Rank, res.Hits[len(res.Hits)-1].Rank, res.Total) + "\n")
	}
	if o.facets {
		a.facets(&b, res.Facets)
	}
	return a.print(b.String())
}

func (a *app) hitLine(h index.Hit) string {
	parts := []string{a.statusText(h.Status)}
	if j, ok := corpus.JurisdictionByCode(h.Region); ok {
		parts = append(parts, j.Short)
	}
	if h.DocNumber != "" {
		parts = append(parts, h.DocNumber)
	}
	parts = append(parts, h.DocumentID)
	return strings.Join(parts, " · ")
}

// snippet cuts the text around the first match to about width cells and marks
// what matched.
func (a *app) snippet(h index.Hit, width int, color bool) string {
	runes := []rune(h.Text)
	from := 0
	if len(h.Highlights) > 0 && len(runes) > width/2 {
		from = max(0, h.Highlights[0][0]-10)
	}
	to := min(len(runes), from+width/2)
	on, off := "\x1b[31;1m", "\x1b[0m"
	if !color {
		on, off = "", ""
	}
	var b strings.Builder
	if from > 0 {
		b.WriteString("…")
	}
	at := from
	for _, m := range h.Highlights {
		if m[0] < at || m[1] > to {
			continue
		}
		b.WriteString(string(runes[at:m[0]]) + on + string(runes[m[0]:m[1]]) + off)
		at = m[1]
	}
	b.WriteString(string(runes[at:to]))
	if to < len(runes) {
		b.WriteString("…")
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// explain says on stderr how the query was read.
func (a *app) explain(res index.Result) {
	for _, line := range desk.Understood(a.p, res.Understood) {
		a.note("search.read", line)
	}
}

func (a *app) facets(b *strings.Builder, f index.Facets) {
	line := func(key string, counts []index.Count, name func(string) string) {
		if len(counts) == 0 {
			return
		}
		parts := make([]string, 0, len(counts))
		for i, c := range counts {
			if i == 8 {
				parts = append(parts, "…")
				break
			}
			parts = append(parts, fmt.Sprintf("%s %d", name(c.Value), c.Count))
		}
		fmt.Fprintf(b, "%s%s\n", a.p.T(key), strings.Join(parts, " · "))
	}
	plain := func(s string) string { return s }
	line("doc.region", f.Region, func(s string) string {
		if j, ok := corpus.JurisdictionByCode(s); ok {
			return j.Short
		}
		return a.p.T("search.no_region")
	})
	line("doc.status", f.Status, func(s string) string { return a.statusText(corpus.Status(s)) })
	line("doc.kind", f.Kind, plain)
	line("doc.year", f.Year, plain)
}
