package catalogue

import "strings"

// linkCodes builds the tree of codes. Items at the top of it stand below the
// section they follow. Of the items without a code, numbered ones stand below
// the coded one before them, others beside the one before.
func linkCodes(nodes []node) {
	classes(nodes)
	codes := make([]string, len(nodes))
	for i, n := range nodes {
		codes[i] = n.code
	}
	up := tree(codes)
	sections := under(nodes)
	coded, last := -1, -1
	var open []int // numbered ones below coded
	for i := range nodes {
		n := &nodes[i]
		n.parent = up[i]
		if n.parent < 0 {
			n.parent = sections[i]
		}
		switch {
		case n.section:
			coded, last = -1, -1
			continue
		case n.code != "":
			coded, open = i, open[:0]
		case coded >= 0 && (n.label.Style > 0 || n.indent > nodes[coded].indent):
			open = inner(nodes, open, i)
			n.parent = coded
			if len(open) > 1 {
				n.parent = open[len(open)-2]
			}
		case last >= 0:
			n.parent = nodes[last].parent
		}
		last = i
	}
}

// inner opens an item without a code: its style of numbering, or its indentation,
// met again closes what was below it.
func inner(nodes []node, open []int, i int) []int {
	n := nodes[i]
	for k, o := range open {
		if nodes[o].label.Style == n.label.Style && (n.label.Style > 0 || nodes[o].indent >= n.indent) {
			open = open[:k]
			break
		}
	}
	return append(open, i)
}

// classes makes sections of the numbered items without codes that stand above
// coded ones: those whose style of numbering first comes before any coded item,
// or right behind another class; and of those without a number, where all are.
func classes(nodes []node) {
	style := map[int]bool{0: bareClasses(nodes)}
	coded := false // since the last class
	for i := range nodes {
		n := &nodes[i]
		if n.code != "" {
			coded = true
			continue
		}
		above, known := style[n.label.Style]
		if !known && !n.section {
			above = !coded
			style[n.label.Style] = above
		}
		n.section = n.section || above
		if n.section {
			coded = false
		}
	}
}

// bareClasses reports that the items without code, number and note are classes:
// the first item is one, and each is followed by a coded item.
func bareClasses(nodes []node) bool {
	bare := func(n node) bool { return n.code == "" && !n.section }
	if len(nodes) < 2 || !bare(nodes[0]) {
		return false
	}
	for i, n := range nodes {
		if bare(n) && n.label.Style == 0 && (n.note != "" || n.mark != "" || i+1 == len(nodes) || nodes[i+1].code == "") {
			return false
		}
	}
	return true
}

// leadCodes reads a letter or a number that stands before a name without a mark
// (A公共服务, 1 公共服务) as its code where codes below it begin with it and no
// other item has it.
func leadCodes(nodes []node) {
	begins, taken := leads(nodes)
	free := func(head string) bool { return head != "" && begins[head] && !taken[head] }
	for i := range nodes {
		n := &nodes[i]
		if n.code != "" || n.name == "" {
			continue
		}
		head := lead(n.name)
		if len(n.mark) == 1 && n.mark[0] >= 'A' && free(n.mark) {
			n.code, n.mark, n.label = n.mark, "", Label{}
		} else if rest := strings.TrimLeftFunc(n.name[len(head):], space); free(head) && startsChinese(rest) {
			n.code, n.name = head, rest
		}
		taken[n.code] = true
	}
}

// leads are what codes begin with, and the codes themselves.
func leads(nodes []node) (begins, taken map[string]bool) {
	begins, taken = map[string]bool{}, map[string]bool{}
	for _, n := range nodes {
		if head := lead(n.code); head != n.code {
			begins[head] = true
		}
		taken[n.code] = true
	}
	return begins, taken
}

// lead is what the codes below a class begin with: the letter, or the digits
// before the first mark.
func lead(s string) string {
	if s == "" {
		return ""
	}
	if s[0] >= 'A' && s[0] <= 'Z' {
		return s[:1]
	}
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return s[:n]
}
