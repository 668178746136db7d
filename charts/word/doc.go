// Package word writes reports as Office Open XML documents (ECMA-376 part 1,
// WordprocessingML) that print as Chinese official documents do: page and type
// by GB/T 9704—2012 (党政机关公文格式), numbered captions, footnotes, a table of
// contents that is filled before anybody opens the file.
//
// The one invariant: the same Document gives the same bytes, and no text of a
// Document becomes anything but text. Field codes, bookmark names, relations and
// part names are made of the package's own words and numbers.
package word
