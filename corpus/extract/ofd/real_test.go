package ofd

import (
	"encoding/xml"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
)

// TestCollected reads the collected files: all character data of their TextCode
// elements must stand in the pages, and in the blocks but for page numbers,
// which layout drops.
func TestCollected(t *testing.T) {
	dir := os.Getenv("DUIBIAO_TESTDATA")
	if dir == "" {
		t.Skip("DUIBIAO_TESTDATA names no folder with data/ofd")
	}
	files, err := filepath.Glob(filepath.Join(dir, "data", "ofd", "*.ofd"))
	if err != nil || len(files) == 0 {
		t.Skip("no data/ofd there")
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var c corpus.Content
		r, err := read(data, Options{})
		if errors.Is(err, fault.ErrNoText) {
			t.Logf("%s: no text", filepath.Base(f))
			continue
		}
		if err != nil || Read(data, &c, Options{}) != nil {
			t.Errorf("%s: %v", filepath.Base(f), err)
			continue
		}
		want, pages, blocks := count(textCodes(t, r.pack)), count(strings.ReplaceAll(told(r), "|", "")), count(blockText(c))
		t.Logf("%s: %d characters in the file, %d in pages, %d in blocks", filepath.Base(f), want, pages, blocks)
		if pages != want {
			t.Errorf("%s: pages lose text", filepath.Base(f))
		}
		if blocks*100 < pages*97 {
			t.Errorf("%s: blocks lose text", filepath.Base(f))
		}
	}
}

// textCodes is the text of all TextCode elements but those of patterns.
func textCodes(t *testing.T, p *pack) string {
	var out strings.Builder
	for _, name := range p.Names() {
		if !strings.HasSuffix(name, ".xml") {
			continue
		}
		data, err := p.Part(name)
		if err != nil {
			t.Fatal(err)
		}
		dec := decoder(data)
		open := []string{}
		for tok, err := dec.Token(); err == nil; tok, err = dec.Token() {
			switch e := tok.(type) {
			case xml.StartElement:
				open = append(open, e.Name.Local)
			case xml.EndElement:
				open = open[:len(open)-1]
			case xml.CharData:
				if in := "/" + strings.Join(open, "/"); strings.HasSuffix(in, "/TextCode") && !strings.Contains(in, "/Pattern/") {
					out.Write(e)
				}
			}
		}
	}
	return out.String()
}

func blockText(c corpus.Content) string {
	var out strings.Builder
	for _, b := range c.Blocks {
		out.WriteString(b.Text)
		for _, row := range b.Rows {
			for _, cell := range row {
				out.WriteString(cell.Text)
			}
		}
	}
	return out.String()
}

// count counts the characters that are no white space.
func count(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}
