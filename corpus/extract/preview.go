package extract

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// previewPhrases are what the page of a site that shares documents says around the
// preview of one: about loading, paying and downloading. sure marks those that no
// document says; two lines with one tell that a text was copied from such a page.
func previewPhrases() []previewPhrase {
	return []previewPhrase{
		{"预览加载中", true},
		{"免费预览", true},
		{"预览结束", true},
		{"下载需要金币", true},
		{"下载需要积分", true},
		{"足够的金币", true},
		{"足够的积分", true},
		{"重复扣费", true},
		{"就直接下载吧", true},
		{"下载券", true},
		{"页未读", true},
		{"继续阅读全文", true},
		{"下载本文档", true},
		{"文库会员", true},
		{"该文档总共", true},
		{"耐心等待几秒", false},
		{"如果您无法下载", false},
		{"无法下载资料", false},
		{"请先用软件解压", false},
		{"下载后请先", false},
		{"猜你喜欢", false},
		{"相关文档推荐", false},
	}
}

// previewPhrase is a phrase of a preview page.
type previewPhrase struct {
	words string
	sure  bool
}

// maxPreviewLine is the longest line, in runes, that can be one of a preview page's
// own: a longer one is the document, whatever it quotes.
const maxPreviewLine = 60

// pageCounter is a line of a preview that counts pages: 3/10.
var pageCounter = regexp.MustCompile(`^(?:第\s*)?\d{1,4}\s*(?:页)?\s*[/／]\s*(?:共\s*)?\d{1,4}\s*页?$`)

// pageFieldCodes are the field codes of a word processor's page number, left in
// the text by a bad conversion: 第PAGE…页共NUMPAGES…页.
var pageFieldCodes = regexp.MustCompile(`^第?\s*PAGE[^页\n]{0,40}页\s*共?\s*NUMPAGES[^页\n]{0,40}页\s*`)

// dropPreview leaves out of the lines of a text what a preview page put there, and
// says in a warning what that was. Other texts stay as they are.
func dropPreview(lines []string) (kept, warnings []string) {
	if !fromPreview(lines) {
		return lines, nil
	}
	left, fields := 0, 0
	for _, line := range lines {
		if phraseIn(line, false) || pageCounter.MatchString(line) {
			left++
			continue
		}
		if code := pageFieldCodes.FindString(line); code != "" && len(code) < len(line) {
			fields++
			line = line[len(code):]
		}
		kept = append(kept, line)
	}
	if len(kept) == 0 {
		return lines, nil
	}
	warnings = append(warnings, fmt.Sprintf("copied from a preview page: lines of the page itself left out: %d", left))
	if fields > 0 {
		warnings = append(warnings, fmt.Sprintf("field codes of page numbers left out: %d", fields))
	}
	return kept, warnings
}

// fromPreview reports that two lines are surely those of a preview page.
func fromPreview(lines []string) bool {
	hits := 0
	for _, line := range lines {
		if phraseIn(line, true) {
			if hits++; hits == 2 {
				return true
			}
		}
	}
	return false
}

// phraseIn reports that a line is short and holds a phrase of preview pages, a sure
// one if sure is set.
func phraseIn(line string, sure bool) bool {
	if len(line) > maxPreviewLine*utf8.UTFMax || utf8.RuneCountInString(line) > maxPreviewLine {
		return false
	}
	for _, p := range previewPhrases() {
		if (p.sure || !sure) && strings.Contains(line, p.words) {
			return true
		}
	}
	return false
}

// endsOpen reports a text that breaks off: its last line, a long one, ends with a
// mark that something must follow.
func endsOpen(lines []string) bool {
	if len(lines) == 0 {
		return false
	}
	last := lines[len(lines)-1]
	r, _ := utf8.DecodeLastRuneInString(last)
	if strings.ContainsRune("，,、（(《“‘—", r) {
		return true
	}
	// Running text of some length without any full stop at its end.
	return utf8.RuneCountInString(last) > 200 && !strings.ContainsRune("。.！!？?…；;：:”’）)》】」\"'", r)
}
