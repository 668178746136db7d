// Package numbering works out the automatic list numbers of word processor
// files as a reader sees them: 第一条, （一）, 1.2. DOCX (ECMA-376 Part 1, 17.9)
// and DOC ([MS-DOC] 2.4.6.3) number in the same way and share it.
//
// Invariant: pure and bounded. The same paragraphs in the same order give the
// same labels, and a label is never longer than maxLabel bytes.
package numbering
