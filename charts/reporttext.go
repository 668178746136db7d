package charts

import (
	"fmt"
	"math"
	"strings"

	"duibiao/compare"
	"duibiao/compare/agreement"
)

// Agreement is how far rules and people agree on the cells that both coded.
type Agreement struct {
	// Cells counts them, Agree those on which both say the same.
	Cells, Agree int
	// Percent is from 0 to 100; Kappa and Alpha are Cohen's κ and Krippendorff's α
	// of nominal data. NaN is a figure that the cells do not determine.
	Percent, Kappa, Alpha float64
}

// NewAgreement measures the agreement of two coders.
func NewAgreement(units []agreement.Unit) Agreement {
	a := Agreement{
		Cells: len(units), Percent: 100 * agreement.Percent(units),
		Kappa: agreement.Kappa(units), Alpha: agreement.Alpha(units, agreement.Nominal),
	}
	for _, u := range units {
		if len(u) > 1 && u[0] == u[1] {
			a.Agree++
		}
	}
	return a
}

// findings are the findings, or the sentence that there are none.
func (m *reporter) findings() []group {
	if len(m.in.Benchmark.Findings) == 0 {
		return []group{{Items: [][]inline{{{Text: "所选地区没有可以得出结论的记录。"}}}}}
	}
	return m.book.groupsOf(m.in.Benchmark.Findings)
}

func (m *reporter) gaps() []group { return m.plain(m.in.Benchmark.Gaps) }

// unknowns are what the data do not tell, and which sections are not there for it.
func (m *reporter) unknowns() []group {
	out := m.plain(m.in.Benchmark.Unknowns)
	if len(m.empty) == 0 {
		return out
	}
	item := []inline{{Text: "所选地区没有以下内容的记录，报告没有相应各节：" + strings.Join(m.empty, "、") + "。"}}
	if out == nil {
		out = []group{{}}
	}
	out[0].Items = append(out[0].Items, item)
	return out
}

// plain drops leads: every sentence names its place already.
func (m *reporter) plain(fs []compare.Finding) []group {
	if len(fs) == 0 {
		return nil
	}
	out := group{}
	for _, g := range m.book.groupsOf(fs) {
		out.Items = append(out.Items, g.Items...)
	}
	return []group{out}
}

// method says how figures came about and how sure they are.
func (m *reporter) method() []group {
	sentences := []string{
		"每个数字后的方括号是来源编号，指向文末“数据来源”；指针停在数字上可见来源和把握程度。",
		"把握程度分三档：“见于文件”指数字见于发布机关或其他政府网站的页面、官方文件；“二手来源”指见于新闻、转载、镜像、第三方整理或调研报告；“只见引用”指只在别处见到题名或文号，内容未见。",
		"来源没有写明的留空（—），不作零，也不估计。由编者推算的数一律标明“推算”及算法。",
		"各地目录层级名称和粗细不同，项数不作一对一比较，不据以排名。",
	}
	if len(m.in.Benchmark.Procedures.Rows) > 0 {
		sentences = append(sentences, "规则的比较以已读文件的条款为准。各地文件的层级和种类不同，适用范围以条款为准，数值的高低不是优劣。", m.coders())
	}
	if s := certaintyCount(m.shown); s != "" {
		sentences = append(sentences, s)
	}
	var items [][]inline
	for _, s := range sentences {
		items = append(items, []inline{{Text: s}})
	}
	return []group{{Items: items}}
}

// coders say who read the documents, and how far rules and people agree.
func (m *reporter) coders() string {
	r := m.in.Benchmark.Procedures
	count := map[string]int{}
	for _, row := range r.Rows {
		if c := r.Cell(row, "coder"); !c.IsMissing() {
			count[c.Text]++
		}
	}
	s := fmt.Sprintf("所选地区的编码共%d项：由规则从原文读出%d项，由人工编码或确认%d项。", count["规则"]+count["人工"], count["规则"], count["人工"])
	a := m.in.Agreement
	if a.Cells == 0 {
		return s + "没有由两个编码者各自编码的项目，编码者之间的一致性无从计算。"
	}
	return s + fmt.Sprintf("数据目录中人工复核过的%d项里，规则与人工相同的%d项：一致率%s，科恩κ系数%s，克里彭多夫α系数%s。",
		a.Cells, a.Agree, coefficient(a.Percent, 1, "%"), coefficient(a.Kappa, 3, ""), coefficient(a.Alpha, 3, ""))
}

func coefficient(v float64, digits int, unit string) string {
	if math.IsNaN(v) {
		return "无从计算"
	}
	return fmt.Sprintf("%.*f%s", digits, v, unit)
}

// certaintyCount counts the records of tables by certainty, "" for none.
func certaintyCount(reports []compare.Report) string {
	total := 0
	count := map[string]int{}
	for _, r := range reports {
		for _, row := range r.Rows {
			if c := r.Cell(row, "certainty"); !c.IsMissing() {
				count[c.Text]++
				total++
			}
		}
	}
	if total == 0 {
		return ""
	}
	return fmt.Sprintf("注明把握程度的记录共%d条：见于文件%d条，二手来源%d条，只见引用%d条。使用前应以原文件核对二手来源和只见引用的记录。",
		total, count["见于文件"], count["二手来源"], count["只见引用"])
}
