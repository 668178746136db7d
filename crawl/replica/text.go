package replica

import (
	"fmt"
	"regexp"
	"strings"
	"text/template"
	"time"
)

// functions are those of the templates.
func functions() template.FuncMap {
	return template.FuncMap{
		"cut": cut, "body": body, "join": strings.Join,
		"upto": func(from, to int) []int {
			var out []int
			for i := from; i <= to; i++ {
				out = append(out, i)
			}
			return out
		},
		"add": func(a, b int) int { return a + b },
		"path": func(s string) string {
			_, rest, _ := strings.Cut(s, "://")
			_, p, _ := strings.Cut(rest, "/")
			return "/" + p
		},
		"after": func(mark, s string) string {
			_, rest, _ := strings.Cut(s, mark)
			return rest
		},
		"base": func(s string) string { return s[strings.LastIndexByte(s, '/')+1:] },
	}
}

// cut shortens s to n characters and a mark, as lists do.
func cut(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n]) + "…"
}

// body is the invented text of a document, in paragraphs of markup.
func body(d Document) string {
	subjects := []string{"预算单位", "承接主体", "代理机构", "评审专家", "财政所", "街道办事处"}
	acts := []string{"编制年度计划并报上一级备案", "在门户网站公开项目清单", "按季度汇总履约情况", "保存全部过程资料不少于十年", "组织验收并出具书面意见", "对服务对象开展满意度调查"}
	var b strings.Builder
	fmt.Fprintf(&b, "<p>　　为规范%s有关工作，现就下列事项作出安排。</p>\n", strings.TrimPrefix(d.Title, "关于"))
	for i := range 6 {
		fmt.Fprintf(&b, "<p>　　第%s条　%s应当%s；第%d号事项另有要求的，从其要求。</p>\n",
			string([]rune("一二三四五六")[i]), subjects[(i+d.Index)%len(subjects)], acts[(i*2+d.Index)%len(acts)], d.Index)
	}
	if d.Issuer != "" {
		fmt.Fprintf(&b, "<p style=\"text-align:right\">%s</p>\n", d.Issuer)
	}
	if d.Y != "" {
		fmt.Fprintf(&b, "<p style=\"text-align:right\">%s年%s月%s日</p>\n", d.Y, strings.TrimPrefix(d.M, "0"), strings.TrimPrefix(d.D, "0"))
	}
	return b.String()
}

// tag is a tag of body.
var tag = regexp.MustCompile(`<[^>]*>`)

// Text is the text of the document's body, as its pages show it.
func (d Document) Text() string { return tag.ReplaceAllString(body(d), "") }

func millis(date string) int64 {
	t, err := time.Parse("2006-01-02 15", date+" 04") // noon in China
	if err != nil {
		return 0
	}
	return t.UnixMilli()
}

// pdf is the smallest file that readers take for a PDF, one page with one line.
func pdf(line string) []byte {
	stream := fmt.Sprintf("BT /F1 12 Tf 72 720 Td (%s) Tj ET", line)
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(stream), stream),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
	}
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return []byte(b.String())
}
