package parse

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"duibiao/corpus"
	"duibiao/corpus/parse/numeral"
)

// layout says which part of the document each unit belongs to.
type layout struct {
	text  string
	units []unit
	// role is the role of each unit; annex marks the units that begin an annex.
	role  []corpus.Role
	annex []bool
	// title is the document's title as its lines give it, "" for none; titleAt
	// is the first unit of it, -1 for none.
	title   string
	titleAt int
}

func newLayout(text string, units []unit, fields map[string]string) *layout {
	y := &layout{text: text, units: units, role: make([]corpus.Role, len(units)), annex: make([]bool, len(units)), titleAt: -1}
	for i := range y.role {
		y.role[i] = corpus.RoleBody
	}
	next := y.findTitle(fields)
	next = y.findFront(next)
	y.findTOC(next)
	y.findAnnexes(next)
	y.findSignatures(next)
	y.promote()
	return y
}

func (y *layout) str(i int) string { return y.units[i].text(y.text) }

// plain reports a unit without label that is a paragraph or a heading.
func (y *layout) plain(i int) bool {
	u := y.units[i]
	return u.label.style == styleNone && u.kind != corpus.BlockTable && !u.quoted
}

// maxFront bounds the search for front matter, in units.
const maxFront = 60

// findFront marks the lines between title and body: dates of adoption and
// publication, 文号, issuer, addressee. It gives the first unit after them.
func (y *layout) findFront(from int) int {
	last := y.lastFront(from)
	for i := 0; i <= last; i++ {
		if y.role[i] == corpus.RoleBody {
			y.role[i] = corpus.RoleFront
		}
	}
	return y.repeatedTitle(last + 1)
}

// lastFront is the last unit of front matter, from-1 for none.
func (y *layout) lastFront(from int) int {
	last, open := from-1, false
	for i := from; i < min(len(y.units), from+maxFront) && y.plain(i); i++ {
		s := y.str(i)
		if tocHeading.MatchString(s) || y.units[i].kind == corpus.BlockHeading {
			break
		}
		n := utf8.RuneCountInString(s)
		if frontLike(s) || open && n < 120 {
			last, open = i, opensBracket(s)
			if addressee.MatchString(s) {
				break
			}
		} else if n > 60 || strings.Contains(s, "。") {
			break
		}
	}
	return last
}

// repeatedTitle marks the lines that give the title once more, below the front
// matter, and gives the first unit after them.
func (y *layout) repeatedTitle(from int) int {
	want := squeeze(y.title)
	if want == "" || from >= len(y.units) {
		return from
	}
	if n := y.linesEqual(from, want); n > 0 {
		for i := from; i < from+n; i++ {
			y.role[i] = corpus.RoleTitle
		}
		return from + n
	}
	return from
}

// linesEqual says how many units from i on together are the wanted text, up to
// four; 0 when they are not.
func (y *layout) linesEqual(i int, want string) int {
	for k := i; k < min(len(y.units), i+4) && y.plain(k); k++ {
		rest, ok := strings.CutPrefix(want, squeeze(y.str(k)))
		if !ok {
			return 0
		}
		if want = rest; want == "" {
			return k - i + 1
		}
	}
	return 0
}

// opensBracket reports more opening than closing marks: a line that goes on in
// the next.
func opensBracket(s string) bool {
	for _, pair := range []string{"《》", "〈〉", "（）", "<>"} {
		r, size := utf8.DecodeRuneInString(pair)
		if strings.Count(s, string(r)) > strings.Count(s, pair[size:]) {
			return true
		}
	}
	return false
}

