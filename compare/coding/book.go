package coding

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"go.yaml.in/yaml/v3"
)

//go:embed codebook/*.yaml
var builtin embed.FS

// Type is the kind of answer a question has.
type Type string

// The types; Coding.Value has a canonical form for each.
const (
	TypeBool     Type = "bool"
	TypeEnum     Type = "enum"
	TypeSet      Type = "set"
	TypeNumber   Type = "number"
	TypePercent  Type = "percent"
	TypeFraction Type = "fraction"
	TypeRanges   Type = "ranges"
	TypeText     Type = "text"
)

// Book is a codebook: questions and the rules that answer them. It is read-only
// once loaded and may be used by several goroutines.
type Book struct {
	Indicators []Indicator
	// Special names what titles and texts of procurement documents hold.
	Special specialRule
	Topic   topic
	Penal   penalRule
}

// Indicator is one question.
type Indicator struct {
	ID         string `yaml:"id"`
	NameZh     string `yaml:"name_zh"`
	NameEn     string `yaml:"name_en"`
	QuestionZh string `yaml:"question_zh"`
	QuestionEn string `yaml:"question_en"`
	// Dimension is the heading under which the question is reported.
	Dimension string `yaml:"dimension"`
	Type      Type   `yaml:"type"`
	// Unit of a number whose text names none.
	Unit string `yaml:"unit"`
	// RuleZh says what counts, for people.
	RuleZh string `yaml:"rule_zh"`
	// Direction says how a score would read the value: "higher", "lower", "yes" or
	// "" for none.
	Direction string `yaml:"direction"`
	// Values are the possible values of an enum or set, in their order.
	Values []string `yaml:"values"`
	// Lexicon finds the values of a set in a text.
	Lexicon []Entry `yaml:"lexicon"`
	// Union gathers the matches of all rules; else the first rule that matches decides.
	Union bool `yaml:"union"`
	// Rules in order of priority.
	Rules []Rule `yaml:"rules"`
}

// Entry is one value of a set and the pattern that shows it.
type Entry struct {
	Value string `yaml:"value"`
	Find  string `yaml:"find"`
	// Unless lists values beside which this one says nothing new.
	Unless []string `yaml:"unless"`

	find *pattern
}

type specialRule struct {
	Title    string `yaml:"title"`
	NotTitle string `yaml:"not_title"`
	Words    string `yaml:"words"`
	// PerThousand is how many words per thousand characters make a document one
	// about procurement, Least how many at least.
	PerThousand float64 `yaml:"per_thousand"`
	Least       int     `yaml:"least"`

	title, notTitle, words *pattern
}

type penalRule struct {
	Chapter string `yaml:"chapter"`
	Text    string `yaml:"text"`

	chapter, text *pattern
}

// bookFile is one file of a codebook. Terms may stand in any of them.
type bookFile struct {
	Terms      map[string]string `yaml:"terms"`
	Special    *specialRule      `yaml:"special"`
	Topic      *topic            `yaml:"topic"`
	Penal      *penalRule        `yaml:"penal"`
	Dimension  string            `yaml:"dimension"`
	Indicators []Indicator       `yaml:"indicators"`
}

// Builtin loads the embedded codebook.
func Builtin() (*Book, error) {
	sub, err := fs.Sub(builtin, "codebook")
	if err != nil {
		return nil, fmt.Errorf("open codebook: %w", err)
	}
	return Load(sub)
}

// Load reads a codebook from the YAML files of a folder, in the order of their
// names. It refuses unknown keys, patterns that do not compile, and indicators
// without an ID, a type or rules, naming the file and the indicator.
func Load(dir fs.FS) (*Book, error) {
	names, err := fs.Glob(dir, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list codebook: %w", err)
	}
	book := &Book{}
	terms := map[string]string{}
	for _, name := range names {
		if err := book.read(dir, name, terms); err != nil {
			return nil, fmt.Errorf("codebook %s: %w", name, err)
		}
	}
	if err := book.compile(terms); err != nil {
		return nil, fmt.Errorf("codebook: %w", err)
	}
	return book, nil
}

func (b *Book) read(dir fs.FS, name string, terms map[string]string) error {
	data, err := fs.ReadFile(dir, name)
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	dec := yaml.NewDecoder(strings.NewReader(string(data)))
	dec.KnownFields(true)
	var f bookFile
	if err := dec.Decode(&f); err != nil {
		return fmt.Errorf("parse: %w", err)
	}
	for k, v := range f.Terms {
		terms[k] = v
	}
	if f.Special != nil {
		b.Special = *f.Special
	}
	if f.Topic != nil {
		b.Topic = *f.Topic
	}
	if f.Penal != nil {
		b.Penal = *f.Penal
	}
	for _, in := range f.Indicators {
		in.Dimension = f.Dimension
		b.Indicators = append(b.Indicators, in)
	}
	return nil
}

// Indicator finds a question by its ID.
func (b *Book) Indicator(id string) (Indicator, bool) {
	for _, in := range b.Indicators {
		if in.ID == id {
			return in, true
		}
	}
	return Indicator{}, false
}
