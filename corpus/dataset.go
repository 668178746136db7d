package corpus

import "strings"

// Topic says which line of rules a record belongs to, so that like is compared
// with like.
type Topic string

// The topics.
const (
	TopicServicePurchase Topic = "service_purchase" // 政府购买服务
	TopicProcurement     Topic = "procurement"      // 政府采购, 集中采购目录, 品目分类
)

// Dataset is what a comparison reads: records with provenance. The embedded
// reference dataset fills one; records made from stored documents are appended
// to the same slices. Every Provenance.Source is the ID of one of Sources.
type Dataset struct {
	// DataDate is the latest day, month or year that any record speaks of: the
	// data reach so far and no further.
	DataDate   Date              `json:"data_date"`
	Sources    []Reference       `json:"sources"`
	Places     []Place           `json:"places"`
	Documents  []DocumentRecord  `json:"documents"`
	Claims     []CountClaim      `json:"claims"`
	Thresholds []Threshold       `json:"thresholds"`
	Items      []ItemRecord      `json:"items"`
	Support    []SupportStandard `json:"support"`
	Statements []Statement       `json:"statements"`
	// Indicators are the questions, in the order of the codebook; Coded the
	// documents that were asked, Codings their answers.
	Indicators []Indicator     `json:"indicators,omitempty"`
	Coded      []CodedDocument `json:"coded,omitempty"`
	Codings    []CodingRecord  `json:"codings,omitempty"`
}

// Reference is one source of records, enough to cite and to find it again.
type Reference struct {
	ID string `json:"id"`
	// Author is the person, office or site that answers for the source.
	Author string `json:"author"`
	// Title is the title as published, or, with Described, our own words for a
	// page whose title is not known.
	Title     string `json:"title"`
	Described bool   `json:"described"`
	// DocNumber is the 文号 of a document, "" for none.
	DocNumber string `json:"doc_number,omitempty"`
	// Medium is the GB/T 7714 mark of type and carrier: R, N/OL, EB/OL, DB/OL.
	Medium string `json:"medium"`
	Date   Date   `json:"date"`
	// Locator is a URL, or as much of one as is known.
	Locator string `json:"locator"`
	// Accessed is the day the address was read, zero where that is not known.
	Accessed Date   `json:"accessed,omitzero"`
	Note     string `json:"note,omitempty"`
}

// Place is a place that a source names without telling which it is (上海xx区).
// Places with a GB/T 2260 code need no record: the jurisdiction table has them.
type Place struct {
	// ID stands where a code would stand; it begins with "x-".
	ID   string `json:"id"`
	Name string `json:"name"`
	// Parent is the code of the place it lies in, "" where that is masked too.
	Parent string `json:"parent"`
	// Home marks the place the source speaks of as its own (本区).
	Home bool `json:"home"`
	Provenance
}

// DocumentRecord is a document known from a source, its text not necessarily
// at hand.
type DocumentRecord struct {
	ID string `json:"id"`
	// Region is a GB/T 2260 code or a Place.ID.
	Region    string   `json:"region"`
	Title     string   `json:"title"`
	DocNumber string   `json:"doc_number"`
	Issuers   []string `json:"issuers"`
	Kind      Kind     `json:"kind"`
	Topic     Topic    `json:"topic"`
	// Start says that the record can stand for the beginning of the place's
	// rules on its topic: the source presents it so, or its title does (an
	// opinion or first measure, not a later budget rule or revision).
	Start bool `json:"start"`
	// Issued is the date of issue as precisely as known. When only bounds are
	// known it is the lower one: IssuedTo is then the upper one, or IssuedOpen
	// says there is none ("from 2008 on").
	Issued     Date   `json:"issued"`
	IssuedTo   Date   `json:"issued_to"`
	IssuedOpen bool   `json:"issued_open,omitempty"`
	Effective  Date   `json:"effective"`
	Expires    Date   `json:"expires"`
	Status     Status `json:"status"`
	// Revises is the ID of the record this one revises or replaces.
	Revises string `json:"revises,omitempty"`
	// Confidence is the wording of certainty in the notes the record was made from.
	Confidence string `json:"confidence"`
	Provenance
}

// ItemRecord is one class, item or field of a catalogue that a source names.
type ItemRecord struct {
	Region string `json:"region"`
	// Subject is the catalogue or list the item stands in.
	Subject string `json:"subject"`
	Year    int    `json:"year"`
	Code    string `json:"code"`
	Name    string `json:"name"`
	// Level is the tier, 1 outermost, 0 when not known.
	Level      int    `json:"level"`
	Parent     string `json:"parent"`
	Confidence string `json:"confidence"`
	Provenance
}

// SupportStandard is an amount of public support: a subsidy per person and
// month, a rate, a sum spent.
type SupportStandard struct {
	Region string `json:"region"`
	// Service is what is supported, Group who receives it, Grade the grade.
	Service string `json:"service"`
	Group   string `json:"group"`
	Grade   string `json:"grade"`
	// Year is the first year it holds; YearTo the last, 0 when not known.
	Year   int `json:"year"`
	YearTo int `json:"year_to"`
	// Amount is in 分 (hundredths of 元), so that 2070.58万元 stays exact.
	Amount int64 `json:"amount"`
	// Unit is what one amount covers: 元/人·月, 元.
	Unit       string `json:"unit"`
	Confidence string `json:"confidence"`
	Provenance
}

// StatementKind says what a Statement is about.
type StatementKind string

// The kinds of statement.
const (
	// StatementAbsent: the source states that a place has no such rule.
	StatementAbsent StatementKind = "absent"
	// StatementGap: the source names a difference to the leaders.
	StatementGap StatementKind = "gap"
	// StatementContent: what a document regulates, in our own words.
	StatementContent StatementKind = "content"
	// StatementUnknown: looked for and not found, or left open by the source.
	StatementUnknown StatementKind = "unknown"
)

// Statement is a fact without a number, in our own words.
type Statement struct {
	ID     string        `json:"id"`
	Kind   StatementKind `json:"kind"`
	Region string        `json:"region"`
	Topic  Topic         `json:"topic"`
	// Text is a digest, never a quotation.
	Text string `json:"text"`
	// AsOf is the time of which the source speaks; AsOfTo ends a range.
	AsOf       Date   `json:"as_of"`
	AsOfTo     Date   `json:"as_of_to"`
	Confidence string `json:"confidence"`
	Provenance
}

// SourceIDs are the sources of a record: Source is one id or several joined by
// ";", the strongest first.
func (p Provenance) SourceIDs() []string {
	if p.Source == "" {
		return nil
	}
	return strings.Split(p.Source, ";")
}

// ClaimBefore is the claim of the same place, topic and tier for the latest year
// before c's, nil if there is none.
func ClaimBefore(claims []CountClaim, c CountClaim) *CountClaim {
	var best *CountClaim
	for i, b := range claims {
		same := b.Region == c.Region && b.Topic == c.Topic && b.Tier == c.Tier && b.TierName == c.TierName
		if same && b.Year != 0 && b.Year < c.Year && (best == nil || b.Year > best.Year) {
			best = &claims[i]
		}
	}
	return best
}
