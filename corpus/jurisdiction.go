package corpus

import (
	_ "embed" // the table of codes
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// NationalCode is the code we give the state as a whole; GB/T 2260 itself
// begins at the provinces.
const NationalCode = "100000"

//go:embed jurisdictions.tsv
var jurisdictionTable string

// Jurisdiction is a place that issues rules, by its GB/T 2260 code.
type Jurisdiction struct {
	// Code has six digits: 310000 a province, 370200 a prefecture, 120103 a
	// district or county.
	Code string `json:"code"`
	Name string `json:"name"`
	// Short is the name without its administrative suffix (上海, 内蒙古, 青岛).
	Short string `json:"short"`
	// Level is national, province, prefecture or county.
	Level string `json:"level"`
	// Parent is the code one level up, "" for the state.
	Parent string `json:"parent"`
}

type jurisdictionIndex struct {
	all    []Jurisdiction
	byCode map[string]int
	byName map[string][]int // full and short names
}

//nolint:gochecknoglobals // a memo: written once, the same on every run
var loadJurisdictions = sync.OnceValue(func() *jurisdictionIndex {
	x := &jurisdictionIndex{byCode: map[string]int{}, byName: map[string][]int{}}
	for _, line := range strings.Split(strings.TrimSpace(jurisdictionTable), "\n")[1:] {
		code, name, ok := strings.Cut(line, "\t")
		if !ok {
			continue
		}
		x.byCode[code] = len(x.all)
		x.all = append(x.all, Jurisdiction{Code: code, Name: name, Short: shortPlace(name), Level: levelOf(code)})
	}
	for i := range x.all {
		j := &x.all[i]
		j.Parent = x.parentOf(j.Code)
		x.byName[j.Name] = append(x.byName[j.Name], i)
		if j.Short != j.Name {
			x.byName[j.Short] = append(x.byName[j.Short], i)
		}
	}
	for _, alias := range []string{"全国", "国家", "中央", "national"} {
		x.byName[alias] = []int{x.byCode[NationalCode]}
	}
	return x
})

func levelOf(code string) string {
	switch {
	case code == NationalCode:
		return "national"
	case strings.HasSuffix(code, "0000"):
		return "province"
	case strings.HasSuffix(code, "00"):
		return "prefecture"
	}
	return "county"
}

func (x *jurisdictionIndex) parentOf(code string) string {
	if code == NationalCode {
		return ""
	}
	for _, up := range []string{code[:4] + "00", code[:2] + "0000"} {
		if _, ok := x.byCode[up]; ok && up != code {
			return up
		}
	}
	return NationalCode
}

// placeSuffixes are stripped for short names, longest first: 广西壮族自治区 →
// 广西. A name of two characters (和县) keeps its suffix.
func placeSuffixes() []string {
	return []string{
		"维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "自治州",
		"自治县", "自治旗", "新区", "地区", "省", "市", "区", "县", "州", "盟", "旗",
	}
}

func shortPlace(name string) string {
	if name == "中华人民共和国" {
		return "国家"
	}
	for _, s := range placeSuffixes() {
		if short, ok := strings.CutSuffix(name, s); ok && len([]rune(short)) >= 2 {
			return short
		}
	}
	return name
}

// Jurisdictions lists every jurisdiction of the embedded table in code order:
// provinces, prefectures, districts and counties (statistical codes of 2023).
func Jurisdictions() []Jurisdiction { return slices.Clone(loadJurisdictions().all) }

// JurisdictionByCode finds a jurisdiction by its six digits.
func JurisdictionByCode(code string) (Jurisdiction, bool) {
	x := loadJurisdictions()
	i, ok := x.byCode[code]
	if !ok {
		return Jurisdiction{}, false
	}
	return x.all[i], true
}

// JurisdictionsByName finds all places of that full or short name: 上海 is
// one, 鼓楼区 four. Higher levels come first.
func JurisdictionsByName(name string) []Jurisdiction {
	x := loadJurisdictions()
	out := make([]Jurisdiction, 0, 1)
	for _, i := range x.byName[name] {
		out = append(out, x.all[i])
	}
	slices.SortStableFunc(out, func(a, b Jurisdiction) int { return levelRank(a) - levelRank(b) })
	return out
}

func levelRank(j Jurisdiction) int {
	return slices.Index([]string{"national", "province", "prefecture", "county"}, j.Level)
}

// PlaceAt finds the jurisdiction whose name begins s and how many bytes the
// name takes: "上海市静安区促进…" gives 静安区. Only full names and the short
// names of provinces and prefectures count at the start; below the first place
// only full names that lie inside it do, so that 上海市静安区 is not 静安 of
// somewhere else. ok is false when s begins with no place.
func PlaceAt(s string) (j Jurisdiction, n int, ok bool) {
	x := loadJurisdictions()
	for {
		next, width, found := x.longestAt(s[n:], j)
		if !found {
			return j, n, ok
		}
		j, n, ok = next, n+width, true
	}
}

// maxPlaceRunes is the length of the longest name in the table, in runes.
const maxPlaceRunes = 20

// longestAt finds the longest name that begins s and can be one inside within,
// or a first one when within is the zero value.
func (x *jurisdictionIndex) longestAt(s string, within Jurisdiction) (Jurisdiction, int, bool) {
	ends := prefixEnds(s, maxPlaceRunes)
	for _, end := range slices.Backward(ends) {
		name := s[:end]
		hits := x.byName[name]
		if within.Code == "" && len(hits) > 1 {
			hits = x.unambiguous(hits)
		}
		for _, i := range hits {
			if j := x.all[i]; j.canStand(name, within) {
				return j, end, true
			}
		}
	}
	return Jurisdiction{}, 0, false
}

// prefixEnds are the byte lengths of the first n prefixes of s, by runes.
func prefixEnds(s string, n int) []int {
	var ends []int
	for end := 0; end < len(s) && len(ends) < n; {
		_, width := utf8.DecodeRuneInString(s[end:])
		end += width
		ends = append(ends, end)
	}
	return ends
}

// canStand reports whether name can mean j at the beginning of a text, or right
// behind the place within.
func (j Jurisdiction) canStand(name string, within Jurisdiction) bool {
	full := name == j.Name
	if within.Code != "" {
		return full && j.Code != within.Code && Within(j.Code, within.Code)
	}
	// 国家 and 全国, 和平 and 河东 are ordinary words too.
	return full || j.Level != "national" && j.Level != "county"
}

// unambiguous keeps the hits of the highest level if there is exactly one.
func (x *jurisdictionIndex) unambiguous(hits []int) []int {
	best, count := -1, 0
	for _, i := range hits {
		switch {
		case best < 0 || levelRank(x.all[i]) < levelRank(x.all[best]):
			best, count = i, 1
		case levelRank(x.all[i]) == levelRank(x.all[best]):
			count++
		}
	}
	if count == 1 {
		return []int{best}
	}
	return nil
}

// Within reports whether code is inside outer: equal to it or below it.
// Everything but the state itself is outside the state's own rules: a filter
// on 100000 means national rules only.
func Within(code, outer string) bool {
	switch {
	case code == outer:
		return code != ""
	case outer == NationalCode || code == "" || outer == "":
		return false
	case strings.HasSuffix(outer, "0000"):
		return strings.HasPrefix(code, outer[:2])
	case strings.HasSuffix(outer, "00"):
		return strings.HasPrefix(code, outer[:4])
	}
	return false
}
