// Package chartfile writes a chart as a file: a page, a picture, its numbers or
// its option, by the file's extension. The command line, the web pages and the
// API all write charts here.
package chartfile

import (
	"context"
	"fmt"
	"io"
	"slices"

	"duibiao/charts"
	"duibiao/cmd/internal/output"
)

// Extensions lists the formats of a chart by the extensions of their files, the
// usual one first.
func Extensions() []string { return []string{".html", ".json", ".svg", ".png", ".csv", ".xlsx"} }

// Write writes a chart in the format of one of Extensions. It gives the
// characters that a picture shows as boxes, because no font at hand has them. A
// chart with too little to draw has no option: its .json is an error that says
// what there is; every other format says it in the file.
func Write(ctx context.Context, w io.Writer, ext string, f charts.Figure, o charts.PictureOptions) ([]rune, error) {
	switch ext {
	case ".html":
		return nil, charts.PageHTML(w, f.Title, f)
	case ".svg":
		return charts.SVG(ctx, w, f, o)
	case ".png":
		return charts.PNG(ctx, w, f, o)
	case ".json":
		return nil, writeOption(w, f)
	case ".csv":
		return nil, dataSheet(f.Report).Write(w, output.CSV, output.Terminal{})
	case ".xlsx":
		return nil, output.WriteBook(w, book(f))
	}
	return nil, fmt.Errorf("chart %s: unknown format %q", f.Kind, ext)
}

func writeOption(w io.Writer, f charts.Figure) error {
	if f.Option == nil {
		return fmt.Errorf("chart %s: %s", f.Kind, f.Sentence)
	}
	if _, err := w.Write(append(slices.Clone(f.Option), '\n')); err != nil {
		return fmt.Errorf("write chart: %w", err)
	}
	return nil
}
