package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"duibiao/cmd/internal/library"
	"duibiao/cmd/internal/output"
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

// coderBoth counts a person's word before the rules'.
const coderBoth = "both"

func newIndicatorsCommand(a *app) *cobra.Command {
	var o indicatorsOptions
	c := a.command("indicators", "indicators [--doc ID] [--indicator ID] [flags]", "0 1 2 3 11 12", cobra.NoArgs, func(cmd *cobra.Command, _ []string) error {
		return runIndicators(cmd.Context(), a, o)
	})
	f := c.Flags()
	f.StringVar(&o.doc, "doc", "", a.p.T("flag.doc"))
	f.StringVar(&o.region, "region", "", a.p.T("flag.region"))
	f.StringVar(&o.indicator, "indicator", "", a.p.T("flag.indicator"))
	f.StringVar(&o.coder, "coder", coderBoth, a.p.T("flag.coder"))
	f.BoolVar(&o.all, "all", false, a.p.T("flag.all_cells"))
	f.BoolVar(&o.list, "list", false, a.p.T("flag.list_indicators"))
	f.BoolVar(&o.agreement, "agreement", false, a.p.T("flag.agreement"))
	f.StringVar(&o.export, "export", "", a.p.T("flag.export_codings"))
	f.StringVar(&o.read, "import", "", a.p.T("flag.import_codings"))
	f.StringVar(&o.who, "who", "", a.p.T("flag.who"))
	addFormat(a, c, &o.format)
	c.MarkFlagsMutuallyExclusive("list", "agreement", "export", "import")
	complete(c, "coder", coders())
	return c
}

func coders() []string {
	return []string{string(corpus.CoderRule), string(corpus.CoderHuman), coderBoth}
}

func runIndicators(ctx context.Context, a *app, o indicatorsOptions) error {
	if _, err := o.format.parse(); err != nil {
		return err
	}
	if _, err := oneOf("coder", o.coder, coders()); err != nil {
		return err
	}
	book, err := library.Codebook()
	if err != nil {
		return err
	}
	questions, err := a.questions(book, o.indicator)
	switch {
	case err != nil:
		return err
	case o.list:
		return a.listQuestions(questions, o.format)
	case o.read != "":
		return runCodingImport(ctx, a, book, o)
	}
	lib, docs, err := a.codedDocuments(ctx, o)
	if err != nil {
		return err
	}
	defer lib.Close()
	cells, err := readCells(ctx, lib, docs, questions)
	switch {
	case err != nil:
		return err
	case o.agreement:
		return a.showAgreement(cells, questions, o.format)
	case o.export != "":
		return a.exportCodings(cells, o)
	}
	return a.showCells(ctx, lib.Store, cells, o)
}

// questions are those of the codebook, or the one that is named.
func (a *app) questions(book *coding.Book, id string) ([]coding.Indicator, error) {
	if id == "" {
		return book.Indicators, nil
	}
	for _, q := range book.Indicators {
		if q.ID == id || q.NameZh == id {
			return []coding.Indicator{q}, nil
		}
	}
	return nil, &usageError{a.errorf("err.indicator", id)}
}

// questionRecord is one question in JSON.
type questionRecord struct {
	ID        string   `json:"id"`
	NameZh    string   `json:"name_zh"`
	NameEn    string   `json:"name_en"`
	Dimension string   `json:"dimension"`
	Question  string   `json:"question"`
	Type      string   `json:"type"`
	Unit      string   `json:"unit"`
	Values    []string `json:"values"`
	Rule      string   `json:"rule"`
	Direction string   `json:"direction"`
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
		values := slices.Concat([]string{}, q.Values)
		s.Add(questionRecord{q.ID, q.NameZh, q.NameEn, q.Dimension, q.QuestionZh, string(q.Type), q.Unit, values, q.RuleZh, q.Direction},
			q.Dimension, q.ID, q.NameZh, string(q.Type), q.QuestionZh)
	}
	return a.write(s, f)
}

// codedDocuments opens the library and finds the documents that are asked: the one
// named, those of a place, or all of which anything was coded.
func (a *app) codedDocuments(ctx context.Context, o indicatorsOptions) (*library.Library, []corpus.Document, error) {
	lib, docs, err := a.chosen(ctx, o.doc, o.region)
	if err != nil || o.doc != "" {
		return lib, docs, err
	}
	coded, err := lib.Store.Coded(ctx)
	if err != nil {
		lib.Close()
		return nil, nil, err
	}
	docs = slices.DeleteFunc(docs, func(d corpus.Document) bool { _, ok := slices.BinarySearch(coded, d.ID); return !ok })
	return lib, docs, nil
}

