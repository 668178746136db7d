package corpus

import "time"

// HumanCoding is what a person says of one cell: a document and an indicator. It
// outranks the rules' coding of the cell. A later one for the same cell outranks
// an earlier one; none is ever deleted.
type HumanCoding struct {
	DocumentID string `json:"document_id"`
	Indicator  string `json:"indicator"`
	// Value and Unit are as in Coding; NotRegulated says that the document is
	// silent, whatever a rule found.
	Value string `json:"value"`
	Unit  string `json:"unit"`
	// Clause is the ID of the clause that proves the value, Quote words of it; ""
	// where the person names none.
	Clause string `json:"clause"`
	Quote  string `json:"quote"`
	// RuleValue and RuleUnit are what the rules said when the person looked,
	// NotRegulated for nothing.
	RuleValue string `json:"rule_value"`
	RuleUnit  string `json:"rule_unit"`
	// Who coded, When and Why. Who is never empty.
	Who  string    `json:"who"`
	When time.Time `json:"when"`
	Why  string    `json:"why"`
}

// Confirms reports a person who agrees with the rules.
func (h HumanCoding) Confirms() bool { return h.Value == h.RuleValue && h.Unit == h.RuleUnit }
