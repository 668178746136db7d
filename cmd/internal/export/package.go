package export

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"duibiao/cmd/internal/comparison"
	"duibiao/cmd/internal/datapackage"
	"duibiao/cmd/internal/library"
	"duibiao/compare"
	"duibiao/corpus"
)

// Input is what a package is made from.
type Input struct {
	Data    library.Collected
	Options compare.Options
	Choice  compare.Choice
	// Day is the day on which statuses are told, and the date of the package.
	Day corpus.Date
	// Library is the store, nil for none, and Seq its change number when Data were
	// collected.
	Library *library.Library
	Seq     int64
	// Text says whether the text of clauses is written.
	Text bool
	// Exact and Licenses are those of the package.
	Exact     bool
	Licenses  []datapackage.License
	Generator string
}

// Summary counts what was written.
type Summary struct {
	Documents, Clauses, Items, Records int
	// NoHome says that the comparison with the leaders needs a home place.
	NoHome bool
}

// ErrChanged says that the store was written to while it was read.
var ErrChanged = errors.New("the store changed during the export")

// Package writes the tables of a data package into a folder, then its descriptor.
func Package(ctx context.Context, dir string, in Input) (Summary, error) {
	w := datapackage.NewWriter(dir, in.Exact)
	p, err := newPackage(in)
	if err != nil {
		return Summary{}, fmt.Errorf("export: %w", err)
	}
	p.w = w
	for _, step := range []func(context.Context) error{p.documents, p.items, p.records, p.comparisons, p.references} {
		if err := errors.Join(ctx.Err(), step(ctx)); err != nil {
			return Summary{}, fmt.Errorf("export: %w", err)
		}
	}
	if err := w.Close(p.description()); err != nil {
		return Summary{}, fmt.Errorf("export: %w", err)
	}
	return p.sum, nil
}

// pack is a package that is being written.
type pack struct {
	in      Input
	w       *datapackage.Writer
	set     corpus.Dataset
	reports []compare.Report
	sum     Summary
	places  compare.Places

	// What the records refer to: documents, sources and places, by id.
	needed, cited, named map[string]bool
	// known are the sources of the dataset, extra those that comparisons name
	// beside them.
	known map[string]bool
	extra []corpus.Reference
	// stored are the documents of the store that have been written, in order.
	stored []corpus.Document
}

// newPackage chooses the records and makes the comparisons, and finds what they
// refer to.
func newPackage(in Input) (*pack, error) {
	p := &pack{in: in, needed: map[string]bool{}, cited: map[string]bool{}, named: map[string]bool{}, known: map[string]bool{}}
	for _, s := range in.Data.Set.Sources {
		p.known[s.ID] = true
	}
	var err error
	if p.places, err = compare.ChoosePlaces(in.Data.Set, in.Options); err != nil {
		return nil, err
	}
	for _, kind := range comparison.Kinds() {
		r, err := comparison.Build(kind, in.Data, in.Options, in.Choice)
		if errors.As(err, new(*compare.HomeError)) {
			p.sum.NoHome = true
			continue
		}
		if err != nil {
			return nil, err
		}
		p.reports = append(p.reports, r)
	}
	p.set = chosen(in.Data.Set, p.places, in.Options.AsOf)
	p.refer()
	return p, nil
}

// chosen are the records of the chosen places, and where the user names a day
// those of documents issued up to it.
func chosen(in corpus.Dataset, places compare.Places, asOf corpus.Date) corpus.Dataset {
	later := map[string]bool{}
	for _, d := range in.Documents {
		later[d.ID] = !asOf.IsZero() && asOf.Before(d.Issued)
	}
	out := in
	out.Documents = keep(in.Documents, func(d corpus.DocumentRecord) bool { return places.Has(d.Region) && !later[d.ID] })
	out.Claims = keep(in.Claims, func(c corpus.CountClaim) bool { return places.Has(c.Region) && !later[c.DocumentID] })
	out.Thresholds = keep(in.Thresholds, func(t corpus.Threshold) bool { return places.Has(t.Region) && !later[t.DocumentID] })
	out.Items = keep(in.Items, func(i corpus.ItemRecord) bool { return places.Has(i.Region) && !later[i.DocumentID] })
	out.Support = keep(in.Support, func(s corpus.SupportStandard) bool { return places.Has(s.Region) && !later[s.DocumentID] })
	out.Statements = keep(in.Statements, func(s corpus.Statement) bool { return places.Has(s.Region) && !later[s.DocumentID] })
	out.Coded = keep(in.Coded, func(d corpus.CodedDocument) bool { return places.Has(d.Region) && !later[d.ID] })
	out.Codings = keep(in.Codings, func(c corpus.CodingRecord) bool { return places.Has(c.Region) && !later[c.Coding.Document] })
	return out
}

func keep[T any](all []T, want func(T) bool) []T {
	var out []T
	for _, x := range all {
		if want(x) {
			out = append(out, x)
		}
	}
	return out
}

