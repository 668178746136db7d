package catalogue

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// codeForm is the shape of a catalogue code: a letter or two and digits
// (A0101), digits alone (010203), groups with marks between (1.2.3, A-01-02), a
// letter inside (001B02).
var codeForm = regexp.MustCompile(`^(?:[A-Za-z]{1,2}|[A-Za-z]{0,2}\d{1,14}(?:[A-Za-z]{1,2}\d{0,8})?|(?:[A-Za-z]{1,2}|[A-Za-z]{0,2}\d{1,4})(?:[.\-_/]\d{1,4}){1,6}\.?)$`)

// code reads a text, all of it, as a code: half-width, without white space. ""
// if it is none.
func code(s string) string {
	if s == "" || len(s) > 64 || !codeLike(s) {
		return ""
	}
	folded := strings.Map(func(r rune) rune {
		if space(r) {
			return -1
		}
		switch r {
		case '．', '·', '。':
			return '.'
		case '—', '－', '–', '‐':
			return '-'
		}
		return r
	}, width.Narrow.String(s))
	if !codeForm.MatchString(folded) {
		return ""
	}
	return strings.TrimSuffix(strings.ToUpper(folded), ".")
}

// codeLike reports a text of the characters that codes are written with, a digit
// or a letter among them.
func codeLike(s string) bool {
	some := false
	for _, r := range s {
		switch {
		case strings.ContainsRune(codeRunes, r) || r >= '０' && r <= 'ｚ':
			some = true
		case r < 0x80 && !space(r) && !strings.ContainsRune(".-_/", r), r >= 0x3400 && r < 0xE000:
			return false
		}
	}
	return some
}

const codeRunes = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// leadingCode is a code at the beginning of a name: A0101 公共安全服务. It must
// have a letter and a digit, or groups, so that years and counts are no codes.
var leadingCode = regexp.MustCompile(`^([A-Za-zＡ-Ｚ][0-9０-９]{1,10}[A-Za-z]?|(?:[A-Za-zＡ-Ｚ]{1,2}|[A-Za-zＡ-Ｚ]{0,2}[0-9０-９]{1,4})(?:[.．\-][0-9０-９]{1,4}){1,6}|[0-9０-９]{4,12}|[0-9０-９]{3}[A-Za-z][0-9]{0,8}|[A-ZＡ-Ｚ])[\s　、.．:：]*((?s).*)$`)

// maxCoded is the longest line, in bytes, that is looked at for a code and a name.
const maxCoded = 1 << 12

// splitCode cuts the code off the beginning of a name; code is "" if there is
// none. What follows must be a name in Chinese.
func splitCode(s string) (c, name string) {
	if len(s) > maxCoded {
		return "", s
	}
	if r, _ := utf8.DecodeRuneInString(s); r >= 0x80 && (r < '０' || r > 'ｚ') {
		return "", s // most names begin in Chinese
	}
	m := leadingCode.FindStringSubmatch(s)
	if m == nil || !startsChinese(m[2]) {
		return "", s
	}
	if c = code(m[1]); c == "" {
		return "", s
	}
	if len(m[1]) == 1 && !spaceAfter(s, len(m[1])) || unitFollows(m[1], m[2]) {
		return "", s // A型…, 2024年…
	}
	return c, m[2]
}

func spaceAfter(s string, at int) bool {
	for _, r := range s[at:] {
		return space(r) || r == '、' || r == '.' || r == '．'
	}
	return false
}

// unitFollows reports digits that are a year or an amount rather than a code.
func unitFollows(digits, rest string) bool {
	if strings.IndexFunc(digits, func(r rune) bool { return !unicode.IsDigit(r) }) >= 0 {
		return false
	}
	for _, unit := range []string{"年", "月", "日", "元", "万", "个", "项", "人", "名", "号", "级", "%", "％", "亿", "米", "公里", "吨", "以上", "以下"} {
		if strings.HasPrefix(rest, unit) {
			return true
		}
	}
	return false
}

func startsChinese(s string) bool {
	for _, r := range s {
		if r == '“' || r == '（' || r == '《' || r == '(' {
			continue
		}
		return unicode.Is(unicode.Han, r)
	}
	return false
}

// tree gives for each code the index of the code above it, -1 at the top.
// An empty code has no place in the tree and gets -1.
//
// Codes of one length that end in zeros (A01010100) are read in groups: a group
// of zeros is "all of them". Codes with marks are read by their groups. Other
// codes lie below the longest code that begins them. A code that stands twice is
// the child of nothing of its own kind.
func tree(codes []string) []int {
	keys := make([]string, len(codes))
	group := padding(codes)
	for i, c := range codes {
		keys[i] = key(c, group)
	}
	if group == 0 && adjacent(keys) {
		return flat(keys)
	}
	return climb(keys, group)
}

