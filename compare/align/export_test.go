package align

// TokensIn lists the folded tokens of s that begin in the span.
func TokensIn(s string, span Span) []string {
	var out []string
	for _, t := range tokens(s) {
		if t.start >= span.StartByte && t.start < span.EndByte {
			out = append(out, t.text)
		}
	}
	return out
}
