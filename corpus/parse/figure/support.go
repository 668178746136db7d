package figure

import (
	"regexp"
	"strings"

	"duibiao/corpus"
	"duibiao/corpus/parse/numeral"
)

// perBefore are the persons and times before a sum (每人每月100元), perAfter those
// behind one (150元/人/月, 150元每人每月).
var (
	perBefore = regexp.MustCompile(`(?:每(人|名\p{Han}{0,6}|户|床|位|生|张床位|名)每?(月|年|天|日|次|季度|学期|学年)?|人均每?(月|年|天|日)|每(月|年|天|日|季度|学期|学年)每(人|户|床|名|位|张床位)|每(月|年|天|日))(?:补贴|补助|发放|给予|资助|救助|标准|不超过|不低于|最高|最低|为|提高|调整|增加|到|至|约|的|不少于|达到)*[:：]?$`)
	perAfter  = regexp.MustCompile(`^(?:[/／]|每)(人|名|户|床|位|生|月|年|天|日|次)(?:(?:[/／·•．・.]|每)(?:每)?(人|名|户|床|位|生|月|年|天|日|次))?`)
)

// supportWords are the words of support; without one a sum per person is none.
func supportWords() []string {
	return []string{"补贴", "补助", "津贴", "资助", "救助", "供养", "护理", "低保", "生活费", "慰问金", "奖励", "保障标准", "抚恤", "养老"}
}

// support are the records of the sums that a person, household or bed gets in a
// time.
func (r *reading) support() []corpus.StatedAmount {
	if !hasAny(r.str, []string{"每", "人均", "/", "／"}) || hasAny(r.str, []string{"扣除", "减除", "应纳税", "罚款"}) || !r.speaksOfSupport() {
		return nil
	}
	var out []corpus.StatedAmount
	for i := 0; i < len(r.sums); {
		to := r.series(i)
		unit := r.unit(i, to)
		if unit == "" {
			i = to
			continue
		}
		grades := r.grades(i, to)
		for k := i; k < to; k++ {
			a := r.record(k, corpus.AmountSupport)
			a.Unit, a.Service, a.Group = unit, r.service(k), r.group(k)
			if len(grades) == to-i {
				a.Grade = grades[k-i]
			}
			if w := perAfter.FindString(r.str[r.sums[k].end:]); w != "" {
				a.EndByte += len(w)
			}
			out = append(out, a)
		}
		i = to
	}
	return out
}

func (r *reading) speaksOfSupport() bool {
	if hasAny(r.str, supportWords()) {
		return true
	}
	for _, h := range r.headings() {
		if hasAny(h, supportWords()) {
			return true
		}
	}
	return false
}

// unit is what one sum of the series [i, to) covers, "" when the text does not say.
func (r *reading) unit(i, to int) string {
	if m := perBefore.FindStringSubmatch(r.str[:r.sums[i].start]); m != nil {
		who, when := "", ""
		for _, g := range m[1:] {
			who, when = place(g, who, when)
		}
		if m[2] == "" && m[3] != "" {
			who = "人"
		}
		return unitOf(who, when)
	}
	for k := i; k < to; k++ {
		if m := perAfter.FindStringSubmatch(r.str[r.sums[k].end:]); m != nil {
			who, when := place(m[1], "", "")
			who, when = place(m[2], who, when)
			return unitOf(who, when)
		}
	}
	return ""
}

// place puts the word of a unit where it belongs: who gets the sum, or when.
func place(word, who, when string) (string, string) {
	switch word {
	case "":
	case "月", "年", "次", "季度", "学期", "学年":
		when = word
	case "天", "日":
		when = "天"
	case "户", "床":
		who = word
	case "张床位":
		who = "床"
	default:
		who = "人"
	}
	return who, when
}

// unitOf writes a unit in one form: 元/人·月.
func unitOf(who, when string) string {
	switch {
	case who != "" && when != "":
		return "元/" + who + "·" + when
	case who+when != "":
		return "元/" + who + when
	}
	return ""
}

