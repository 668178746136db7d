// Package doc reads the binary files of Word 97 to 2003 (.doc, .dot) and of WPS
// Writer (.wps), which are the same format, [MS-DOC], and the text of Word 6/95.
//
// The text stands in pieces of one stream; what a paragraph or a run of
// characters looks like is told apart from it, by its place in that stream.
// Reading goes through the pieces once: characters that a reader of the printed
// page would not see (hidden, deleted, field instructions) fall away, automatic
// numbers are written out, cells become tables.
//
// Invariant: what comes out is what the page shows, or an error or warning says
// what is missing. Text that cannot be read whole is an error, not a part.
package doc
