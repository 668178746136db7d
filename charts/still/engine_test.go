package still

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// checkAlone: a picture names nothing outside of itself, holds no text element,
// script or style, and is well-formed XML.
func checkAlone(t *testing.T, name string, svg []byte) {
	t.Helper()
	rest := strings.Replace(string(svg), `xmlns="http://www.w3.org/2000/svg"`, "", 1)
	rest = regexp.MustCompile(` aria-label="[^"]*"|<title>[^<]*</title>|<desc>[^<]*</desc>`).ReplaceAllString(rest, "")
	if m := regexp.MustCompile(`(?i)<(?:script|style|image|text|foreignObject|a|use)\b|href|//|url\([^#]|\son\w+=|__f__`).FindString(rest); m != "" {
		t.Errorf("%s: %q in the picture", name, m)
	}
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
}

// nasty are strings that would be live somewhere if they were not inert.
func nasty() []string {
	return []string{
		`</text><script>alert(1)</script>`, `__f__function(){throw 1}__f__`, `" onload="alert(1)`, `"><image href="http://example.invalid/x"/>`,
		`{a|b}{c}`, "a\u2028b\u0000\u0001\uFFFE", `url(http://example.invalid)`, `javascript:alert(1)`, `&amp;<!--`, `image://http://example.invalid/a.png`, "\xff\xfe",
	}
}

// TestHostileStrings puts every nasty string at every place of an option.
func TestHostileStrings(t *testing.T) {
	if testing.Short() {
		t.Skip("draws in one goroutine")
	}
	for group := range slices.Chunk(nasty(), 4) {
		s := strings.Join(group, " ")
		v := strings.ToValidUTF8(s, "\uFFFD")
		q, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		option := strings.ReplaceAll(`{"title":{"text":§,"textStyle":{"fontFamily":§,"color":§}},"legend":{"data":[§],"formatter":§},"textStyle":{"fontFamily":§},
			"graphic":[{"type":"text","style":{"text":§,"fill":§,"stroke":§,"font":§}},{"type":"image","style":{"image":§,"width":9,"height":9}}],
			"xAxis":{"data":[§,"b"],"axisLabel":{"formatter":§}},"yAxis":{"name":§},
			"series":[{"type":"bar","name":§,"data":[1,{"value":2,"name":§,"itemStyle":{"color":§}}],"label":{"show":true,"formatter":§}},
			{"type":"scatter","symbol":§,"data":[{"value":[0,1],"name":§}]}],"__proto__":{"x":§}}`, "§", string(q))
		p, err := Draw(t.Context(), []byte(option), Size{600, 400})
		if err != nil {
			t.Errorf("%q: %v", s, err)
			continue
		}
		svg, err := p.SVG("")
		if err != nil {
			t.Fatal(err)
		}
		checkAlone(t, s, svg)
		painted(t, svg)
	}
}