var (
	frontEvent = regexp.MustCompile(`(通过|批准|公布|发布|颁布|印发|修正|修订|修改|施行|实施|生效|废止|决定》|会议|公告)[）)。]?$`)
	frontField = regexp.MustCompile(`^(索\s*引\s*号|发文机[关构]|发布机构|发布日期|发文日期|成文日期|文\s*号|发文字号|标\s*题|主题分类|主题词|来源|时间|有效性|字号|信息来源|浏览次数|公开方式|公文种类|生成日期|名\s*称|实施日期|施行日期|失效日期)\s*[：:]`)
	addressee  = regexp.MustCompile(`^[^。；！？]{0,300}(厅|局|部|委|院|会|公司|单位|政府|机构|机关|组织|中心|办|室|团|[）)]|银行|处|军区|法院|检察院|大学|所|各县|各区|各市)\s*[：:]$`)
	tocHeading = regexp.MustCompile(`^目[\s　]*[录次](\s|$|[：:])`)
	fieldCode  = regexp.MustCompile(`^第?\s*PAGE.{0,40}?页?(共?\s*NUMPAGES.{0,40}?页)?$`)
)

// frontLike reports a line of front matter.
func frontLike(s string) bool {
	n := utf8.RuneCountInString(s)
	switch {
	case n > 300:
		return false
	case datedLine(s, n), fieldCode.MatchString(s), frontField.MatchString(s):
		return true
	case n <= 60 && !strings.ContainsAny(s, "。，；") && DocNumber(s) != "":
		return true
	case addressee.MatchString(s):
		return !strings.Contains(s, "如下")
	case n <= 40 && frontEvent.MatchString(s) && !strings.Contains(s, "，"):
		return true
	}
	return changedBy.MatchString(s)
}

// changedBy is a line that names the act that changed the rule: 根据…修正.
var changedBy = regexp.MustCompile(`^[（(【\[ 　]*根据.*(修正|修订)[）)]?$`)

// datedLine reports a line that begins with a date and tells an act, not a
// sentence of the text.
func datedLine(s string, runes int) bool {
	if _, width := LeadingDate(strings.TrimLeft(s, "（(【[ 　")); width == 0 || strings.HasSuffix(s, "：") {
		return false
	}
	return runes <= 40 || frontEvent.MatchString(s) || !strings.Contains(s, "。")
}

// findTOC marks a table of contents: the line 目录 and the headings after it,
// up to the place where the first of them comes again.
func (y *layout) findTOC(from int) {
	for i := from; i < min(len(y.units), from+20); i++ {
		if !tocHeading.MatchString(y.str(i)) {
			continue
		}
		end := y.tocEnd(i)
		y.setTOC(i, end)
		return
	}
	if i, end := y.bareTOC(from); end > 0 {
		y.setTOC(i, end)
	}
}

func (y *layout) setTOC(from, to int) {
	for k := from; k < to; k++ {
		y.role[k] = corpus.RoleTOC
		y.units[k].label = label{}
	}
}

// bareTOC finds contents without the word 目录: at least three headings with
// nothing between them, nearly all of which come again later.
func (y *layout) bareTOC(from int) (at, end int) {
	at = from
	for at < min(len(y.units), from+20) && !y.listed(at) {
		if y.units[at].label.style == styleArticle {
			return 0, 0
		}
		at++
	}
	entries := map[string]bool{}
	for end = at; end < len(y.units) && y.listed(end); end++ {
		entry := squeeze(y.str(end))
		if entries[entry] {
			break
		}
		entries[entry] = true
	}
	if end-at < 3 {
		return 0, 0
	}
	again := 0
	for k := end; k < len(y.units); k++ {
		if y.listed(k) && entries[squeeze(y.str(k))] {
			again++
		}
	}
	if again*10 < (end-at)*8 {
		return 0, 0
	}
	return at, end
}

// listed reports a unit that can be an entry of a table of contents.
func (y *layout) listed(i int) bool {
	u := y.units[i]
	if u.kind == corpus.BlockTable || u.quoted || !shortHeading(y.str(i)) {
		return false
	}
	return u.label.style.heading() || u.label.style == styleCn || u.label.style == styleNone && bareHeadings.MatchString(squeeze(y.str(i)))
}

// tocEnd gives the first unit after the table of contents that begins at i.
func (y *layout) tocEnd(i int) int {
	if i+1 >= len(y.units) {
		return i + 1
	}
	first := squeeze(y.str(i + 1))
	k := i + 1
	for ; k < len(y.units); k++ {
		s := y.str(k)
		if k > i+1 && (squeeze(s) == first || tocEntry(squeeze(s), first)) || y.units[k].label.style == styleArticle {
			break
		}
		if y.units[k].kind == corpus.BlockTable || !shortHeading(strings.TrimRight(s, "…·. 0123456789")) {
			break
		}
	}
	return k
}

