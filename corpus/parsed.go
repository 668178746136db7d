package corpus

// Parsed is what parsing makes of one file's Content: the stored text, what
// the document says of itself, and its clauses and catalogue items. It is a
// pure function of the bytes, so it can be rebuilt from Raw at any time.
type Parsed struct {
	// Text is the document as plain text: UTF-8, "\n" between blocks, table
	// cells separated by "\t". Every clause is a slice of it.
	Text    string
	Meta    Metadata
	Clauses []Clause
	Items   []CatalogueItem
	// Counts and Amounts are the figures that the text states, in its order.
	Counts  []StatedCount
	Amounts []StatedAmount
	// Codings are the rules' answers to the questions of the codebook.
	Codings []Coding
}

// ReaderGeneration counts the changes of extraction and parsing that make more or
// other things of the same bytes. What an older one derived is worth deriving
// anew.
const ReaderGeneration = 3
