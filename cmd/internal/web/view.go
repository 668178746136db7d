package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"duibiao/cmd/internal/msg"
	"duibiao/corpus"
)

//go:embed templates/*.gohtml
var templates embed.FS

//go:embed assets
var assets embed.FS

func attr(key, value string) slog.Attr { return slog.String(key, value) }

// asset is a file that pages load.
type asset struct {
	data      []byte
	mediaType string
	// version changes with the content, so that browsers may keep the file.
	version string
}

func loadAssets() (map[string]asset, error) {
	files := map[string]asset{}
	err := fs.WalkDir(assets, "assets", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := assets.ReadFile(name)
		sum := sha256.Sum256(data)
		files[path.Base(name)] = asset{data, mime.TypeByExtension(path.Ext(name)), hex.EncodeToString(sum[:6])}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("assets: %w", err)
	}
	return files, nil
}

// asset answers with a file of the program, by name alone.
func (q *request) asset() error {
	f, ok := q.files[q.PathValue("name")]
	if !ok {
		return errNoPage
	}
	h := q.out.Header()
	h.Set("Content-Type", f.mediaType)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Del("Vary")
	q.out.WriteHeader(http.StatusOK)
	if q.Method != http.MethodHead {
		_, _ = q.out.Write(f.data)
	}
	return nil
}

// view is the pages in one language.
type view struct {
	p *msg.Printer
	t *template.Template
}

func newView(p *msg.Printer, files map[string]asset) (*view, error) {
	t, err := template.New("").Funcs(template.FuncMap{
		"t":       p.T,
		"m":       p.M,
		"status":  func(s corpus.Status) string { return p.T("status." + string(s)) },
		"kind":    func(k corpus.Kind) string { return p.T("kind." + string(k)) },
		"region":  placeName,
		"asset":   func(name string) string { return "/assets/" + name + "?v=" + files[name].version },
		"moment":  func(t time.Time) string { return t.UTC().Format("2006-01-02 15:04") },
		"machine": func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
		"web": func(address string) bool {
			return strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://")
		},
		"indent": indent,
		"figure": figure,
		"local":  local,
		"clause": clauseURL,
		"anchor": sourceAnchor,
		"name":   func(prefix, id string) string { return nameOf(p, prefix, id) },
		"minus1": func(n int) int { return n - 1 },
	}).ParseFS(templates, "templates/*.gohtml")
	if err != nil {
		return nil, fmt.Errorf("templates: %w", err)
	}
	return &view{p, t}, nil
}

// figure is a number that may not be determined.
func figure(v *float64, digits int) string {
	if v == nil {
		return "—"
	}
	return strconv.FormatFloat(*v, 'f', digits, 64)
}

// nameOf is what the catalogue calls one of a list that others may add to; what it
// has no name for goes by its id.
func nameOf(p *msg.Printer, prefix, id string) string {
	if p.Has(prefix + id) {
		return p.T(prefix + id)
	}
	return id
}

// local is the path of an imported file as a person writes it.
func local(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "file" {
		return address
	}
	if u.Fragment != "" {
		return u.Path + u.Fragment
	}
	return u.Path
}

// placeName is the short name of a code, the code itself where there is none.
func placeName(code string) string {
	if j, ok := corpus.JurisdictionByCode(code); ok {
		return j.Short
	}
	return code
}

// link is a link with a text.
type link struct {
	URL, Text string
	Here      bool
	Count     int
}

// titled is data that names its page.
type titled interface{ pageTitle(*msg.Printer) string }

// frame is what a template gets: the data of a page, and what stands around it.
func (q *request) frame(data any) map[string]any {
	lang := q.p.Lang()
	other := msg.English
	if lang == msg.English {
		other = msg.Chinese
	}
	values := q.URL.Query()
	values.Set("lang", string(other))
	var nav []link
	for _, n := range [][2]string{
		{"/search", "web.nav.search"},
		{"/compare", "web.nav.compare"},
		{"/chart", "web.nav.charts"},
		{"/report", "web.nav.report"},
		{"/coding", "web.nav.coding"},
		{"/sources", "web.nav.sources"},
		{"/changes", "web.nav.changes"},
	} {
		if q.has(n[0]) {
			nav = append(nav, link{URL: n[0], Text: q.p.T(n[1]), Here: q.URL.Path == n[0] || strings.HasPrefix(q.URL.Path, n[0]+"/")})
		}
	}
	title := q.p.T("web.name")
	if t, ok := data.(titled); ok {
		title = t.pageTitle(q.p) + " · " + title
	}
	return map[string]any{
		"Lang": lang, "Other": other, "OtherURL": q.URL.Path + "?" + values.Encode(), "Nav": nav, "Title": title, "Data": data, "Query": q.URL.Query().Get("q"),
	}
}

// has says whether there is a page at a path.
func (s *Server) has(path string) bool {
	for _, r := range s.routes() {
		if strings.HasSuffix(r.pattern, " "+path) {
			return true
		}
	}
	return false
}

// with is an address with some of its values changed; an empty value is taken away.
func with(path string, values url.Values, pairs ...string) string {
	v := url.Values{}
	for key, list := range values {
		v[key] = list
	}
	v.Del("lang")
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			v.Del(pairs[i])
			continue
		}
		v.Set(pairs[i], pairs[i+1])
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}
