package charts

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"duibiao/compare"
	"duibiao/compare/scope"
)

// drawScopeGaps draws the fields that other places have and home has not, or is
// not known to have: those that most places have first.
func drawScopeGaps(r compare.Report) (Figure, error) {
	f := newFigure(r)
	f.Title = "别处已有、本地没有或未见的购买服务领域"
	c := coverageOf(r)
	home := slices.IndexFunc(c.places, func(p covering) bool { return p.home })
	if home < 0 {
		f.Sentence = "没有指定本地，或没有本地的记录，看不出差距，不作图。"
		return f, nil
	}
	at := c.places[home]
	others := 0
	for _, p := range c.places {
		if !p.home {
			others += p.has
		}
	}
	c.keepGaps(at)
	switch {
	case others == 0:
		f.Sentence = "别的地区没有可以归入购买服务领域的条目，看不出差距，不作图。"
		return f, nil
	case len(c.fields) == 0:
		f.Sentence = fmt.Sprintf("别的地区有条目的领域，%s的目录里都有，不作图。", at.name)
		return f, nil
	case len(c.fields) == 1 && len(c.places) == 2:
		f.Sentence = "只有一处差距：" + c.fields[0].name + "，" + c.places[0].name + "有，" + at.name + stateWord(c.fields[0].cells[at.region].state) + "；不作图。"
		return f, nil
	}
	f.Description = c.describeGaps(f.Title, at)
	f.Notes = append(f.Notes, c.gapNotes(at)...)
	f.Notes = append(f.Notes, c.limit()...)
	o, height := c.gapTable().option(f.Description)
	return f.finish(o, height)
}

// keepGaps keeps the fields that home does not have and others do, in order, and
// the places that have one of them.
func (c *coverage) keepGaps(home covering) {
	c.fields = slices.DeleteFunc(c.fields, func(f field) bool {
		return f.places == 0 || f.cells[home.region].state == scope.Covered
	})
	sure := func(f field) int {
		if f.cells[home.region].state == scope.NotCovered {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(c.fields, func(a, b field) int {
		return cmp.Or(cmp.Compare(b.places, a.places), cmp.Compare(sure(a), sure(b)), cmp.Compare(b.items, a.items))
	})
	c.places = slices.DeleteFunc(c.places, func(p covering) bool {
		return !p.home && !slices.ContainsFunc(c.fields, func(f field) bool { return f.cells[p.region].state == scope.Covered })
	})
}

func stateWord(s scope.State) string {
	switch s {
	case scope.Covered:
		return "有"
	case scope.NotCovered:
		return "无"
	}
	return "未知"
}

func (c coverage) describeGaps(title string, home covering) string {
	parts := make([]string, len(c.fields))
	for i, f := range c.fields {
		parts[i] = fmt.Sprintf("%s（%d个地区有，%s%s）", f.name, f.places, home.name, stateWord(f.cells[home.region].state))
	}
	return fmt.Sprintf("%s，共%d个领域，按有的地区多少排列：%s。", title, len(c.fields), strings.Join(parts, "，"))
}

func (c coverage) gapNotes(home covering) []string {
	out := c.scopeNotes()[:1]
	sure := 0
	for _, f := range c.fields {
		if f.cells[home.region].state == scope.NotCovered {
			sure++
		}
	}
	switch sure {
	case 0:
		out = append(out, fmt.Sprintf("没有%s的整份目录：图中各领域别处已有，本地有无未知，不能说没有。", home.name))
	case len(c.fields):
	default:
		out = append(out, fmt.Sprintf("%s确知没有的%d个领域，其余%d个有无未知。", home.name, sure, len(c.fields)-sure))
	}
	return append(out, "右侧是有该领域条目的地区数，多的在前。")
}

func (c coverage) gapTable() coverTable {
	m := coverTable{aside: true}
	for _, p := range c.places {
		m.columns = append(m.columns, coverColumn{p.name, p.home})
	}
	for _, f := range c.fields {
		row := c.row(f)
		for i, p := range c.places {
			if p.home {
				row.cells[i].text = stateWord(f.cells[p.region].state) + strings.TrimPrefix(row.cells[i].text, "无")
			}
		}
		row.aside = fmt.Sprintf("%d地有", f.places)
		m.rows = append(m.rows, row)
	}
	return m
}
