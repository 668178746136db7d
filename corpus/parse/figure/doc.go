// Package figure reads the figures that a document's prose and tables state: how
// many items a catalogue has (四大类20大项77小项), from which sum on a purchase must
// be tendered (200万元以上), what a subsidy pays (每人每月150元). It is pure: text and
// clauses in, typed records out, in the order of the text.
//
// Its one invariant: every record quotes the text verbatim at its offsets, and its
// number is the one quoted. What can be read in two ways is not read at all.
package figure
