package corpus

// Coder says who gave a Coding.
type Coder string

// The coders.
const (
	CoderRule  Coder = "rule"  // a rule of the codebook
	CoderHuman Coder = "human" // a person, who outranks a rule
)

// NotRegulated is the value of a cell on which the document is silent. Coders do
// not write such cells; they stand for the absence of a Coding.
const NotRegulated = "not_regulated"

// Coding is one answer: what one document says on one question of a codebook, and
// the places that prove it.
type Coding struct {
	// Indicator and Document are the IDs of the question and of the document.
	Indicator string `json:"indicator"`
	Document  string `json:"document_id"`
	// Value in canonical form: Arabic digits (30), yes, one of the indicator's
	// values, several of them joined by "|" in the codebook's order
	// (公开招标|邀请招标), a fraction 2/3, ranges 5-10 or, with an upper bound only,
	// 0-10, joined by "|" in ascending order.
	Value string `json:"value"`
	// Unit as the text has it: 日 and 工作日 are different units; a percentage names
	// its base, %（招标项目估算价）; "" for values without one.
	Unit string `json:"unit"`
	// Evidence is never empty for a rule's coding; the first one proves the value,
	// further ones the other parts of a set.
	Evidence []Evidence `json:"evidence"`
	Coder    Coder      `json:"coder"`
	// Note is a remark for the reader, "" for none.
	Note string `json:"note"`
	// Rule names the rule that fired (indicator and its place in the codebook), ""
	// for a person's coding.
	Rule string `json:"rule"`
	// Confidence is how far the rule is to be trusted, from 0 to 1: the codebook's
	// own figure for it, no probability.
	Confidence float64 `json:"confidence"`
}

// Evidence is a quotation with its pinpoint.
type Evidence struct {
	// Clause is the ID of the innermost article, paragraph, item or outline clause
	// that holds the quotation, "" outside all clauses.
	Clause string `json:"clause"`
	// Label names that clause as lawyers cite it: 第四十六条第一款第（三）项. A 款 is
	// named only where the article has several.
	Label string `json:"label"`
	// Quote is verbatim: the slice of the document's text between the offsets.
	Quote string `json:"quote"`
	// Start and End are offsets into the document's text in runes, End exclusive;
	// StartByte and EndByte are the same in bytes of UTF-8.
	Start     int `json:"start"`
	End       int `json:"end"`
	StartByte int `json:"start_byte"`
	EndByte   int `json:"end_byte"`
}

// Indicator is one question of a codebook, as far as a comparison needs it.
type Indicator struct {
	ID     string `json:"id"`
	NameZh string `json:"name_zh"`
	NameEn string `json:"name_en"`
	// Dimension is the heading under which the question is reported.
	Dimension string `json:"dimension"`
	// Type is the kind of answer: bool, enum, set, number, percent, fraction,
	// ranges, text. Unit is that of a number.
	Type string `json:"type"`
	Unit string `json:"unit"`
	// Direction is how a score reads the value: "higher" or "lower" is stricter,
	// "yes" counts when answered, "" is not scored.
	Direction string `json:"direction"`
}

// CodingRecord is a coding of a document of a place. The pinpoint and quotation
// of the first evidence stand in Provenance too.
type CodingRecord struct {
	Region string `json:"region"`
	// Title is the document's.
	Title string `json:"title"`
	// Label cites the clause: 第四十六条第一款.
	Label  string `json:"label"`
	Coding Coding `json:"coding"`
	Provenance
}

// CodedDocument is a document that was read with the codebook, whether or not it
// answers a question: on what it does not answer it is silent.
type CodedDocument struct {
	Region string `json:"region"`
	ID     string `json:"id"`
	Title  string `json:"title"`
	Provenance
}
