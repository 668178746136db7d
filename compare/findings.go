package compare

import (
	"fmt"
	"slices"
	"strings"

	"duibiao/corpus"
)

// sentence builds a Finding piece by piece.
type sentence struct{ f Finding }

func (s *sentence) say(words string) { s.f.Spans = append(s.f.Spans, Span{Text: words}) }

func (s *sentence) cite(words string, c Cell) {
	s.f.Spans = append(s.f.Spans, Span{Text: words, Cell: &c})
}

func (s *sentence) end() Finding {
	s.say("。")
	return s.f
}

func begin(heading string) *sentence { return &sentence{Finding{Heading: heading}} }

// timelineFindings say who was first, by how much the others came later, and
// what the home place lacks.
func timelineFindings(r Report) []Finding {
	var out []Finding
	first := slices.IndexFunc(r.Rows, func(row Row) bool { return r.Cell(row, "lag").Text == "首发" })
	if first >= 0 {
		out = append(out, firstMover(r, r.Rows[first]))
	}
	for _, row := range r.Rows {
		if row.Kind != string(corpus.StatementAbsent) {
			continue
		}
		s := begin("本区制度")
		s.say(row.Place)
		i := r.Column("document")
		s.cite(row.Cells[i].Why, row.Cells[i])
		if lag := r.Cell(row, "lag"); !lag.IsMissing() {
			y := r.Cell(row, "lag_years_min")
			s.say("，计至来源所述时间，")
			s.cite(fmt.Sprintf("比首发至少晚%s年", y.Plain()), lag)
		}
		out = append(out, s.end())
	}
	return out
}

// firstMover is the sentence on the first dedicated rules: the first, then the
// others by lag.
func firstMover(r Report, row Row) Finding {
	s := begin("起步时间")
	s.say("已知出台时间的购买服务专门制度中，最早的是" + row.Place + "，")
	issued := r.Cell(row, "issued")
	s.cite(issued.Display(), issued)
	later := slices.DeleteFunc(slices.Clone(r.Rows), func(x Row) bool {
		lag := r.Cell(x, "lag")
		return lag.IsMissing() || lag.Text == "首发" || x.Gap
	})
	slices.SortStableFunc(later, func(a, b Row) int {
		return int(10 * (r.Cell(a, "lag_years_min").Number - r.Cell(b, "lag_years_min").Number))
	})
	for i, x := range later {
		if i == 0 {
			s.say("。其后依次为：")
		} else {
			s.say("；")
		}
		at, lag := r.Cell(x, "issued"), r.Cell(x, "lag")
		s.say(x.Place + "，")
		s.cite(at.Display(), at)
		s.say("，")
		s.cite(lag.Text, lag)
	}
	return s.end()
}

// itemGroup is the rows of one catalogue: same place, year and subject.
type itemGroup []Row

func itemGroups(r Report) []itemGroup {
	var out []itemGroup
	for _, row := range r.Rows {
		if row.Gap || row.Topic != corpus.TopicServicePurchase {
			continue
		}
		if n := len(out); n > 0 && sameCatalogue(r, out[n-1][0], row) {
			out[n-1] = append(out[n-1], row)
			continue
		}
		out = append(out, itemGroup{row})
	}
	return out
}

func sameCatalogue(r Report, a, b Row) bool {
	return a.Region == b.Region && r.Cell(a, "year").Plain() == r.Cell(b, "year").Plain() &&
		r.Cell(a, "subject").Text == r.Cell(b, "subject").Text
}

// itemFindings say, place by place, how many items the catalogues hold.
func itemFindings(r Report) []Finding {
	var out []Finding
	groups := itemGroups(r)
	for i, g := range groups {
		if i > 0 && groups[i-1][0].Region == g[0].Region {
			continue // said with the first catalogue of the place
		}
		s := begin("目录规模")
		s.say(g[0].Place + "：")
		for k := i; k < len(groups) && groups[k][0].Region == g[0].Region; k++ {
			if k > i {
				s.say("；")
			}
			sayGroup(r, s, groups[k])
		}
		out = append(out, s.end())
	}
	return out
}

func sayGroup(r Report, s *sentence, g itemGroup) {
	if year := r.Cell(g[0], "year"); year.IsMissing() {
		s.say("年份未见的")
	} else {
		s.cite(year.Display(), year)
	}
	subject := r.Cell(g[0], "subject")
	name := subject.Text
	if ev := subject.Evidence; len(ev) > 0 && ev[0].DocumentID != "" { // the title of a stored document, not a description
		name = "《" + name + "》"
	}
	s.cite(name, subject)
	said := false
	for _, row := range g {
		if said {
			s.say("、")
		}
		said = true
		sayTier(r, s, row)
	}
}

