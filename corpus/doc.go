// Package corpus is the vocabulary of duibiao: documents, versions, clauses,
// catalogue items, count claims, thresholds, jurisdictions and dates, each type
// with its rules in one file.
//
// Invariant: nothing here does I/O or reads a clock, and the package imports
// nothing else of ours, so every other package can share these types.
package corpus
