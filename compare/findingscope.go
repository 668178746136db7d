package compare

import (
	"fmt"
	"slices"
	"strconv"

	"duibiao/compare/scope"
)

// maxNamed bounds the things that one sentence names; the tables have all.
const maxNamed = 6

// documentsOf is evidence without clauses and quotations: the documents that a
// count over many clauses rests on.
func documentsOf(cells ...Cell) []Evidence {
	var out []Evidence
	for _, c := range cells {
		for _, e := range c.Evidence {
			e.Clause, e.Quote, e.Note = "", "", ""
			if !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	return out
}

// counted is a count that the program made over cells.
func counted(n int, how string, cells ...Cell) Cell {
	return Number(float64(n), documentsOf(cells...)...).computed(how)
}

// placeRows gathers the rows of each place, in the order of first appearance.
func placeRows(r Report) [][]Row {
	var out [][]Row
	at := map[string]int{}
	for _, row := range r.Rows {
		i, ok := at[row.Region]
		if !ok {
			i = len(out)
			at[row.Region] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], row)
	}
	return out
}

// scopeFindings say how many fields the catalogues of each place cover. A place
// of whose catalogue only a part is known is said to cover what was seen; whole
// tells the others.
func scopeFindings(r Report, whole func(region string) bool) []Finding {
	var out []Finding
	for _, rows := range placeRows(r) {
		cells := map[string][]Cell{}
		for _, row := range rows {
			cells[row.Kind] = append(cells[row.Kind], r.Cell(row, "state"))
		}
		has, lacks := cells[string(scope.Covered)], cells[string(scope.NotCovered)]
		if len(has)+len(lacks) == 0 {
			continue // said among what is unknown
		}
		s := begin("购买服务领域")
		s.say(rows[0].Place + "：")
		known := whole(rows[0].Region)
		s.say(map[bool]string{true: "整份目录覆盖", false: "只见目录的一部分，其中见到"}[known])
		s.cite(strconv.Itoa(len(has))+"个领域", counted(len(has), "清点有条目归入的领域", slices.Concat(has, lacks)...))
		switch {
		case !known:
			s.say("，其余领域有无未知")
		case len(lacks) > 0:
			s.say("，所比较的其余")
			s.cite(strconv.Itoa(len(lacks))+"个领域", counted(len(lacks), "清点整份目录中没有条目归入的领域", lacks...))
			s.say("没有条目")
		}
		out = append(out, s.end())
	}
	return out
}

// fieldGap is a field that home lacks, or is not known to have, and others have.
type fieldGap struct {
	name  string
	state string
	rows  []Row
}

// fieldGaps gathers the rows of a ScopeGaps report by field.
func fieldGaps(r Report) []fieldGap {
	var out []fieldGap
	for _, row := range r.Rows {
		name := r.Cell(row, "domain").Text
		if n := len(out); n == 0 || out[n-1].name != name || out[n-1].state != row.Kind {
			out = append(out, fieldGap{name: name, state: row.Kind})
		}
		g := &out[len(out)-1]
		g.rows = append(g.rows, row)
	}
	return out
}

// places are those of the rows, without repeats.
func places(rows []Row) []string {
	var out []string
	for _, row := range rows {
		if !slices.Contains(out, row.Place) {
			out = append(out, row.Place)
		}
	}
	return out
}

// scopeGapFindings say which fields home surely lacks that others have.
func scopeGapFindings(r Report) []Finding {
	var names []string
	var cells []Cell
	for _, g := range fieldGaps(r) {
		if g.state != string(scope.NotCovered) {
			continue
		}
		names = append(names, g.name+"（"+someOf(places(g.rows))+"有）")
		for _, row := range g.rows {
			cells = append(cells, r.Cell(row, "home_state"), r.Cell(row, "name"))
		}
	}
	if names == nil {
		return nil
	}
	s := begin("购买服务领域")
	s.say("本区整份目录没有、对标地区目录已有的领域有")
	s.cite(strconv.Itoa(len(names))+"个", counted(len(names), "清点本区整份目录没有而别处有条目的领域", cells...))
	s.say("：" + someOf(names))
	return []Finding{s.end()}
}

// someOf joins names with 、, and says 等 when there are more than a sentence holds.
func someOf(names []string) string {
	out := ""
	for i, n := range names {
		if i == maxNamed {
			return out + "等"
		}
		if i > 0 {
			out += "、"
		}
		out += n
	}
	return out
}

// overlapFindings say how far the whole catalogues of others and of home agree.
func overlapFindings(r Report) []Finding {
	var out []Finding
	for _, row := range r.Rows {
		both := r.Cell(row, "both")
		s := begin("目录重合")
		s.say("本区")
		s.sayList(r.Cell(row, "home_catalogue"), r.Cell(row, "home_items"))
		s.say("与" + row.Place)
		s.sayList(r.Cell(row, "catalogue"), r.Cell(row, "items"))
		s.say("：两地都有")
		s.cite(both.Plain()+"项", both)
		for _, x := range []struct{ words, key string }{
			{"，条目重合度", "jaccard"}, {"；本区条目见于该地的占", "home_share"}, {"，该地条目见于本区的占", "share"},
		} {
			if c := r.Cell(row, x.key); !c.IsMissing() {
				s.say(x.words)
				s.cite(c.Plain()+"%", c)
			}
		}
		out = append(out, s.end())
	}
	return out
}

// sayList names a catalogue and the number of its lowest items.
func (s *sentence) sayList(name, items Cell) {
	s.cite("《"+name.Display()+"》", name)
	s.say("（末级条目")
	s.cite(fmt.Sprintf("%s项", items.Plain()), items)
	s.say("）")
}
