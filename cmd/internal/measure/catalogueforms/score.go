package main

import (
	"fmt"
	"strings"

	"duibiao/compare"
	"duibiao/corpus"
	"duibiao/corpus/extract"
	"duibiao/corpus/parse"
)

// result is how well one form was read.
type result struct {
	form      form
	got, want []item
	// right are items with the right name, tier and parent; codes and notes those
	// among them whose code and note are right, too.
	right, codes, notes int
	// trouble is what else is wrong: an error, a count that was not explained.
	trouble string
}

// measure writes a form, reads it and compares.
func measure(f form) result {
	r := result{form: f, want: f.wanted()}
	name, data := f.file()
	content, err := extract.File(name, data)
	if err != nil {
		r.trouble = err.Error()
		return r
	}
	p := parse.Document(content, parse.Hint{FileName: name})
	r.got = itemsOf(p.Items)
	r.match()
	if f.wrong != "" {
		if found := reconciled(p); found != f.wrong {
			r.trouble = fmt.Sprintf("counts: %s, want %s", found, f.wrong)
		}
	}
	return r
}

func itemsOf(list []corpus.CatalogueItem) []item {
	var out []item
	for _, it := range list {
		i := item{code: it.Code, name: it.Name, note: it.Note, level: it.Level}
		if it.ParentOrd > 0 {
			i.parent = list[it.ParentOrd-1].Name
		}
		out = append(out, i)
	}
	return out
}

// match pairs the items found with those wanted, each once, those of the same
// code first.
func (r *result) match() {
	used := make([]bool, len(r.got))
	var rest []item
	for _, w := range r.want {
		if !r.pair(w, used, true) {
			rest = append(rest, w)
		}
	}
	for _, w := range rest {
		r.pair(w, used, false)
	}
}

// pair uses up the first item found that is the one wanted, and counts what is
// right about it.
func (r *result) pair(w item, used []bool, strict bool) bool {
	for i, g := range r.got {
		if used[i] || !w.is(g, strict) {
			continue
		}
		used[i] = true
		r.right++
		if g.code == w.code {
			r.codes++
		}
		if squeeze(g.note) == squeeze(w.note) {
			r.notes++
		}
		return true
	}
	return false
}

// is reports the same name, tier and parent; strictly, also code and note.
func (i item) is(o item, strict bool) bool {
	if strict {
		return i == o
	}
	return i.name == o.name && i.level == o.level && i.parent == o.parent
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// reconciled says what the first count that disagrees is explained by.
func reconciled(p corpus.Parsed) string {
	for _, r := range compare.Reconcile(p.Items, p.Counts) {
		if r.Agrees {
			continue
		}
		for _, g := range r.Gaps {
			return fmt.Sprintf("gap %s row %d", g.Missing, g.After.Row)
		}
		for _, d := range r.Doubles {
			return fmt.Sprintf("twice %s row %d", d.Code+d.Name, d.Row)
		}
		return "unexplained"
	}
	return "all agree"
}

func (r result) figures() (recall, precision, codes, notes float64) {
	if len(r.want) == 0 {
		if len(r.got) == 0 {
			return 1, 1, 1, 1
		}
		return 0, 0, 0, 0
	}
	share := func(n, of int) float64 {
		if of == 0 {
			return 0
		}
		return float64(n) / float64(of)
	}
	return share(r.right, len(r.want)), share(r.right, len(r.got)), share(r.codes, r.right), share(r.notes, r.right)
}

func (r result) String() string {
	recall, precision, codes, notes := r.figures()
	s := fmt.Sprintf("%-44s %3d/%-3d recall %.2f precision %.2f codes %.2f notes %.2f", r.form.name, len(r.got), len(r.want), recall, precision, codes, notes)
	if r.trouble != "" {
		s += "  " + r.trouble
	}
	return s
}

// score is the mean over forms.
type score struct {
	forms, perfect                  int
	recall, precision, codes, notes float64
	troubles                        int
}

func (s *score) add(r result) {
	recall, precision, codes, notes := r.figures()
	s.forms++
	s.recall, s.precision, s.codes, s.notes = s.recall+recall, s.precision+precision, s.codes+codes, s.notes+notes
	if r.trouble != "" {
		s.troubles++
	} else if recall+precision+codes+notes == 4 {
		s.perfect++
	}
}

func (s score) good() bool {
	n := least * float64(s.forms)
	return s.recall >= n && s.precision >= n && s.codes >= n && s.notes >= n && s.troubles == 0
}

func (s score) String() string {
	n := float64(s.forms)
	return fmt.Sprintf("        recall %.4f precision %.4f codes %.4f notes %.4f; %d without a fault", s.recall/n, s.precision/n, s.codes/n, s.notes/n, s.perfect)
}
