package replica

import (
	"embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
	"text/template"

	"go.yaml.in/yaml/v3"
	"golang.org/x/tools/txtar"
)

//go:embed testdata/*.txtar
var files embed.FS

// Attachment is a file of a document.
type Attachment struct{ Name, URL string }

// Document is one document of a replica: what a crawl must find.
type Document struct {
	// Index counts the documents of a replica from 1.
	Index int
	// URL is absolute; Path is it without scheme and host.
	URL, Path string
	Title     string
	Number    string
	Issuer    string
	// Date is ISO; Fields written for Y, M, D are for templates.
	Date        string
	Y, M, D     string
	List        string
	Attachments []Attachment
}

// Millis is noon of the document's date in China, in milliseconds.
func (d Document) Millis() int64 { return millis(d.Date) }

// Replica is one invented site.
type Replica struct {
	Name string
	// Start are the addresses a crawl begins at; Site is the id of the
	// definition to crawl it by instead, "" for none.
	Start []string
	Site  string
	Note  string
	// Disposition says how its files are named: "", rfc5987, gbk, percent.
	Disposition string
	Documents   []Document
	pages       []*entry
}

// entry is one page, or all pages of one list.
type entry struct {
	host, method string
	first        []string // request URIs of the first page
	further      *regexp.Regexp
	body         *regexp.Regexp
	size         int
	status       int
	charset      string
	header       [][2]string
	needs        string // a header field without which the answer is 403
	list         string
	rows         []Document
	doc          *Document // of an article
	tmpl         *template.Template
}

// Names lists the replicas that are part of the package.
func Names() []string {
	list, err := fs.Glob(files, "testdata/*.txtar")
	if err != nil {
		return nil
	}
	for i, name := range list {
		list[i] = strings.TrimSuffix(path.Base(name), ".txtar")
	}
	return list
}

// Load reads replicas by name, all without one.
func Load(names ...string) ([]*Replica, error) {
	if len(names) == 0 {
		names = Names()
	}
	out := make([]*Replica, 0, len(names))
	for _, name := range names {
		text, err := files.ReadFile("testdata/" + name + ".txtar")
		if err != nil {
			return nil, fmt.Errorf("replica: %w", err)
		}
		r, err := Parse(name, text)
		if err != nil {
			return nil, fmt.Errorf("replica %s: %w", name, err)
		}
		out = append(out, r)
	}
	return out, nil
}

