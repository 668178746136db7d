package store

import (
	"cmp"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"duibiao/corpus"
)

// Derived is what other documents of the store prove of a document.
type Derived struct {
	// Status is amended (a later edition of the same title is here) or repealed
	// (another document says so), "" when nothing is proved.
	Status corpus.Status `json:"status"`
	// By is the id of the document that proves it.
	By string `json:"by"`
	// From is the first day it holds, zero when the proof names none.
	From corpus.Date `json:"from"`
}

// mergeStated is the status of a document on a day by its source's word and by
// what other documents prove: a repeal is final; an amendment outranks "in
// force" and silence, not a source that knows worse.
func mergeStated(stated corpus.Status, d Derived, day corpus.Date) corpus.Status {
	switch {
	case d.Status == "" || d.From.Complete() && day.Before(d.From):
		return stated
	case d.Status == corpus.StatusRepealed:
		return d.Status
	case stated == "" || stated == corpus.StatusUnknown || stated == corpus.StatusInForce || stated == corpus.StatusNotYet:
		return d.Status
	}
	return stated
}

// edition is a document of one title, with what its status depends on.
type edition struct {
	document                              int64
	id, title, docNumber, region          string
	issued, published, amended, effective corpus.Date
	was                                   Derived
}

// firstDate is when the rule was first issued.
func (e edition) firstDate() corpus.Date {
	return cmp.Or(e.issued, e.published, e.amended)
}

// issuedBy is a day by which the rule was issued: many texts state only when
// they take effect.
func (e edition) issuedBy() corpus.Date { return cmp.Or(e.firstDate(), e.effective) }

// editionDate is when this wording was made.
func (e edition) editionDate() corpus.Date {
	return cmp.Or(e.amended, e.issued, e.published)
}

// from is when this wording takes effect: the stated day, unless that is the
// day of an older wording.
func (e edition) from() corpus.Date {
	if e.effective.Before(e.editionDate()) {
		return e.editionDate()
	}
	return e.effective
}

// repealer is a document that names a title as repealed.
type repealer struct {
	edition
	named corpus.Repeal
}

// repealsFrom is when its repeals take effect: with the rule itself, also where
// only a later wording of it is known.
func (r repealer) repealsFrom() corpus.Date { return cmp.Or(r.effective, r.firstDate()) }

// derive computes the statuses of all documents of one title. It depends on its
// arguments as sets: their order does not matter.
func derive(editions []edition, repealers []repealer) map[int64]Derived {
	editions, repealers = slices.Clone(editions), slices.Clone(repealers)
	slices.SortFunc(editions, byDate)
	slices.SortFunc(repealers, func(a, b repealer) int { return byDate(a.edition, b.edition) })
	out := map[int64]Derived{}
	for _, e := range editions {
		if r := slices.IndexFunc(repealers, func(r repealer) bool { return repealsEdition(r, e) }); r >= 0 {
			out[e.document] = Derived{corpus.StatusRepealed, repealers[r].id, repealers[r].repealsFrom()}
			continue
		}
		if n := slices.IndexFunc(editions, func(later edition) bool { return supersedes(later, e) }); n >= 0 {
			out[e.document] = Derived{corpus.StatusAmended, editions[n].id, editions[n].from()}
		}
	}
	return out
}

func byDate(a, b edition) int {
	return cmp.Or(a.editionDate().Compare(b.editionDate()), strings.Compare(a.id, b.id))
}

// supersedes reports whether later is a newer wording of what e is. Acts that
// amend another one carry the same title each time and do not follow each other.
func supersedes(later, e edition) bool {
	return later.document != e.document && samePlace(later.region, e.region) && !isAmendingAct(e.title) &&
		surelyBefore(e.editionDate(), later.editionDate())
}

// isAmendingAct knows acts that share a title without replacing each other:
// 宪法修正案 of 1988, 1993 …, 关于修改…的决定, annual 批复 and 公告.
func isAmendingAct(key string) bool {
	for _, suffix := range []string{"修正案", "决定", "决议", "批复", "公告", "答复"} {
		if strings.HasSuffix(key, suffix) {
			return true
		}
	}
	return false
}

// repealsEdition reports whether r proves that e is repealed: not itself, not
// anything issued after it, and agreeing with the 文号 or date it gives.
func repealsEdition(r repealer, e edition) bool {
	if r.document == e.document || !mayRepeal(r.region, e.region) || !r.names(e) {
		return false
	}
	if r.title == e.title {
		return surelyBefore(e.firstDate(), r.firstDate())
	}
	first, by := e.issuedBy(), r.issuedBy()
	if by.IsZero() || first.IsZero() {
		// Without dates only what it gives beside the title can tell editions apart.
		return r.named.DocNumber != "" && r.named.DocNumber == e.docNumber || !r.named.Issued.IsZero()
	}
	return !surelyBefore(by, first)
}

