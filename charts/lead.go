package charts

// boxSuffix follows the ID of a figure in the ID of the element that holds picture,
// caption and notes.
const boxSuffix = "-box"

// andTable joins the number of a figure with that of its table.
const andTable = "和"

// lead is the sentence that leads to figures and tables.
type lead struct {
	runs            []inline
	figures, tables int // how many there are
	paired          map[string]bool
}

// Lead leads to the figures and tables of a section by their numbers; where there
// are several of a kind it names them, a figure together with the table of the same
// title. A form without pictures leads to the tables alone.
func (s section) Lead(figures bool) []inline {
	if s.Heading == "" {
		return nil
	}
	l := lead{paired: map[string]bool{}}
	l.figures, l.tables = s.count()
	if !figures {
		l.figures = 0
	}
	for _, x := range s.Blocks {
		switch {
		case x.Figure != nil && figures:
			l.figure(x.Figure, s.table(x.Figure.Figure.Title))
		case x.Table != nil && !l.paired[x.Table.ID]:
			l.table(x.Table)
		}
	}
	if l.runs == nil {
		return nil
	}
	return append(l.runs, inline{Text: "。"})
}

func (l *lead) say(words string, to inline) {
	if l.runs != nil && words != andTable {
		words = "，" + words
	}
	l.runs = append(l.runs, inline{Text: words}, to)
}

// figure leads to a figure, and to the table of its title where others stand between.
func (l *lead) figure(f *figureBlock, own *tableBlock) {
	l.say(wordsTo(l.figures, f.Figure.Title, "总体情况见"), inline{Text: f.Label, Ref: f.ID + boxSuffix})
	if own != nil && l.figures > 1 {
		l.paired[own.ID] = true
		l.say(andTable, inline{Text: own.Label, Ref: own.ID})
	}
}

func (l *lead) table(t *tableBlock) {
	words := wordsTo(l.tables, t.Title, "具体情况见")
	if l.figures == 1 && l.tables == 1 {
		words = "逐条数据和来源见"
	}
	l.say(words, inline{Text: t.Label, Ref: t.ID})
}

// wordsTo lead to the only one of n, or to one of several by its title.
func wordsTo(n int, title, only string) string {
	if n == 1 {
		return only
	}
	return title + "见"
}

// table is the table of a title, nil for none.
func (s section) table(title string) *tableBlock {
	for _, x := range s.Blocks {
		if x.Table != nil && x.Table.Title == title {
			return x.Table
		}
	}
	return nil
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
