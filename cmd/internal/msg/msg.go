// Package msg holds every sentence a user reads, in Chinese and English, in
// one catalogue (messages.yaml).
//
// Invariant: both languages have every key with the same verbs; a test fails
// otherwise. Verbs, flags, JSON keys and codes are not messages: they stay
// English in both languages.
package msg

import (
	_ "embed" // the catalogue
	"fmt"
	"os"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

//go:embed messages.yaml
var source []byte

// Lang is a language of the catalogue.
type Lang string

// The languages of the catalogue.
const (
	Chinese Lang = "zh"
	English Lang = "en"
)

type entry map[Lang]string

//nolint:gochecknoglobals // a memo: written once, the same on every run
var load = sync.OnceValues(func() (map[string]entry, error) {
	m := map[string]entry{}
	if err := yaml.Unmarshal(source, &m); err != nil {
		return nil, fmt.Errorf("message catalogue: %w", err)
	}
	return m, nil
})

// Printer gives the messages of one language.
type Printer struct {
	lang Lang
	m    map[string]entry
}

// New returns the printer for a language. The embedded catalogue is part of
// the binary: that it parses is a test's business, so New cannot fail.
func New(lang Lang) *Printer {
	m, err := load()
	if err != nil {
		panic(err)
	}
	return &Printer{lang: lang, m: m}
}

// Lang is the printer's language.
func (p *Printer) Lang() Lang { return p.lang }

// Has reports whether the catalogue knows a key.
func (p *Printer) Has(key string) bool { return p.m[key] != nil }

// T is the message of a key with args filled in as by fmt.Sprintf. A key that
// is missing is returned as it is, so that nothing breaks in a user's hands.
func (p *Printer) T(key string, args ...any) string {
	e, ok := p.m[key]
	if !ok {
		return key
	}
	s := strings.TrimRight(e[p.lang], "\n")
	if len(args) == 0 {
		return s
	}
	return fmt.Sprintf(s, args...)
}

// Message is a sentence that is told in the reader's language once that is known.
type Message struct {
	Key  string
	Args []any
}

// M is the text of a message; arguments may be messages themselves.
func (p *Printer) M(m Message) string {
	args := make([]any, len(m.Args))
	for i, a := range m.Args {
		if inner, ok := a.(Message); ok {
			a = p.M(inner)
		}
		args[i] = a
	}
	return p.T(m.Key, args...)
}

// Keys lists the catalogue's keys and whether both languages are there.
func Keys() (map[string]map[Lang]string, error) {
	m, err := load()
	if err != nil {
		return nil, err
	}
	out := make(map[string]map[Lang]string, len(m))
	for k, e := range m {
		out[k] = e
	}
	return out, nil
}

// FromEnvironment chooses a language: want if it is zh or en; else
// DUIBIAO_LANG, LC_ALL, LC_MESSAGES, LANG in this order; else Chinese. A
// locale that is neither Chinese nor English, or C/POSIX, gives Chinese.
func FromEnvironment(want string) (Lang, error) {
	switch want {
	case "zh", "en":
		return Lang(want), nil
	case "":
	default:
		return Chinese, fmt.Errorf("--lang %q: want zh or en", want)
	}
	for _, name := range []string{"DUIBIAO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"} {
		v := strings.ToLower(os.Getenv(name))
		if v == "" {
			continue
		}
		if strings.HasPrefix(v, "en") {
			return English, nil
		}
		return Chinese, nil
	}
	return Chinese, nil
}
