package main

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

type manOptions struct{ dir string }

func newManCommand(a *app) *cobra.Command {
	var o manOptions
	c := a.command("man", "man [-o DIR]", "0 2", cobra.NoArgs, func(cmd *cobra.Command, _ []string) error {
		return runMan(a, cmd.Root(), o)
	})
	c.Flags().StringVarP(&o.dir, "output", "o", "", a.p.T("flag.man_dir"))
	return c
}

// runMan writes one page per command into a folder, or duibiao(1) to stdout.
// The pages carry no date, so that they are the same on every run.
func runMan(a *app, root *cobra.Command, o manOptions) error {
	root.DisableAutoGenTag = true
	header := &doc.GenManHeader{Title: "DUIBIAO", Section: "1", Source: "duibiao", Manual: "duibiao", Date: &time.Time{}}
	if o.dir == "" {
		if err := doc.GenMan(root, header, a.stdout); err != nil {
			return fmt.Errorf("write man page: %w", err)
		}
		return nil
	}
	if err := os.MkdirAll(o.dir, 0o755); err != nil {
		return fmt.Errorf("write man pages: %w", err)
	}
	header.Title = ""
	if err := doc.GenManTree(root, header, o.dir); err != nil {
		return fmt.Errorf("write man pages: %w", err)
	}
	a.note("man.written", o.dir)
	return nil
}
