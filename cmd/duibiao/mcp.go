package main

import (
	"context"
	"errors"
	"io"
	"log/slog"

	"duibiao/cmd/internal/assistant"
	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/record"

	"github.com/spf13/cobra"
)

func newMCPCommand(a *app) *cobra.Command {
	return a.command("mcp", "mcp", "0 2 130", cobra.NoArgs, func(cmd *cobra.Command, _ []string) error {
		return runMCP(cmd.Context(), a)
	})
}

// runMCP answers an assistant until it hangs up. stdout carries the protocol and
// nothing else; what is to be said to people goes to stderr.
func runMCP(ctx context.Context, a *app) error {
	d := desk.New(a.dataDir, a.now)
	defer d.Close()
	level := slog.LevelError
	if a.verbose {
		level = slog.LevelDebug
	}
	err := assistant.Run(ctx, assistant.Config{
		Desk: d, Say: a.p, Version: record.Build(), Log: slog.New(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: level})),
	}, io.NopCloser(a.stdin), openWriter{a.stdout})
	if errors.Is(err, context.Canceled) {
		return errInterrupted
	}
	return err
}

// openWriter is a writer that is not the server's to close.
type openWriter struct{ io.Writer }

func (openWriter) Close() error { return nil }
