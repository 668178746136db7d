package charts

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"duibiao/compare"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// Outline says which sections a report has, in which order, under which titles;
// an empty one is the report's own.
type Outline []OutlineEntry

// OutlineEntry is one section of an Outline.
type OutlineEntry struct {
	// Section is one of SectionIDs, or the section's own heading without number.
	Section string
	// Title replaces the heading, "" keeps it.
	Title string
	// Line is where the file names it, from 1.
	Line int
}

// maxOutline bounds an outline file, in bytes.
const maxOutline = 64 << 10

// sectionNames lists the sections that a report may have: id and heading. The
// heading of the tables of amounts is their report's title.
func sectionNames(b compare.Benchmark) [][2]string {
	return [][2]string{
		{"findings", "主要发现"},
		{"timeline", "制度出台时间"},
		{"items", "目录规模"},
		{"thresholds", b.Thresholds.Title},
		{"support", b.Support.Title},
		{"gaps", "本区差距清单"},
		{"unknowns", "尚不清楚的事项"},
		{"method", "方法与把握程度"},
		{"sources", "数据来源"},
	}
}

// SectionIDs names the sections of a report for an Outline, in their usual order.
func SectionIDs() []string {
	var out []string
	for _, n := range sectionNames(compare.Benchmark{}) {
		out = append(out, n[0])
	}
	return out
}

// ParseOutline reads an outline: YAML (a list of ids, of "id: title", or of
// {section, title}, alone or under "sections:"), or plain lines of an id and
// perhaps a title. UTF-8 and GB18030 are read. Errors name the line.
func ParseOutline(data []byte) (Outline, error) {
	if len(data) > maxOutline {
		return nil, fmt.Errorf("outline: %d bytes, more than %d", len(data), maxOutline)
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if !utf8.Valid(data) {
		decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
		if err != nil {
			return nil, fmt.Errorf("outline: neither UTF-8 nor GB18030: %w", err)
		}
		data = decoded
	}
	var (
		out Outline
		err error
	)
	if text := string(data); isYAML(text) {
		out, err = yamlOutline(data)
	} else {
		out, err = plainOutline(text)
	}
	if err != nil {
		return nil, fmt.Errorf("outline: %w", err)
	}
	if len(out) == 0 {
		return nil, errors.New("outline: it names no section")
	}
	return out, nil
}

// isYAML looks at the first line that says anything.
func isYAML(text string) bool {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		return strings.HasPrefix(line, "- ") || line == "-" || strings.HasPrefix(line, "[") ||
			strings.HasPrefix(line, "---") || strings.HasPrefix(line, "sections:")
	}
	return false
}

// plainOutline reads lines: an id, white space or a colon, a title.
func plainOutline(text string) (Outline, error) {
	var out Outline
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		id, title := line, ""
		if i := strings.IndexAny(line, " \t:：　"); i >= 0 {
			id, title = line[:i], strings.Trim(line[i:], " \t:：　")
		}
		if id == "" {
			return nil, fmt.Errorf("line %d: want an id before the title", n)
		}
		out = append(out, OutlineEntry{Section: id, Title: title, Line: n})
	}
	return out, nil
}

