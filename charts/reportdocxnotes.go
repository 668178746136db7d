package charts

import (
	"strings"
	"unicode/utf8"

	"duibiao/charts/word"
	"duibiao/compare"
)

// sentence writes a finding: after the last of several figures from the same
// sources stands one footnote for all of them.
func (k *wordMaker) sentence(item []inline, spans []compare.Span) []word.Run {
	var out []word.Run
	var pending []stated
	k.said = map[string]bool{}
	for i, run := range item {
		text := strings.ReplaceAll(run.Text, htmlOnly, docxOnly)
		if run.Hint != "" {
			s := stated{text: run.Text, hint: run.Hint}
			if spans != nil {
				s.cell = spans[i].Cell
			}
			pending = append(pending, s)
		}
		r := word.Run{Text: text}
		if len(run.Refs) > 0 {
			r.Note = k.footnote(pending, run.Refs)
			pending = nil
		}
		out = append(out, r)
	}
	return out
}

// stated is a figure of a sentence: its words, where it comes from, and its cell
// when that is known.
type stated struct {
	text, hint string
	cell       *compare.Cell
}

// quoteRunes is the length up to which a footnote quotes a clause.
const quoteRunes = 80

// footnote says where figures come from: the source (in full the first time, by
// number later), document, clause and words, how they were computed, and notes.
func (k *wordMaker) footnote(figures []stated, refs []int) []word.Run {
	if len(refs) > fullRefs {
		return k.shortNote(figures, refs)
	}
	var out []word.Run
	for i, n := range refs {
		if i > 0 {
			out = append(out, word.Run{Text: "；"})
		}
		certainty, places := whence(figures, i)
		out = append(out, sourceLink(n))
		if certainty != "" {
			out = append(out, word.Run{Text: "（" + certainty + "）"})
		}
		if !k.cited[n] {
			k.cited[n] = true
			places = append([]string{strings.TrimSuffix(k.sources[n], ".")}, places...)
		}
		if len(places) > 0 {
			out = append(out, word.Run{Text: "：" + strings.Join(places, "，")})
		}
	}
	return k.remark(append(out, word.Run{Text: "。"}), figures)
}

// remark adds what is noted of figures and was not said in this sentence.
func (k *wordMaker) remark(out []word.Run, figures []stated) []word.Run {
	for _, s := range remarks(figures) {
		if !k.said[s] {
			k.said[s] = true
			out = append(out, word.Run{Text: s})
		}
	}
	return out
}

// fullRefs is how many sources a footnote writes out.
const fullRefs = 5

// shortNote points at many sources by their numbers: a count over documents.
func (k *wordMaker) shortNote(figures []stated, refs []int) []word.Run {
	var out []word.Run
	for i, r := range spread(refs) {
		if i > 0 {
			out = append(out, word.Run{Text: "、"})
		}
		out = append(out, sourceLink(r.From))
		if r.To > r.From {
			out = append(out, word.Run{Text: "—"}, sourceLink(r.To))
		}
	}
	return k.remark(append(out, word.Run{Text: "，书目见“数据来源”一节。"}), figures)
}

// whence tells of the i-th source of figures how sure it is and the places in it:
// document, clause and words.
func whence(figures []stated, i int) (certainty string, places []string) {
	seen := map[string]bool{}
	for _, f := range figures {
		if f.cell == nil {
			continue
		}
		id := nthSource(f.cell.Evidence, i)
		for _, e := range f.cell.Evidence {
			if e.SourceID != id {
				continue
			}
			certainty = compare.Chinese(e.Certainty)
			p := placeOf(e)
			if p != "" && !seen[p] {
				seen[p] = true
				places = append(places, p)
			}
		}
	}
	return certainty, places
}

// nthSource is the i-th different source of evidence, which is how cite counts.
func nthSource(ev []compare.Evidence, i int) string {
	var ids []string
	seen := map[string]bool{}
	for _, e := range ev {
		if !seen[e.SourceID] {
			seen[e.SourceID] = true
			ids = append(ids, e.SourceID)
		}
	}
	if i < len(ids) {
		return ids[i]
	}
	return ""
}

func placeOf(e compare.Evidence) string {
	if e.Clause == "" && e.Quote == "" {
		return ""
	}
	s := e.Document + e.Clause
	if q := e.Quote; q != "" {
		if utf8.RuneCountInString(q) > quoteRunes {
			q = string([]rune(q)[:quoteRunes]) + "……"
		}
		s += "“" + q + "”"
	}
	return s
}

// remarks are how figures were computed and what is noted about them.
func remarks(figures []stated) []string {
	var out []string
	add := func(s string) { out = append(out, strings.TrimSuffix(s, "。")+"。") }
	for _, f := range figures {
		for line := range strings.SplitSeq(f.hint, "\n") {
			switch {
			case strings.HasPrefix(line, "推算："):
				add("“" + f.text + "”" + line)
			case strings.HasPrefix(line, "注："):
				add(line)
			}
		}
	}
	return out
}
