package main

import (
	"duibiao/cmd/internal/desk"
	"duibiao/corpus"

	"github.com/spf13/cobra"
)

// addFilters adds the filters that list and search share.
func addFilters(a *app, c *cobra.Command, f *desk.Filter, limit int) {
	fs := c.Flags()
	fs.StringVar(&f.Region, "region", "", a.p.T("flag.region"))
	fs.StringVar(&f.Kind, "kind", "", a.p.T("flag.kind"))
	fs.StringVar(&f.Status, "status", "", a.p.T("flag.status"))
	fs.StringVar(&f.From, "from", "", a.p.T("flag.from"))
	fs.StringVar(&f.To, "to", "", a.p.T("flag.to"))
	fs.StringVar(&f.Title, "title", "", a.p.T("flag.title"))
	fs.StringVar(&f.AsOf, "as-of", "", a.p.T("flag.as_of"))
	fs.IntVar(&f.Limit, "limit", limit, a.p.T("flag.limit"))
	fs.IntVar(&f.Offset, "offset", 0, a.p.T("flag.offset"))
	complete(c, "kind", corpus.Kinds())
	complete(c, "status", corpus.Statuses())
}

// complete offers the values of a flag to the shell. The flag exists: the only
// error registering can give.
func complete[T ~string](c *cobra.Command, flag string, values []T) {
	names := make([]string, len(values))
	for i, v := range values {
		names[i] = string(v)
	}
	_ = c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp))
}
