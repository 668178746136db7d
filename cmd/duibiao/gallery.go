package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"duibiao/charts"
	"duibiao/cmd/internal/chartfile"

	"github.com/spf13/cobra"
)

func newGalleryCommand(a *app) *cobra.Command {
	var (
		f   compareFlags
		out string
	)
	c := a.command("gallery", "gallery -o DIR [--regions A,B,...] [--home CODE]", "0 2 13", cobra.NoArgs,
		func(cmd *cobra.Command, _ []string) error { return runGallery(cmd.Context(), a, f, out) })
	c.Flags().StringVarP(&out, "output", "o", "", a.p.T("flag.gallery_out"))
	addCompare(a, c, &f)
	addChoice(a, c, &f)
	return c
}

func runGallery(ctx context.Context, a *app, f compareFlags, dir string) error {
	if dir == "" {
		return &usageError{a.errorf("err.need_output", "charts/")}
	}
	defer collectLess(drawHeap)()
	d, err := a.collect(ctx, f)
	if err != nil {
		return err
	}
	var figures []charts.Figure
	for _, kind := range charts.Kinds() {
		figure, err := a.figure(d, kind)
		if err != nil {
			return err
		}
		figures = append(figures, figure)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // pictures are for everyone
		return &usageError{fmt.Errorf("gallery: %w", err)}
	}
	missing, err := chartfile.Gallery(ctx, figures, func(name string, write func(io.Writer) error) error {
		return writeFile(filepath.Join(dir, name), write)
	})
	for _, f := range figures {
		for _, r := range missing[f.Kind] {
			a.note("chart.no_glyph", fmt.Sprintf("U+%04X", r))
		}
	}
	if err == nil {
		a.note("gallery.written", len(figures), filepath.Join(dir, chartfile.GalleryIndex))
	}
	return err
}
