package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"duibiao/index"
	"duibiao/index/bleveindex"
)

func readQueries(path string) ([]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read queries: %w", err)
	}
	var out []string
	for line := range strings.Lines(string(data)) {
		q, _, _ := strings.Cut(strings.TrimSpace(line), "\t")
		if q != "" && q != "query" && q[0] != '#' {
			out = append(out, q)
		}
	}
	return out, nil
}

// benchSearch asks every engine every query: three times, the first uncounted.
func benchSearch(ctx context.Context, laws, dir string, queries []string) error {
	fmt.Printf("%-24s %8s %8s %8s %8s\n", "one query, warm, ms", "p50", "p95", "max", "found")
	x, err := bleveindex.Open(filepath.Join(dir, engineOwn))
	if err != nil {
		return err
	}
	defer func() { _ = x.Close() }()
	own := func(q string) (int, error) {
		res, err := x.Search(ctx, index.Request{Query: q})
		return res.Total, err
	}
	db, err := openFTS(filepath.Join(dir, engineFTS))
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	engines := []struct {
		name string
		ask  func(string) (int, error)
	}{
		{engineOwn, own},
		{engineFTS, func(q string) (int, error) { return askFTS(ctx, db, q) }},
	}
	if rg, err := exec.LookPath("rg"); err == nil {
		engines = append(engines, struct {
			name string
			ask  func(string) (int, error)
		}{"ripgrep over the files", func(q string) (int, error) { return askRipgrep(ctx, rg, laws, q) }})
	}
	for _, e := range engines {
		if err := measureQueries(e.name, queries, e.ask); err != nil {
			return err
		}
	}
	fmt.Println()
	return nil
}

func measureQueries(name string, queries []string, ask func(string) (int, error)) error {
	var times []time.Duration
	found := 0
	for round := range 3 {
		for _, q := range queries {
			start := time.Now()
			n, err := ask(q)
			if err != nil {
				return fmt.Errorf("%s: %q: %w", name, q, err)
			}
			if round > 0 {
				times = append(times, time.Since(start))
			} else if n > 0 {
				found++
			}
		}
	}
	slices.Sort(times)
	fmt.Printf("%-24s %8.1f %8.1f %8.1f %4d/%d\n", name, ms(quantile(times, 50)), ms(quantile(times, 95)), ms(times[len(times)-1]), found, len(queries))
	return nil
}

func quantile(sorted []time.Duration, percent int) time.Duration {
	return sorted[min(len(sorted)-1, len(sorted)*percent/100)]
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// askFTS asks for any of the words that trigrams can find, best first.
func askFTS(ctx context.Context, db *sql.DB, query string) (int, error) {
	var words []string
	for _, w := range strings.Fields(query) {
		if len([]rune(w)) >= 3 {
			words = append(words, `"`+strings.ReplaceAll(w, `"`, "")+`"`)
		}
	}
	if len(words) == 0 {
		return 0, nil
	}
	rows, err := db.QueryContext(ctx, `select doc, clause, body from u where u match ? order by rank limit 10`, strings.Join(words, " OR "))
	if err != nil {
		return 0, err
	}
	defer func() { _ = rows.Close() }()
	n := 0
	for rows.Next() {
		var doc, clause, body string
		if err := rows.Scan(&doc, &clause, &body); err != nil {
			return 0, err
		}
		n++
	}
	return n, rows.Err()
}

// askRipgrep lists the files with the first word.
func askRipgrep(ctx context.Context, rg, laws, query string) (int, error) {
	cmd := exec.CommandContext(ctx, rg, "-l", "-F", "-e", strings.Fields(query)[0], laws)
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 1 {
		return 0, nil
	}
	return strings.Count(string(out), "\n"), err
}
