package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"duibiao/cmd/internal/datapackage"
	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/export"
	"duibiao/corpus"
	"duibiao/corpus/store"

	"github.com/spf13/cobra"
)

// exportFormat is what export writes.
type exportFormat string

// The formats of export.
const (
	exportPackage exportFormat = "datapackage"
	exportJSONLD  exportFormat = "jsonld"
)

func exportFormats() []exportFormat { return []exportFormat{exportPackage, exportJSONLD} }

// generator marks the packages that export may replace.
const generator = "duibiao"

// exportFlags are the flags of export.
type exportFlags struct {
	compareFlags
	out, format          string
	noText, exact, force bool
}

func newExportCommand(a *app) *cobra.Command {
	var f exportFlags
	c := a.command("export", "export -o DIR|FILE [--regions A,B,...] [--home CODE] [flags]", "0 2 12 13 130", cobra.NoArgs,
		func(cmd *cobra.Command, _ []string) error { return runExport(cmd.Context(), a, f) })
	c.Flags().StringVarP(&f.out, "output", "o", "", a.p.T("flag.export_out"))
	c.Flags().StringVar(&f.format, "format", "", a.p.T("flag.export_format"))
	c.Flags().BoolVar(&f.noText, "no-text", false, a.p.T("flag.no_text"))
	c.Flags().BoolVar(&f.exact, "exact", false, a.p.T("flag.exact"))
	c.Flags().BoolVar(&f.force, "force", false, a.p.T("flag.force_export"))
	addCompare(a, c, &f.compareFlags)
	addChoice(a, c, &f.compareFlags)
	complete(c, "format", exportFormats())
	return c
}

func runExport(ctx context.Context, a *app, f exportFlags) error {
	format, err := f.target(a)
	if err != nil {
		return err
	}
	in, end, err := a.exportInput(ctx, f)
	if err != nil {
		return err
	}
	defer end()
	if format == exportJSONLD {
		err = a.exportLegislation(ctx, f, in)
	} else {
		err = a.exportPackage(ctx, f, in)
	}
	switch {
	case errors.Is(err, datapackage.ErrNotOurs):
		return &hintedError{a.errorf("err.export_full", f.out), a.p.T("err.export_full_hint")}
	case errors.Is(err, export.ErrChanged):
		return &hintedError{a.errorf("err.export_changed"), a.p.T("err.export_changed_hint")}
	}
	return err
}

// target checks where and what to write.
func (f *exportFlags) target(a *app) (exportFormat, error) {
	if f.out == "" {
		return "", &usageError{a.errorf("err.need_output", "data.zip")}
	}
	format, err := desk.OneOf("format", f.format, exportFormats())
	if err != nil {
		return "", err
	}
	legislation := strings.HasPrefix(f.ext(), ".json")
	switch {
	case format == "" && legislation:
		format = exportJSONLD
	case format == "":
		format = exportPackage
	case f.out != "-" && legislation != (format == exportJSONLD):
		return "", &usageError{a.errorf("err.export_format", format, f.out)}
	}
	if inside, err := holds(f.out, a.dataDir); err != nil || inside {
		return "", &usageError{errors.Join(err, a.errorf("err.export_data", f.out))}
	}
	return format, nil
}

func (f *exportFlags) ext() string { return strings.ToLower(filepath.Ext(f.out)) }

// holds reports whether path is the folder dir or one that it lies in.
func holds(path, dir string) (bool, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return false, err
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return false, err
	}
	up, err := filepath.Rel(path, dir)
	if err != nil {
		return false, err
	}
	return up != ".." && !strings.HasPrefix(up, ".."+string(filepath.Separator)), nil
}

// exportInput collects what is exported, all as of one day: --as-of, else the
// latest day that anything speaks of. So the clock does nothing but keep out what
// is dated later than today. end closes the store.
func (a *app) exportInput(ctx context.Context, f exportFlags) (in export.Input, end func(), err error) {
	end = func() {}
	if in.Choice, err = f.choice(a); err != nil {
		return in, end, err
	}
	if in.Day, err = a.exportDay(ctx, f); err != nil {
		return in, end, err
	}
	then := *a
	if f.asOf != "" {
		f.asOf = in.Day.String() // 2015 means to its end
	}
	if !in.Day.IsZero() {
		then.now = func() time.Time {
			return time.Date(in.Day.Year, time.Month(in.Day.Month), in.Day.Day, 12, 0, 0, 0, time.UTC)
		}
	}
	r, err := then.exportStore(ctx, f)
	if err != nil {
		return in, end, err
	}
	if r != nil {
		in.Library, end = r.Lib, r.Close
		if in.Seq, err = r.Store.Seq(ctx); err != nil {
			return in, end, err
		}
	}
	if in.Data, in.Options, err = then.dataset(ctx, f.compareFlags); err != nil {
		return in, end, err
	}
	in.Text, in.Exact, in.Generator = !f.noText, f.exact, generator
	if f.source != string(desk.SourceCorpus) {
		in.Licenses = []datapackage.License{{
			Name: "Apache-2.0", Path: "https://www.apache.org/licenses/LICENSE-2.0",
			Title: "for the facts of the embedded reference dataset; what is made from stored documents is not licensed by this",
		}}
	}
	return in, end, nil
}

