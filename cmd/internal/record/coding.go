package record

import (
	"strings"

	"duibiao/cmd/internal/library"
	"duibiao/compare/coding"
	"duibiao/corpus"
)

// CoderBoth counts a person's word before the rules'.
const CoderBoth = "both"

// Coders lists whose word may be asked for.
func Coders() []string {
	return []string{string(corpus.CoderRule), string(corpus.CoderHuman), CoderBoth}
}

// Question is one question of the codebook.
type Question struct {
	ID        string `json:"id"`
	NameZh    string `json:"name_zh"`
	NameEn    string `json:"name_en"`
	Dimension string `json:"dimension"`
	Question  string `json:"question"`
	Type      string `json:"type"`
	Unit      string `json:"unit"`
	// Values are those to choose from; null where the answer is free.
	Values    []string `json:"values"`
	Rule      string   `json:"rule"`
	Direction string   `json:"direction"`
}

// OfQuestion is the record of a question.
func OfQuestion(q coding.Indicator) Question {
	return Question{q.ID, q.NameZh, q.NameEn, q.Dimension, q.QuestionZh, string(q.Type), q.Unit, q.Values, q.RuleZh, q.Direction}
}

// Coding is what a document answers to a question: the contract of indicators.
// Several places that prove one value stand in clause and quote with ‖ between,
// and in evidence.
type Coding struct {
	DocumentID string            `json:"document_id"`
	Title      string            `json:"title"`
	Region     string            `json:"region"`
	Indicator  string            `json:"indicator"`
	Value      string            `json:"value"`
	Unit       string            `json:"unit"`
	Clause     string            `json:"clause"`
	Quote      string            `json:"quote"`
	Start      int               `json:"start"`
	End        int               `json:"end"`
	Coder      string            `json:"coder"`
	Note       string            `json:"note"`
	ClauseID   string            `json:"clause_id"`
	Rule       string            `json:"rule"`
	Confidence float64           `json:"confidence"`
	Evidence   []corpus.Evidence `json:"evidence"`
	// Human is what people said, oldest first; null where nobody did.
	Human []corpus.HumanCoding `json:"human"`
}

// Cell is one question asked of one document.
type Cell struct {
	Document corpus.Document
	Question coding.Indicator
	library.Cell
}

// answer is what the chosen coder says of a cell; ok is false where it says
// nothing.
func (c Cell) answer(coder string) (corpus.Coding, bool) {
	switch {
	case coder == string(corpus.CoderRule):
		return library.Cell{Rule: c.Rule}.Coding()
	case coder == string(corpus.CoderHuman):
		return library.Cell{Rule: nil, Human: c.Human}.Coding()
	}
	return c.Coding()
}

// Asked says whether the chosen coder was asked at all: where no person spoke,
// people's answers have no cell.
func (c Cell) Asked(coder string) bool {
	return coder != string(corpus.CoderHuman) || c.Human != nil
}

// Record is what the chosen coder answers; a silent document has the value
// corpus.NotRegulated.
func (c Cell) Record(coder string) Coding {
	r := Coding{
		DocumentID: c.Document.ID, Title: c.Document.Title, Region: c.Document.Region, Indicator: c.Question.ID, Value: corpus.NotRegulated,
		Coder: string(corpus.CoderRule), Evidence: []corpus.Evidence{}, Human: c.History,
	}
	if c.Human != nil && coder != string(corpus.CoderRule) {
		r.Coder, r.Note = string(corpus.CoderHuman), c.Human.Why
	}
	x, ok := c.answer(coder)
	if !ok {
		return r
	}
	r.Value, r.Unit, r.Coder, r.Note, r.Rule, r.Confidence = x.Value, x.Unit, string(x.Coder), x.Note, x.Rule, x.Confidence
	var labels, quotes []string
	for _, e := range x.Evidence {
		labels, quotes = append(labels, e.Label), append(quotes, e.Quote)
	}
	r.Clause, r.Quote = strings.Join(labels, " ‖ "), strings.Join(quotes, " ‖ ")
	if len(x.Evidence) > 0 {
		e := x.Evidence[0]
		r.Evidence, r.ClauseID, r.Start, r.End = x.Evidence, e.Clause, e.Start, e.End
	}
	return r
}
