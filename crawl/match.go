package crawl

import (
	"strings"
)

// DefaultMatch are the words of which a title holds one when a whole site is
// crawled for rules and catalogues of procurement.
func DefaultMatch() []string {
	return []string{
		"采购", "购买", "招标", "投标", "招投标", "评标", "集采", "集中采购目录", "指导性目录", "限额标准",
		"公共资源交易", "政府和社会资本合作", "框架协议", "供应商", "承接主体",
	}
}

// matches reports whether a title holds one of the words; no words match all.
func matches(title string, words []string) bool {
	if len(words) == 0 {
		return true
	}
	for _, w := range words {
		if strings.Contains(title, w) {
			return true
		}
	}
	return false
}
