package archive

import (
	"fmt"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// clean makes the path of a member into one that stays where it is put: forward
// slashes, no drive, no leading slash, no "..", no control characters.
func clean(name string) string {
	name = strings.ReplaceAll(decodeName(name), `\`, "/")
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return '_'
		}
		return r
	}, name)
	if len(name) >= 2 && name[1] == ':' && unicode.IsLetter(rune(name[0])) {
		name = name[2:]
	}
	if name = strings.TrimPrefix(path.Clean("/"+name), "/"); name == "" {
		return "unnamed"
	}
	return name
}

// decodeName reads a name by its bytes: valid UTF-8 is UTF-8, all else GB18030,
// which Chinese systems write.
func decodeName(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().String(name)
	if err != nil {
		return strings.ToValidUTF8(name, "\uFFFD")
	}
	return out
}

// litter reports the files that file managers leave in archives.
func litter(name string) bool {
	if name == "__MACOSX" || strings.HasPrefix(name, "__MACOSX/") || strings.Contains(name, "/__MACOSX/") {
		return true
	}
	base := strings.ToLower(path.Base(name))
	return base == ".ds_store" || base == "thumbs.db" || base == "desktop.ini" || strings.HasPrefix(base, "._")
}

// unique makes a path that no member has yet.
func (u *unpacker) unique(name string) string {
	out := name
	ext := path.Ext(name)
	for n := 2; u.taken[out]; n++ {
		out = fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, ext), n, ext)
	}
	u.taken[out] = true
	return out
}
