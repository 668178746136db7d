package layout

import "regexp"

const (
	numeral = `[一二三四五六七八九十百千零〇○两]`
	label   = `^(?:第(?:` + numeral + `+|\d{1,3})[编篇章节条款项]|附(?:件|表|录)` +
		`|` + numeral + `{1,4}[、．.]` +
		`|[（(](?:` + numeral + `{1,4}|\d{1,3}|[a-zA-Z])[）)]` +
		`|\d{1,3}(?:[、)）]|[.．](?:[^\d]|$)|(?:[.．]\d{1,3})+[.．、 ]?[^\d.．%％倍万亿元米吨])` +
		`|[①-⑳⑴-⒇⒈-⒛㈠-㈩•●◆■□▪➢]|——)`
)

// labelPattern is what an article, an item or a heading begins with.
var labelPattern = regexp.MustCompile(label)

func labelled(s string) bool { return labelPattern.MatchString(s) }

// headPattern is the label of an article or chapter, alone: the space after it
// means something.
var headPattern = regexp.MustCompile(`^第(?:` + numeral + `{1,8}|\d{1,4})[编篇章节条款](?:之` + numeral + `)?$`)

// leaderPattern is a line of a table of contents.
var leaderPattern = regexp.MustCompile(`[.．·…⋯]{4,} ?[0-9ivxlIVXL]{0,5}$`)

// pagePattern is a page number that stands alone: 3, - 3 -, 第3页 共9页, 3/9, iv.
var pagePattern = regexp.MustCompile(`^[-—–―－~～·•.]*(?:第?(?:\d{1,4}|` + numeral + `{1,5})页?(?:[/／,，、]?共?\d{1,4}页?)?|[ivxlc]{1,8}|[IVXLC]{1,8}|[pP](?:age|\.)?\d{1,4}(?:of\d{1,4})?)[-—–―－~～·•.]*$`)
