package charts

import (
	"math"
	"slices"
	"strconv"

	ec "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// The colours of a tree map: the head of a class, and what is in it.
const (
	colorHead = colorRule
	colorLeaf = "#d6e6f4"
)

const (
	// treeWide is the width that names are measured for; narrowWidth is that of
	// narrow screens.
	treeWide = 560
	headLine = 22 // the head of a class
	leafType = 11 // the size of names
)

// treeHeight is the height of each of n maps.
func treeHeight(n int) int { return []int{440, 310, 250, 215}[n-1] }

func treeOption(description string, trees []tree) (option, int) {
	o := newOption(description)
	slim := narrow(nil)
	height, top := treeHeight(len(trees)), 0
	for _, t := range trees {
		o.Title = append(o.Title, subheaded(t.title(), t.size(), top))
		slim.Option.Title = append(slim.Option.Title, narrowHeading(t.title()))
		top += titleHead
		o.Series = append(o.Series, series{
			SingleSeries: ec.SingleSeries{
				Name: inert(t.label()), Type: "treemap", Roam: opts.Bool(false), NodeClick: "none", Left: "5", Right: "5", Top: strconv.Itoa(top),
				Data: t.nodes(treeWide, height), Levels: treeLevels(),
			},
			Height: strconv.Itoa(height), Breadcrumb: &shown{}, Sort: opts.Bool(false),
		})
		slim.Option.Series = append(slim.Option.Series, mediaSeries{Data: t.nodes(narrowWidth, height)})
		top += height + panelGap
	}
	o.Media = []media{slim}
	return o, top
}

// treeNode is a node of a tree map.
type treeNode struct {
	Name     string     `json:"name"`
	Value    int        `json:"value"`
	Label    nodeLabel  `json:"label"`
	Upper    nodeLabel  `json:"upperLabel"`
	Children []treeNode `json:"children,omitempty"`
}

// nodeLabel is the text of a node; the levels have its style.
type nodeLabel struct {
	Show      bool   `json:"show"`
	Formatter string `json:"formatter"`
	Overflow  string `json:"overflow,omitempty"`
}

// labelStyle is the style of the labels of a level.
type labelStyle struct {
	Show       bool   `json:"show"`
	Color      string `json:"color"`
	FontSize   int    `json:"fontSize"`
	FontWeight string `json:"fontWeight,omitempty"`
	Height     int    `json:"height,omitempty"`
	Overflow   string `json:"overflow"`
	Padding    []int  `json:"padding,omitempty"`
}

// treeLevel is the style of a tier of a tree map.
type treeLevel struct {
	ItemStyle opts.ItemStyle `json:"itemStyle"`
	Label     *labelStyle    `json:"label,omitempty"`
	Upper     *labelStyle    `json:"upperLabel,omitempty"`
}

// treeLevels are white gaps between classes, a dark head on each, and what is in
// it: names break into lines where they are too long for their area.
func treeLevels() []treeLevel {
	inside := &labelStyle{Show: true, Color: colorInk, FontSize: leafType, Overflow: "break", Padding: []int{2, 2}}
	return []treeLevel{
		{ItemStyle: opts.ItemStyle{BorderColor: colorPaper, GapWidth: 4}},
		{
			ItemStyle: opts.ItemStyle{Color: colorLeaf, BorderColor: colorHead, BorderWidth: 1, GapWidth: 1},
			Label:     inside,
			Upper:     &labelStyle{Show: true, Color: colorPaper, FontSize: 12, FontWeight: "bold", Height: headLine, Overflow: "truncate"},
		},
		{ItemStyle: opts.ItemStyle{Color: colorLeaf, BorderColor: colorHead, GapWidth: 1}, Label: inside},
	}
}

// nodes are the classes of a catalogue as they fit a map of that size. ECharts
// lets names run over their area where it is too small for them, so what is too
// small is put together.
func (t tree) nodes(width, height int) []treeNode {
	each := float64(width*height) / float64(max(t.items, 1))
	var out []treeNode
	for _, c := range together(t.classes, func(b branch) bool { return float64(b.items)*each >= 64*64 }) {
		area := float64(c.items) * each
		inside := max(area-headLine*math.Sqrt(area)*1.2, 0) / float64(max(c.items, 1))
		n := c.node("", area)
		n.Upper = nodeLabel{Show: true, Formatter: cut(inert(c.name), int(0.8*math.Sqrt(area)/12)-2) + " " + strconv.Itoa(c.items)}
		for _, b := range together(c.below, func(b branch) bool { return b.fits(float64(b.items) * inside) }) {
			n.Children = append(n.Children, b.node(inert(c.name)+"·", float64(b.items)*inside))
		}
		out = append(out, n)
	}
	return out
}

// fits reports whether an area, of whatever shape a map gives it, has room for the
// name and number of a branch.
func (b branch) fits(area float64) bool {
	return area >= 1.9*leafType*(leafType+2)*(textWidth(b.name)+2)
}

// together puts the branches that are too small into one, if there are several.
func together(bs []branch, large func(branch) bool) []branch {
	var out []branch
	rest := branch{}
	for _, b := range bs {
		if large(b) {
			out = append(out, b)
			continue
		}
		rest.rest, rest.items = rest.rest+1, rest.items+b.items
	}
	if rest.rest < 2 {
		return slices.Clone(bs)
	}
	rest.name = "其余" + strconv.Itoa(rest.rest) + "类"
	if out == nil {
		rest.name = "共" + strconv.Itoa(rest.rest) + "类"
	}
	out = append(out, rest)
	sortBranches(out) // ECharts makes slivers of what is not in order
	return out
}

// node is a branch as a node: its name and number are its label, as much as there
// is room for.
func (b branch) node(path string, area float64) treeNode {
	name, n := inert(b.name), strconv.Itoa(b.items)
	label := nodeLabel{Show: true, Formatter: name + " " + n}
	if b.items == 1 {
		label.Formatter = name
	}
	if !b.fits(area) {
		label.Overflow, label.Show = "truncate", area > 26*26
	}
	return treeNode{Name: path + name + "：" + n + "项", Value: b.items, Label: label}
}
