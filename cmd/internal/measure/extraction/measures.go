package main

import (
	"fmt"
	"slices"
	"strings"

	"duibiao/cmd/internal/library"
	"duibiao/corpus"
)

// page is a rendered article and what should be read of it.
type page struct {
	name  string
	bytes []byte
	truth article
	// says names the fields that the page gives, beside the title.
	says string
}

// pages renders n pages out of all combinations, every piece about as often.
func pages(n int) []page {
	cs, ds, rs, ids := containers(), decorations(), dressings(), identities()
	total := len(cs) * len(ds) * len(rs) * len(ids)
	out := make([]page, 0, n)
	for i := range n {
		k := i * 7919 % total // a prime that divides none of the counts
		c, d, r, id := cs[k%len(cs)], ds[k/len(cs)%len(ds)], rs[k/len(cs)/len(ds)%len(rs)], ids[k/len(cs)/len(ds)/len(rs)%len(ids)]
		kinds := articles(i)
		a := kinds[(i/3+k)%len(kinds)]
		inner := id.top(a) + fmt.Sprintf(c.format, bodyIn(a, r))
		text := `<!DOCTYPE html><html><head><meta charset="utf-8">` + id.head(a) + "</head><body>" + fmt.Sprintf(d.format, inner) + "</body></html>"
		out = append(out, page{strings.Join([]string{c.name, d.name, r.name, id.name, fmt.Sprint(i)}, "/"), []byte(text), a, id.says})
	}
	return out
}

// result is how well one page was read.
type result struct {
	name              string
	recall, precision float64
	// wrong names the fields that differ; asked those that were compared.
	wrong, asked []string
	detail       string
}

// measure reads a page and compares.
func measure(p page) result {
	r := result{name: p.name}
	_, parsed, err := library.Read("page.html", p.bytes, "")
	if err != nil {
		r.detail, r.wrong, r.asked = err.Error(), []string{"title"}, []string{"title"}
		return r
	}
	// A 文号 in a line of its own may be taken for the text's or for a field.
	got := strings.Replace(parsed.Text, p.truth.Number, "", 1)
	r.recall, r.precision = compare(got, p.truth.Title+"\n"+p.truth.text())
	r.fields(parsed.Meta, p)
	return r
}

func (r *result) fields(m corpus.Metadata, p page) {
	want, says := p.truth, strings.Fields(p.says+" title")
	for _, f := range []struct{ name, got, want string }{
		{"title", m.Title, want.Title},
		{"number", m.DocNumber, want.Number},
		{"issuer", strings.Join(m.Issuers, "、"), want.Issuer},
		{"issued", m.Issued.String(), want.Issued},
		{"published", m.Published.String(), want.Published},
		{"effective", m.Effective.String(), want.Effective},
		{"expires", m.Expires.String(), want.Expires},
		{"status", string(m.Stated), string(statuses()[want.Status])},
	} {
		if f.want == "" || !slices.Contains(says, f.name) {
			continue
		}
		r.asked = append(r.asked, f.name)
		if f.got != f.want {
			r.wrong = append(r.wrong, f.name)
			r.detail += fmt.Sprintf(" %s %q, want %q;", f.name, f.got, f.want)
		}
	}
}

func statuses() map[string]corpus.Status {
	return map[string]corpus.Status{
		"有效": corpus.StatusInForce, "现行有效": corpus.StatusInForce, "废止": corpus.StatusRepealed, "失效": corpus.StatusRepealed,
		"部分失效": corpus.StatusPartlyRepealed, "尚未生效": corpus.StatusNotYet, "已修改": corpus.StatusAmended,
	}
}

// compare gives the share of the wanted characters that were read in order, and
// the share of those read that were wanted. White space does not count.
func compare(got, want string) (recall, precision float64) {
	g, w := []rune(strings.Join(strings.Fields(got), "")), []rune(strings.Join(strings.Fields(want), ""))
	if len(g) == 0 || len(w) == 0 {
		return 0, 0
	}
	n := float64(common(g, w))
	return n / float64(len(w)), n / float64(len(g))
}

// common is the length of the longest common subsequence, found with a bit per
// rune of b (Hyyrö 2004, "Bit-parallel LCS-length computation revisited").
func common(a, b []rune) int {
	words := (len(b) + 63) / 64
	at := map[rune][]uint64{}
	for i, r := range b {
		if at[r] == nil {
			at[r] = make([]uint64, words)
		}
		at[r][i/64] |= 1 << (i % 64)
	}
	row := make([]uint64, words)
	for i := range row {
		row[i] = ^uint64(0)
	}
	for _, r := range a {
		step(row, at[r])
	}
	n := 0
	for i := range b {
		if row[i/64]>>(i%64)&1 == 0 {
			n++
		}
	}
	return n
}

// step is one row of the table: row = (row + (row & match)) | (row &^ match).
func step(row, match []uint64) {
	if match == nil {
		return
	}
	carry := uint64(0)
	for i, v := range row {
		u := v & match[i]
		sum := v + u
		next := uint64(0)
		if sum < v {
			next = 1
		}
		sum += carry
		if sum < carry {
			next = 1
		}
		row[i], carry = sum|v&^match[i], next
	}
}

// score sums up many results.
type score struct {
	pages                       int
	recall, precision           float64
	lowRecall, lowPrecision     int
	asked, right                map[string]int
	leastRecall, leastPrecision float64
}

func sum(results []result) score {
	s := score{pages: len(results), asked: map[string]int{}, right: map[string]int{}, leastRecall: 1, leastPrecision: 1}
	for _, r := range results {
		s.recall += r.recall / float64(len(results))
		s.precision += r.precision / float64(len(results))
		s.leastRecall, s.leastPrecision = min(s.leastRecall, r.recall), min(s.leastPrecision, r.precision)
		if r.recall < 0.99 {
			s.lowRecall++
		}
		if r.precision < 0.98 {
			s.lowPrecision++
		}
		for _, f := range r.asked {
			s.asked[f]++
			if !slices.Contains(r.wrong, f) {
				s.right[f]++
			}
		}
	}
	return s
}
