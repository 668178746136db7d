package page

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	pageCall = regexp.MustCompile(`(?i)\bcreatePage\w*\s*\(([^()]{3,300})\)`)
	pagerNew = regexp.MustCompile(`(?is)\bPager\s*\(\s*\{([^{}]{5,600})\}`)
	objField = regexp.MustCompile(`(?i)["']?(\w+)["']?\s*:\s*(?:["']([^"']*)["']|(\d+))`)
	argument = regexp.MustCompile(`["']([^"']*)["']|(-?\d+)|([\w.$]+)`)
)

// scriptPages reads the calls with which content systems write their pager:
// createPageHTML(total, current, "index", "html") of TRS, with the pager's id
// before and the number of records behind in newer releases, and
// Pager({size, current, prefix, suffix}) of 中国政府采购网. ok is false when the
// page has no such call; one page gives ok and nothing.
func (d *document) scriptPages() (addrs []string, ok bool) {
	for _, m := range pageCall.FindAllStringSubmatch(d.scripts, 20) {
		if c, good := parseCall(m[1]); good && !isArticleName(c.name) {
			return d.expand(c), true
		}
	}
	for _, m := range pagerNew.FindAllStringSubmatch(d.scripts, 20) {
		if c, good := parsePager(m[1]); good {
			return d.expand(c), true
		}
	}
	return nil, false
}

// call is what a pager was told. Pages count from base; page base has the bare
// name.
type call struct {
	total, current, base int
	name, ext            string
}

func parseCall(args string) (call, bool) {
	ms := argument.FindAllStringSubmatch(args, 8)
	c := call{}
	if len(ms) > 0 && ms[0][2] == "" && ms[0][1] != "" {
		ms, c.base = ms[1:], 1
	}
	if len(ms) < 4 || ms[0][2] == "" || ms[1][2] == "" || ms[2][1] == "" {
		return c, false
	}
	c.total, _ = strconv.Atoi(ms[0][2])
	c.current, _ = strconv.Atoi(ms[1][2])
	c.name, c.ext = ms[2][1], strings.TrimPrefix(ms[3][1], ".")
	if c.current < c.base {
		c.base = 0
	}
	return c, c.ext != "" && c.total >= 0
}

func parsePager(body string) (call, bool) {
	c := call{name: "index", ext: "htm"}
	seen := false
	for _, m := range objField.FindAllStringSubmatch(body, 30) {
		n, _ := strconv.Atoi(m[2] + m[3])
		switch strings.ToLower(m[1]) {
		case "size", "total", "pagecount", "totalpage":
			c.total, seen = n, true
		case "current", "curr":
			c.current = n
		case "prefix":
			c.name = m[2]
		case "suffix":
			c.ext = strings.TrimPrefix(m[2], ".")
		}
	}
	return c, seen
}

// isArticleName reports the names that content systems give articles: their
// pages are parts of one body.
func isArticleName(name string) bool { return articleName.MatchString("/" + name + ".html") }

// expand writes the addresses of the pages after the current one. Where links
// in the page show another first number than the call implies, they are right.
func (d *document) expand(c call) []string {
	name := strings.TrimSuffix(c.name, "_")
	var out []string
	last := c.total - 1 + c.base
	if c.base == 1 && d.hasLink(name+"_1."+c.ext) && !d.hasLink(name+"_"+strconv.Itoa(last)+"."+c.ext) {
		c.base, c.current, last = 0, c.current-1, last-1
	}
	for i := c.current + 1; i <= last && len(out) < maxNext; i++ {
		out = append(out, d.resolve(name+"_"+strconv.Itoa(i)+"."+c.ext))
	}
	return out
}

// hasLink reports whether the page links to a file of that name.
func (d *document) hasLink(name string) bool {
	return d.doc.Find(`a[href="`+name+`"],a[href="./`+name+`"],a[href$="/`+name+`"]`).Length() > 0
}
