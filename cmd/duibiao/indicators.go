package main

import (
	"context"
	"fmt"
	"strings"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/library"
	"duibiao/cmd/internal/output"
	"duibiao/cmd/internal/record"
	"duibiao/compare/coding"
	"duibiao/corpus"
	"duibiao/corpus/store"

	"github.com/spf13/cobra"
)

type indicatorsOptions struct {
	doc, region, indicator, coder string
	all, list, agreement          bool
	export, read, who             string
	format                        formatFlags
}

func newIndicatorsCommand(a *app) *cobra.Command {
	var o indicatorsOptions
	c := a.command("indicators", "indicators [--doc ID] [--indicator ID] [flags]", "0 1 2 3 11 12", cobra.NoArgs, func(cmd *cobra.Command, _ []string) error {
		return runIndicators(cmd.Context(), a, o)
	})
	f := c.Flags()
	f.StringVar(&o.doc, "doc", "", a.p.T("flag.doc"))
	f.StringVar(&o.region, "region", "", a.p.T("flag.region"))
	f.StringVar(&o.indicator, "indicator", "", a.p.T("flag.indicator"))
	f.StringVar(&o.coder, "coder", record.CoderBoth, a.p.T("flag.coder"))
	f.BoolVar(&o.all, "all", false, a.p.T("flag.all_cells"))
	f.BoolVar(&o.list, "list", false, a.p.T("flag.list_indicators"))
	f.BoolVar(&o.agreement, "agreement", false, a.p.T("flag.agreement"))
	f.StringVar(&o.export, "export", "", a.p.T("flag.export_codings"))
	f.StringVar(&o.read, "import", "", a.p.T("flag.import_codings"))
	f.StringVar(&o.who, "who", "", a.p.T("flag.who"))
	addFormat(a, c, &o.format)
	c.MarkFlagsMutuallyExclusive("list", "agreement", "export", "import")
	complete(c, "coder", record.Coders())
	return c
}

func runIndicators(ctx context.Context, a *app, o indicatorsOptions) error {
	if _, err := o.format.parse(); err != nil {
		return err
	}
	if _, err := desk.OneOf("coder", o.coder, record.Coders()); err != nil {
		return err
	}
	book, err := library.Codebook()
	if err != nil {
		return err
	}
	questions, err := desk.Questions(o.indicator)
	switch {
	case err != nil:
		return err
	case o.list:
		return a.listQuestions(questions, o.format)
	case o.read != "":
		return runCodingImport(ctx, a, book, o)
	}
	r, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer r.Close()
	docs, err := r.CodedDocuments(ctx, o.doc, o.region)
	if err != nil {
		return err
	}
	cells, err := r.Cells(ctx, docs, questions)
	switch {
	case err != nil:
		return err
	case o.agreement:
		return a.showAgreement(cells, questions, o.format)
	case o.export != "":
		return a.exportCodings(cells, o)
	}
	return a.showCells(ctx, r.Store, cells, o)
}

func (a *app) listQuestions(questions []coding.Indicator, f formatFlags) error {
	s := &output.Sheet{Columns: []output.Column{
		{Key: "dimension", Title: a.p.T("col.dimension")},
		{Key: "id", Title: a.p.T("col.id")},
		{Key: "name", Title: a.p.T("col.name")},
		{Key: "type", Title: a.p.T("col.type")},
		{Key: "question", Title: a.p.T("col.question"), Flex: true},
	}}
	for _, q := range questions {
		s.Add(record.OfQuestion(q), q.Dimension, q.ID, q.NameZh, string(q.Type), q.QuestionZh)
	}
	return a.write(s, f)
}

func (a *app) showCells(ctx context.Context, s *store.Store, cells []record.Cell, o indicatorsOptions) error {
	sheet := &output.Sheet{Columns: []output.Column{
		{Key: "document_id", Title: a.p.T("col.id")},
		{Key: "title", Title: a.p.T("col.title"), Flex: true},
		{Key: "indicator", Title: a.p.T("col.indicator")},
		{Key: "name", Title: a.p.T("col.name")},
		{Key: "value", Title: a.p.T("col.value")},
		{Key: "clause", Title: a.p.T("col.clause"), Flex: true},
		{Key: "quote", Title: a.p.T("col.quote"), Flex: true},
		{Key: "coder", Title: a.p.T("col.coder")},
	}}
	for _, c := range cells {
		r := c.Record(o.coder)
		asked := o.coder != string(corpus.CoderHuman) || c.Human != nil
		if !asked || r.Value == corpus.NotRegulated && !o.all {
			continue
		}
		value := r.Value + r.Unit
		if r.Value == corpus.NotRegulated {
			value = a.p.T("indicators.silent")
		}
		sheet.Add(r, r.DocumentID, r.Title, r.Indicator, c.Question.NameZh, value, r.Clause, r.Quote, a.p.T("coder."+r.Coder))
	}
	if len(sheet.Rows) == 0 {
		a.exit = exitNothing
		a.note("indicators.none")
		return a.staleNote(ctx, s)
	}
	return a.write(sheet, o.format)
}

// codingSheet is what a person fills in: each cell with what the rules say, and
// empty columns for the person's word.
func (a *app) codingSheet(cells []record.Cell, o indicatorsOptions) *output.Sheet {
	s := &output.Sheet{}
	for _, key := range codingColumns() {
		s.Columns = append(s.Columns, output.Column{Key: key, Title: key})
	}
	for _, c := range cells {
		r := c.Record(string(corpus.CoderRule))
		if r.Value == corpus.NotRegulated && !o.all && c.Human == nil {
			continue
		}
		row := []string{r.DocumentID, r.Title, r.Region, r.Indicator, c.Question.QuestionZh, r.Value, r.Unit, r.Clause, r.Quote, "", "", "", "", "", ""}
		if h := c.Human; h != nil {
			copy(row[9:], []string{h.Value, h.Unit, h.Clause, h.Who, h.When.UTC().Format("2006-01-02T15:04:05Z"), h.Why})
		}
		s.Add(r, row...)
	}
	return s
}

// codingColumns are the columns of an exported file; import finds them by name.
func codingColumns() []string {
	return []string{
		"document_id", "title", "region", "indicator", "question", "value", "unit", "clause", "quote",
		"human_value", "human_unit", "human_clause", "who", "when", "why",
	}
}

// exportCodings writes the file that a person fills in.
func (a *app) exportCodings(cells []record.Cell, o indicatorsOptions) error {
	ext, err := a.extension(o.export, "codings.xlsx", ".xlsx", ".csv")
	if err != nil {
		return err
	}
	s := a.codingSheet(cells, o)
	if len(s.Rows) == 0 {
		a.exit = exitNothing
		a.note("indicators.none")
		return nil
	}
	if err := a.writeFile(o.export, s, output.Format(strings.TrimPrefix(ext, "."))); err != nil {
		return err
	}
	a.note("indicators.exported", len(s.Rows), o.export)
	return nil
}

// writeFile writes a sheet to a file, whole or not at all.
func (a *app) writeFile(path string, s *output.Sheet, f output.Format) error {
	err := a.output(path, sheetWriter(s, f))
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}
