package parse

import (
	"regexp"
	"slices"
	"strings"

	"duibiao/corpus"
)

var (
	// session is the number of a congress and of its meeting, which are no part
	// of the body's name: 第十二届…第二十五次会议.
	session   = regexp.MustCompile(`第[0-9〇○零一二三四五六七八九十百]{1,6}届`)
	meeting   = regexp.MustCompile(`^(.{2,60}?)(第[0-9〇○零一二三四五六七八九十百]{1,6}次|常务会议|[0-9]{4}年第)`)
	publisher = regexp.MustCompile(`^(.{2,60}?)(令第|公告第|公告|以第|令|发布|公布|颁布|印发|批准|第[0-9〇一二三四五六七八九十百]{1,6}号)`)
)

// applyIssuers names the 发文机关: the page's field, the title's beginning, the
// front matter, or the signature, whichever is there first.
func applyIssuers(y *layout, m *corpus.Metadata, fields map[string]string, events []event) {
	for _, name := range []string{"发文机关", "发布机构", "发文机构", "制定机关", "发文单位", "制发机关", "发文部门", "发布机关", "发布单位", "发布部门", "公布机关", "公开机构"} {
		if s := strings.TrimSpace(fields[name]); s != "" {
			if m.Issuers = splitBodies(s); len(m.Issuers) > 0 {
				return
			}
		}
	}
	for _, find := range []func() []string{
		func() []string { return titleIssuers(m.Title) },
		func() []string { return eventIssuers(events) },
		func() []string { return decreeIssuers(y) },
		func() []string { return signatureIssuers(y) },
	} {
		if found := find(); len(found) > 0 {
			m.Issuers = found
			return
		}
	}
	// 国办发〔2017〕47号: ContentSource is where the content comes from. A
	// newspaper or "本站" is no issuer.
	for _, name := range []string{"ContentSource", "信息来源", "文章来源", "稿件来源", "来源"} {
		if s := squeeze(fields[name]); issuerEnding(s) {
			m.Issuers = splitBodies(s)
			return
		}
	}
}

// splitBodies cuts a list of bodies at its separators.
func splitBodies(s string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、，,;； 　\t", r) }) {
		if part = cleanBody(part); part != "" && !slices.Contains(out, part) {
			out = append(out, part)
		}
	}
	return out
}

// cleanBody removes what is no part of a body's name.
func cleanBody(s string) string {
	s = session.ReplaceAllString(squeeze(s), "")
	for _, lead := range []string{"（", "(", "由", "经", "日"} {
		s = strings.TrimPrefix(s, lead)
	}
	if rest := strings.TrimPrefix(s, "中华人民共和国"); issuerEnding(rest) && len(rest) > 6 {
		s = rest
	}
	for _, inner := range []string{"审判委员会", "检察委员会"} {
		s = strings.TrimSuffix(s, inner)
	}
	if !issuerEnding(s) {
		return ""
	}
	return s
}

// titleIssuers reads bodies before 关于: 最高人民法院、最高人民检察院关于…的解释.
func titleIssuers(title string) []string {
	head, _, ok := strings.Cut(title, "关于")
	if !ok || head == "" || strings.ContainsAny(head, "《“") {
		return nil
	}
	return splitBodies(head)
}

// eventIssuers reads the body from the adoption, else from the publication.
func eventIssuers(events []event) []string {
	for _, e := range events {
		words := strings.TrimLeft(strings.TrimSpace(e.words), "（( ")
		re := publisher
		if e.kind == eventAdopted {
			re = meeting
		} else if e.kind != eventPublished && e.kind != eventApproved {
			continue
		}
		if m := re.FindStringSubmatch(words); m != nil {
			if found := splitBodies(m[1]); len(found) > 0 {
				return found
			}
		}
	}
	return nil
}

// decreeIssuers reads the body from the line of a decree: 某某部令.
func decreeIssuers(y *layout) []string {
	for i := range y.units {
		if y.role[i] != corpus.RoleFront && y.role[i] != corpus.RoleTitle {
			continue
		}
		if s := squeeze(y.str(i)); decreeLine.MatchString(s) {
			return splitBodies(s[:strings.LastIndex(s, "令")])
		}
	}
	return nil
}

// signatureIssuers reads the lines above the first date of a signature.
func signatureIssuers(y *layout) []string {
	var out []string
	for i := range y.units {
		if y.role[i] != corpus.RoleSignature {
			if len(out) > 0 {
				break
			}
			continue
		}
		s := y.str(i)
		if found := FindDates(s); len(found) > 0 {
			s = s[:found[0].Start]
		}
		for _, b := range splitBodies(s) {
			if !slices.Contains(out, b) {
				out = append(out, b)
			}
		}
	}
	return out
}
