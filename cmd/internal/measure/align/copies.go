package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"duibiao/compare/align"
	"duibiao/corpus/extract"
	"duibiao/corpus/parse"
)

// deleted is how many articles the first test on copies takes away.
const deleted = 10

// measureCopies changes copies of every document and looks whether exactly these
// changes are told.
func measureCopies(out io.Writer, docs map[string]align.Document, seed uint64) bool {
	ok := true
	fmt.Fprintf(out, "\n%-12s %-40s %s\n", "copy of", "test", "outcome")
	for i, n := range names() {
		rng := rand.New(rand.NewPCG(seed, uint64(i)))
		d := docs[n.name]
		for _, test := range []struct {
			name string
			run  func(align.Document, *rand.Rand) (string, bool)
		}{
			{"10 articles deleted", deletion},
			{"width, numerals, spaces, marks, lines", rewriting},
			{"articles shuffled", shuffling},
		} {
			told, good := test.run(d, rng)
			ok = ok && good
			fmt.Fprintf(out, "%-12s %-40s %s\n", n.name, test.name, told)
		}
	}
	return ok
}

// copyOf makes a document of some articles of another, in the order given.
func copyOf(d align.Document, us []align.Unit) align.Document {
	out := align.Document{ID: d.ID + "-copy", Title: d.Title}
	var text strings.Builder
	runes := 0
	for _, u := range us {
		body := u.Clause.Text(d.Text)
		c := u.Clause
		c.Parent, c.StartByte, c.Start = "", text.Len(), runes
		text.WriteString(body)
		runes += utf8.RuneCountInString(body)
		c.EndByte, c.End = text.Len(), runes
		text.WriteString("\n")
		runes++
		out.Clauses = append(out.Clauses, c)
	}
	out.Text = text.String()
	return out
}

// deletion takes articles away at random: exactly these must be gaps.
func deletion(d align.Document, rng *rand.Rand) (string, bool) {
	us := align.Units(d, align.Articles)
	gone := map[string]bool{}
	for _, i := range rng.Perm(len(us))[:min(deleted, len(us))] {
		gone[us[i].Clause.ID] = true
	}
	rest := slices.DeleteFunc(slices.Clone(us), func(u align.Unit) bool { return gone[u.Clause.ID] })
	whole, part := copyOf(d, us), copyOf(d, rest)
	right, wrong := gapsOf(align.Documents([]align.Document{whole, part}, align.Options{}), gone)
	removed, others := 0, 0
	for _, c := range align.Versions(whole, part).Changes {
		if c.Kind == align.Removed && gone[c.Old[0].Clause.ID] {
			removed++
		} else {
			others++
		}
	}
	told := fmt.Sprintf("%d gap rows, %d other differences; versions: %d removed, %d others", right, wrong, removed, others)
	return told, right == len(gone) && removed == len(gone) && wrong+others == 0
}

// gapsOf counts the gap rows of articles that are gone, and the rows that are
// neither these nor equal articles in place.
func gapsOf(al align.Alignment, gone map[string]bool) (right, wrong int) {
	for _, r := range al.Rows {
		switch {
		case r.Kind == align.KindEqual && len(r.Links) == 1 && !r.Links[0].Moved:
		case r.Kind == align.KindOnly && len(r.Units[0]) == 1 && gone[r.Units[0][0].Clause.ID]:
			right++
		default:
			wrong++
		}
	}
	return right, wrong
}

// shuffling puts the articles in another order: all must be found, none changed.
func shuffling(d align.Document, rng *rand.Rand) (string, bool) {
	us := align.Units(d, align.Articles)
	mixed := slices.Clone(us)
	rng.Shuffle(len(mixed), func(i, k int) { mixed[i], mixed[k] = mixed[k], mixed[i] })
	ch := align.Versions(copyOf(d, us), copyOf(d, mixed))
	moved, other := 0, 0
	for _, c := range ch.Changes {
		if c.Kind == align.Moved && c.Old[0].Clause.ID == c.New[0].Clause.ID {
			moved++
		} else {
			other++
		}
	}
	told := fmt.Sprintf("%d moved, %d in place, %d other differences", moved, ch.Same, other)
	return told, other == 0 && moved > 0 && moved+ch.Same == len(us)
}