// climb finds for each key the longest other key that begins it. Of several the
// same, it is the last before it, else the first.
func climb(keys []string, group int) []int {
	first, last := map[string]int{}, map[string]int{}
	for i, k := range keys {
		if _, ok := first[k]; !ok {
			first[k] = i
		}
	}
	parent := make([]int, len(keys))
	for i, k := range keys {
		parent[i] = -1
		for k != "" {
			if k = shorter(k, group); k == "" {
				break
			}
			if at, ok := last[k]; ok {
				parent[i] = at
				break
			}
			if at, ok := first[k]; ok && at != i {
				parent[i] = at
				break
			}
		}
		if keys[i] != "" {
			last[keys[i]] = i
		}
	}
	return parent
}

// shorter takes the last step off a key: a group of digits with its mark, or the
// digits of one group, down to the letter.
func shorter(k string, group int) string {
	if i := strings.LastIndexAny(k, ".-_/"); i > 0 {
		return k[:i]
	}
	n := len(letters(k))
	if len(k) <= n || group > 0 && len(k)-n < group {
		return ""
	}
	if group == 0 {
		return k[:len(k)-1]
	}
	return k[:len(k)-group]
}

// letters are the letters that begin a code.
func letters(c string) string {
	n := 0
	for n < len(c) && c[n] >= 'A' && c[n] <= 'Z' {
		n++
	}
	return c[:n]
}

// key is the part of a code that says where it stands: without groups of zeros
// at the end when codes are padded with them.
func key(c string, group int) string {
	n := len(letters(c))
	if group == 0 || (len(c)-n)%group != 0 {
		return c
	}
	zeros := strings.Repeat("0", group)
	for len(c)-n >= group && strings.HasSuffix(c, zeros) {
		c = c[:len(c)-group]
	}
	return c
}

// padding is the width of the groups of codes that are padded with zeros to one
// length, 0 if they are not. It is the width by which most codes find the one
// above them.
func padding(codes []string) int {
	length := paddedLength(codes)
	best, found := 0, -1
	for _, g := range []int{2, 3, 1} {
		if length == 0 || length%g != 0 {
			continue
		}
		if n := linked(codes, g); n > found {
			best, found = g, n
		}
	}
	return best
}

// paddedLength is the number of digits that nine of ten codes have, where some
// end in zeros; 0 otherwise.
func paddedLength(codes []string) int {
	count := map[int]int{}
	zeros, all := 0, 0
	for _, c := range codes {
		digits := c[len(letters(c)):]
		if digits == "" || strings.Trim(digits, "0123456789") != "" {
			continue
		}
		all++
		count[len(digits)]++
		if strings.HasSuffix(digits, "00") {
			zeros++
		}
	}
	for n, times := range count {
		if times*10 >= all*9 && n >= 4 && zeros > 0 {
			return n // there can be but one
		}
	}
	return 0
}

// linked counts the codes that find a code directly above them.
func linked(codes []string, group int) int {
	keys := map[string]bool{}
	for _, c := range codes {
		keys[key(c, group)] = true
	}
	n := 0
	for _, c := range codes {
		if k := key(c, group); k != "" {
			if up := shorter(k, group); up != "" && keys[up] {
				n++
			}
		}
	}
	return n
}

// adjacent reports codes that are counted rather than nested: their lengths
// differ by less than a step should, as A1 … A9, A10 do. There the code that
// begins another is not above it.
func adjacent(keys []string) bool {
	var lengths []int
	for _, k := range keys {
		if n := len(k) - len(letters(k)); k != "" && !strings.ContainsAny(k, ".-_/") && n > 0 && !slices.Contains(lengths, n) {
			lengths = append(lengths, n)
		}
	}
	slices.Sort(lengths)
	if len(lengths) != 2 || lengths[1]-lengths[0] != 1 {
		return false
	}
	// A1, A10, A11 … nested begin with the child of A1 right behind it; counted
	// codes come to 10 after 9.
	for i := 1; i < len(keys); i++ {
		if len(keys[i]) == len(keys[i-1])+1 && strings.HasPrefix(keys[i], keys[i-1]) {
			return false
		}
	}
	return true
}

// flat puts every code below its letter alone, if that is a code.
func flat(keys []string) []int {
	at := map[string]int{}
	for i, k := range keys {
		if k != "" && k == letters(k) {
			at[k] = i
		}
	}
	parent := make([]int, len(keys))
	for i, k := range keys {
		parent[i] = -1
		if up, ok := at[letters(k)]; ok && up != i && k != "" {
			parent[i] = up
		}
	}
	return parent
}
