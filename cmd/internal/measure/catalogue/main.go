// Command catalogue writes an invented catalogue of 180 items in every format
// that a finance office might publish it in. HTML is written here; LibreOffice,
// which must be installed, makes the other formats of it:
//
//	go run ./cmd/internal/measure/catalogue -out cmd/duibiao/testdata/catalogue
//
// Two catalogues are made: one whose notice states what the table holds, and one
// (short) whose notice states 180 items where the table has 179, C0203 left out.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	out := flag.String("out", "", "folder to write to")
	flag.Parse()
	if err := run(context.Background(), *out); err != nil {
		log.Fatal(err)
	}
}

// conversion is how LibreOffice makes one format of the page: as a text (Writer)
// or as a sheet (Calc).
type conversion struct{ ext, filter, importer string }

func conversions() []conversion {
	return []conversion{
		{"docx", "docx:MS Word 2007 XML", "HTML (StarWriter)"},
		{"doc", "doc:MS Word 97", "HTML (StarWriter)"},
		{"pdf", "pdf:writer_pdf_Export", "HTML (StarWriter)"},
		{"xlsx", "xlsx:Calc MS Excel 2007 XML", "HTML (StarCalc)"},
		{"xls", "xls:MS Excel 97", "HTML (StarCalc)"},
	}
}

func run(ctx context.Context, out string) error {
	if out == "" {
		return fmt.Errorf("-out is missing: name the folder to write to")
	}
	if err := os.MkdirAll(out, 0o750); err != nil {
		return fmt.Errorf("make %s: %w", out, err)
	}
	for _, c := range []struct {
		name, leftOut string
	}{{"catalogue", ""}, {"short", "C0203"}} {
		page := filepath.Join(out, c.name+".html")
		if err := os.WriteFile(page, []byte(html(c.leftOut)), 0o600); err != nil {
			return fmt.Errorf("write %s: %w", page, err)
		}
		for _, to := range conversions() {
			if err := convert(ctx, page, out, to); err != nil {
				return err
			}
		}
	}
	return nil
}

func convert(ctx context.Context, page, out string, to conversion) error {
	profile, err := os.MkdirTemp("", "office")
	if err != nil {
		return fmt.Errorf("profile: %w", err)
	}
	defer os.RemoveAll(profile)
	cmd := exec.CommandContext(ctx, "soffice", "--headless", "-env:UserInstallation=file://"+profile,
		"--infilter="+to.importer, "--convert-to", to.filter, "--outdir", out, page)
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("convert to %s: %w: %s", to.ext, err, text)
	}
	return nil
}

// class is a class of the catalogue: how many kinds it has.
type class struct {
	code, name string
	kinds      []string
}

func classes() []class {
	return []class{
		{"A", "社区民生服务", []string{"课业辅导", "康复照料", "上门送餐", "便民维修", "文化活动"}},
		{"B", "行业事务服务", []string{"行业调查", "统计分析", "资质评价", "人员培训", "展会筹办"}},
		{"C", "履职辅助服务", []string{"法律事务", "课题研究", "财务审核", "系统维护", "档案整理"}},
		{"D", "环境养护服务", []string{"河道保洁", "绿化养护", "道路清扫", "垃圾分拣", "设施巡检"}},
	}
}

// objects make the names of the items: nine of each kind.
func objects() []string {
	return []string{
		"老年居民", "残疾居民", "青少年", "小微企业", "社会组织", "乡镇街道", "学校和幼儿园",
		"历史文化街区以及传统村落中尚未纳入统一管理的公共场所", "其他对象",
	}
}

// html is the page: a notice and the table, in which the cells of the upper tiers
// span their items.
func html(leftOut string) string {
	var rows strings.Builder
	for _, c := range classes() {
		first := true
		for k, kind := range c.kinds {
			below := objects()
			code := func(i int) string { return fmt.Sprintf("%s%02d%02d", c.code, k+1, i+1) }
			n, all := 0, 0
			for i := range below {
				if code(i) != leftOut {
					n++
				}
			}
			for j := range c.kinds {
				for i := range below {
					if fmt.Sprintf("%s%02d%02d", c.code, j+1, i+1) != leftOut {
						all++
					}
				}
			}
			head := true
			for i, object := range below {
				if code(i) == leftOut {
					continue
				}
				rows.WriteString("<tr>")
				if first {
					fmt.Fprintf(&rows, `<td rowspan="%d">%s</td><td rowspan="%d">%s</td>`, all, c.code, all, c.name)
				}
				if head {
					fmt.Fprintf(&rows, `<td rowspan="%d">%s%02d</td><td rowspan="%d">%s</td>`, n, c.code, k+1, n, kind)
				}
				first, head = false, false
				fmt.Fprintf(&rows, "<td>%s</td><td>%s%s</td><td>%s</td></tr>\n", code(i), object, kind, note(i))
			}
		}
	}
	return `<html><head><meta charset="utf-8"><title>甲市政府购买服务指导性目录（2024年版）</title></head><body>
<h1>甲市政府购买服务指导性目录（2024年版）</h1>
<p>本目录共4大类20中类180小类，自2024年1月1日起施行。</p>
<table border="1"><thead><tr><th>代码</th><th>一级目录</th><th>代码</th><th>二级目录</th><th>代码</th><th>三级目录</th><th>说明</th></tr></thead>
<tbody>
` + rows.String() + `</tbody></table></body></html>
`
}

// note is the remark of every third item; one is long enough to need lines.
func note(i int) string {
	switch i {
	case 2:
		return "含组织、实施和评价"
	case 7:
		return "包括场所的登记、日常巡查、问题上报以及与产权人和管理人的沟通联络，不包括工程施工"
	}
	return ""
}
