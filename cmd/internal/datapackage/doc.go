// Package datapackage writes Frictionless data packages: tables as CSV and a
// descriptor, datapackage.json, that says what every column holds, where it comes
// from and what the bytes of each file hash to.
//
// Its one invariant: a cell that its field does not allow is an error, not a row,
// so what is written is what the descriptor says. Rows are written as they come;
// nothing but the descriptor is kept in memory. No clock is read: the same rows
// give the same bytes, in a folder and in a zip file.
//
// The descriptor follows version 2 of the Data Package standard and uses nothing
// that version 1 did not have, so that readers of either understand it; it names
// both profiles.
package datapackage
