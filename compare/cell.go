package compare

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"duibiao/corpus"
)

// CellType is the type of one cell: that of its column, or missing.
type CellType string

// The cell types.
const (
	CellText    CellType = "text"
	CellNumber  CellType = "number"
	CellPeriod  CellType = "period"
	CellMissing CellType = "missing"
)

// Evidence is what one cell stands on: a record of the dataset, or a clause of
// a stored document.
type Evidence struct {
	// SourceID is the id of one of Report.Sources; Source cites it in words.
	SourceID string `json:"source_id"`
	Source   string `json:"source"`
	// Certainty is how far to trust it, Confidence the wording it comes from.
	Certainty  corpus.Certainty `json:"certainty"`
	Confidence string           `json:"confidence,omitempty"`
	// Document names the document the value stands in, "" when the source is
	// all that is known; DocumentID and Clause point into a stored document.
	Document   string `json:"document,omitempty"`
	DocumentID string `json:"document_id,omitempty"`
	Clause     string `json:"clause,omitempty"`
	Quote      string `json:"quote,omitempty"`
	Note       string `json:"note,omitempty"`
}

// Cell is one typed value with its evidence.
type Cell struct {
	Type   CellType
	Number float64
	Text   string
	// From is a date, the beginning of a period, or its lower bound; To the
	// end; Open says that only From is known.
	From, To corpus.Date
	Open     bool
	// Computed says how the value was derived, "" for one a source states.
	Computed string
	// Why says why the value is missing.
	Why      string
	Evidence []Evidence
}

// Text is a text cell, missing when s is empty.
func Text(s string, ev ...Evidence) Cell {
	if s == "" {
		return Missing("来源未载")
	}
	return Cell{Type: CellText, Text: s, Evidence: ev}
}

// Number is a number cell; what is no finite number is missing.
func Number(v float64, ev ...Evidence) Cell {
	if !finite(v) {
		return Missing("不是有效数字")
	}
	return Cell{Type: CellNumber, Number: v, Evidence: ev}
}

// Count is a number cell of a count, missing when p is nil.
func Count(p *int, ev ...Evidence) Cell {
	if p == nil {
		return Missing("来源未写明")
	}
	return Number(float64(*p), ev...)
}

// Period is a date (to zero, open false), a range, or "from … on" (open).
func Period(from, to corpus.Date, open bool, ev ...Evidence) Cell {
	if from.IsZero() {
		return Missing("日期未见")
	}
	return Cell{Type: CellPeriod, From: from, To: to, Open: open, Evidence: ev}
}

// Missing is a cell without a value and the reason why.
func Missing(why string) Cell { return Cell{Type: CellMissing, Why: why} }

// IsMissing reports whether the cell has no value; what is no finite number is
// none.
func (c Cell) IsMissing() bool {
	return c.Type == CellMissing || c.Type == "" || c.Type == CellNumber && !finite(c.Number)
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// Plain is the value for machines: 323, 2015-04-02, 2014/2015, 2008/.. (ISO
// 8601-2), "" when missing.
func (c Cell) Plain() string {
	if c.IsMissing() {
		return ""
	}
	switch c.Type {
	case CellText:
		return c.Text
	case CellNumber:
		return strconv.FormatFloat(c.Number, 'f', -1, 64)
	case CellPeriod:
		switch {
		case c.Open:
			return c.From.String() + "/.."
		case !c.To.IsZero():
			return c.From.String() + "/" + c.To.String()
		}
		return c.From.String()
	}
	return ""
}

// Display is the value for people: dates in Chinese, "—" when missing.
func (c Cell) Display() string {
	if c.IsMissing() {
		return "—"
	}
	switch c.Type {
	case CellPeriod:
		switch {
		case c.Open:
			return c.From.Chinese() + "起"
		case c.To.IsZero():
			return c.From.Chinese()
		case c.From.Month == 0 && c.To.Month == 0:
			return fmt.Sprintf("%d—%d年", c.From.Year, c.To.Year)
		}
		return c.From.Chinese() + "—" + c.To.Chinese()
	}
	return c.Plain()
}

// Value is the value for JSON: a number, a string, or nil when missing.
func (c Cell) Value() any {
	switch {
	case c.IsMissing():
		return nil
	case c.Type == CellNumber:
		return c.Number
	}
	return c.Plain()
}

// MarshalJSON writes type, value, computed, missing and evidence.
func (c Cell) MarshalJSON() ([]byte, error) {
	b, err := json.Marshal(struct {
		Type     CellType   `json:"type"`
		Value    any        `json:"value"`
		Computed string     `json:"computed,omitempty"`
		Missing  string     `json:"missing,omitempty"`
		Evidence []Evidence `json:"evidence,omitempty"`
	}{c.Type, c.Value(), c.Computed, c.Why, c.Evidence})
	if err != nil {
		return nil, fmt.Errorf("cell: %w", err)
	}
	return b, nil
}

// computed marks a cell as derived, with the reason.
func (c Cell) computed(how string) Cell {
	c.Computed = how
	return c
}
