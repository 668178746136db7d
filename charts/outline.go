package charts

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

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

// arrange gives the chapters of an outline under its titles, all of them for an
// empty one. Chapters that a report happens not to have are passed over later; the
// list of sources stays at the end when it is not named, for a number without its
// source is worth nothing.
func (o Outline) arrange(all []chapter) ([]chapter, error) {
	if len(o) == 0 {
		return all, nil
	}
	var out []chapter
	seen := map[string]bool{}
	for _, e := range o {
		i := slices.IndexFunc(all, func(c chapter) bool { return c.is(e.Section) })
		if i < 0 {
			return nil, fmt.Errorf("outline, line %d: no section %q: known are %s", e.Line, e.Section, strings.Join(idsOf(all), ", "))
		}
		c := all[i]
		if seen[c.id] {
			return nil, fmt.Errorf("outline, line %d: section %q stands twice", e.Line, e.Section)
		}
		seen[c.id] = true
		c.heading = cmp.Or(e.Title, c.heading)
		out = append(out, c)
	}
	if i := slices.IndexFunc(all, func(c chapter) bool { return c.id == sourcesID }); i >= 0 && !seen[sourcesID] {
		out = append(out, all[i])
	}
	return out, nil
}

// is reports whether a user means the chapter: by its id, or its heading with or
// without number.
func (c chapter) is(name string) bool { return name == c.id || bareHeading(name) == c.heading }

// Check says what a report would fail on: sections that no report has, or that
// stand twice.
func (o Outline) Check() error {
	_, err := o.arrange(chapters())
	return err
}

// SectionIDs names the sections of a report for an Outline, in their usual order.
func SectionIDs() []string { return idsOf(chapters()) }

func idsOf(list []chapter) []string {
	out := make([]string, len(list))
	for i, c := range list {
		out[i] = c.id
	}
	return out
}
