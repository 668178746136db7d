package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/intake"
	"duibiao/cmd/internal/library"
	"duibiao/cmd/internal/output"
	"duibiao/corpus/store"

	"github.com/spf13/cobra"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

type importOptions struct {
	region string
	ocr    bool
	json   bool
}

func newImportCommand(a *app) *cobra.Command {
	var o importOptions
	c := a.command("import", "import PATH... [--region CODE] [--ocr]", "0 2 3 11 12 13 130", cobra.MinimumNArgs(1),
		func(cmd *cobra.Command, args []string) error {
			a.process.background()
			return runImport(cmd.Context(), a, o, args)
		})
	c.Flags().StringVar(&o.region, "region", "", a.p.T("flag.region_import"))
	c.Flags().BoolVar(&o.ocr, "ocr", false, a.p.T("flag.ocr"))
	c.Flags().BoolVar(&o.json, "json", false, a.p.T("flag.json"))
	return c
}

// importLine is the JSON record of one file.
type importLine struct {
	Path       string   `json:"path"`
	DocumentID *string  `json:"document_id"`
	Status     string   `json:"status"`
	Error      *string  `json:"error"`
	Warnings   []string `json:"warnings,omitempty"`
}

// importSum is the last JSON record. Documents counts the files that are
// documents of the store now; Duplicates those of them whose content was
// already there under another name.
type importSum struct {
	Documents  int `json:"documents"`
	Clauses    int `json:"clauses"`
	Items      int `json:"items"`
	Added      int `json:"added"`
	Unchanged  int `json:"unchanged"`
	Updated    int `json:"updated"`
	Failed     int `json:"failed"`
	Duplicates int `json:"duplicates"`
}

func runImport(ctx context.Context, a *app, o importOptions, paths []string) error {
	region, err := desk.Region(o.region)
	if err != nil {
		return err
	}
	files, hidden, err := intake.Find(ctx, paths)
	if err != nil {
		return &hintedError{a.errorf("err.no_file", strings.Join(paths, " "), intake.Reason(err)), a.p.T("err.no_file_hint")}
	}
	lib, end, err := a.openToRead(ctx, "import "+strings.Join(paths, " "), o.ocr)
	if err != nil {
		return err
	}
	defer end()

	r := &importReport{a: a, json: o.json, met: map[string]bool{}, bar: a.newBar(a.p.T("import.progress"), len(files))}
	err = library.Import{Store: lib.Store, Reader: lib.Reader, Region: region}.Run(ctx, files, r.file)
	r.bar.done()
	if err != nil {
		return err
	}
	if hidden > 0 && a.verbose {
		a.note("import.hidden", hidden)
	}
	if err := a.syncIndex(ctx, lib); err != nil {
		return err
	}
	return r.finish(ctx, lib)
}

// importReport tells the user what became of each file.
type importReport struct {
	a    *app
	json bool
	bar  *bar
	sum  importSum
	// met are the ids of the documents of this run.
	met map[string]bool
	// warned counts the files that were not read as they should.
	warned int
	// last is the file of the line before.
	last string
	err  error
}

func (r *importReport) file(f library.FileResult) {
	line := importLine{Path: f.Path, Status: string(f.Outcome), Warnings: f.Warnings}
	if len(f.Warnings) > 0 {
		r.warned++
	}
	if r.a.verbose {
		for _, w := range f.Warnings {
			r.bar.line(fmt.Sprintf("%s: ! %s", f.Path, w))
		}
	}
	r.outcome(f, &line)
	if r.last != f.File { // an archive is one file with several lines
		r.bar.step()
		r.last = f.File
	}
	if r.json && r.err == nil {
		r.err = output.JSONLines(r.a.stdout, []any{line})
	}
}

// outcome counts what became of a file and says it in its line.
func (r *importReport) outcome(f library.FileResult, line *importLine) {
	if f.Outcome != store.Failed {
		line.DocumentID = &f.DocumentID
		r.met[f.DocumentID] = true
		r.sum.Documents++
	}
	switch f.Outcome {
	case store.Added:
		r.sum.Added++
	case store.Updated:
		r.sum.Updated++
	case store.Unchanged:
		r.sum.Unchanged++
	case store.Duplicate:
		r.sum.Unchanged++
		r.sum.Duplicates++
		line.Status = string(store.Unchanged)
	case store.Failed:
		r.sum.Failed++
		text := r.a.fileError(f.Err)
		line.Error = &text
		r.bar.line(fmt.Sprintf("%s: %s", f.Path, text))
	}
}

func (r *importReport) finish(ctx context.Context, lib *library.Library) error {
	if r.err != nil {
		return r.err
	}
	stats, err := r.count(ctx, lib)
	if err != nil {
		return err
	}
	if r.sum.Failed > 0 {
		r.a.exit = exitPartly
	}
	if r.json {
		return output.JSONLines(r.a.stdout, []any{r.sum})
	}
	s := r.sum
	if r.a.quiet {
		return nil
	}
	_, err = fmt.Fprintln(r.a.stdout, r.a.p.T("import.sum", s.Documents, s.Added, s.Updated, s.Unchanged, s.Duplicates, s.Failed, stats.Documents, s.Clauses, s.Items))
	if err != nil {
		return fmt.Errorf("write summary: %w", err)
	}
	if r.warned > 0 && !r.a.verbose {
		r.a.note("import.warned", r.warned)
	}
	return nil
}

// count adds up the clauses and items of the documents this run met, and
// counts the whole store.
func (r *importReport) count(ctx context.Context, lib *library.Library) (store.Stats, error) {
	for d, err := range lib.Store.Documents(ctx, store.Filter{}) {
		if err != nil {
			return store.Stats{}, err
		}
		if r.met[d.ID] {
			r.sum.Clauses += d.Clauses
			r.sum.Items += d.Items
		}
	}
	return lib.Store.Stats(ctx)
}

// bar is a progress bar on a terminal and nothing elsewhere. Lines for the
// user go above it.
type bar struct {
	w        io.Writer
	progress *mpb.Progress
	b        *mpb.Bar
}

func (a *app) newBar(title string, total int) *bar {
	_, tty := isTerminal(a.stderr)
	if !tty || a.quiet || total == 0 {
		return &bar{w: a.stderr}
	}
	p := mpb.New(mpb.WithOutput(a.stderr), mpb.WithWidth(40))
	b := p.AddBar(int64(total),
		mpb.PrependDecorators(decor.Name(title+" "), decor.CountersNoUnit("%d/%d")),
		mpb.AppendDecorators(decor.Percentage(), decor.Name("  "), decor.AverageETA(decor.ET_STYLE_GO)),
		mpb.BarRemoveOnComplete())
	return &bar{w: p, progress: p, b: b}
}

func (b *bar) step() { b.add(1) }

func (b *bar) add(n int) {
	if b.b != nil {
		b.b.IncrBy(n)
	}
}

func (b *bar) line(text string) { fmt.Fprintln(b.w, text) }

func (b *bar) done() {
	if b.progress != nil {
		b.b.Abort(true)
		b.progress.Wait()
	}
}
