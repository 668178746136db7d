// Package export says what duibiao gives away: the tables of its data package,
// and its documents as schema.org Legislation.
//
// A table is a list of columns, each with its field and the way to its value, so
// that descriptor and rows cannot drift apart. Documents, clauses and items of the
// store are written as they are read, one document at a time; what comparisons are
// made from, and the comparisons, are in memory as they are for any report.
package export
