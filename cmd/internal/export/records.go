package export

import (
	"slices"
	"strconv"

	"duibiao/cmd/internal/datapackage"
	"duibiao/corpus"
)

// numbered is a record with its place in its table, which is its key: records of
// the same content may stand there twice, from different sources.
type numbered[T any] struct {
	row    int
	record T
}

func inOrder[T any](all []T) []numbered[T] {
	out := make([]numbered[T], len(all))
	for i, x := range all {
		out[i] = numbered[T]{i + 1, x}
	}
	return out
}

func rowColumn[T any]() column[numbered[T]] {
	return whole("row", "行", func(x numbered[T]) int { return x.row }).required().least(1)
}

func counts() table[numbered[corpus.CountClaim]] {
	type row = numbered[corpus.CountClaim]
	columns := []column[row]{
		rowColumn[corpus.CountClaim](),
		text("region", "地区代码", func(c row) string { return c.record.Region }),
		text("subject", "所计对象", func(c row) string { return c.record.Subject }),
		oneOf(text("topic", "主题", func(c row) corpus.Topic { return c.record.Topic }), corpus.TopicServicePurchase, corpus.TopicProcurement),
		known("year", "年份", func(c row) int { return c.record.Year }),
		known("year_to", "止于年份", func(c row) int { return c.record.YearTo }),
		known("tier", "层次", func(c row) int { return c.record.Tier }).about("1 is the outermost tier"),
		text("tier_name", "层次名称", func(c row) string { return c.record.TierName }),
		maybe("count", "项数", func(c row) *int { return c.record.Count }).least(0).in("项"),
		maybe("added", "新增", func(c row) *int { return c.record.Added }).least(0).in("项"),
		maybe("removed", "取消", func(c row) *int { return c.record.Removed }).least(0).in("项"),
		oneOf(text("basis", "依据", func(c row) string {
			if c.record.Basis == corpus.BasisStated {
				return "stated"
			}
			return string(c.record.Basis)
		}), "stated", string(corpus.BasisCounted)).required().about("stated: the text says so; counted: the items of the catalogue were counted"),
		text("confidence", "把握程度原话", func(c row) string { return c.record.Confidence }),
	}
	return table[row]{
		name: "counts", title: "目录项数", key: []string{"row"}, links: recordLinks(),
		about:   "How many items a catalogue holds, by tier, and how many came and went.",
		columns: append(columns, provenance(func(c row) corpus.Provenance { return c.record.Provenance })...),
	}
}

func thresholds() table[numbered[corpus.Threshold]] {
	type row = numbered[corpus.Threshold]
	columns := []column[row]{
		rowColumn[corpus.Threshold](),
		text("region", "地区代码", func(t row) string { return t.record.Region }),
		text("scope", "适用范围", func(t row) string { return t.record.Scope }),
		known("year", "起始年份", func(t row) int { return t.record.Year }),
		known("year_to", "止于年份", func(t row) int { return t.record.YearTo }).about("empty: no end is known"),
		oneOf(text("kind", "标准", func(t row) string { return t.record.Kind }), string(corpus.AmountLimit), string(corpus.AmountOpenTender)).required().
			about("limit: 采购限额标准; open_tender: 公开招标数额标准"),
		text("object", "对象", func(t row) string { return t.record.Object }).about("goods, services or works"),
		number("amount", "金额", func(t row) string { return strconv.FormatInt(t.record.Amount, 10) }).required().least(0).in("元"),
		text("confidence", "把握程度原话", func(t row) string { return t.record.Confidence }),
	}
	return table[row]{
		name: "thresholds", title: "限额标准", key: []string{"row"}, links: recordLinks(),
		about:   "Amounts from which a procedure is required.",
		columns: append(columns, provenance(func(t row) corpus.Provenance { return t.record.Provenance })...),
	}
}

func support() table[numbered[corpus.SupportStandard]] {
	type row = numbered[corpus.SupportStandard]
	columns := []column[row]{
		rowColumn[corpus.SupportStandard](),
		text("region", "地区代码", func(s row) string { return s.record.Region }),
		text("service", "服务", func(s row) string { return s.record.Service }),
		text("group", "对象", func(s row) string { return s.record.Group }),
		text("grade", "等级", func(s row) string { return s.record.Grade }),
		known("year", "起始年份", func(s row) int { return s.record.Year }),
		known("year_to", "止于年份", func(s row) int { return s.record.YearTo }),
		number("amount", "金额", func(s row) string { return corpus.Yuan(s.record.Amount) }).required().least(0).in("元"),
		text("per", "计量单位", func(s row) string { return s.record.Unit }).about("what one amount covers: 元/人·月, 元"),
		text("confidence", "把握程度原话", func(s row) string { return s.record.Confidence }),
	}
	return table[row]{
		name: "support", title: "补贴与投入", key: []string{"row"}, links: recordLinks(),
		about:   "Standards of public support and sums spent.",
		columns: append(columns, provenance(func(s row) corpus.Provenance { return s.record.Provenance })...),
	}
}

