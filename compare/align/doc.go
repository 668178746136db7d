// Package align sets documents side by side: which article of one answers which
// article of another, what only one of them has, and what changed between two
// versions of one document.
//
// Units (articles, or the clauses of an outline) are matched by what they say, not
// by their numbers. How a thing is written does not count as what it says: width,
// ○ 〇 0, Chinese or Arabic numerals, white space, line breaks, variants of one
// punctuation mark and the printing of list labels are folded away before anything
// is compared, while every offset points into the text as it was given.
//
// Invariant: every function is pure (no I/O, no clock, no randomness), the same
// input gives the same result, every unit stands in exactly one row, and a unit
// without a counterpart is a row of its own, never left out.
package align
