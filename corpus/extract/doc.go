// Package extract turns the bytes of a file into blocks of text and tables
// (corpus.Content), one file per format.
//
// Invariant: no character of the source is lost silently. What cannot be read
// becomes U+FFFD and a warning, or an error that names the reason; input is
// bounded, and nothing in it is executed.
package extract
