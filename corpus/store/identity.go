package store

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"strings"
)

// Outcome is what became of one entry of a batch.
type Outcome string

// The outcomes.
const (
	Added     Outcome = "added"     // a new document
	Unchanged Outcome = "unchanged" // the place still shows these bytes
	Updated   Outcome = "updated"   // a new current version of a document
	Duplicate Outcome = "duplicate" // bytes known already, seen at another place
	Failed    Outcome = "failed"    // nothing stored; Result.Err says why
)

// known is what the store knows of an entry's bytes and place.
type known struct {
	// content has the entry's bytes; 0 when they are new. owner is its
	// document, current the content owner shows now.
	content, owner, current int64
	// source is the entry's place; 0 when it is new. There it showed
	// sourceContent of sourceDocument, whose current content is sourceCurrent.
	source, sourceContent, sourceDocument int64
}

// plan is what to do with an entry.
type plan struct {
	outcome Outcome
	// newContent: the bytes must be stored. newVersion: they become the current
	// version of the document. leave: the place turns away from its document.
	newContent, newVersion, leave bool
	// document is the one the entry goes to; 0 for a new one.
	document int64
}

// decide applies the rules of the package comment.
func decide(k known) plan {
	switch {
	case k.content == 0 && k.source == 0:
		return plan{outcome: Added, newContent: true, newVersion: true}
	case k.content == 0:
		return plan{outcome: Updated, newContent: true, newVersion: true, document: k.sourceDocument}
	case k.source == 0:
		return plan{outcome: Duplicate, document: k.owner}
	case k.sourceDocument != k.owner:
		return plan{outcome: Duplicate, leave: true, document: k.owner}
	case k.sourceContent == k.content:
		return plan{outcome: Unchanged, document: k.owner}
	case k.current != k.content && k.sourceContent == k.current:
		return plan{outcome: Updated, newVersion: true, document: k.owner}
	}
	return plan{outcome: Duplicate, document: k.owner}
}

// minIDLength is the length of a document id unless two documents collide: 60
// bits, one collision in a billion for some fifty thousand documents.
const minIDLength = 12

// documentIDs yields the ids a document with these first bytes may have,
// shortest first: base32 of the digest in lower case, without padding.
func documentIDs(sha string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		sum, err := hex.DecodeString(sha)
		if err != nil || len(sum) != sha256.Size {
			return
		}
		id := strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum))
		for n := minIDLength; n <= len(id); n++ {
			if !yield(id[:n]) {
				return
			}
		}
	}
}
