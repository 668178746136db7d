package figure

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"duibiao/corpus"
)

// ownPlaces are the words with which a document speaks of its own place.
func ownPlaces() []string {
	return []string{"我区", "我市", "我省", "我县", "本市", "本区", "本省", "本县", "全市", "全区", "全省", "全县", "区民政", "区财政", "市财政", "省财政"}
}

// maskedPlace is a name that a document hides, behind the place around it:
// 上海xx区.
var maskedPlace = regexp.MustCompile(`^(?:[xX×ＸｘＯ○*＊]{1,4}|某{1,2})(?:自治[区州县旗]|[市区县州旗镇])`)

// foreign is the place that s names last, when it is not that of the document
// itself: figures of other places must not be taken for its own. "" for none. at
// is where s ends in the text, for the title.
func (p *page) foreign(s string, at int) string {
	s = clipTail(s, 900)
	place, end := lastPlace(s)
	if place == "" {
		return ""
	}
	if own, word := lastOf(s, ownPlaces()); word != "" && own >= end {
		return ""
	}
	if strings.Contains(p.title(at), place) {
		return ""
	}
	return place
}

// lastPlace finds the place that s names last, and where it ends.
func lastPlace(s string) (place string, end int) {
	for at := 0; at < len(s); {
		r, size := utf8.DecodeRuneInString(s[at:])
		if !unicode.Is(unicode.Han, r) {
			at += size
			continue
		}
		_, n, ok := corpus.PlaceAt(s[at:])
		if !ok {
			at += size
			continue
		}
		n += len(maskedPlace.FindString(s[at+n:]))
		place, end = s[at:at+n], at+n
		at += n
	}
	return place, end
}
