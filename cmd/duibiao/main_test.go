package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"duibiao/corpus/extract/sandbox"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	if sandbox.IsChild(os.Args) {
		os.Exit(sandbox.Main(sandbox.Files()))
	}
	testscript.Main(m, map[string]func(){"duibiao": func() { os.Exit(mainExit()) }})
}

// TestScripts runs the situations in testdata/script: each is a session a user
// might have, readable as documentation.
func TestScripts(t *testing.T) {
	files, err := filepath.Abs(filepath.Join("testdata", "files"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: false,
		Setup: func(e *testscript.Env) error {
			e.Setenv("DUIBIAO_DATA", filepath.Join(e.WorkDir, "data"))
			e.Setenv("DUIBIAO_LANG", "en")
			e.Setenv("FILES", files)
			e.Setenv("HOME", e.WorkDir)
			if cache, err := os.UserCacheDir(); err == nil {
				e.Setenv("XDG_CACHE_HOME", cache) // compiled engines
			}
			// A script cannot hold bytes that are not text.
			noise := make([]byte, 4096)
			for i := range noise {
				noise[i] = byte(i * i >> 3)
			}
			if err := os.WriteFile(filepath.Join(e.WorkDir, "noise.bin"), noise, 0o644); err != nil {
				return fmt.Errorf("write noise: %w", err)
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
		},
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
	})
}

// exits CODE COMMAND... checks a command's exit code; stdout and stderr can be
// checked after it.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := "0"
	if err != nil {
		code = exitStatus.FindString(err.Error())
	}
	if code != args[0] {
		ts.Fatalf("%v: exit %s, want %s (%v)", args[1:], code, args[0], err)
	}
}

var exitStatus = regexp.MustCompile(`\d+$`)

// TestInterrupt stands for Ctrl-C: a cancelled context ends with 130.
func TestInterrupt(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	dir := t.TempDir()
	path := filepath.Join(dir, "a.txt")
	if err := os.WriteFile(path, []byte("某市办法\n第一条 甲。\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	code := run(ctx, []string{"--data", filepath.Join(dir, "data"), "import", path, "-q"}, nil, os.Stdout, os.Stderr)
	if code != exitInterrupted {
		t.Errorf("exit %d, want %d", code, exitInterrupted)
	}
}
