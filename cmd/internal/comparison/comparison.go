// Package comparison lists the comparisons that the program makes of what it has
// collected, by the names users call them. The command line, the web pages and
// the API all read this one list.
package comparison

import (
	"fmt"
	"strings"

	"duibiao/cmd/internal/library"
	"duibiao/compare"
	"duibiao/corpus"
)

// Comparison is one kind of comparison; a new one is a line in List.
type Comparison struct {
	// Kind is the name on the command line and in addresses.
	Kind  string
	build func(library.Collected, compare.Options, compare.Choice) (compare.Report, error)
}

// List lists the comparisons, in the order in which they are offered.
func List() []Comparison {
	return []Comparison{
		{"scope", withLists(compare.ScopeOf)},
		{"scope-gaps", withLists(compare.ScopeGaps)},
		{"overlap", withLists(compare.ScopeOverlap)},
		{"catalogue", withLists(compare.Catalogue)},
		{"unassigned", withLists(compare.ScopeUnassigned)},
		{"items", fromRecords(compare.Items)},
		{"procedures", fromRecords(compare.Procedures)},
		{"timeline", fromRecords(compare.Timeline)},
		{"thresholds", fromRecords(compare.Thresholds)},
		{"support", fromRecords(compare.Support)},
		{"gaps", fromRecords(compare.GapList)},
		{"scores", func(c library.Collected, o compare.Options, w compare.Choice) (compare.Report, error) {
			return compare.Scores(c.Set, o, w.Weights)
		}},
	}
}

// Kinds are the names of the comparisons, in order.
func Kinds() []string {
	var names []string
	for _, c := range List() {
		names = append(names, c.Kind)
	}
	return names
}

// UnknownError is a kind of comparison that does not exist.
type UnknownError struct{ Kind string }

func (e *UnknownError) Error() string {
	return fmt.Sprintf("unknown comparison %q: known are %s", e.Kind, strings.Join(Kinds(), ", "))
}

// Build makes the report of a kind from what was collected. It fails on a kind
// that is not known (UnknownError), a place that is not known
// (compare.PlaceError) and a home that is missing where one is needed
// (compare.HomeError).
func Build(kind string, c library.Collected, o compare.Options, w compare.Choice) (compare.Report, error) {
	for _, k := range List() {
		if k.Kind == kind {
			return k.build(c, o, w)
		}
	}
	return compare.Report{}, &UnknownError{kind}
}

type builder = func(library.Collected, compare.Options, compare.Choice) (compare.Report, error)

// fromRecords is a comparison that reads records alone, withLists one that reads
// whole catalogues too.
func fromRecords(build func(corpus.Dataset, compare.Options) (compare.Report, error)) builder {
	return func(c library.Collected, o compare.Options, _ compare.Choice) (compare.Report, error) {
		return build(c.Set, o)
	}
}

func withLists(build func(corpus.Dataset, compare.Options, compare.ScopeChoice) (compare.Report, error)) builder {
	return func(c library.Collected, o compare.Options, w compare.Choice) (compare.Report, error) {
		w.Scope.Lists = c.Lists
		return build(c.Set, o, w.Scope)
	}
}
