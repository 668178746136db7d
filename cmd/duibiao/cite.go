package main

import (
	"context"

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
	style, err := oneOf("style", o.style, corpus.CitationStyles())
	if err != nil {
		return err
	}
	accessed := a.today()
	if o.accessed != "" {
		if accessed, err = a.day("accessed", o.accessed); err != nil {
			return err
		}
	}
	lib, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer lib.Close()
	d, err := a.document(ctx, lib.Store, args[0])
	if err != nil {
		return err
	}
	pinpoint := ""
	if len(args) == 2 {
		clauses, err := lib.Store.Clauses(ctx, d.ID)
		if err != nil {
			return err
		}
		i, err := a.clause(d, clauses, args[1])
		if err != nil {
			return err
		}
		pinpoint = pinpointOf(clauses, i)
	}
	s, err := corpus.CitationOf(d, pinpoint, accessed).Format(style)
	if err != nil {
		return err
	}
	return a.print(s + "\n")
}

// pinpointOf names a clause as lawyers do: 第三十一条第二款第（三）项, without
// the chapters above it.
func pinpointOf(clauses []corpus.Clause, i int) string {
	at := make(map[string]int, i+1)
	for k := range i + 1 {
		at[clauses[k].ID] = k
	}
	name := ""
	for k := i; ; {
		c := clauses[k]
		number := c.Number
		if c.Level == corpus.LevelItem {
			number = "第" + number + "项"
		}
		name = number + name
		up, ok := at[c.Parent]
		if c.Parent == "" || !ok || c.Level == corpus.LevelArticle || isHeading(clauses[up].Level) && c.Level != corpus.LevelSection {
			return name
		}
		k = up
	}
}

func isHeading(l corpus.Level) bool {
	return l == corpus.LevelPart || l == corpus.LevelChapter || l == corpus.LevelSection
}
