package api

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/desk/desktest"
	"duibiao/cmd/internal/record"
	"duibiao/corpus"
)

// The documents of the tests are invented.
const (
	eastern = `北京市花木采购办法
（2020年3月1日北京市甲局发布 京甲〔2020〕5号）
第一章 总则
第一条 为了规范花木采购，制定本办法。
第二条 投标保证金不得超过采购项目预算金额的百分之二。
采购人应当自中标通知书发出之日起五个工作日内退还投标保证金。
第二章 附则
第三条 本办法自2020年4月1日起施行。
`
	western = `上海市花木采购办法
（2021年6月1日上海市乙局发布 沪乙〔2021〕7号）
第一条 为了规范花木采购，制定本办法。
第二条 投标保证金不得超过采购项目预算金额的百分之一。
第三条 采购合同应当自中标通知书发出之日起三十日内签订。
第四条 本办法自2021年7月1日起施行。
`
	catalogue = `# 上海市政府购买服务指导性目录（2021年版）

本目录共2大类3中类4小类。市级服务项目公开招标数额标准为200万元。

| 代码 | 一级目录 | 代码 | 二级目录 | 代码 | 三级目录 | 备注 |
|---|---|---|---|---|---|---|
| A | 公共服务 | A01 | 教育 | A0101 | 课程研究 | |
| | | | | A0103 | 校园活动 | 含组织 |
| | | A02 | 就业 | A0201 | 指导 | |
| B | 辅助服务 | B01 | 法律 | | | |
`
	// hostile is what a page may hold to do harm where it is shown.
	hostile = `=cmd|'/c calc'!A1<script>alert(1)</script>规定
第一条 <img src=x onerror=alert(1)>花木"></script><script>alert(2)</script>。
第二条 =HYPERLINK("http://x","y")花木 {{7*7}} ${7*7} __f__ \u0000 结束。
`
)

func clock() time.Time { return time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC) }

// fill imports files into a data directory, as a process of its own would.
func fill(t testing.TB, dir, from string, files map[string]string) {
	t.Helper()
	desktest.ImportAt(t, clock, dir, from, true, files)
}

// client asks a handler over a data directory.
type client struct {
	testing.TB
	http.Handler
	desk *desk.Desk
	// dir is the data directory, from where its files came.
	dir, from string
	// ids are those of the documents by a word of their titles.
	ids map[string]string
}

// serve is a client of a directory with the invented documents.
func serve(t testing.TB, change ...func(*Config)) *client {
	c := &client{TB: t, dir: filepath.Join(t.TempDir(), "data"), from: t.TempDir()}
	files := map[string]string{"a.txt": eastern, "b.txt": western, "c.md": catalogue, "x.txt": hostile}
	fill(t, c.dir, c.from, files)
	c.start(change...)
	r, err := c.desk.Reader(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	c.ids = map[string]string{}
	for word, title := range map[string]string{"document": "北京市花木采购办法", "other": "上海市花木采购办法", "catalogue": "指导性目录", "hostile": "script"} {
		d, _, err := r.Resolve(context.Background(), title)
		if err != nil {
			t.Fatal(err)
		}
		c.ids[word] = d.ID
	}
	return c
}

func (c *client) start(change ...func(*Config)) {
	c.desk = desk.New(c.dir, clock)
	c.Cleanup(c.desk.Close)
	config := Config{
		Desk: c.desk, Version: record.Version{Version: "v1.2.3", Revision: "0123abcd", Go: "go1.26", Platform: "linux/amd64"},
		Sites: func() ([]record.Site, error) {
			return []record.Site{{
				Name: "甲市采购网", ID: "jia", Region: "110000", StartURLs: []string{"https://www.example.gov.cn/"}, Match: []string{"采购"}, Notes: "样例", Checked: corpus.Date{Year: 2026, Month: 11, Day: 1},
			}}, nil
		},
	}
	for _, do := range change {
		do(&config)
	}
	h, err := New(config)
	if err != nil {
		c.Fatal(err)
	}
	c.Handler = h
}

// address fills the ids of documents into an example.
func (c *client) address(example string) string {
	for word, id := range c.ids {
		example = strings.ReplaceAll(example, "{"+word+"}", id)
	}
	return Base + example
}

// got is what came back.
type got struct {
	StatusCode int
	Status     string
	Header     http.Header
	body       []byte
}

// ask sends a request; header are pairs of names and values.
func (c *client) ask(method, target string, header ...string) got {
	c.Helper()
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	c.ServeHTTP(w, r)
	return got{w.Code, fmt.Sprint(w.Code, " ", http.StatusText(w.Code)), w.Result().Header, w.Body.Bytes()}
}

func (c *client) get(target string, header ...string) got {
	c.Helper()
	return c.ask(http.MethodGet, target, header...)
}
