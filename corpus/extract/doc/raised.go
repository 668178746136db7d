package doc

import "unicode/utf8"

// Ways of setting characters higher, as runProps tell them.
const (
	// notRaised stands on the line.
	notRaised = iota
	// superscript is sprmCIss.
	superscript
	// lifted is sprmCHpsPos, which also serves to line things up.
	lifted
)

// maxLifted is the most characters of lifted text that are an exponent.
const maxLifted = 2

// raise follows the change between text on the line and raised text.
func (r *reading) raise(look runProps) {
	if look.raised == r.raised {
		return
	}
	r.lower()
	r.raised, r.raisedFrom = look.raised, len(r.text)
}

// lower ends raised text: digits become raised digits, since 10⁸ is not 108;
// other text stays.
func (r *reading) lower() {
	from, how := r.raisedFrom, r.raised
	r.raised = notRaised
	if how == notRaised || from >= len(r.text) {
		return
	}
	up, ok := raisedDigits(string(r.text[from:]))
	if ok && (how == superscript || utf8.RuneCountInString(up) <= maxLifted && afterWord(r.text[:from])) {
		r.text = append(r.text[:from], up...)
	}
}

// raisedDigits writes digits and signs as raised ones; false for other text.
func raisedDigits(s string) (string, bool) {
	digits := []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")
	var out []rune
	for _, c := range s {
		switch {
		case c >= '0' && c <= '9':
			out = append(out, digits[c-'0'])
		case c == '-' || c == '−':
			out = append(out, '⁻')
		case c == '+':
			out = append(out, '⁺')
		default:
			return s, false
		}
	}
	return string(out), true
}

// afterWord reports text that ends with a Latin letter or a digit.
func afterWord(b []byte) bool {
	if len(b) == 0 {
		return false
	}
	c := b[len(b)-1] | 0x20
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9'
}
