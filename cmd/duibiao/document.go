package main

import (
	"context"
	"fmt"
	"strings"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/record"
	"duibiao/corpus"
)

// read opens the data directory for reading.
func (a *app) read(ctx context.Context) (*desk.Reader, error) {
	return desk.Open(ctx, a.dataDir, a.now)
}

// statusText is a status in the user's language.
func (a *app) statusText(s corpus.Status) string { return a.p.T("status." + string(s)) }

// heading is a document's metadata as lines for a reader.
func (a *app) heading(r record.Document) string {
	var b strings.Builder
	line := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s%s\n", a.p.T(key), value)
		}
	}
	value := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	line("doc.number", value(r.DocNumber))
	line("doc.issuers", strings.Join(r.Issuers, "、"))
	line("doc.region", strings.TrimSpace(value(r.RegionName)+" "+value(r.Region)))
	line("doc.issued", r.Issued.String())
	line("doc.published", r.Published.String())
	line("doc.amended", r.Amended.String())
	effective := r.Effective.String()
	if r.EffectiveText != nil && effective == "" {
		effective = *r.EffectiveText
	}
	line("doc.effective", effective)
	line("doc.expires", r.Expires.String())
	line("doc.status", a.p.T("doc.status_as_of", a.statusText(r.Status), r.AsOf.String()))
	line("doc.source", r.SourceURL)
	line("doc.id", r.ID)
	return b.String()
}
