package align

import (
	"slices"
	"strings"
)

// stateName stands before the titles of national laws and is left out when they
// are cited.
const stateName = "中华人民共和国"

// citations lists which labels of the document with that title the folded text
// cites: 招标投标法第三条, 《招标投标法》第三条、第五条.
func citations(folded, title string) []string {
	name := strings.TrimPrefix(Fold(title), stateName)
	if name == "" {
		return nil
	}
	var out []string
	for {
		_, rest, ok := strings.Cut(folded, name)
		if !ok {
			return out
		}
		folded = rest
		rest = strings.TrimPrefix(rest, ">")
		for {
			label := leadingLabel(rest)
			if label == "" {
				break
			}
			if !slices.Contains(out, label) {
				out = append(out, label)
			}
			rest = strings.TrimLeft(rest[len(label):], "、和及与")
		}
	}
}

// leadingLabel is the article label that folded text begins with: 第31条, 第344条之1.
func leadingLabel(s string) string {
	rest, ok := strings.CutPrefix(s, "第")
	if !ok {
		return ""
	}
	after := strings.TrimLeft(rest, "0123456789")
	tail, ok := strings.CutPrefix(after, "条")
	if !ok || len(after) == len(rest) {
		return ""
	}
	if branch, ok := strings.CutPrefix(tail, "之"); ok {
		tail2 := strings.TrimLeft(branch, "0123456789")
		if len(tail2) < len(branch) {
			tail = tail2
		}
	}
	return s[:len(s)-len(tail)]
}

// cited lists what a unit of document d cites of the others.
func cited(folded string, d int, docs []Document) map[int][]string {
	var out map[int][]string
	for k := range docs {
		if k == d {
			continue
		}
		if labels := citations(folded, docs[k].Title); labels != nil {
			if out == nil {
				out = map[int][]string{}
			}
			out[k] = labels
		}
	}
	return out
}

// cites says whether one of the two cites the other by its label.
func cites(a, b *profile) bool {
	return b.label != "" && slices.Contains(a.cited[b.unit.Document], b.label) ||
		a.label != "" && slices.Contains(b.cited[a.unit.Document], a.label)
}
