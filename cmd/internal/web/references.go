package web

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"

	"duibiao/cmd/internal/desk"
	"duibiao/corpus"
	"duibiao/corpus/parse"
	"duibiao/corpus/store"
)

// referred finds what a text refers to: a title in its marks with perhaps an
// article, an article of the text itself, a number of a document.
var referred = regexp.MustCompile(`《([^《》\n]{2,80})》(第[一二三四五六七八九十百千零〇0-9]+条(?:之[一二三四五六七八九十]+)?)?` +
	`|本(?:法|条例|办法|规定|细则|意见|通知|决定|规则|规程|标准|目录)(第[一二三四五六七八九十百千零〇0-9]+条(?:之[一二三四五六七八九十]+)?)` +
	`|(\p{Han}{1,14}〔[0-9]{4}〕[0-9]{1,5}号)`)

// mostReferences bounds how many different references of a page are looked up.
const mostReferences = 150

// references turns references into links to what is in the corpus.
type references struct {
	ctx  context.Context
	r    *desk.Reader
	page *desk.Page
	// known are the ids of documents by what names them, "" for those that are not
	// in the corpus.
	known map[string]string
	list  []link
}

// link cuts lines where they refer to something that is here.
func (x *references) link(lines []line) error {
	for i := range lines {
		text := lines[i].Pieces[0].Text
		found := referred.FindAllStringSubmatchIndex(text, -1)
		if found == nil {
			continue
		}
		var pieces []span
		at := 0
		for _, m := range found {
			address, err := x.target(text, m)
			for m[8] >= 0 && address == "" && err == nil { // 依照津财采〔2020〕3号: the words before it are none of it
				_, size := utf8.DecodeRuneInString(text[m[8]:])
				if m[8] += size; strings.HasPrefix(text[m[8]:], "〔") {
					break
				}
				m[0] = m[8]
				address, err = x.target(text, m)
			}
			if err != nil {
				return err
			}
			if address == "" {
				continue
			}
			if m[0] > at {
				pieces = append(pieces, span{Text: text[at:m[0]]})
			}
			pieces = append(pieces, span{Text: text[m[0]:m[1]], URL: address})
			at = m[1]
		}
		if at < len(text) {
			pieces = append(pieces, span{Text: text[at:]})
		}
		lines[i].Pieces = pieces
	}
	return nil
}

// target is the address of what a match refers to, "" where that is not here.
func (x *references) target(text string, m []int) (string, error) {
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return text[m[2*i]:m[2*i+1]]
	}
	title, article, own, docNumber := group(1), group(2), group(3), group(4)
	if own != "" {
		if i, ok := parse.FindClause(x.page.Clauses, own); ok {
			return clauseURL(x.page.ID, x.page.Clauses[i].ID), nil
		}
		return "", nil
	}
	name := title
	if name == "" {
		name = docNumber
	}
	id, err := x.find(name)
	if err != nil || id == "" || id == x.page.ID {
		return "", err
	}
	if article == "" {
		return clauseURL(id, ""), nil
	}
	clauses, err := x.r.Store.Clauses(x.ctx, id)
	if err != nil {
		return "", err
	}
	if i, ok := parse.FindClause(clauses, article); ok {
		return clauseURL(id, clauses[i].ID), nil
	}
	return clauseURL(id, ""), nil
}

// find is the id of the one document of a title or number, "" for none. Of several
// editions it is the newest.
func (x *references) find(name string) (string, error) {
	if id, ok := x.known[name]; ok || len(x.known) >= mostReferences {
		return id, nil
	}
	d, err := x.r.Named(x.ctx, name)
	switch {
	case errors.Is(err, store.ErrNotFound) || errors.As(err, new(*store.AmbiguousError)):
		x.known[name] = ""
		return "", nil
	case err != nil:
		return "", err
	}
	x.known[name] = d.ID
	if d.ID != x.page.ID {
		x.list = append(x.list, link{URL: clauseURL(d.ID, ""), Text: d.Title})
	}
	return d.ID, nil
}

// citing is a clause that names a document.
type citing struct{ Title, Path, URL string }

// citedBy finds the clauses of other documents that name this one in title marks.
func citedBy(ctx context.Context, r *desk.Reader, d corpus.Document) ([]citing, error) {
	short := strings.TrimPrefix(strings.Trim(d.Title, "《》"), "中华人民共和国")
	if len([]rune(short)) < 3 || strings.ContainsAny(short, "\"“”") {
		return nil, nil
	}
	found, err := r.Search(ctx, `"`+short+`》"`, desk.Bounds{Limit: 60})
	if err != nil {
		return nil, err
	}
	var out []citing
	for _, h := range found.Hits {
		names := strings.Contains(h.Text, "《"+short+"》") || strings.Contains(h.Text, "《中华人民共和国"+short+"》")
		if h.DocumentID == d.ID || !names || len(out) == 30 {
			continue
		}
		out = append(out, citing{h.Title, h.Path, clauseURL(h.DocumentID, h.ClauseID)})
	}
	return out, nil
}
