// Package compare makes comparisons of places from a corpus.Dataset: how many
// items their catalogues hold, what each place issued when, which amounts hold
// for which procedure, and the findings that follow.
//
// Invariant: every function is pure (no I/O, no clock), every number in a
// Report carries the evidence it stands on, a number no source states is marked
// computed with the reason, and what is not known is a missing cell, never zero.
package compare
