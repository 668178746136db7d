package charts

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"duibiao/compare"
	"duibiao/corpus"
)

// chromium finds a browser: DUIBIAO_CHROMIUM, or one of the usual names. The
// test is skipped without one.
func chromium(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("starting a browser takes seconds")
	}
	names := []string{"chromium", "chromium-browser", "google-chrome"}
	if name := os.Getenv("DUIBIAO_CHROMIUM"); name != "" {
		names = []string{name}
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no chromium here; set DUIBIAO_CHROMIUM to one")
	return ""
}

// open loads a page and returns the DOM after its scripts ran, and what the
// browser logged to the console.
func open(t *testing.T, page string, window string) (dom string, console []string) {
	t.Helper()
	return openFile(t, "page.html", page, window)
}

// openFile is open for a page in a file of that name, whose extension is its type.
func openFile(t *testing.T, name, page, window string) (dom string, console []string) {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, name)
	if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, chromium(t), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--enable-logging=stderr",
		"--user-data-dir="+filepath.Join(dir, "profile"), "--virtual-time-budget=2000", "--window-size="+window,
		"--dump-dom", "file://"+file)
	var out, log bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &log
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, log.String())
	}
	for _, line := range strings.Split(log.String(), "\n") {
		if strings.Contains(line, ":CONSOLE") {
			console = append(console, line)
		}
	}
	return out.String(), console
}

// kindsPage is a page of every kind of chart.
func kindsPage(t testing.TB, in corpus.Dataset) string {
	t.Helper()
	var figures []Figure
	for _, kind := range Kinds() {
		figures = append(figures, drawn(t, kind, in, compare.Options{}))
	}
	var w bytes.Buffer
	if err := PageHTML(&w, "各种图", figures...); err != nil {
		t.Fatal(err)
	}
	return w.String()
}

// TestInBrowser draws the report in a real browser. The page's own policy
// forbids every request and every script it did not bring, and the browser
// says so on the console when something tries.
func TestInBrowser(t *testing.T) {
	in := dataset(t)
	b := benchmark(t, in, compare.Options{})
	n := pictures(t, b)
	bad := benchmark(t, hostile(t), compare.Options{})
	for _, tc := range []struct {
		name, page, window string
		pictures           int
	}{
		{"report", reportHTML(t, b), "1100,900", n},
		{"phone", reportHTML(t, b), "500,900", n},
		{"hostile", reportHTML(t, bad), "1100,900", pictures(t, bad)},
		{"kinds", kindsPage(t, in), "1100,900", len(Kinds())},
		{"kinds on a phone", kindsPage(t, in), "500,900", len(Kinds())},
		{"hostile kinds", kindsPage(t, hostile(t)), "1100,900", len(Kinds())},
	} {
		t.Run(tc.name, func(t *testing.T) {
			dom, console := open(t, tc.page, tc.window)
			if len(console) > 0 {
				t.Errorf("the console says %s", strings.Join(console, "\n"))
			}
			dom = withoutOwnScripts(t, dom)
			if n := strings.Count(dom, "<svg"); n != tc.pictures {
				t.Errorf("%d pictures, want %d", n, tc.pictures)
			}
			if n := strings.Count(dom, "<path"); n < 40 {
				t.Errorf("only %d shapes drawn", n)
			}
			for _, live := range []string{"<img", "<iframe", "data-live", `src="`, "http://www.w3.org/1999/xhtml\" src"} {
				if strings.Contains(dom, live) {
					t.Errorf("%q in the page", live)
				}
			}
			if live := regexp.MustCompile(`<script>[^<]`).FindString(dom); live != "" {
				t.Errorf("a script the page did not bring: %q", live)
			}
		})
	}
}
