package main

import (
	"context"
	"errors"
	"fmt"

	"duibiao/cmd/internal/library"
	"duibiao/compare"
	"duibiao/corpus"
	"duibiao/corpus/reference"
	"duibiao/corpus/store"
)

// dataSource says what a comparison is made from.
type dataSource string

// The sources of a comparison.
const (
	sourceAll       dataSource = "all"
	sourceReference dataSource = "reference"
	sourceCorpus    dataSource = "corpus"
)

func dataSources() []dataSource { return []dataSource{sourceAll, sourceReference, sourceCorpus} }

// dataset is what comparisons are made from: the embedded reference dataset and
// what the data directory holds, if there is one.
func (a *app) dataset(ctx context.Context, f compareFlags) (library.Collected, compare.Options, error) {
	o, err := f.options(a)
	if err != nil {
		return library.Collected{}, o, err
	}
	from, err := oneOf("source", f.source, dataSources())
	if err != nil {
		return library.Collected{}, o, err
	}
	set, err := embedded(from)
	if err != nil || from == sourceReference {
		return library.Collected{Set: set}, o, err
	}
	lib, err := a.read(ctx)
	switch {
	case errors.Is(err, store.ErrNoStore) && from != sourceCorpus:
		return library.Collected{Set: set}, o, nil
	case err != nil:
		return library.Collected{}, o, err
	}
	defer lib.Close()
	day := o.AsOf
	if day.IsZero() {
		day = a.today()
	}
	c, err := lib.Dataset(ctx, set, day)
	if err == nil && c.Unplaced > 0 {
		a.note("dataset.unplaced", c.Unplaced)
	}
	return c, o, err
}

// embedded is what comparisons from a source know without the data directory:
// places and questions always, the rest of the reference dataset unless only the
// corpus is asked for.
func embedded(from dataSource) (corpus.Dataset, error) {
	known, err := reference.Load()
	if err != nil {
		return corpus.Dataset{}, fmt.Errorf("reference dataset: %w", err)
	}
	set := *known
	if from == sourceCorpus {
		set = corpus.Dataset{}
	}
	set.Indicators, err = library.Indicators()
	return set, err
}
