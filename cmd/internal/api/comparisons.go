package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"duibiao/charts"
	"duibiao/charts/still"
	"duibiao/charts/word"
	"duibiao/cmd/internal/chartfile"
	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/record"
	"duibiao/compare"
	"duibiao/corpus"
	"duibiao/corpus/store"
)

// Comparison is a comparison: its cells, one after the other, and what a reader
// must know of them.
type Comparison struct {
	List[compare.Record]
	Report Heading `json:"report"`
}

// Heading is what stands around the table of a comparison.
type Heading struct {
	Kind     string             `json:"kind"`
	Title    string             `json:"title"`
	Unit     string             `json:"unit"`
	Columns  []compare.Column   `json:"columns"`
	Rows     int                `json:"rows" jsonschema:"how many rows the whole table has"`
	Sources  []corpus.Reference `json:"sources" jsonschema:"the sources of the cells, in order of first use"`
	DataDate corpus.Date        `json:"data_date" jsonschema:"how far the data reach"`
}

// comparing reads the choices of a comparison.
func (c *call) comparing() (desk.Comparing, compare.Choice, error) {
	w := compare.Choice{Scope: compare.ScopeChoice{Scheme: c.text("scheme")}, Weights: compare.Weights{}}
	for _, s := range c.list("weights") {
		dimension, number, _ := strings.Cut(s, "=")
		v, err := strconv.ParseFloat(number, 64)
		if err != nil || !(v >= 0 && v <= 1000) {
			return desk.Comparing{}, w, &problem{Kind: kindParameter, Parameter: "weights", Detail: said("api.weight", s)}
		}
		w.Weights[dimension] = v
	}
	return desk.Comparing{Regions: c.list("regions"), Home: c.text("home"), AsOf: c.text("as_of"), Source: c.text("source")}, w, nil
}

func compareKind(ctx context.Context, c *call) (answer, error) {
	choice, w, err := c.comparing()
	if err != nil {
		return nil, err
	}
	r, err := c.desk.Compare(ctx, c.path["kind"], choice, w)
	if err != nil {
		return nil, err
	}
	list, err := part(c, r.Records())
	if err != nil {
		return nil, err
	}
	if day, err := c.day(); err == nil {
		list.AsOf = day
	}
	list.Notes = append(list.Notes, r.Notes...)
	return Comparison{list, Heading{
		Kind: r.Kind, Title: r.Title, Unit: r.Unit, Columns: append([]compare.Column{}, r.Columns...), Rows: len(r.Rows),
		Sources: append([]corpus.Reference{}, r.Sources...), DataDate: r.DataDate,
	}}, nil
}

func sideBySide(ctx context.Context, c *call) (answer, error) {
	s, err := c.desk.SideBySide(ctx, c.list("documents"), c.text("home"))
	if err != nil {
		return nil, err
	}
	return part(c, s.Rows())
}

// ChartKind is one kind of chart.
type ChartKind struct {
	Kind       string   `json:"kind"`
	Comparison string   `json:"comparison" jsonschema:"the comparison that it shows"`
	Formats    []string `json:"formats" jsonschema:"the extensions it can be had with"`
}

func chartKinds(_ context.Context, c *call) (answer, error) {
	var out []ChartKind
	for _, k := range charts.Kinds() {
		name, err := charts.Comparison(k)
		if err != nil {
			return nil, err
		}
		kind := ChartKind{Kind: k, Comparison: name}
		for _, rt := range chartRoutes() {
			kind.Formats = append(kind.Formats, strings.TrimPrefix(rt.path, "/charts/{kind}."))
		}
		out = append(out, kind)
	}
	return part(c, out)
}

// chartFile draws a chart as a file.
func chartFile(ext string) func(context.Context, *call) (file, error) {
	return func(ctx context.Context, c *call) (file, error) {
		o, err := c.picture()
		if err != nil {
			return file{}, err
		}
		choice, w, err := c.comparing()
		if err != nil {
			return file{}, err
		}
		figure, err := c.desk.Chart(ctx, c.path["kind"], choice, w)
		if err != nil {
			return file{}, err
		}
		if ext == ".json" && figure.Option == nil {
			return file{}, &problem{Kind: kindUndrawable, Detail: literal(figure.Sentence)}
		}
		var b bytes.Buffer
		if _, err := chartfile.Write(ctx, &b, ext, figure, o); err != nil {
			return file{}, c.size(ctx, err)
		}
		f := file{body: b.Bytes()}
		if ext == ".csv" || ext == ".xlsx" {
			f.name = c.path["kind"] + ext
		}
		return f, nil
	}
}

// picture reads the size of a picture.
func (c *call) picture() (o charts.PictureOptions, err error) {
	if s := c.text("width"); s != "" {
		if o.Width, err = still.ParseLength(s); err == nil && o.Width.Value > maxWidth {
			err = fmt.Errorf("length %q: too wide", s)
		}
		if err != nil {
			return o, &problem{Kind: kindParameter, Parameter: "width", Detail: literal(err.Error())}
		}
	}
	o.DPI = float64(c.count("dpi", still.DefaultDPI))
	return o, nil
}

// maxWidth bounds the width of a picture, in whatever unit.
const maxWidth = 4000

// size tells whether a picture failed for the size that was asked for.
func (c *call) size(ctx context.Context, err error) error {
	for _, name := range []string{"width", "dpi"} {
		if c.text(name) != "" && ctx.Err() == nil {
			return &problem{Kind: kindParameter, Parameter: name, Detail: literal(err.Error()), err: err}
		}
	}
	return err
}

// reportFile writes the report as a file.
func reportFile(ext string) func(context.Context, *call) (file, error) {
	return func(ctx context.Context, c *call) (file, error) {
		choice, w, err := c.comparing()
		if err != nil {
			return file{}, err
		}
		b, err := c.desk.Benchmark(ctx, choice, w)
		if err != nil {
			return file{}, err
		}
		var out bytes.Buffer
		in := charts.ReportInput{Benchmark: b}
		switch ext {
		case ".md":
			err = charts.ReportMarkdown(&out, in)
		case ".html":
			err = charts.ReportHTML(&out, in)
		default:
			err = reportWord(ctx, &out, in)
		}
		return file{name: "report" + ext, body: out.Bytes()}, err
	}
}

// Status is what the server and its data are.
type Status struct {
	Program record.Version `json:"program"`
	// Store counts what is stored, null without a data directory.
	Store *store.Stats `json:"store"`
}

func status(ctx context.Context, c *call) (answer, error) {
	out := Status{Program: c.build}
	stats, err := c.desk.Stats(ctx)
	switch {
	case errors.Is(err, store.ErrNoStore):
	case err != nil:
		return nil, err
	default:
		out.Store = &stats
	}
	return One[Status]{out, c.about()}, nil
}

// reportWord writes the report for Word.
func reportWord(ctx context.Context, b *bytes.Buffer, in charts.ReportInput) error {
	_, err := charts.ReportDOCX(b, in, charts.DOCX{Picture: func(f charts.Figure) ([]byte, error) {
		var p bytes.Buffer
		_, err := charts.PNG(ctx, &p, f, charts.PictureOptions{Bare: true, Width: still.Length{Value: word.TextWidth, Unit: "mm"}})
		return p.Bytes(), err
	}})
	return err
}
