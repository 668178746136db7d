package parse

import (
	"fmt"
	"testing"

	"duibiao/corpus"
)

func TestMetadata(t *testing.T) {
	for _, tc := range []struct {
		name  string
		lines []string
		want  string
	}{
		{
			"adopted, approved, published",
			[]string{"#青岛市花木条例", "2006年5月11日 青岛市第八届人民代表大会常务委员会第九次会议通过", "2006年6月17日 山东省第六届人民代表大会常务委员会第五次会议批准2006年6月18日青岛市人大常委会公告公布", "2006年8月2日 施行", "2013年7月17日 青岛市第十届人民代表大会常务委员会第四次会议修订", "2013年8月16日 青岛市人大常委会公告公布", "第一条 甲。", "第二条 本条例自公布之日起施行。"},
			"issued=2006-05-11 published=2006-06-18 amended=2013-07-17 effective=2013-08-16 (自公布之日起施行) region=370200 rule [青岛市人民代表大会常务委员会]",
		},
		{
			"the original date of effect stays",
			[]string{"#中华人民共和国花木条例", "2003年4月5日 中华人民共和国国务院令第9306号公布", "2011年2月9日 《国务院关于修改〈中华人民共和国花木条例〉的决定》第二次修订）", "第一条 本条例自2003年8月1日起施行。"},
			"issued=2003-04-05 published=2003-04-05 amended=2011-02-09 effective=2003-08-01 (自2003年8月1日起施行) region=100000 rule 国务院令第9306号 [国务院]",
		},
		{
			"adopted twice by one body",
			[]string{"#最高人民法院关于花木的规定", "1998年6月11日 最高人民法院审判委员会第9次会议通过", "2020年12月23日 最高人民法院审判委员会第18次会议通过", "1.本规定自公布之日起试行。"},
			"issued=1998-06-11 amended=2020-12-23 effective=1998-06-11 (自公布之日起试行) region=100000 rule [最高人民法院]",
		},
		{
			"a notice with term, repeal and number",
			[]string{"#上海市静安区人民政府关于花木的通知", "静府规〔2021〕3号", "各部门：", "一、要种花。", "本通知自2021年5月1日起施行，有效期至2026年4月30日。《关于树木的通知》（静府发〔2010〕5号）同时废止。", "上海市静安区人民政府", "2021年4月2日"},
			"issued=2021-04-02 published=2021-04-02 effective=2021-05-01 (自2021年5月1日起施行) expires=2026-05-01 region=310106 rule 静府规〔2021〕3号 [上海市静安区人民政府] repeals 关于树木的通知 静府发〔2010〕5号",
		},
		{
			"a term in years",
			[]string{"#甲办法", "第一条 许可证有效期3年。", "第二条 本办法自2020年2月29日起施行，有效期五年。"},
			"effective=2020-02-29 (自2020年2月29日起施行) expires=2025-03-01 rule",
		},
		{
			"dates in quotations are not its own",
			[]string{"#甲市关于修改《乙办法》的决定", "一、将第九条修改为：“本办法自2008年1月1日起施行。”", "本决定自2021年4月22日起施行。"},
			"effective=2021-04-22 (自2021年4月22日起施行) rule",
		},
		{
			"repeal of a nested title with its date",
			[]string{"#甲办法", "第一条 本办法自2020年1月1日起施行。1996年3月15日国务院发布的《实施〈花木法〉办法》同时废止。"},
			"effective=2020-01-01 (自2020年1月1日起施行) rule repeals 实施〈花木法〉办法 1996-03-15",
		},
		{
			"a decree with its number on the next line",
			[]string{"中华人民共和国财政部令", "第102号", "《花木办法》已经部务会议审议通过，现予公布，自2020年3月1日起施行。", "部长 张三", "2020年1月3日", "花木办法", "第一章 总则", "第一条 甲。"},
			"issued=2020-01-03 published=2020-01-03 effective=2020-03-01 region=100000 rule 财政部令第102号 [财政部]",
		},
		{"a catalogue with standards", []string{"#关于印发某市集中采购目录及标准的通知", "一、花木"}, "catalogue"},
		{"a catalogue", []string{"#北京市西城区政府购买服务指导性目录", "花木养护"}, "region=110102 catalogue"},
	} {
		if got := describe(Document(paragraphs(tc.lines...), Hint{}).Meta); got != tc.want {
			t.Errorf("%s:\n got %s\nwant %s", tc.name, got, tc.want)
		}
	}
}

