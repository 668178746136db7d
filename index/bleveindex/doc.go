// Package bleveindex keeps the search index on disk, in segments of bleve's
// storage engine: its term dictionaries, posting lists, merge and checksums.
//
// Only the segment format is used (zap), not bleve's index on top of it. That
// index deletes its segments when its root file is missing, waits for ever on a
// lock beside a writer, orders documents at random when built offline, and
// weighs terms by a wrong average length; here a segment is immutable, a
// manifest names what is current, and ranking is package rank's.
//
// # Directory
//
//	manifest.json       format, what is current, sizes and checksums
//	s000001/postings.zap  terms → units
//	s000001/units.bin     the units as stored, one record each, with CRC-32
//	s000001/table.bin     documents, and the place and length of every unit
//
// Build writes a new shard beside the current ones and switches by renaming
// the manifest; Update writes a small shard with the changed documents and
// marks the older ones superseded. A process that is killed leaves the index
// it found. A process that searches keeps its files open and does not see the
// switch.
//
// Invariant: nothing here writes to a shard that a manifest names, and Open
// writes nothing at all. Build and Update need the store's writer lock.
package bleveindex
