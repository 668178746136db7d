package main

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"duibiao/cmd/internal/intake"
	"duibiao/cmd/internal/library"
	"duibiao/cmd/internal/msg"
	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/ocr"
	"duibiao/corpus/extract/sandbox"
)

// TestFileErrorsSayWhatToDo: every fault has a sentence of its own in both
// languages, and none is the error of the program.
func TestFileErrorsSayWhatToDo(t *testing.T) {
	large := func(unit string) error { return &fault.TooLargeError{Size: 9_000_001, Limit: 9_000_000, Unit: unit} }
	for _, tc := range []struct {
		err    error
		zh, en string
	}{
		{fault.ErrEmpty, "空文件", "empty file"},
		{fault.ErrNotText, "不是文本", "not text"},
		{fault.ErrEncrypted, "去掉密码后另存", "save it without one"},
		{fault.ErrNoText, "--ocr", "--ocr"},
		{fault.ErrTimeout, "超时", "too long"},
		{fault.ErrMemory, "内存", "memory"},
		{fault.Damaged("pdf", "no pages"), "pdf 文件损坏：no pages", "damaged pdf file: no pages"},
		{sandbox.ErrCrashed, "请报告", "report it"},
		{library.ErrInternal, "请报告", "report it"},
		{&fault.UnsupportedError{Format: "7z"}, "先解压", "unpack it"},
		{&fault.UnsupportedError{Format: "doc", Version: "Word 6/95"}, "doc (Word 6/95) 格式：请用 Word", "save it as .docx"},
		{&fault.UnsupportedError{Format: "xlsb"}, "另存为 .xlsx", "save it as .xlsx"},
		{&fault.UnsupportedError{Format: "json"}, "尚不支持 json", "format json"},
		{large("bytes"), "上限 8 MB", "limit is 8 MB"},
		{large("rows"), "表格行", "rows"},
		{large("cells"), "单元格", "cells"},
		{large("pages"), "页", "pages"},
		{large("members"), "压缩包内的文件", "members"},
		{large("levels"), "嵌套层", "levels"},
		{large("blocks"), "段落", "paragraphs"},
		{large("characters"), "字符", "characters"},
		{&intake.TooLargeError{Size: 99 << 20, Max: 64 << 20}, "99 MB", "99 MB"},
		{&ocr.MissingError{}, "没有安装 tesseract", "not installed"},
		{&ocr.MissingError{Language: "chi_sim"}, "chi_sim", "chi_sim"},
		{fs.ErrPermission, "权限", "permission"},
	} {
		for lang, want := range map[msg.Lang]string{msg.Chinese: tc.zh, msg.English: tc.en} {
			a := &app{p: msg.New(lang)}
			got := a.fileError(fmt.Errorf("read甲: %w", tc.err))
			if !strings.Contains(got, want) || strings.Contains(got, "%!") {
				t.Errorf("%v: %q, want %q in it", tc.err, got, want)
			}
		}
	}
}