func describe(m corpus.Metadata) string {
	s := ""
	for _, d := range []struct {
		name string
		date corpus.Date
	}{{"issued", m.Issued}, {"published", m.Published}, {"amended", m.Amended}, {"effective", m.Effective}} {
		if !d.date.IsZero() {
			s += fmt.Sprintf("%s=%s ", d.name, d.date)
		}
	}
	if m.EffectiveText != "" {
		s += "(" + m.EffectiveText + ") "
	}
	if !m.Expires.IsZero() {
		s += fmt.Sprintf("expires=%s ", m.Expires)
	}
	if m.Region != "" {
		s += "region=" + m.Region + " "
	}
	s += string(m.Kind)
	if m.DocNumber != "" {
		s += " " + m.DocNumber
	}
	if len(m.Issuers) > 0 {
		s += fmt.Sprint(" ", m.Issuers)
	}
	for _, r := range m.Repeals {
		s += " repeals " + r.Title
		if r.DocNumber != "" {
			s += " " + r.DocNumber
		}
		if !r.Issued.IsZero() {
			s += " " + r.Issued.String()
		}
	}
	return s
}

func TestFieldsAndHints(t *testing.T) {
	c := paragraphs("甲通知", "一、乙。", "二、丙。")
	c.Fields = map[string]string{"标题": "甲通知", "发文字号": "国办函〔2018〕71号", "发文机关": "国务院办公厅", "成文日期": "2018年10月27日", "发布日期": "2018年11月09日", "时效性": "已失效"}
	m := Document(c, Hint{}).Meta
	if m.Title != "甲通知" || m.DocNumber != "国办函〔2018〕71号" || m.Issued.String() != "2018-10-27" || m.Published.String() != "2018-11-09" || m.Stated != corpus.StatusRepealed || m.Region != corpus.NationalCode {
		t.Errorf("%+v", m)
	}
	m = Document(paragraphs("无题的一段话。"), Hint{Region: "120103", FileName: "花木.txt"}).Meta
	if m.Title != "花木" || m.Region != "120103" || m.RegionName == "" {
		t.Errorf("%+v", m)
	}
	m = Document(paragraphs("国务院办公厅关于", "种树的", "指导意见", "国办发〔2020〕3号", "正文如下。"), Hint{}).Meta
	if m.Title != "国务院办公厅关于种树的指导意见" || m.DocNumber != "国办发〔2020〕3号" {
		t.Errorf("%+v", m)
	}
}

// The page's own date and source count where the text says nothing, and only
// when they can be the document's.
func TestPageTags(t *testing.T) {
	read := func(date, source string, lines ...string) corpus.Metadata {
		c := paragraphs(lines...)
		c.Fields = map[string]string{"PubDate": date, "ContentSource": source}
		return Document(c, Hint{}).Meta
	}
	if m := read("2024-02-01 09:30", "甲市财政局", "甲通知", "一、乙。"); m.Published.String() != "2024-02-01" || len(m.Issuers) != 1 || m.Issuers[0] != "甲市财政局" {
		t.Errorf("%+v", m)
	}
	if m := read("2024-02-01", "甲日报", "甲办法", "2005年3月1日 甲市人民政府发布", "第一条 乙。"); m.Published.String() != "2005-03-01" || m.Issued.String() != "2005-03-01" {
		t.Errorf("%+v", m)
	}
	if m := read("2019-02-01", "本站", "甲条例", "2005年3月1日 甲市人民代表大会通过", "第一条 乙。"); !m.Published.IsZero() {
		t.Errorf("%+v", m)
	}
	if m := read("2024-02-01", "本站原创", "甲通知", "一、乙。"); len(m.Issuers) != 0 {
		t.Errorf("%+v", m)
	}
}

// A code in several files: the part's own heading is not the title.
func TestTitleOfAPart(t *testing.T) {
	for _, part := range []string{"契约编", "总则"} {
		c := corpus.Content{Blocks: []corpus.Block{
			{Kind: corpus.BlockHeading, Level: 1, Text: "甲国法典"},
			{Kind: corpus.BlockHeading, Level: 1, Text: part},
			{Kind: corpus.BlockParagraph, Text: "2020年5月28日 甲国议会通过"},
			{Kind: corpus.BlockHeading, Level: 2, Text: "第一章 一般规定"},
			{Kind: corpus.BlockParagraph, Text: "第一条 乙。"},
		}}
		p := Document(c, Hint{})
		if p.Meta.Title != "甲国法典" || p.Meta.Issued.String() != "2020-05-28" {
			t.Errorf("%s: %+v", part, p.Meta)
		}
		if err := brokenInvariant(c, p); err != nil {
			t.Error(err)
		}
	}
}
