package charts

import (
	"fmt"
	"slices"
	"strings"

	"duibiao/compare"
)

// document is a page before it is HTML or Markdown.
type document struct {
	Title    string
	Meta     []string
	Sections []section
}

// section is a heading and what stands under it; a page of one chart has an
// empty heading.
type section struct {
	// ID is that of a chapter, "" for a page of one chart.
	ID      string
	Heading string
	Blocks  []block
}

// block is one of: a list of sentences, a figure, a table, a list of sources.
type block struct {
	Groups  []group
	Figure  *figureBlock
	Table   *tableBlock
	Sources []sourceLine
}

// group is sentences under one lead (起步时间).
type group struct {
	Lead  string
	Items [][]inline
}

// inline is a run of text. A run that states a figure has a Hint, which names
// its source, and Refs after the last run of the same sources.
type inline struct {
	Text     string
	Hint     string
	First    int
	Computed bool
	Refs     []int
	// Ref, with the label as Text, leads to the figure or table of that ID.
	Ref string
}

// Runs are the numbers of the sources, long rows of them in short.
func (r inline) Runs() []refRun { return spread(r.Refs) }

type figureBlock struct {
	ID, Label string
	Figure    Figure
	Notes     []string
	Refs      []refRun
	DataDate  string
}

type tableBlock struct {
	ID, Label, Title, Unit string
	// Head is the title of the first column, whose cells are merged.
	Head     string
	Columns  []tableColumn
	Groups   [][]tableRow
	Notes    []string
	Refs     []refRun
	DataDate string
}

type tableColumn struct {
	Title  string
	Number bool
	Long   bool // may be broken
}

// refRun is consecutive source numbers, From to To.
type refRun struct{ From, To int }

// runs sorts numbers and joins consecutive ones.
func runs(refs []int) []refRun {
	var out []refRun
	for _, n := range slices.Sorted(slices.Values(refs)) {
		if k := len(out); k > 0 && out[k-1].To+1 == n {
			out[k-1].To = n
			continue
		}
		out = append(out, refRun{n, n})
	}
	return out
}

// spread is runs of three numbers and more, and all others singly.
func spread(refs []int) []refRun {
	var out []refRun
	for _, r := range runs(refs) {
		if r.To-r.From > 1 {
			out = append(out, r)
			continue
		}
		for n := r.From; n <= r.To; n++ {
			out = append(out, refRun{n, n})
		}
	}
	return out
}

type tableRow struct {
	// Head is the row's place, "" in the rows after the first of a group; Span
	// counts the rows of the group.
	Head  string
	Span  int
	Cells []tableCell
	Gap   bool
	Home  bool
}

type tableCell struct {
	Text     string
	Number   bool
	Short    bool // short enough to stand on one line
	Computed string
	Why      string
	Refs     []int
}

// Runs are the numbers of the sources, long rows of them in short.
func (c tableCell) Runs() []refRun { return spread(c.Refs) }

// Lines are the lines of the text.
func (c tableCell) Lines() []string { return strings.Split(c.Text, "\n") }

type sourceLine struct {
	Number int
	Text   string
}

func (b *sourceBook) lines() []sourceLine {
	out := make([]sourceLine, len(b.list))
	for i, s := range b.list {
		out[i] = sourceLine{i + 1, b.text(s)}
	}
	return out
}

// sentence turns a finding into runs: every figure names its source, and the
// number of the source stands after the last of several from the same one.
func (b *sourceBook) sentence(f compare.Finding) []inline {
	var out []inline
	last := -1 // the run that gets the pending refs
	var refs []int
	flush := func() {
		if last >= 0 {
			out[last].Refs = refs
		}
		last, refs = -1, nil
	}
	for _, s := range f.Spans {
		run := inline{Text: s.Text}
		if s.Cell != nil && len(s.Cell.Evidence) > 0 {
			now := b.cite(s.Cell.Evidence)
			if last >= 0 && fmt.Sprint(now) != fmt.Sprint(refs) {
				flush()
			}
			run.Hint, run.First, run.Computed = b.hint(*s.Cell), now[0], s.Cell.Computed != ""
			refs, last = now, len(out)
		}
		out = append(out, run)
	}
	flush()
	return out
}

// maxHints bounds the sources that a hint names.
const maxHints = 6

// hint says in words where a cell that was cited comes from and how sure it is.
func (b *sourceBook) hint(c compare.Cell) string {
	var parts []string
	for i, e := range c.Evidence {
		if i == maxHints {
			parts = append(parts, fmt.Sprintf("等%d处", len(c.Evidence)))
			break
		}
		part := compare.Chinese(e.Certainty) + "：" + b.text(b.list[b.number[e.SourceID]-1])
		if place := placeOf(e); place != "" {
			part += "，" + place
		}
		parts = append(parts, part)
	}
	if c.Computed != "" {
		parts = append(parts, "推算："+c.Computed)
	}
	if n := c.Evidence[0].Note; n != "" {
		parts = append(parts, "注："+n)
	}
	return strings.Join(parts, "\n")
}

// groupsOf gathers findings under their headings, in order.
func (b *sourceBook) groupsOf(fs []compare.Finding) []group {
	var out []group
	for _, f := range fs {
		if n := len(out); n == 0 || out[n-1].Lead != f.Heading {
			out = append(out, group{Lead: f.Heading})
		}
		g := &out[len(out)-1]
		g.Items = append(g.Items, b.sentence(f))
	}
	return out
}
