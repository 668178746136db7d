package charts

import (
	"encoding/json"
	"fmt"
	"strings"

	"duibiao/compare"
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

// kind is one kind of chart: the comparison that it shows and how it is drawn.
type kind struct {
	name, comparison string
	draw             func(compare.Report) (Figure, error)
}

// kinds is the list a new chart is added to.
func kinds() []kind {
	return []kind{
		{"scope", "scope", drawScope},
		{"scope-gaps", "scope", drawScopeGaps},
		{"overlap", "overlap", drawOverlap},
		{"catalogue", "catalogue", drawCatalogue},
		{"items", "items", drawItems},
		{"timeline", "timeline", drawTimeline},
		{"procedures", "procedures", drawProcedures},
		{"limits", "procedures", drawLimits},
		{"scores", "scores", drawScores},
		{"growth", "items", drawGrowth},
		{"thresholds", "thresholds", drawThresholds},
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

// Comparison names the comparison that a kind of chart shows.
func Comparison(name string) (string, error) {
	k, err := kindOf(name)
	return k.comparison, err
}

// Draw makes the figure of a kind from the report of its Comparison.
func Draw(name string, r compare.Report) (Figure, error) {
	k, err := kindOf(name)
	if err != nil {
		return Figure{}, err
	}
	f, err := k.draw(r)
	if err != nil {
		return Figure{}, fmt.Errorf("draw %s: %w", name, err)
	}
	f.Kind = name
	return f, nil
}

// newFigure is the figure of a report before anything is drawn.
func newFigure(r compare.Report) Figure {
	return Figure{Title: r.Title, Unit: r.Unit, Report: r, Notes: append([]string{}, r.Notes...)}
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
