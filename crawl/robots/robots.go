// Package robots reads robots.txt as RFC 9309 says and answers whether a path
// may be fetched.
//
// Invariant: it is pure; fetching the file, and what its absence means, is the
// caller's affair.
package robots

import (
	"bytes"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// MaxBytes is how much of a file is read (RFC 9309, section 2.5, asks for 500
// KiB at least); what follows is ignored.
const MaxBytes = 500 << 10

// Rules are what a file says to one crawler. The zero value allows everything.
type Rules struct {
	rules []rule
	// Delay is the Crawl-delay, 0 if none is given. It is not part of RFC 9309.
	Delay time.Duration
}

// rule is one Allow or Disallow line; its pattern is normalised.
type rule struct {
	pattern string
	allow   bool
}

// group is what stands under a run of User-agent lines for one token.
type group struct {
	rules []rule
	delay time.Duration
}

// Parse reads a file for the crawler with this product token. All groups of the
// token are merged; without one, those of "*" count (section 2.2.1).
func Parse(file []byte, token string) Rules {
	if len(file) > MaxBytes {
		file = file[:MaxBytes]
	}
	file = bytes.TrimPrefix(file, []byte("\xEF\xBB\xBF"))
	groups := map[string]*group{}
	var current []*group
	naming := false // the last line of a group was User-agent
	lines := bytes.FieldsFunc(file, func(r rune) bool { return r == '\n' || r == '\r' })
	for _, line := range lines {
		key, value, ok := field(string(line))
		if !ok {
			continue
		}
		switch key {
		case "user-agent":
			if !naming {
				current = nil
			}
			naming = true
			current = append(current, groupOf(groups, value))
		case "allow", "disallow":
			naming = false
			addRule(current, key == "allow", value)
		case "crawl-delay":
			// Not a rule of the standard, but meant as one: a name below it begins
			// another group.
			naming = false
			addDelay(current, value)
		}
	}
	return choose(groups, token)
}

// field splits a line into its key and value; comments are dropped.
func field(line string) (key, value string, ok bool) {
	line, _, _ = strings.Cut(line, "#")
	key, value, ok = strings.Cut(line, ":")
	return strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value), ok
}

// groupOf finds the group of a User-agent value: the product token at its
// beginning, in any case.
func groupOf(groups map[string]*group, value string) *group {
	token := value
	if value != "*" {
		end := strings.IndexFunc(value, func(r rune) bool {
			return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' && r != '_'
		})
		if end >= 0 {
			token = value[:end]
		}
	}
	token = strings.ToLower(token)
	if groups[token] == nil {
		groups[token] = &group{}
	}
	return groups[token]
}

// addRule adds a rule; an empty pattern matches nothing.
func addRule(current []*group, allow bool, pattern string) {
	if pattern == "" {
		return
	}
	if !strings.HasPrefix(pattern, "/") && !strings.HasPrefix(pattern, "*") {
		pattern = "/" + pattern
	}
	body, anchored := strings.CutSuffix(pattern, "$")
	pattern = strings.ReplaceAll(normalise(body), "$", "%24")
	if anchored {
		pattern += "$"
	}
	for _, g := range current {
		g.rules = append(g.rules, rule{pattern, allow})
	}
}

func addDelay(current []*group, value string) {
	seconds, err := strconv.ParseFloat(value, 64)
	if err != nil || seconds < 0 || seconds > 1e6 {
		return
	}
	for _, g := range current {
		g.delay = max(g.delay, time.Duration(seconds*float64(time.Second)))
	}
}

func choose(groups map[string]*group, token string) Rules {
	g := groups[strings.ToLower(token)]
	if g == nil {
		g = groups["*"]
	}
	if g == nil {
		return Rules{}
	}
	return Rules{rules: g.rules, Delay: g.delay}
}

// Allowed reports whether the address may be fetched: the rule with the longest
// pattern decides, Allow wins a tie, and /robots.txt itself is always allowed
// (section 2.2.2).
func (r Rules) Allowed(u *url.URL) bool {
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if path == "/robots.txt" {
		return true
	}
	if u.RawQuery != "" || u.ForceQuery {
		path += "?" + u.RawQuery
	}
	path = strings.NewReplacer("*", "%2A", "$", "%24").Replace(normalise(path))
	longest, allow := -1, true
	for _, rule := range r.rules {
		if n := len(rule.pattern); n >= longest && match(rule.pattern, path) {
			if n > longest {
				allow = rule.allow
			}
			allow = allow || rule.allow
			longest = n
		}
	}
	return allow
}

// match compares a path with a pattern: * stands for any octets, $ at the end
// for the end (section 2.2.3). It takes linear time in the number of stars.
func match(pattern, path string) bool {
	pattern, anchored := strings.CutSuffix(pattern, "$")
	pieces := strings.Split(pattern, "*")
	rest, ok := strings.CutPrefix(path, pieces[0])
	if !ok {
		return false
	}
	if len(pieces) == 1 {
		return !anchored || rest == ""
	}
	for _, piece := range pieces[1 : len(pieces)-1] {
		i := strings.Index(rest, piece)
		if i < 0 {
			return false
		}
		rest = rest[i+len(piece):]
	}
	last := pieces[len(pieces)-1]
	if anchored {
		return strings.HasSuffix(rest, last)
	}
	return strings.Contains(rest, last)
}

// normalise writes octets in one way so that they can be compared (section
// 2.2.2): escapes in upper case, those of unreserved characters decoded, octets
// outside ASCII escaped.
func normalise(s string) string {
	const hex = "0123456789ABCDEF"
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		escaped := false
		if c == '%' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				c, escaped = byte(n), true
				i += 2
			}
		}
		switch {
		case escaped && !unreserved(c), c >= 0x80, c <= ' ':
			out.WriteByte('%')
			out.WriteByte(hex[c>>4])
			out.WriteByte(hex[c&15])
		default:
			out.WriteByte(c)
		}
	}
	return out.String()
}

// unreserved reports the characters that mean the same escaped and not (RFC
// 3986, section 2.3).
func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
