package bleveindex

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"duibiao/index"
	"duibiao/index/rank"
)

// shard is one immutable part of the index. It implements rank.Segment.
type shard struct {
	entry    shardEntry
	table    *rank.Table
	offsets  []int64 // of each unit's record, and the end
	units    *os.File
	postings *postings // nil if there are no units
}

// openShard opens the files of a shard after a look at their sizes. Errors are
// os errors or wrap index.ErrDamaged.
func openShard(dir string, e shardEntry) (*shard, error) {
	path := filepath.Join(dir, e.Name)
	for name, f := range e.Files {
		st, err := os.Stat(filepath.Join(path, name))
		if err != nil {
			return nil, fmt.Errorf("index shard: %w", err)
		}
		if st.Size() != f.Size {
			return nil, fmt.Errorf("index shard %s/%s: %w: %d bytes, want %d", e.Name, name, index.ErrDamaged, st.Size(), f.Size)
		}
	}
	s := &shard{entry: e}
	if err := s.open(path); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *shard) open(path string) error {
	data, err := os.ReadFile(filepath.Join(path, tableName))
	if err != nil {
		return fmt.Errorf("index shard: %w", err)
	}
	if err := s.readTable(data); err != nil {
		return fmt.Errorf("index shard %s/%s: %w: %w", s.entry.Name, tableName, index.ErrDamaged, err)
	}
	if s.units, err = os.Open(filepath.Join(path, unitsName)); err != nil {
		return fmt.Errorf("index shard: %w", err)
	}
	if s.entry.Units == 0 {
		return nil
	}
	if err := s.checkPostings(filepath.Join(path, postingsName)); err != nil {
		return err
	}
	s.postings, err = openPostings(filepath.Join(path, postingsName), s.entry.Units)
	if err != nil {
		return fmt.Errorf("index shard %s/%s: %w: %w", s.entry.Name, postingsName, index.ErrDamaged, err)
	}
	return nil
}

// verifiedAtOpen is the size up to which postings are held against their
// checksum whenever they are opened: that takes some 10 ms. A flipped bit there
// would silently hide clauses; the other files carry checksums in themselves.
// Larger ones are for Verify.
const verifiedAtOpen = 256 << 20

func (s *shard) checkPostings(path string) error {
	want, ok := s.entry.Files[postingsName]
	if !ok || want.Size > verifiedAtOpen {
		return nil
	}
	got, err := describe(path)
	if err != nil {
		return err
	}
	if got != want {
		return fmt.Errorf("index shard %s/%s: %w: checksum differs", s.entry.Name, postingsName, index.ErrDamaged)
	}
	return nil
}

func (s *shard) readTable(data []byte) error {
	data, err := unseal(data)
	if err != nil {
		return err
	}
	r := &reader{data: string(data)}
	docs := make([]index.Doc, 0, s.entry.Documents)
	unitDoc := make([]uint32, 0, s.entry.Units)
	for d := range r.number() {
		docs = append(docs, r.doc())
		for range r.number() {
			if r.err != nil || len(unitDoc) == s.entry.Units {
				return fmt.Errorf("more than %d units", s.entry.Units)
			}
			unitDoc = append(unitDoc, uint32(d))
		}
	}
	terms, front := make([]uint16, len(unitDoc)), make([]bool, len(unitDoc))
	s.offsets = make([]int64, len(unitDoc)+1)
	for u := range unitDoc {
		n := r.number()
		terms[u], front[u] = uint16(n>>1), n&1 != 0
		s.offsets[u+1] = s.offsets[u] + int64(r.number())
	}
	if r.err != nil {
		return r.err
	}
	if len(docs) != s.entry.Documents || len(unitDoc) != s.entry.Units {
		return fmt.Errorf("%d documents and %d units, want %d and %d", len(docs), len(unitDoc), s.entry.Documents, s.entry.Units)
	}
	s.table = rank.NewTable(docs, unitDoc, terms, front)
	s.markDead()
	return nil
}

func (s *shard) markDead() {
	if len(s.entry.Superseded) == 0 {
		return
	}
	gone := make(map[string]bool, len(s.entry.Superseded))
	for _, id := range s.entry.Superseded {
		gone[id] = true
	}
	s.table.Dead = make([]bool, len(s.table.Docs))
	for d := range s.table.Docs {
		s.table.Dead[d] = gone[s.table.Docs[d].ID]
	}
}

func (s *shard) close() {
	if s.units != nil {
		_ = s.units.Close()
	}
	if s.postings != nil {
		_ = s.postings.seg.Close()
	}
}

// Table implements rank.Segment.
func (s *shard) Table() *rank.Table { return s.table }

// Postings implements rank.Segment.
func (s *shard) Postings(term string, buf []uint32) ([]uint32, error) {
	if s.postings == nil {
		return buf, nil
	}
	list, err := s.postings.list(term, buf)
	return list, s.damaged(err)
}

// Prefixed implements rank.Segment.
func (s *shard) Prefixed(prefix string, buf []uint32) ([]uint32, error) {
	if s.postings == nil {
		return buf, nil
	}
	list, err := s.postings.prefixed(prefix, buf)
	return list, s.damaged(err)
}

func (s *shard) damaged(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("index shard %s/%s: %w: %w", s.entry.Name, postingsName, index.ErrDamaged, err)
}

//nolint:gochecknoglobals // reuse of memory only
var records = sync.Pool{New: func() any { return new([]byte) }}

// Unit implements rank.Segment.
func (s *shard) Unit(u uint32) (index.Unit, error) {
	buf := records.Get().(*[]byte)
	defer records.Put(buf)
	size := int(s.offsets[u+1] - s.offsets[u])
	*buf = slices.Grow((*buf)[:0], size)
	record := (*buf)[:size]
	if _, err := s.units.ReadAt(record, s.offsets[u]); err != nil {
		return index.Unit{}, fmt.Errorf("index shard %s/%s: %w: %w", s.entry.Name, unitsName, index.ErrDamaged, err)
	}
	body, err := unseal(record)
	if err == nil {
		r := &reader{data: string(body)}
		unit := r.unit(s.table.Docs[s.table.DocOf[u]])
		if err = r.err; err == nil {
			return unit, nil
		}
	}
	return index.Unit{}, fmt.Errorf("index shard %s/%s: unit %d: %w: %w", s.entry.Name, unitsName, u, index.ErrDamaged, err)
}