// tocEntry reports that s is the heading that the entry names, page number and
// dots aside.
func tocEntry(s, entry string) bool {
	entry = strings.TrimRight(entry, "…·.0123456789")
	return len(entry) > 6 && s == entry
}

// squeeze removes white space.
func squeeze(s string) string {
	if !strings.ContainsFunc(s, isSpace) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if isSpace(r) {
			return -1
		}
		return r
	}, s)
}

var annexLine = regexp.MustCompile(`^(附\s*[件表录图]\s*([0-9０-９]{1,3}|[一二三四五六七八九十]{1,3}|[A-Z])?\s*([：:．.、\s　（(《]|$)|附\s*[0-9一二三四五六七八九十]{0,3}\s*([：:《]|$))`)

// maxAnnexLine is the longest line that can begin an annex, in runes.
const maxAnnexLine = 80

// findAnnexes marks the lines that begin an annex and all that follows them.
func (y *layout) findAnnexes(from int) {
	inside := false
	for i := max(from, 1); i < len(y.units); i++ {
		if y.role[i] != corpus.RoleBody {
			continue
		}
		if y.plain(i) && annexLine.MatchString(y.str(i)) && (inside || utf8.RuneCountInString(y.str(i)) <= 4*maxAnnexLine) && !endsWithFullStop(y.str(i)) {
			y.annex[i], inside = true, true
		}
		if inside {
			y.role[i] = corpus.RoleAnnex
		}
	}
}

func endsWithFullStop(s string) bool {
	return strings.HasSuffix(s, "。") || strings.HasSuffix(s, "；")
}

// findSignatures marks issuer and date at the end of a text, and what may
// follow them there (此件公开发布).
func (y *layout) findSignatures(from int) {
	for i := max(from, 1); i < len(y.units); i++ {
		if !y.canSign(i) || !signatureDate(y.str(i)) {
			continue
		}
		first := i
		for first > from && i-first < 5 && signer(y, first-1) {
			first--
		}
		if first == i && y.role[i] == corpus.RoleAnnex && !strings.ContainsFunc(y.str(i), notDate) {
			continue // a date in a form
		}
		for k := first; k <= i; k++ {
			y.role[k] = corpus.RoleSignature
		}
		i = y.afterSignature(i)
	}
}

// canSign reports a plain line of the body or an annex.
func (y *layout) canSign(i int) bool {
	return y.plain(i) && !y.annex[i] && y.units[i].kind != corpus.BlockHeading && (y.role[i] == corpus.RoleBody || y.role[i] == corpus.RoleAnnex)
}

// afterSignature marks what follows a signature at unit i, and gives the last
// unit marked.
func (y *layout) afterSignature(i int) int {
	for i+1 < len(y.units) && y.plain(i+1) {
		s := y.str(i + 1)
		switch {
		case signatureTail.MatchString(s):
			y.role[i+1] = corpus.RoleSignature
		case utf8.RuneCountInString(s) <= 40 && datedEvent.MatchString(s):
			y.role[i+1] = corpus.RoleFront
		default:
			return i
		}
		i++
	}
	return i
}

// datedEvent is a line such as 1995年1月1日 执行.
var datedEvent = regexp.MustCompile(`^[^。]{6,20}日\s*[起]?\s*(施行|实施|执行|生效)$`)

var signatureTail = regexp.MustCompile(`^([（(](此件|联系|本文|主动公开|此文)[^（）()]{1,60}[）)]|抄送[：:].{1,300}|抄报[：:].{1,300})$`)

func notDate(r rune) bool {
	return !numeral.IsRune(r) && !isSpace(r) && !strings.ContainsRune("年月日（）()-./", r)
}

