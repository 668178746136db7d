package bleveindex

import (
	"fmt"
	"strconv"

	"github.com/RoaringBitmap/roaring/v2"
	zapindex "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
)

// field is the one field of a segment: all terms of a unit, without
// frequencies and positions, which are read off the stored text.
const field = "t"

// zapDoc is a unit as bleve's segment builder wants it.
type zapDoc struct {
	id    zapField
	terms zapField
}

func newZapDoc(unit int, terms []string, shared *zapindex.TokenFreq) *zapDoc {
	freqs := make(zapindex.TokenFrequencies, len(terms))
	for _, t := range terms {
		freqs[t] = shared
	}
	return &zapDoc{
		id:    zapField{name: "_id", options: zapindex.StoreField},
		terms: zapField{name: field, options: zapindex.IndexField | zapindex.SkipFreqNorm, freqs: freqs, length: len(terms)},
	}
}

// ID names the document; units are known by their number, so it says nothing.
func (d *zapDoc) ID() string { return "" }

// Size estimates the memory of the document.
func (d *zapDoc) Size() int { return 64 * d.terms.length }

// VisitFields shows both fields.
func (d *zapDoc) VisitFields(visit zapindex.FieldVisitor) {
	visit(&d.id)
	visit(&d.terms)
}

// VisitComposite shows nothing: there are no composite fields.
func (d *zapDoc) VisitComposite(zapindex.CompositeFieldVisitor) {}

// HasComposite is false.
func (d *zapDoc) HasComposite() bool { return false }

// NumPlainTextBytes is for statistics that are not kept.
func (d *zapDoc) NumPlainTextBytes() uint64 { return 0 }

// AddIDField does nothing: the field is there.
func (d *zapDoc) AddIDField() {}

// StoredFieldsBytes is 0: units are stored in a file of their own.
func (d *zapDoc) StoredFieldsBytes() uint64 { return 0 }

// Indexed is true.
func (d *zapDoc) Indexed() bool { return true }

// zapField is a field whose terms are known already.
type zapField struct {
	name    string
	options zapindex.FieldIndexingOptions
	freqs   zapindex.TokenFrequencies
	length  int
}

// Name is the field's name.
func (f *zapField) Name() string { return f.name }

// Value is empty: nothing is stored.
func (f *zapField) Value() []byte { return nil }

// ArrayPositions is empty.
func (f *zapField) ArrayPositions() []uint64 { return nil }

// EncodedFieldType says text.
func (f *zapField) EncodedFieldType() byte { return 't' }

// Analyze does nothing: the terms are known.
func (f *zapField) Analyze() {}

// Options says how the field is indexed.
func (f *zapField) Options() zapindex.FieldIndexingOptions { return f.options }

// AnalyzedLength is the number of terms.
func (f *zapField) AnalyzedLength() int { return f.length }

// AnalyzedTokenFrequencies are the terms.
func (f *zapField) AnalyzedTokenFrequencies() zapindex.TokenFrequencies { return f.freqs }

// NumPlainTextBytes is for statistics that are not kept.
func (f *zapField) NumPlainTextBytes() uint64 { return 0 }

// writeSegment writes one segment with the given terms of each unit.
func writeSegment(path string, terms [][]string) error {
	shared := &zapindex.TokenFreq{}
	docs := make([]zapindex.Document, len(terms))
	for i, t := range terms {
		docs[i] = newZapDoc(i, t, shared)
	}
	seg, _, err := new(zap.ZapPlugin).New(docs)
	if err != nil {
		return fmt.Errorf("build segment: %w", err)
	}
	unpersisted, ok := seg.(segment.UnpersistedSegment)
	if !ok {
		return fmt.Errorf("build segment: %T cannot be written", seg)
	}
	if err := unpersisted.Persist(path); err != nil {
		return fmt.Errorf("write segment: %w", err)
	}
	return seg.Close()
}

