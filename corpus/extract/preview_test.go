package extract

import (
	"slices"
	"strings"
	"testing"
)

func TestPreviewPage(t *testing.T) {
	page := "预览加载中,稍候\n1/3\n2/3\n3/3\n到这已经超出免费预览范围\n1、部分资料下载需要金币\n第PAGE\\*Arabic1页共NUMPAGES3页关于种花的报告一、做法\n种花，"
	c, err := File("a.txt", []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := texts(c), []string{"关于种花的报告一、做法", "种花，"}; !slices.Equal(got, want) {
		t.Errorf("lines %q, want %q", got, want)
	}
	want := []string{
		"copied from a preview page: lines of the page itself left out: 6",
		"field codes of page numbers left out: 1",
		"text ends in the middle of a sentence",
	}
	if !slices.Equal(c.Warnings, want) {
		t.Errorf("warnings %q, want %q", c.Warnings, want)
	}
}

func TestNoPreviewPage(t *testing.T) {
	for _, s := range []string{
		"1/3\n2/3\n花木养护。",
		"关于免费预览图书的通知\n一、读者可以预览图书。",
		"下载券的用法\n1/2",
		strings.Repeat("花木养护应当及时。", 20) + "免费预览\n" + strings.Repeat("花木", 40) + "重复扣费。",
	} {
		c, err := File("a.txt", []byte(s))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(texts(c), "\n"); got != s {
			t.Errorf("%q became %q", s, got)
		}
	}
}

func TestBrokenOff(t *testing.T) {
	for s, want := range map[string]bool{
		"花木分为红花、": true, "花木，": true, "花木养护（": true, strings.Repeat("花木养护", 60): true,
		"花木。": false, "甲市林业局": false, "2020年3月4日": false, "附件：样式": false, strings.Repeat("花木养护", 60) + "。": false,
	} {
		if got := endsOpen([]string{s}); got != want {
			t.Errorf("endsOpen(%.30q) = %v", s, got)
		}
	}
}
