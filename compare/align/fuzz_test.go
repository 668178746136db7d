package align_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"duibiao/compare/align"
	"duibiao/corpus"
)

// FuzzDiff: the properties of checkDiff, and a text has no difference from itself.
func FuzzDiff(f *testing.F) {
	for _, s := range [][2]string{
		{"", ""},
		{"第三十一条 应当在三日内答复。", "第31条　应当在5日内书面答复；"},
		{"（一）货物；（二）工程。", "㈠货物；㈢服务。"},
		{"百分之零点五", "0.5%"},
		{"\xff甲\xfe", "甲\xfe"},
		{"1\t2", "12"},
		{"二万5千……——", "25000...-"},
		{"  \n", " "},
		{"⒈甲⒉乙", "1.甲2、乙"},
	} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a) > 4000 || len(b) > 4000 {
			return
		}
		checkDiff(t, a, b)
		if !align.Same(align.Diff(a, a)) {
			t.Fatalf("Diff(%q, itself) has changes", a)
		}
	})
}

// FuzzDocuments: whatever the clause trees are, every unit stands in exactly one
// row, a row without links holds one unit, gaps and units add up to the documents,
// and with the documents swapped the same units are paired with the same scores.
func FuzzDocuments(f *testing.F) {
	f.Add([]byte("012345678901234567890123456789012345"), "招标人应当发布公告。评标委员会由专家组成。中标通知书应当送达。")
	f.Add([]byte{0, 255, 3, 9, 200, 7, 7, 7, 1, 2, 3}, "甲乙丙丁甲乙丙丁")
	f.Add([]byte("\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01"), "罚款罚款罚款违反本法第一条罚款")
	f.Fuzz(func(t *testing.T, seed []byte, text string) {
		if len(text) > 2000 || len(seed) > 200 {
			return
		}
		docs := []align.Document{
			wild("甲法", text, seed), wild("乙法", text, rotate(seed, 5)), wild("丙法", text, rotate(seed, 11)),
		}
		for _, g := range []align.Granularity{align.Articles, align.Paragraphs, align.Everything} {
			checkRows(t, docs, g)
			checkSwap(t, docs[:2], g)
		}
		align.Versions(docs[0], docs[1])
	})
}

func rotate(b []byte, n int) []byte {
	if len(b) == 0 {
		return nil
	}
	n %= len(b)
	return append(append([]byte{}, b[n:]...), b[:n]...)
}

// wild makes a clause tree from bytes: any spans, levels, parents, also wrong ones.
func wild(title, text string, seed []byte) align.Document {
	d := align.Document{ID: title, Title: title, Text: text}
	levels := []corpus.Level{
		corpus.LevelArticle, corpus.LevelChapter, corpus.LevelParagraph, corpus.LevelOutline, corpus.LevelArticle, corpus.LevelItem,
	}
	roles := []corpus.Role{corpus.RoleBody, corpus.RoleBody, corpus.RoleAnnex, corpus.RoleTOC, corpus.RoleFront, ""}
	at := 0
	for i := 0; i+3 < len(seed); i += 4 {
		n := int(seed[i]) % 40
		c := corpus.Clause{
			ID: fmt.Sprint("c", seed[i+1]%16), Parent: fmt.Sprint("c", seed[i+2]%16),
			Level: levels[int(seed[i+3])%len(levels)], Role: roles[int(seed[i+3]/16)%len(roles)],
			StartByte: at, EndByte: min(at+n, len(text)), Start: i,
			Number: fmt.Sprintf("第%d条", seed[i+1]%16),
		}
		if seed[i+2]%7 != 0 {
			at = c.EndByte
		}
		d.Clauses = append(d.Clauses, c)
	}
	return d
}

