package compare

import (
	"duibiao/corpus"
)

// Options choose what to compare.
type Options struct {
	// Regions are codes, names or masked places (Place.ID or Place.Name);
	// 110000 includes its districts. Empty means every place of the dataset.
	Regions []string
	// Home is the place whose gaps are shown, given the same way. Empty, with
	// no Regions either, means the dataset's own home place, if it has one.
	Home string
	// AsOf leaves out documents issued later, and is the day on which a status
	// is told. The zero date is the dataset's own.
	AsOf corpus.Date
}

// ColumnType is the type of the values of a column.
type ColumnType string

// The column types.
const (
	TypeText   ColumnType = "text"
	TypeNumber ColumnType = "number"
	TypePeriod ColumnType = "period" // a date, or a range of dates
)

// Column is one column of a Report.
type Column struct {
	// Key is the stable snake_case name that scripts use.
	Key   string     `json:"key"`
	Title string     `json:"title"`
	Unit  string     `json:"unit,omitempty"`
	Type  ColumnType `json:"type"`
}

// Row is one row of a Report.
type Row struct {
	// Region is the code or Place.ID of the place, Place its name.
	Region string `json:"region"`
	Place  string `json:"place"`
	// Home marks a row of the home place, Gap one that says something is missing.
	Home bool `json:"home"`
	Gap  bool `json:"gap"`
	// Topic and Kind tell like from unlike rows; both may be empty.
	Topic corpus.Topic `json:"topic,omitempty"`
	Kind  string       `json:"kind,omitempty"`
	// Cells stand in the order of Report.Columns.
	Cells []Cell `json:"cells"`
}

// Report is a table in which every cell has its evidence.
type Report struct {
	// Kind names the comparison: items, timeline, thresholds, support.
	Kind    string   `json:"kind"`
	Title   string   `json:"title"`
	Unit    string   `json:"unit"`
	Columns []Column `json:"columns"`
	Rows    []Row    `json:"rows"`
	// Notes are what a reader must know to read the table right.
	Notes []string `json:"notes"`
	// Sources are the sources of the cells, in order of first use.
	Sources []corpus.Reference `json:"sources"`
	// DataDate is how far the data reach.
	DataDate corpus.Date `json:"data_date"`
}

// Column finds a column by key, -1 if the report has none of that name.
func (r Report) Column(key string) int {
	for i, c := range r.Columns {
		if c.Key == key {
			return i
		}
	}
	return -1
}

// Cell is the cell of a row in the column of that key; a missing cell if the
// report has no such column.
func (r Report) Cell(row Row, key string) Cell {
	if i := r.Column(key); i >= 0 && i < len(row.Cells) {
		return row.Cells[i]
	}
	return Missing("")
}

// Header lists the column titles, with units, for a table that people read.
func (r Report) Header() []string {
	out := make([]string, len(r.Columns))
	for i, c := range r.Columns {
		out[i] = c.Title
		if c.Unit != "" {
			out[i] += "（" + c.Unit + "）"
		}
	}
	return out
}

// Table lists the rows as text for people, "—" for what is missing.
func (r Report) Table() [][]string {
	out := make([][]string, len(r.Rows))
	for i, row := range r.Rows {
		out[i] = make([]string, len(row.Cells))
		for k, c := range row.Cells {
			out[i][k] = c.Display()
		}
	}
	return out
}

// Keys lists the column keys, the header of a machine-readable table.
func (r Report) Keys() []string {
	out := make([]string, len(r.Columns))
	for i, c := range r.Columns {
		out[i] = c.Key
	}
	return out
}

// Values lists the rows as plain values for a machine: numbers without
// grouping, ISO dates and ranges, "" for what is missing.
func (r Report) Values() [][]string {
	out := make([][]string, len(r.Rows))
	for i, row := range r.Rows {
		out[i] = make([]string, len(row.Cells))
		for k, c := range row.Cells {
			out[i][k] = c.Plain()
		}
	}
	return out
}

// Record is one cell as one line of JSON Lines.
type Record struct {
	Report   string     `json:"report"`
	Row      int        `json:"row"`
	Region   string     `json:"region"`
	Place    string     `json:"place"`
	Home     bool       `json:"home"`
	Gap      bool       `json:"gap"`
	Column   string     `json:"column"`
	Type     ColumnType `json:"type"`
	Unit     string     `json:"unit,omitempty"`
	Value    any        `json:"value"`
	Computed string     `json:"computed,omitempty"`
	Missing  string     `json:"missing,omitempty"`
	Evidence []Evidence `json:"evidence"`
}

// Records lists every cell with its evidence; rows count from 1.
func (r Report) Records() []Record {
	out := make([]Record, 0, len(r.Rows)*len(r.Columns))
	for i, row := range r.Rows {
		for k, c := range row.Cells {
			col := r.Columns[k]
			ev := c.Evidence
			if ev == nil {
				ev = []Evidence{}
			}
			out = append(out, Record{
				Report: r.Kind, Row: i + 1, Region: row.Region, Place: row.Place, Home: row.Home, Gap: row.Gap,
				Column: col.Key, Type: col.Type, Unit: col.Unit, Value: c.Value(),
				Computed: c.Computed, Missing: c.Why, Evidence: ev,
			})
		}
	}
	return out
}
