package parse

import (
	"path/filepath"
	"regexp"
	"strings"

	"duibiao/corpus"
)

// metadata reads what the document says of itself.
func metadata(y *layout, fields map[string]string, hint Hint) corpus.Metadata {
	// A remark in brackets on a line of its own belongs to the title without a space.
	m := corpus.Metadata{Title: strings.ReplaceAll(y.title, " （", "（"), Stated: corpus.StatusUnknown}
	if m.Title == "" {
		m.Title = strings.TrimSpace(strings.TrimSuffix(hint.FileName, filepath.Ext(hint.FileName)))
	}
	events := frontEvents(y)
	applyEvents(&m, events)
	applyFieldDates(&m, fields)
	signed := applySignatureDate(y, &m)
	applyPageDates(&m, fields)
	if m.Published.IsZero() {
		m.Published = signed
	}
	applyEffective(y, &m, events)
	applyExpiry(y, &m)
	applyRepeals(y, &m)
	m.DocNumber = docNumber(y, fields)
	if m.Published.IsZero() && strings.Contains(m.DocNumber, "令") {
		m.Published = firstOf(events, eventNone) // the date under a decree
	}
	applyIssuers(y, &m, fields, events)
	applyRegion(y, &m, hint, events)
	m.Kind = kindOf(y, m.Title)
	m.Stated = statedStatus(m.Title, fields)
	return m
}

// applyFieldDates takes the dates that a page states beside the text, where the
// text has none.
func applyFieldDates(m *corpus.Metadata, fields map[string]string) {
	fieldDate(&m.Issued, fields, "成文日期", "成文时间", "发文日期", "通过日期", "制定日期", "制发日期", "印发日期", "生成日期")
	fieldDate(&m.Published, fields, "公布日期", "发布日期", "发文日期")
	fieldDate(&m.Effective, fields, "施行日期", "实施日期", "生效日期", "生效时间", "执行日期")
	fieldDate(&m.Expires, fields, "失效日期", "失效时间", "废止日期", "废止时间", "终止日期")
	if m.Expires.IsZero() {
		last := corpus.Date{}
		if fieldDate(&last, fields, "有效期至"); last.Complete() {
			m.Expires = dayAfter(last)
		}
	}
}

// fieldDate sets a date that is not there from the first of the fields that is
// one.
func fieldDate(to *corpus.Date, fields map[string]string, names ...string) {
	for _, name := range names {
		if !to.IsZero() {
			return
		}
		if d, width := LeadingDate(fields[name]); width > 0 {
			*to = d
		}
	}
}

// applyPageDates takes the dates on which the page was published. They count as
// the document's publication only where nothing else is stated and they are near
// the issue (PubDate, 国办发〔2017〕47号), and as its issue where nothing else says.
func applyPageDates(m *corpus.Metadata, fields map[string]string) {
	fieldDate(&m.Issued, fields, "公布日期", "发布日期")
	for _, name := range []string{"PubDate", "发布时间", "公开日期", "公开时间"} {
		if page, width := LeadingDate(fields[name]); width > 0 && m.Published.IsZero() && near(page, m.Issued) {
			m.Published = page
		}
	}
}

// near reports whether a page's own date can be the day its document was
// published: documents are put on the web in the year of their issue or the
// next, older ones were published elsewhere before.
func near(page, issued corpus.Date) bool {
	return issued.IsZero() || page.Year == issued.Year || page.Year == issued.Year+1
}

// applySignatureDate takes the date under a notice for its issue, when nothing
// else states one, and gives it.
func applySignatureDate(y *layout, m *corpus.Metadata) corpus.Date {
	if !m.Issued.IsZero() {
		return corpus.Date{}
	}
	for i := range y.units {
		if y.role[i] != corpus.RoleSignature {
			continue
		}
		if found := FindDates(y.str(i)); len(found) > 0 && found[0].Date.Complete() {
			m.Issued = found[0].Date
			break
		}
	}
	return m.Issued
}

// docNumber is the 文号: the page's field, else the first in the lines before
// the body, title included.
func docNumber(y *layout, fields map[string]string) string {
	for _, name := range []string{"发文字号", "文号", "文件编号", "发文文号", "文件字号", "公文文号", "字号", "规范性文件编号"} {
		if s := strings.TrimSpace(fields[name]); s != "" {
			if n := DocNumber(s); n != "" {
				return n
			}
			if strings.HasSuffix(s, "号") {
				return s
			}
		}
	}
	decree := ""
	for i := range y.units {
		switch y.role[i] {
		case corpus.RoleTitle, corpus.RoleFront:
			s := y.str(i)
			if _, width := LeadingDate(s); width > 0 {
				s = s[width:]
			}
			if n := DocNumber(decree + withoutTitles(s)); n != "" {
				return n
			}
			if decree = ""; decreeLine.MatchString(squeeze(s)) {
				decree = s // the number may stand on the next line
			}
		case corpus.RoleTOC:
		default:
			return ""
		}
	}
	return ""
}

var (
	catalogueTitle = regexp.MustCompile(`(目录|清单|名录)(及\p{Han}{0,12}标准)?(（[^）]*）|\([^)]*\)|》?的?(通知|公告))*$`)
	reportTitle    = regexp.MustCompile(`(报告|调研|白皮书)(（[^）]*）)?$`)
)

// kindOf tells the kind by the words that end the title, or by the articles.
func kindOf(y *layout, title string) corpus.Kind {
	t := squeeze(title)
	switch {
	case catalogueTitle.MatchString(t) && !hasArticles(y.units):
		return corpus.KindCatalogue
	case reportTitle.MatchString(t):
		return corpus.KindReport
	case endsTitle(t) || hasArticles(y.units):
		return corpus.KindRule
	}
	return corpus.KindOther
}

// statedStatus is the 时效性 that a page's field or the title itself states.
func statedStatus(title string, fields map[string]string) corpus.Status {
	for _, name := range []string{"时效性", "有效性", "效力状态", "是否有效", "文件状态", "时效状态", "文件效力", "公文时效", "效力"} {
		if s := statusOf(fields[name]); s != corpus.StatusUnknown {
			return s
		}
	}
	if i := strings.LastIndexAny(title, "（(【["); i > 0 {
		if strings.Contains(title[i:], "废止") || strings.Contains(title[i:], "失效") {
			return corpus.StatusRepealed
		}
	}
	return corpus.StatusUnknown
}

// statusOf reads a status word as pages give it.
func statusOf(s string) corpus.Status {
	switch s = squeeze(s); {
	case s == "":
		return corpus.StatusUnknown
	case strings.Contains(s, "未失效"), strings.Contains(s, "未废止"):
		return corpus.StatusInForce
	case strings.Contains(s, "部分失效"), strings.Contains(s, "部分废止"), strings.Contains(s, "部分有效"):
		return corpus.StatusPartlyRepealed
	case strings.Contains(s, "尚未"), strings.Contains(s, "未生效"):
		return corpus.StatusNotYet
	case strings.Contains(s, "废止"), strings.Contains(s, "失效"), s == "无效", s == "否":
		return corpus.StatusRepealed
	case strings.Contains(s, "修改"), strings.Contains(s, "修订"):
		return corpus.StatusAmended
	case strings.Contains(s, "有效"), s == "是":
		return corpus.StatusInForce
	}
	return corpus.StatusUnknown
}
