package still

import (
	"fmt"
	"strings"
)

// Length is a length on paper or on screen.
type Length struct {
	Value float64
	// Unit is "mm" or "px". A pixel is one of the picture that is made: 1/96 inch
	// in SVG, 1/dpi inch in PNG.
	Unit string
}

// ParseLength reads "160mm" or "1800px".
func ParseLength(s string) (Length, error) {
	for _, unit := range []string{"mm", "px"} {
		if digits, ok := strings.CutSuffix(s, unit); ok {
			if v, ok := number(digits); ok && v > 0 && !strings.HasSuffix(digits, "px") && !strings.HasSuffix(digits, "%") {
				return Length{v, unit}, nil
			}
		}
	}
	return Length{}, fmt.Errorf("length %q: want a number with mm or px, such as 160mm", s)
}

func (l Length) String() string { return ftoa(l.Value) + l.Unit }

// CSS is the length in CSS pixels (1/96 inch) at a number of dots an inch.
func (l Length) CSS(dpi float64) float64 {
	if l.Unit == "mm" {
		return l.Value / 25.4 * 96
	}
	return l.Value * 96 / dpi
}
