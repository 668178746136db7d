package library

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"net/textproto"
	"net/url"
	"strings"
	"unicode/utf8"

	"duibiao/corpus"
	"duibiao/corpus/extract"
	"duibiao/crawl"
	"duibiao/crawl/page"
)

// What a site serves in several responses is kept as one file: a MIME
// multipart/related message (RFC 2387) as web archives are (RFC 2557), with the
// bytes of each response as its parts and their addresses as Content-Location.
// The same responses make the same file.
const (
	containerHead = "MIME-Version: 1.0\r\nX-Duibiao: parts\r\n"
	roleHeader    = "X-Duibiao-Part"
	rowPart       = "row"
)

// row is what the list of a site said of a document that says less itself.
type row struct {
	// Title is set where it is better than the page's own.
	Title  string            `json:"title,omitempty"`
	Date   string            `json:"date,omitempty"`
	Fields map[string]string `json:"fields,omitempty"`
}

// rawOf makes the raw bytes of an article: those of its page alone where that is
// all, else a container. The list's title goes in where the page has none to
// speak of.
func rawOf(ctx context.Context, r *extract.Reader, a crawl.Article) ([]byte, error) {
	said := row{Date: a.Date, Fields: a.Fields}
	raw, err := withRow(a, said)
	if err != nil || a.Title == "" {
		return raw, err
	}
	if _, parsed, err := ReadWith(ctx, r, "", raw, ""); err == nil && betterTitle(a.Title, parsed.Meta.Title) {
		said.Title = a.Title
		return withRow(a, said)
	}
	return raw, nil
}

// minTitle is how many characters make a title rather than the name of a column.
const minTitle = 8

// betterTitle reports whether the list's title says more than the page's: that
// is none, the name of a column (公告正文), or the same with the site's name.
func betterTitle(listed, own string) bool {
	n := utf8.RuneCountInString(listed)
	if n < minTitle || strings.HasSuffix(listed, "…") || strings.HasSuffix(listed, "...") || own == listed {
		return false
	}
	rest, longer := strings.CutPrefix(own, listed)
	return utf8.RuneCountInString(own) < minTitle || longer && strings.ContainsAny(rest[:1], "-_|") || longer && strings.HasPrefix(rest, "—")
}

func withRow(a crawl.Article, said row) ([]byte, error) {
	if len(a.Parts) == 1 && len(said.Fields) == 0 && said.Title == "" {
		return a.Parts[0].Body, nil
	}
	parts := a.Parts
	if len(said.Fields) > 0 || said.Title != "" {
		// encoding/json sorts the keys of a map.
		body, err := json.Marshal(said)
		if err != nil {
			return nil, fmt.Errorf("row of %s: %w", a.URL, err)
		}
		parts = append([]crawl.Part{{Role: rowPart, ContentType: "application/json", Body: body}}, parts...)
	}
	return joinParts(parts)
}

func joinParts(parts []crawl.Part) ([]byte, error) {
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	if err := w.SetBoundary(boundary(parts)); err != nil {
		return nil, fmt.Errorf("join parts: %w", err)
	}
	fmt.Fprintf(&out, "%sContent-Type: multipart/related; boundary=%q\r\n\r\n", containerHead, w.Boundary())
	for _, p := range parts {
		h := textproto.MIMEHeader{}
		h.Set(roleHeader, p.Role)
		if p.URL != "" {
			h.Set("Content-Location", p.URL)
		}
		if p.ContentType != "" {
			h.Set("Content-Type", p.ContentType)
		}
		body, err := w.CreatePart(h)
		if err == nil {
			_, err = body.Write(p.Body)
		}
		if err != nil {
			return nil, fmt.Errorf("join parts: %w", err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("join parts: %w", err)
	}
	return out.Bytes(), nil
}

// boundary is made from the parts, so that it is in none of them and the same
// parts have the same.
func boundary(parts []crawl.Part) string {
	var all []byte
	for _, p := range parts {
		all = append(all, digest(p.Body)...)
	}
	return "duibiao-" + digest(all)[:40]
}

// errContainer says that a container is not as joinParts writes it.
var errContainer = errors.New("damaged container of parts")

// open extracts the content of a file, or of the parts of a container.
func open(ctx context.Context, r *extract.Reader, name string, data []byte) (corpus.Content, error) {
	if !bytes.HasPrefix(data, []byte(containerHead)) {
		return openOne(ctx, r, name, data)
	}
	m, err := mail.ReadMessage(bufio.NewReader(bytes.NewReader(data)))
	if err != nil {
		return corpus.Content{}, fmt.Errorf("%w: %w", errContainer, err)
	}
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		return corpus.Content{}, fmt.Errorf("%w: %w", errContainer, err)
	}
	j := joining{name: name}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return j.content()
		}
		if err != nil {
			return corpus.Content{}, fmt.Errorf("%w: %w", errContainer, err)
		}
		body, err := io.ReadAll(part)
		if err != nil {
			return corpus.Content{}, fmt.Errorf("%w: %w", errContainer, err)
		}
		if err := j.add(ctx, r, part.Header.Get(roleHeader), body); err != nil {
			return corpus.Content{}, err
		}
	}
}

