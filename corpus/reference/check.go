package reference

import (
	"fmt"
	"slices"
	"strings"

	"duibiao/corpus"
)

// checker collects what is wrong with a dataset.
type checker struct {
	errs    []error
	ids     map[string]bool // file + id
	sources map[string]bool
	places  map[string]bool
}

func newChecker() *checker {
	return &checker{ids: map[string]bool{}, sources: map[string]bool{}, places: map[string]bool{}}
}

// vocabulary lists the words a column may hold, whichever file it stands in.
func vocabulary() map[string][]string {
	v := map[string][]string{
		"certainty": {string(corpus.SeenInDocument), string(corpus.SeenInSecondary), string(corpus.CitedOnly)},
		"topic":     {string(corpus.TopicServicePurchase), string(corpus.TopicProcurement)},
		"object":    {"goods", "services", "works", ""},
		"status":    {},
	}
	for _, s := range corpus.Statuses() {
		v["status"] = append(v["status"], string(s))
	}
	return v
}

// kinds lists the words of the column "kind" by file.
func kinds() map[string][]string {
	return map[string][]string{
		"documents.tsv":  {string(corpus.KindRule), string(corpus.KindCatalogue)},
		"thresholds.tsv": {"limit", "open_tender"},
		"statements.tsv": {
			string(corpus.StatementAbsent), string(corpus.StatementGap),
			string(corpus.StatementContent), string(corpus.StatementUnknown),
		},
	}
}

// mayBeEmpty are the columns in which "not known" is an answer.
func mayBeEmpty(file, col string) bool {
	if file == "statements.tsv" && col == "region" {
		return true // said of several places, or of the source itself
	}
	if file == "codings.tsv" && col == "unit" {
		return true // most answers have none
	}
	return !slices.Contains([]string{
		"id", "name", "author", "medium", "region", "subject", "text", "service", "unit",
		"tier_name", "source", "certainty", "confidence", "document", "indicator", "value", "article",
	}, col)
}

// row checks one record by itself.
func (k *checker) row(t table, r *row) {
	id := r.text("id")
	if k.ids[t.name+id] {
		r.fail("id %q twice", id)
	}
	k.ids[t.name+id] = true
	for _, c := range t.columns {
		v := r.text(c)
		if words, ok := vocabulary()[c]; ok && !slices.Contains(words, v) {
			r.fail("%s %q is none of %q", c, v, words)
		}
		if v == "" && !mayBeEmpty(t.name, c) {
			r.fail("%s is empty", c)
		}
	}
	if words, ok := kinds()[t.name]; ok && !slices.Contains(words, r.text("kind")) {
		r.fail("kind %q is none of %q", r.text("kind"), words)
	}
	k.references(t, r)
	if err := r.err(); err != nil {
		k.errs = append(k.errs, err)
	}
}

// references checks that what a record names exists.
func (k *checker) references(t table, r *row) {
	switch t.name {
	case "sources.tsv":
		k.sources[r.text("id")] = true
		return
	case "codings.tsv": // the document is looked up when the row is added
	case "places.tsv":
		k.place(r, "parent")
		k.places[r.text("id")] = true
		if !strings.HasPrefix(r.text("id"), "x-") {
			r.fail("id %q does not begin with x-", r.text("id"))
		}
	default:
		k.place(r, "region")
	}
	for _, s := range r.list("source") {
		if !k.sources[s] {
			r.fail("unknown source %q", s)
		}
	}
}

func (k *checker) place(r *row, col string) {
	v := r.text(col)
	if _, ok := corpus.JurisdictionByCode(v); v != "" && !ok && !k.places[v] {
		r.fail("%s: unknown place %q", col, v)
	}
}

// dataset checks records against each other: sums, revisions, order of dates.
func (k *checker) dataset(d *corpus.Dataset) {
	for _, x := range d.Documents {
		k.document(d, x)
	}
	for _, c := range d.Claims {
		k.claim(d, c)
	}
}

func (k *checker) fail(format string, args ...any) {
	k.errs = append(k.errs, fmt.Errorf(format, args...))
}

func (k *checker) document(d *corpus.Dataset, x corpus.DocumentRecord) {
	if x.Title == "" && x.DocNumber == "" {
		k.fail("documents.tsv: %s has neither title nor number", x.ID)
	}
	k.dates(x)
	if x.Revises != "" {
		k.revision(d, x)
	}
}

func (k *checker) dates(x corpus.DocumentRecord) {
	if x.Issued.IsZero() && (x.IssuedOpen || !x.IssuedTo.IsZero()) {
		k.fail("documents.tsv: %s has an upper bound without a lower one", x.ID)
	}
	if !x.IssuedTo.IsZero() && x.IssuedTo.Before(x.Issued) {
		k.fail("documents.tsv: %s: issued_to before issued", x.ID)
	}
	if !x.Expires.IsZero() && x.Expires.Before(x.Effective) {
		k.fail("documents.tsv: %s: expires before effective", x.ID)
	}
}

// revision checks that a document revises an earlier one of the same place.
func (k *checker) revision(d *corpus.Dataset, x corpus.DocumentRecord) {
	i := slices.IndexFunc(d.Documents, func(y corpus.DocumentRecord) bool { return y.ID == x.Revises })
	if i < 0 || d.Documents[i].Region != x.Region || x.Issued.Before(d.Documents[i].Issued) {
		k.fail("documents.tsv: %s revises %q, which is unknown, elsewhere or later", x.ID, x.Revises)
	}
}

// claim checks that count = count before + added − removed where the dataset
// has all of them.
func (k *checker) claim(d *corpus.Dataset, c corpus.CountClaim) {
	at := fmt.Sprintf("claims.tsv: %s %d %s", c.Place, c.Year, c.TierName)
	if c.Count == nil && c.Added == nil && c.Removed == nil {
		k.fail("%s states no number", at)
	}
	if c.YearTo != 0 && c.YearTo < c.Year {
		k.fail("%s: year_to before year", at)
	}
	before := corpus.ClaimBefore(d.Claims, c)
	if before == nil || before.Count == nil || c.Count == nil || c.Added == nil && c.Removed == nil {
		return
	}
	if want := *before.Count + value(c.Added) - value(c.Removed); *c.Count != want {
		k.fail("%s: %d stated, but %d+%d−%d=%d", at, *c.Count, *before.Count, value(c.Added), value(c.Removed), want)
	}
}

func value(p *int) int {
	if p == nil {
		return 0
	}
	return *p
}
