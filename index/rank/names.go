package rank

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"duibiao/corpus"
	"duibiao/index"
	"duibiao/index/bigram"
	"duibiao/index/query"
)

const (
	// maxNamesakes is how many documents a short name may stand for.
	maxNamesakes = 6
	maxNameRunes = 60
	// minShortRunes is the length of a short name that is only the end of a
	// full one: 采购法.
	minShortRunes = 3
	// minOddRunes is the length from which a title counts as a name although
	// it does not end as names of laws do.
	minOddRunes = 8
)

// Names finds documents by their titles and short forms of them. It implements
// query.Names; a law's number is its place in the list given to NewNames.
type Names struct {
	docs  []index.Doc
	exact map[string][]int // folded form → documents
	ends  []ending         // reversed cores, sorted
	about map[string][]int // topic → documents
	older []bool           // another document has the same title and is newer
}

type ending struct {
	reversed string
	doc      int
}

// NewNames derives the names of all documents that are not dead.
func NewNames(docs []index.Doc, dead []bool) *Names {
	n := &Names{
		docs: docs, exact: make(map[string][]int, len(docs)*3), older: make([]bool, len(docs)),
		about: make(map[string][]int, len(docs)),
	}
	titles := make(map[string]int, len(docs))
	for i, d := range docs {
		if dead[i] || d.Title == "" {
			continue
		}
		full := bigram.Fold(d.Title)
		n.keepNewest(titles, full, i)
		short := core(full)
		for _, form := range nameForms(full, short) {
			if isName(form) {
				n.exact[form] = append(n.exact[form], i)
			}
		}
		if t := topic(short); t != "" {
			n.about[t] = append(n.about[t], i)
		}
		for _, form := range numberForms(d.DocNumber) {
			n.exact[form] = append(n.exact[form], i)
		}
		n.ends = append(n.ends, ending{reverse(short), i})
	}
	slices.SortFunc(n.ends, func(a, b ending) int {
		return cmp.Or(strings.Compare(a.reversed, b.reversed), cmp.Compare(a.doc, b.doc))
	})
	for _, same := range n.exact {
		n.sort(same)
	}
	for _, a := range query.Aliases() {
		short, full := bigram.Fold(a[0]), bigram.Fold(a[1])
		if docs := n.exact[full]; len(docs) > 0 && len(n.exact[short]) == 0 {
			n.exact[short] = docs
		}
	}
	return n
}

func (n *Names) keepNewest(titles map[string]int, title string, i int) {
	j, ok := titles[title]
	switch {
	case !ok:
		titles[title] = i
	case newer(n.docs[i], n.docs[j]):
		n.older[j] = true
		titles[title] = i
	default:
		n.older[i] = true
	}
}

// newer orders versions of one title: in force later, then by date, then by ID
// so that the order never depends on the order of import.
func newer(a, b index.Doc) bool {
	return cmp.Or(a.Latest().Compare(b.Latest()), a.Effective.Compare(b.Effective), strings.Compare(a.ID, b.ID)) > 0
}

// Older reports whether a newer document with the same title exists.
func (n *Names) Older(doc int) bool { return n.older[doc] }

// Title is the title of a document.
func (n *Names) Title(doc int) string { return n.docs[doc].Title }

// sort puts the documents a name stands for in the order to prefer them:
// national before local, newest first.
func (n *Names) sort(docs []int) {
	slices.SortFunc(docs, func(a, b int) int {
		return cmp.Or(
			cmp.Compare(n.distance(a), n.distance(b)),
			boolOrder(n.older[a], n.older[b]),
			cmp.Compare(utf8.RuneCountInString(n.docs[a].Title), utf8.RuneCountInString(n.docs[b].Title)),
			n.docs[b].Latest().Compare(n.docs[a].Latest()),
			strings.Compare(n.docs[a].ID, n.docs[b].ID),
		)
	})
}

func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

func (n *Names) distance(doc int) int {
	if national(n.docs[doc]) {
		return 0
	}
	return 1
}

func national(d index.Doc) bool { return d.Region == "" || d.Region == corpus.NationalCode }

// Longest implements query.Names.
func (n *Names) Longest(folded string, i int) (end int, docs []int) {
	runes := 0
	for j := i; j < len(folded) && runes < maxNameRunes; {
		_, w := utf8.DecodeRuneInString(folded[j:])
		j += w
		runes++
		s := folded[i:j]
		if same := n.exact[s]; len(same) > 0 && len(same) <= 4*maxNamesakes {
			end, docs = j, same
			continue
		}
		if runes >= minShortRunes && query.EndsLikeName(s) {
			if same := n.endingWith(s); same != nil {
				end, docs = j, same
			}
		}
	}
	return end, docs
}

