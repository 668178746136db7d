package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"duibiao/corpus/store"

	"github.com/spf13/cobra"
)

func newBackupCommand(a *app) *cobra.Command {
	var out string
	c := a.command("backup", "backup -o FILE", "0 2 12 13 130", cobra.NoArgs, func(cmd *cobra.Command, _ []string) error {
		return runBackup(cmd.Context(), a, out)
	})
	c.Flags().StringVarP(&out, "output", "o", "", a.p.T("flag.backup_out"))
	return c
}

func runBackup(ctx context.Context, a *app, out string) error {
	if out == "" {
		return &usageError{a.errorf("err.need_output", "backup.tar")}
	}
	lib, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer lib.Close()
	if out == "-" {
		return lib.Store.Backup(ctx, a.stdout)
	}
	if err := writeFile(out, func(w io.Writer) error { return lib.Store.Backup(ctx, w) }); err != nil {
		return err
	}
	a.note("backup.written", out)
	return nil
}

func newRestoreCommand(a *app) *cobra.Command {
	return a.command("restore", "restore FILE --data DIR", "0 2 12 13 130", cobra.ExactArgs(1), func(cmd *cobra.Command, args []string) error {
		return runRestore(cmd.Context(), a, args[0])
	})
}

func runRestore(ctx context.Context, a *app, path string) error {
	r := a.stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return fmt.Errorf("restore: %w", err)
		}
		defer f.Close()
		r = f
	}
	if err := store.Restore(ctx, r, a.dataDir); err != nil {
		return err
	}
	if err := a.indexAfterRestore(ctx); err != nil {
		return err
	}
	a.note("backup.restored", a.dataDir)
	return nil
}

// writeFile writes a file whole or not at all: under a temporary name in the
// same folder, flushed, then renamed.
func writeFile(path string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	if err := write(f); err != nil {
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := f.Sync(); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}
