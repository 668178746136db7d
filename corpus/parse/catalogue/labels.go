package catalogue

import (
	"strings"
	"unicode/utf8"
)

// unsplit gives codes cut off names back to them where most names of a tier have
// none: A4 复印纸 among names without codes.
func unsplit(nodes []node) {
	cut, all := map[int]int{}, map[int]int{}
	for _, n := range nodes {
		all[n.tier]++
		if n.whole != "" {
			cut[n.tier]++
		}
	}
	for i := range nodes {
		if n := &nodes[i]; n.whole != "" && !n.section && cut[n.tier]*3 < all[n.tier] {
			n.code, n.name = "", n.whole
		}
	}
}

// strip moves the labels before names out of them, where most names of a tier
// have one: 一、公共服务. Names beside codes and those without are two tiers.
func strip(nodes []node, read func(string) (Label, bool)) {
	type count struct{ labelled, all int }
	tiers := map[int]*count{}
	of := func(n node) *count {
		k := 2 * n.tier
		if n.code != "" {
			k++
		}
		if n.section {
			k = -1
		}
		if tiers[k] == nil {
			tiers[k] = &count{}
		}
		return tiers[k]
	}
	for _, n := range nodes {
		c := of(n)
		c.all++
		if l, ok := read(n.name); ok && l.Width < len(n.name) {
			c.labelled++
		}
	}
	for i := range nodes {
		n := &nodes[i]
		l, ok := read(n.name)
		if c := of(*n); !ok || l.Width >= len(n.name) || c.labelled*2 < c.all && !n.section {
			continue
		}
		n.label, n.mark = l, strings.TrimSpace(n.name[:l.Width])
		n.name = Name(n.name[l.Width:])
	}
}

// numbered cuts a text at labels of one numbering that begins with 1 and has no
// gap; nil if it is none.
func numbered(s string, read func(string) (Label, bool)) []string {
	first, ok := read(s)
	if !ok || first.Number != 1 {
		return nil
	}
	var parts []string
	start, want := 0, 2
	for at := first.Width; at < len(s); {
		_, size := utf8.DecodeRuneInString(s[at:])
		if at += size; at >= len(s) {
			break
		}
		l, ok := read(s[at:])
		if ok && l.Style == first.Style && l.Number == want && boundary(s[:at]) {
			parts = append(parts, trimItem(s[start:at]))
			start, want = at, want+1
			at += l.Width
		}
	}
	if want == 2 {
		return nil
	}
	return append(parts, trimItem(s[start:]))
}

// boundary reports that a text ends as one before a new item does.
func boundary(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return space(r) || strings.ContainsRune("；;。，,、", r) || r >= 0x4E00
}

func trimItem(s string) string {
	return strings.TrimRightFunc(s, func(r rune) bool { return space(r) || strings.ContainsRune("；;。，,", r) })
}
