package main

import (
	"fmt"

	"duibiao/cmd/internal/output"
	"duibiao/cmd/internal/record"

	"github.com/spf13/cobra"
)

func newVersionCommand(a *app) *cobra.Command {
	var asJSON bool
	c := a.command("version", "version [--json]", "0", cobra.NoArgs, func(*cobra.Command, []string) error {
		return runVersion(a, asJSON)
	})
	c.Flags().BoolVar(&asJSON, "json", false, a.p.T("flag.json"))
	return c
}

func runVersion(a *app, asJSON bool) error {
	v := record.Build()
	if asJSON {
		return output.JSONLines(a.stdout, []any{v})
	}
	line := "duibiao " + v.Version
	if v.Revision != "" {
		line += " (" + v.Revision + ")"
	}
	if _, err := fmt.Fprintf(a.stdout, "%s %s %s\n", line, v.Go, v.Platform); err != nil {
		return fmt.Errorf("write version: %w", err)
	}
	return nil
}
