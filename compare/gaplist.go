package compare

import (
	"slices"

	"duibiao/corpus"
)

// GapList lists what other chosen places regulate and the home place does not,
// by dimension, each line with the clause there and the documents that are silent
// here. Without a home place it is an error; a home without documents that were
// read has unknown gaps, and the report says so.
func GapList(in corpus.Dataset, o Options) (Report, error) {
	c, err := choose(in, o)
	if err != nil {
		return Report{}, err
	}
	if c.home == "" {
		return Report{}, &HomeError{}
	}
	r := Report{
		Kind: "gaps", Title: "差距清单",
		Columns: []Column{
			{"dimension", "维度", "", TypeText},
			{"question", "事项", "", TypeText},
			{"place", "先行地区", "", TypeText},
			{"value", "先行地区规定", "", TypeText},
			{"clause", "条款", "", TypeText},
			{"quote", "原文", "", TypeText},
			{"document", "文件", "", TypeText},
			{"home", "本地", "", TypeText},
		},
		Notes: []string{"只列先行地区有规定而本地已读文件没有规定的事项；“本地未规定”以已导入的本地文件为限。"},
	}
	places := c.codedPlaces()
	if !slices.Contains(places, c.home) {
		r.Rows = append(r.Rows, c.gapRow(c.home, len(r.Columns), "没有读过本地文件，不能判断差距；请先导入本地文件", 7))
		r.Rows[0].Cells[0] = Missing("")
		return c.finish(r), nil
	}
	for _, q := range c.in.Indicators {
		if len(c.answers(q.ID, c.home)) > 0 {
			continue
		}
		silent := Text("未规定", c.silentRow(q, c.home).Cells[4].Evidence...)
		for _, place := range places {
			for _, x := range c.answers(q.ID, place) {
				ev := c.evidence(x.Provenance, "", "《"+x.Title+"》"+x.Label)
				row := c.row(c.home)
				row.Gap, row.Kind = true, q.ID
				row.Cells = []Cell{
					Text(q.Dimension, ev...), Text(q.NameZh, ev...), Text(PlaceName(c.in, x.Region), ev...), Text(Answer(q, x.Coding.Value, x.Coding.Unit), ev...),
					Text(x.Label, ev...), Text(x.Quote, ev...), Text(x.Title, ev...), silent,
				}
				r.Rows = append(r.Rows, row)
			}
		}
	}
	return c.finish(r), nil
}

// HomeError says that a comparison needs a home place.
type HomeError struct{}

func (e *HomeError) Error() string { return "no home place: name it with --home" }
