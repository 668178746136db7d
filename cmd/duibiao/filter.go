package main

import (
	"fmt"
	"slices"

	"duibiao/corpus"

	"github.com/spf13/cobra"
)

// filterFlags are the filters that list and search share.
type filterFlags struct {
	region, kind, status, from, to, title string
	asOf                                  string
	limit, offset                         int
}

func addFilters(a *app, c *cobra.Command, f *filterFlags, limit int) {
	fs := c.Flags()
	fs.StringVar(&f.region, "region", "", a.p.T("flag.region"))
	fs.StringVar(&f.kind, "kind", "", a.p.T("flag.kind"))
	fs.StringVar(&f.status, "status", "", a.p.T("flag.status"))
	fs.StringVar(&f.from, "from", "", a.p.T("flag.from"))
	fs.StringVar(&f.to, "to", "", a.p.T("flag.to"))
	fs.StringVar(&f.title, "title", "", a.p.T("flag.title"))
	fs.StringVar(&f.asOf, "as-of", "", a.p.T("flag.as_of"))
	fs.IntVar(&f.limit, "limit", limit, a.p.T("flag.limit"))
	fs.IntVar(&f.offset, "offset", 0, a.p.T("flag.offset"))
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

// bounds are filter values once read.
type bounds struct {
	region         string
	kind           corpus.Kind
	status         corpus.Status
	from, to, asOf corpus.Date
}

func (f *filterFlags) parse(a *app) (b bounds, err error) {
	if b.region, err = a.region(f.region); err != nil {
		return b, err
	}
	if b.kind, err = oneOf("kind", f.kind, corpus.Kinds()); err != nil {
		return b, err
	}
	if b.status, err = oneOf("status", f.status, corpus.Statuses()); err != nil {
		return b, err
	}
	if b.from, err = a.day("from", f.from); err != nil {
		return b, err
	}
	if b.to, err = a.day("to", f.to); err != nil {
		return b, err
	}
	if b.asOf, err = a.asOf(f.asOf); err != nil {
		return b, err
	}
	if f.limit < 0 || f.offset < 0 {
		return b, &usageError{a.errorf("err.negative")}
	}
	return b, nil
}

// oneOf reads a flag that takes one of a few words; "" is no filter.
func oneOf[T ~string](flag, value string, known []T) (T, error) {
	if value == "" || slices.Contains(known, T(value)) {
		return T(value), nil
	}
	return "", &usageError{fmt.Errorf("--%s %s: want one of %v", flag, value, known)}
}
