package extract

import (
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// fieldLabels are the labels of 信息公开 blocks (政府信息公开目录 formats of the
// State Council and the provinces), without inner spaces.
var fieldLabel = regexp.MustCompile(`^(索引号|信息索引号|主题分类|信息分类|发文机关|发布机构|发文机构|制定机关|公开机构|成文日期|发文日期|公布日期|印发日期|标题|信息名称|文件名称|名称|发文字号|文号|文件编号|字号|发布日期|公开日期|主题词|关键词|有效性|时效性|效力状态|是否有效|文件状态|生效日期|施行日期|实施日期|失效日期|废止日期|公文种类|体裁分类|公开类别|公开方式|信息来源|来源|发布单位|内容概述)[：:]?$`)

// labelled is a label and its value in one piece of text.
var labelled = regexp.MustCompile(`^([^：:]{2,12})[：:](.{1,200})$`)

// pageFields collects meta tags by name and labelled values by label.
func pageFields(doc *goquery.Document) map[string]string {
	fields := map[string]string{}
	keep := func(name, value string) {
		value = tidy(value)
		if _, ok := fields[name]; !ok && name != "" && value != "" && len(value) < 2000 {
			fields[name] = value
		}
	}
	doc.Find("meta[name]").Each(func(_ int, s *goquery.Selection) {
		name := s.AttrOr("name", "")
		switch strings.ToLower(name) {
		case "viewport", "renderer", "generator", "robots", "apple-mobile-web-app-capable", "format-detection", "referrer":
			return
		}
		keep(name, s.AttrOr("content", ""))
	})
	doc.Find("td,th,dt").Each(func(_ int, s *goquery.Selection) {
		if label := labelOf(s.Text()); label != "" {
			keep(label, s.Next().Text())
		}
	})
	doc.Find("li,p,span,div,td,dd").Each(func(_ int, s *goquery.Selection) {
		if s.Children().Filter("div,p,table,ul,td,li").Length() > 0 {
			return
		}
		text := tidy(s.Text())
		if len(text) > 600 {
			return
		}
		if m := labelled.FindStringSubmatch(text); m != nil {
			keep(labelOf(m[1]), m[2])
		}
	})
	return fields
}

// labelOf gives the label without spaces and colon, "" when s is none.
func labelOf(s string) string {
	if len(s) > 120 {
		return ""
	}
	if m := fieldLabel.FindStringSubmatch(strings.Trim(squeeze(s), "【】[]")); m != nil {
		return m[1]
	}
	return ""
}
