package main

import (
	"fmt"
	"strings"
)

// article is an invented document: what its pages are made of, and the truth
// that reading them is held against.
type article struct {
	Title, Number, Issuer string
	// Issued, Published, Effective and Expires are days, 2024-03-01, "" for none.
	Issued, Published, Effective, Expires string
	// Status is the word of the 信息公开 block.
	Status string
	Body   []part
}

// part is a paragraph, or a table if it has rows.
type part struct {
	Text  string
	Right bool // a signature
	Rows  [][]string
}

// text is the body as it should be read.
func (a article) text() string {
	var b strings.Builder
	for _, p := range a.Body {
		b.WriteString(p.Text + "\n")
		for _, row := range p.Rows {
			b.WriteString(strings.Join(row, "\t") + "\n")
		}
	}
	return b.String()
}

func places() []string { return []string{"柳溪市", "云台县", "松江湾区", "北桥市"} }

func subjects() []string {
	return []string{"购买主体", "承接主体", "评审专家", "代理机构", "财政所", "街道办事处", "项目负责人"}
}

func acts() []string {
	return []string{
		"应当在每年三月底前编制计划，并报上一级备案", "负责公开项目清单，接受社会监督", "不得将项目转包；确需分包的，应当事先约定",
		"按季度汇总履约情况，形成书面记录", "对服务对象开展满意度调查，调查结果作为付款依据", "保存过程资料不少于十年",
	}
}

// chinese writes a day as signatures do.
func chinese(day string) string {
	var y, m, d int
	if _, err := fmt.Sscanf(day, "%d-%d-%d", &y, &m, &d); err != nil {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", y, m, d)
}

// articles makes one of each kind, n says which of many.
func articles(n int) []article {
	place := places()[n%len(places())]
	year, month := 2015+n%9, n%12+1
	base := article{
		Issuer: place + "财政局", Number: fmt.Sprintf("柳财采〔%d〕%d号", year, n%90+1), Status: []string{"有效", "现行有效", "废止", "失效", "部分失效", "尚未生效", "已修改"}[n%7],
		Issued: fmt.Sprintf("%d-%02d-%02d", year, month, n%27+1), Published: fmt.Sprintf("%d-%02d-28", year, month),
	}
	return []article{short(base, place, n), rule(base, place, n), catalogue(base, place, n), notice(base, place, n)}
}

func sign(a article) []part {
	return []part{{Text: a.Issuer, Right: true}, {Text: chinese(a.Issued), Right: true}}
}

// short is a notice of one sentence.
func short(a article, place string, n int) article {
	a.Title = fmt.Sprintf("%s财政局关于开展第%d批服务项目备案的通知", place, n+1)
	a.Body = append([]part{{Text: "各预算单位："}, {Text: fmt.Sprintf("请于%d月底前完成服务项目备案，逾期不再受理。", n%12+1)}}, sign(a)...)
	return a
}

// rule is a regulation of chapters, articles and items.
func rule(a article, place string, n int) article {
	a.Title = place + "政府购买公共服务管理办法"
	a.Effective = fmt.Sprintf("%d-01-01", 2016+n%9)
	a.Expires = fmt.Sprintf("%d-01-01", 2021+n%9)
	for i := range 12 + n%20 {
		if i%6 == 0 {
			a.Body = append(a.Body, part{Text: fmt.Sprintf("第%s章　%s", number(i/6+1), subjects()[i/6%7])})
		}
		s, act := subjects()[(i+n)%7], acts()[(i*5+n)%6]
		a.Body = append(a.Body, part{Text: fmt.Sprintf("第%s条　%s%s。", number(i+1), s, act)})
		if i%4 == 3 {
			a.Body = append(a.Body, part{Text: "（一）编号为" + number(i) + "的事项；"}, part{Text: "（二）其他事项。"})
		}
	}
	a.Body = append(a.Body, part{Text: fmt.Sprintf("第%s条　本办法自%s起施行，有效期五年。", number(13+n%20), chinese(a.Effective))})
	return a
}

// catalogue is little but a table.
func catalogue(a article, place string, n int) article {
	a.Title = fmt.Sprintf("%s%d年集中采购目录", place, 2015+n%9)
	rows := [][]string{{"编码", "品目名称", "说明"}}
	for i := range 15 + n%30 {
		rows = append(rows, []string{fmt.Sprintf("A%04d", i*7), subjects()[i%7] + "用设备", []string{"台式", "含配件", "不含耗材", "限额以上"}[i%4]})
	}
	a.Body = append([]part{{Text: "一、下列项目实行集中采购。"}, {Rows: rows}, {Text: "二、限额标准为五十万元，工程项目另行规定。"}}, sign(a)...)
	return a
}

// notice has a few long paragraphs and a list of files.
func notice(a article, place string, n int) article {
	a.Title = place + "财政局关于进一步规范“政府购买服务”合同管理有关事项的通知"
	a.Body = []part{{Text: "各区财政局，市级各预算单位："}, {Text: "为加强合同管理，现将有关事项通知如下。"}}
	for i := range 4 + n%5 {
		s := fmt.Sprintf("%s、%s", number(i+1), acts()[(i+n)%6])
		for k := range 3 {
			s += fmt.Sprintf("。%s%s", subjects()[(i+k+n)%7], acts()[(i+2*k+n)%6])
		}
		a.Body = append(a.Body, part{Text: s + "。"})
	}
	a.Body = append(a.Body, part{Text: "附件：1.合同文本"})
	a.Body = append(a.Body, sign(a)...)
	return a
}

// number writes numbers below one hundred.
func number(n int) string {
	digits := []rune("〇一二三四五六七八九十")
	switch {
	case n <= 10:
		return string(digits[n])
	case n < 20:
		return "十" + string(digits[n%10])
	case n%10 == 0:
		return string(digits[n/10]) + "十"
	}
	return string(digits[n/10]) + "十" + string(digits[n%10])
}
