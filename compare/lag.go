package compare

import (
	"fmt"
	"math"
	"slices"

	"duibiao/corpus"
)

// span is when something happened, as far as known: not before From, and not
// after To's year unless Open.
type span struct {
	from, to corpus.Date
	open     bool
}

func spanOf(d corpus.DocumentRecord) span {
	s := span{d.Issued, d.IssuedTo, d.IssuedOpen}
	if s.to.IsZero() {
		s.to = s.from
	}
	return s
}

// exact reports whether the span is one date known at least to the month.
func (s span) exact() bool { return !s.open && s.from == s.to && s.from.Month > 0 }

// race is who came first among the first dedicated rules of the places.
type race struct {
	// firstOf is the ID of the first rule of each region.
	firstOf map[string]string
	winner  *corpus.DocumentRecord
	// unsure says that another place may have been earlier.
	unsure bool
}

// firsts finds the first dedicated rule of each place and of all. The winner
// is the rule that was surely out first; it is unsure when some other may have
// been out in an earlier year.
func firsts(docs []corpus.DocumentRecord) race {
	r := race{firstOf: map[string]string{}}
	starts := startsOf(docs)
	for _, d := range starts { // in table order, so the outcome is stable
		r.firstOf[d.Region] = d.ID
		if !d.IssuedOpen && (r.winner == nil || spanOf(d).to.Before(spanOf(*r.winner).to)) {
			r.winner = &d
		}
	}
	r.unsure = r.winner == nil || slices.ContainsFunc(starts, func(d corpus.DocumentRecord) bool {
		return d.Issued.Year < r.winner.Issued.Year
	})
	return r
}

// startsOf is the earliest dated starting rule of each place, in the order of
// docs.
func startsOf(docs []corpus.DocumentRecord) []corpus.DocumentRecord {
	var out []corpus.DocumentRecord
	at := map[string]int{}
	for _, d := range docs {
		if d.Topic != corpus.TopicServicePurchase || !d.Start || d.Issued.IsZero() {
			continue
		}
		i, ok := at[d.Region]
		if !ok {
			at[d.Region] = len(out)
			out = append(out, d)
		} else if d.Issued.Before(out[i].Issued) {
			out[i] = d
		}
	}
	return out
}

// lagCells are the three cells lag, lag_years_min, lag_years_max of a document.
func (c chosen) lagCells(d corpus.DocumentRecord, r race, ev []Evidence) []Cell {
	var why string
	switch {
	case r.firstOf[d.Region] != d.ID:
		why = "不作为本地购买服务制度的起点"
	case r.unsure:
		why = "首发地不能确定"
	case r.winner.ID == d.ID:
		return []Cell{Text("首发", ev...).computed("所选地区中已知最早"), Number(0, ev...), Number(0, ev...)}
	default:
		w := c.evidence(r.winner.Provenance, r.winner.Confidence, DocumentName(*r.winner))
		return lag(spanOf(*r.winner), spanOf(d), dedupe(append(append([]Evidence{}, ev...), w...)))
	}
	return []Cell{Missing(why), Missing(why), Missing(why)}
}

// lag is the time from the first mover a to b.
func lag(a, b span, ev []Evidence) []Cell {
	if a.exact() && b.exact() {
		return monthsLag(a.from, b.from, ev)
	}
	lo := max(0, b.from.Year-a.to.Year)
	hi := b.to.Year - a.from.Year
	how := fmt.Sprintf("按年份相减：%s−%s", yearsOf(b), yearsOf(a))
	text, top := fmt.Sprintf("晚%d年", lo), Number(float64(hi), ev...).computed(how)
	switch {
	case b.open:
		text, top = fmt.Sprintf("至少晚%d年", lo), Missing("不知具体年份")
	case hi != lo:
		text = fmt.Sprintf("晚%d—%d年", lo, hi)
	case hi == 0:
		text = "同年，先后不明"
	}
	return []Cell{Text(text, ev...).computed(how), Number(float64(lo), ev...).computed(how), top}
}

func yearsOf(s span) string {
	switch {
	case s.open:
		return fmt.Sprintf("%d年起", s.from.Year)
	case s.from.Year != s.to.Year:
		return fmt.Sprintf("%d至%d年", s.from.Year, s.to.Year)
	}
	return fmt.Sprintf("%d", s.from.Year)
}

// monthsLag counts whole months between two dates known to the month.
func monthsLag(a, b corpus.Date, ev []Evidence) []Cell {
	m := (b.Year-a.Year)*12 + b.Month - a.Month
	if a.Complete() && b.Complete() && b.Day < a.Day {
		m--
	}
	m = max(0, m)
	how := fmt.Sprintf("足月：%s至%s", a.Chinese(), b.Chinese())
	years := math.Round(float64(m)/12*10) / 10
	n := Number(years, ev...).computed(how)
	return []Cell{Text("晚"+monthsText(m), ev...).computed(how), n, n}
}

func monthsText(m int) string {
	switch {
	case m < 1:
		return "不足1个月"
	case m < 12:
		return fmt.Sprintf("%d个月", m)
	case m%12 == 0:
		return fmt.Sprintf("%d年", m/12)
	}
	return fmt.Sprintf("%d年%d个月", m/12, m%12)
}

// absentLag is how far a place without a rule was behind at the time of the
// statement.
func (c chosen) absentLag(s corpus.Statement, r race, ev []Evidence) []Cell {
	why := "首发地或陈述时间不能确定"
	if r.unsure || s.AsOf.IsZero() {
		return []Cell{Missing(why), Missing(why), Missing(why)}
	}
	w := spanOf(*r.winner)
	years := s.AsOf.Year - w.to.Year
	if years < 1 {
		return []Cell{Missing(why), Missing(why), Missing(why)}
	}
	how := fmt.Sprintf("计至来源所述时间：%d−%s", s.AsOf.Year, yearsOf(w))
	all := dedupe(append(append([]Evidence{}, ev...), c.evidence(r.winner.Provenance, r.winner.Confidence, DocumentName(*r.winner))...))
	return []Cell{
		Text(fmt.Sprintf("未见，至少晚%d年", years), all...).computed(how),
		Number(float64(years), all...).computed(how), Missing("尚未出台"),
	}
}
