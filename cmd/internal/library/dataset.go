package library

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"duibiao/compare"
	"duibiao/compare/agreement"
	"duibiao/compare/scope"
	"duibiao/corpus"
	"duibiao/corpus/store"
)

// Dataset makes records of the stored documents that rule on procurement or list
// what is bought, and puts them beside those of another dataset. A stored
// document stands for the record of the same document there: same number, or
// same title and place. Documents whose place is not known are left out and
// counted: nothing can be compared without a place.
func (l *Library) Dataset(ctx context.Context, beside corpus.Dataset, day corpus.Date) (Collected, error) {
	b := datasetBuilder{set: beside, store: l.Store, day: day}
	unplaced, err := b.collect(ctx, l)
	if err == nil {
		err = b.changes()
	}
	if err != nil {
		return Collected{}, fmt.Errorf("dataset: %w", err)
	}
	return Collected{Set: b.set, Lists: b.lists, Unplaced: unplaced, TwiceCoded: b.twice}, nil
}

// Collected is what comparisons are made from.
type Collected struct {
	Set corpus.Dataset
	// Lists are the catalogues of stored documents, whole.
	Lists []scope.List
	// Unplaced counts the documents that were left out.
	Unplaced int
	// TwiceCoded is what the rules and a person say of each cell that a person coded.
	TwiceCoded []agreement.Unit
}

// collect adds the records of every document and counts those without a place.
func (b *datasetBuilder) collect(ctx context.Context, l *Library) (unplaced int, err error) {
	b.set.Sources = slices.Clone(b.set.Sources)
	if b.set.Indicators, err = Indicators(); err != nil {
		return 0, err
	}
	coded, err := l.Store.Coded(ctx)
	if err != nil {
		return 0, err
	}
	for d, err := range l.Store.Documents(ctx, store.Filter{AsOf: b.day}) {
		if err != nil {
			return 0, err
		}
		topic, ok := topicOf(d)
		answers := slices.Contains(coded, d.ID)
		switch {
		case !ok && !answers:
			continue
		case d.Region == "":
			unplaced++
			continue
		}
		b.replace(d)
		source := sourceOf(d)
		b.set.Sources = append(b.set.Sources, source)
		from := corpus.Provenance{Source: source.ID, Certainty: corpus.SeenInDocument, DocumentID: d.ID}
		if ok {
			if err := b.document(ctx, d, topic, from); err != nil {
				return 0, err
			}
		}
		if err := b.codings(ctx, l, d, from); err != nil {
			return 0, err
		}
	}
	return unplaced, nil
}

// The titles that say what a document is about.
var (
	serviceTitle     = regexp.MustCompile(`购买(公共)?服务|向社会(力量|组织)购买|服务购买`)
	procurementTitle = regexp.MustCompile(`政府采购|招标投标|招投标|集中采购|采购目录|采购品目|品目分类|采购限额|公共资源交易|框架协议采购`)
)

// topicOf is the line of rules a document belongs to; ok is false for others.
func topicOf(d corpus.Document) (corpus.Topic, bool) {
	switch {
	case serviceTitle.MatchString(d.Title):
		return corpus.TopicServicePurchase, true
	case procurementTitle.MatchString(d.Title):
		return corpus.TopicProcurement, true
	}
	return "", false
}

// negativeTitle is that of a list of what may not be bought: its items are no
// catalogue.
var negativeTitle = regexp.MustCompile(`负面清单|禁止(购买|采购)?(清单|目录)|不得(购买|采购)`)

// startTitle are titles that can begin a place's rules; laterTitle those of what
// comes after: budget rules, revisions, catalogues.
var (
	startTitle = regexp.MustCompile(`意见|办法|条例|规定`)
	laterTitle = regexp.MustCompile(`修订|修正|修改|预算|绩效|补充|废止|目录|细则|考核|信息公开|通报|试点方案`)
)

type datasetBuilder struct {
	set   corpus.Dataset
	lists []scope.List
	store *store.Store
	day   corpus.Date
	twice []agreement.Unit
}

// document adds the records of one document.
func (b *datasetBuilder) document(ctx context.Context, d corpus.Document, topic corpus.Topic, from corpus.Provenance) error {
	b.set.Documents = append(b.set.Documents, corpus.DocumentRecord{
		ID: d.ID, Region: d.Region, Title: d.Title, DocNumber: d.DocNumber, Issuers: d.Issuers, Kind: d.Kind, Topic: topic,
		Start:  topic == corpus.TopicServicePurchase && d.Kind == corpus.KindRule && startTitle.MatchString(d.Title) && !laterTitle.MatchString(d.Title),
		Issued: firstKnown(d.Issued, d.Published, d.Effective), Effective: d.Effective, Expires: d.Expires, Status: d.Stated, Provenance: from,
	})
	b.see(d.Issued, d.Published, d.Effective)
	items, err := b.store.Items(ctx, d.ID)
	if err != nil {
		return err
	}
	figures, err := b.store.Figures(ctx, d.ID)
	if err != nil {
		return err
	}
	if negativeTitle.MatchString(d.Title) {
		items, figures.Counts = nil, nil
	}
	b.items(d, topic, from, items, figures.Counts)
	b.counts(d, topic, from, figures.Counts)
	b.amounts(d, from, figures.Amounts)
	return nil
}