// openOne extracts the content of one file. A page or an API's answer may carry
// the body of its article as a string; then that is the text, and the page
// around it gives the fields. The title of a page is read with what is known of
// government pages.
func openOne(ctx context.Context, r *extract.Reader, name string, data []byte) (corpus.Content, error) {
	c, err := r.File(ctx, name, data)
	first := bytes.TrimSpace(data[:min(len(data), 512)])
	if err != nil || len(first) == 0 || c.MediaType != extract.HTML.MediaType() && first[0] != '{' && first[0] != '[' {
		return c, err //nolint:wrapcheck // callers branch on it and name the file
	}
	// The address changes nothing of what is asked here, so that a file means the
	// same wherever it came from.
	nowhere := &url.URL{Scheme: "http", Host: "localhost", Path: "/"}
	body, ok := page.EmbeddedBody(nowhere, data)
	if !ok {
		if p := page.Read(nowhere, nil, data); p.Kind == page.Article {
			c.Fields = setField(c.Fields, "ArticleTitle", p.Title)
		}
		return c, nil
	}
	inner, err := extract.File("body.html", []byte(`<html><head><meta name="ArticleTitle" content="`+html.EscapeString(body.Title)+
		`"></head><body>`+body.HTML+`</body></html>`))
	if err != nil {
		return c, nil //nolint:nilerr // the page itself is better than nothing
	}
	inner.Charset, inner.Warnings = c.Charset, append(c.Warnings, inner.Warnings...)
	for k, v := range c.Fields {
		inner.Fields = setField(inner.Fields, k, v)
	}
	if body.Date != "" && inner.Fields["PubDate"] == "" {
		inner.Fields = setField(inner.Fields, "PubDate", body.Date)
	}
	return inner, nil
}

// joining puts the contents of parts together.
type joining struct {
	name   string
	pages  []corpus.Content
	frames []corpus.Content
	row    row
}

func (j *joining) add(ctx context.Context, r *extract.Reader, role string, body []byte) error {
	if role == rowPart {
		if err := json.Unmarshal(body, &j.row); err != nil {
			return fmt.Errorf("%w: %w", errContainer, err)
		}
		return nil
	}
	c, err := openOne(ctx, r, j.name, body)
	if err != nil {
		return err
	}
	if role == crawl.PartFrame {
		j.frames = append(j.frames, c)
	} else {
		j.pages = append(j.pages, c)
	}
	return nil
}

// content is that of the first page, with the blocks of the others after its
// own. Where frames hold the body, the page around them is no part of the text.
func (j *joining) content() (corpus.Content, error) {
	if len(j.pages) == 0 {
		return corpus.Content{}, fmt.Errorf("%w: no page", errContainer)
	}
	out := j.pages[0]
	title := heading(out)
	rest := j.pages[1:]
	if len(j.frames) > 0 {
		out.Blocks, rest = nil, append(j.frames, rest...)
		if title != nil {
			out.Blocks = []corpus.Block{*title}
		}
	}
	for _, c := range rest {
		out.Blocks = append(out.Blocks, withoutTitle(c.Blocks, title)...)
		out.Links = append(out.Links, c.Links...)
		out.Warnings = append(out.Warnings, c.Warnings...)
		for k, v := range c.Fields {
			out.Fields = setField(out.Fields, k, v)
		}
	}
	for k, v := range j.row.Fields {
		out.Fields = setField(out.Fields, k, v)
	}
	if j.row.Title != "" {
		out.Fields = setField(out.Fields, "", "")
		out.Fields["ArticleTitle"] = j.row.Title
		out.Blocks = titled(out.Blocks, j.row.Title)
	}
	out.Fields = setField(out.Fields, "PubDate", j.row.Date)
	return out, nil
}

// setField sets a field that is not there.
func setField(fields map[string]string, name, value string) map[string]string {
	if fields == nil {
		fields = map[string]string{}
	}
	if fields[name] == "" && value != "" {
		fields[name] = value
	}
	return fields
}

// titled puts a title before the blocks, in place of the same one with a site's
// name behind it, or of the name of a column.
func titled(blocks []corpus.Block, title string) []corpus.Block {
	if len(blocks) > 0 && blocks[0].Kind == corpus.BlockHeading &&
		(strings.HasPrefix(blocks[0].Text, title) || utf8.RuneCountInString(blocks[0].Text) < minTitle) {
		blocks = blocks[1:]
	}
	return append([]corpus.Block{{Kind: corpus.BlockHeading, Level: 1, Text: title}}, blocks...)
}

// heading is the title with which a page begins.
func heading(c corpus.Content) *corpus.Block {
	if len(c.Blocks) > 0 && c.Blocks[0].Kind == corpus.BlockHeading {
		return &c.Blocks[0]
	}
	return nil
}

// withoutTitle drops the title that every page of an article repeats.
func withoutTitle(blocks []corpus.Block, title *corpus.Block) []corpus.Block {
	if title != nil && len(blocks) > 0 && blocks[0].Text == title.Text {
		return blocks[1:]
	}
	return blocks
}
