package export

import (
	"context"
	"errors"

	"duibiao/corpus"
)

// documents writes the documents that the reference dataset knows of, then those
// of the store with their clauses, as they are read.
func (p *pack) documents(ctx context.Context) error {
	all, err := documents().begin(p.w)
	if err != nil {
		return err
	}
	parts, err := clauses(p.in.Text).begin(p.w)
	if err != nil {
		return err
	}
	if err := p.referenceDocuments(all); err != nil {
		return err
	}
	if p.in.Library != nil {
		if err := p.storedDocuments(ctx, all, parts); err != nil {
			return err
		}
	}
	return errors.Join(all.to.Close(), parts.to.Close())
}

func (p *pack) referenceDocuments(to rows[documentRow]) error {
	coded := map[string]corpus.CodedDocument{}
	for _, c := range p.set.Coded {
		if c.DocumentID == "" {
			coded[c.ID] = c
		}
	}
	add := func(d corpus.DocumentRecord, isCoded bool) error {
		p.note(d.Region, d.Provenance)
		p.sum.Documents++
		status := corpus.StatusAsOf(d.Status, d.Effective, d.Expires, p.in.Day)
		return to.add(documentRow{DocumentRecord: d, status: status, asOf: p.in.Day, coded: isCoded})
	}
	for _, d := range p.set.Documents {
		if d.DocumentID != "" {
			continue
		}
		_, isCoded := coded[d.ID]
		if err := add(d, isCoded); err != nil {
			return err
		}
		delete(coded, d.ID)
	}
	for _, c := range p.set.Coded {
		if _, ok := coded[c.ID]; !ok {
			continue
		}
		if err := add(corpus.DocumentRecord{ID: c.ID, Region: c.Region, Title: c.Title, Provenance: c.Provenance}, true); err != nil {
			return err
		}
	}
	return nil
}

func (p *pack) storedDocuments(ctx context.Context, to rows[documentRow], parts rows[clauseRow]) error {
	known, coded := map[string]corpus.DocumentRecord{}, map[string]bool{}
	for _, d := range p.in.Data.Set.Documents {
		known[d.DocumentID] = d
	}
	for _, c := range p.in.Data.Set.Coded {
		coded[c.DocumentID] = true
	}
	seq, err := p.in.Library.Store.EachDocument(ctx, 0, func(d corpus.Document, text string, list []corpus.Clause) error {
		if !p.wants(d) {
			return nil
		}
		r, ok := known[d.ID]
		if !ok {
			r = corpus.DocumentRecord{Provenance: corpus.Provenance{Certainty: corpus.SeenInDocument}}
		}
		r.ID, r.Region, r.Title, r.DocNumber, r.Issuers, r.Kind = d.ID, d.Region, d.Title, d.DocNumber, d.Issuers, d.Kind
		r.Issued, r.Effective, r.Expires, r.Status = d.Issued, d.Effective, d.Expires, d.Stated
		p.note(r.Region, r.Provenance)
		p.stored = append(p.stored, d)
		p.sum.Documents, p.sum.Clauses = p.sum.Documents+1, p.sum.Clauses+len(list)
		status := corpus.StatusAsOf(d.Stated, d.Effective, d.Expires, p.in.Day)
		if err := to.add(documentRow{DocumentRecord: r, stored: d, status: status, asOf: p.in.Day, coded: coded[d.ID]}); err != nil {
			return err
		}
		return p.clauses(parts, d, text, list)
	})
	if err == nil && seq != p.in.Seq {
		err = ErrChanged
	}
	return err
}

func (p *pack) clauses(to rows[clauseRow], d corpus.Document, text string, list []corpus.Clause) error {
	for i, c := range list {
		row := clauseRow{Clause: c, document: d.ID, ord: i + 1}
		if p.in.Text {
			row.text = c.Text(text)
		}
		if err := to.add(row); err != nil {
			return err
		}
	}
	return nil
}

// wants reports whether a document of the store is written: it belongs to the
// chosen places and was issued by the day that the user names, or a record or
// comparison refers to it.
func (p *pack) wants(d corpus.Document) bool {
	if p.needed[d.ID] {
		return true
	}
	return p.places.Has(d.Region) && (p.in.Options.AsOf.IsZero() || !p.in.Options.AsOf.Before(firstDate(d)))
}

// firstDate is the day a document is filed under.
func firstDate(d corpus.Document) corpus.Date {
	for _, at := range []corpus.Date{d.Issued, d.Published, d.Effective} {
		if !at.IsZero() {
			return at
		}
	}
	return corpus.Date{}
}

// items writes the items of the documents that were written, one catalogue at a
// time, and those that sources name.
func (p *pack) items(ctx context.Context) error {
	to, err := items().begin(p.w)
	if err != nil {
		return err
	}
	for _, d := range p.stored {
		if d.Items == 0 {
			continue
		}
		list, err := p.in.Library.Store.Items(ctx, d.ID)
		if err != nil {
			return err
		}
		p.sum.Items += len(list)
		for _, it := range list {
			p.named[it.Region] = true
			from := corpus.Provenance{Certainty: corpus.SeenInDocument}
			if err := to.add(itemRow{CatalogueItem: it, subject: d.Title, from: from}); err != nil {
				return err
			}
		}
	}
	if p.in.Library != nil {
		if seq, err := p.in.Library.Store.Seq(ctx); err != nil || seq != p.in.Seq {
			return errors.Join(err, ErrChanged)
		}
	}
	p.sum.Items += len(p.set.Items)
	for _, x := range p.set.Items {
		it := corpus.CatalogueItem{Region: x.Region, Year: x.Year, Code: x.Code, Name: x.Name, Level: x.Level, Parent: x.Parent}
		if err := to.add(itemRow{CatalogueItem: it, subject: x.Subject, confidence: x.Confidence, from: x.Provenance}); err != nil {
			return err
		}
	}
	return to.to.Close()
}