// TestHostileOptions: no option takes long or much, and what cannot be drawn is
// an error.
func TestHostileOptions(t *testing.T) {
	if testing.Short() {
		t.Skip("draws in one goroutine")
	}
	fine := `{"xAxis":{},"yAxis":{},"series":[{"type":"line","data":[[0,0],[1,1]]}]}`
	for name, option := range map[string]string{
		"empty": "", "null": "null", "array": "[1]", "text": `"x"`, "two": fine + fine, "deep": `{"a":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + `}`,
	} {
		if _, err := Draw(t.Context(), []byte(option), Size{600, 400}); err == nil {
			t.Errorf("%s: drawn", name)
		}
	}
	for name, option := range map[string]string{
		"ticks":    `{"xAxis":{"min":0,"max":1e15,"interval":1e-9},"yAxis":{"splitNumber":1e9},"series":[{"type":"line","data":[[0,1e308],[1e300,-1e308]]}]}`,
		"dash":     `{"xAxis":{},"yAxis":{},"series":[{"type":"line","lineStyle":{"type":[1e-12,1e-12]},"data":[[0,0],[1,1]]}]}`,
		"decal":    `{"xAxis":{"data":["a"]},"yAxis":{},"series":[{"type":"bar","data":[{"value":1,"itemStyle":{"decal":{"symbol":"rect","dashArrayX":[1e-7,3e-7],"dashArrayY":[7e-7,1e-7]}}}]}]}`,
		"repeat":   `{"xAxis":{"data":["a"]},"yAxis":{},"series":[{"type":"pictorialBar","symbolRepeat":true,"symbolSize":[1e-3,1e-3],"data":[1]}]}`,
		"font":     `{"title":{"text":"甲","textStyle":{"fontSize":1e9}}}`,
		"size":     `{"xAxis":{},"yAxis":{},"series":[{"type":"scatter","symbolSize":1e12,"data":[[0,0],[1,1]]}]}`,
		"cycle":    `{"series":[{"type":"sankey","data":[{"name":"a"},{"name":"b"}],"links":[{"source":"a","target":"b","value":1},{"source":"b","target":"a","value":1}]}]}`,
		"unknown":  `{"series":[{"type":"nothing","data":[1]}]}`,
		"nonsense": `{"xAxis":7,"yAxis":"x","series":{"type":"bar","data":{"a":null}},"grid":[[]],"title":[[[]]]}`,
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
			defer cancel()
			p, err := Draw(ctx, []byte(option), Size{600, 400})
			if err != nil {
				t.Logf("refused: %v", err)
				return
			}
			svg, err := p.SVG("")
			if err != nil {
				t.Fatal(err)
			}
			if _, err := PNG(ctx, svg, 96); err != nil && !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("painted: %v", err)
			}
		})
	}
}

// TestStopped: a caller that gives up is obeyed, in ECharts and in the painter.
func TestStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Draw(ctx, optionFiles(t)["bar"], Size{900, 500}); !errors.Is(err, context.Canceled) {
		t.Errorf("drawing ended with %v", err)
	}
	many := strings.Repeat(`<rect width="9" height="9"/>`, 1000)
	if _, err := PNG(ctx, shapesSVG(many), 96); !errors.Is(err, context.Canceled) {
		t.Errorf("painting ended with %v", err)
	}
}

func TestBinds(t *testing.T) {
	for name, b := range map[string]Bind{
		"unknown":   {[]string{"title", "x"}, "alert"},
		"no path":   {nil, "year"},
		"no place":  {[]string{"nothing", "there"}, "year"},
		"prototype": {[]string{"__proto__", "toString"}, "year"},
	} {
		if _, err := Draw(t.Context(), []byte(`{"title":{"text":"a"}}`), Size{300, 200}, b); err == nil {
			t.Errorf("%s: drawn", name)
		}
	}
}

// TestManyPoints: ECharts draws long series in portions, of which a still would
// show the first only.
func TestManyPoints(t *testing.T) {
	if testing.Short() {
		t.Skip("draws in one goroutine")
	}
	var data []string
	for i := range 400 {
		data = append(data, fmt.Sprintf("[%d,%d]", i, i%97))
	}
	option := `{"xAxis":{},"yAxis":{},"series":[{"type":"scatter","progressive":20,"progressiveThreshold":50,"data":[` + strings.Join(data, ",") + `]}]}`
	svg, err := SVG(t.Context(), []byte(option), Size{900, 500})
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(svg, []byte("<path")) + bytes.Count(svg, []byte("<circle")); n < 400 {
		t.Errorf("%d shapes, want 400", n)
	}
}

// TestTimeZone: a time axis looks the same everywhere.
func TestTimeZone(t *testing.T) {
	option := []byte(`{"xAxis":{"type":"time","min":"2005-01-01","max":"2025-07-01"},"yAxis":{},"series":[{"type":"line","data":[["2006-03-04",1],["2020-10-25",2]]}]}`)
	old := time.Local
	defer func() { time.Local = old }()
	var first []byte
	for _, zone := range []*time.Location{time.UTC, time.FixedZone("east", 8*3600), time.FixedZone("west", -11*3600)} {
		time.Local = zone
		svg, err := SVG(t.Context(), option, Size{900, 300})
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = svg
		}
		if !bytes.Equal(first, svg) {
			t.Errorf("%s: another picture", zone)
		}
	}
}

// TestCutOff: an option cut off anywhere is an error, not half a picture.
func TestCutOff(t *testing.T) {
	option := optionFiles(t)["radar"]
	option = bytes.TrimSpace(option)
	for n := range option {
		if err := checkOption(option[:n]); err == nil {
			t.Fatalf("accepted %d bytes of %d", n, len(option))
		}
	}
}

func BenchmarkSVG(b *testing.B) {
	option := optionFiles(b)["bar"]
	for b.Loop() {
		drawn(b, "bar", option)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys>>20), "MiB-sys")
}

func BenchmarkPNG(b *testing.B) {
	svg := drawn(b, "bar", optionFiles(b)["bar"])
	for b.Loop() {
		painted(b, svg)
	}
}