// signatureDate reports a line that is only a date, or issuer and date.
func signatureDate(s string) bool {
	if len(s) > 180 || strings.ContainsAny(s, "。，；：、《") && len(s) > 60 {
		return false
	}
	found := FindDates(s)
	if len(found) != 1 || !found[0].Date.Complete() {
		return false
	}
	tail := strings.Trim(s[found[0].End:], " 　）)印发")
	head := strings.TrimRightFunc(s[:found[0].Start], isSpace)
	if tail != "" || strings.ContainsAny(head, "。，；：《") {
		return false
	}
	head = strings.Trim(head, "（( 　")
	return head == "" || issuerEnding(head)
}

// signer reports that unit i can be an issuer or a person above the date.
func signer(y *layout, i int) bool {
	if !y.canSign(i) {
		return false
	}
	s := y.str(i)
	if len(s) > 120 || strings.ContainsAny(s, "。，；：！？《") {
		return false
	}
	return issuerEnding(s) || personLine.MatchString(squeeze(s))
}

var personLine = regexp.MustCompile(`^(主席|总理|部长|主任|局长|署长|行长|省长|市长|区长|委员长|院长|会长|检察长|总局局长|代市长|代省长)\p{Han}{2,10}$`)

var issuerWord = regexp.MustCompile(`(部|局|厅|委|院|会|政府|办公室|办公厅|署|行|总局|中心|军委|法院|检察院|司|处|办|组|公司|大学|协会)$`)

// issuerEnding reports that s ends as the name of a body does.
func issuerEnding(s string) bool {
	return issuerWord.MatchString(strings.TrimRightFunc(squeeze(s), isSpace))
}

// promote makes the rule that a notice or decree carries part of the body: its
// articles are the document's.
func (y *layout) promote() {
	start := -1
	for i, u := range y.units {
		if u.label.style == styleArticle {
			if y.role[i] == corpus.RoleBody {
				start = -2
			}
			break
		}
	}
	if start == -1 && carriesRule(y.title) {
		y.promoteAnnex()
	}
	y.innerTitles()
}

var carrier = regexp.MustCompile(`(印发|发布|公布|颁布|转发|下发|制定|颁发).*(通知|公告|令|函|决定)|(令|公告)$|第.{1,8}号$`)

func carriesRule(title string) bool { return carrier.MatchString(squeeze(title)) }

// promoteAnnex gives the first annex with articles the role of the body; the
// line 附件 itself stays an annex line.
func (y *layout) promoteAnnex() {
	start := -1
	for i, u := range y.units {
		if y.annex[i] {
			if start >= 0 && y.hasArticle(start, i) {
				y.setBody(start+1, i)
				return
			}
			start = i
		}
		_ = u
	}
	if start >= 0 && y.hasArticle(start, len(y.units)) {
		y.setBody(start+1, len(y.units))
	}
}

func (y *layout) hasArticle(from, to int) bool {
	for _, u := range y.units[from:to] {
		if u.label.style == styleArticle && u.label.num == 1 {
			return true
		}
	}
	return false
}

func (y *layout) setBody(from, to int) {
	for i := from; i < to; i++ {
		if y.role[i] == corpus.RoleAnnex {
			y.role[i] = corpus.RoleBody
		}
	}
}

// innerTitles marks the title of a rule that follows the signature of the
// notice or decree that carries it, or the line 附件.
func (y *layout) innerTitles() {
	for i := 1; i < len(y.units); i++ {
		after := y.role[i-1] == corpus.RoleSignature || y.annex[i-1]
		if after && y.role[i] == corpus.RoleBody && y.plain(i) && looksLikeTitle(y.str(i)) {
			y.role[i] = corpus.RoleTitle
			y.belowInnerTitle(i + 1)
		}
	}
}

// belowInnerTitle marks what completes an inner title, from unit i on: （试行）
// and the lines of its adoption.
func (y *layout) belowInnerTitle(i int) {
	if i < len(y.units) && y.plain(i) && subtitle.MatchString(squeeze(y.str(i))) {
		y.role[i] = corpus.RoleTitle
		i++
	}
	for end := i + 5; i < min(len(y.units), end) && y.plain(i) && frontLike(y.str(i)); i++ {
		y.role[i] = corpus.RoleFront
	}
}