// see moves the date to which the data reach.
func (b *datasetBuilder) see(dates ...corpus.Date) {
	for _, at := range dates {
		if b.set.DataDate.Before(at) && !b.day.Before(at) {
			b.set.DataDate = at
		}
	}
}

func firstKnown(dates ...corpus.Date) corpus.Date {
	for _, d := range dates {
		if !d.IsZero() {
			return d
		}
	}
	return corpus.Date{}
}

// replace drops the other dataset's record of the same document.
func (b *datasetBuilder) replace(d corpus.Document) {
	title := strings.Join(strings.Fields(d.Title), "")
	b.uncode(d.Region, title)
	b.set.Documents = slices.DeleteFunc(slices.Clone(b.set.Documents), func(r corpus.DocumentRecord) bool {
		if r.DocumentID != "" {
			return false
		}
		return d.DocNumber != "" && r.DocNumber == d.DocNumber ||
			r.Region == d.Region && r.Title != "" && strings.Join(strings.Fields(r.Title), "") == title
	})
}

// uncode drops the other dataset's codings of a document of that place and title:
// the stored text is at hand, and answers itself.
func (b *datasetBuilder) uncode(region, title string) {
	same := func(r, t string, p corpus.Provenance) bool {
		return p.DocumentID == "" && r == region && strings.Join(strings.Fields(t), "") == title
	}
	b.set.Coded = slices.DeleteFunc(slices.Clone(b.set.Coded), func(d corpus.CodedDocument) bool { return same(d.Region, d.Title, d.Provenance) })
	b.set.Codings = slices.DeleteFunc(slices.Clone(b.set.Codings), func(c corpus.CodingRecord) bool { return same(c.Region, c.Title, c.Provenance) })
}

// sourceOf cites a stored document as a source. The day on which a crawl last found
// it at its address is the day of access.
func sourceOf(d corpus.Document) corpus.Reference {
	r := corpus.Reference{
		ID: "doc:" + d.ID, Author: strings.Join(d.Issuers, ", "), Title: d.Title, DocNumber: d.DocNumber, Medium: "A",
		Date: firstKnown(d.Issued, d.Published, d.Effective),
	}
	if strings.HasPrefix(d.SourceURL, "http") {
		r.Medium, r.Locator = "A/OL", d.SourceURL
		if y, m, day := d.LastSeen.UTC().Date(); !d.LastSeen.IsZero() {
			r.Accessed = corpus.Date{Year: y, Month: int(m), Day: day}
		}
	}
	return r
}

// items adds the items of a catalogue, and how many there are of each tier.
// A catalogue that states another number than was read is not taken for whole.
func (b *datasetBuilder) items(d corpus.Document, topic corpus.Topic, from corpus.Provenance, items []corpus.CatalogueItem, stated []corpus.StatedCount) {
	var counts []int
	names := map[int]string{}
	for _, it := range items {
		for len(counts) < it.Level {
			counts = append(counts, 0)
		}
		if it.Level > 0 {
			counts[it.Level-1]++
		}
		if names[it.Level] == "" {
			names[it.Level] = it.TierName
		}
	}
	if len(items) > 0 {
		b.see(corpus.Date{Year: items[0].Year})
		whole := !slices.ContainsFunc(compare.Reconcile(items, stated), func(r compare.Reconciliation) bool { return !r.Agrees })
		b.lists = append(b.lists, scope.List{
			Region: d.Region, Year: items[0].Year, Topic: topic, Document: d.Title, DocumentID: d.ID, Complete: whole, Provenance: from, Items: items,
		})
	}
	for i, n := range counts {
		name := names[i+1]
		if name == "" {
			name = fmt.Sprintf("第%d层", i+1)
		}
		b.set.Claims = append(b.set.Claims, corpus.CountClaim{
			Region: d.Region, Subject: d.Title, Year: items[0].Year, Tier: i + 1, TierName: name, Count: &n, Basis: corpus.BasisCounted, Topic: topic, Provenance: from,
		})
	}
}

