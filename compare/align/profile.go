package align

import (
	"unicode/utf8"

	"duibiao/corpus"
)

// profiles describes the units of all documents, weighed over all of them.
func profiles(docs []Document, all [][]Unit) [][]*profile {
	w := newWeigher()
	out := make([][]*profile, len(all))
	raw := make([][]rawFeatures, len(all))
	for d, us := range all {
		byID := clausesByID(docs[d])
		for i := range us {
			r := w.read(&us[i], headings(us[i].Clause, byID))
			raw[d] = append(raw[d], r)
			w.count(r.whole)
		}
	}
	named := w.named()
	for d, us := range all {
		for i := range us {
			p := w.profile(&us[i], raw[d][i], named, place(i, len(us)))
			p.cited = cited(p.folded, d, docs)
			out[d] = append(out[d], p)
		}
	}
	return out
}

func headingLevel(l corpus.Level) bool {
	return l == corpus.LevelPart || l == corpus.LevelChapter || l == corpus.LevelSection
}

func place(i, n int) float64 { return (float64(i) + 0.5) / float64(n) }

func clausesByID(d Document) map[string]corpus.Clause {
	out := make(map[string]corpus.Clause, len(d.Clauses))
	for _, c := range d.Clauses {
		out[c.ID] = c
	}
	return out
}

// rawFeatures are the features of a unit before their weights are known.
type rawFeatures struct {
	folded         string
	whole, heading []uint32
	parts          [][]uint32
}

func (w *weigher) read(u *Unit, heading string) rawFeatures {
	ts := tokens(u.Text)
	r := rawFeatures{folded: join(ts), heading: w.features(tokens(heading))}
	ts = plainNames(substance(ts))
	r.whole = w.features(ts)
	for _, s := range sentences(ts) {
		if fs := w.features(s); len(fs) > 0 {
			r.parts = append(r.parts, fs)
		}
	}
	return r
}

// shortSentence is joined to the next, in tokens; maxSentences bounds the work on
// one unit, the last takes the rest.
const (
	shortSentence = 12
	maxSentences  = 12
)

// sentences cuts at full stops and semicolons.
func sentences(ts []token) [][]token {
	var out [][]token
	from := 0
	for i, t := range ts {
		if t.kind == mark && (t.text == "." || t.text == ";") && i-from >= shortSentence && len(out) < maxSentences-1 {
			out = append(out, ts[from:i])
			from = i + 1
		}
	}
	if from < len(ts) {
		out = append(out, ts[from:])
	}
	return out
}

// named lists the features that are named things.
func (w *weigher) named() map[uint32]bool {
	out := map[uint32]bool{}
	for _, names := range w.names {
		for _, n := range names {
			if id, ok := w.ids[" "+n]; ok {
				out[id] = true
			}
		}
	}
	return out
}

func (w *weigher) profile(u *Unit, r rawFeatures, named map[uint32]bool, at float64) *profile {
	p := &profile{unit: u, folded: r.folded, label: Fold(u.Clause.Number), place: at}
	if headingLevel(u.Clause.Level) {
		p.class = "heading "
	}
	p.whole, p.heading = w.vector(r.whole, named), w.vector(r.heading, nil)
	for _, fs := range r.parts {
		p.parts = append(p.parts, w.vector(fs, named))
		p.sizes = append(p.sizes, float64(len(fs)))
	}
	p.sanction = penalty(r.folded)
	return p
}

// substance leaves out the phrases that only say what the penalty is: articles that
// punish different things share them word for word.
func substance(ts []token) []token {
	out := make([]token, 0, len(ts))
	from := 0
	for i := 0; i <= len(ts); i++ {
		if i < len(ts) && ts[i].kind != mark {
			continue
		}
		if phrase := ts[from:i]; !penalty(join(phrase)) {
			out = append(out, phrase...)
		}
		if i < len(ts) {
			out = append(out, ts[i])
		}
		from = i + 1
	}
	if countWords(out) == 0 {
		return ts
	}
	return out
}

func countWords(ts []token) (n int) {
	for _, t := range ts {
		if t.kind != mark {
			n++
		}
	}
	return n
}

// plainNames writes every 本条例, 本办法, 本规定 … as 本法: rules say the same of
// themselves under different names.
func plainNames(ts []token) []token {
	out := make([]token, 0, len(ts))
	for i := 0; i < len(ts); i++ {
		out = append(out, ts[i])
		if ts[i].text != "本" {
			continue
		}
		for _, name := range selfNames() {
			if spells(ts[i+1:], name) {
				out = append(out, token{text: "法", start: ts[i+1].start})
				i += utf8.RuneCountInString(name)
				break
			}
		}
	}
	return out
}

func selfNames() []string {
	return []string{"条例", "办法", "规定", "细则", "规则", "规程", "意见", "通知", "决定", "制度", "目录"}
}