// endingWith finds the documents whose name ends with s, nil if there are none
// or too many titles to choose from.
func (n *Names) endingWith(s string) []int {
	r := reverse(s)
	from := sort.Search(len(n.ends), func(i int) bool { return n.ends[i].reversed >= r })
	var docs []int
	titles := map[string]bool{}
	for _, e := range n.ends[from:] {
		if !strings.HasPrefix(e.reversed, r) {
			break
		}
		docs = append(docs, e.doc)
		titles[n.docs[e.doc].Title] = true
		if len(titles) > maxNamesakes {
			return nil
		}
	}
	n.sort(docs)
	return docs
}

// Topic is a subject that names of documents state.
type Topic struct {
	Runes int // its length
	Docs  []int
}

// maxTopicRunes bounds what is looked up as a topic.
const maxTopicRunes = 12

// Topics finds the subjects of documents in a folded text: the longest at each
// place.
func (n *Names) Topics(folded string) []Topic {
	var out []Topic
	for i := 0; i < len(folded); {
		_, w := utf8.DecodeRuneInString(folded[i:])
		best, runes := Topic{}, 0
		for j := i; j < len(folded) && runes < maxTopicRunes; {
			_, m := utf8.DecodeRuneInString(folded[j:])
			j += m
			runes++
			if docs := n.about[folded[i:j]]; len(docs) > 0 && runes > 1 {
				best = Topic{runes, docs}
				w = j - i
			}
		}
		if best.Runes > 0 {
			out = append(out, best)
		}
		i += w
	}
	return out
}

// topic is what a document is about by the core of its title, without place and
// ending; "" for long titles, which name no subject.
func topic(s string) string {
	if _, w, ok := corpus.PlaceAt(s); ok {
		s = s[w:]
	}
	s = query.Subject(s)
	if law := query.Subject(s); law != "" { // 采购法实施条例 is about 采购
		s = law
	}
	if n := utf8.RuneCountInString(s); n < 2 || n > maxTopicRunes {
		return ""
	}
	return s
}

// nameForms are the forms under which a folded title is known.
func nameForms(full, short string) []string {
	forms := []string{full}
	add := func(s string) {
		if !slices.Contains(forms, s) {
			forms = append(forms, s)
		}
	}
	for _, form := range []string{full, short} {
		add(form)
		plain := form
		if strings.Contains(form, "《") {
			add(strings.ReplaceAll(form, statePrefix, ""))
			plain = strings.ReplaceAll(strings.ReplaceAll(form, "《", ""), "》", "")
			add(plain)
		}
		add(withoutRemark(plain))
		add(strings.TrimPrefix(withoutRemark(plain), statePrefix))
	}
	if j, w, ok := corpus.PlaceAt(full); ok && j.Short != full[:w] && j.Code != corpus.NationalCode {
		add(j.Short + full[w:])
	}
	return forms
}

// minNumberRunes keeps 文号 that are hardly more than a number from being names.
const minNumberRunes = 5

// numberForms are a 文号 with the brackets it may be typed with.
func numberForms(number string) []string {
	folded := bigram.Fold(number)
	if utf8.RuneCountInString(folded) < minNumberRunes {
		return nil
	}
	forms := []string{folded}
	if !strings.Contains(folded, "〔") {
		return forms
	}
	for _, brackets := range [][2]string{{"[", "]"}, {"(", ")"}, {"【", "】"}} {
		form := strings.ReplaceAll(folded, "〔", brackets[0])
		forms = append(forms, strings.ReplaceAll(form, "〕", brackets[1]))
	}
	return forms
}

const statePrefix = "中华人民共和国"

// core is a folded title without the name of the state, the issuer and 关于.
func core(full string) string {
	s := query.WithoutIssuer(strings.TrimPrefix(full, statePrefix))
	if rest, ok := strings.CutPrefix(s, "关于"); ok && rest != "" {
		s = rest
	}
	return withoutRemark(strings.TrimPrefix(s, statePrefix))
}

// withoutRemark cuts a remark in parentheses off the end: (试行), (2014年修正).
func withoutRemark(s string) string {
	if i := strings.LastIndexByte(s, '('); i > 0 && strings.HasSuffix(s, ")") && !strings.Contains(s, "修正案(") {
		return s[:i]
	}
	return s
}

func isName(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= minOddRunes || n >= 2 && query.EndsLikeName(s)
}

func reverse(s string) string {
	r := []rune(s)
	slices.Reverse(r)
	return string(r)
}