// changes tells, for every catalogue of which an older one of the same place and
// topic is stored, how many items of each tier came and went since.
func (b *datasetBuilder) changes() error {
	x, err := scope.Load()
	if err != nil {
		return fmt.Errorf("crosswalk: %w", err)
	}
	for i := range b.lists {
		newer := b.lists[i]
		older, ok := b.listBefore(newer)
		if !ok {
			continue
		}
		c, err := x.Changes(older.Items, newer.Items)
		if err != nil {
			return fmt.Errorf("compare %s with %s: %w", newer.Document, older.Document, err)
		}
		for k := range b.set.Claims {
			cl := &b.set.Claims[k]
			if cl.DocumentID != newer.DocumentID || cl.Basis != corpus.BasisCounted {
				continue
			}
			cl.Added, cl.Removed = countTier(newer.Items, c.Added, cl.Tier), countTier(older.Items, c.Removed, cl.Tier)
			cl.Note = fmt.Sprintf("与%d年《%s》逐项比较", older.Year, older.Document)
		}
	}
	return nil
}

// listBefore is the newest list of the same place and topic for a year before.
func (b *datasetBuilder) listBefore(l scope.List) (scope.List, bool) {
	var best scope.List
	for _, o := range b.lists {
		if o.Region == l.Region && o.Topic == l.Topic && o.Year > 0 && o.Year < l.Year && o.Year > best.Year {
			best = o
		}
	}
	return best, best.Year > 0
}

func countTier(items []corpus.CatalogueItem, which []int, tier int) *int {
	n := 0
	for _, i := range which {
		if items[i].Level == tier {
			n++
		}
	}
	return &n
}

// counts adds the counts that the text states. What a change replaced, what is
// about so many and what no tier is known of cannot stand in a table of counts.
func (b *datasetBuilder) counts(d corpus.Document, topic corpus.Topic, from corpus.Provenance, counts []corpus.StatedCount) {
	for _, c := range counts {
		if c.Former || c.Approx || c.CountTo > 0 || c.Tier == 0 {
			continue
		}
		n := c.Count
		r := corpus.CountClaim{
			Region: d.Region, Subject: d.Title, Year: c.Year, YearTo: c.YearTo, Tier: c.Tier, TierName: c.TierName, Topic: topic, Provenance: from,
		}
		if r.Year == 0 {
			r.Year = yearOf(d)
		}
		b.see(corpus.Date{Year: max(r.Year, r.YearTo)})
		if _, class, ok := strings.Cut(c.Subject, "·"); ok {
			r.Subject += "·" + class
		}
		r.Clause, r.Quote = c.Clause, c.Quote
		switch c.Change {
		case corpus.ChangeAdded:
			r.Added = &n
		case corpus.ChangeRemoved:
			r.Removed = &n
		default:
			r.Count = &n
		}
		b.set.Claims = append(b.set.Claims, r)
	}
}

func yearOf(d corpus.Document) int {
	return firstKnown(d.Effective, d.Issued, d.Published).Year
}

// amounts adds thresholds and standards of support.
func (b *datasetBuilder) amounts(d corpus.Document, from corpus.Provenance, amounts []corpus.StatedAmount) {
	for _, m := range amounts {
		from.Clause, from.Quote = m.Clause, m.Quote
		year := m.Year
		if year == 0 && m.YearTo == 0 {
			year = yearOf(d)
		}
		switch m.Kind {
		case corpus.AmountLimit, corpus.AmountOpenTender:
			if m.Fen%100 != 0 || m.FenTo > 0 || m.Approx {
				continue
			}
			b.set.Thresholds = append(b.set.Thresholds, corpus.Threshold{
				Region: d.Region, Scope: m.Scope, Year: year, YearTo: m.YearTo, Kind: string(m.Kind), Object: m.Object, Amount: m.Fen / 100, Provenance: from,
			})
		case corpus.AmountSupport, corpus.AmountSpending:
			if m.FenTo > 0 || m.Approx {
				continue
			}
			b.set.Support = append(b.set.Support, corpus.SupportStandard{
				Region: d.Region, Service: m.Service, Group: m.Group, Grade: m.Grade, Year: year, YearTo: m.YearTo, Amount: m.Fen, Unit: m.Unit, Provenance: from,
			})
		}
	}
}

// codings adds a document that was read with the codebook, and what it answers:
// the person's word before the rules'.
func (b *datasetBuilder) codings(ctx context.Context, l *Library, d corpus.Document, from corpus.Provenance) error {
	b.set.Coded = append(b.set.Coded, corpus.CodedDocument{Region: d.Region, ID: d.ID, Title: d.Title, Provenance: from})
	cells, err := l.Cells(ctx, d.ID)
	if err != nil {
		return err
	}
	for _, q := range b.set.Indicators {
		if cell := cells[q.ID]; cell.Human != nil {
			b.twice = append(b.twice, cell.Unit())
		}
		c, ok := cells[q.ID].Coding()
		if !ok {
			continue
		}
		r := corpus.CodingRecord{Region: d.Region, Title: d.Title, Coding: c, Provenance: from}
		if len(c.Evidence) > 0 {
			r.Label, r.Clause, r.Quote = c.Evidence[0].Label, c.Evidence[0].Clause, c.Evidence[0].Quote
		}
		b.set.Codings = append(b.set.Codings, r)
	}
	return nil
}
