package parse

import "duibiao/corpus/parse/numeral"

// Numeral is numeral.Parse: it reads s, all of it, as one number.
func Numeral(s string) (n int64, ok bool) { return numeral.Parse(s) }

// FormatNumeral is numeral.Format: it writes n as legal drafting does.
func FormatNumeral(n int64) string { return numeral.Format(n) }