// Parse reads a replica from the text of a txtar file.
func Parse(name string, text []byte) (*Replica, error) {
	r := &Replica{Name: name}
	articles := map[string]*txtar.File{}
	archive := txtar.Parse(text)
	for i, f := range archive.Files {
		var err error
		switch {
		case f.Name == "replica.yaml":
			err = r.readHead(f.Data)
		case f.Name == "documents.tsv":
			err = r.readDocuments(f.Data)
		case f.Name == "article" || strings.HasPrefix(f.Name, "article "):
			articles[strings.TrimSpace(strings.TrimPrefix(f.Name, "article"))] = &archive.Files[i]
		default:
			err = r.readPage(f, nil)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	return r, r.readArticles(articles)
}

func (r *Replica) readHead(data []byte) error {
	var head struct {
		Start       []string `yaml:"start"`
		Site        string   `yaml:"site"`
		Note        string   `yaml:"note"`
		Disposition string   `yaml:"disposition"`
	}
	if err := yaml.Unmarshal(data, &head); err != nil {
		return err
	}
	r.Start, r.Site, r.Note, r.Disposition = head.Start, head.Site, head.Note, head.Disposition
	if len(r.Start) == 0 && r.Site == "" {
		return errors.New("neither start nor site")
	}
	return nil
}

// readDocuments reads the table of documents; its first row names the columns.
func (r *Replica) readDocuments(data []byte) error {
	c := csv.NewReader(strings.NewReader(string(data)))
	c.Comma, c.LazyQuotes, c.FieldsPerRecord = '\t', true, -1
	rows, err := c.ReadAll()
	if err != nil {
		return fmt.Errorf("table: %w", err)
	}
	if len(rows) == 0 {
		return errors.New("an empty table")
	}
	for i, row := range rows[1:] {
		values := map[string]string{}
		for j, name := range rows[0] {
			if j < len(row) {
				values[name] = strings.TrimSpace(row[j])
			}
		}
		d, err := newDocument(values)
		if err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
		d.Index = i + 1
		r.Documents = append(r.Documents, d)
	}
	return nil
}

func newDocument(row map[string]string) (Document, error) {
	u, err := url.Parse(row["url"])
	if err != nil || u.Host == "" {
		return Document{}, fmt.Errorf("url %q", row["url"])
	}
	d := Document{URL: u.String(), Path: u.RequestURI(), Title: row["title"], Number: row["number"], Issuer: row["issuer"], Date: row["date"], List: row["list"]}
	if parts := strings.Split(d.Date, "-"); len(parts) == 3 {
		d.Y, d.M, d.D = parts[0], parts[1], parts[2]
	}
	for _, a := range strings.Split(row["attachments"], ";") {
		name, addr, ok := strings.Cut(strings.TrimSpace(a), "|")
		if !ok {
			continue
		}
		ref, err := u.Parse(addr)
		if err != nil {
			return Document{}, fmt.Errorf("attachment: %w", err)
		}
		d.Attachments = append(d.Attachments, Attachment{Name: name, URL: ref.String()})
	}
	return d, nil
}

// readPage reads the section of a page; doc is that of an article.
func (r *Replica) readPage(f txtar.File, doc *Document) error {
	e := &entry{method: "GET", status: 200, size: 1 << 20, doc: doc}
	address, further, body, text := f.Name, "", "", string(f.Data)
	if doc != nil {
		address, e.list = doc.URL, doc.List
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return fmt.Errorf("address %q", address)
	}
	e.host, e.first = strings.ToLower(u.Host), []string{u.RequestURI()}
	if further, body, err = e.directives(&text); err != nil {
		return err
	}
	if e.further, err = pattern(further); err != nil {
		return err
	}
	if e.body, err = pattern(body); err != nil {
		return err
	}
	for _, d := range r.Documents {
		if e.list == "*" || d.List == e.list {
			e.rows = append(e.rows, d)
		}
	}
	e.tmpl, err = template.New(f.Name).Funcs(functions()).Parse(text)
	if err != nil {
		return err
	}
	r.pages = append(r.pages, e)
	return nil
}

// directives takes the lines that begin with @ off the text.
func (e *entry) directives(text *string) (further, body string, err error) {
	for strings.HasPrefix(*text, "@") && err == nil {
		line, rest, _ := strings.Cut(*text, "\n")
		*text = rest
		key, value, _ := strings.Cut(strings.TrimPrefix(line, "@"), ":")
		value = strings.TrimSpace(value)
		switch key {
		case "further":
			further = value
		case "body":
			body = value
		default:
			err = e.directive(key, value)
		}
	}
	return further, body, err
}

func (e *entry) directive(key, value string) (err error) {
	switch key {
	case "method":
		e.method = value
	case "list":
		e.list = value
	case "needs":
		e.needs = value
	case "size":
		e.size, err = strconv.Atoi(value)
	case "status":
		e.status, err = strconv.Atoi(value)
	case "charset":
		e.charset = value
	case "also":
		e.first = append(e.first, value)
	case "header":
		name, v, _ := strings.Cut(value, ":")
		e.header = append(e.header, [2]string{strings.TrimSpace(name), strings.TrimSpace(v)})
	default:
		err = fmt.Errorf("unknown directive @%s", key)
	}
	return err
}

// pattern compiles an address with {n}, {k}, {start}, {end} and {any}.
func pattern(s string) (*regexp.Regexp, error) {
	if s == "" {
		return nil, nil
	}
	s = regexp.QuoteMeta(s)
	for name, re := range map[string]string{"n": `(?P<n>\d+)`, "k": `(?P<k>\d+)`, "start": `(?P<start>\d+)`, "end": `\d+`, "any": `.*`} {
		s = strings.ReplaceAll(s, `\{`+name+`\}`, re)
	}
	return regexp.Compile("^(?s:" + s + ")$")
}

// readArticles makes a page of every document that has none of its own.
func (r *Replica) readArticles(articles map[string]*txtar.File) error {
	for i := range r.Documents {
		d := &r.Documents[i]
		u, err := url.Parse(d.URL)
		if err != nil {
			return err
		}
		if e, _ := r.find(u.Host, "GET", d.Path, ""); e != nil {
			continue
		}
		f := articles[d.List]
		if f == nil {
			f = articles[""]
		}
		if f == nil {
			continue
		}
		if err := r.readPage(*f, d); err != nil {
			return fmt.Errorf("article: %w", err)
		}
	}
	return nil
}
