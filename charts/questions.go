package charts

import (
	"slices"
	"strings"

	"duibiao/compare"
)

// question is one question of the codebook with what the places answer.
type question struct {
	id, dimension, name string
	// answers are the rows of a place: several where several documents answer,
	// one without a value where all that were read are silent.
	answers map[string][]compare.Row
}

// asked is a report of procedures by question and place.
type asked struct {
	r         compare.Report
	questions []question
	// places are the regions with documents that were read, unread those without.
	places, unread []string
	names          map[string]string
	home           string
}

// ask reads a report of procedures.
func ask(r compare.Report) asked {
	a := asked{r: r, names: shortNames(r)}
	for _, row := range r.Rows {
		if row.Home {
			a.home = row.Region
		}
		if row.Kind == "" {
			a.unread = append(a.unread, row.Region)
			continue
		}
		if !slices.Contains(a.places, row.Region) {
			a.places = append(a.places, row.Region)
		}
		i := slices.IndexFunc(a.questions, func(q question) bool { return q.id == row.Kind })
		if i < 0 {
			i = len(a.questions)
			a.questions = append(a.questions, question{
				id: row.Kind, dimension: r.Cell(row, "dimension").Text, name: r.Cell(row, "question").Text, answers: map[string][]compare.Row{},
			})
		}
		a.questions[i].answers[row.Region] = append(a.questions[i].answers[row.Region], row)
	}
	return a
}

// answered reports whether a document of a place answers a question.
func (a asked) answered(q question, place string) bool {
	rows := q.answers[place]
	return len(rows) > 0 && !a.r.Cell(rows[0], "value").IsMissing()
}

// count is how many places answer a question.
func (a asked) count(q question) int {
	n := 0
	for _, p := range a.places {
		if a.answered(q, p) {
			n++
		}
	}
	return n
}

// covered is how many questions a place answers.
func (a asked) covered(place string) int {
	n := 0
	for _, q := range a.questions {
		if a.answered(q, place) {
			n++
		}
	}
	return n
}

// bareUnit is the unit of a row without the base in brackets: 日, %.
func (a asked) bareUnit(row compare.Row) string {
	unit, _, _ := strings.Cut(a.r.Cell(row, "unit").Text, "（")
	return unit
}

// nameOf is how a picture calls a place.
func (a asked) nameOf(place string) string {
	if place == a.home {
		return a.names[place] + "（本地）"
	}
	return a.names[place]
}

// tooFew says why there is no picture of one place or of none.
func (a asked) tooFew() string {
	switch len(a.places) {
	case 0:
		return "所选地区没有读过的文件，不作图。"
	case 1:
		return "所选地区只有一个有读过的文件：" + a.names[a.places[0]] + "；不足以比较，不作图。"
	}
	return ""
}
