package corpus

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Date is a civil date in the Chinese calendar of official documents (no time
// zone). Month and Day are 0 when a source states only the year or only year
// and month; the zero Date means "not known".
type Date struct {
	Year, Month, Day int
}

// NewDate returns the date, or an error naming the part that is impossible.
// month and day may be 0 (unknown); day must be 0 when month is.
func NewDate(year, month, day int) (Date, error) {
	d := Date{year, month, day}
	switch {
	case year < 1 || year > 9999:
		return Date{}, fmt.Errorf("date: year %d out of range", year)
	case month < 0 || month > 12:
		return Date{}, fmt.Errorf("date: month %d out of range", month)
	case month == 0 && day != 0:
		return Date{}, fmt.Errorf("date: day %d without a month", day)
	case day < 0 || day > daysIn(year, month):
		return Date{}, fmt.Errorf("date: day %d out of range in %04d-%02d", day, year, month)
	}
	return d, nil
}

func daysIn(year, month int) int {
	if month == 0 {
		return 0
	}
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// ParseDate reads ISO 8601 calendar dates: 2015-03-01, 2015-03 or 2015.
// The empty string is the zero Date.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	parts := strings.Split(s, "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return Date{}, fmt.Errorf("date %q: want YYYY, YYYY-MM or YYYY-MM-DD", s)
	}
	var n [3]int
	for i, p := range parts {
		if i > 0 && len(p) != 2 {
			return Date{}, fmt.Errorf("date %q: want YYYY, YYYY-MM or YYYY-MM-DD", s)
		}
		v, err := strconv.ParseUint(p, 10, 16)
		if err != nil {
			return Date{}, fmt.Errorf("date %q: want YYYY, YYYY-MM or YYYY-MM-DD", s)
		}
		n[i] = int(v)
	}
	if len(parts) > 1 && n[1] == 0 || len(parts) > 2 && n[2] == 0 {
		return Date{}, fmt.Errorf("date %q: month and day count from 01", s)
	}
	return NewDate(n[0], n[1], n[2])
}

// DateOf is the civil date of t in t's own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, int(m), d}
}

// IsZero reports whether the date is not known.
func (d Date) IsZero() bool { return d == Date{} }

// Complete reports whether year, month and day are all known.
func (d Date) Complete() bool { return d.Year > 0 && d.Month > 0 && d.Day > 0 }

// Compare orders dates; an unknown month or day sorts before a known one.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Before reports whether d sorts before e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// String is the ISO form with only the known parts, "" when nothing is known.
func (d Date) String() string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Chinese is the form of running text: 2015年3月1日, 2015年3月, 2015年.
func (d Date) Chinese() string {
	var b strings.Builder
	if d.Year > 0 {
		fmt.Fprintf(&b, "%d年", d.Year)
	}
	if d.Month > 0 {
		fmt.Fprintf(&b, "%d月", d.Month)
	}
	if d.Day > 0 {
		fmt.Fprintf(&b, "%d日", d.Day)
	}
	return b.String()
}

// MarshalJSON writes the ISO string, or null when the date is not known.
func (d Date) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(d.String())
}

// UnmarshalJSON reads what MarshalJSON writes.
func (d *Date) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*d = Date{}
		return nil
	}
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("date: %w", err)
	}
	v, err := ParseDate(s)
	if err != nil {
		return err
	}
	*d = v
	return nil
}