// rewriting writes the same document differently, reads it anew, and must tell of
// no change.
func rewriting(d align.Document, rng *rand.Rand) (string, bool) {
	before, err := reread(d.Text)
	if err != nil {
		return err.Error(), false
	}
	after, err := reread(rewrite(d.Text, rng))
	if err != nil {
		return err.Error(), false
	}
	ch := align.Versions(before, after)
	told := fmt.Sprintf("%d changes, %d the same", len(ch.Changes), ch.Same)
	for _, c := range ch.Changes[:min(3, len(ch.Changes))] {
		told += fmt.Sprintf("; %s", c.Kind)
		for _, u := range append(c.Old, c.New...) {
			told += " " + u.Clause.ID
		}
	}
	return told, len(ch.Changes) == 0 && ch.Same > 0
}

func reread(text string) (align.Document, error) {
	c, err := extract.File("copy.txt", []byte(text))
	if err != nil {
		return align.Document{}, fmt.Errorf("read copy: %w", err)
	}
	p := parse.Document(c, parse.Hint{FileName: "copy.txt"})
	return align.Document{ID: "copy", Title: p.Meta.Title, Text: p.Text, Clauses: p.Clauses}, nil
}

// rewrite changes how a text is written and not what it says, in the way converters
// and typists do.
func rewrite(text string, rng *rand.Rand) string {
	lines := strings.Split(text, "\n")
	var out strings.Builder
	articles := false
	begins := regexp.MustCompile(`^\s*(第[一二三四五六七八九十百零〇\d]+[编章节条])`)
	for i, line := range lines {
		starts := begins.MatchString(line)
		articles = articles || starts
		if i > 0 && (!articles || starts || begins.MatchString(lines[i-1]) && !strings.Contains(lines[i-1], "。")) {
			out.WriteString("\n")
		}
		if articles {
			line = rewriteLine(line, rng)
		}
		out.WriteString(line)
	}
	return out.String()
}

func rewriteLine(line string, rng *rand.Rand) string {
	numerals := regexp.MustCompile(`(百分之|第)?[一二三四五六七八九十百]+(日|年|条|款|项|个|万元|名|人)`)
	line = numerals.ReplaceAllStringFunc(line, func(s string) string {
		if rng.IntN(2) == 0 {
			return s
		}
		return arabic(s)
	})
	line = regexp.MustCompile(`百分之[一二三四五六七八九十]+`).ReplaceAllStringFunc(line, func(s string) string {
		return arabic(strings.TrimPrefix(s, "百分之")) + "%"
	})
	variants := map[rune]string{
		'（': "(", '）': ")", '(': "（", ')': "）", '，': ",", '；': ";", '：': ":", ':': "：", '“': `"`, '”': `"`,
		'《': "〈", '》': "〉", '〈': "《", '〉': "》", '〇': "○", '○': "〇", '0': "０", '1': "１", '2': "２", '5': "５",
	}
	var b strings.Builder
	label := true
	for _, r := range line {
		if v, ok := variants[r]; ok && rng.IntN(2) == 0 {
			b.WriteString(v)
		} else {
			b.WriteRune(r)
		}
		label = label && r != ' ' && r != '　'
		if !label && rng.IntN(12) == 0 {
			b.WriteString([]string{" ", "　", "\u00a0", "\u200b"}[rng.IntN(4)])
		}
	}
	return b.String()
}

// arabic writes the numeral in s with Arabic digits.
func arabic(s string) string {
	return regexp.MustCompile(`[一二三四五六七八九十百]+`).ReplaceAllStringFunc(s, func(n string) string {
		if v, ok := parse.Numeral(n); ok {
			return strconv.FormatInt(v, 10)
		}
		return n
	})
}
