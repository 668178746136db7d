package figure

import (
	"regexp"
	"strings"
)

// relatedGoods are goods and services bought with works; rules put them with works,
// and they are no goods or services of their own here.
var relatedGoods = regexp.MustCompile(`(?:以及|和|及|、)?与(?:该)?(?:建设)?工程(?:建设)?(?:有关|相关)的(?:重要设备、材料等)?(?:货物|服务)(?:[、和或与及]+(?:货物|服务))*`)

// objectWord is an object of procurement in a text.
var objectWord = regexp.MustCompile(`货物|服务|工程`)

// objectJoin is what may stand between the objects of one list.
var objectJoin = regexp.MustCompile(`^(?:类)?(?:采购)?(?:项目)?(?:、|和|与|或|或者|及|以及|/|／)(?:政府)?(?:采购|购买)?$`)

// objectCode is the code of an object word.
func objectCode(word string) string {
	switch word {
	case "货物":
		return "goods"
	case "服务":
		return "services"
	}
	return "works"
}

// objectPlaces finds the object words of s that name objects of procurement.
func objectPlaces(s string) [][]int {
	var out [][]int
	for _, loc := range objectWord.FindAllStringIndex(s, -1) {
		if prefixOf(s[loc[1]:], []string{"中心", "机构", "平台", "机关", "单位", "费", "商", "期", "对象", "师", "质量", "水平"}) == "" {
			out = append(out, loc)
		}
	}
	return out
}

// withoutRelated blanks relatedGoods, keeping offsets.
func withoutRelated(s string) string {
	if !strings.Contains(s, "工程") {
		return s
	}
	return relatedGoods.ReplaceAllStringFunc(s, func(m string) string { return strings.Repeat(" ", len(m)) })
}

// objectsIn gives the objects of the last list of them in s.
func objectsIn(s string) []string {
	s = withoutRelated(s)
	places := objectPlaces(s)
	var out []string
	for i, loc := range places {
		if i > 0 && !objectJoin.MatchString(s[places[i-1][1]:loc[0]]) {
			out = nil
		}
		if o := objectCode(s[loc[0]:loc[1]]); !contains(out, o) {
			out = append(out, o)
		}
	}
	return out
}

// objectsAfter gives the objects that directly follow a sum: 以上的货物和服务项目.
func objectsAfter(s string) []string {
	s = withoutRelated(s)
	for {
		w := prefixOf(s, []string{"的", "政府采购", "采购", "单项", " "})
		if w == "" {
			break
		}
		s = s[len(w):]
	}
	var out []string
	last := 0
	for i, loc := range objectPlaces(s) {
		if i == 0 && loc[0] != 0 || i > 0 && !objectJoin.MatchString(s[last:loc[0]]) {
			break
		}
		if o := objectCode(s[loc[0]:loc[1]]); !contains(out, o) {
			out = append(out, o)
		}
		last = loc[1]
	}
	return out
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

// scopeWord is a level of government or a group of budget units.
var scopeWord = regexp.MustCompile(`中央预算单位|中央(?:级|本级)?单位|中央级|(?:省|市|县|区)(?:直属|直)单位|(?:设区的|设区)?市（州）(?:本)?级?|市（州、?盟?）级?|县（市、区）级?|县（市）区?级?|县\(市、区\)级?|区（县）级?|区（市）县级?|` +
	`(?:其他|其它|其余)(?:省辖)?(?:设区的)?(?:市|县|区)(?:县)?级?|设区的?市(?:本)?级?|(?:自治区|省|市|州|盟|县|区|旗|乡镇|乡|镇|街道|区县|市县)(?:本级|级)`)

// scopeJoin is what may stand between the scopes of one list; scopeTail a city
// named with them (省级和某某市).
var (
	scopeJoin = regexp.MustCompile(`^(?:[（(][^）)]{1,20}[）)])?(?:、|和|与|及|以及|/|／)$`)
	scopeTail = regexp.MustCompile(`^(?:和|及|、)\p{Han}{2,4}市`)
)

// scopePlaces finds the scopes in s; 县级以上 names no scope.
func scopePlaces(s string) [][]int {
	var out [][]int
	for _, loc := range scopeWord.FindAllStringIndex(s, -1) {
		if prefixOf(s[loc[1]:], []string{"以上", "及以上", "人民", "财政部门", "财政局", "政府"}) == "" {
			out = append(out, loc)
		}
	}
	return out
}

// scopeList gives the scopes of the last list of them in s.
func scopeList(s string) []string {
	places := scopePlaces(s)
	var out []string
	for i, loc := range places {
		if i > 0 && !scopeJoin.MatchString(s[places[i-1][1]:loc[0]]) {
			out = nil
		}
		out = append(out, s[loc[0]:loc[1]])
	}
	return out
}

// scopeIn is the last list of scopes in s as the text has it, "" for none.
func scopeIn(s string) string {
	places := scopePlaces(s)
	if len(places) == 0 {
		return ""
	}
	first := len(places) - 1
	for first > 0 && scopeJoin.MatchString(s[places[first-1][1]:places[first][0]]) {
		first--
	}
	end := places[len(places)-1][1]
	if loc := scopeTail.FindStringIndex(s[end:]); loc != nil {
		end += loc[1]
	}
	return s[places[first][0]:end]
}
