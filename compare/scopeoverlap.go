package compare

import (
	"fmt"
	"math"

	"duibiao/corpus"
)

// ScopeOverlap compares the whole catalogues of other places with those of home,
// item by item: how much both have, and which share of each is found in the
// other. Row.Region is the other place. Catalogues of which only a part is known
// are left out, since a share of them says nothing.
func ScopeOverlap(in corpus.Dataset, o Options, sc ScopeChoice) (Report, error) {
	s, err := newScoped(in, o, sc)
	if err != nil {
		return Report{}, err
	}
	r := Report{
		Kind: "scope_overlap", Title: "目录条目的重合", Unit: "%",
		Columns: []Column{
			{"place", "地区", "", TypeText},
			{"catalogue", "目录", "", TypeText},
			{"items", "末级条目", "项", TypeNumber},
			{"home_catalogue", "本地目录", "", TypeText},
			{"home_items", "本地末级条目", "项", TypeNumber},
			{"both", "两地都有", "项", TypeNumber},
			{"home_found", "本地条目见于该地", "项", TypeNumber},
			{"found", "该地条目见于本地", "项", TypeNumber},
			{"jaccard", "条目重合度", "%", TypeNumber},
			{"domain_jaccard", "领域重合度", "%", TypeNumber},
			{"home_share", "本地条目见于该地", "%", TypeNumber},
			{"share", "该地条目见于本地", "%", TypeNumber},
		},
		Notes: append([]string{
			"只比较整份目录的末级条目；各地目录粗细不同，项数不宜直接比大小。",
			"条目按代码、名称或同一领域内相近的名称配对，一对一；重合度是两地都有的除以任一地有的。",
			"“两地都有”的在两边都是末级条目；见于另一地的，也可以是那里更高层次的条目。",
		}, s.leftOut()...),
	}
	for _, h := range s.whole(true) {
		for _, i := range s.whole(false) {
			row, err := s.overlap(h, i)
			if err != nil {
				return Report{}, fmt.Errorf("compare catalogues of %s and %s: %w", s.home, s.lists[i].Region, err)
			}
			r.Rows = append(r.Rows, row)
		}
	}
	return s.finish(r), nil
}

// whole lists the whole catalogues in use, of home or of all others.
func (s *scoped) whole(home bool) []int {
	var out []int
	for _, i := range s.cov.Used {
		if l := s.lists[i]; l.Complete && s.home != "" && (l.Region == s.home) == home {
			out = append(out, i)
		}
	}
	return out
}

func (s *scoped) overlap(h, i int) (Row, error) {
	home, other := s.lists[h], s.lists[i]
	m, err := s.x.Match(home.Items, other.Items)
	if err != nil {
		return Row{}, fmt.Errorf("match: %w", err)
	}
	o, err := s.x.Overlap(home.Items, other.Items, m)
	if err != nil {
		return Row{}, fmt.Errorf("overlap: %w", err)
	}
	hev, oev := s.listEvidence(h), s.listEvidence(i)
	both := dedupe(append(append([]Evidence(nil), oev...), hev...))
	share := func(v float64, n, of int) Cell {
		if of == 0 {
			return Missing("没有可比的条目")
		}
		return Number(math.Round(v*1000)/10, both...).computed(fmt.Sprintf("%d/%d", n, of))
	}
	count := func(n int, ev []Evidence) Cell { return Number(float64(n), ev...).computed("清点的末级条目") }
	found := func(n int) Cell {
		return Number(float64(n), both...).computed("按代码和名称配对，另一边可以是上级条目")
	}
	row := s.chosen.row(other.Region)
	row.Topic = corpus.TopicServicePurchase
	row.Cells = []Cell{
		Text(row.Place), Text(other.Document, oev...), count(o.B, oev), Text(home.Document, hev...), count(o.A, hev),
		Number(float64(o.Both), both...).computed("按代码和名称配对，两边都是末级条目"),
		found(o.FoundA), found(o.FoundB),
		share(o.Jaccard(), o.Both, o.A+o.B-o.Both),
		share(o.DomainJaccard(), o.DomainsBoth, o.DomainsA+o.DomainsB-o.DomainsBoth),
		share(o.ShareA(), o.FoundA, o.A), share(o.ShareB(), o.FoundB, o.B),
	}
	return row, nil
}
