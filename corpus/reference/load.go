package reference

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"duibiao/corpus"
)

//go:embed data/*.tsv
var data embed.FS

// Load reads and checks the embedded dataset. Records are in the order of the
// files, so the result is the same on every call; it belongs to the caller.
func Load() (*corpus.Dataset, error) {
	sub, err := fs.Sub(data, "data")
	if err != nil {
		return nil, fmt.Errorf("reference dataset: %w", err)
	}
	return Read(sub)
}

// Read reads and checks a dataset from the files of a directory, named as the
// embedded ones are. The error names every bad record by file and line.
func Read(dir fs.FS) (*corpus.Dataset, error) {
	d := &corpus.Dataset{}
	k := newChecker()
	for _, t := range tables() {
		rows, err := readTable(dir, t.name, t.columns)
		if err != nil {
			k.errs = append(k.errs, err)
			continue
		}
		for _, r := range rows {
			t.add(d, r)
			k.row(t, r)
		}
	}
	k.dataset(d)
	if err := errors.Join(k.errs...); err != nil {
		return nil, fmt.Errorf("reference dataset: %w", err)
	}
	d.DataDate = latest(d)
	return d, nil
}

// latest is the latest date that a record states as a fact: dates of issue and
// effect, years of claims and first years of thresholds.
func latest(d *corpus.Dataset) corpus.Date {
	var last corpus.Date
	see := func(dates ...corpus.Date) {
		for _, x := range dates {
			if last.Before(x) {
				last = x
			}
		}
	}
	for _, r := range d.Documents {
		see(r.Issued, r.Effective)
	}
	for _, c := range d.Claims {
		see(corpus.Date{Year: max(c.Year, c.YearTo)})
	}
	for _, t := range d.Thresholds {
		see(corpus.Date{Year: t.Year})
	}
	for _, s := range d.Sources {
		see(s.Date)
	}
	return last
}
