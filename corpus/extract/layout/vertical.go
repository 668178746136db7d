package layout

import (
	"math"
	"slices"
)

// verticalMarks is the number of characters from which a page shows that it is
// written from top to bottom.
const verticalMarks = 20

// vertical reports marks of which most stand right below the one before.
func vertical(marks []mark) bool {
	if len(marks) < verticalMarks {
		return false
	}
	below := 0
	for i := 1; i < len(marks); i++ {
		a, b := marks[i-1], marks[i]
		step := b.midY() - a.midY()
		if math.Abs(a.midX()-b.midX()) < 0.3*a.Size && step > 0.5*a.Size && step < 1.6*a.Size {
			below++
		}
	}
	return 10*below > 7*len(marks)
}

// turn lays a page that is written from top to bottom, in columns from right to
// left, so that its columns are lines.
func turn(marks []mark, p *Page) {
	flip := func(b Box) Box { return Box{b.Y0, p.Width - b.X1, b.Y1, p.Width - b.X0} }
	for i := range marks {
		marks[i].Box = flip(marks[i].Box)
	}
	p.Rules = slices.Clone(p.Rules)
	for i, r := range p.Rules {
		p.Rules[i] = Rule(flip(proper(Box(r))))
	}
	p.Width, p.Height = p.Height, p.Width
}
