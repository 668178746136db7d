package compare

import (
	"duibiao/compare/scope"
	"duibiao/corpus"
)

// ScopeGaps lists, item by item, the fields that other places cover and home does
// not, or is not known to: a row for each item of each such place. Row.Region is
// the place that has the item, Row.Kind the state at home. Without a home place
// the report has no rows.
func ScopeGaps(in corpus.Dataset, o Options, sc ScopeChoice) (Report, error) {
	s, err := newScoped(in, o, sc)
	if err != nil {
		return Report{}, err
	}
	r := Report{
		Kind: "scope_gaps", Title: "本地没有或未见、别处已有的购买服务领域", Unit: "项",
		Columns: []Column{
			{"domain", "领域", "", TypeText},
			{"home_state", "本地", "", TypeText},
			{"place", "地区", "", TypeText},
			{"name", "条目", "", TypeText},
			{"code", "代码", "", TypeText},
			{"catalogue", "目录", "", TypeText},
			{"where", "位置", "", TypeText},
			{"year", "目录年份", "", TypePeriod},
			{"basis", "归类依据", "", TypeText},
			{"certainty", "把握程度", "", TypeText},
		},
		Notes: s.notes(),
	}
	for _, l := range s.cov.Lacks(s.home) {
		at := s.cov.Cell(s.home, l.Domain.ID)
		for _, c := range l.Others {
			for _, e := range c.Entries {
				r.Rows = append(r.Rows, s.gapItem(at, c, e))
			}
		}
	}
	return s.finish(r), nil
}

func (s *scoped) gapItem(home, other *scope.Cell, e scope.Entry) Row {
	row := s.chosen.row(other.Region)
	row.Gap, row.Topic, row.Kind = true, corpus.TopicServicePurchase, string(home.State)
	state := s.absent(home)
	if home.State == scope.NotCovered {
		state = Text("无", s.wholeEvidence(home.Region)...).computed("整份目录中没有归入该领域的条目")
	}
	it, ev := s.item(e), s.entryEvidence([]scope.Entry{e})
	row.Cells = []Cell{
		Text(home.Domain.Name), state, Text(row.Place), Text(it.Name, ev...), Text(it.Code, ev...),
		Text(s.lists[e.List].Document, ev...), Text(where(it), ev...),
		Period(corpus.Date{Year: s.lists[e.List].Year}, corpus.Date{}, false, ev...), Text(e.Rule, ev...), Text(certaintyOf(ev), ev...),
	}
	return row
}

// ScopeUnassigned lists the items that have no field in the matrix, for a person
// to decide on.
func ScopeUnassigned(in corpus.Dataset, o Options, sc ScopeChoice) (Report, error) {
	s, err := newScoped(in, o, sc)
	if err != nil {
		return Report{}, err
	}
	r := Report{
		Kind: "scope_unassigned", Title: "未归入领域的条目", Unit: "项",
		Columns: []Column{
			{"place", "地区", "", TypeText},
			{"name", "条目", "", TypeText},
			{"code", "代码", "", TypeText},
			{"parent", "上级", "", TypeText},
			{"class", "只能归到的大类", "", TypeText},
			{"catalogue", "目录", "", TypeText},
			{"where", "位置", "", TypeText},
			{"barred", "不得购买", "", TypeText},
		},
		Notes: s.notes(),
	}
	for _, e := range s.cov.Unassigned {
		l, it := s.lists[e.List], s.item(e)
		row := s.chosen.row(l.Region)
		row.Topic = corpus.TopicServicePurchase
		ev := s.entryEvidence([]scope.Entry{e})
		class, bar := Missing("没有规则适合"), Missing("没有标记")
		if d, ok := s.x.Domain(s.cov.Scheme, e.Domain); ok {
			class = Text(d.Name, ev...)
		}
		if e.Barred != nil {
			bar = Text(barredName(e.Barred.Class), ev...)
		}
		row.Cells = []Cell{
			Text(row.Place), Text(it.Name, ev...), Text(it.Code, ev...), Text(it.Parent, ev...), class,
			Text(l.Document, ev...), Text(where(it), ev...), bar,
		}
		r.Rows = append(r.Rows, row)
	}
	return s.finish(r), nil
}
