package rank

// Weights are the figures of the ranking. They were set on one set of queries
// of six kinds and checked on others written without knowledge of the ranking
// (cmd/internal/measure/relevance); none belongs to a single query.
type Weights struct {
	K1, B float64 // BM25

	// Weights of terms against 1 for a word of the query.
	Weak, LawName, Added, Cue, Particle, Seam float64
	// Spoken is what of an everyday word counts for matching, Stands how much
	// a phrase of statutes that stands for it counts against the word itself.
	Spoken, Stands float64
	// Extra is how much all terms but those of the query's words count together.
	Extra float64

	// Steering, added to scores that lie between 0 and 1.
	Law, LawOther, Article, Place, PlaceAbove, National, Domain, Topic, Older, Front float64

	// The second step.
	BM25, Text, Title, Chapter, All, Run, Exact, Sentence, Phrase, Answer, Definition, Steering float64

	// Match is the share of the query's weight that a clause must have.
	Match float64
	// Rerank is how many of the best are scored in the second step.
	Rerank int
}

// DefaultWeights are the figures in use.
func DefaultWeights() Weights {
	return Weights{
		K1: 0.8, B: 0.5,
		Weak: 0.45, LawName: 0.3, Added: 0.4, Cue: 0.18, Particle: 0.9, Seam: 0.17,
		Spoken: 0.75, Stands: 1, Extra: 0.5,
		Law: 0.6, LawOther: 0.25, Article: 1, Place: 0.54, PlaceAbove: 0.1,
		National: 0.05, Domain: 0.25, Topic: 0.12, Older: -0.15, Front: -0.1,
		BM25: 0.75, Text: 0.45, Title: 0.25, Chapter: 0.3, All: 0.9, Run: 0.15, Exact: 0.3,
		Sentence: 0.15, Phrase: 0.2, Answer: 0.6, Definition: 0.8, Steering: 1.25,
		Match: 0.15, Rerank: 200,
	}
}
