package main

import (
	"context"
	"strings"

	"duibiao/cmd/internal/output"
	"duibiao/cmd/internal/record"
	"duibiao/compare/align"

	"github.com/spf13/cobra"
)

func newDiffCommand(a *app) *cobra.Command {
	var format formatFlags
	c := a.command("diff", "diff DOCUMENT [DOCUMENT|VERSION] [flags]", "0 1 2 12", cobra.RangeArgs(1, 2), func(cmd *cobra.Command, args []string) error {
		return runDiff(cmd.Context(), a, format, args)
	})
	addFormat(a, c, &format)
	return c
}

func runDiff(ctx context.Context, a *app, format formatFlags, args []string) error {
	if _, err := format.parse(); err != nil {
		return err
	}
	r, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer r.Close()
	other := ""
	if len(args) == 2 {
		other = args[1]
	}
	d, err := r.Diff(ctx, args[0], other)
	if err != nil {
		return err
	}
	sheet := &output.Sheet{Columns: []output.Column{
		{Key: "change", Title: a.p.T("col.change")},
		{Key: "old", Title: a.p.T("col.old")},
		{Key: "new", Title: a.p.T("col.new")},
		{Key: "text", Title: a.p.T("col.text"), Flex: true},
	}}
	for _, change := range d.Changes.Changes {
		c := d.Documents.Change(change)
		sheet.Add(c, a.p.T("change."+string(c.Change)), labels(c.Old), labels(c.New), changeText(c))
	}
	if len(sheet.Rows) == 0 {
		a.note("diff.none")
		return nil
	}
	a.exit = exitNothing // as diff does
	return a.write(sheet, format)
}

func labels(units []*record.Unit) string {
	var out []string
	for _, u := range units {
		out = append(out, u.Label)
	}
	return strings.Join(out, "、")
}

// changeText shows a change in one line: [-what went-] {+what came+}.
func changeText(c record.Change) string {
	if len(c.Diff) == 0 {
		units := c.New
		if len(units) == 0 {
			units = c.Old
		}
		var out []string
		for _, u := range units {
			out = append(out, u.Text)
		}
		return output.OneLine(strings.Join(out, " "))
	}
	var out strings.Builder
	for _, op := range c.Diff {
		a, b := c.Old[0].Text[op.A.StartByte:op.A.EndByte], c.New[0].Text[op.B.StartByte:op.B.EndByte]
		switch op.Kind {
		case align.Equal:
			out.WriteString(b)
		case align.Delete:
			out.WriteString("[-" + a + "-]")
		case align.Insert:
			out.WriteString("{+" + b + "+}")
		case align.Replace:
			out.WriteString("[-" + a + "-]{+" + b + "+}")
		}
	}
	return output.OneLine(out.String())
}
