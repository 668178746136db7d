package compare

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"duibiao/compare/scope"
	"duibiao/corpus"
)

// ScopeChoice says what a comparison of fields reads beside the dataset.
type ScopeChoice struct {
	// Scheme is the scheme of fields, scope.Scheme2014 when empty. Tier is 1 for its
	// classes, 2 for the fields in them, which 0 means too.
	Scheme string
	Tier   int
	// Lists are the catalogues of stored documents. Those of the dataset are in
	// anyhow, as lists of which only a part is known.
	Lists []scope.List
	// Overrides are decisions of people on the fields of items.
	Overrides []scope.Override
}

// Scope compares which fields of service purchase the catalogues of places cover,
// from the records of the dataset alone.
func Scope(in corpus.Dataset, o Options) (Report, error) { return ScopeOf(in, o, ScopeChoice{}) }

// ScopeOf compares which fields the catalogues of places cover: a row for each
// place and field. Row.Kind is the scope.State; a row that is not covered, or
// unknown, is a gap. Fields of which nothing is known anywhere have no rows.
func ScopeOf(in corpus.Dataset, o Options, sc ScopeChoice) (Report, error) {
	s, err := newScoped(in, o, sc)
	if err != nil {
		return Report{}, err
	}
	r := Report{
		Kind: "scope", Title: "购买服务的领域", Unit: "项",
		Columns: []Column{
			{"place", "地区", "", TypeText},
			{"class", "大类", "", TypeText},
			{"domain", "领域", "", TypeText},
			{"state", "有无", "", TypeText},
			{"items", "条目数", "项", TypeNumber},
			{"names", "条目", "", TypeText},
			{"barred", "不得购买的条目数", "项", TypeNumber},
			{"year", "目录年份", "", TypePeriod},
			{"basis", "归类依据", "", TypeText},
			{"certainty", "把握程度", "", TypeText},
		},
		Notes: s.notes(),
	}
	silent := 0
	known := s.knownDomains()
	for _, d := range s.cov.Domains {
		if !known[d.ID] {
			silent++
		}
	}
	for i := range s.cov.Cells {
		if cell := &s.cov.Cells[i]; known[cell.Domain.ID] {
			r.Rows = append(r.Rows, s.row(cell))
		}
	}
	if silent > 0 {
		r.Notes = append(r.Notes, fmt.Sprintf("另有%d个领域，所选各地的有无都未知，未列。", silent))
	}
	return s.finish(r), nil
}

// listed are the chosen catalogues: those of the dataset and of stored documents,
// in the order of places and years.
type listed struct {
	chosen
	lists []scope.List
}

func chooseLists(in corpus.Dataset, o Options, sc ScopeChoice) (listed, error) {
	c, err := choose(in, o)
	if err != nil {
		return listed{}, err
	}
	l := listed{chosen: c}
	for _, x := range slices.Concat(ScopeLists(in), sc.Lists) {
		if c.has(x.Region) && (o.AsOf.IsZero() || !o.AsOf.Before(corpus.Date{Year: x.Year})) {
			l.lists = append(l.lists, x)
		}
	}
	slices.SortStableFunc(l.lists, func(a, b scope.List) int {
		return cmp.Or(c.order(a.Region, b.Region), cmp.Compare(a.Year, b.Year))
	})
	return l, nil
}

// scoped is the matrix and what it was made from.
type scoped struct {
	listed
	x   *scope.Crosswalk
	cov *scope.Coverage
}

func newScoped(in corpus.Dataset, o Options, sc ScopeChoice) (*scoped, error) {
	l, err := chooseLists(in, o, sc)
	if err != nil {
		return nil, err
	}
	s := &scoped{listed: l}
	if s.x, err = scope.Load(); err == nil {
		s.x, err = s.x.With(sc.Overrides)
	}
	if err != nil {
		return nil, fmt.Errorf("compare scope: %w", err)
	}
	seen := map[string]bool{}
	var regions []string
	for _, x := range s.lists {
		if x.Topic == corpus.TopicServicePurchase && !seen[x.Region] {
			seen[x.Region] = true
			regions = append(regions, x.Region)
		}
	}
	regions = append(regions, s.empty(seen)...)
	slices.SortFunc(regions, func(a, b string) int { return cmp.Or(s.order(a, b), cmp.Compare(a, b)) })
	scheme, tier := cmp.Or(sc.Scheme, scope.Scheme2014), cmp.Or(sc.Tier, 2)
	if s.cov, err = s.x.Coverage(scheme, tier, s.lists, regions); err != nil {
		return nil, fmt.Errorf("compare scope: %w", err)
	}
	return s, nil
}

