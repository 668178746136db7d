package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/msg"
	"duibiao/cmd/internal/output"
	"duibiao/corpus"

	"golang.org/x/term"
)

// app is what every command gets: streams, clock, language and the global
// options. Commands take it; nothing reads the process's own state.
type app struct {
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	now    func() time.Time
	p      *msg.Printer
	// process is what it runs in.
	process process

	dataDir string
	lang    string
	color   string
	quiet   bool
	verbose bool

	// exit is the code of a command that ended without an error: 1 for nothing
	// found, 3 for partly done.
	exit int
}

func newApp(args []string, stdin io.Reader, stdout, stderr io.Writer, now func() time.Time) (*app, error) {
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr, now: now, p: msg.New(msg.Chinese), process: process{func() {}}}
	lang, err := msg.FromEnvironment(langArgument(args))
	a.p = msg.New(lang)
	if err != nil {
		return a, &usageError{err}
	}
	return a, nil
}

// langArgument finds --lang before the flags are parsed: help texts are built
// in the language they will be read in.
func langArgument(args []string) string {
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if v, ok := strings.CutPrefix(arg, "--lang="); ok {
			return v
		}
		if arg == "--lang" && i+1 < len(args) {
			return args[i+1]
		}
	}
	return ""
}

// today is the day that statuses are "as of" unless --as-of says otherwise.
func (a *app) today() corpus.Date { return corpus.DateOf(a.now()) }

// asOf reads an --as-of value; empty means today.
func (a *app) asOf(s string) (corpus.Date, error) {
	if s == "" {
		return a.today(), nil
	}
	return desk.Day("as-of", s)
}

// defaultDataDir is DUIBIAO_DATA, else duibiao in the XDG data home.
func defaultDataDir() string {
	if d := os.Getenv("DUIBIAO_DATA"); d != "" {
		return d
	}
	if d := os.Getenv("XDG_DATA_HOME"); d != "" {
		return filepath.Join(d, "duibiao")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "duibiao-data"
	}
	return filepath.Join(home, ".local", "share", "duibiao")
}

func isTerminal(w any) (int, bool) {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width <= 0 {
		width = 80
	}
	return width, true
}

// terminal says how to show data on stdout.
func (a *app) terminal() output.Terminal {
	width, ok := isTerminal(a.stdout)
	return output.Terminal{IsTerminal: ok, Width: width, Color: a.useColor(ok)}
}

func (a *app) useColor(tty bool) bool {
	switch a.color {
	case "always":
		return true
	case "never":
		return false
	}
	return tty && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// note writes one line for the user on stderr, unless -q.
func (a *app) note(key string, args ...any) {
	if !a.quiet {
		fmt.Fprintln(a.stderr, a.p.T(key, args...))
	}
}

// write gives a sheet to stdout in the chosen format.
func (a *app) write(s *output.Sheet, f formatFlags) error {
	format, err := f.parse()
	if err != nil {
		return err
	}
	return s.Write(a.stdout, format, a.terminal())
}

// formatFlags are --json and --format.
type formatFlags struct {
	json   bool
	format string
}

func (f formatFlags) parse() (output.Format, error) {
	if f.json {
		return output.JSON, nil
	}
	format, err := output.Parse(f.format)
	if err != nil {
		return "", &usageError{err}
	}
	return format, nil
}

// say tells the user each of these.
func (a *app) say(notes []msg.Message) {
	for _, n := range notes {
		a.note(n.Key, n.Args...)
	}
}
