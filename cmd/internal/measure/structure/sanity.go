package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"duibiao/corpus"
	"duibiao/corpus/extract"
	"duibiao/corpus/parse"
)

// counters count what may be a parser's mistake, over all documents.
type counters struct {
	documents, failed, clauses, bytes int
	// named are the documents behind each counter.
	named map[string][]string
}

func (k *counters) add(what, path string) { k.named[what] = append(k.named[what], path) }

func countAll(out *strings.Builder, dir string, list bool) error {
	k := &counters{named: map[string][]string{}}
	var spent time.Duration
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("read document: %w", err)
		}
		start := time.Now()
		c, err := extract.File(path, data)
		k.documents++
		k.bytes += len(data)
		if err != nil {
			k.failed++
			k.add("not read", path)
			return nil
		}
		p := parse.Document(c, parse.Hint{FileName: filepath.Base(path)})
		spent += time.Since(start)
		k.clauses += len(p.Clauses)
		k.check(path, p)
		return nil
	})
	if err != nil {
		return fmt.Errorf("walk %s: %w", dir, err)
	}
	k.print(out, spent, list)
	return nil
}

func (k *counters) print(out *strings.Builder, spent time.Duration, list bool) {
	fmt.Fprintf(out, "%d documents, %d not read, %d clauses, %.1f MB in %.2f s\n", k.documents, k.failed, k.clauses, float64(k.bytes)/1e6, spent.Seconds())
	names := make([]string, 0, len(k.named))
	for what := range k.named {
		names = append(names, what)
	}
	sort.Strings(names)
	for _, what := range names {
		fmt.Fprintf(out, "%6d %s\n", len(k.named[what]), what)
		if list {
			for _, path := range k.named[what] {
				fmt.Fprintf(out, "       %s\n", path)
			}
		}
	}
}

func (k *counters) check(path string, p corpus.Parsed) {
	m := p.Meta
	for what, is := range map[string]bool{
		"no articles":                         articles(p) == 0,
		"no articles, no outline":             articles(p) == 0 && !hasOutline(p),
		"no title":                            m.Title == "",
		"no issue date":                       m.Issued.IsZero(),
		"no effective date":                   m.Effective.IsZero() && m.EffectiveText == "",
		"no region":                           m.Region == "",
		"no issuer":                           len(m.Issuers) == 0,
		"no number":                           m.DocNumber == "",
		"kind other":                          m.Kind == corpus.KindOther,
		"effective before 1949 or after 2030": m.Effective.Year != 0 && (m.Effective.Year < 1949 || m.Effective.Year > 2030),
		"has annex":                           hasRole(corpus.RoleAnnex)(p) == "yes",
		"has toc":                             hasRole(corpus.RoleTOC)(p) == "yes",
		"has signature":                       hasRole(corpus.RoleSignature)(p) == "yes",
		"has repeals":                         len(m.Repeals) > 0,
		"has expiry":                          !m.Expires.IsZero(),
		"repeated ids":                        repeated(p),
	} {
		if is {
			k.add(what, path)
		}
	}
	k.sequence(path, p)
}

func hasOutline(p corpus.Parsed) bool {
	for _, c := range p.Clauses {
		if c.Level == corpus.LevelOutline {
			return true
		}
	}
	return false
}

func repeated(p corpus.Parsed) bool {
	for _, c := range p.Clauses {
		if body(c) && strings.Contains(c.ID, "~") {
			return true
		}
	}
	return false
}

// sequence looks at the article and chapter numbers of the body.
func (k *counters) sequence(path string, p corpus.Parsed) {
	last, gap, back := int64(0), "", ""
	chapter, chapterGap := int64(0), ""
	for _, c := range p.Clauses {
		if !body(c) {
			continue
		}
		switch c.Level {
		case corpus.LevelArticle:
			num, _, _ := strings.Cut(strings.TrimPrefix(c.Number, "第"), "条")
			n, _ := parse.Numeral(num)
			if n > last+1 {
				gap = c.Number
			}
			if n < last {
				back = c.Number
			}
			last = n
		case corpus.LevelPart:
			chapter = 0
		case corpus.LevelChapter:
			n, _ := parse.Numeral(strings.TrimSuffix(strings.TrimPrefix(c.Number, "第"), "章"))
			if n != chapter+1 && n != 1 {
				chapterGap = c.Number
			}
			chapter = n
		}
	}
	for what, at := range map[string]string{"article gap": gap, "article out of order": back, "chapter gap": chapterGap} {
		if at != "" {
			k.add(what, path+" "+at)
		}
	}
}
