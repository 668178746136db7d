// Bench measures building and searching the index beside SQLite FTS5 with
// trigrams on the same clauses in the same run, and ripgrep over the files.
//
//	go run ./cmd/internal/measure/bench -laws DIR -queries queries.tsv
//	go run ./cmd/internal/measure/bench … -duibiao PATH [-data DIR]
//
// With -duibiao it also measures the whole program: import into an empty data
// directory (or a given one, -data), a second import, and a search as a process
// of its own.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"duibiao/cmd/internal/measure/lawfolder"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if len(os.Args) > 1 && os.Args[1] == buildVerb {
		if err := buildPart(ctx, os.Args[2:]); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(2)
		}
		return
	}
	err := run(ctx, os.Args[1:])
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
}

type options struct {
	laws, queries, program, data string
	runs                         int
}

func run(ctx context.Context, args []string) error {
	var o options
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.StringVar(&o.laws, "laws", "", "folder of law texts")
	flags.StringVar(&o.queries, "queries", "", "file of queries, the first column counts")
	flags.StringVar(&o.program, "duibiao", "", "the program, to measure whole commands")
	flags.StringVar(&o.data, "data", "", "its data directory, default a new one with the folder imported")
	flags.IntVar(&o.runs, "runs", 40, "commands to measure")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if o.laws == "" || o.queries == "" {
		return errors.New("-laws and -queries are needed")
	}
	queries, err := readQueries(o.queries)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	build, err := benchBuild(ctx, o.laws, dir)
	if err != nil {
		return err
	}
	if err := benchSearch(ctx, o.laws, dir, queries); err != nil {
		return err
	}
	if o.program == "" {
		return nil
	}
	return benchProgram(ctx, o, queries, dir, build)
}

// benchBuild builds both indexes, each in a process of its own so that its peak
// memory is its own, and returns how long SQLite took.
func benchBuild(ctx context.Context, laws, dir string) (time.Duration, error) {
	units := filepath.Join(dir, "units")
	text, count, err := saveUnits(units, lawfolder.Units(laws))
	if err != nil {
		return 0, err
	}
	fmt.Printf("%d clauses, %s of text\n\n", count, megabytes(text))
	fmt.Printf("%-24s %8s %10s %8s %10s\n", "building the index", "seconds", "MB", "× text", "peak MB")
	var took [2]time.Duration
	for i, engine := range []string{engineFTS, engineOwn} {
		p, err := buildInProcess(ctx, engine, units, filepath.Join(dir, engine))
		if err != nil {
			return 0, err
		}
		took[i] = p.took
		fmt.Printf("%-24s %8.1f %10s %8.2f %10.0f\n", engine, p.took.Seconds(), megabytes(p.size), float64(p.size)/float64(text), p.peak)
	}
	fmt.Printf("%-24s %8.2f\n\n", "ratio of time", took[1].Seconds()/took[0].Seconds())
	return took[0], nil
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f", float64(n)/1e6) }
