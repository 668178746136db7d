package main

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strings"

	"duibiao/charts"
	"duibiao/charts/still"
	"duibiao/cmd/internal/chartfile"

	"github.com/spf13/cobra"
)

// pictureFlags are the size of a picture on paper.
type pictureFlags struct {
	width string
	dpi   float64
}

func (p pictureFlags) options() (o charts.PictureOptions, err error) {
	if p.width != "" {
		if o.Width, err = still.ParseLength(p.width); err != nil {
			return o, &usageError{err}
		}
	}
	o.DPI = p.dpi
	return o, nil
}

func newChartCommand(a *app) *cobra.Command {
	var (
		f   compareFlags
		p   pictureFlags
		out string
	)
	c := a.command("chart", "chart KIND -o FILE [--regions A,B,...] [--width 160mm] [--dpi N]", "0 2 13", cobra.ExactArgs(1),
		func(cmd *cobra.Command, args []string) error { return runChart(cmd.Context(), a, f, p, args[0], out) })
	c.Flags().StringVarP(&out, "output", "o", "", a.p.T("flag.chart_out"))
	c.Flags().StringVar(&p.width, "width", "", a.p.T("flag.picture_width"))
	c.Flags().Float64Var(&p.dpi, "dpi", still.DefaultDPI, a.p.T("flag.dpi"))
	addCompare(a, c, &f)
	addChoice(a, c, &f)
	c.ValidArgs = charts.Kinds()
	return c
}

func runChart(ctx context.Context, a *app, f compareFlags, p pictureFlags, kind, out string) error {
	if !slices.Contains(charts.Kinds(), kind) {
		return &usageError{a.errorf("err.chart_kind", kind, strings.Join(charts.Kinds(), ", "))}
	}
	ext, err := a.extension(out, kind+".html", chartfile.Extensions()...)
	if err != nil {
		return err
	}
	picture, err := p.options()
	if err != nil {
		return err
	}
	defer collectLess(drawHeap)()
	d, err := a.collect(ctx, f)
	if err != nil {
		return err
	}
	figure, err := a.figure(d, kind)
	if err != nil {
		return err
	}
	var missing []rune
	err = a.output(out, func(w io.Writer) (err error) {
		missing, err = chartfile.Write(ctx, w, ext, figure, picture)
		return err
	})
	for _, r := range missing {
		a.note("chart.no_glyph", fmt.Sprintf("U+%04X", r))
	}
	if err == nil && out != "-" {
		a.note("chart.written", out)
	}
	return err
}

// figure draws a kind of chart.
func (a *app) figure(d collected, kind string) (charts.Figure, error) {
	name, err := charts.Comparison(kind)
	if err != nil {
		return charts.Figure{}, &usageError{err}
	}
	r, err := a.compare(d, name)
	if err != nil {
		return charts.Figure{}, err
	}
	return charts.Draw(kind, r)
}

// drawHeap is the growth of the heap between collections while charts are drawn:
// most of a cold start compiles ECharts, which leaves little garbage, and collecting
// it at every doubling takes a third of the time.
const drawHeap = 400

// collectLess sets the growth of the heap between collections, in percent, and gives
// the function that takes it back.
func collectLess(percent int) func() {
	before := debug.SetGCPercent(percent)
	return func() { debug.SetGCPercent(before) }
}
