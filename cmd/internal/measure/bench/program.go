package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"
)

// benchProgram measures whole commands: import, import again, search.
func benchProgram(ctx context.Context, o options, queries []string, dir string, fts time.Duration) error {
	fmt.Printf("%-24s %8s %10s\n", "whole command", "seconds", "peak MB")
	data := o.data
	if data == "" {
		data = filepath.Join(dir, "data")
		first, err := command(ctx, o.program, "import", o.laws, "--data", data, "-q")
		if err != nil {
			return err
		}
		fmt.Printf("%-24s %8.1f %10.0f  %.2f × SQLite FTS5 alone\n", "import and index", first.took.Seconds(), first.peak, first.took.Seconds()/fts.Seconds())
		again, err := command(ctx, o.program, "import", o.laws, "--data", data, "-q")
		if err != nil {
			return err
		}
		fmt.Printf("%-24s %8.1f %10.0f\n", "import again", again.took.Seconds(), again.peak)
	}
	var times []time.Duration
	for i := range o.runs {
		c, err := command(ctx, o.program, "search", queries[i%len(queries)], "--data", data, "--json")
		if err != nil {
			return err
		}
		times = append(times, c.took)
	}
	slices.Sort(times)
	fmt.Printf("%-24s %8.3f %10s  median of %d, p95 %.3f\n", "search", quantile(times, 50).Seconds(), "", o.runs, quantile(times, 95).Seconds())
	return nil
}

// command runs the program once. Exit status 1 means that nothing was found.
func command(ctx context.Context, program string, args ...string) (built, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Stderr = os.Stderr
	start := time.Now()
	err := cmd.Run()
	b := built{took: time.Since(start)}
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		return b, fmt.Errorf("run %s %s: %w", program, args[0], err)
	}
	b.peak = peakMB(cmd)
	return b, nil
}
