package scope

import (
	"errors"
	"io/fs"
	"strings"
)

// BarClass says why something may not be bought as a service.
type BarClass string

// The classes of what may not be bought as a service: goods, works, packages of
// works and services, and financing by 财预〔2017〕87号; the hiring of staff by
// 财政部令第102号.
const (
	BarGoods     BarClass = "goods"
	BarWorks     BarClass = "works"
	BarBundle    BarClass = "bundle"
	BarFinancing BarClass = "financing"
	BarStaffing  BarClass = "staffing"
)

// Bar says that an item looks like something that may not be bought as a
// service. It is a flag for a reader, made from the name alone.
type Bar struct {
	Class BarClass `json:"class"`
	// Basis are the rules it rests on, by their numbers; Rule is the id of the
	// rule of the table that fitted.
	Basis []string `json:"basis"`
	Rule  string   `json:"rule"`
}

type barRule struct {
	rule
	bar Bar
}

func (x *Crosswalk) readBarred(dir fs.FS) error {
	rows, err := openRecords(dir, "barred.tsv", "priority pattern class basis note")
	errs := []error{err}
	for _, r := range rows {
		p, id, err := rulePattern(r, "barred")
		b := Bar{Class: BarClass(r.cells["class"]), Basis: strings.Split(r.cells["basis"], ";"), Rule: id}
		switch b.Class {
		case BarGoods, BarWorks, BarBundle, BarFinancing, BarStaffing:
		default:
			err = errors.Join(err, errors.New("unknown class"))
		}
		if r.cells["basis"] == "" {
			err = errors.Join(err, errors.New("no basis"))
		}
		if err != nil {
			errs = append(errs, r.at("%w", err))
		}
		x.barred = append(x.barred, barRule{p, b})
	}
	return errors.Join(errs...)
}

// bar is the first rule that bars an item, nil if none does.
func (x *Crosswalk) bar(f *facts) *Bar {
	for i := range x.barred {
		if x.barred[i].pattern.match(f) {
			b := x.barred[i].bar
			return &b
		}
	}
	return nil
}
