package web

import (
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/msg"
	"duibiao/corpus/store"
)

const (
	changesPerPage = 40
	feedEntries    = 30
	// feedClauses and feedText bound what an entry of the feed says of a change.
	feedClauses = 20
	feedText    = 600
)

// changesView is what came and changed, the latest first.
type changesView struct {
	NoStore bool
	List    []store.Version
	Page    int
	Pages   pager
}

func (changesView) pageTitle(p *msg.Printer) string { return p.T("web.nav.changes") }

func (q *request) changes() error {
	v := changesView{Page: number(q.URL.Query(), "page")}
	list, err := q.desk.Changes(q.Context(), (min(v.Page, 1<<20)-1)*changesPerPage, changesPerPage+1)
	switch {
	case isNoStore(err):
		v.NoStore = true
	case err != nil:
		return err
	}
	v.List = list[:min(len(list), changesPerPage)]
	if v.Page > 1 {
		v.Pages.Previous = fmt.Sprint("/changes?page=", v.Page-1)
	}
	if len(list) > changesPerPage {
		v.Pages.Next = fmt.Sprint("/changes?page=", v.Page+1)
	}
	return q.html(200, "changes", v)
}

// feed is Atom (RFC 4287). Its ids are made from the store and the document, so
// that a reader knows an entry again wherever the server stands.
type feed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []feedLink  `xml:"link"`
	Entries []feedEntry `xml:"entry"`
}

type feedLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type feedEntry struct {
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Link    feedLink    `xml:"link"`
	Content feedContent `xml:"content"`
}

type feedContent struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// began is when stores like these were first made: the date of the tag: addresses,
// which must not change (RFC 4151).
const began = "duibiao.invalid,2025"

func (q *request) atom() error {
	f := feed{
		Lang: map[msg.Lang]string{msg.Chinese: "zh-CN", msg.English: "en"}[q.p.Lang()], Title: q.p.T("web.feed"), Author: q.p.T("web.name"),
		ID: "tag:" + began + ":none", Updated: time.Unix(0, 0).UTC().Format(time.RFC3339),
		Links: []feedLink{{"self", "http://" + q.Host + "/changes.atom"}, {"alternate", "http://" + q.Host + "/changes"}},
	}
	r, err := q.desk.Reader(q.Context())
	if err != nil && !isNoStore(err) {
		return err
	}
	if err == nil {
		defer r.Close()
		if err := q.entries(r, &f); err != nil {
			return err
		}
	}
	data, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		return fmt.Errorf("feed: %w", err)
	}
	return q.bytes(200, "application/atom+xml; charset=utf-8", append([]byte(xml.Header), append(data, '\n')...))
}

func (q *request) entries(r *desk.Reader, f *feed) error {
	st, err := r.Store.State(q.Context())
	if err != nil {
		return err
	}
	f.ID = "tag:" + began + ":" + st.UUID
	list, err := r.Store.Recent(q.Context(), 0, feedEntries)
	if err != nil {
		return err
	}
	for i, v := range list {
		if at := v.Seen.UTC().Format(time.RFC3339); i == 0 {
			f.Updated = at
		}
		e := feedEntry{
			ID: fmt.Sprintf("%s:%s:%d", f.ID, v.DocumentID, v.Number), Title: v.Title, Updated: v.Seen.UTC().Format(time.RFC3339),
			Link: feedLink{"alternate", "http://" + q.Host + "/doc/" + v.DocumentID}, Content: feedContent{Type: "text", Text: q.p.T("web.feed.new")},
		}
		if v.Number > 1 {
			e.Title = v.Title + " · " + q.p.T("web.version", v.Number)
			if e.Content.Text, err = q.changeText(r, v); err != nil {
				return err
			}
		}
		f.Entries = append(f.Entries, e)
	}
	return nil
}

// changeText says what changed with a version, clause by clause: [-what went-]
// {+what came+}.
func (q *request) changeText(r *desk.Reader, v store.Version) (string, error) {
	d, err := r.Between(q.Context(), v.DocumentID, v.Number-1, v.Number)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	changes := changesOf(d)
	for _, c := range changes[:min(len(changes), feedClauses)] {
		b.WriteString(q.p.T("change."+string(c.Change.Change)) + " ")
		for _, u := range append(c.Old[:min(len(c.Old), 1)], c.New...) {
			b.WriteString(u.Label + " ")
		}
		b.WriteString(clip(marked(c.Text), feedText) + "\n")
	}
	if more := len(changes) - feedClauses; more > 0 {
		b.WriteString(q.p.T("web.feed.more", more))
	}
	if len(changes) == 0 {
		b.WriteString(q.p.T("diff.none"))
	}
	return b.String(), nil
}

func marked(pieces []diffPiece) string {
	var b strings.Builder
	for _, p := range pieces {
		switch p.Kind {
		case "ins":
			b.WriteString("{+" + p.Text + "+}")
		case "del":
			b.WriteString("[-" + p.Text + "-]")
		default:
			b.WriteString(p.Text)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
