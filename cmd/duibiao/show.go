package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/output"
	"duibiao/cmd/internal/record"
	"duibiao/corpus"

	"github.com/spf13/cobra"
)

func itoa(n int) string { return strconv.Itoa(n) }

type showOptions struct {
	text, json bool
	asOf       string
}

func newShowCommand(a *app) *cobra.Command {
	var o showOptions
	c := a.command("show", "show ID [CLAUSE] [--text|--json]", "0 2 12", cobra.RangeArgs(1, 2),
		func(cmd *cobra.Command, args []string) error { return runShow(cmd.Context(), a, o, args) })
	c.Flags().BoolVar(&o.text, "text", false, a.p.T("flag.text"))
	c.Flags().BoolVar(&o.json, "json", false, a.p.T("flag.json"))
	c.Flags().StringVar(&o.asOf, "as-of", "", a.p.T("flag.as_of"))
	c.MarkFlagsMutuallyExclusive("text", "json")
	return c
}

func runShow(ctx context.Context, a *app, o showOptions, args []string) error {
	day, err := a.asOf(o.asOf)
	if err != nil {
		return err
	}
	r, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer r.Close()
	p, err := r.Document(ctx, args[0], day)
	if err != nil {
		return err
	}
	a.say(p.Notes)
	if len(args) == 1 {
		return a.showDocument(o, p.Record, p.Text, p.Clauses)
	}
	i, err := desk.FindClause(p.Document, p.Clauses, args[1])
	if err != nil {
		return err
	}
	return a.showClause(o, p.Record, p.Text, p.Clauses, i)
}

func (a *app) showDocument(o showOptions, r record.Document, text string, clauses []corpus.Clause) error {
	switch {
	case o.json:
		return output.JSONLines(a.stdout, []any{record.Whole{Document: r, Clauses: record.OfClauses(text, clauses)}})
	case o.text:
		return a.print(text)
	}
	return a.print(a.bold(r.Title) + "\n" + a.heading(r) + "\n" + strings.TrimRight(a.layout(text, clauses), "\n") + "\n")
}

// showClause shows one clause; a heading shows all that stands below it.
func (a *app) showClause(o showOptions, r record.Document, text string, clauses []corpus.Clause, i int) error {
	c := clauses[i]
	end, last := record.Subtree(clauses, i)
	body := text[c.StartByte:last]
	switch {
	case o.json:
		return output.JSONLines(a.stdout, []any{record.Whole{Document: r, Clauses: record.OfClauses(text, clauses[i:end])}})
	case o.text:
		return a.print(body + "\n")
	}
	status := a.p.T("doc.status_as_of", a.statusText(r.Status), r.AsOf.String())
	return a.print(a.bold(r.Title) + "  " + c.Path + "\n" + status + "\n\n" + strings.TrimRight(body, "\n") + "\n")
}

// layout is the text with its headings set apart.
func (a *app) layout(text string, clauses []corpus.Clause) string {
	if !a.terminal().Color {
		return text
	}
	var b strings.Builder
	at := 0
	for _, c := range clauses {
		switch c.Level {
		case corpus.LevelPart, corpus.LevelChapter, corpus.LevelSection:
		default:
			continue
		}
		if c.StartByte < at {
			continue
		}
		b.WriteString(text[at:c.StartByte])
		b.WriteString(a.bold(c.Text(text)))
		at = c.EndByte
	}
	b.WriteString(text[at:])
	return b.String()
}

func (a *app) bold(s string) string {
	if !a.terminal().Color {
		return s
	}
	return "\x1b[1m" + s + "\x1b[0m"
}

func (a *app) print(s string) error {
	if _, err := io.WriteString(a.stdout, s); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}
