package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"duibiao/corpus"
)

// builder makes a text and its clauses together.
type builder struct {
	text    strings.Builder
	runes   int
	clauses []corpus.Clause
}

func (b *builder) write(s string) {
	b.text.WriteString(s)
	b.runes += utf8.RuneCountInString(s)
}

// open begins a clause; the function it returns ends it.
func (b *builder) open(id string, level corpus.Level, number, heading, parent string) func() {
	i := len(b.clauses)
	b.clauses = append(b.clauses, corpus.Clause{
		ID: id, Level: level, Role: corpus.RoleBody, Number: number, Heading: heading, Parent: parent,
		Start: b.runes, StartByte: b.text.Len(),
	})
	return func() { b.clauses[i].End, b.clauses[i].EndByte = b.runes, b.text.Len() }
}

const filler = "采购人应当按照规定的程序公开征集供应商并在规定期限内公布评审结果接受监督"

// makeParsed makes an invented rule of chapters, articles and paragraphs.
func makeParsed(rng *rand.Rand, title string, articles int) corpus.Parsed {
	b := &builder{}
	chars := []rune(filler)
	for a := 1; a <= articles; a++ {
		chapter := fmt.Sprintf("c%d", (a+9)/10)
		if a%10 == 1 {
			end := b.open(chapter, corpus.LevelChapter, fmt.Sprintf("第%d章", (a+9)/10), "总则", "")
			b.write(fmt.Sprintf("第%d章 总则", (a+9)/10))
			end()
			b.write("\n")
		}
		id := fmt.Sprintf("a%d", a)
		endArticle := b.open(id, corpus.LevelArticle, fmt.Sprintf("第%d条", a), "", chapter)
		for p := 1; p <= 2; p++ {
			end := b.open(fmt.Sprintf("%s.p%d", id, p), corpus.LevelParagraph, fmt.Sprintf("第%d款", p), "", id)
			n := 20 + rng.IntN(60)
			for range n {
				b.write(string(chars[rng.IntN(len(chars))]))
			}
			b.write("。")
			end()
			if p == 1 {
				b.write("\n")
			}
		}
		endArticle()
		b.write("\n")
	}
	at := spanOf(b, 1, 5)
	return corpus.Parsed{
		Text: b.text.String(), Clauses: b.clauses,
		Meta: corpus.Metadata{
			Title: title, Kind: corpus.KindRule, Issuers: []string{"某市财政局"}, Region: "310000", RegionName: "上海市",
			Issued: corpus.Date{Year: 1990 + rng.IntN(30), Month: 1 + rng.IntN(12), Day: 1 + rng.IntN(28)},
			Stated: corpus.StatusUnknown,
		},
		Items: []corpus.CatalogueItem{
			{Region: "310000", Year: 2015, Code: "A01", Name: "公共服务", Level: 1, Ord: 1},
			{
				Region: "310000", Year: 2015, Code: "A0101", Number: "1.", Name: "教育", Level: 2, TierName: "小类", Parent: "A01", Note: "含学前", Ord: 2,
				ParentOrd: 1, Table: 1, Row: 3, Page: 2, Sheet: "甲", Start: at.Start, End: at.End, StartByte: at.StartByte, EndByte: at.EndByte,
			},
		},
		Counts: []corpus.StatedCount{{
			Subject: "目录", Year: 2015, YearTo: 2016, Tier: 2, TierName: "小类", Count: 20, CountTo: 30, Approx: true,
			Change: corpus.ChangeAdded, Former: true, Span: spanOf(b, 0, 4),
		}},
		Amounts: []corpus.StatedAmount{{
			Kind: corpus.AmountSupport, Object: "services", Scope: "市级", Service: "补贴", Group: "老人", Grade: "轻", Year: 2015, YearTo: 2016,
			Fen: 15000, FenTo: 20000, Approx: true, Unit: "元/人·月", Bound: corpus.BoundMin, Span: spanOf(b, 1, 3),
		}},
		Codings: []corpus.Coding{{
			Indicator: "contract_signing_days", Value: "30", Unit: "日", Coder: corpus.CoderRule, Note: "注", Rule: "contract_signing_days/1", Confidence: 0.9,
			Evidence: []corpus.Evidence{evidenceOf(spanOf(b, 0, 3)), evidenceOf(spanOf(b, 2, 4))},
		}},
	}
}

func evidenceOf(s corpus.Span) corpus.Evidence {
	return corpus.Evidence{
		Clause: s.Clause, Label: "第一条", Quote: s.Quote, Start: s.Start, End: s.End, StartByte: s.StartByte, EndByte: s.EndByte,
	}
}

// spanOf quotes the runes from start to end of the text.
func spanOf(b *builder, start, end int) corpus.Span {
	r := []rune(b.text.String())
	s := corpus.Span{Clause: b.clauses[0].ID, Quote: string(r[start:end]), Start: start, End: end}
	s.StartByte, s.EndByte = len(string(r[:start])), len(string(r[:end]))
	return s
}

// makeIngest makes document n of a series; version changes its bytes.
func makeIngest(n, version, articles int) Ingest {
	rng := rand.New(rand.NewPCG(uint64(n), uint64(version)))
	p := makeParsed(rng, fmt.Sprintf("某市采购办法之%d", n), articles)
	return Ingest{
		Raw: []byte(p.Text), Source: Origin{URL: fmt.Sprintf("file:///rules/%d.txt", n)},
		MediaType: "text/plain", Charset: "utf-8", Parsed: p,
	}
}

// named makes a small document with a title and dates.
func named(url, title string, mod func(*corpus.Metadata)) Ingest {
	p := makeParsed(rand.New(rand.NewPCG(1, 1)), title, 2)
	p.Meta.Issued = corpus.Date{}
	if mod != nil {
		mod(&p.Meta)
	}
	raw := fmt.Sprintf("%s %s %+v", title, url, p.Meta)
	return Ingest{Raw: []byte(raw), Source: Origin{URL: url}, MediaType: "text/plain", Charset: "utf-8", Parsed: p}
}

var testDay = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

func open(t testing.TB, dir string) *Store {
	t.Helper()
	s, err := Open(context.Background(), dir, Options{Now: func() time.Time { return testDay }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func put(t testing.TB, s *Store, batch ...Ingest) []Result {
	t.Helper()
	rs, err := s.Put(context.Background(), batch)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rs {
		if r.Err != nil {
			t.Fatalf("entry %d: %v", i, r.Err)
		}
	}
	return rs
}

func dump(t testing.TB, s *Store) string {
	t.Helper()
	var b strings.Builder
	if err := s.Dump(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func mustSeq(t testing.TB, s *Store) int64 {
	t.Helper()
	seq, err := s.Seq(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return seq
}

// ok ends the test on an error.
func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// same reports a difference between what is and what should be.
func same[T any](t testing.TB, what string, got, want T) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s = %+v, want %+v", what, got, want)
	}
}
