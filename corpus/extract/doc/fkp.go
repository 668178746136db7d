package doc

import "sort"

// pageSize is the size of a page of formatted properties (FKP) in bytes.
const pageSize = 512

// propertyRun says where the properties of a stretch of the stream stand.
type propertyRun struct {
	// from and to are places in the stream, in bytes.
	from, to int32
	// at and size find the properties in the stream; size 0 is none.
	at, size int32
}

func (r propertyRun) holds(fc int) bool { return int(r.from) <= fc && fc < int(r.to) }

// runTable holds the stretches of a stream by their places.
type runTable struct {
	runs []propertyRun
	// last is the run found last: characters come one after the other.
	last int
}

// none stands for a place without properties.
const none = -1

// find gives the number of the run that holds place fc, or none.
func (t *runTable) find(fc int) int {
	if t.last < len(t.runs) && t.runs[t.last].holds(fc) {
		return t.last
	}
	i := sort.Search(len(t.runs), func(i int) bool { return int(t.runs[i].from) > fc }) - 1
	if i < 0 || !t.runs[i].holds(fc) {
		return none
	}
	t.last = i
	return i
}

// reach gives the places that run n holds, of which fc is one. Where there is no
// run, as in a file that is whole there is not, it is fc alone.
func (t *runTable) reach(n, fc int) (from, to int) {
	if n == none {
		return fc, fc + 1
	}
	return int(t.runs[n].from), int(t.runs[n].to)
}

// layout is how a page keeps its properties: the size of an entry, and how the
// properties of one are delimited.
type layout struct {
	entry int
	find  func(page []byte, at int) (start, size int)
}

// paragraphLayout is that of paragraphs, [MS-DOC] 2.9.174: the count is in
// words, and 0 says that another byte counts.
func paragraphLayout() layout {
	return layout{entry: 13, find: func(page []byte, at int) (int, int) {
		if page[at] != 0 {
			return at + 1, 2*int(page[at]) - 1
		}
		return at + 2, 2 * int(page[at+1])
	}}
}

// runLayout is that of runs of characters, [MS-DOC] 2.9.33.
func runLayout() layout {
	return layout{entry: 1, find: func(page []byte, at int) (int, int) {
		return at + 1, int(page[at])
	}}
}

// readRuns reads the pages that a table of the file information block lists,
// [MS-DOC] 2.8.5 and 2.8.6. It is false where some cannot be read.
func (f *file) readRuns(n int, l layout) (runTable, bool) {
	b, whole := f.section(n)
	var t runTable
	count := (len(b) - 4) / 8
	seen := map[int]bool{}
	for i := range max(count, 0) {
		page := int(u32(b, 4*(count+1)+4*i) & 0x3FFFFF)
		if seen[page] {
			continue
		}
		seen[page] = true
		start := page * pageSize
		if start+pageSize > len(f.word) {
			whole = false
			continue
		}
		t.runs = append(t.runs, l.runs(f.word[start:start+pageSize], start)...)
	}
	sort.SliceStable(t.runs, func(i, j int) bool { return t.runs[i].from < t.runs[j].from })
	return t, whole && len(t.runs) > 0
}

// runs reads one page: places, then entries, then properties from the end.
func (l layout) runs(page []byte, start int) []propertyRun {
	n := int(page[pageSize-1])
	if 4*(n+1)+l.entry*n > pageSize-1 {
		return nil
	}
	out := make([]propertyRun, 0, n)
	for i := range n {
		r := propertyRun{from: int32(u32(page, 4*i)), to: int32(u32(page, 4*i+4))}
		if at := 2 * int(page[4*(n+1)+l.entry*i]); at > 0 && at < pageSize-2 {
			from, size := l.find(page, at)
			if size > 0 && from+size <= pageSize {
				r.at, r.size = int32(start+from), int32(size)
			}
		}
		if r.from >= 0 && r.to > r.from {
			out = append(out, r)
		}
	}
	return out
}

// properties gives the bytes of a run; empty for none.
func (f *file) properties(t *runTable, n int) []byte {
	if n == none {
		return nil
	}
	r := t.runs[n]
	return f.word[r.at : r.at+r.size]
}
