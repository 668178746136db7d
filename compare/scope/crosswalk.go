package scope

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

//go:embed data/*.tsv
var data embed.FS

// Crosswalk assigns catalogue items to fields. It never changes and may be used
// by several goroutines.
type Crosswalk struct {
	*Taxonomies
	rules     map[string][]rule // by scheme, by priority
	barred    []barRule
	overrides []Override
	synonyms  *strings.Replacer
	contrasts [][]string
}

// The priorities of rules: below weakFrom a rule is strong (the name tells the
// field), below classFrom weak (the name tells an activity: 培训, 评估), above it
// names a class only.
const (
	weakFrom  = 500
	classFrom = 900
)

// strength is the strength of a rule.
type strength int

const (
	strong strength = iota
	weak
	class
	strengths
)

type rule struct {
	priority int
	id       string
	pattern  pattern
	// domains are the field and, for names that join several (文化体育), the others;
	// none says that items fitting the pattern have no field.
	domains []string
}

func (r rule) strength() strength {
	switch {
	case r.priority < weakFrom:
		return strong
	case r.priority < classFrom:
		return weak
	}
	return class
}

// none stands in a table for "no field".
const none = "-"

// Load reads the embedded tables.
func Load() (*Crosswalk, error) {
	sub, err := fs.Sub(data, "data")
	if err != nil {
		return nil, fmt.Errorf("scope tables: %w", err)
	}
	return Read(sub)
}

// Read reads the tables of a directory, named as the embedded ones are:
// domains.tsv, mapping.tsv, crosswalk.tsv, barred.tsv, overrides.tsv,
// synonyms.tsv, contrasts.tsv. The error names every bad line.
func Read(dir fs.FS) (*Crosswalk, error) {
	t, err := readTaxonomies(dir)
	if err != nil {
		return nil, fmt.Errorf("scope tables: %w", err)
	}
	x := &Crosswalk{Taxonomies: t, rules: map[string][]rule{}}
	errs := []error{x.readRules(dir), x.readBarred(dir), x.readSynonyms(dir), x.readContrasts(dir), x.readOverrides(dir)}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("scope tables: %w", err)
	}
	return x, nil
}

func (x *Crosswalk) readRules(dir fs.FS) error {
	rows, err := openRecords(dir, "crosswalk.tsv", "priority scheme pattern domain note")
	errs := []error{err}
	for _, r := range rows {
		scheme := r.cells["scheme"]
		ru, id, err := rulePattern(r, scheme)
		ru.id = id
		ru.domains, err = x.ruleDomains(scheme, r.cells["domain"], err)
		if err != nil {
			errs = append(errs, r.at("%w", err))
			continue
		}
		if slices.ContainsFunc(x.rules[scheme], func(o rule) bool { return o.priority == ru.priority }) {
			errs = append(errs, r.at("priority %d twice in %s", ru.priority, scheme))
		}
		x.rules[scheme] = append(x.rules[scheme], ru)
	}
	for _, rules := range x.rules {
		slices.SortFunc(rules, func(a, b rule) int { return cmp.Compare(a.priority, b.priority) })
	}
	return errors.Join(errs...)
}

// ruleDomains reads the fields of a rule, several joined by ";".
func (x *Crosswalk) ruleDomains(scheme, cell string, err error) ([]string, error) {
	if cell == none {
		return nil, errors.Join(err, x.check(scheme, ""))
	}
	ids := strings.Split(cell, ";")
	for _, id := range ids {
		if id == "" {
			err = errors.Join(err, fmt.Errorf("no field; want %q for none", none))
		}
		err = errors.Join(err, x.check(scheme, id))
	}
	return ids, err
}

// rulePattern reads the priority and the pattern of a rule and makes its id.
func rulePattern(r record, scheme string) (rule, string, error) {
	n, err := strconv.ParseUint(r.cells["priority"], 10, 16)
	if err != nil {
		return rule{}, "", fmt.Errorf("priority: %w", err)
	}
	p, err := parsePattern(r.cells["pattern"])
	return rule{priority: int(n), pattern: p}, fmt.Sprintf("%s:%d", scheme, n), err
}

func (x *Crosswalk) readSynonyms(dir fs.FS) error {
	rows, err := openRecords(dir, "synonyms.tsv", "from to note")
	errs := []error{err}
	slices.SortStableFunc(rows, func(a, b record) int { return cmp.Compare(len(b.cells["from"]), len(a.cells["from"])) })
	var pairs []string
	seen := map[string]bool{}
	for _, r := range rows {
		from, to := Fold(r.cells["from"]), Fold(r.cells["to"])
		if from == "" || to == "" || seen[from] {
			errs = append(errs, r.at("synonym %q → %q: empty or twice", from, to))
			continue
		}
		seen[from] = true
		pairs = append(pairs, from, to)
	}
	x.synonyms = strings.NewReplacer(pairs...)
	return errors.Join(errs...)
}

func (x *Crosswalk) readContrasts(dir fs.FS) error {
	rows, err := openRecords(dir, "contrasts.tsv", "group words note")
	errs := []error{err}
	for _, r := range rows {
		words := strings.Split(Fold(r.cells["words"]), "|")
		if len(words) < 2 || slices.Contains(words, "") {
			errs = append(errs, r.at("want two words or more"))
		}
		x.contrasts = append(x.contrasts, words)
	}
	return errors.Join(errs...)
}
