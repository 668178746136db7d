package still

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// binds are the functions that an option of testdata needs.
func binds(name string) []Bind {
	if name == "custom" {
		return []Bind{{[]string{"series", "0", "renderItem"}, "interval"}, {[]string{"xAxis", "axisLabel", "formatter"}, "year"}}
	}
	return nil
}

func optionFiles(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("testdata/options/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no options: %v", err)
	}
	out := map[string][]byte{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out[strings.TrimSuffix(filepath.Base(f), ".json")] = b
	}
	return out
}

func drawn(t testing.TB, name string, option []byte) []byte {
	t.Helper()
	p, err := Draw(t.Context(), option, Size{900, 500}, binds(name)...)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	svg, err := p.SVG("")
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return svg
}

// TestKinds draws every kind of chart twice: the same bytes, nothing outside,
// nothing blank. DUIBIAO_PICTURES names a folder to look at them in.
func TestKinds(t *testing.T) {
	if testing.Short() {
		t.Skip("draws in one goroutine")
	}
	for name, option := range optionFiles(t) {
		t.Run(name, func(t *testing.T) {
			svg := drawn(t, name, option)
			picture := painted(t, svg)
			checkAlone(t, name, svg)
			if img := pixelsOf(t, svg, 24); !anyInk(img, 0, 0, img.Bounds().Dx(), img.Bounds().Dy()) {
				t.Error("nothing dark in the picture")
			}
			if again := set("bar", "force", "sankey"); again[name] && !bytes.Equal(svg, drawn(t, name, option)) {
				t.Error("two runs differ")
			}
			if name == "pie" && !bytes.Equal(picture, painted(t, svg)) {
				t.Error("two paintings differ")
			}
			if dir := os.Getenv("DUIBIAO_PICTURES"); dir != "" {
				for ext, b := range map[string][]byte{".svg": svg, ".png": picture} {
					if err := os.WriteFile(filepath.Join(dir, name+ext), b, 0o600); err != nil {
						t.Fatal(err)
					}
				}
			}
		})
	}
}

func painted(t testing.TB, svg []byte) []byte {
	t.Helper()
	b, err := PNG(context.Background(), svg, 192)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