// ScopeLists are the item records of a dataset as lists: one for each place,
// catalogue, year and source. None is taken for a whole catalogue. A list whose
// name does not speak of service purchase is one of procurement.
func ScopeLists(in corpus.Dataset) []scope.List {
	var out []scope.List
	at := map[string]int{}
	for _, it := range in.Items {
		key := strings.Join([]string{it.Region, it.Subject, fmt.Sprint(it.Year), it.Source, string(it.Certainty), it.Confidence}, "\t")
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			topic := corpus.TopicProcurement
			if strings.Contains(it.Subject, "购买服务") {
				topic = corpus.TopicServicePurchase
			}
			out = append(out, scope.List{
				Region: it.Region, Year: it.Year, Topic: topic, Document: it.Subject, Confidence: it.Confidence,
				Provenance: corpus.Provenance{Source: it.Source, Certainty: it.Certainty},
			})
		}
		out[i].Items = append(out[i].Items, recordItem(it, out[i].Items))
	}
	return out
}

// recordItem is a record as an item of the list before it.
func recordItem(it corpus.ItemRecord, before []corpus.CatalogueItem) corpus.CatalogueItem {
	out := corpus.CatalogueItem{
		Region: it.Region, Year: it.Year, Code: it.Code, Name: it.Name, Level: it.Level, Parent: it.Parent,
		Note: it.Note, Ord: len(before) + 1,
	}
	for _, b := range before {
		if it.Parent != "" && (it.Parent == b.Code || it.Parent == b.Name) {
			out.ParentOrd = b.Ord
		}
	}
	return out
}

// knownDomains are the fields that some place covers or surely lacks.
func (s *scoped) knownDomains() map[string]bool {
	out := map[string]bool{}
	for _, c := range s.cov.Cells {
		if c.State != scope.Unknown || len(c.Barred) > 0 {
			out[c.Domain.ID] = true
		}
	}
	return out
}

func (s *scoped) row(c *scope.Cell) Row {
	row := s.chosen.row(c.Region)
	row.Topic, row.Kind, row.Gap = corpus.TopicServicePurchase, string(c.State), c.State != scope.Covered
	ev := s.entryEvidence(c.Entries)
	state, count, names := s.absent(c), s.absent(c), s.absent(c)
	basis, certainty := Missing("没有归入该领域的条目"), Missing("没有归入该领域的条目")
	switch c.State {
	case scope.Covered:
		state = Text("有", ev...)
		count = Number(float64(c.Count), ev...).computed("按规则归入该领域的末级条目数；同一地区几份目录中同名同上级的只算一次")
		names = Text(s.names(c.Entries), ev...)
		basis, certainty = Text(rulesOf(c.Entries), ev...), Text(certaintyOf(ev), ev...)
	case scope.NotCovered:
		whole := s.wholeEvidence(c.Region)
		state = Text("无", whole...).computed("整份目录中没有归入该领域的条目")
		count = Number(0, whole...).computed("整份目录中没有归入该领域的条目")
		names = Missing("整份目录中没有归入该领域的条目")
		certainty = Text(certaintyOf(whole), whole...)
	}
	barred := Missing("没有这样的条目")
	if len(c.Barred) > 0 {
		barred = Number(float64(len(c.Barred)), s.entryEvidence(c.Barred)...).computed("按名称看属于货物、工程、打包、融资或用工")
	}
	d, class := c.Domain, Missing("")
	if up, ok := s.x.Domain(d.Scheme, s.x.Class(d.Scheme, d.ID)); ok {
		class = Text(up.Name)
	}
	row.Cells = []Cell{
		Text(row.Place), class, Text(d.Name), state, count, names, barred, s.years(c), basis, certainty,
	}
	return row
}

