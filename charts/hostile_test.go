package charts

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"duibiao/compare"
)

// TestHostileSVG opens pictures of hostile text in a browser, where nothing but
// the picture itself keeps it from running.
func TestHostileSVG(t *testing.T) {
	chromium(t)
	for _, kind := range Kinds() {
		t.Run(kind, func(t *testing.T) {
			f := drawn(t, kind, hostile(t), compare.Options{})
			dom, console := openFile(t, "picture.svg", pictured(t, f, PictureOptions{}), "1100,900")
			if !strings.Contains(dom, "<svg") || strings.Contains(dom, "data-live") || strings.Contains(dom, "<script") || strings.Contains(dom, "<img") || len(console) > 0 {
				t.Errorf("something of the picture is live: %q", console)
			}
		})
	}
}

// TestHostileInOffice opens the Word report of hostile text in LibreOffice: all of
// it is there to read, as text.
func TestHostileInOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("starting an office program takes seconds")
	}
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice is not installed (Debian: libreoffice-writer-nogui)")
	}
	dir := t.TempDir()
	data, _ := reportDOCX(t, benchmark(t, hostile(t), compare.Options{}), DOCX{Picture: picture})
	file := filepath.Join(dir, "report.docx")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), soffice, "--headless", "-env:UserInstallation=file://"+dir+"/profile",
		"--convert-to", "txt:Text (encoded):UTF8", "--outdir", dir, file)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v: %s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(dir, "report.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range nasty() {
		if s != "a\u2028b" && !strings.Contains(string(text), s) { // a separator of lines becomes one
			t.Errorf("%q is not in the text", s)
		}
	}
}
