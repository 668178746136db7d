package figure_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"duibiao/corpus"
	"duibiao/corpus/parse/figure"
)

// amountText writes an amount as "kind object scope|years|sum unit bound|quote",
// with service, group and grade behind where there are any.
func amountText(a corpus.StatedAmount) string {
	sum := yuan(a.Fen)
	if a.FenTo != 0 {
		sum += "-" + yuan(a.FenTo)
	}
	if a.Approx {
		sum = "~" + sum
	}
	head := strings.Join(strings.Fields(fmt.Sprintf("%s %s %s", a.Kind, a.Object, a.Scope)), " ")
	s := fmt.Sprintf("%s|%s|%s|%s", head, years(a.Year, a.YearTo), strings.TrimSpace(sum+" "+a.Unit+" "+string(a.Bound)), a.Quote)
	if a.Service+a.Group+a.Grade != "" {
		s += "|" + a.Service + "|" + a.Group + "|" + a.Grade
	}
	return s
}

// yuan writes 分 as 元.
func yuan(fen int64) string {
	if fen%100 != 0 {
		return fmt.Sprintf("%d.%02d", fen/100, fen%100)
	}
	return fmt.Sprint(fen / 100)
}

func checkAmounts(t *testing.T, text string, clauses []corpus.Clause, tables []figure.Table, want []string) {
	t.Helper()
	var got []string
	for _, a := range figure.Amounts(text, clauses, tables) {
		got = append(got, amountText(a))
		if err := misplaced(text, a.Span); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s\n got %s\nwant %s", text, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

func TestThresholds(t *testing.T) {
	for text, want := range map[string][]string{
		"货物和服务单项采购金额100万元以上，工程120万元以上的，执行采购限额标准。": {
			"limit goods||1000000 元 min|100万元以上", "limit services||1000000 元 min|100万元以上", "limit works||1200000 元 min|120万元以上",
		},
		"2016年公开招标数额标准为200万元（含）以上。": {"open_tender|2016|2000000 元 min|200万元（含）以上"},
		"货物或服务项目达到２００万元以上的，应当采用公开招标方式。": {
			"open_tender goods||2000000 元 min|２００万元以上", "open_tender services||2000000 元 min|２００万元以上",
		},
		"分散采购限额标准：货物、服务类五十万元（含），工程类60万元。": {
			"limit goods||500000 元|五十万元（含）", "limit services||500000 元|五十万元（含）", "limit works||600000 元|60万元",
		},
		"货物、服务、工程的采购限额标准分别为30万元、40万元、60万元。": {"limit goods||300000 元|30万元", "limit services||400000 元|40万元", "limit works||600000 元|60万元"},
		"货物、服务、工程的采购限额标准为30万元、40万元。":        nil,
		"采购限额标准省级、市级、县级分别为100、50、30万元。":     {"limit 省级||1000000 元|100、50、30万元", "limit 市级||500000 元|50、30万元", "limit 县级||300000 元|30万元"},
		"公开招标数额标准：货物和服务省级400万元，其他省辖市200万元；工程400万元。": {
			"open_tender goods 省级||4000000 元|400万元", "open_tender services 省级||4000000 元|400万元",
			"open_tender goods 其他省辖市||2000000 元|200万元", "open_tender services 其他省辖市||2000000 元|200万元", "open_tender works 其他省辖市||4000000 元|400万元",
		},
		"2015-2016年货物采购限额标准为50万元。":            {"limit goods|2015-2016|500000 元|50万元"},
		"工程以及与工程建设有关的货物、服务采购限额标准为60万元。":       {"limit works||600000 元|60万元"},
		"公开招标数额标准由30万元提高到50万元。":               {"open_tender||500000 元|50万元"},
		"采购限额标准：50万元以上200万元以下的，采用询价。":         nil,
		"50万元以上、未达到公开招标数额标准的，采用询价。":           nil,
		"达到公开招标数额标准而未公开招标的，处五万元以上罚款。":         nil,
		"应当公开招标的项目，投标保证金不超过10万元。":             nil,
		"公开招标数额标准为0.12345678901万元。":           nil,
		"注册资本100万元，税率3‰，公开招标。":                nil,
		"货物采购金额在100万元（含100万元）以上的，执行采购限额标准；甲。": {"limit goods||1000000 元 min|100万元（含100万元）以上"},
		"本项目最高限价为12.5万元。":                     {"cap||125000 元|12.5万元"},
	} {
		checkAmounts(t, text, nil, nil, want)
	}
}

func TestSupport(t *testing.T) {
	const per = "元/人·月"
	for text, want := range map[string][]string{
		"自2008年起,对60岁以上的困难老人按轻、中、重三个等级,按照每人每月100元、150元和200元的标准,给予居家服务补贴。2012年对80岁以上老人的护理补贴调整到每人每月150、200元。": {
			"support|2008|100 " + per + "|100元|居家服务补贴|60岁以上的困难老人|轻", "support|2008|150 " + per + "|150元|居家服务补贴|60岁以上的困难老人|中",
			"support|2008|200 " + per + "|200元|居家服务补贴|60岁以上的困难老人|重",
			"support|2012|150 " + per + "|150、200元|护理补贴|80岁以上老人|", "support|2012|200 " + per + "|200元|护理补贴|80岁以上老人|",
		},
		"给予护理补贴每人每年1200元。":                      {"support||1200 元/人·年|1200元|护理补贴||"},
		"护理补贴150元/人/月。":                         {"support||150 " + per + "|150元/人/月|护理补贴||"},
		"护理补贴150元/月·人。":                         {"support||150 " + per + "|150元/月·人|护理补贴||"},
		"护理补贴每人每月200元-400元。":                    {"support||200-400 " + per + "|200元-400元|护理补贴||"},
		"护理补贴每人每月200至400元。":                     {"support||200-400 " + per + "|200至400元|护理补贴||"},
		"每人每月不超过300元的餐费补助。":                     {"support||300 " + per + " max|300元|餐费补助||"},
		"2023年起花农护理补贴标准提高到每人每月500元。":            {"support|2023|500 " + per + "|500元|花农护理补贴||"},
		"补贴标准为每人每月不低于80元，护理补贴标准为每人每月120元、100元。": {"support||80 " + per + " min|80元", "support||120 " + per + "|120元|护理补贴||", "support||100 " + per + "|100元|护理补贴||"},
		"每月工资3000元。":                            nil,
		"每人每月扣除费用5000元，补贴除外。":                   nil,
		"截至2014年6月,财政共投入2070.58万元用于购买服务。":       {"spending|-2014|20705800 元|2070.58万元"},
		"财政安排专项资金约1.5亿元。":                       {"spending||~150000000 元|1.5亿元"},
		"财政投入2000余万元购买服务。":                      {"spending||~20000000 元|2000余万元"},
		"财政应当安排500万元购买服务。":                      nil,
		"政府投入100万美元。":                           nil,
	} {
		checkAmounts(t, text, nil, nil, want)
	}
}

func TestHeadings(t *testing.T) {
	text, clauses := clausesOf([]string{"中央预算单位采购目录及标准（2020年版）", "三、分散采购限额标准", "自行采购单项达到100万元以上的货物和服务的项目、120万元以上的工程项目应执行本规定。"})
	clauses[0].Role, clauses[2].Parent = corpus.RoleTitle, "c1"
	checkAmounts(t, text, clauses, nil, []string{
		"limit goods 中央预算单位|2020|1000000 元 min|100万元以上", "limit services 中央预算单位|2020|1000000 元 min|100万元以上", "limit works 中央预算单位|2020|1200000 元 min|120万元以上",
	})
}

// tableOf lays rows of cells out as a table at the end of a text; "<" says that
// the cell before reaches over this column.
func tableOf(before string, rows ...string) (string, []figure.Table) {
	text := before
	table := figure.Table{Start: len(text)}
	for _, row := range rows {
		var cells []figure.Cell
		if len(text) > table.Start {
			text += "\n"
		}
		for i, s := range strings.Split(row, "|") {
			if s == "<" {
				cells[len(cells)-1].ColSpan++
				continue
			}
			if i > 0 {
				text += "\t"
			}
			cells = append(cells, figure.Cell{Start: len(text), End: len(text) + len(s), ColSpan: 1})
			text += s
		}
		table.Rows = append(table.Rows, cells)
	}
	table.End = len(text)
	return text, []figure.Table{table}
}

func TestTables(t *testing.T) {
	text, tables := tableOf("2021年采购限额标准\n单位：万元\n", "项目|省 级|市级", "货　物|100|50", "工程|120|60.5")
	want := []string{
		"limit goods 省级|2021|1000000 元|100", "limit goods 市级|2021|500000 元|50", "limit works 省级|2021|1200000 元|120", "limit works 市级|2021|605000 元|60.5",
	}
	checkAmounts(t, text, nil, tables, want)
	checkAmounts(t, text, nil, nil, want) // tabs alone make a table

	text, tables = tableOf("标准\n", "序号|级别|采购限额标准（万元）|<|公开招标数额标准（万元）", "||货物|工程|货物、服务", "1|市级|50|60|200以上", "2|区级|30|<|100万元")
	checkAmounts(t, text, nil, tables, []string{
		"limit goods 市级||500000 元|50", "limit works 市级||600000 元|60", "open_tender goods 市级||2000000 元 min|200以上", "open_tender services 市级||2000000 元 min|200以上",
		"limit goods 区级||300000 元|30", "limit works 区级||300000 元|30", "open_tender goods 区级||1000000 元|100万元", "open_tender services 区级||1000000 元|100万元",
	})

	text, tables = tableOf("集中采购目录\n", "编码|品目|限额标准（万元）", "A01|台式机|50", "A02|打印机|20")
	checkAmounts(t, text, nil, tables, nil)

	text, tables = tableOf("", "级别|公开招标数额标准", "省级|货物、服务400万元以上，工程400万元以上")
	checkAmounts(t, text, nil, tables, []string{
		"open_tender goods 省级||4000000 元 min|400万元以上", "open_tender services 省级||4000000 元 min|400万元以上", "open_tender works 省级||4000000 元 min|400万元以上",
	})
}
