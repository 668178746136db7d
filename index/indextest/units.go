// Package indextest is the conformance suite for backends of index.Index.
package indextest

import (
	"iter"

	"duibiao/corpus"
	"duibiao/index"
)

func date(y, m, d int) corpus.Date { return corpus.Date{Year: y, Month: m, Day: d} }

// document makes the units of an invented rule; clauses alternate label and
// text.
func document(doc index.Doc, chapter string, clauses ...string) []index.Unit {
	units := []index.Unit{{Doc: doc, Text: doc.Title, Front: true}}
	for i := 0; i+1 < len(clauses); i += 2 {
		label := clauses[i]
		path := label
		if chapter != "" {
			path = chapter + corpus.PathSeparator + label
		}
		units = append(units, index.Unit{
			Doc: doc, ClauseID: doc.ID + "." + label, Label: label, Path: path, Chapter: chapter,
			Text: label + "　" + clauses[i+1],
		})
	}
	return units
}

// Documents are the invented rules that the suite searches, each a list of its
// units.
func Documents() [][]index.Unit {
	lawDoc := index.Doc{
		ID: "law", Title: "中华人民共和国灯塔采购法", DocNumber: "国家主席令第9号", Region: "100000",
		Kind: corpus.KindRule, Stated: corpus.StatusInForce, Published: date(2014, 8, 31), Effective: date(2015, 1, 1),
	}
	old := lawDoc
	old.ID, old.Stated, old.Published, old.Effective = "law-old", corpus.StatusAmended, date(2002, 6, 29), date(2003, 1, 1)
	rules := index.Doc{
		ID: "rules", Title: "中华人民共和国灯塔采购法实施条例", DocNumber: "国务院令第88号", Region: "100000",
		Kind: corpus.KindRule, Stated: corpus.StatusInForce, Published: date(2015, 1, 30), Effective: date(2015, 3, 1),
	}
	shanghai := index.Doc{
		ID: "sh", Title: "上海市灯塔管理办法", DocNumber: "沪灯〔2018〕3号", Region: "310000",
		Kind: corpus.KindRule, Published: date(2018, 5, 2), Effective: date(2018, 7, 1), Expires: date(2023, 7, 1),
	}
	tianjin := index.Doc{
		ID: "hx", Title: "天津市河西区灯塔服务目录", Region: "120103", Kind: corpus.KindCatalogue, Published: date(2019, 2, 3),
	}
	bare := index.Doc{ID: "bare", Title: "关于灯塔年度检修安排的通知", DocNumber: "灯办发〔2020〕12号", Kind: corpus.KindOther}
	return [][]index.Unit{
		document(lawDoc, "第一章 总则",
			"第一条", "为了规范灯塔的采购，制定本法。",
			"第二条", "本法所称灯塔，是指设在海岸、用光指引船舶的建筑物。",
			"第三条", "灯塔采购采用公开招标、询价和协商的方式。",
			"第三条之一", "紧急修复灯塔的，可以直接采购。",
			"第十一条", "供应商对结果有异议的，应当在七个工作日内以书面形式提出质疑。",
			"第三十一条", "采购金额超过１００万元的，应当公开招标；公告期间不得少于二十日。"),
		document(old, "第一章 总则",
			"第一条", "为了规范灯塔的采购，制定本法。",
			"第三十一条", "采购金额超过50万元的，应当公开招标。"),
		document(rules, "第二章 程序",
			"第一条", "根据灯塔采购法，制定本条例。",
			"第十一条", "采购人应当自收到质疑之日起五个工作日内作出答复。",
			"第三十一条", "公告应当载明下列内容：\n（一）灯塔的位置；\n（二）采购的数量；\n（三）交付的期限。"),
		document(shanghai, "",
			"第一条", "本市灯塔的管理，适用本办法。",
			"第二条", "灯塔看守人应当每日记录灯光情况。禁止在灯塔内饲养猫。",
			"第三条", "违反本办法的，责令改正，可以处一千元以下罚款。"),
		document(tianjin, "", "一、", "灯塔清洁服务。\n（一）透镜清洁；\n（二）ABC级除锈。"),
		document(bare, ""),
	}
}

// Units yields the units of documents in order.
func Units(documents ...[]index.Unit) iter.Seq2[index.Unit, error] {
	return func(yield func(index.Unit, error) bool) {
		for _, doc := range documents {
			for _, u := range doc {
				if !yield(u, nil) {
					return
				}
			}
		}
	}
}