// codedCell is one question asked of one document.
type codedCell struct {
	document corpus.Document
	question coding.Indicator
	library.Cell
}

func readCells(ctx context.Context, lib *library.Library, docs []corpus.Document, questions []coding.Indicator) ([]codedCell, error) {
	var out []codedCell
	for _, d := range docs {
		cells, err := lib.Cells(ctx, d.ID)
		if err != nil {
			return nil, err
		}
		for _, q := range questions {
			out = append(out, codedCell{d, q, cells[q.ID]})
		}
	}
	return out, nil
}

// codingRecord is a coding in JSON: the contract of indicators. Several places that
// prove one value stand in clause and quote with ‖ between, and in evidence.
type codingRecord struct {
	DocumentID string            `json:"document_id"`
	Title      string            `json:"title"`
	Region     string            `json:"region"`
	Indicator  string            `json:"indicator"`
	Value      string            `json:"value"`
	Unit       string            `json:"unit"`
	Clause     string            `json:"clause"`
	Quote      string            `json:"quote"`
	Start      int               `json:"start"`
	End        int               `json:"end"`
	Coder      string            `json:"coder"`
	Note       string            `json:"note"`
	ClauseID   string            `json:"clause_id"`
	Rule       string            `json:"rule"`
	Confidence float64           `json:"confidence"`
	Evidence   []corpus.Evidence `json:"evidence"`
	// Human is what people said, oldest first.
	Human []corpus.HumanCoding `json:"human"`
}

// answer is what the chosen coder says of a cell; ok is false where it says
// nothing.
func (c codedCell) answer(coder string) (corpus.Coding, bool) {
	switch {
	case coder == string(corpus.CoderRule):
		return library.Cell{Rule: c.Rule}.Coding()
	case coder == string(corpus.CoderHuman):
		return library.Cell{Rule: nil, Human: c.Human}.Coding()
	}
	return c.Coding()
}

func (c codedCell) record(coder string) codingRecord {
	r := codingRecord{
		DocumentID: c.document.ID, Title: c.document.Title, Region: c.document.Region, Indicator: c.question.ID, Value: corpus.NotRegulated,
		Coder: string(corpus.CoderRule), Evidence: []corpus.Evidence{}, Human: slices.Concat([]corpus.HumanCoding{}, c.History),
	}
	if c.Human != nil && coder != string(corpus.CoderRule) {
		r.Coder, r.Note = string(corpus.CoderHuman), c.Human.Why
	}
	x, ok := c.answer(coder)
	if !ok {
		return r
	}
	r.Value, r.Unit, r.Coder, r.Note, r.Rule, r.Confidence = x.Value, x.Unit, string(x.Coder), x.Note, x.Rule, x.Confidence
	var labels, quotes []string
	for _, e := range x.Evidence {
		labels, quotes = append(labels, e.Label), append(quotes, e.Quote)
	}
	r.Clause, r.Quote = strings.Join(labels, " ‖ "), strings.Join(quotes, " ‖ ")
	if len(x.Evidence) > 0 {
		e := x.Evidence[0]
		r.Evidence, r.ClauseID, r.Start, r.End = x.Evidence, e.Clause, e.Start, e.End
	}
	return r
}

func (a *app) showCells(ctx context.Context, s *store.Store, cells []codedCell, o indicatorsOptions) error {
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
		r := c.record(o.coder)
		asked := o.coder != string(corpus.CoderHuman) || c.Human != nil
		if !asked || r.Value == corpus.NotRegulated && !o.all {
			continue
		}
		value := r.Value + r.Unit
		if r.Value == corpus.NotRegulated {
			value = a.p.T("indicators.silent")
		}
		sheet.Add(r, r.DocumentID, r.Title, r.Indicator, c.question.NameZh, value, r.Clause, r.Quote, a.p.T("coder."+r.Coder))
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
func (a *app) codingSheet(cells []codedCell, o indicatorsOptions) *output.Sheet {
	s := &output.Sheet{}
	for _, key := range codingColumns() {
		s.Columns = append(s.Columns, output.Column{Key: key, Title: key})
	}
	for _, c := range cells {
		r := c.record(string(corpus.CoderRule))
		if r.Value == corpus.NotRegulated && !o.all && c.Human == nil {
			continue
		}
		row := []string{r.DocumentID, r.Title, r.Region, r.Indicator, c.question.QuestionZh, r.Value, r.Unit, r.Clause, r.Quote, "", "", "", "", "", ""}
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
func (a *app) exportCodings(cells []codedCell, o indicatorsOptions) error {
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
