// Command crash kills imports at random moments and checks that the same
// import, run again, ends where an undisturbed one does: equal store dumps,
// equal answers to the same searches, an index that verifies.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"duibiao/corpus/store"
)

func main() {
	var c crash
	flag.StringVar(&c.binary, "duibiao", "dist/duibiao", "the program to kill")
	flag.StringVar(&c.folder, "laws", "", "folder to import")
	flag.IntVar(&c.rounds, "rounds", 50, "how many kills")
	seed := flag.Uint64("seed", 1, "seed of the random moments")
	flag.Parse()
	c.random = rand.New(rand.NewPCG(*seed, *seed))
	if err := c.run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "crash:", err)
		os.Exit(1)
	}
}

type crash struct {
	binary, folder string
	rounds         int
	random         *rand.Rand
	work           string
}

// outcome is all that two runs must agree on.
type outcome struct {
	dump, answers []byte
}

func (c *crash) run(ctx context.Context) error {
	work, err := os.MkdirTemp("", "duibiao-crash-")
	if err != nil {
		return fmt.Errorf("work folder: %w", err)
	}
	defer os.RemoveAll(work)
	c.work = work

	start := time.Now()
	calm := filepath.Join(work, "calm")
	if err := c.duibiao(ctx, calm, "import", c.folder, "-q"); err != nil {
		return fmt.Errorf("undisturbed import: %w", err)
	}
	whole := time.Since(start)
	want, err := c.outcome(ctx, calm)
	if err != nil {
		return err
	}
	fmt.Printf("undisturbed import: %.1f s, dump of %d bytes\n", whole.Seconds(), len(want.dump))
	failed := 0
	for i := range c.rounds {
		moment := time.Duration(c.random.Float64() * float64(whole))
		note, err := c.round(ctx, filepath.Join(work, fmt.Sprint("round", i)), moment, want)
		if err != nil {
			failed++
			note = "FAILED: " + err.Error()
		}
		fmt.Printf("kill %2d at %6.2f s: %s\n", i+1, moment.Seconds(), note)
	}
	fmt.Printf("%d passed, %d failed\n", c.rounds-failed, failed)
	if failed > 0 {
		return fmt.Errorf("%d of %d rounds failed", failed, c.rounds)
	}
	return nil
}

// round kills one import and runs it again.
func (c *crash) round(ctx context.Context, dir string, moment time.Duration, want outcome) (string, error) {
	defer os.RemoveAll(dir)
	cmd := exec.CommandContext(ctx, c.binary, "--data", dir, "import", c.folder, "-q")
	if err := cmd.Start(); err != nil {
		return "", fmt.Errorf("start: %w", err)
	}
	time.Sleep(moment)
	if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return "", fmt.Errorf("kill: %w", err)
	}
	note := "killed"
	if err := cmd.Wait(); err == nil {
		note = "had ended"
	}
	if err := c.duibiao(ctx, dir, "import", c.folder, "-q"); err != nil {
		return "", fmt.Errorf("second import: %w", err)
	}
	got, err := c.outcome(ctx, dir)
	switch {
	case err != nil:
		return "", err
	case !bytes.Equal(got.dump, want.dump):
		return "", fmt.Errorf("the stores differ (%d and %d bytes)", len(got.dump), len(want.dump))
	case !bytes.Equal(got.answers, want.answers):
		return "", errors.New("searches answer differently")
	}
	return note + ", same outcome", nil
}

func (c *crash) duibiao(ctx context.Context, dir string, args ...string) error {
	out, err := exec.CommandContext(ctx, c.binary, append([]string{"--data", dir, "--lang", "en"}, args...)...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%v: %w: %s", args, err, bytes.TrimSpace(out))
	}
	return nil
}

func (c *crash) outcome(ctx context.Context, dir string) (outcome, error) {
	var o outcome
	s, err := store.Open(ctx, dir, store.Options{ReadOnly: true})
	if err != nil {
		return o, fmt.Errorf("open: %w", err)
	}
	defer s.Close()
	var dump bytes.Buffer
	if err := s.Dump(ctx, &dump); err != nil {
		return o, fmt.Errorf("dump: %w", err)
	}
	o.dump = dump.Bytes()
	if err := c.duibiao(ctx, dir, "index", "verify"); err != nil {
		return o, err
	}
	for _, query := range []string{"采购", "罚款", "施行", "条例 处罚", "第三十一条", "什么是合同", `"应当"`, "法"} {
		answer, err := exec.CommandContext(ctx, c.binary, "--data", dir, "search", query, "--json", "--limit", "50").Output()
		var exit *exec.ExitError
		if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
			return o, fmt.Errorf("search %s: %w", query, err)
		}
		o.answers = append(o.answers, answer...)
	}
	return o, nil
}
