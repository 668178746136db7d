package still

import (
	"fmt"
	"image/color"
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/colornames"
)

// parseColor reads a CSS colour: #rgb, #rgba, #rrggbb, #rrggbbaa, rgb(), rgba(),
// hsl(), hsla() and the names. ok is false for none, transparent and what is no
// colour.
func parseColor(s string) (c color.NRGBA, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if hex, isHex := strings.CutPrefix(s, "#"); isHex {
		return hexColor(hex)
	}
	if name, args, isCall := strings.Cut(s, "("); isCall {
		v, ok := callArgs(strings.TrimSuffix(args, ")"))
		if !ok {
			return color.NRGBA{}, false
		}
		switch name {
		case "rgb", "rgba":
			return color.NRGBA{byteOf(v[0]), byteOf(v[1]), byteOf(v[2]), byteOf(v[3] * 255)}, true
		case "hsl", "hsla":
			return hslColor(v), true
		}
		return color.NRGBA{}, false
	}
	named, ok := colornames.Map[s]
	return color.NRGBA(named), ok
}

func hexColor(h string) (color.NRGBA, bool) {
	if len(h) == 3 || len(h) == 4 {
		var b strings.Builder
		for _, r := range h {
			b.WriteString(strings.Repeat(string(r), 2))
		}
		h = b.String()
	}
	if len(h) == 6 {
		h += "ff"
	}
	v, err := strconv.ParseUint(h, 16, 32)
	if err != nil || len(h) != 8 {
		return color.NRGBA{}, false
	}
	return color.NRGBA{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)}, true
}

// callArgs reads three numbers and an opacity.
func callArgs(s string) (v [4]float64, ok bool) {
	v[3] = 1
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' || r == '/' })
	if len(parts) != 3 && len(parts) != 4 {
		return v, false
	}
	for i, p := range parts {
		if v[i], ok = number(p); !ok {
			return v, false
		}
	}
	return v, true
}

// hslColor: CSS Color 4, 7.1.
func hslColor(v [4]float64) color.NRGBA {
	h, s, l := math.Mod(math.Mod(v[0], 360)+360, 360), min(max(v[1], 0), 1), min(max(v[2], 0), 1)
	f := func(n float64) byte {
		k := math.Mod(n+h/30, 12)
		return byteOf(255 * (l - s*min(l, 1-l)*max(-1, min(k-3, 9-k, 1))))
	}
	return color.NRGBA{f(0), f(8), f(4), byteOf(v[3] * 255)}
}

func byteOf(v float64) byte { return byte(math.Round(min(max(v, 0), 255))) }

// colorText is a colour as every viewer reads it: what is no colour is none, as
// the painter of this package has it, and not black.
func colorText(s string) string {
	c, ok := parseColor(s)
	switch {
	case !ok || c.A == 0:
		return "none"
	case c.A == 255:
		return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
	}
	return fmt.Sprintf("rgba(%d,%d,%d,%s)", c.R, c.G, c.B, ftoa(float64(c.A)/255))
}