// exportStore opens the store, nil where there is none or it is not wanted.
func (a *app) exportStore(ctx context.Context, f exportFlags) (*desk.Reader, error) {
	if f.source == string(desk.SourceReference) {
		return nil, nil
	}
	r, err := a.read(ctx)
	if errors.Is(err, store.ErrNoStore) && f.source != string(desk.SourceCorpus) {
		return nil, nil
	}
	return r, err
}

// exportDay is the day of --as-of, else the last day up to today that a document
// of the store or the reference dataset speaks of.
func (a *app) exportDay(ctx context.Context, f exportFlags) (corpus.Date, error) {
	o, from, err := f.comparing().Options()
	if err != nil || !o.AsOf.IsZero() {
		return wholeDay(o.AsOf), err
	}
	set, err := desk.Embedded(from)
	if err != nil {
		return corpus.Date{}, err
	}
	r, err := a.exportStore(ctx, f)
	if err != nil || r == nil {
		return wholeDay(set.DataDate), err
	}
	defer r.Close()
	last := set.DataDate
	for d, err := range r.Store.Documents(ctx, store.Filter{}) {
		if err != nil {
			return last, err
		}
		for _, at := range []corpus.Date{d.Issued, d.Published, d.Amended, d.Effective} {
			if last.Before(at) && !a.today().Before(at) {
				last = at
			}
		}
	}
	return wholeDay(last), nil
}

// wholeDay is the last day of a year or month; what is not known stays so.
func wholeDay(d corpus.Date) corpus.Date {
	switch {
	case d.IsZero() || d.Complete():
		return d
	case d.Month == 0:
		return corpus.Date{Year: d.Year, Month: 12, Day: 31}
	}
	return corpus.DateOf(time.Date(d.Year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC))
}

// exportLegislation writes JSON-LD.
func (a *app) exportLegislation(ctx context.Context, f exportFlags, in export.Input) error {
	var sum export.Summary
	err := a.output(f.out, func(w io.Writer) (err error) {
		sum, err = export.Legislation(ctx, w, in, f.ext() == ".jsonl")
		return err
	})
	if err == nil && f.out != "-" {
		a.note("export.written_ld", f.out, sum.Documents, sum.Clauses)
	}
	return err
}

// exportPackage writes a data package to a folder, a zip file or, as a zip file,
// to stdout.
func (a *app) exportPackage(ctx context.Context, f exportFlags, in export.Input) error {
	var (
		sum  export.Summary
		kept string
		err  error
	)
	fill := func(dir string) (err error) {
		sum, err = export.Package(ctx, dir, in)
		return err
	}
	if f.out == "-" || f.ext() == ".zip" {
		if _, tty := isTerminal(a.stdout); tty && f.out == "-" {
			return &usageError{a.errorf("err.export_terminal")}
		}
		err = a.packed(f.out, fill)
	} else {
		kept, err = datapackage.WriteFolder(f.out, generator, f.force, fill)
	}
	if err != nil {
		return err
	}
	if sum.NoHome {
		a.note("export.no_home")
	}
	if kept != "" {
		a.note("export.kept", kept)
	}
	if f.out != "-" {
		a.note("export.written", f.out, sum.Documents, sum.Clauses, sum.Items, sum.Records)
	}
	return nil
}

// packed fills a folder beside the zip file and packs it.
func (a *app) packed(path string, fill func(dir string) error) error {
	beside := ""
	if path != "-" {
		beside = filepath.Dir(path)
	}
	dir, err := os.MkdirTemp(beside, ".duibiao-export.*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer os.RemoveAll(dir)
	if err := fill(dir); err != nil {
		return err
	}
	return a.output(path, func(w io.Writer) error { return datapackage.Pack(w, dir) })
}
