package corpus

import (
	"fmt"
	"strings"
	"unicode"
)

// clean is the citation with texts of one line each: a title may come from any
// page, and a line feed in it would begin a new field of RIS or BibTeX.
func (c Citation) clean() Citation {
	c.ID, c.Title, c.DocNumber, c.Pinpoint = oneLine(c.ID), oneLine(c.Title), oneLine(c.DocNumber), oneLine(c.Pinpoint)
	issuers := make([]string, 0, len(c.Issuers))
	for _, name := range c.Issuers {
		if name = oneLine(name); name != "" {
			issuers = append(issuers, name)
		}
	}
	c.Issuers, c.URL = issuers, address(c.URL)
	return c
}

// oneLine folds white space and drops what no reader sees: control characters, and
// marks that turn the direction of a text.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
}

// address writes what may not stand in a URI (RFC 3986) as %XX, so that it needs no
// escape in any style: in BibTeX an address is verbatim, and an escape breaks it.
func address(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r <= ' ' || r == 0x7f || strings.ContainsRune("\"<>\\^`{|}", r):
			fmt.Fprintf(&b, "%%%02X", r)
		case unicode.IsControl(r) || unicode.IsSpace(r) || unicode.Is(unicode.Cf, r):
			for _, octet := range []byte(string(r)) {
				fmt.Fprintf(&b, "%%%02X", octet)
			}
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// texEscape writes text so that TeX prints it as it is. Braces have names: BibTeX
// counts them, also behind a backslash, and one alone would swallow what follows.
func texEscape(s string) string {
	return strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\textbraceleft{}`, "}", `\textbraceright{}`, "%", `\%`,
		"&", `\&`, "#", `\#`, "_", `\_`, "$", `\$`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`).Replace(s)
}
