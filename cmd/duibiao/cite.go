package main

import (
	"context"

	"duibiao/cmd/internal/desk"
	"duibiao/corpus"

	"github.com/spf13/cobra"
)

type citeOptions struct {
	style, accessed string
}

func newCiteCommand(a *app) *cobra.Command {
	var o citeOptions
	c := a.command("cite", "cite ID [CLAUSE] [--style STYLE]", "0 2 12", cobra.RangeArgs(1, 2),
		func(cmd *cobra.Command, args []string) error { return runCite(cmd.Context(), a, o, args) })
	c.Flags().StringVar(&o.style, "style", string(corpus.GBT7714v2025), a.p.T("flag.style"))
	c.Flags().StringVar(&o.accessed, "accessed", "", a.p.T("flag.accessed"))
	complete(c, "style", corpus.CitationStyles())
	return c
}

func runCite(ctx context.Context, a *app, o citeOptions, args []string) error {
	style, err := desk.OneOf("style", o.style, corpus.CitationStyles())
	if err != nil {
		return err
	}
	accessed := a.today()
	if o.accessed != "" {
		if accessed, err = desk.Day("accessed", o.accessed); err != nil {
			return err
		}
	}
	r, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer r.Close()
	d, notes, err := r.Resolve(ctx, args[0])
	if err != nil {
		return err
	}
	a.say(notes)
	clause := ""
	if len(args) == 2 {
		clause = args[1]
	}
	s, err := r.Cite(ctx, d.ID, clause, style, accessed)
	if err != nil {
		return err
	}
	return a.print(s + "\n")
}
