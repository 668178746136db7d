package record

import (
	"duibiao/corpus"
	"duibiao/index"
)

// Hit is a clause that a search found: the contract of search.
type Hit struct {
	Rank       int           `json:"rank"`
	Score      float64       `json:"score"`
	DocumentID string        `json:"document_id"`
	Title      string        `json:"title"`
	DocNumber  *string       `json:"doc_number"`
	Region     *string       `json:"region"`
	Status     corpus.Status `json:"status"`
	Clause     *string       `json:"clause"`
	ClauseID   *string       `json:"clause_id"`
	Path       string        `json:"path"`
	Text       string        `json:"text"`
	// Highlights are pairs of offsets into Text in code points, end exclusive.
	Highlights [][2]int `json:"highlights"`
}

// OfHit is the record of a hit.
func OfHit(h index.Hit) Hit {
	return Hit{
		Rank: h.Rank, Score: h.Score, DocumentID: h.DocumentID, Title: h.Title, DocNumber: orNull(h.DocNumber),
		Region: orNull(h.Region), Status: h.Status, Clause: orNull(h.Clause), ClauseID: orNull(h.ClauseID),
		Path: h.Path, Text: h.Text, Highlights: list(h.Highlights),
	}
}