// names reports whether the 文号 and date given beside the title, if any, are e's.
func (r repealer) names(e edition) bool {
	if r.named.DocNumber != "" && e.docNumber != "" && r.named.DocNumber != e.docNumber {
		return false
	}
	return r.named.Issued.IsZero() || agrees(r.named.Issued, e.issued, e.published, e.amended)
}

// samePlace holds when nothing says that two documents are of different places.
func samePlace(a, b string) bool { return a == b || a == "" || b == "" }

// mayRepeal holds when the repealing document's place has a say over the other's.
func mayRepeal(by, of string) bool {
	return samePlace(by, of) || by == corpus.NationalCode || corpus.Within(of, by)
}

// surelyBefore reports whether a is before b in the parts both know.
func surelyBefore(a, b corpus.Date) bool {
	if a.IsZero() || b.IsZero() {
		return false
	}
	a, b = common(a, b)
	return a.Before(b)
}

// agrees reports whether the date is one of the others in the parts both know.
func agrees(d corpus.Date, others ...corpus.Date) bool {
	return slices.ContainsFunc(others, func(o corpus.Date) bool {
		if o.IsZero() {
			return false
		}
		a, b := common(d, o)
		return a == b
	})
}

// common cuts two dates to the parts both know.
func common(a, b corpus.Date) (corpus.Date, corpus.Date) {
	if a.Month == 0 || b.Month == 0 {
		a.Month, b.Month, a.Day, b.Day = 0, 0, 0, 0
	}
	if a.Day == 0 || b.Day == 0 {
		a.Day, b.Day = 0, 0
	}
	return a, b
}

// settle brings the derived statuses of all touched titles up to date.
func (t *txn) settle() error {
	keys := make([]string, 0, len(t.touched))
	for key := range t.touched {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		if err := t.settleTitle(key); err != nil {
			return err
		}
	}
	return nil
}

func (t *txn) settleTitle(key string) error {
	editions, err := t.editions(key)
	if err != nil || len(editions) == 0 {
		return err
	}
	repealers, err := t.repealers(key)
	if err != nil {
		return err
	}
	now := derive(editions, repealers)
	for _, e := range editions {
		d := now[e.document]
		if d == e.was {
			continue
		}
		err := t.exec(`UPDATE documents SET derived_status = ?, status_by = ?, status_from = ? WHERE document = ?`,
			string(d.Status), d.By, d.From.String(), e.document)
		if err != nil {
			return err
		}
		if err := t.changed(e.document); err != nil {
			return err
		}
	}
	return nil
}

const editionColumns = `d.document, d.id, d.title_key, c.doc_number, c.region, c.issued, c.published, c.amended, c.effective,
	d.derived_status, d.status_by, d.status_from`

func (e *edition) fields() []any {
	return []any{
		&e.document, &e.id, &e.title, &e.docNumber, &e.region,
		isoDate{&e.issued},
		isoDate{&e.published},
		isoDate{&e.amended},
		isoDate{&e.effective},
		&e.was.Status, &e.was.By,
		isoDate{&e.was.From},
	}
}

func (t *txn) editions(key string) ([]edition, error) {
	var list []edition
	err := t.each(`SELECT `+editionColumns+` FROM documents d JOIN contents c USING (content)
		WHERE d.title_key = ? ORDER BY d.document`, []any{key}, func(rows *sql.Rows) error {
		var e edition
		err := rows.Scan(e.fields()...)
		list = append(list, e)
		return err
	})
	return list, err
}

func (t *txn) repealers(key string) ([]repealer, error) {
	var list []repealer
	err := t.each(`SELECT `+editionColumns+`, r.doc_number, r.issued
		FROM repeals r JOIN documents d USING (document) JOIN contents c USING (content)
		WHERE r.title_key = ? ORDER BY d.document, r.ord`, []any{key}, func(rows *sql.Rows) error {
		var r repealer
		err := rows.Scan(append(r.fields(), &r.named.DocNumber, isoDate{&r.named.Issued})...)
		list = append(list, r)
		return err
	})
	return list, err
}

// each runs a query and calls do for every row.
func (t *txn) each(query string, args []any, do func(*sql.Rows) error) error {
	st, err := t.stmt(query)
	if err != nil {
		return err
	}
	rows, err := st.Query(args...)
	if err != nil {
		return err
	}
	return eachRow(rows, func() error { return do(rows) })
}

// isoDate scans a stored date.
type isoDate struct{ d *corpus.Date }

// Scan implements sql.Scanner.
func (s isoDate) Scan(v any) error {
	text, ok := v.(string)
	if !ok {
		return errors.New("date is not text")
	}
	d, err := corpus.ParseDate(text)
	*s.d = d
	return err
}