// refer notes what the records and comparisons refer to.
func (p *pack) refer() {
	for _, c := range p.set.Claims {
		p.note(c.Region, c.Provenance)
	}
	for _, t := range p.set.Thresholds {
		p.note(t.Region, t.Provenance)
	}
	for _, i := range p.set.Items {
		p.note(i.Region, i.Provenance)
	}
	for _, s := range p.set.Support {
		p.note(s.Region, s.Provenance)
	}
	for _, s := range p.set.Statements {
		p.note(s.Region, s.Provenance)
	}
	for _, c := range p.set.Codings {
		p.note(c.Region, c.Provenance)
	}
	for _, r := range p.reports {
		p.referFrom(r)
	}
}

func (p *pack) note(region string, from corpus.Provenance) {
	p.named[region] = true
	p.needed[from.DocumentID] = true
	for _, id := range from.SourceIDs() {
		p.cited[id] = true
	}
}

func (p *pack) referFrom(r compare.Report) {
	for _, s := range r.Sources {
		if !p.known[s.ID] {
			p.known[s.ID], p.extra = true, append(p.extra, s)
		}
		p.cited[s.ID] = true
	}
	for _, row := range r.Rows {
		p.named[row.Region] = true
		for _, c := range row.Cells {
			for _, e := range c.Evidence {
				p.needed[e.DocumentID] = true
			}
		}
	}
}

// records writes what comparisons are made from.
func (p *pack) records(context.Context) error {
	p.sum.Records = len(p.set.Claims) + len(p.set.Thresholds) + len(p.set.Support) + len(p.set.Statements) + len(p.set.Codings)
	return errors.Join(
		counts().write(p.w, inOrder(p.set.Claims)),
		thresholds().write(p.w, inOrder(p.set.Thresholds)),
		support().write(p.w, inOrder(p.set.Support)),
		statements().write(p.w, p.set.Statements),
		indicators().write(p.w, p.set.Indicators),
		codings().write(p.w, p.set.Codings),
		codingEvidences().write(p.w, evidenceOf(p.set.Codings)),
	)
}

// comparisons writes the comparisons, cell by cell.
func (p *pack) comparisons(context.Context) error {
	if err := comparisons().write(p.w, p.reports); err != nil {
		return err
	}
	all, err := cells().begin(p.w)
	if err != nil {
		return err
	}
	evidence, err := cellEvidences().begin(p.w)
	if err != nil {
		return err
	}
	for _, r := range p.reports {
		for _, c := range cellsOf(r) {
			if err := all.add(c); err != nil {
				return err
			}
			for i, e := range c.Evidence {
				if err := evidence.add(cellEvidence{c, i + 1, e}); err != nil {
					return err
				}
			}
		}
	}
	return errors.Join(all.to.Close(), evidence.to.Close())
}

// references writes what the other tables refer to: sources and places.
func (p *pack) references(context.Context) error {
	var cited []corpus.Reference
	for _, s := range slices.Concat(p.in.Data.Set.Sources, p.extra) {
		if p.cited[s.ID] {
			cited = append(cited, s)
			delete(p.cited, s.ID)
		}
	}
	delete(p.named, "")
	var places []placeRow
	for todo := slices.Collect(maps.Keys(p.named)); len(todo) > 0; {
		var up []string
		for _, code := range todo {
			place := placeOf(p.in.Data.Set, code)
			places = append(places, place)
			if place.Parent != "" && !p.named[place.Parent] {
				p.named[place.Parent] = true
				up = append(up, place.Parent)
			}
		}
		todo = up
	}
	slices.SortFunc(places, func(a, b placeRow) int { return strings.Compare(a.Code, b.Code) })
	return errors.Join(sources().write(p.w, cited), jurisdictions().write(p.w, places))
}

// layout is the version of the tables: its first number changes when a column goes
// or changes its meaning.
const layout = "1.0.0"

// description is what the package says of itself.
func (p *pack) description() datapackage.Description {
	cells := "A text that begins like a formula (= + - @ …) or with an apostrophe has one apostrophe before it, so that spreadsheets show it as text: " +
		"take one leading apostrophe away to get the text. Numbers have none."
	if p.in.Exact {
		cells = "Texts are as they are in the source: open the tables in a spreadsheet only if you trust all of them, since a text that begins with = would be a formula."
	}
	d := datapackage.Description{
		Name: "duibiao-export", Title: "对标：采购制度与目录数据",
		Description: "Rules and catalogues of public procurement and service purchase in China, what they say in comparable form, and the comparisons, each value with its evidence. " +
			"Statuses are told as of the day in each row. " + cells +
			" Laws, regulations and other documents of a legislative, administrative or judicial nature are not protected by the Copyright Law of the People's Republic of China (Article 5); whether another text is, is not stated here.",
		Version: layout, Licenses: p.in.Licenses, Generator: p.in.Generator,
		Keywords:   []string{"政府采购", "政府购买服务", "指导性目录", "public procurement", "China"},
		Properties: map[string]string{"as_of": p.in.Day.String(), "data_date": p.set.DataDate.String(), "escape": "leading-apostrophe"},
	}
	if p.in.Exact {
		d.Properties["escape"] = "none"
	}
	if p.in.Day.Complete() {
		d.Created = p.in.Day.String() + "T00:00:00Z"
	}
	d.Sources = append(d.Sources, datapackage.Source{Title: "Each record names its source in the tables sources and documents."})
	return d
}
