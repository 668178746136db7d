package robots

import (
	"net/url"
	"strings"
	"testing"
	"time"
)

// TestAllowed has the examples of RFC 9309 and what files in the wild hold.
func TestAllowed(t *testing.T) {
	const example = "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n" +
		"User-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\n" +
		"User-Agent: barbot\nUser-Agent: bazbot\nDisallow: /example/page.html\n\nUser-Agent: quxbot\n"
	for _, c := range []struct {
		file, token, path string
		want              bool
	}{
		{example, "duibiao", "/a/b.gif", false},
		{example, "duibiao", "/a/b.gif?x", true},
		{example, "duibiao", "/example/", false},
		{example, "duibiao", "/publications/", true},
		{example, "foobot", "/example/page.html", true},
		{example, "foobot", "/example/other.html", false},
		{example, "FooBot", "/example/allowed.gif", true},
		{example, "barbot", "/example/page.html", false},
		{example, "bazbot", "/example/page.html", false},
		{example, "bazbot", "/example/", true},
		{example, "quxbot", "/example/page.html", true},
		// section 2.2.2: the longest match decides, Allow wins a tie
		{"user-agent: *\nallow: /example/page/\ndisallow: /example/page/disallowed.gif", "x", "/example/page/disallowed.gif", false},
		{"user-agent: *\ndisallow: /a\nallow: /a", "x", "/a", true},
		{"user-agent: *\nallow: /a\ndisallow: /a", "x", "/a", true},
		{"user-agent: *\ndisallow: /\n", "x", "/robots.txt", true},
		// section 2.2.2: escapes
		{"user-agent: *\ndisallow: /foo/bar/U+E38384", "x", "/foo/bar/%E3%83%84", true},
		{"user-agent: *\ndisallow: /foo/bar/ツ", "x", "/foo/bar/%E3%83%84", false},
		{"user-agent: *\ndisallow: /foo/bar/%e3%83%84", "x", "/foo/bar/%E3%83%84", false},
		{"user-agent: *\ndisallow: /foo/bar/%62%61%7A", "x", "/foo/bar/baz", false},
		{"user-agent: *\ndisallow: /path/file-with-a-%2A.html", "x", "/path/file-with-a-*.html", false},
		{"user-agent: *\ndisallow: /path/foo-%24", "x", "/path/foo-$", false},
		// section 2.2.3: * and $
		{"user-agent: *\ndisallow: /*.php$", "x", "/a/b.php", false},
		{"user-agent: *\ndisallow: /*.php$", "x", "/a/b.php5", true},
		{"user-agent: *\ndisallow: /a*c*e", "x", "/abcde", false},
		{"user-agent: *\ndisallow: /a*c*e$", "x", "/abcdef", true},
		{"user-agent: *\ndisallow: /a$", "x", "/ab", true},
		{"user-agent: *\ndisallow: /*?", "x", "/a?b=1", false},
		{"user-agent: *\ndisallow: /*?", "x", "/a", true},
		// groups of one name are merged; other records do not get in the way
		{"user-agent: a\ndisallow: /1\nuser-agent: b\ndisallow: /2\nuser-agent: a\ndisallow: /3", "a", "/3", false},
		{"user-agent: a\nsitemap: http://x/\nuser-agent: b\ndisallow: /", "a", "/x", false},
		{"user-agent: a\ncrawl-delay: 3\nuser-agent: *\ndisallow: /", "a", "/x", true},
		{"user-agent: a/2.0 (comment)\ndisallow: /", "a", "/x", false},
		{"user-agent: abc\ndisallow: /", "a", "/x", true},
		{"disallow: /", "a", "/x", true},
		{"user-agent: *\ndisallow:", "a", "/x", true},
		{"\uFEFFuser-agent : * # all\r\ndisallow : /x # here\r\n", "a", "/x", false},
		{"<html><body>404</body></html>", "a", "/x", true},
		{"user-agent: *\n" + strings.Repeat("#", MaxBytes) + "\ndisallow: /", "a", "/x", true},
	} {
		u, err := url.Parse("http://e.cn" + c.path)
		if err != nil {
			t.Fatal(err)
		}
		if got := Parse([]byte(c.file), c.token).Allowed(u); got != c.want {
			t.Errorf("%.60q %s %s: %v", c.file, c.token, c.path, got)
		}
	}
}

func TestDelay(t *testing.T) {
	rules := Parse([]byte("user-agent: *\ncrawl-delay: 2.5\ncrawl-delay: x\ncrawl-delay: -1\n"), "duibiao")
	if rules.Delay != 2500*time.Millisecond {
		t.Error(rules.Delay)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("user-agent: *\ndisallow: /*a*$\nallow: /%"), "/a?b")
	f.Fuzz(func(t *testing.T, file []byte, path string) {
		u := &url.URL{Scheme: "http", Host: "e.cn", Path: path}
		rules := Parse(file, "duibiao")
		allowed := rules.Allowed(u)
		// A rule for just this path, longer than all others, decides.
		more := append(append([]byte("user-agent: duibiao\nallow: "+u.EscapedPath()+"*$\n"), file...), '\n')
		if len(rules.rules) == 0 && !allowed {
			t.Error("refused without a rule")
		}
		_ = Parse(more, "duibiao").Allowed(u)
	})
}
