package parse

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"duibiao/corpus"
)

// titleWords end the titles of rules and official documents (立法技术规范 and
// GB/T 9704 name the kinds).
func titleWords() []string {
	return []string{
		"宪法", "法典", "法", "条例", "规定", "办法", "细则", "规则", "决定", "决议", "解释", "批复", "答复", "意见", "通知",
		"公告", "通告", "公报", "通报", "报告", "请示", "函", "纪要", "令", "命令", "目录", "清单", "标准", "方案", "计划",
		"规划", "纲要", "规范", "规程", "制度", "章程", "准则", "指引", "指南", "要点", "措施", "要求", "程序", "修正案",
		"建议", "说明", "名单", "实施意见", "若干措施", "议事规则", "复函", "公约", "协定", "安排", "解答", "宣言", "声明", "法案", "守则", "议定书",
	}
}

// titleTail is what may follow the title word: （试行）, (2020年版), （草案）.
var titleTail = regexp.MustCompile(`[（(〔\[][^（）()]{1,24}[）)〕\]]$`)

// endsTitle reports that s ends the way a title does.
func endsTitle(s string) bool {
	s = strings.TrimRightFunc(s, isSpace)
	if len(s) > 400 {
		s = s[len(s)-400:]
	}
	s = titleTail.ReplaceAllString(s, "")
	for _, w := range titleWords() {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// maxTitle is the longest title, in runes.
const maxTitle = 150

// looksLikeTitle reports that a line can be a whole title: a title's ending, no
// sentence inside.
func looksLikeTitle(s string) bool {
	n := utf8.RuneCountInString(s[:min(len(s), 4*maxTitle)])
	return n >= 2 && n <= maxTitle && endsTitle(s) && !hasSentence(s)
}

// hasSentence reports marks that a title does not contain outside 《》.
func hasSentence(s string) bool {
	depth := 0
	for _, r := range s {
		switch r {
		case '《', '〈':
			depth++
		case '》', '〉':
			depth--
		case '。', '；', '！', '？', '，', '：':
			if depth <= 0 {
				return true
			}
		}
	}
	return false
}

// titleFound is a title and the units that hold it, n 0 for none.
type titleFound struct {
	title string
	at, n int
}

// findTitle marks the units that hold the title, keeps it in y.title and gives
// the first unit after it. A page's own field is the title even when no line
// repeats it.
func (y *layout) findTitle(fields map[string]string) int {
	want := fieldTitle(fields)
	finders := []func() titleFound{y.headingTitle, func() titleFound { return y.titleLines(want) }}
	if want == "" {
		finders = append(finders, y.guessTitle, y.buriedTitle)
		if len(fields) == 0 {
			finders = append(finders, y.firstLine)
		}
	}
	for _, find := range finders {
		if f := find(); f.n > 0 {
			y.title = f.title
			next := y.markTitle(f.at, f.at+f.n)
			for next < len(y.units) && y.units[next].level == 1 && namesPart(y.str(next)) {
				y.role[next] = corpus.RoleFront
				next++
			}
			return next
		}
	}
	y.title = want
	return 0
}

// firstLine takes a short first line for the title when nothing reads as one.
func (y *layout) firstLine() titleFound {
	if len(y.units) < 2 || !y.plain(0) {
		return titleFound{}
	}
	s := y.str(0)
	if utf8.RuneCountInString(s) > 50 || hasSentence(s) || frontLike(s) {
		return titleFound{}
	}
	return titleFound{s, 0, 1}
}

// buriedTitle finds a title among other lines, as a preview page puts before
// it: 关于…的报告, right before the first 一、 or 第一章. What stands before it is
// front matter.
func (y *layout) buriedTitle() titleFound {
	for i := range y.units[:max(0, min(len(y.units)-1, maxFront))] {
		s := y.str(i)
		if !y.plain(i) || !strings.Contains(s, "关于") || !looksLikeTitle(s) || !beginsBody(y.units[i+1].label) {
			continue
		}
		for k := range i {
			y.units[k].label, y.role[k] = label{}, corpus.RoleFront
		}
		return titleFound{s, i, 1}
	}
	return titleFound{}
}

// beginsBody reports the labels with which a body begins.
func beginsBody(l label) bool {
	return l.num == 1 && (l.style == styleCn || l.style.heading() || l.style == styleArticle)
}

// fieldTitle is the title that a page's own fields give.
func fieldTitle(fields map[string]string) string {
	for _, name := range []string{"标题", "ArticleTitle", "名称", "title"} {
		if s := strings.TrimSpace(fields[name]); s != "" {
			return s
		}
	}
	return ""
}

// headingTitle is the first heading of level 1 near the beginning, with those
// that follow it directly.
func (y *layout) headingTitle() titleFound {
	for i := range y.units[:min(len(y.units), maxFront)] {
		if y.units[i].level != 1 || !y.plain(i) {
			continue
		}
		f := titleFound{y.str(i), i, 1}
		for k := i + 1; k < min(len(y.units), i+4) && y.units[k].level == 1 && y.plain(k); k++ {
			if looksLikeTitle(f.title) && namesPart(y.str(k)) {
				break
			}
			f.title += " " + y.str(k)
			f.n++
		}
		return f
	}
	return titleFound{}
}

// namesPart reports the name of a part of a code that is published by itself:
// 合同编, 总则. It is no part of the title of the code.
func namesPart(s string) bool {
	s = squeeze(s)
	return strings.HasSuffix(s, "编") || s == "总则" || s == "分则" || s == "附则"
}

// titleLines finds one to four lines that together are the wanted title.
func (y *layout) titleLines(want string) titleFound {
	squeezed := squeeze(want)
	if squeezed == "" {
		return titleFound{}
	}
	for i := range y.units[:min(len(y.units), maxFront)] {
		if n := y.linesEqual(i, squeezed); n > 0 {
			return titleFound{want, i, n}
		}
	}
	return titleFound{}
}

// guessTitle finds the line, or up to four short lines, that read as a title,
// before the first label. A decree line (某部令) is the title only if nothing
// better follows.
func (y *layout) guessTitle() titleFound {
	fallback := titleFound{}
	for i := range y.units[:min(len(y.units), maxFront)] {
		if !y.plain(i) {
			break
		}
		s := y.str(i)
		if decreeLine.MatchString(squeeze(s)) {
			if fallback.n == 0 {
				fallback = titleFound{s, i, 1}
			}
			continue
		}
		if frontLike(s) {
			continue
		}
		if joined, n := y.joinTitle(i); n > 0 {
			return titleFound{joined, i, n}
		}
	}
	return fallback
}

var decreeLine = regexp.MustCompile(`^[\p{Han}、]{2,60}令([（(〔\[]?.{0,12}号[）)〕\]]?)?$`)

// joinTitle tries the lines from i on as a title: one that ends as a title
// does, or short lines that together do.
func (y *layout) joinTitle(i int) (title string, n int) {
	joined := ""
	for k := i; k < min(len(y.units), i+4) && y.plain(k); k++ {
		s := y.str(k)
		if hasSentence(s) || utf8.RuneCountInString(s) > maxTitle || k > i && frontLike(s) {
			return "", 0
		}
		joined += s
		if looksLikeTitle(joined) {
			return joined, k - i + 1
		}
		if utf8.RuneCountInString(s) > 45 {
			return "", 0
		}
	}
	return "", 0
}

// markTitle gives units [from, to) the role of title, takes in the lines after
// it that repeat or complete it, and gives the first unit after them.
func (y *layout) markTitle(from, to int) int {
	y.titleAt = from
	for to < len(y.units) && y.plain(to) && to < from+8 {
		s := squeeze(y.str(to))
		if subtitle.MatchString(s) {
			if !strings.Contains(squeeze(y.title), s) {
				y.title += s
			}
		} else if utf8.RuneCountInString(s) < 3 || !strings.Contains(squeeze(y.title), s) || frontLike(y.str(to)) {
			break
		}
		to++
	}
	for i := from; i < to; i++ {
		y.role[i] = corpus.RoleTitle
	}
	y.title = strings.Join(strings.FieldsFunc(y.title, isSpace), " ")
	return to
}

// subtitle is a line that completes a title.
var subtitle = regexp.MustCompile(`^[（(](试行|暂行|草案|修订|修正|\p{Han}{0,6}稿|\d{4}年[\p{Han}]{0,6})[）)]$`)
