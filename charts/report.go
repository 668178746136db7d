package charts

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"duibiao/compare"
)

// ReportInput is what a report document is made from.
type ReportInput struct {
	// Title is the title of the document, "" for the usual one.
	Title     string
	Benchmark compare.Benchmark
}

// ReportTitle is the title of a report that is given none.
const ReportTitle = "政府购买服务制度与目录对标报告"

// ReportHTML writes the report as one self-contained HTML page.
func ReportHTML(w io.Writer, in ReportInput) error {
	d, err := reportDocument(in)
	if err != nil {
		return err
	}
	return writeHTML(w, d)
}

// ReportMarkdown writes the report as Markdown: findings, tables and sources.
func ReportMarkdown(w io.Writer, in ReportInput) error {
	d, err := reportDocument(in)
	if err != nil {
		return err
	}
	return writeMarkdown(w, d)
}

// PageHTML writes figures, each with its data table and sources, as one
// self-contained HTML page.
func PageHTML(w io.Writer, title string, figures ...Figure) error {
	var reports []compare.Report
	for _, f := range figures {
		reports = append(reports, f.Report)
	}
	book := newSourceBook(reports...)
	d := document{Title: title}
	for i, f := range figures {
		n := i + 1
		d.Sections = append(d.Sections, section{Blocks: []block{
			{Figure: book.figureOf(f, label("图", n), "fig"+itoa(n))},
			{Table: book.tableOf(f.Report, label("表", n), "tab"+itoa(n))},
		}})
	}
	d.Sections = append(d.Sections, section{Heading: "数据来源", Blocks: []block{{Sources: book.lines()}}})
	return writeHTML(w, d)
}

func label(word string, n int) string { return word + itoa(n) }

func itoa(n int) string { return strconv.Itoa(n) }

// chapters puts Chinese numbers before the headings of non-empty sections.
type chapters struct{ list []section }

func (c *chapters) add(heading string, blocks ...block) {
	numbers := []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}
	c.list = append(c.list, section{Heading: numbers[len(c.list)] + "、" + heading, Blocks: blocks})
}

func reportDocument(in ReportInput) (document, error) {
	b := in.Benchmark
	book := newSourceBook(b.Items, b.Timeline, b.Thresholds, b.Support)
	for _, fs := range [][]compare.Finding{b.Gaps, b.Unknowns} {
		book.learn(fs)
	}
	timeline, err := Draw("timeline", b.Timeline)
	if err != nil {
		return document{}, err
	}
	items, err := Draw("items", b.Items)
	if err != nil {
		return document{}, err
	}
	d := document{Title: in.Title, Meta: reportMeta(b)}
	if d.Title == "" {
		d.Title = ReportTitle
	}
	var c chapters
	c.add("主要发现", block{Groups: book.findings(b)})
	c.add("制度出台时间", block{Figure: book.figureOf(timeline, "图1", "fig1")}, block{Table: book.tableOf(b.Timeline, "表1", "tab1")})
	c.add("目录规模", block{Figure: book.figureOf(items, "图2", "fig2")}, block{Table: book.tableOf(b.Items, "表2", "tab2")})
	n := 3
	for _, r := range []compare.Report{b.Thresholds, b.Support} {
		if len(r.Rows) > 0 {
			c.add(r.Title, block{Table: book.tableOf(r, label("表", n), "tab"+itoa(n))})
			n++
		}
	}
	if len(b.Gaps) > 0 {
		c.add("本区差距清单", block{Groups: plain(book.groupsOf(b.Gaps))})
	}
	if len(b.Unknowns) > 0 {
		c.add("尚不清楚的事项", block{Groups: plain(book.groupsOf(b.Unknowns))})
	}
	c.add("方法与把握程度", block{Groups: method(b)})
	c.add("数据来源", block{Sources: book.lines()})
	d.Sections = c.list
	return d, nil
}

// learn makes the sources of findings known that no table cites.
func (b *sourceBook) learn(fs []compare.Finding) {
	for _, f := range fs {
		for _, s := range f.Spans {
			if s.Cell == nil {
				continue
			}
			for _, e := range s.Cell.Evidence {
				if _, ok := b.known[e.SourceID]; !ok {
					b.known[e.SourceID] = referenceOf(e)
				}
			}
		}
	}
}

func reportMeta(b compare.Benchmark) []string {
	where := "数据集中的全部地区"
	if len(b.Regions) > 0 {
		where = strings.Join(b.Regions, "、")
	}
	meta := []string{"对标地区：" + where}
	if b.Home != "" {
		meta = append(meta, "本区："+b.Home)
	}
	if !b.DataDate.IsZero() {
		meta = append(meta, "数据截至："+b.DataDate.Chinese()+"（所收记录的最晚日期）")
	}
	return meta
}

// findings are the findings, or the sentence that there are none.
func (b *sourceBook) findings(m compare.Benchmark) []group {
	if len(m.Findings) == 0 {
		return []group{{Items: [][]inline{{{Text: "所选地区没有可以得出结论的记录。"}}}}}
	}
	return b.groupsOf(m.Findings)
}

// plain drops leads: every sentence names its place already.
func plain(gs []group) []group {
	out := group{}
	for _, g := range gs {
		out.Items = append(out.Items, g.Items...)
	}
	return []group{out}
}

// method says how figures came about and how sure they are.
func method(b compare.Benchmark) []group {
	var items [][]inline
	for _, s := range []string{
		"每个数字后的方括号是来源编号，指向文末“数据来源”；指针停在数字上可见来源和把握程度。",
		"把握程度分三档：“见于文件”指数字见于发布机关或其他政府网站的页面、官方文件；“二手来源”指见于新闻、转载、镜像、第三方整理或调研报告；“只见引用”指只在别处见到题名或文号，内容未见。",
		"来源没有写明的留空（—），不作零，也不估计。由编者推算的数一律标明“推算”及算法。",
		"各地目录层级名称和粗细不同，项数不作一对一比较，不据以排名。",
		certaintyCount(b),
	} {
		items = append(items, []inline{{Text: s}})
	}
	return []group{{Items: items}}
}

// certaintyCount counts the rows of all tables by certainty.
func certaintyCount(b compare.Benchmark) string {
	total := 0
	count := map[string]int{}
	for _, r := range []compare.Report{b.Items, b.Timeline, b.Thresholds, b.Support} {
		for _, row := range r.Rows {
			if c := r.Cell(row, "certainty"); !c.IsMissing() {
				count[c.Text]++
				total++
			}
		}
	}
	return fmt.Sprintf("各表共%d条记录：见于文件%d条，二手来源%d条，只见引用%d条。使用前应以原文件核对二手来源和只见引用的记录。",
		total, count["见于文件"], count["二手来源"], count["只见引用"])
}
