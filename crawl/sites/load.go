package sites

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"duibiao/corpus"
	"duibiao/crawl/page"

	"go.yaml.in/yaml/v3"
)

//go:embed builtin/*.yaml
var builtin embed.FS

// maxFile bounds a definition, in bytes.
const maxFile = 256 << 10

// Builtin gives the embedded definitions in the order of their files' names.
func Builtin() ([]Site, error) {
	dir, err := fs.Sub(builtin, "builtin")
	if err != nil {
		return nil, fmt.Errorf("sites: %w", err)
	}
	return load(dir, "builtin")
}

// LoadDir reads the definitions of a folder. A folder that does not exist holds
// none.
func LoadDir(dir string) ([]Site, error) {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return load(os.DirFS(dir), dir)
}

// Find gives the site that a name means. Later sites, a user's own, come before
// built-in ones.
func Find(list []Site, name string) (Site, bool) {
	for _, s := range slices.Backward(list) {
		if s.Is(name) {
			return s, true
		}
	}
	return Site{}, false
}

func load(fsys fs.FS, dir string) ([]Site, error) {
	names, err := fs.Glob(fsys, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("sites: %w", err)
	}
	short, err := fs.Glob(fsys, "*.yml")
	if err != nil {
		return nil, fmt.Errorf("sites: %w", err)
	}
	names = append(names, short...)
	slices.Sort(names)
	var out []Site
	for _, name := range names {
		text, err := readFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("read site definition: %w", err)
		}
		s, err := Parse(filepath.ToSlash(filepath.Join(dir, name)), text)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

func readFile(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	text, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(text) > maxFile {
		err = fmt.Errorf("%s: larger than %d bytes", name, maxFile)
	}
	return text, err
}

// fileSite and fileList are the layout of a definition.
type fileSite struct {
	Name    string            `yaml:"name"`
	Aliases []string          `yaml:"aliases"`
	Region  string            `yaml:"region"`
	Checked string            `yaml:"checked"`
	Notes   string            `yaml:"notes"`
	Match   []string          `yaml:"match"`
	Header  map[string]string `yaml:"header"`
	Lists   []fileList        `yaml:"lists"`
}

type fileList struct {
	Name        string   `yaml:"name"`
	Method      string   `yaml:"method"`
	URL         string   `yaml:"url"`
	Body        string   `yaml:"body"`
	ContentType string   `yaml:"content_type"`
	Each        []string `yaml:"each"`
	First       *int     `yaml:"first"`
	Size        int      `yaml:"size"`
	Rows        string   `yaml:"rows"`
	Title       string   `yaml:"title"`
	Link        string   `yaml:"link"`
	Date        string   `yaml:"date"`
	Sublists    string   `yaml:"sublists"`
	Detail      string   `yaml:"detail"`
	JSON        *struct {
		Rows   string                       `yaml:"rows"`
		Title  string                       `yaml:"title"`
		URL    string                       `yaml:"url"`
		Date   string                       `yaml:"date"`
		Total  string                       `yaml:"total"`
		Pages  string                       `yaml:"pages"`
		Fields map[string]string            `yaml:"fields"`
		Values map[string]map[string]string `yaml:"values"`
	} `yaml:"json"`
}

// Parse reads one definition strictly. Errors name the file and the line.
func Parse(file string, text []byte) (Site, error) {
	var f fileSite
	dec := yaml.NewDecoder(bytes.NewReader(text))
	dec.KnownFields(true)
	if err := dec.Decode(&f); err != nil {
		return Site{}, yamlError(file, err)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return Site{}, yamlError(file, err)
	}
	base := path.Base(file)
	s := Site{
		ID: strings.TrimSuffix(base, path.Ext(base)), Name: f.Name, Aliases: f.Aliases, Region: f.Region, Checked: f.Checked,
		Notes: strings.TrimSpace(f.Notes), Match: f.Match, Header: f.Header, File: file,
	}
	if s.Checked == "" {
		s.Checked = "never"
	}
	for _, l := range f.Lists {
		s.Lists = append(s.Lists, l.list())
	}
	if where, err := s.check(); err != nil {
		return Site{}, fmt.Errorf("%s:%d: %w", file, lineOf(&doc, where), err)
	}
	return s, nil
}

// list fills in what a definition leaves out.
func (f fileList) list() List {
	l := List{
		Name: f.Name, Method: strings.ToUpper(f.Method), URL: f.URL, Body: f.Body, ContentType: f.ContentType, Each: f.Each,
		First: 1, Size: f.Size, Sublists: f.Sublists,
		Rule: page.Rule{Rows: f.Rows, Title: f.Title, URL: f.Link, Date: f.Date, Detail: f.Detail},
	}
	if f.First != nil {
		l.First = *f.First
	}
	if l.Method == "" {
		l.Method = "GET"
	}
	if l.Method == "POST" && l.ContentType == "" {
		l.ContentType = "application/x-www-form-urlencoded"
		if strings.HasPrefix(strings.TrimSpace(l.Body), "{") {
			l.ContentType = "application/json;charset=UTF-8"
		}
	}
	if j := f.JSON; j != nil {
		l.JSON = true
		l.Rule = page.Rule{Rows: j.Rows, Title: j.Title, URL: j.URL, Date: j.Date, Total: j.Total, Pages: j.Pages, Fields: j.Fields, Values: j.Values, Detail: f.Detail}
	}
	return l
}

var (
	yamlLine    = regexp.MustCompile(`line (\d+): `)
	unknownKey  = regexp.MustCompile(`field (\S+) not found in type \S+`)
	yamlProblem = regexp.MustCompile(`(?s)^yaml: (?:unmarshal errors:\s*)?`)
)

// yamlError says file:line: what.
func yamlError(file string, err error) error {
	text := yamlProblem.ReplaceAllString(err.Error(), "")
	text = unknownKey.ReplaceAllString(text, "unknown key $1")
	first, _, _ := strings.Cut(text, "\n")
	line := "1"
	if m := yamlLine.FindStringSubmatch(first); m != nil {
		line = m[1]
		first = strings.Replace(first, m[0], "", 1)
	}
	return fmt.Errorf("%s:%s: %s", file, line, strings.TrimSpace(first))
}

// check verifies what the layout cannot; where is the path to the bad key.
func (s Site) check() (where []any, err error) {
	if strings.TrimSpace(s.Name) == "" {
		return []any{"name"}, errors.New("a site needs a name")
	}
	if _, ok := corpus.JurisdictionByCode(s.Region); !ok {
		return []any{"region"}, fmt.Errorf("region %q is no GB/T 2260 code", s.Region)
	}
	if len(s.Lists) == 0 {
		return []any{"lists"}, errors.New("a site needs at least one list")
	}
	for i, l := range s.Lists {
		if key, err := l.check(); err != nil {
			return []any{"lists", i, key}, err
		}
	}
	return nil, nil
}

func (l List) check() (key string, err error) {
	probe := l.request(max(l.First, 0), l.values()[0])
	u, err := url.Parse(probe.URL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "url", fmt.Errorf("url %q is no http address", l.URL)
	}
	if key, err := l.checkRequest(); err != nil {
		return key, err
	}
	if _, err := regexp.Compile(l.Sublists); err != nil {
		return "sublists", fmt.Errorf("pattern: %w", err)
	}
	if l.JSON {
		return "", nil
	}
	return l.checkSelectors()
}

// checkRequest verifies how pages are asked for.
func (l List) checkRequest() (key string, err error) {
	template := l.URL + l.Body
	switch {
	case l.Method != "GET" && l.Method != "POST":
		return "method", fmt.Errorf("method %q: want GET or POST", l.Method)
	case l.Method == "GET" && l.Body != "":
		return "body", errors.New("a GET has no body")
	case l.Size < 0 || l.First < 0:
		return "size", errors.New("size and first count from 0")
	case strings.Contains(template, "{size}") && l.Size == 0:
		return "size", errors.New("{size} is used and size not given")
	case strings.Contains(template, "{each}") != (len(l.Each) > 0):
		return "each", errors.New("{each} and each go together")
	}
	return "", nil
}

func (l List) checkSelectors() (key string, err error) {
	for _, s := range [][2]string{{"rows", l.Rule.Rows}, {"title", l.Rule.Title}, {"link", l.Rule.URL}, {"date", l.Rule.Date}} {
		if err := page.CheckSelector(s[1]); err != nil {
			return s[0], err
		}
		if s[1] != "" && l.Rule.Rows == "" {
			return s[0], errors.New("selectors in a row need rows")
		}
	}
	return "", nil
}

// lineOf is the line on which the key at the end of where stands, or the
// nearest thing around it.
func lineOf(n *yaml.Node, where []any) int {
	if n.Kind == yaml.DocumentNode && len(n.Content) > 0 {
		n = n.Content[0]
	}
	line := max(n.Line, 1)
	for _, step := range where {
		next := child(n, step)
		if next == nil {
			break
		}
		n, line = next, next.Line
	}
	return line
}

func child(n *yaml.Node, step any) *yaml.Node {
	switch key := step.(type) {
	case int:
		if n.Kind == yaml.SequenceNode && key < len(n.Content) {
			return n.Content[key]
		}
	case string:
		if n.Kind != yaml.MappingNode {
			return nil
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == key {
				return n.Content[i+1]
			}
		}
	}
	return nil
}
