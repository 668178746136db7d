package desk

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"duibiao/cmd/internal/library"
	"duibiao/cmd/internal/msg"
	"duibiao/compare/coding"
	"duibiao/corpus"

	"golang.org/x/text/width"
)

// Word is what a person says of a cell, as it was written.
type Word struct {
	// Value is a value of the question's type, a confirmation (=) or silence.
	Value, Unit string
	// Clause proves the value; "" is the rule's clause.
	Clause   string
	Who, Why string
	When     time.Time
	// Shown is the rules' value that the person saw, "" where it is not known.
	Shown string
}

// Said reads what a person says of a cell of a document. A document that changed
// since the person looked is refused: the confirmation was of another value.
func (r *Reader) Said(ctx context.Context, q coding.Indicator, d corpus.Document, c library.Cell, w Word) (corpus.HumanCoding, error) {
	h := corpus.HumanCoding{
		DocumentID: d.ID, Indicator: q.ID, Who: strings.TrimSpace(w.Who), Why: strings.TrimSpace(w.Why), When: w.When, RuleValue: corpus.NotRegulated, Unit: w.Unit,
	}
	if h.Who == "" {
		return h, invalid(tell("indicators.no_who"))
	}
	if c.Rule != nil {
		h.RuleValue, h.RuleUnit = c.Rule.Value, c.Rule.Unit
	}
	var err error
	if h.Value, err = value(q, w, h.RuleValue); err != nil {
		return h, err
	}
	if h.Unit == "" && h.Value != corpus.NotRegulated && c.Rule != nil {
		h.Unit = c.Rule.Unit
	}
	if h.Value == corpus.NotRegulated {
		return h, nil
	}
	err = r.proof(ctx, d, c, w.Clause, &h)
	return h, err
}

// proof finds the clause that the person names, or takes the rule's.
func (r *Reader) proof(ctx context.Context, d corpus.Document, c library.Cell, ref string, h *corpus.HumanCoding) error {
	if ref == "" {
		if c.Rule != nil && len(c.Rule.Evidence) > 0 {
			h.Clause, h.Quote = c.Rule.Evidence[0].Clause, c.Rule.Evidence[0].Quote
		}
		return nil
	}
	clauses, err := r.Store.Clauses(ctx, d.ID)
	if err != nil {
		return err
	}
	i, err := FindClause(d, clauses, ref)
	if err != nil {
		return err
	}
	h.Clause = clauses[i].ID
	return nil
}

// Same says whether a person said just this before.
func Same(old *corpus.HumanCoding, h corpus.HumanCoding) bool {
	return old != nil && old.Value == h.Value && old.Unit == h.Unit && old.Clause == h.Clause && old.Who == h.Who && old.Why == h.Why
}

// value reads the human_value of a row: a confirmation, silence, or a value of the
// question's type.
func value(q coding.Indicator, w Word, rule string) (string, error) {
	s := strings.TrimSpace(width.Fold.String(w.Value))
	switch strings.ToLower(s) {
	case "=", "confirm", "确认", "√", "ok":
		if w.Shown != "" && w.Shown != rule {
			return "", invalid(tell("indicators.moved", w.Shown, rule))
		}
		return rule, nil
	case corpus.NotRegulated, "未规定", "无", "no", "否":
		return corpus.NotRegulated, nil
	}
	v, ok := canonical(q, s)
	if !ok {
		return "", invalid(tell("indicators.bad_value", s, q.NameZh, msg.Message{Key: "type." + string(q.Type)}, strings.Join(q.Values, "、")))
	}
	return v, nil
}

// canonical writes a value as codings do; ok is false for what is none of the type.
func canonical(q coding.Indicator, s string) (string, bool) {
	switch q.Type {
	case coding.TypeBool:
		return "yes", slices.Contains([]string{"yes", "是", "有", "y", "1", "true"}, strings.ToLower(s))
	case coding.TypeNumber, coding.TypePercent:
		s = strings.TrimSuffix(s, "%")
		_, err := strconv.ParseFloat(s, 64)
		return s, err == nil
	case coding.TypeFraction:
		a, b, ok := strings.Cut(s, "/")
		x, err1 := strconv.Atoi(a)
		y, err2 := strconv.Atoi(b)
		return s, ok && err1 == nil && err2 == nil && x > 0 && y >= x
	case coding.TypeRanges:
		return s, isRanges(s)
	case coding.TypeEnum:
		return s, slices.Contains(q.Values, s)
	case coding.TypeSet:
		return canonicalSet(q, s)
	}
	return s, s != ""
}

func isRanges(s string) bool {
	for part := range strings.SplitSeq(s, "|") {
		for n := range strings.SplitSeq(part, "-") {
			if _, err := strconv.ParseFloat(n, 64); err != nil {
				return false
			}
		}
	}
	return s != ""
}

// canonicalSet puts the members of a set in the codebook's order.
func canonicalSet(q coding.Indicator, s string) (string, bool) {
	given := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("|、,;，； ", r) })
	var out []string
	for _, v := range q.Values {
		if slices.Contains(given, v) {
			out = append(out, v)
		}
	}
	slices.Sort(given)
	return strings.Join(out, "|"), len(out) > 0 && len(out) == len(slices.Compact(given))
}
