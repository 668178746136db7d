package catalogue

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"duibiao/corpus"
)

// reader collects the items of a document.
type reader struct {
	in    Input
	items []corpus.CatalogueItem
	// run are the nodes of the tables that belong together: same tiers, one tree.
	run   []node
	tiers int
	heads headReader
	// before is the last table of the run; nil at its beginning.
	before *table
	// title is the last line above the table, headings the numbered lines directly
	// above it. apart says that a line other than 续表 or a unit stood since the
	// table before.
	title    string
	headings []heading
	apart    bool
	// seen are the titles of catalogues that began a run.
	seen map[string]bool
}

// tables reads every table of the document.
func (r *reader) tables() {
	number := 0
	for _, p := range r.in.Parts {
		if p.Block.Kind != corpus.BlockTable {
			r.line(p)
			continue
		}
		if number == 0 {
			r.heads = headReader{headForms(), map[string]column{}}
		}
		number++
		r.table(p, number)
		r.headings, r.apart = nil, false
	}
	r.endRun()
}

// maxTitle is the longest line that is looked at as a table's title, in
// characters.
const maxTitle = 60

// line takes in a line between tables.
func (r *reader) line(p Part) {
	t := strings.TrimFunc(p.Block.Text, space)
	if t == "" || len(t) <= 1<<8 && furniture.MatchString(t) {
		return
	}
	r.apart = true
	if utf8.RuneCountInString(t) > maxTitle {
		r.title, r.headings = "", nil
		return
	}
	r.title = t
	if h, ok := r.headingOf(p, t); ok {
		r.headings = append(r.headings, h)
		return
	}
	r.headings = nil
	if len(r.run) > 0 && titles(t) && !r.seen[t] {
		r.endRun()
	}
	if titles(t) {
		if r.seen == nil {
			r.seen = map[string]bool{}
		}
		r.seen[t] = true
	}
}

// furniture are lines that stand between the parts of one table: units, page
// numbers, 续表.
var furniture = regexp.MustCompile(`^([（(]?(计量|金额)?单\s*位\s*[：:].*|[（(]?续\s*上?\s*表.*|[-—–\s]*第?\s*\d{1,4}\s*页?(\s*[,，/共]\s*共?\s*\d{1,4}\s*页?)?[-—–\s]*)$`)

func (r *reader) table(p Part, number int) {
	g, ok := newGrid(p.Block.Rows)
	if !ok {
		return
	}
	t := table{reader: r, part: p, grid: g, number: number}
	again, found := t.columns()
	if !found || len(t.shape.tiers) == 0 || !again && len(g.rows) < 2 {
		return // a table of one row goes on from another, or is none
	}
	from := len(r.run)
	if !again && r.before != nil && len(t.shape.tiers) != r.tiers {
		r.endRun()
		from = 0
	}
	r.addHeadings()
	t.read(again && !r.apart)
	if !again && !t.shape.catalogue(r.titled(r.title+"\n"+t.above()), t.nodes[t.base:]) {
		r.run = r.run[:from]
		return
	}
	t.grid, t.own = grid{}, nil // what is kept of it is small
	r.run, r.tiers, r.before, t.nodes = t.nodes, len(t.shape.tiers), &t, nil
}

// columns finds out what the table's columns hold. again says that they are
// those of the table before.
func (t *table) columns() (again, found bool) {
	if t.grid.width == 0 {
		return false, false
	}
	before := t.before
	if t.head, found = t.heads.findHead(t.grid); found {
		again = before != nil && sameHead(before.head, t.head)
		if t.side = t.sides(); t.side < t.grid.width {
			t.shape = resolve(t.head.columns[:t.side], t.grid, t.head.to)
		} else {
			t.shape = resolve(t.head.columns, t.grid, t.head.to)
		}
		return again && len(t.shape.tiers) == t.tiers, true
	}
	t.side = t.grid.width
	if before != nil && len(before.head.columns) == t.grid.width && continues(before.shape, t.grid) {
		t.shape, t.head, t.side = before.shape, head{columns: before.head.columns}, before.side
		return true, true
	}
	t.shape, found = infer(t.grid)
	return false, found
}

// sameHead reports two heads of the same wording.
func sameHead(a, b head) bool {
	if len(a.columns) != len(b.columns) {
		return false
	}
	for c := range a.columns {
		if headText(a.columns[c].head) != headText(b.columns[c].head) {
			return false
		}
	}
	return true
}

// titled reports that the document or the lines above the table say that it is
// a catalogue.
func (r *reader) titled(title string) bool {
	if r.in.Catalogue || titles(strings.TrimSpace(r.in.Title)) {
		return true
	}
	for line := range strings.SplitSeq(title, "\n") {
		if titles(strings.TrimSpace(line)) {
			return true
		}
	}
	return false
}

// continues reports that a table without a head holds the same columns as the
// one before: codes where codes were, numbers where numbers were.
func continues(s shape, g grid) bool {
	at := s.seq
	if len(s.codes) > 0 {
		at = s.codes[len(s.codes)-1]
	}
	if at < 0 {
		return true
	}
	codes, all := 0, 0
	for row := range g.rows {
		if t := g.text(row, at); t != "" {
			all++
			if code(t) != "" || len(s.codes) == 0 && utf8.RuneCountInString(t) <= 5 {
				codes++
			}
		}
	}
	return codes*2 >= all
}

// endRun links the nodes collected and makes items of them.
func (r *reader) endRun() {
	run := dropHeadings(r.run)
	if len(run) > 0 {
		leadCodes(run)
		link(run, orderOf(run, r.tiers))
		r.items = append(r.items, items(run, len(r.items))...)
	}
	r.run, r.before, r.tiers = nil, nil, 0
}