// absent is the missing cell of a field of which nothing is known in a place, and
// why.
func (s *scoped) absent(c *scope.Cell) Cell {
	part := slices.ContainsFunc(s.cov.Used, func(i int) bool { return s.lists[i].Region == c.Region })
	if part {
		return s.practice(Missing("只见该地区目录的一部分，有无未知"), c)
	}
	cell := Missing("数据中没有该地区购买服务目录的条目，有无未知")
	for _, st := range s.in.Statements {
		if st.Region == c.Region && st.Kind == corpus.StatementAbsent && st.Topic == corpus.TopicServicePurchase {
			cell.Why += "；来源所述：" + st.Text
			cell.Evidence = append(cell.Evidence, s.evidence(st.Provenance, st.Confidence, "")...)
		}
	}
	return s.practice(cell, c)
}

// practice adds to a missing cell what the dataset tells of public support in the
// field: a place may buy what no catalogue of it is known to list.
func (s *scoped) practice(cell Cell, c *scope.Cell) Cell {
	var named []string
	for _, su := range s.in.Support {
		if su.Region != c.Region || slices.Contains(named, su.Service) || !s.lies(su.Service, c.Domain) {
			continue
		}
		named = append(named, su.Service)
		cell.Evidence = append(cell.Evidence, s.evidence(su.Provenance, su.Confidence, "")...)
	}
	if named != nil {
		cell.Why += "；另有补贴记录：" + strings.Join(named, "、")
		cell.Evidence = dedupe(cell.Evidence)
	}
	return cell
}

// lies reports whether a name alone falls into a field.
func (s *scoped) lies(name string, d scope.Domain) bool {
	as, err := s.x.Assign(d.Scheme, []corpus.CatalogueItem{{Name: name}})
	return err == nil && (as[0].Domain == d.ID || s.x.Class(d.Scheme, as[0].Domain) == d.ID)
}

// maxNames bounds the names in one cell; the evidence has all of them.
const maxNames = 8

func (s *scoped) names(entries []scope.Entry) string {
	var names []string
	for _, e := range entries {
		if n := s.item(e).Name; !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	if len(names) > maxNames {
		return strings.Join(names[:maxNames], "、") + fmt.Sprintf("等%d种名称", len(names))
	}
	return strings.Join(names, "、")
}

func (s *scoped) item(e scope.Entry) corpus.CatalogueItem { return s.lists[e.List].Items[e.Item] }

func rulesOf(entries []scope.Entry) string {
	var out []string
	for _, e := range entries {
		if !slices.Contains(out, e.Rule) {
			out = append(out, e.Rule)
		}
	}
	return strings.Join(out, "、")
}

// certaintyOf is the weakest certainty of the evidence, in words.
func certaintyOf(ev []Evidence) string {
	order := []corpus.Certainty{corpus.SeenInDocument, corpus.SeenInSecondary, corpus.CitedOnly}
	worst := 0
	for _, e := range ev {
		worst = max(worst, slices.Index(order, e.Certainty))
	}
	return Chinese(order[worst])
}

func (s *scoped) years(c *scope.Cell) Cell {
	var from, to int
	var ev []Evidence
	see := func(i int) {
		l := s.lists[i]
		if y := l.Year; y > 0 {
			if from == 0 || y < from {
				from = y
			}
			to = max(to, y)
			ev = append(ev, s.listEvidence(i)...)
		}
	}
	for _, e := range c.Entries {
		see(e.List)
	}
	if c.State == scope.NotCovered {
		for _, i := range s.cov.Used {
			if s.lists[i].Region == c.Region && s.lists[i].Complete {
				see(i)
			}
		}
	}
	if from == to {
		to = 0
	}
	if from == 0 {
		return Missing("年份未见")
	}
	return Period(corpus.Date{Year: from}, corpus.Date{Year: to}, false, dedupe(ev)...)
}
