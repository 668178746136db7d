package web

import (
	"errors"

	"duibiao/cmd/internal/msg"
	"duibiao/corpus/store"
)

// startView is the first page: what is here, and what came last.
type startView struct {
	NoStore bool
	Dir     string
	store.Stats
	Places []store.Place
	Recent []store.Version
}

func (startView) pageTitle(p *msg.Printer) string { return p.T("web.start") }

func (q *request) start() error {
	v := startView{Dir: q.desk.Dir()}
	r, err := q.desk.Reader(q.Context())
	if errors.Is(err, store.ErrNoStore) {
		v.NoStore = true
		return q.html(200, "start", v)
	}
	if err != nil {
		return err
	}
	defer r.Close()
	if v.Stats, err = r.Store.Stats(q.Context()); err != nil {
		return err
	}
	if v.Places, err = r.Store.Jurisdictions(q.Context()); err != nil {
		return err
	}
	if v.Recent, err = r.Store.Recent(q.Context(), 0, 12); err != nil {
		return err
	}
	return q.html(200, "start", v)
}

// helpView is the page of keys and of the query language.
type helpView struct{}

func (helpView) pageTitle(p *msg.Printer) string { return p.T("web.nav.help") }

func (q *request) help() error { return q.html(200, "help", helpView{}) }
