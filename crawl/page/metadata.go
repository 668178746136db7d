package page

import (
	"maps"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Metadata reads what a page says of itself: its meta tags by the names of the
// guideline for government sites (国办发〔2017〕47号: SiteName, ColumnName,
// ArticleTitle, PubDate, ContentSource …), and the rows of its 信息公开 block
// (索引号, 发文机关, 成文日期, 发文字号, 有效性 …), each by its own name.
func Metadata(u *url.URL, body []byte) map[string]string {
	text, legacy := decode(body)
	d, err := newDocument(u, text, legacy)
	if err != nil {
		return map[string]string{}
	}
	out := maps.Clone(d.labelled())
	for _, n := range d.doc.Find("meta[name][content]").Nodes {
		name, value := canonicalTag(attr(n, "name")), tidy(attr(n, "content"))
		if _, have := out[name]; !have && value != "" && name != "" {
			out[name] = value
		}
	}
	return out
}

// guidelineTags are the names of the guideline; sites write them in any case.
const guidelineTags = "SiteName SiteDomain SiteIDCode ColumnName ColumnDescription ColumnKeywords ColumnType ArticleTitle PubDate ContentSource Keywords Author Description Image Url"

// canonicalTag is the name as the guideline writes it, "" for other tags.
func canonicalTag(name string) string {
	for _, t := range strings.Fields(guidelineTags) {
		if strings.EqualFold(t, strings.TrimSpace(name)) {
			return t
		}
	}
	return ""
}

// meta is the value of a guideline tag.
func (d *document) meta(name string) string {
	for _, n := range d.doc.Find("meta[content]").Nodes {
		if strings.EqualFold(strings.TrimSpace(attr(n, "name")), name) {
			if v := tidy(attr(n, "content")); v != "" {
				return v
			}
		}
	}
	return ""
}

var (
	blockLabel = regexp.MustCompile(`^(?:索引号|信息索引号|主题分类|信息分类|发文机关|发布机构|发文机构|制定机关|公开机构|发布单位|成文日期|发文日期|公布日期|印发日期|标题|信息名称|文件名称|名称|发文字号|文号|文件编号|字号|发布日期|公开日期|发布时间|主题词|关键词|有效性|时效性|效力状态|是否有效|文件状态|生效日期|施行日期|实施日期|失效日期|废止日期|公文种类|体裁分类|公开类别|公开方式)$`)
	labelValue = regexp.MustCompile(`^([^：:]{2,14})[：:]\s*(.{1,300})$`)
)

// labelled reads the rows of a 信息公开 block: a label in one cell and the value
// in the next, or both in one element.
func (d *document) labelled() map[string]string {
	if d.block != nil {
		return d.block
	}
	d.block = map[string]string{}
	for n := range d.root.Descendants() {
		switch n.DataAtom {
		case atom.Td, atom.Th, atom.Dt, atom.Li, atom.P, atom.Span, atom.Div, atom.Dd, atom.Label, atom.Strong, atom.B, atom.Em, atom.I:
			label, value := labelledAt(n)
			if _, have := d.block[label]; !have && label != "" && value != "" {
				d.block[label] = clip(value, 500)
			}
		}
	}
	return d.block
}

// labelledAt reads one element as a label, with the value beside or in it.
func labelledAt(n *html.Node) (label, value string) {
	text := textUpTo(n, 900)
	if len(text) > 900 || text == "" {
		return "", ""
	}
	if label := labelOf(text); label != "" {
		if next := nextElement(n); next != nil {
			return label, afterLabel(textUpTo(next, 2000))
		}
		return "", ""
	}
	m := labelValue.FindStringSubmatch(text)
	if m == nil || n.DataAtom == atom.Td || strings.ContainsAny(m[2], "：:") {
		return "", ""
	}
	return labelOf(m[1]), strings.TrimSpace(m[2])
}

// afterLabel drops a value that is itself the next label.
func afterLabel(s string) string {
	if labelOf(s) != "" {
		return ""
	}
	return s
}

// labelOf is the label without spaces and colon, "" when s is none.
func labelOf(s string) string {
	if len(s) > 80 {
		return ""
	}
	s = strings.Trim(squeeze(s), "【】[]：:")
	if blockLabel.MatchString(s) {
		return s
	}
	return ""
}