func checkRows(t *testing.T, docs []align.Document, g align.Granularity) {
	t.Helper()
	seen := map[string]int{}
	for _, r := range align.Documents(docs, align.Options{Units: g}).Rows {
		checkRow(t, r, seen)
	}
	all := 0
	for d := range docs {
		for i := range align.Units(docs[d], g) {
			all++
			if k := seen[fmt.Sprint(d, " ", i)]; k != 1 {
				t.Fatalf("unit %d of document %d stands in %d rows", i, d, k)
			}
		}
	}
	if all != len(seen) {
		t.Fatalf("%d units in rows, %d in documents", len(seen), all)
	}
}

// checkRow counts the units of a row, and whether its kind, links and gaps fit them.
func checkRow(t *testing.T, r align.Row, seen map[string]int) {
	t.Helper()
	n, empty := 0, 0
	for d, us := range r.Units {
		for _, u := range us {
			if u.Document != d {
				t.Fatalf("unit of document %d among those of %d", u.Document, d)
			}
			seen[fmt.Sprint(d, " ", u.Ord)]++
			n++
		}
		if len(us) == 0 {
			empty++
		}
	}
	alone := n == 1
	if n == 0 || empty != len(r.Gaps) || (len(r.Links) == 0) != alone || (r.Kind == align.KindOnly) != alone {
		t.Fatalf("row of %d units, %d links, %d gaps, kind %s", n, len(r.Links), len(r.Gaps), r.Kind)
	}
}

func checkSwap(t *testing.T, docs []align.Document, g align.Granularity) {
	t.Helper()
	pairs := func(x, y align.Document, swap bool) map[string]bool {
		out := map[string]bool{}
		for _, r := range align.Documents([]align.Document{x, y}, align.Options{Units: g}).Rows {
			for _, l := range r.Links {
				a, b := l.A.Ord, l.B.Ord
				if swap {
					a, b = b, a
				}
				out[fmt.Sprintf("%d %d %.4f", a, b, l.Score)] = true
			}
		}
		return out
	}
	there, back := pairs(docs[0], docs[1], false), pairs(docs[1], docs[0], true)
	if len(there) != len(back) {
		t.Fatalf("%v, swapped %v", there, back)
	}
	for p := range there {
		if !back[p] {
			t.Fatalf("%v, swapped %v", there, back)
		}
	}
}

// Hostile sizes must stay within seconds.
func TestLargeInputs(t *testing.T) {
	var a, b strings.Builder
	for i := range 20000 {
		a.WriteRune(rune(0x4E00 + i*7919%20000))
		b.WriteRune(rune(0x4E00 + i*104729%20000))
	}
	same := strings.Repeat("招标", 10000)
	for _, row := range []struct{ name, a, b string }{
		{"nothing in common", a.String(), b.String()},
		{"one word repeated", same, "招" + same[6:] + "投标"},
		{"repeated and not", same, a.String()},
	} {
		begin := time.Now()
		ops := align.Diff(row.a, row.b)
		if d := time.Since(begin); d > 20*time.Second {
			t.Errorf("%s: %s, %d ops", row.name, d, len(ops))
		}
	}
}

// Many units, alike or not, must stay within seconds.
func TestManyUnits(t *testing.T) {
	const n = 4000
	var same, other, mixed []string
	for i := range n {
		same = append(same, "供应商应当提交投标文件。")
		other = append(other, "供应商应当提交响应文件。")
		mixed = append(mixed, fmt.Sprintf("%c%c事项由%c部门在%d日内办理。", 0x4E00+i%5000, 0x6000+i*7%3000, 0x5000+i*31%2000, i))
	}
	for _, row := range []struct {
		name string
		a, b []string
	}{
		{"all alike", same, other},
		{"all different", mixed, mixed[:n/2]},
	} {
		begin := time.Now()
		al := align.Documents([]align.Document{rule("甲", row.a...), rule("乙", row.b...)}, align.Options{})
		if d := time.Since(begin); d > 20*time.Second || len(al.Rows) == 0 {
			t.Errorf("%s: %s, %d rows", row.name, d, len(al.Rows))
		}
	}
}
