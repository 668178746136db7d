package main

import (
	"context"
	"strconv"
	"strings"

	"duibiao/cmd/internal/library"
	"duibiao/cmd/internal/output"
	"duibiao/cmd/internal/record"
	"duibiao/compare/align"
	"duibiao/corpus"

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
	s, changes, err := a.versions(ctx, args)
	if err != nil {
		return err
	}
	sheet := &output.Sheet{Columns: []output.Column{
		{Key: "change", Title: a.p.T("col.change")},
		{Key: "old", Title: a.p.T("col.old")},
		{Key: "new", Title: a.p.T("col.new")},
		{Key: "text", Title: a.p.T("col.text"), Flex: true},
	}}
	for _, change := range changes.Changes {
		c := s.docs.Change(change)
		sheet.Add(c, a.p.T("change."+string(c.Change)), labels(c.Old), labels(c.New), changeText(c))
	}
	if len(sheet.Rows) == 0 {
		a.note("diff.none")
		return nil
	}
	a.exit = exitNothing // as diff does
	return a.write(sheet, format)
}

// versions aligns a document with an older version of it, by default the one
// before, or with another document.
func (a *app) versions(ctx context.Context, args []string) (sideBySide, align.Changes, error) {
	s := sideBySide{a: a}
	lib, err := a.read(ctx)
	if err != nil {
		return s, align.Changes{}, err
	}
	defer lib.Close()
	d, err := a.document(ctx, lib.Store, args[0])
	if err != nil {
		return s, align.Changes{}, err
	}
	now, err := alignable(ctx, lib, d)
	if err != nil {
		return s, align.Changes{}, err
	}
	old, was, err := a.before(ctx, lib, d, args[1:])
	if err != nil {
		return s, align.Changes{}, err
	}
	s.docs = record.Documents{was, d}
	if was.ID != d.ID { // two documents: the first is the old one
		s.docs, old, now = record.Documents{d, was}, now, old
	}
	return s, align.Versions(old, now), nil
}

// before is what a document is compared with.
func (a *app) before(ctx context.Context, lib *library.Library, d corpus.Document, ref []string) (align.Document, corpus.Document, error) {
	version := d.Version - 1
	if len(ref) == 1 {
		n, err := strconv.Atoi(ref[0])
		if err != nil || n > d.Version {
			other, err := a.document(ctx, lib.Store, ref[0])
			if err != nil {
				return align.Document{}, other, err
			}
			doc, err := alignable(ctx, lib, other)
			return doc, other, err
		}
		version = n
	}
	if version < 1 {
		return align.Document{}, d, &usageError{a.errorf("diff.one_version", d.Title)}
	}
	text, clauses, err := lib.Store.Body(ctx, d.ID, version)
	if err != nil {
		return align.Document{}, d, err
	}
	corpus.SetPaths(clauses)
	was := d
	was.Version = version
	return align.Document{ID: d.ID + "@" + strconv.Itoa(version), Title: d.Title, Text: text, Clauses: clauses}, was, nil
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
