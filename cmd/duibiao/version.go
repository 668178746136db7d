package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"duibiao/cmd/internal/output"

	"github.com/spf13/cobra"
)

// unreleased is the version of a binary that no release tag names.
const unreleased = "devel"

type versionRecord struct {
	Version  string `json:"version"`
	Revision string `json:"revision"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

func newVersionCommand(a *app) *cobra.Command {
	var asJSON bool
	c := a.command("version", "version [--json]", "0", cobra.NoArgs, func(*cobra.Command, []string) error {
		return runVersion(a, asJSON)
	})
	c.Flags().BoolVar(&asJSON, "json", false, a.p.T("flag.json"))
	return c
}

func runVersion(a *app, asJSON bool) error {
	v := buildVersion()
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

// buildVersion reads what the Go tool stamped into the binary.
func buildVersion() versionRecord {
	v := versionRecord{Version: unreleased, Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if info.Main.Version != "" && info.Main.Version != "(devel)" {
		v.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			v.Revision = s.Value
		}
	}
	return v
}