func statements() table[corpus.Statement] {
	type row = corpus.Statement
	columns := []column[row]{
		text("statement_id", "编号", func(s row) string { return s.ID }).required(),
		oneOf(text("kind", "类别", func(s row) corpus.StatementKind { return s.Kind }), corpus.StatementAbsent, corpus.StatementGap, corpus.StatementContent, corpus.StatementUnknown).required(),
		text("region", "地区代码", func(s row) string { return s.Region }),
		oneOf(text("topic", "主题", func(s row) corpus.Topic { return s.Topic }), corpus.TopicServicePurchase, corpus.TopicProcurement),
		text("digest", "概述", func(s row) string { return s.Text }).required().about("in our own words, never a quotation"),
		date("as_of", "所述时间", func(s row) corpus.Date { return s.AsOf }),
		date("as_of_to", "所述时间止", func(s row) corpus.Date { return s.AsOfTo }),
		text("confidence", "把握程度原话", func(s row) string { return s.Confidence }),
	}
	return table[row]{
		name: "statements", title: "不带数字的事实", key: []string{"statement_id"}, links: recordLinks(),
		about:   "Facts without a number, from sources of the reference dataset.",
		columns: append(columns, provenance(func(s row) corpus.Provenance { return s.Provenance })...),
	}
}

func indicators() table[corpus.Indicator] {
	type row = corpus.Indicator
	return table[row]{
		name: indicatorsTable, title: "指标", key: []string{"indicator"}, about: "The questions of the codebook.",
		columns: []column[row]{
			text("indicator", "指标", func(q row) string { return q.ID }).required(),
			text("name_zh", "名称", func(q row) string { return q.NameZh }).required(),
			text("name_en", "英文名称", func(q row) string { return q.NameEn }),
			text("dimension", "维度", func(q row) string { return q.Dimension }),
			text("type", "取值类型", func(q row) string { return q.Type }).required(),
			text("unit", "单位", func(q row) string { return q.Unit }),
			text("direction", "方向", func(q row) string { return q.Direction }).about("higher or lower is stricter, yes counts when answered; empty: not scored"),
		},
	}
}

func codings() table[corpus.CodingRecord] {
	type row = corpus.CodingRecord
	columns := []column[row]{
		text("document_id", "文件", func(c row) string { return c.Coding.Document }).required(),
		text("indicator", "指标", func(c row) string { return c.Coding.Indicator }).required(),
		text("region", "地区代码", func(c row) string { return c.Region }),
		text("value", "取值", func(c row) string { return c.Coding.Value }).required().about("in canonical form; several values stand with | between"),
		text("unit", "单位", func(c row) string { return c.Coding.Unit }),
		text("label", "依据条款", func(c row) string { return c.Label }).about("the clause as lawyers cite it"),
		text("clause_id", "条款", func(c row) string { return c.Clause }).about("a clause of that document, of the first evidence"),
		text("quote", "原文", func(c row) string { return c.Quote }),
		maybe("start", "起点", func(c row) *int { return startOf(first(c.Coding)) }).least(0).about("offset of the quotation into the text of the document in Unicode code points"),
		maybe("end", "终点", func(c row) *int { return endOf(first(c.Coding)) }).least(0),
		oneOf(text("coder", "判读者", func(c row) corpus.Coder { return c.Coding.Coder }), corpus.CoderRule, corpus.CoderHuman).required(),
		text("rule", "规则", func(c row) string { return c.Coding.Rule }),
		number("confidence", "规则可信度", func(c row) string {
			if c.Coding.Coder != corpus.CoderRule {
				return ""
			}
			return strconv.FormatFloat(c.Coding.Confidence, 'f', -1, 64)
		}).about("the codebook's own figure for its rule, no probability"),
		text("remark", "判读说明", func(c row) string { return c.Coding.Note }),
	}
	return table[row]{
		name: codingsTable, title: "判读", key: []string{"document_id", "indicator"},
		about:   "What each document that was read with the codebook answers, and which clause says so.",
		links:   append(recordLinks(), link("indicator", indicatorsTable, "indicator")),
		columns: append(columns, sourceColumns(func(c row) corpus.Provenance { return c.Provenance })...),
	}
}

// first is the evidence that proves the value of a coding, the zero value for none.
func first(c corpus.Coding) corpus.Evidence {
	if len(c.Evidence) == 0 {
		return corpus.Evidence{}
	}
	return c.Evidence[0]
}

// startOf and endOf are the place of a quotation, nil for one that was not
// measured: a person names the clause alone.
func startOf(e corpus.Evidence) *int {
	if e.End == 0 {
		return nil
	}
	return &e.Start
}

func endOf(e corpus.Evidence) *int {
	if e.End == 0 {
		return nil
	}
	return &e.End
}

// codingEvidence is one quotation that proves a coding.
type codingEvidence struct {
	coding corpus.Coding
	ord    int
	corpus.Evidence
}

func evidenceOf(all []corpus.CodingRecord) []codingEvidence {
	var out []codingEvidence
	for _, c := range all {
		for i, e := range c.Coding.Evidence {
			out = append(out, codingEvidence{c.Coding, i + 1, e})
		}
	}
	return out
}

func codingEvidences() table[codingEvidence] {
	type row = codingEvidence
	key := []string{"document_id", "indicator"}
	return table[row]{
		name: "coding_evidence", title: "判读依据", key: append(slices.Clone(key), "ord"),
		about: "Every quotation that proves a coding: the first proves its value, further ones the other parts of a set.",
		links: []datapackage.ForeignKey{links(key, codingsTable, key)},
		columns: []column[row]{
			text("document_id", "文件", func(e row) string { return e.coding.Document }).required(),
			text("indicator", "指标", func(e row) string { return e.coding.Indicator }).required(),
			whole("ord", "次序", func(e row) int { return e.ord }).least(1),
			text("label", "条款", func(e row) string { return e.Label }),
			text("clause_id", "条款编号", func(e row) string { return e.Clause }).about("a clause of that document"),
			text("quote", "原文", func(e row) string { return e.Quote }),
			maybe("start", "起点", func(e row) *int { return startOf(e.Evidence) }).least(0),
			maybe("end", "终点", func(e row) *int { return endOf(e.Evidence) }).least(0),
		},
	}
}
