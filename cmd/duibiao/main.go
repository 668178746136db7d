// Command duibiao compares the procurement rules and catalogues of Chinese
// jurisdictions, with the clause that proves each figure.
//
// This package only wires: one file per command, each with its options struct,
// its newXCommand and its run.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
	"unicode/utf8"

	"duibiao/corpus/extract/sandbox"
)

func main() {
	if sandbox.IsChild(os.Args) {
		os.Exit(sandbox.Main(sandbox.Files()))
	}
	os.Exit(mainExit())
}

func mainExit() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return process{background}.run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
}

// process is what commands may ask of the process that they run in.
type process struct {
	// background lowers its priority.
	background func()
}

// run executes one command line, in a process that stays as it is, and returns the
// exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	return process{func() {}}.run(ctx, args, stdin, stdout, stderr)
}

func (p process) run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a, err := newApp(args, stdin, stdout, stderr, time.Now)
	if err != nil {
		return a.fail(err)
	}
	a.process = p
	root := newRootCommand(a)
	root.SetArgs(excludedWords(args))
	if err := root.ExecuteContext(ctx); err != nil {
		if ctx.Err() != nil {
			err = errInterrupted
		}
		return a.fail(err)
	}
	return a.exit
}

// excludedWords moves words such as -工程 behind "--": no flag begins with a
// character beyond ASCII, so they are words of a query to leave out.
func excludedWords(args []string) []string {
	var rest, words []string
	for i, arg := range args {
		if arg == "--" {
			rest, words = append(rest, "--"), append(words, args[i+1:]...)
			return append(rest, words...)
		}
		if len(arg) > 1 && arg[0] == '-' && arg[1] >= utf8.RuneSelf {
			words = append(words, arg)
			continue
		}
		rest = append(rest, arg)
	}
	if len(words) == 0 {
		return rest
	}
	return append(append(rest, "--"), words...)
}
