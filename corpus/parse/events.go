package parse

import (
	"regexp"
	"strings"

	"duibiao/corpus"
)

// eventKind is what a dated line of the front matter says happened.
type eventKind uint8

const (
	eventNone eventKind = iota
	eventAdopted
	eventApproved
	eventPublished
	eventAmended
	eventEffective
)

// event is one dated act in the front matter.
type event struct {
	kind eventKind
	date corpus.Date
	// words are what follows the date, up to the next date; the titles quoted
	// in it are cut out.
	words string
	// revised says that the act gave the rule a new text (修订), not only
	// changed places (修正).
	revised bool
}

// frontEvents reads the dated acts from the front matter: lines such as
// 2001年6月15日 某某令第306号公布, and the sentence in brackets below a title.
func frontEvents(y *layout) []event {
	var out []event
	joined := ""
	for i := range y.units {
		if y.role[i] == corpus.RoleFront {
			joined += y.str(i) + "\n"
		}
	}
	dates := topDates(joined)
	for i, d := range dates {
		end := len(joined)
		if i+1 < len(dates) {
			end = dates[i+1].Start
		}
		before := strings.TrimSpace(joined[max(0, strings.LastIndex(joined[:d.Start], "\n")+1):d.Start])
		words := withoutTitles(joined[d.End:end])
		e := event{date: d.Date, words: words}
		raw := joined[d.End:end]
		e.kind, e.revised = classifyEvent(words, strings.HasSuffix(before, "自"), wholeDecision(raw), strings.Contains(raw, "决定》"))
		out = append(out, e)
	}
	return out
}

// topDates finds the dates outside quoted titles.
func topDates(s string) []FoundDate {
	var out []FoundDate
	for _, d := range FindDates(s) {
		before := s[max(0, d.Start-600):d.Start]
		if strings.Count(before, "《") <= strings.Count(before, "》") {
			out = append(out, d)
		}
	}
	return out
}

// withoutTitles cuts out what stands in 《》: the words of a title are no event.
func withoutTitles(s string) string {
	var out strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '《':
			depth++
		case '》':
			depth = max(0, depth-1)
		case '\n':
			if depth == 0 {
				out.WriteRune(' ')
			}
		default:
			if depth == 0 {
				out.WriteRune(r)
			}
		}
	}
	return out.String()
}

var decisionTitle = regexp.MustCompile(`(关于修[改正]|修正案|关于惩治)`)

// wholeDecision reports words that name a decision or amendment which itself
// changes the rule: …会议通过的《…修正案》.
func wholeDecision(s string) bool {
	i := strings.Index(s, "《")
	return i > 0 && strings.HasSuffix(s[:i], "通过的") && decisionTitle.MatchString(s[i:])
}

// classifyEvent reads what happened from the words after a date. since: 自 stands
// before the date; decision: the words name an amending decision as adopted;
// changing: the change was made by a decision on changing rules (《…决定》修订),
// which leaves the rest of the text and its date of effect alone.
func classifyEvent(words string, since, decision, changing bool) (kind eventKind, revised bool) {
	words = strings.TrimSpace(words)
	if decision {
		return eventAmended, false
	}
	if strings.HasPrefix(words, "起") || since && begins.MatchString(words) {
		return eventEffective, false
	}
	for _, w := range eventWords() {
		if w.found.MatchString(words) {
			return w.kind, w.kind == eventAmended && strings.Contains(words, "修订") && !changing
		}
	}
	return eventNone, false
}

// The words of the front matter, each kind's most telling first.
var (
	begins    = regexp.MustCompile(`施行|实施|生效|执行|试行`)
	amends    = regexp.MustCompile(`修订|修正|修改`)
	adopts    = regexp.MustCompile(`通过`)
	publishes = regexp.MustCompile(`公布|发布|颁布|印发|颁发`)
	approves  = regexp.MustCompile(`批准`)
	decrees   = regexp.MustCompile(`令|公告`)
)

type eventWord struct {
	found *regexp.Regexp
	kind  eventKind
}

// eventWords are the words that tell an event's kind, the strongest first:
// 修订通过 is an amendment, 公布施行 a publication, 批准发布 a publication.
func eventWords() []eventWord {
	return []eventWord{
		{amends, eventAmended},
		{adopts, eventAdopted},
		{publishes, eventPublished},
		{begins, eventEffective},
		{approves, eventApproved},
		{decrees, eventPublished},
	}
}

// applyEvents fills the dates that the front matter states, by the rules of
// corpus.Metadata.
func applyEvents(m *corpus.Metadata, events []event) {
	adopter := ""
	for _, e := range events {
		switch e.kind {
		case eventAdopted:
			who := adoptingBody(e.words)
			if m.Issued.IsZero() {
				m.Issued, adopter = e.date, who
			} else if who == adopter && m.Issued.Before(e.date) && e.date.Year > m.Issued.Year {
				m.Amended = later(m.Amended, e.date)
			}
		case eventAmended:
			m.Amended = later(m.Amended, e.date)
		case eventPublished:
			if m.Published.IsZero() {
				m.Published = e.date
			}
		}
	}
	if m.Issued.IsZero() {
		m.Issued = firstOf(events, eventPublished, eventApproved, eventNone)
	}
}

// firstOf is the date of the first event of the first kind that there is one
// of.
func firstOf(events []event, kinds ...eventKind) corpus.Date {
	for _, k := range kinds {
		for _, e := range events {
			if e.kind == k {
				return e.date
			}
		}
	}
	return corpus.Date{}
}

func later(a, b corpus.Date) corpus.Date {
	if a.Before(b) {
		return b
	}
	return a
}

// adoptingBody names the kind of body that adopts, so that two bodies adopting
// one text are told from one body adopting it again.
func adoptingBody(words string) string {
	for _, w := range []string{"审判委员会", "检察委员会", "全国人民代表大会", "人民代表大会", "国务院", "人民政府"} {
		if strings.Contains(words, w) {
			return w
		}
	}
	return ""
}
