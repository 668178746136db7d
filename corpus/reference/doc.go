// Package reference is the embedded reference dataset: documents, count
// claims, thresholds, items, support standards and statements known from public
// sources, in tab-separated files a person can read, edit and review (see
// data/README.md).
//
// Invariant: every record names a known source and how far to trust it, and
// what is not known is empty, not guessed. Load refuses a dataset that breaks
// this.
package reference
