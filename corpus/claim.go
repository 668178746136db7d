package corpus

// Certainty says how far a record of the reference dataset can be trusted.
type Certainty string

// The certainties, strongest first.
const (
	SeenInDocument  Certainty = "document"  // seen in the document itself
	SeenInSecondary Certainty = "secondary" // seen in a secondary source
	CitedOnly       Certainty = "cited"     // named somewhere, content not seen
)

// Provenance is what every reference record carries: where it stands and how
// sure it is. Source is never empty.
type Provenance struct {
	Source    string    `json:"source"`
	Certainty Certainty `json:"certainty"`
	Note      string    `json:"note,omitempty"`
	// DocumentID, Clause and Quote point into a stored document that proves the
	// record; "" where it was made from a source outside the store.
	DocumentID string `json:"document_id,omitempty"`
	Clause     string `json:"clause,omitempty"`
	Quote      string `json:"quote,omitempty"`
}

// Basis says what a count rests on.
type Basis string

// The bases of counts.
const (
	BasisStated  Basis = ""        // the text says so
	BasisCounted Basis = "counted" // the items of the catalogue were counted
)

// CountClaim is a count that prose states: 七大项286子项.
type CountClaim struct {
	// Region is a GB/T 2260 code, "" where the source masks the name; Place is
	// the name as the source gives it.
	Region string `json:"region"`
	Place  string `json:"place"`
	// Subject is what is counted, e.g. 政府购买服务指导性目录.
	Subject string `json:"subject"`
	// Year is the year the catalogue is for; YearTo ends a range, 0 for none.
	Year   int `json:"year"`
	YearTo int `json:"year_to,omitempty"`
	// Tier is the tier counted, 1 outermost; TierName as the source calls it
	// (大类, 小项, 一级).
	Tier     int    `json:"tier"`
	TierName string `json:"tier_name"`
	// Count is the total stated, or nil if only changes are stated. Added and
	// Removed are the changes stated against the catalogue before, nil if not.
	Count   *int `json:"count"`
	Added   *int `json:"added"`
	Removed *int `json:"removed"`
	// Basis says whether the count is stated or counted.
	Basis Basis `json:"basis,omitempty"`
	// Topic and Confidence are as in DocumentRecord. In the reference dataset
	// Region may also be a Place.ID.
	Topic      Topic  `json:"topic,omitempty"`
	Confidence string `json:"confidence,omitempty"`
	Provenance
}

// Threshold is one 采购限额标准 or 公开招标数额标准.
type Threshold struct {
	Region string `json:"region"`
	Place  string `json:"place"`
	// Scope narrows the place: 中央预算单位, 省级, 县级.
	Scope string `json:"scope"`
	// Year and YearTo are the first and last year it holds; YearTo 0 is open.
	Year   int `json:"year"`
	YearTo int `json:"year_to"`
	// Kind is "limit" (分散采购限额) or "open_tender" (公开招标数额).
	Kind string `json:"kind"`
	// Object is goods, services or works.
	Object string `json:"object"`
	// Amount is in 元.
	Amount int64 `json:"amount"`
	// Confidence is as in DocumentRecord.
	Confidence string `json:"confidence,omitempty"`
	Provenance
}
