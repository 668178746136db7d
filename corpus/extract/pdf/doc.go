// Package pdf reads PDF files (ISO 32000) with PDFium, compiled to WebAssembly
// and run by wazero: characters, lines and pictures at their places, of which
// package layout makes blocks.
//
// Invariant: the file is read inside a sandbox without files, network or clock,
// whose memory is bounded; whatever a file does there ends with an error and
// does not touch the next file.
package pdf