func yamlOutline(data []byte) (Outline, error) {
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		return nil, fmt.Errorf("not YAML: %w", err)
	}
	if root.Kind != yaml.DocumentNode || len(root.Content) == 0 {
		return nil, nil
	}
	list := root.Content[0]
	if list.Kind == yaml.MappingNode && len(list.Content) == 2 && list.Content[0].Value == "sections" {
		list = list.Content[1]
	}
	if list.Kind != yaml.SequenceNode {
		return nil, fmt.Errorf("line %d: want a list of sections", list.Line)
	}
	var out Outline
	for _, n := range list.Content {
		e, err := yamlEntry(n)
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

// yamlEntry is "id", "id: title" or {section: id, title: title}.
func yamlEntry(n *yaml.Node) (OutlineEntry, error) {
	e := OutlineEntry{Line: n.Line}
	wrong := fmt.Errorf("line %d: want an id, “id: title”, or section and title", n.Line)
	switch n.Kind {
	case yaml.ScalarNode:
		e.Section = n.Value
	case yaml.MappingNode:
		values := map[string]string{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Kind != yaml.ScalarNode || n.Content[i+1].Kind != yaml.ScalarNode {
				return e, wrong
			}
			values[n.Content[i].Value] = n.Content[i+1].Value
		}
		if id, ok := values["section"]; ok {
			e.Section, e.Title = id, values["title"]
			delete(values, "section")
			delete(values, "title")
			if len(values) > 0 {
				return e, wrong
			}
			break
		}
		if len(values) != 1 {
			return e, wrong
		}
		for e.Section, e.Title = range values {
		}
	default:
		return e, wrong
	}
	if e.Section == "" {
		return e, wrong
	}
	return e, nil
}

// apply orders the sections of a document and numbers everything anew: headings,
// figures, tables and sources. Ids of sections that this report happens not to
// have are passed over; the list of sources stays at the end when it is not named,
// for a number without its source is worth nothing.
func (o Outline) apply(d *document, b compare.Benchmark) error {
	if len(o) == 0 {
		return nil
	}
	names := sectionNames(b)
	have := map[string][]section{}
	var known []string
	for _, s := range d.Sections {
		id := sectionID(names, s.Heading)
		have[id] = append(have[id], s)
		known = append(known, id)
	}
	for _, n := range names {
		if !slices.Contains(known, n[0]) {
			known = append(known, n[0])
		}
	}
	var sections []section
	seen := map[string]bool{}
	for _, e := range withSources(o, names) {
		id := sectionID(names, e.Section)
		if !slices.Contains(known, id) {
			return fmt.Errorf("outline, line %d: no section %q: known are %s", e.Line, e.Section, strings.Join(known, ", "))
		}
		if seen[id] {
			return fmt.Errorf("outline, line %d: section %q stands twice", e.Line, e.Section)
		}
		seen[id] = true
		for _, s := range have[id] {
			s.Heading = bareHeading(s.Heading)
			if e.Title != "" {
				s.Heading = e.Title
			}
			sections = append(sections, s)
		}
	}
	recount(sections, seen, b)
	d.Sections = sections
	d.renumber()
	return nil
}

// Check says what apply would fail on: sections that no report has, or that stand
// twice.
func (o Outline) Check(b compare.Benchmark) error {
	d, err := reportDocument(ReportInput{Benchmark: b})
	if err != nil {
		return err
	}
	return o.apply(&d, b)
}

// withSources is the outline with the list of sources in it.
func withSources(o Outline, names [][2]string) Outline {
	named := func(e OutlineEntry) bool { return sectionID(names, e.Section) == "sources" }
	if slices.ContainsFunc(o, named) {
		return o
	}
	return append(slices.Clone(o), OutlineEntry{Section: "sources"})
}

// sectionID is the id of a heading, with or without its number; a heading that
// has none, or an id, is its own.
func sectionID(names [][2]string, heading string) string {
	bare := bareHeading(heading)
	for _, n := range names {
		if bare == n[1] && bare != "" {
			return n[0]
		}
	}
	return bare
}

// recount makes the count of records in the method speak of the tables that are
// left.
func recount(sections []section, kept map[string]bool, b compare.Benchmark) {
	all := certaintyCount(b)
	for id, r := range map[string]*compare.Report{"items": &b.Items, "timeline": &b.Timeline, "thresholds": &b.Thresholds, "support": &b.Support} {
		if !kept[id] {
			r.Rows = nil
		}
	}
	for _, s := range sections {
		for _, x := range s.Blocks {
			for _, g := range x.Groups {
				for _, item := range g.Items {
					for i := range item {
						if item[i].Text == all {
							item[i].Text = certaintyCount(b)
						}
					}
				}
			}
		}
	}
}
