// Package parse turns the blocks of one file (corpus.Content) into what the
// document is: its text, its metadata and its clause tree.
//
// Invariant: everything here is a pure function of its input, and the clauses
// that no other clause contains tile the text: between them lies only white
// space. The rules follow the language of Chinese legal drafting (立法技术规范
// and 党政机关公文格式, GB/T 9704), never a single file.
package parse
