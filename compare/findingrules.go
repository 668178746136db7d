package compare

import (
	"cmp"
	"slices"
	"strconv"

	"duibiao/corpus"
)

// ruleFindings say of each place how many documents were read and how many of the
// questions that any chosen place answers they answer.
func (c chosen) ruleFindings(r Report) []Finding {
	questions := questionRows(r)
	var out []Finding
	for _, place := range c.codedPlaces() {
		if len(questions) == 0 {
			break
		}
		read := 0
		for _, d := range c.in.Coded {
			if d.Region == place {
				read++
			}
		}
		var cells []Cell
		answered := 0
		for _, rows := range questions {
			i := slices.IndexFunc(rows, func(row Row) bool { return row.Region == place && !r.Cell(row, "value").IsMissing() })
			if i >= 0 {
				answered++
				cells = append(cells, r.Cell(rows[i], "value"))
			}
		}
		proof := Cell{Evidence: c.proof(place)}
		s := begin("采购程序与规则")
		s.say(PlaceName(c.in, place) + "：已读文件")
		s.cite(strconv.Itoa(read)+"份", counted(read, "清点按指标读过的文件", proof))
		s.say("，对至少一地有规定的")
		s.cite(strconv.Itoa(len(questions))+"项指标", counted(len(questions), "清点所选地区中至少一地有规定的指标", proof))
		s.say("，有规定的")
		s.cite(strconv.Itoa(answered)+"项", counted(answered, "清点已读文件有规定的指标", append(cells, proof)...))
		out = append(out, s.end())
	}
	return out
}

// questionRows gathers the rows of a procedures report by question.
func questionRows(r Report) [][]Row {
	var out [][]Row
	for _, row := range r.Rows {
		if row.Kind == "" {
			continue
		}
		if n := len(out); n == 0 || out[n-1][0].Kind != row.Kind {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], row)
	}
	return out
}

// ruleGapFindings say which questions home leaves open that two other places or
// more answer.
func ruleGapFindings(r, all Report) []Finding {
	leaders := places(slices.DeleteFunc(slices.Clone(all.Rows), func(row Row) bool { return row.Home || row.Kind == "" }))
	var names []string
	var cells []Cell
	for _, rows := range questionRows(r) {
		var by []string
		for _, row := range rows {
			if p := r.Cell(row, "place").Text; !slices.Contains(by, p) {
				by = append(by, p)
			}
		}
		if len(by) < 2 {
			continue
		}
		names = append(names, r.Cell(rows[0], "question").Text)
		for _, row := range rows {
			cells = append(cells, r.Cell(row, "value"))
		}
		cells = append(cells, r.Cell(rows[0], "home"))
	}
	if names == nil {
		return nil
	}
	s := begin("采购程序与规则")
	who := "至少两个对标地区都有规定"
	if len(leaders) == 2 {
		who = leaders[0] + "、" + leaders[1] + "均有规定"
	}
	s.say(who + "、本区已读文件没有规定的有")
	s.cite(strconv.Itoa(len(names))+"项", counted(len(names), "清点差距清单中至少两地有规定的指标", cells...))
	s.say("：" + someOf(names))
	return []Finding{s.end()}
}

// maxLimits bounds the sentences on numbers; the table has all.
const maxLimits = 8

// limitFindings say of questions that numbers answer which place is strictest and
// which laxest. Only numbers of the very same unit are compared, and only where the
// codebook says which way is stricter.
func (c chosen) limitFindings(r Report) []Finding {
	var out []Finding
	var rest []Cell
	more := 0
	for _, rows := range questionRows(r) {
		strict, lax := c.extremes(r, rows)
		if strict == nil {
			continue
		}
		if len(out) < maxLimits {
			out = append(out, limitFinding(r, strict, lax))
			continue
		}
		more++
		rest = append(rest, r.Cell(strict[0], "number"), r.Cell(lax[0], "number"))
	}
	if more > 0 {
		s := begin("期限与比例")
		s.say("另有")
		s.cite(strconv.Itoa(more)+"项", counted(more, "清点各地数值不同而这里未写的指标", rest...))
		s.say("数值指标各地不同，这里未写，见各地数值表")
		out = append(out, s.end())
	}
	return out
}

// extremes are the rows with the strictest and the laxest number of a question
// among those of the unit that most places use, nil where fewer than two places
// have one or all are the same.
func (c chosen) extremes(r Report, rows []Row) (strict, lax []Row) {
	i := slices.IndexFunc(c.in.Indicators, func(q corpus.Indicator) bool { return q.ID == rows[0].Kind })
	if i < 0 || c.in.Indicators[i].Direction != "higher" && c.in.Indicators[i].Direction != "lower" {
		return nil, nil
	}
	units := map[string][]Row{}
	var order []string
	for _, row := range rows {
		if r.Cell(row, "number").IsMissing() {
			continue
		}
		u := r.Cell(row, "unit").Plain()
		if units[u] == nil {
			order = append(order, u)
		}
		units[u] = append(units[u], row)
	}
	if order == nil {
		return nil, nil
	}
	slices.SortStableFunc(order, func(a, b string) int { return cmp.Compare(len(places(units[b])), len(places(units[a]))) })
	list := units[order[0]]
	number := func(row Row) float64 { return r.Cell(row, "number").Number }
	slices.SortStableFunc(list, func(a, b Row) int { return cmp.Compare(number(a), number(b)) })
	low, high := number(list[0]), number(list[len(list)-1])
	if len(places(list)) < 2 || low == high {
		return nil, nil
	}
	of := func(v float64) []Row {
		return slices.DeleteFunc(slices.Clone(list), func(row Row) bool { return number(row) != v })
	}
	if c.in.Indicators[i].Direction == "higher" {
		return of(high), of(low)
	}
	return of(low), of(high)
}

func limitFinding(r Report, strict, lax []Row) Finding {
	s := begin("期限与比例")
	s.say(r.Cell(strict[0], "question").Text + "：最严的是")
	s.sayLimit(r, strict)
	s.say("，最宽的是")
	s.sayLimit(r, lax)
	return s.end()
}

// sayLimit names the places of a number, the number, and the clause of the first.
func (s *sentence) sayLimit(r Report, rows []Row) {
	value := r.Cell(rows[0], "value")
	s.say(someOf(places(rows)))
	s.cite(value.Plain(), value)
	s.say("（")
	s.cite("《"+r.Cell(rows[0], "document").Display()+"》"+r.Cell(rows[0], "clause").Plain(), value)
	s.say("）")
}

// maxRanked bounds the places whose ranks a sentence names.
const maxRanked = 8

// scoreFindings say which rank each place has under the rules of scoring.
func scoreFindings(r Report) []Finding {
	if len(r.Rows) < 2 {
		return nil
	}
	s := begin("评分")
	s.say("按三种计分规则，规则完备程度的名次：")
	for i, row := range r.Rows {
		if i == maxRanked {
			s.say("；其余地区见评分表")
			break
		}
		if i > 0 {
			s.say("；")
		}
		s.say(row.Place)
		if moves := r.Cell(row, "rank_range"); moves.Text != "不变" {
			s.cite(moves.Text, moves)
		} else {
			rank := r.Cell(row, "by_dimension_rank")
			s.say("都是")
			s.cite("第"+rank.Plain()+"名", rank)
		}
	}
	if slices.ContainsFunc(r.Rows, func(row Row) bool { return row.Region == corpus.NationalCode }) {
		s.say("。国家与地方的文件层级不同，名次不宜直接比较")
	}
	return []Finding{s.end()}
}
