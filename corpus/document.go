package corpus

import "time"

// Kind is the kind of a document.
type Kind string

// The kinds of document.
const (
	KindRule      Kind = "rule"      // 法律, 法规, 规章, 规范性文件
	KindCatalogue Kind = "catalogue" // 目录
	KindReport    Kind = "report"    // 调研报告 and the like
	KindOther     Kind = "other"
)

// Kinds lists every kind.
func Kinds() []Kind { return []Kind{KindRule, KindCatalogue, KindReport, KindOther} }

// Metadata is what a document says of itself, or a page of it.
type Metadata struct {
	Title string `json:"title"`
	// DocNumber is the 文号 in canonical form: 财库〔2013〕189号, 国务院令第658号.
	DocNumber string `json:"doc_number"`
	// Issuers are the 发文机关 in the order of the text.
	Issuers []string `json:"issuers"`
	// Region is a GB/T 2260 code ("100000" for national), "" when not known.
	Region string `json:"region"`
	// RegionName is the place as the table or, without a code, the text names it.
	RegionName string `json:"region_name"`
	Kind       Kind   `json:"kind"`
	// Issued is the first adoption (通过), else the first publication, that the
	// document states. Published is the first 公布/发布 date. Amended is the
	// latest 修正/修订. Effective is the 施行 date; when the text says only
	// 自公布之日起 it is the publication date if known, and EffectiveText
	// keeps the words. Expires is the first day on which it no longer holds.
	Issued        Date   `json:"issued"`
	Published     Date   `json:"published"`
	Amended       Date   `json:"amended"`
	Effective     Date   `json:"effective"`
	EffectiveText string `json:"effective_text,omitempty"`
	Expires       Date   `json:"expires"`
	// Stated is the status that a source states, StatusUnknown if none does.
	Stated Status `json:"stated"`
	// Repeals are the documents this one says it repeals (同时废止).
	Repeals []Repeal `json:"repeals,omitempty"`
}

// Repeal is a document that another declares repealed, as named there.
type Repeal struct {
	Title     string `json:"title"`
	DocNumber string `json:"doc_number,omitempty"`
	// Issued is a date of issue given beside the title, if any.
	Issued Date `json:"issued"`
}

// Document is one rule, catalogue or report: its identity and the metadata of
// its current version.
type Document struct {
	// ID is stable for ever: it is made from the first bytes seen of the
	// document and survives later versions.
	ID string `json:"id"`
	Metadata
	// Version counts from 1.
	Version int `json:"version"`
	// SHA256 is the hex digest of the current version's raw bytes.
	SHA256 string `json:"sha256"`
	// MediaType and Charset say how the raw bytes were read.
	MediaType string `json:"media_type"`
	Charset   string `json:"charset"`
	// SourceURL is the newest place the current version came from (file:// for
	// an imported file); SourceStatus is live or gone; LastSeen when it was
	// last there.
	SourceURL    string    `json:"source_url"`
	SourceStatus string    `json:"source_status"`
	LastSeen     time.Time `json:"last_seen"`
	// Clauses and Items count the current version's clauses and catalogue items.
	Clauses int `json:"clauses"`
	Items   int `json:"items"`
}

// Source is one place a document was seen at.
type Source struct {
	DocumentID string `json:"document_id"`
	URL        string `json:"url"`
	SHA256     string `json:"sha256"`
	// Status is "live" or "gone".
	Status    string    `json:"status"`
	FirstSeen time.Time `json:"first_seen"`
	LastSeen  time.Time `json:"last_seen"`
}

// CatalogueItem is one 目录项: a node of the tree that a catalogue is.
type CatalogueItem struct {
	DocumentID string `json:"document_id"`
	Region     string `json:"region"`
	// Year is the year the catalogue is for, 0 when not known.
	Year int `json:"year"`
	// Code is the code as printed, without spaces and in half-width letters and
	// digits: A0101, C01010100, 1.2.3. "" where the catalogue gives none.
	Code string `json:"code"`
	// Number is the running number or label of an item without a code: 一、 （一） 12.
	Number string `json:"number"`
	Name   string `json:"name"`
	// Level is the tier, 1 outermost (大类, 类), 0 when not known. TierName is what
	// the catalogue calls it (一级目录, 款), "" when it does not say.
	Level    int    `json:"level"`
	TierName string `json:"tier_name"`
	// Parent is the code of the item above, its name where it has no code, "" at
	// the top. ParentOrd is that item's Ord, 0 at the top.
	Parent string `json:"parent"`
	Note   string `json:"note"`
	// Ord counts the items of the document from 1, in its order.
	Ord       int `json:"ord"`
	ParentOrd int `json:"parent_ord"`
	// Table counts the tables of the document from 1, 0 for an item that stands in
	// running text. Row is the row of the table: in a sheet its number there, in a
	// table over several pages its place on the page, a repeated head not counted.
	// Page is the page, Sheet the sheet's name. 0 and "" where there is none.
	Table int    `json:"table"`
	Row   int    `json:"row"`
	Page  int    `json:"page"`
	Sheet string `json:"sheet"`
	// Start and End are the offsets of the row or line in the version's text, in
	// runes; StartByte and EndByte the same in bytes.
	Start     int `json:"start"`
	End       int `json:"end"`
	StartByte int `json:"start_byte"`
	EndByte   int `json:"end_byte"`
}
