// Package desktest fills data directories for tests of what reads them, with
// documents that were made up.
package desktest

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"duibiao/cmd/internal/intake"
	"duibiao/cmd/internal/library"
)

// Import writes files into a folder and imports them into a data directory, as a
// process of its own would, and brings the index up to date if asked.
func Import(t *testing.T, dir, folder string, index bool, files map[string]string) {
	t.Helper()
	ImportAt(t, time.Now, dir, folder, index, files)
}

// ImportAt is Import by another clock, so that what is stored is the same each time.
func ImportAt(t testing.TB, now func() time.Time, dir, folder string, index bool, files map[string]string) {
	t.Helper()
	ctx := context.Background()
	var names []string
	for name, text := range files {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		names = append(names, path)
	}
	slices.Sort(names)
	var found []intake.Found
	if len(names) > 0 {
		var err error
		if found, _, err = intake.Find(ctx, names); err != nil {
			t.Fatal(err)
		}
	}
	lib, err := library.Open(ctx, dir, library.ReadWrite("test"), now)
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	failed := func(r library.FileResult) {
		if r.Err != nil {
			t.Errorf("import %s: %v", r.Path, r.Err)
		}
	}
	if err := (library.Import{Store: lib.Store}).Run(ctx, found, failed); err != nil {
		t.Fatal(err)
	}
	if index {
		if _, err := lib.SyncIndex(ctx, nil); err != nil {
			t.Fatal(err)
		}
	}
}

// Corpus is a small corpus that was made up: rules of two places that refer to one
// another, a catalogue with a stated count, and codings.
func Corpus() map[string]string {
	return map[string]string{
		"上海.txt": "上海市政府购买服务管理办法\n沪财采〔2019〕7号\n第一章 总则\n第一条 为了规范购买服务，制定本办法。\n" +
			"第二条 购买服务应当公开招标。采购人与中标供应商应当自中标通知书发出之日起三十日内签订政府采购合同。\n" +
			"第三条 供应商应当在七个工作日内以书面形式提出质疑，依照《静安花木条例》第二条办理。\n" +
			"第四条 违反本办法第二条的，责令改正。\n第五条 本办法自2019年3月1日起施行。\n",
		"静安.txt": "静安花木条例\n第一条 花木应当浇水。\n第二条 浇水应当及时。\n第三条 依照沪财采〔2019〕7号执行。\n",
		"天津.txt": "天津市政府采购暂行办法\n津财采〔2020〕3号\n第一条 为了规范政府采购，制定本办法。\n" +
			"第二条 采购人与中标供应商应当自中标通知书发出之日起二十日内签订政府采购合同。\n第三条 本办法自2020年1月1日起施行。\n",
		"目录.md": "# 天津市政府购买服务指导性目录（2021年版）\n\n津财购〔2021〕5号\n\n本目录共1大类1中类2小类。\n\n" +
			"| 代码 | 一级目录 | 代码 | 二级目录 | 代码 | 三级目录 | 备注 |\n|---|---|---|---|---|---|---|\n" +
			"| A | 公共服务 | A01 | 养老服务 | A0101 | 居家养老服务 |  |\n|  |  |  |  | A0102 | 机构养老服务 | 试点 |\n",
	}
}
