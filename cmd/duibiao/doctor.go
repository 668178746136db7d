package main

import (
	"context"
	"errors"
	"fmt"

	"duibiao/cmd/internal/library"
	"duibiao/cmd/internal/output"
	"duibiao/corpus/store"
	"duibiao/index"

	"github.com/spf13/cobra"
)

type doctorOptions struct{ deep, json bool }

func newDoctorCommand(a *app) *cobra.Command {
	var o doctorOptions
	c := a.command("doctor", "doctor [--deep] [--json]", "0 2 12", cobra.NoArgs, func(cmd *cobra.Command, _ []string) error {
		return runDoctor(cmd.Context(), a, o)
	})
	c.Flags().BoolVar(&o.deep, "deep", false, a.p.T("flag.deep"))
	c.Flags().BoolVar(&o.json, "json", false, a.p.T("flag.json"))
	return c
}

// finding is one thing doctor says: what was looked at, whether it is well,
// and what to do if not.
type finding struct {
	Check  string `json:"check"`
	OK     bool   `json:"ok"`
	Detail string `json:"detail"`
	Hint   string `json:"hint,omitempty"`
}

func runDoctor(ctx context.Context, a *app, o doctorOptions) error {
	findings, err := a.examine(ctx, o.deep)
	if err != nil {
		return err
	}
	for _, f := range findings {
		if !f.OK {
			a.exit = exitDamaged
		}
	}
	if o.json {
		records := make([]any, len(findings))
		for i, f := range findings {
			records[i] = f
		}
		return output.JSONLines(a.stdout, records)
	}
	for _, f := range findings {
		mark := "✓"
		if !f.OK {
			mark = "✗"
		}
		line := fmt.Sprintf("%s %s %s\n", mark, a.p.T("doctor."+f.Check), f.Detail)
		if f.Hint != "" {
			line += "  " + f.Hint + "\n"
		}
		if err := a.print(line); err != nil {
			return err
		}
	}
	return nil
}

// examine looks at the store first: without it nothing else can be judged.
func (a *app) examine(ctx context.Context, deep bool) ([]finding, error) {
	r, err := a.read(ctx)
	switch {
	case errors.Is(err, store.ErrNoStore):
		return []finding{{Check: "store", OK: true, Detail: a.p.T("doctor.no_store", a.dataDir)}, a.tools(ctx)}, nil
	case errors.Is(err, store.ErrDamaged):
		return []finding{{Check: "store", Detail: err.Error(), Hint: a.p.T("doctor.restore_hint")}}, nil
	case err != nil:
		return nil, err
	}
	defer r.Close()
	list, err := a.examineStore(ctx, r.Lib, deep)
	if err != nil {
		return nil, err
	}
	return append(list, a.examineIndex(ctx, r.Lib, deep), a.tools(ctx)), nil
}

func (a *app) examineStore(ctx context.Context, lib *library.Library, deep bool) ([]finding, error) {
	problems := lib.Store.Check(ctx, deep)
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("check: %w", err)
	}
	if len(problems) == 0 {
		stats, err := lib.Store.Stats(ctx)
		if err != nil {
			return nil, err
		}
		list := []finding{{Check: "store", OK: true, Detail: a.p.T("doctor.counts", stats.Documents, stats.Versions, stats.Clauses, stats.Sources)}}
		if stats.Stale > 0 {
			list = append(list, finding{Check: "store", OK: true, Detail: a.p.T("store.stale", stats.Stale)})
		}
		return list, nil
	}
	return a.storeFindings(problems), nil
}

// storeFindings names every problem; what is harmless is one line unless -v.
func (a *app) storeFindings(problems []store.Problem) []finding {
	var list []finding
	harmless := 0
	for _, p := range problems {
		switch {
		case !p.Harmless:
			list = append(list, finding{Check: "store", Detail: p.String(), Hint: a.p.T("doctor.restore_hint")})
		case a.verbose:
			list = append(list, finding{Check: "store", OK: true, Detail: p.String() + a.p.T("doctor.harmless")})
		default:
			harmless++
		}
	}
	if harmless > 0 {
		list = append(list, finding{Check: "store", OK: true, Detail: a.p.T("doctor.leftovers", harmless)})
	}
	return list
}

func (a *app) examineIndex(ctx context.Context, lib *library.Library, deep bool) finding {
	info, err := lib.VerifyIndex(ctx, deep)
	f := finding{Check: "index", OK: err == nil, Detail: a.p.T("doctor.index_counts", info.Documents, info.Units)}
	if err != nil {
		if f.Detail = a.indexProblem(err); f.Detail == "" {
			f.Detail = err.Error()
		}
		f.Hint = a.p.T("index.rebuild_hint")
		// Without an index a search still reads the store: that is not damage.
		f.OK = errors.Is(err, index.ErrNoIndex)
	}
	return f
}
