package compare

import (
	"fmt"
	"strings"

	"duibiao/compare/scope"
	"duibiao/corpus"
)

// listEvidence is the evidence that a list as a whole is.
func (s listed) listEvidence(i int) []Evidence {
	l := s.lists[i]
	ev := s.evidence(l.Provenance, l.Confidence, l.Document)
	if ev == nil { // a stored document speaks for itself
		name := l.Document
		if name == "" {
			name = l.DocumentID
		}
		id := l.DocumentID
		if id == "" {
			id = name
		}
		ev = []Evidence{{SourceID: id, Source: name, Certainty: corpus.SeenInDocument, Confidence: l.Confidence, Document: l.Document, Note: l.Note}}
	}
	for k := range ev {
		ev[k].DocumentID = l.DocumentID
	}
	return ev
}

// entryEvidence points at items: their code, name and place, and the rule.
func (s *scoped) entryEvidence(entries []scope.Entry) []Evidence {
	var out []Evidence
	for _, e := range entries {
		it := s.item(e)
		for _, ev := range s.listEvidence(e.List) {
			ev.Clause = itemPlace(it)
			ev.Note = entryNote(e, it, ev.Note)
			out = append(out, ev)
		}
	}
	return dedupe(out)
}

func entryNote(e scope.Entry, it corpus.CatalogueItem, note string) string {
	parts := []string{"归类规则：" + e.Rule}
	if e.Rule == "" {
		parts[0] = "没有规则适合"
	}
	if e.Via != "" {
		parts[0] += "（据上级“" + e.Via + "”）"
	}
	if e.Barred != nil {
		parts = append(parts, "不得购买："+barredName(e.Barred.Class)+"，"+strings.Join(e.Barred.Basis, "、")+"，"+e.Barred.Rule)
	}
	for _, n := range []string{it.Note, note} {
		if n != "" {
			parts = append(parts, n)
		}
	}
	return strings.Join(parts, "；")
}

func barredName(c scope.BarClass) string {
	return map[scope.BarClass]string{
		scope.BarGoods: "货物", scope.BarWorks: "工程", scope.BarBundle: "工程与服务打包",
		scope.BarFinancing: "融资行为", scope.BarStaffing: "用工",
	}[c]
}

// itemPlace names an item and its place in its document.
func itemPlace(it corpus.CatalogueItem) string {
	name := strings.TrimSpace(it.Code + " " + it.Name)
	if w := where(it); w != "" {
		name += "（" + w + "）"
	}
	return name
}

// where is the place of an item in its document: page, sheet, table, row.
func where(it corpus.CatalogueItem) string {
	var parts []string
	if it.Sheet != "" {
		parts = append(parts, "工作表“"+it.Sheet+"”")
	}
	if it.Page > 0 {
		parts = append(parts, fmt.Sprintf("第%d页", it.Page))
	}
	if it.Table > 0 && it.Sheet == "" {
		parts = append(parts, fmt.Sprintf("表%d", it.Table))
	}
	if it.Row > 0 {
		parts = append(parts, fmt.Sprintf("第%d行", it.Row))
	}
	return strings.Join(parts, "，")
}

// wholeEvidence are the whole catalogues of a place, with the number of their
// items that have no field: among them may be one that was not recognised.
func (s *scoped) wholeEvidence(region string) []Evidence {
	var out []Evidence
	for _, i := range s.cov.Used {
		if l := s.lists[i]; l.Region != region || !l.Complete {
			continue
		}
		none := 0
		for _, e := range s.cov.Unassigned {
			if e.List == i {
				none++
			}
		}
		for _, ev := range s.listEvidence(i) {
			if none > 0 {
				ev.Note = strings.TrimPrefix(ev.Note+fmt.Sprintf("；目录中另有%d项未归入任何领域", none), "；")
			}
			out = append(out, ev)
		}
	}
	return dedupe(out)
}

// notes say how to read the tables on fields.
func (s *scoped) notes() []string {
	out := []string{
		"条目按规则归入领域，每一条写明所据规则；没有规则适合的条目不归类，不作猜测。",
		"“无”只用于已知整份目录的地区；没有目录或只见一部分的地区标为“—”，是未知，不等于没有。",
		"条目数是按规则清点的末级条目数，各地目录粗细不同，不宜直接比大小。",
		"按名称看属于货物、工程、工程与服务打包、融资（财预〔2017〕87号）或用工（财政部令第102号）的条目另列，不算覆盖。",
	}
	if n := len(s.cov.Unassigned); n > 0 {
		out = append(out, fmt.Sprintf("有%d项条目未能归入这里的任何领域。", n))
	}
	return append(out, s.leftOut()...)
}

// leftOut says which catalogues do not count.
func (s *scoped) leftOut() []string {
	var out []string
	if n := len(s.cov.Superseded); n > 0 {
		out = append(out, fmt.Sprintf("有%d份目录因同一地区另有更新的整份目录而未计入。", n))
	}
	if n := len(s.cov.OffTopic); n > 0 {
		out = append(out, fmt.Sprintf("有%d份目录不是购买服务目录（如集中采购目录），未计入。", n))
	}
	return out
}
