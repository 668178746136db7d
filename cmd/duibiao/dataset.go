package main

import (
	"context"
	"errors"
	"fmt"

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
func (a *app) dataset(ctx context.Context, f compareFlags) (corpus.Dataset, compare.Options, error) {
	o, err := f.options(a)
	if err != nil {
		return corpus.Dataset{}, o, err
	}
	from, err := oneOf("source", f.source, dataSources())
	if err != nil {
		return corpus.Dataset{}, o, err
	}
	known, err := reference.Load()
	if err != nil {
		return corpus.Dataset{}, o, fmt.Errorf("reference dataset: %w", err)
	}
	if from == sourceReference {
		return *known, o, nil
	}
	set := *known
	if from == sourceCorpus {
		set = corpus.Dataset{Places: known.Places}
	}
	lib, err := a.read(ctx)
	switch {
	case errors.Is(err, store.ErrNoStore) && from != sourceCorpus:
		return set, o, nil
	case err != nil:
		return set, o, err
	}
	defer lib.Close()
	day := o.AsOf
	if day.IsZero() {
		day = a.today()
	}
	set, unplaced, err := lib.Dataset(ctx, set, day)
	if err == nil && unplaced > 0 {
		a.note("dataset.unplaced", unplaced)
	}
	return set, o, err
}
