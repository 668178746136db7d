package charts

import (
	"encoding/json"
	"fmt"
	"strings"

	"duibiao/compare"
	"duibiao/corpus"
)

// Figure is one chart ready to be put in a page.
type Figure struct {
	// Kind is one of Kinds.
	Kind  string
	Title string
	Unit  string
	// Sentence stands in the place of a picture when there is too little to
	// draw; Option is then nil.
	Sentence string
	// Option is the ECharts option as JSON, safe to stand in a script element.
	Option []byte
	// Height is in CSS pixels.
	Height int
	// Description says in words what the picture shows.
	Description string
	// Notes are the 注 lines: those of the report and those of the picture.
	Notes []string
	// Key says what the numbers in the picture stand for, where there is no table
	// beside it.
	Key []string
	// Report is the table behind the picture.
	Report compare.Report
}

// kind is one kind of chart: the comparison it shows and how it is drawn.
type kind struct {
	name    string
	compare func(corpus.Dataset, compare.Options) (compare.Report, error)
	draw    func(compare.Report) (Figure, error)
}

// kinds is the list a new chart is added to.
func kinds() []kind {
	return []kind{
		{"items", compare.Items, drawItems},
		{"timeline", compare.Timeline, drawTimeline},
	}
}

// Kinds names the kinds of chart.
func Kinds() []string {
	var out []string
	for _, k := range kinds() {
		out = append(out, k.name)
	}
	return out
}

func kindOf(name string) (kind, error) {
	for _, k := range kinds() {
		if k.name == name {
			return k, nil
		}
	}
	return kind{}, fmt.Errorf("unknown chart %q: known are %s", name, strings.Join(Kinds(), ", "))
}

// Build compares and draws: the figure of that kind for the chosen places.
func Build(name string, in corpus.Dataset, o compare.Options) (Figure, error) {
	k, err := kindOf(name)
	if err != nil {
		return Figure{}, err
	}
	r, err := k.compare(in, o)
	if err != nil {
		return Figure{}, fmt.Errorf("chart %s: %w", name, err)
	}
	return Draw(r)
}

// Draw makes the figure of a report, by the report's own kind.
func Draw(r compare.Report) (Figure, error) {
	k, err := kindOf(r.Kind)
	if err != nil {
		return Figure{}, err
	}
	f, err := k.draw(r)
	if err != nil {
		return Figure{}, fmt.Errorf("draw %s: %w", r.Kind, err)
	}
	return f, nil
}

// newFigure is the figure of a report before anything is drawn.
func newFigure(r compare.Report) Figure {
	return Figure{Kind: r.Kind, Title: r.Title, Unit: r.Unit, Report: r, Notes: append([]string{}, r.Notes...)}
}

// finish marshals the option. encoding/json escapes <, > and &, so the text
// cannot end a script element, and refuses NaN and infinities.
func (f Figure) finish(o option, height int) (Figure, error) {
	b, err := json.Marshal(o)
	if err != nil {
		return Figure{}, fmt.Errorf("marshal option: %w", err)
	}
	f.Option, f.Height = b, height
	return f, nil
}
