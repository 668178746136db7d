package coding_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"duibiao/compare/coding"
	"duibiao/corpus"
	"duibiao/corpus/parse/numeral"
)

func book(t testing.TB) *coding.Book {
	t.Helper()
	b, err := coding.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// cutter makes the clause tree of a test text: a line a paragraph.
type cutter struct {
	text    string
	clauses []corpus.Clause
	open    []int // article or outline, paragraph: indexes into clauses
}

var (
	articleLabel = regexp.MustCompile(`^第[一二三四五六七八九十百]+条`)
	chapterLabel = regexp.MustCompile(`^第[一二三四五六七八九十]+章 `)
	itemLabel    = regexp.MustCompile(`^（[一二三四五六七八九十]+）`)
	outlineLabel = regexp.MustCompile(`^[一二三四五六七八九十]+、`)
)

// clauses cuts a text whose first line is the title.
func clauses(text string) []corpus.Clause {
	c := &cutter{text: text}
	at := 0
	for _, line := range strings.SplitAfter(text, "\n") {
		body := strings.TrimRight(line, "\n")
		if at > 0 && body != "" {
			c.line(body, at)
		}
		at += len(line)
	}
	c.number()
	return c.clauses
}

func (c *cutter) add(level corpus.Level, parent, number string, start, end int) int {
	id := strconv.Itoa(len(c.clauses))
	c.clauses = append(c.clauses, corpus.Clause{
		ID: id, Level: level, Role: corpus.RoleBody, Number: number, Parent: parent, StartByte: start, EndByte: end,
		Start: utf8.RuneCountInString(c.text[:start]), End: utf8.RuneCountInString(c.text[:end]),
	})
	return len(c.clauses) - 1
}

func (c *cutter) line(body string, at int) {
	end := at + len(body)
	switch {
	case chapterLabel.MatchString(body):
		i := c.add(corpus.LevelChapter, "", "", at, end)
		c.clauses[i].Heading = body[strings.Index(body, " ")+1:]
		c.open = nil
	case articleLabel.MatchString(body):
		a := c.add(corpus.LevelArticle, "", articleLabel.FindString(body), at, end)
		p := c.add(corpus.LevelParagraph, c.clauses[a].ID, "", at, end)
		c.open = []int{a, p}
	case outlineLabel.MatchString(body):
		c.open = []int{c.add(corpus.LevelOutline, "", outlineLabel.FindString(body), at, end)}
	case itemLabel.MatchString(body) && len(c.open) > 0:
		level := corpus.LevelItem
		if len(c.open) == 1 {
			level = corpus.LevelOutline
		}
		c.add(level, c.clauses[c.open[len(c.open)-1]].ID, itemLabel.FindString(body), at, end)
		c.stretch(end)
	case len(c.open) == 2:
		c.clauses[c.open[0]].EndByte = end
		c.open[1] = c.add(corpus.LevelParagraph, c.clauses[c.open[0]].ID, "", at, end)
	default:
		c.add(corpus.LevelParagraph, "", "", at, end)
	}
}

func (c *cutter) stretch(end int) {
	for _, i := range c.open {
		c.clauses[i].EndByte = end
	}
}

// number numbers the paragraphs of articles that have several.
func (c *cutter) number() {
	per := map[string][]int{}
	for i, k := range c.clauses {
		if k.Level == corpus.LevelParagraph {
			per[k.Parent] = append(per[k.Parent], i)
		}
	}
	for parent, list := range per {
		if parent == "" || len(list) < 2 {
			continue
		}
		for n, i := range list {
			c.clauses[i].Number = "第" + numeral.Format(int64(n+1)) + "款"
		}
	}
}

func input(name, text string) coding.Input {
	title, _, _ := strings.Cut(text, "\n")
	return coding.Input{Document: name, Title: title, Text: text, Clauses: clauses(text)}
}

func fixture(t testing.TB, name string) coding.Input {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return input(name, string(data))
}

// TestFixtures codes the invented documents and compares every cell.
func TestFixtures(t *testing.T) {
	data, err := os.ReadFile("testdata/expected.tsv")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]map[string][]string{}
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n")[1:] {
		f := strings.Split(line, "\t")
		if want[f[0]] == nil {
			want[f[0]] = map[string][]string{}
		}
		want[f[0]][f[1]] = f[2:]
	}
	b := book(t)
	for name, cells := range want {
		in := fixture(t, name)
		got := map[string]corpus.Coding{}
		for _, c := range coding.Code(b, in) {
			got[c.Indicator] = c
			checkEvidence(t, in, c)
		}
		for _, indicator := range b.Indicators {
			compareCell(t, name, indicator.ID, cells[indicator.ID], got)
		}
	}
}

func compareCell(t *testing.T, name, id string, want []string, got map[string]corpus.Coding) {
	t.Helper()
	c, coded := got[id]
	switch {
	case want == nil && coded:
		t.Errorf("%s %s: got %s %s at %s (%s: %s), want silence", name, id, c.Value, c.Unit, c.Evidence[0].Label, c.Rule, c.Evidence[0].Quote)
	case want != nil && !coded:
		t.Errorf("%s %s: silent, want %v", name, id, want)
	case want == nil:
	case c.Value != want[0] || c.Unit != want[1] || c.Evidence[0].Label != want[2]:
		t.Errorf("%s %s: got %s %s %s (%s: %s), want %v", name, id, c.Value, c.Unit, c.Evidence[0].Label, c.Rule, c.Evidence[0].Quote, want)
	}
}

// checkEvidence proves that a quotation stands where it is said to stand.
func checkEvidence(t testing.TB, in coding.Input, c corpus.Coding) {
	t.Helper()
	if len(c.Evidence) == 0 || c.Value == "" {
		t.Errorf("%s %s: no value or no evidence", in.Document, c.Indicator)
	}
	for _, e := range c.Evidence {
		if e.StartByte < 0 || e.EndByte > len(in.Text) || e.StartByte >= e.EndByte || in.Text[e.StartByte:e.EndByte] != e.Quote {
			t.Fatalf("%s %s: quotation %q is not at bytes %d to %d", in.Document, c.Indicator, e.Quote, e.StartByte, e.EndByte)
		}
		if utf8.RuneCountInString(in.Text[:e.StartByte]) != e.Start || utf8.RuneCountInString(in.Text[:e.EndByte]) != e.End {
			t.Fatalf("%s %s: rune offsets %d to %d do not agree with bytes", in.Document, c.Indicator, e.Start, e.End)
		}
		if !utf8.ValidString(e.Quote) && utf8.ValidString(in.Text) {
			t.Errorf("%s %s: quotation cuts a character", in.Document, c.Indicator)
		}
	}
}

// hundredArticles is a document about procurement of about a hundred articles.
func hundredArticles(tb testing.TB) coding.Input {
	var b strings.Builder
	b.WriteString("滨海市政府采购与招标投标条例\n")
	for range 2 {
		for _, name := range []string{"tender.md", "procurement.md"} {
			_, rest, _ := strings.Cut(fixture(tb, name).Text, "\n")
			b.WriteString(rest)
		}
	}
	return input("hundred", b.String())
}

// BenchmarkCode codes a document of 112 articles.
func BenchmarkCode(b *testing.B) {
	bk := book(b)
	in := hundredArticles(b)
	b.SetBytes(int64(len(in.Text)))
	b.ResetTimer()
	for range b.N {
		if len(coding.Code(bk, in)) < 40 {
			b.Fatal("too few codings")
		}
	}
}

func BenchmarkBuiltin(b *testing.B) {
	for range b.N {
		book(b)
	}
}