// gradeList is a list of grades with their number: 轻、中、重三个等级.
var gradeList = regexp.MustCompile(`((?:\p{Han}{1,12}、)+\p{Han}{1,4}(?:和\p{Han}{1,4}?)?)([两二三四五六])个?(?:等级|档次|档|级别|类别|层次|级|类)`)

// gradeBefore is the grade that stands before a single sum: 重度每人每月200元.
var gradeBefore = regexp.MustCompile(`((?:[轻中重特]|极重|[一二三四五六])(?:度|级|档|等)|第[一二三四五六]档|[甲乙丙][等级类])[^，,、。；0-9]{0,18}$`)

// grades are the grades of the series of sums [i, to), in order; nil when the text
// does not name as many.
func (r *reading) grades(i, to int) []string {
	if to-i == 1 {
		if m := gradeBefore.FindStringSubmatch(r.before(i)); m != nil {
			return []string{m[1]}
		}
		return nil
	}
	for _, m := range gradeList.FindAllStringSubmatch(r.str[:r.sums[i].start], -1) {
		list := strings.Split(strings.ReplaceAll(m[1], "和", "、"), "、")
		n, _ := numeral.Parse(m[2])
		if int(n) != to-i || len(list) < to-i {
			continue
		}
		list = list[len(list)-to+i:]
		for _, w := range []string{"按照", "分为", "按", "分", "为", "的", "将", "对"} {
			if k := strings.LastIndex(list[0], w); k >= 0 {
				list[0] = list[0][k+len(w):]
			}
		}
		return list
	}
	return nil
}

// groupWords is who gets the support: 对60岁以上的…困难老人按….
var groupWords = regexp.MustCompile(`(?:对|向|为|给予|凡)([^，,。；：:]{2,80}?)(?:，|,|：|:|按|给予|发放|实行|享受|提供|每人|人均|的?标准|$)`)

// group is who gets sum k, as the text says; "" when it does not.
func (r *reading) group(k int) string {
	found := ""
	for _, m := range groupWords.FindAllStringSubmatch(r.str[:r.sums[k].start], -1) {
		if hasAny(m[1], []string{"人", "员", "户", "者", "童", "生", "家庭", "对象", "老", "群众", "家属"}) && !hasAny(m[1], []string{"每人", "人均", "元"}) {
			found = m[1]
		}
	}
	if at, word := lastOf(found, []string{"补贴", "补助", "津贴", "资助"}); word != "" {
		k := strings.LastIndex(found[:at], "的")
		return found[:max(k, 0)]
	}
	return found
}

// serviceGiven, serviceBehind and serviceNamed are the support's name:
// 给予居家养老服务补贴, 300元的餐费补助, 居家养老补贴标准为.
var (
	serviceGiven  = regexp.MustCompile(`(?:给予|发放|享受|领取|提供)([^，,。；：:对每0-9]{0,24}?(?:补贴|补助|津贴|资助|救助金|护理费|生活费|慰问金))`)
	serviceBehind = regexp.MustCompile(`^的(?:标准)?(?:给予|发放)?(\p{Han}{1,12}?(?:补贴|补助|津贴|资助|救助金|护理费|生活费|慰问金))`)
	serviceNamed  = regexp.MustCompile(`([\p{Han}]{2,16}(?:补贴|补助|津贴|资助|救助金|护理费|生活费|慰问金))`)
)

// service is the name of the support that sum k is.
func (r *reading) service(k int) string {
	before, after := r.str[:r.sums[k].start], r.str[r.sums[k].end:]
	if all := serviceGiven.FindAllStringSubmatch(before, -1); len(all) > 0 {
		return all[len(all)-1][1]
	}
	if m := serviceGiven.FindStringSubmatch(after); m != nil {
		return m[1]
	}
	if all := serviceNamed.FindAllStringSubmatch(before, -1); len(all) > 0 {
		return trimPrefixes(afterWords(all[len(all)-1][1]), []string{"起", "向"})
	}
	if m := serviceBehind.FindStringSubmatch(after); m != nil {
		return m[1]
	}
	for _, h := range r.headings() {
		if m := serviceNamed.FindStringSubmatch(h); m != nil {
			return afterWords(m[1])
		}
	}
	return ""
}
