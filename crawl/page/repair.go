package page

import (
	"regexp"
	"strings"
)

var (
	titleStart  = regexp.MustCompile(`(?i)\stitle\s*=\s*"`)
	attributeAt = regexp.MustCompile(`(?i)\s(?:target|href|class|style|onclick|rel|id|data-[\w-]+)\s*=\s*$`)
)

// maxTitle bounds how far an unclosed title attribute is followed, in bytes.
const maxTitle = 3000

// repairTitles closes title attributes that are not closed and escapes
// quotation marks inside them. Without it the parser swallows the markup up to
// the next quotation mark, and with it a row of the list.
func repairTitles(s string) string {
	var b strings.Builder
	rest := s
	for {
		at := titleStart.FindStringIndex(rest)
		if at == nil {
			break
		}
		b.WriteString(rest[:at[1]])
		rest = rest[at[1]:]
		value, used := titleValue(rest[:min(len(rest), maxTitle)])
		b.WriteString(value)
		rest = rest[used:]
	}
	if b.Len() == 0 {
		return s
	}
	b.WriteString(rest)
	return b.String()
}

// titleValue reads what follows title=": the value with its closing mark as it
// should be written, and how many bytes it takes.
func titleValue(s string) (string, int) {
	end := strings.IndexByte(s, '"')
	if end < 0 {
		return "", 0
	}
	value := s[:end]
	if gt := strings.IndexByte(value, '>'); gt >= 0 && strings.IndexByte(value[gt:], '<') >= 0 {
		return value[:gt] + `"`, gt
	}
	if m := attributeAt.FindStringIndex(value); m != nil {
		return value[:m[0]] + `"`, m[0]
	}
	for inner := 0; inner < 6 && !endsAttribute(s[end+1:]); inner++ {
		next := strings.IndexByte(s[end+1:], '"')
		if next < 0 || strings.ContainsAny(s[end+1:end+1+next], "<>=") {
			break
		}
		end += 1 + next
	}
	return strings.ReplaceAll(s[:end], `"`, "&quot;") + `"`, end + 1
}

// endsAttribute reports whether what follows a quotation mark shows that it
// closed an attribute.
func endsAttribute(s string) bool {
	return s == "" || strings.IndexByte(" \t\r\n/>", s[0]) >= 0
}
