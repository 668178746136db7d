package charts

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"duibiao/compare"
)

// auditScript asks axe-core for violations, and the browser whether the keyboard
// reaches all that can be used; it writes both into the page.
const auditScript = `
axe.run({resultTypes: ['violations']}).then(function (found) {
  var out = {violations: [], unreachable: [], checked: found.passes.length, links: 0};
  found.violations.forEach(function (v) {
    out.violations.push(v.impact + ' ' + v.id + ' ' + v.nodes.map(function (n) { return n.html.slice(0, 200); }).slice(0, 3).join(' | '));
  });
  document.querySelectorAll('a[href], [tabindex]').forEach(function (e) {
    out.links++;
    e.focus();
    if (document.activeElement !== e) { out.unreachable.push(e.outerHTML.slice(0, 200)); }
  });
  var pre = document.createElement('pre');
  pre.id = 'audit';
  pre.textContent = JSON.stringify(out);
  document.body.appendChild(pre);
});`

// audit is what the checks of a page say.
type audit struct {
	Violations, Unreachable []string
	Checked, Links          int
}

// audited runs the checks on a page in a browser. The page's own policy would
// forbid the checks, so it is taken out.
func audited(t *testing.T, page string) audit {
	t.Helper()
	axe, err := os.ReadFile(filepath.Join("testdata", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	policy := regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`)
	if !policy.MatchString(page) {
		t.Fatal("the page has no policy")
	}
	page = policy.ReplaceAllString(page, "")
	end := strings.LastIndex(page, "</body>") // scripts have it in strings
	page = page[:end] + "<script>" + string(axe) + "</script><script>" + auditScript + "</script>" + page[end:]
	dom, console := open(t, page, "1100,900")
	_, text, ok := strings.Cut(dom, `<pre id="audit">`)
	if !ok {
		t.Fatalf("the checks did not end: %q", console)
	}
	text, _, _ = strings.Cut(text, "</pre>")
	var out audit
	text = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(text)
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return out
}

// TestAccessible: no violation of the rules of axe-core, all links and scrolling
// tables are reached by keyboard, and every picture has its words and its table.
func TestAccessible(t *testing.T) {
	in := dataset(t)
	pages := map[string]string{"report": reportHTML(t, benchmark(t, in, compare.Options{}))}
	for _, kind := range Kinds() {
		f := drawn(t, kind, in, compare.Options{})
		var w bytes.Buffer
		if err := PageHTML(&w, f.Title, f); err != nil {
			t.Fatal(err)
		}
		pages[kind] = w.String()
	}
	for name, page := range pages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := audited(t, page)
			if a.Checked < 10 || a.Links == 0 {
				t.Errorf("%d rules checked, %d links: the checks saw no page", a.Checked, a.Links)
			}
			for _, v := range a.Violations {
				t.Error(v)
			}
			for _, v := range a.Unreachable {
				t.Errorf("no keyboard reaches %s", v)
			}
			pictures, words := strings.Count(page, `class="chart"`), regexp.MustCompile(`role="img" aria-label="[^"]{12,}"`).FindAllString(page, -1)
			tables := strings.Count(page, "<table ")
			// The pictures of a section of the report share its table.
			if len(words) != pictures || tables == 0 || name != "report" && tables < pictures {
				t.Errorf("%d pictures, %d of them in words, %d tables", pictures, len(words), tables)
			}
		})
	}
}
