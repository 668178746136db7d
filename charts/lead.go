package charts

// boxSuffix follows the ID of a figure in the ID of the element that holds picture,
// caption and notes.
const boxSuffix = "-box"

// Lead leads to the figures and tables of a section by their numbers; where there
// are several of a kind it names them. A form without pictures leads to the tables
// alone.
func (s section) Lead(figures bool) []inline {
	if s.Heading == "" {
		return nil
	}
	nf, nt := s.count()
	drawn := "" // the title of the last figure
	var out []inline
	say := func(words string, to inline) {
		if out != nil {
			words = "，" + words
		}
		out = append(out, inline{Text: words}, to)
	}
	for _, x := range s.Blocks {
		if f := x.Figure; f != nil && figures {
			drawn = f.Figure.Title
			say(wordsTo(nf, drawn, "总体情况见"), inline{Text: f.Label, Ref: f.ID + boxSuffix})
		}
		if t := x.Table; t != nil {
			words := wordsTo(nt, t.Title, "具体情况见")
			if drawn != "" && (t.Title == drawn || nf == 1 && nt == 1) {
				words = "逐条数据和来源见"
			}
			say(words, inline{Text: t.Label, Ref: t.ID})
		}
	}
	if out == nil {
		return nil
	}
	return append(out, inline{Text: "。"})
}

// wordsTo lead to the only one of n, or to one of several by its title.
func wordsTo(n int, title, only string) string {
	if n == 1 {
		return only
	}
	return title + "见"
}

// count counts the figures and the tables of a section.
func (s section) count() (figures, tables int) {
	for _, x := range s.Blocks {
		if x.Figure != nil {
			figures++
		}
		if x.Table != nil {
			tables++
		}
	}
	return figures, tables
}
