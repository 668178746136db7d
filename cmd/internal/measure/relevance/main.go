// Relevance measures search against queries with known answers.
//
//	go run ./cmd/internal/measure/relevance -queries queries.tsv -laws DIR [-misses]
//
// It indexes the folder (or reuses the index of an earlier run, -cache) and
// prints nDCG@10, MRR and recall@10 for each class of query. An answer is
// right if title and clause number agree; of several versions of a law with
// the same title the first one found counts and the others are passed over.
// Exit status 1 when a target is missed.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"

	"duibiao/cmd/internal/measure/lawfolder"
	"duibiao/index"
	"duibiao/index/bleveindex"
)

// The targets of the project.
const (
	targetOverall = 0.94
	targetClass   = 0.82
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ok, err := run(ctx, os.Args[1:], os.Stdout)
	switch {
	case errors.Is(err, flag.ErrHelp):
		os.Exit(0)
	case err != nil:
		fmt.Fprintln(os.Stderr, "relevance:", err)
		os.Exit(2)
	case !ok:
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) (bool, error) {
	flags := flag.NewFlagSet("relevance", flag.ContinueOnError)
	queries := flags.String("queries", "", "file of queries: query, title#clause|…, class")
	laws := flags.String("laws", "", "folder of law texts")
	cache := flags.String("cache", "", "keep the index in this directory and use it again")
	misses := flags.Bool("misses", false, "print the queries whose answer is not first")
	if err := flags.Parse(args); err != nil {
		return false, err
	}
	if *queries == "" || *laws == "" && *cache == "" {
		return false, errors.New("-queries and -laws are needed")
	}
	gold, err := readGold(*queries)
	if err != nil {
		return false, err
	}
	x, cleanup, err := openIndex(ctx, *laws, *cache)
	if err != nil {
		return false, err
	}
	defer cleanup()
	table := newTable()
	for _, g := range gold {
		res, err := x.Search(ctx, index.Request{Query: g.query, Limit: 30})
		if err != nil {
			return false, fmt.Errorf("search %q: %w", g.query, err)
		}
		m := judge(g, res.Hits)
		table.add(g.class, m)
		if *misses && m.ndcg < 1 {
			printMiss(out, g, m, res.Hits)
		}
	}
	return table.print(out), nil
}

// openIndex opens the index in cache, building it first if there is none.
func openIndex(ctx context.Context, laws, cache string) (*bleveindex.Index, func(), error) {
	dir := cache
	if dir == "" {
		tmp, err := os.MkdirTemp("", "relevance")
		if err != nil {
			return nil, nil, err
		}
		defer func() { _ = os.RemoveAll(tmp) }() // open files stay readable
		dir = filepath.Join(tmp, "index")
	}
	x, err := bleveindex.Open(dir)
	if err != nil {
		if _, err := bleveindex.Build(ctx, dir, lawfolder.Units(laws), 0); err != nil {
			return nil, nil, err
		}
		if x, err = bleveindex.Open(dir); err != nil {
			return nil, nil, err
		}
	}
	return x, func() { _ = x.Close() }, nil
}
