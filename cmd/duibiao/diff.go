package main

import (
	"context"
	"strconv"
	"strings"

	"duibiao/cmd/internal/library"
	"duibiao/cmd/internal/output"
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

// The changes between two versions.
const (
	changeAdded   = "added"
	changeRemoved = "removed"
	changeChanged = "changed"
	changeMoved   = "moved"
)

// changeRecord is one clause that differs.
type changeRecord struct {
	Change string       `json:"change"`
	Old    *alignedUnit `json:"old"`
	New    *alignedUnit `json:"new"`
	Score  float64      `json:"score"`
	Diff   []align.Op   `json:"diff"`
}

func runDiff(ctx context.Context, a *app, format formatFlags, args []string) error {
	if _, err := format.parse(); err != nil {
		return err
	}
	s, err := a.versions(ctx, args)
	if err != nil {
		return err
	}
	sheet := &output.Sheet{Columns: []output.Column{
		{Key: "change", Title: a.p.T("col.change")},
		{Key: "old", Title: a.p.T("col.old")},
		{Key: "new", Title: a.p.T("col.new")},
		{Key: "text", Title: a.p.T("col.text"), Flex: true},
	}}
	for _, row := range s.alignment.Rows {
		for _, c := range s.changes(row) {
			label := func(u *alignedUnit) string {
				if u == nil {
					return ""
				}
				return u.Label
			}
			sheet.Add(c, a.p.T("change."+c.Change), label(c.Old), label(c.New), c.text())
		}
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
func (a *app) versions(ctx context.Context, args []string) (sideBySide, error) {
	s := sideBySide{a: a}
	lib, err := a.read(ctx)
	if err != nil {
		return s, err
	}
	defer lib.Close()
	d, err := a.document(ctx, lib.Store, args[0])
	if err != nil {
		return s, err
	}
	now, err := alignable(ctx, lib, d)
	if err != nil {
		return s, err
	}
	old, was, err := a.before(ctx, lib, d, args[1:])
	if err != nil {
		return s, err
	}
	s.docs = []corpus.Document{was, d}
	if was.ID != d.ID { // two documents: the first is the old one
		s.docs, old, now = []corpus.Document{d, was}, now, old
	}
	s.alignment = align.Documents([]align.Document{old, now}, align.Options{Units: align.Everything})
	return s, nil
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

// changes are the differences of a row; none where both say the same in the same
// place.
func (s sideBySide) changes(r align.Row) []changeRecord {
	if len(r.Units) != 2 {
		return nil
	}
	old, new := r.Units[0], r.Units[1]
	var out []changeRecord
	switch {
	case len(old) == 0:
		for _, u := range new {
			out = append(out, changeRecord{Change: changeAdded, New: s.unit(u), Diff: []align.Op{}})
		}
	case len(new) == 0:
		for _, u := range old {
			out = append(out, changeRecord{Change: changeRemoved, Old: s.unit(u), Diff: []align.Op{}})
		}
	default:
		for _, l := range r.Links {
			c := changeRecord{Change: changeChanged, Old: s.unit(l.A), New: s.unit(l.B), Score: l.Score, Diff: []align.Op{}}
			switch {
			case !l.Equal:
				c.Diff = l.Diff()
			case l.Moved || c.Old.Label != c.New.Label:
				c.Change = changeMoved
			default:
				continue
			}
			out = append(out, c)
		}
	}
	return out
}

// text shows a change in one line: [-what went-] {+what came+}.
func (c changeRecord) text() string {
	switch {
	case c.Old == nil:
		return output.OneLine(c.New.Text)
	case c.New == nil || len(c.Diff) == 0:
		return output.OneLine(c.Old.Text)
	}
	var out strings.Builder
	for _, op := range c.Diff {
		a, b := c.Old.Text[op.A.StartByte:op.A.EndByte], c.New.Text[op.B.StartByte:op.B.EndByte]
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