func sayTier(r Report, s *sentence, row Row) {
	name := r.Cell(row, "tier_name").Text
	count, added, removed, sum := r.Cell(row, "count"), r.Cell(row, "added"), r.Cell(row, "removed"), r.Cell(row, "computed")
	if !count.IsMissing() {
		s.cite(tierCount(count.Plain(), name), count)
	}
	if count.IsMissing() && !added.IsMissing() {
		s.cite("新增"+tierCount(added.Plain(), name), added)
	} else if !added.IsMissing() {
		s.say("（")
		s.cite("增"+added.Plain(), added)
		if !removed.IsMissing() {
			s.say("、")
			s.cite("减"+removed.Plain(), removed)
		}
		s.say("）")
	}
	if !sum.IsMissing() {
		s.say("，来源未写总数，若原有项目全部保留则为")
		s.cite(tierCount(sum.Plain(), name)+"（推算）", sum)
	}
}

// tierCount is a count with the name of its tier as Chinese says it: 77小项,
// but 三级323项, 一级目录5项.
func tierCount(n, name string) string {
	if strings.HasSuffix(name, "级") || strings.HasSuffix(name, "目录") {
		return name + n + "项"
	}
	return n + name
}

// thresholdFindings say how the amounts of each place and scope moved.
func thresholdFindings(r Report) []Finding {
	var out []Finding
	for i := 0; i < len(r.Rows); {
		k := i + 1
		for k < len(r.Rows) && sameScope(r, r.Rows[i], r.Rows[k]) {
			k++
		}
		if k-i > 1 { // a single row says nothing about movement; the table has it
			for _, key := range []string{"limit_services", "open_services"} {
				out = append(out, movement(r, r.Rows[i:k], key))
			}
		}
		i = k
	}
	return out
}

func sameScope(r Report, a, b Row) bool {
	return a.Region == b.Region && r.Cell(a, "scope").Text == r.Cell(b, "scope").Text
}

func movement(r Report, rows []Row, key string) Finding {
	s := begin("限额标准")
	place := rows[0].Place
	if rows[0].Region == corpus.NationalCode {
		place = "" // the scope says 中央预算单位
	}
	scope := r.Cell(rows[0], "scope")
	s.say(place)
	s.cite(scope.Text, scope)
	s.say("的" + r.Columns[r.Column(key)].Title + "标准：")
	for i, row := range rows {
		if i > 0 {
			s.say("，")
		}
		years, v := r.Cell(row, "years"), r.Cell(row, key)
		s.cite(years.Display(), years)
		if v.IsMissing() {
			s.say("来源未列")
			continue
		}
		s.cite(v.Plain()+"万元", v)
	}
	return s.end()
}

// supportFindings say each standard by service and group.
func supportFindings(r Report) []Finding {
	var out []Finding
	for i := 0; i < len(r.Rows); {
		row := r.Rows[i]
		k := i + 1
		for k < len(r.Rows) && sameSupport(r, row, r.Rows[k]) {
			k++
		}
		s := begin("补贴标准")
		years := r.Cell(row, "years")
		s.say(row.Place + "：")
		s.cite(years.Display(), years)
		service := r.Cell(row, "service")
		s.cite(service.Text, service)
		if group := r.Cell(row, "group"); !group.IsMissing() {
			s.say("，")
			s.cite(group.Text, group)
		}
		for n, x := range r.Rows[i:k] {
			s.say(map[bool]string{true: "，", false: "、"}[n == 0])
			s.cite(supportAmount(r, x), r.Cell(x, "amount"))
		}
		s.say(r.Cell(row, "unit").Text)
		out = append(out, s.end())
		i = k
	}
	return out
}

func sameSupport(r Report, a, b Row) bool {
	return a.Region == b.Region && r.Cell(a, "service").Text == r.Cell(b, "service").Text &&
		r.Cell(a, "years").Plain() == r.Cell(b, "years").Plain()
}

func supportAmount(r Report, row Row) string {
	amount, grade := r.Cell(row, "amount").Plain(), r.Cell(row, "grade")
	if grade.IsMissing() || r.Cell(row, "group").IsMissing() {
		return amount
	}
	return grade.Text + amount
}