// mergeSegments joins segments in order: the units of the second follow those
// of the first.
func mergeSegments(path string, parts []string, stop chan struct{}) error {
	plugin := new(zap.ZapPlugin)
	segs := make([]segment.Segment, 0, len(parts))
	defer func() {
		for _, s := range segs {
			_ = s.Close()
		}
	}()
	for _, p := range parts {
		s, err := plugin.Open(p)
		if err != nil {
			return fmt.Errorf("open segment %s: %w", p, err)
		}
		segs = append(segs, s)
	}
	_, _, err := plugin.Merge(segs, make([]*roaring.Bitmap, len(segs)), path, stop, nil)
	if err != nil {
		return fmt.Errorf("merge %s segments: %w", strconv.Itoa(len(parts)), err)
	}
	return nil
}

// postings reads the posting lists of a segment.
type postings struct {
	seg   segment.Segment
	units uint32
}

func openPostings(path string, units int) (*postings, error) {
	seg, err := new(zap.ZapPlugin).Open(path)
	if err != nil {
		return nil, fmt.Errorf("open segment: %w", err)
	}
	if seg.Count() != uint64(units) {
		n := seg.Count()
		_ = seg.Close()
		return nil, fmt.Errorf("open segment: %d units, want %d", n, units)
	}
	return &postings{seg, uint32(units)}, nil
}

// list appends the units that have a term.
func (p *postings) list(term string, buf []uint32) ([]uint32, error) {
	dict, err := p.seg.Dictionary(field)
	if err != nil {
		return nil, fmt.Errorf("read terms: %w", err)
	}
	return p.read(dict, term, buf)
}

func (p *postings) read(dict segment.TermDictionary, term string, buf []uint32) ([]uint32, error) {
	list, err := dict.PostingsList([]byte(term), nil, nil)
	if err != nil {
		return nil, fmt.Errorf("read postings: %w", err)
	}
	if list.Count() == 0 {
		return buf, nil
	}
	it, ok := list.Iterator(false, false, false, nil).(segment.OptimizablePostingsIterator)
	if !ok {
		return nil, fmt.Errorf("read postings: %T has no bitmap", list)
	}
	if n, one := it.DocNum1Hit(); one {
		return p.check(append(buf, uint32(n)))
	}
	bitmap := it.ActualBitmap()
	if bitmap == nil {
		return buf, nil
	}
	n := bitmap.GetCardinality()
	if n > uint64(p.units) {
		return nil, fmt.Errorf("read postings: %d units of %d", n, p.units)
	}
	at := len(buf)
	buf = append(buf, make([]uint32, n)...)
	got := bitmap.ManyIterator().NextMany(buf[at:])
	return p.check(buf[:at+got])
}

// check refuses unit numbers that the segment does not have.
func (p *postings) check(list []uint32) ([]uint32, error) {
	if n := len(list); n > 0 && list[n-1] >= p.units {
		return nil, fmt.Errorf("read postings: unit %d of %d", list[n-1], p.units)
	}
	return list, nil
}

// prefixed lists the units that have a term with this beginning, each once.
func (p *postings) prefixed(prefix string, buf []uint32) ([]uint32, error) {
	dict, err := p.seg.Dictionary(field)
	if err != nil {
		return nil, fmt.Errorf("read terms: %w", err)
	}
	seen := make([]bool, p.units)
	var list []uint32
	it := dict.AutomatonIterator(nil, []byte(prefix), after(prefix))
	for {
		entry, err := it.Next()
		if err != nil {
			return nil, fmt.Errorf("read terms: %w", err)
		}
		if entry == nil {
			break
		}
		if list, err = p.read(dict, entry.Term, list[:0]); err != nil {
			return nil, err
		}
		for _, u := range list {
			if u >= p.units {
				return nil, fmt.Errorf("read postings: unit %d of %d", u, p.units)
			}
			seen[u] = true
		}
	}
	for u, yes := range seen {
		if yes {
			buf = append(buf, uint32(u))
		}
	}
	return buf, nil
}

// after is the first term that no longer has the prefix.
func after(prefix string) []byte {
	b := []byte(prefix)
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] < 0xff {
			b[i]++
			return b[:i+1]
		}
	}
	return nil
}
