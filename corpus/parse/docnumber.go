package parse

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"duibiao/corpus/parse/numeral"
)

// The forms of a 文号. GB/T 9704 writes 机关代字〔年份〕序号号; older texts and web
// pages use every kind of bracket, 第 before the number, 年 inside the bracket
// or no bracket at all.
var (
	bracketNumber = regexp.MustCompile(`([\p{Han}A-Za-z、]{1,24}?)[\s]*(?:字)?[〔\[【（(﹝［〈]\s*((?:19|20)[0-9０-９]{2}|[12][０-９]{3}|[一二][〇○零九一二三四五六七八]{3})\s*(?:年)?\s*[〕\]】）)﹞］〉]\s*(?:第)?\s*([0-9０-９]{1,6})\s*号`)
	decreeNumber  = regexp.MustCompile(`((?:[\p{Han}]{2,30}?|[\p{Han}]{2,20}[、\s]+[\p{Han}]{2,20})令)[\s]*[（(]?(?:((?:19|20)[0-9]{2})年?\s*)?第?\s*([0-9０-９]{1,6}|[一二三四五六七八九十百零〇○]{1,8})\s*号(令)?`)
	orderNumber   = regexp.MustCompile(`([\p{Han}]{2,30}?)第?\s*([0-9０-９]{1,4}|[一二三四五六七八九十百零〇○]{1,6})\s*号令`)
	noticeNumber  = regexp.MustCompile(`([\p{Han}]{0,24}?公告)\s*[（(〔\[]?\s*((?:19|20)[0-9]{2})\s*年?\s*[）)〕\]]?\s*第?\s*([0-9]{1,4})\s*号`)
)

// DocNumber finds the first 文号 in s and returns it in canonical form:
// 财库〔2013〕189号, 国务院令第658号, 法释〔2023〕11号, 财政部公告2019年第5号; ""
// when there is none.
func DocNumber(s string) string {
	found, _ := findDocNumber(s)
	return found
}

// findDocNumber is DocNumber with the byte offset at which it begins.
func findDocNumber(s string) (number string, at int) {
	at = -1
	keep := func(n string, i int) {
		if n != "" && (at < 0 || i < at) {
			number, at = n, i
		}
	}
	if !strings.Contains(s, "号") {
		return "", -1
	}
	if m := bracketNumber.FindStringSubmatchIndex(s); m != nil {
		keep(canonicalBracket(s[m[2]:m[3]], s[m[4]:m[5]], s[m[6]:m[7]]), m[2])
	}
	decree := strings.Contains(s, "令")
	if m := find(decreeNumber, s, decree); m != nil {
		year := ""
		if m[4] >= 0 {
			year = s[m[4]:m[5]]
		}
		keep(canonicalDecree(s[m[2]:m[3]], year, s[m[6]:m[7]]), m[2])
	}
	if m := find(orderNumber, s, decree && strings.Contains(s, "号令")); m != nil {
		keep(canonicalDecree(s[m[2]:m[3]]+"令", "", s[m[4]:m[5]]), m[2])
	}
	if m := find(noticeNumber, s, strings.Contains(s, "公告")); m != nil {
		keep(s[m[2]:m[3]]+s[m[4]:m[5]]+"年第"+s[m[6]:m[7]]+"号", m[2])
	}
	return number, at
}

// find tries the pattern when a quick test says that it can match.
func find(re *regexp.Regexp, s string, worth bool) []int {
	if !worth {
		return nil
	}
	return re.FindStringSubmatchIndex(s)
}

func canonicalBracket(code, year, number string) string {
	y, okYear := numeral.Parse(year)
	n, okNumber := numeral.Parse(number)
	if !okYear || !okNumber || n == 0 {
		return ""
	}
	code = strings.TrimSpace(code)
	for _, lead := range []string{"文号", "发文字号", "以", "根据", "按照", "依据"} {
		if rest := strings.TrimPrefix(code, lead); rest != "" {
			code = rest
		}
	}
	return code + "〔" + strconv.FormatInt(y, 10) + "〕" + strconv.FormatInt(n, 10) + "号"
}

// canonicalDecree drops 中华人民共和国 before the issuer, as citations do.
func canonicalDecree(decree, year, number string) string {
	n, ok := numeral.Parse(number)
	if !ok || n == 0 {
		return ""
	}
	decree = strings.ReplaceAll(decree, "中华人民共和国", "")
	if decree = strings.TrimSpace(decree); utf8.RuneCountInString(decree) < 3 {
		return "" // 令 alone, or of one character, names nobody
	}
	if year != "" {
		year += "年"
	}
	return decree + year + "第" + strconv.FormatInt(n, 10) + "号"
}
