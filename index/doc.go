// Package index is search over clauses: what is searched (Unit), what is asked
// (Request), what comes back (Result), and the contract (Index) that every
// backend keeps.
//
//   - query reads what a person types and understands it;
//   - bigram folds text and cuts it into terms;
//   - rank decides which clauses match and in which order, the same for every
//     backend;
//   - bleveindex keeps the index on disk, scan searches without one;
//   - indextest is the conformance suite both pass.
//
// Invariant: a result depends on the units and the request only, not on the
// backend, on how the index was put together, or on the clock.
package index
