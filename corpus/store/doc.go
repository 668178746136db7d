// Package store keeps what duibiao collects: one data directory with
//
//	duibiao.db   SQLite, write-ahead log: documents, versions, clauses, items,
//	             sources, attachments, and what crawls have still to do; opens
//	             with any SQLite tool
//	raw/ab/ab…   the bytes as they were served, named by their SHA-256
//	lock         who writes now
//
// Its one invariant: a row never names bytes that are not on the disk, and bytes
// once kept are kept for ever. Raw files are flushed before the rows that name
// them are committed, so a crash can leave a file without rows (harmless, found
// again by the next run), never the reverse.
//
// # Identity
//
// A document is known by its content first, by its place second:
//
//  1. Bytes that are known belong to the document they came with, wherever
//     they turn up; a new place is added to that document (duplicate).
//  2. Unknown bytes at a known place are a new version of the document of that
//     place (updated).
//  3. Unknown bytes at an unknown place are a new document (added). Its id is
//     made from the SHA-256 of these bytes and never changes.
//
// So no bytes belong to two documents. From that follows:
//
//   - A place that goes back to older bytes of its document makes them the
//     current version again, under a new number. But a place that lagged behind
//     (it did not show the current version before) only catches up: mirrors that
//     are updated late do not turn the document back.
//   - A place that turns to bytes of another document moves there. The document
//     it left keeps its versions and a row for the place, marked gone.
//   - A place that vanished and comes back goes on with the document it had.
//
// Each entry is decided by these rules alone and in the order given, never by
// batch borders, clocks or row numbers: an import that is killed anywhere and
// run again ends in the same documents, versions and clauses (see Dump).
//
// # Durability
//
// Against a killed process nothing committed is lost. Against power loss the
// last batches may be missing (synchronous=NORMAL), never half there; running
// the import again brings them back.
//
// # What is kept
//
// Every content the store ever saw keeps its text, clauses and items, so older
// versions can be read and compared without parsing. All but the bytes, places
// and times is derived and can be rebuilt by Reparse.
package store
