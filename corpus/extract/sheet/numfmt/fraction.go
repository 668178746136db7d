package numfmt

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// showFraction shows codes like # ?/? and # ??/16. Padding is left out: the
// whole part, a space, the fraction.
func (s *section) showFraction(v float64) string {
	before, after, at := s.around()
	limit := 9
	for _, p := range after {
		if p.kind == digit && limit < 9999 {
			limit = limit*10 + 9
		}
	}
	out := fractionText(v, wholePlaceholder(before), limit/10, fixedDenominator(after))
	return literals(s.parts[:firstDigit(s.parts, at)]) + out + tailLiterals(after)
}

// fractionText writes v as a fraction; mixed puts the whole part before it.
func fractionText(v float64, mixed bool, limit, fixed int) string {
	if !mixed {
		num, den := nearest(v, limit, fixed)
		return fmt.Sprintf("%d/%d", num, den)
	}
	whole, rest := math.Modf(v)
	num, den := nearest(rest, limit, fixed)
	if num == den {
		whole, num = whole+1, 0
	}
	switch {
	case num == 0:
		return General(whole)
	case whole > 0:
		return fmt.Sprintf("%s %d/%d", General(whole), num, den)
	}
	return fmt.Sprintf("%d/%d", num, den)
}

// around cuts the parts at the slash.
func (s *section) around() (before, after []part, at int) {
	for i, p := range s.parts {
		if p.kind == slash {
			return s.parts[:i], s.parts[i+1:], i
		}
	}
	return s.parts, nil, len(s.parts)
}

// fixedDenominator is the number written after the slash, 0 if there is none.
func fixedDenominator(after []part) int {
	text := ""
	for _, p := range after {
		if p.kind == point || p.kind == slash || p.kind == literal && p.text == " " {
			break
		}
		text += p.text
	}
	if n, err := strconv.Atoi(text); err == nil && n > 0 && n < 100_000 {
		return n
	}
	return 0
}

// wholePlaceholder reports placeholders for the whole part: digits, something
// between, and the digits of the numerator.
func wholePlaceholder(before []part) bool {
	runs, in := 0, false
	for _, p := range before {
		if p.kind == digit && !in {
			runs++
		}
		in = p.kind == digit
	}
	return runs > 1
}

// nearest is the fraction nearest to v with a denominator up to limit, or with
// the denominator that is fixed.
func nearest(v float64, limit, fixed int) (num, den int) {
	if v > 1e9 {
		return int(1e9), 1
	}
	if fixed > 0 {
		return int(math.Round(v * float64(fixed))), fixed
	}
	best := math.Inf(1)
	num, den = int(math.Round(v)), 1
	for d := 1; d <= max(limit, 1); d++ {
		n := math.Round(v * float64(d))
		if diff := math.Abs(v - n/float64(d)); diff < best-1e-12 {
			best, num, den = diff, int(n), d
		}
	}
	return num, den
}

func firstDigit(parts []part, end int) int {
	for i, p := range parts[:end] {
		if p.kind == digit {
			return i
		}
	}
	return end
}

func literals(parts []part) string {
	var out strings.Builder
	for _, p := range parts {
		if p.kind == literal {
			out.WriteString(p.text)
		}
	}
	return out.String()
}

// tailLiterals are the literals after the last placeholder.
func tailLiterals(parts []part) string {
	last := -1
	for i, p := range parts {
		if p.kind == digit || p.kind == literal && strings.Trim(p.text, "0123456789") == "" {
			last = i
		}
	}
	return literals(parts[last+1:])
}
