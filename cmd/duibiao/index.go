package main

import (
	"context"
	"errors"

	"duibiao/cmd/internal/library"
	"duibiao/index"

	"github.com/spf13/cobra"
)

func newIndexCommand(a *app) *cobra.Command {
	c := a.command("index", "index rebuild|verify", "0 2", nil, func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknownCommand(a, cmd, "index "+args[0])
		}
		return cmd.Help()
	})
	c.Args = cobra.ArbitraryArgs
	var fromRaw bool
	rebuild := a.command("index_rebuild", "rebuild [--from-raw]", "0 2 11 12 13 130", cobra.NoArgs,
		func(cmd *cobra.Command, _ []string) error {
			a.process.background()
			return runIndexRebuild(cmd.Context(), a, fromRaw)
		})
	rebuild.Flags().BoolVar(&fromRaw, "from-raw", false, a.p.T("flag.from_raw"))
	verify := a.command("index_verify", "verify", "0 1 2 12", cobra.NoArgs,
		func(cmd *cobra.Command, _ []string) error { return runIndexVerify(cmd.Context(), a) })
	c.AddCommand(rebuild, verify)
	return c
}

func runIndexRebuild(ctx context.Context, a *app, fromRaw bool) error {
	lib, end, err := a.openToRead(ctx, "index rebuild", false)
	if err != nil {
		return err
	}
	defer end()
	if fromRaw {
		n, err := a.reparse(ctx, lib)
		if err != nil {
			return err
		}
		a.note("index.reparsed", n.Contents)
		if n.Added > 0 {
			a.note("index.taken", n.Added)
		}
	}
	stats, err := lib.Store.Stats(ctx)
	if err != nil {
		return err
	}
	b := a.newBar(a.p.T("import.indexing"), stats.Documents)
	info, err := lib.RebuildIndex(ctx, func(int, int) { b.step() })
	b.done()
	if err != nil {
		return err
	}
	a.note("index.done", info.Documents, info.Units, info.Bytes>>20)
	return nil
}

// reparse makes every derived row again from the raw bytes.
func (a *app) reparse(ctx context.Context, lib *library.Library) (library.Reparsed, error) {
	stats, err := lib.Store.Stats(ctx)
	if err != nil {
		return library.Reparsed{}, err
	}
	b := a.newBar(a.p.T("index.reparsing"), stats.Documents)
	defer b.done()
	got, err := lib.Reparse(ctx, b.step)
	if err != nil {
		return got, err
	}
	for _, p := range got.Failed {
		b.line(p.String())
		a.exit = exitPartly
	}
	return got, nil
}

func runIndexVerify(ctx context.Context, a *app) error {
	r, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer r.Close()
	info, err := r.Lib.VerifyIndex(ctx, true)
	if err == nil {
		a.note("index.fine", info.Documents, info.Units)
		return nil
	}
	text := a.indexProblem(err)
	if text == "" {
		return err
	}
	a.exit = exitNothing
	if errors.Is(err, index.ErrDamaged) {
		a.exit = exitDamaged
	}
	return a.print(text + "\n" + a.p.T("index.rebuild_hint") + "\n")
}

// indexProblem says what is wrong with an index, "" for an error that is not
// about the index.
func (a *app) indexProblem(err error) string {
	var behind *library.BehindError
	switch {
	case errors.Is(err, index.ErrNoIndex):
		return a.p.T("index.none")
	case errors.Is(err, index.ErrDamaged):
		return a.p.T("index.damaged", err)
	case errors.Is(err, index.ErrOldFormat):
		return a.p.T("index.old")
	case errors.As(err, &behind):
		return a.p.T("index.behind", behind.Documents)
	}
	return ""
}

// syncIndex brings the index up to date after a change of the store.
func (a *app) syncIndex(ctx context.Context, lib *library.Library) error {
	var b *bar
	_, err := lib.SyncIndex(ctx, func(_, total int) {
		if b == nil {
			b = a.newBar(a.p.T("import.indexing"), total)
		}
		b.step()
	})
	if b != nil {
		b.done()
	}
	return err
}

// indexAfterRestore builds the index of a restored store: a backup has none.
func (a *app) indexAfterRestore(ctx context.Context) error {
	lib, err := library.Open(ctx, a.dataDir, library.ReadWrite("restore"), a.now)
	if err != nil {
		return err
	}
	defer lib.Close()
	return a.syncIndex(ctx, lib)
}
