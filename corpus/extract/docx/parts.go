package docx

import (
	"encoding/xml"
	"path"
	"strings"

	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/zippart"
)

// relation is one entry of a relationships part (ECMA-376 Part 2, 6.5).
type relation struct {
	// kind is the last step of the relation's type: "styles", "hyperlink".
	kind, target string
	external     bool
}

// maxRelations bounds the relations that are kept of one part.
const maxRelations = 100_000

// relationships reads the relations of a part by their ids; none when they
// cannot be read.
func relationships(a *zippart.Archive, part string) map[string]relation {
	name := path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
	if part == "" {
		name = "_rels/.rels"
	}
	out := map[string]relation{}
	_ = withPart(a, name, func(x *xmlReader) error {
		return x.root(func(xml.StartElement) error {
			return x.children(func(e xml.StartElement) error {
				if e.Name.Local == "Relationship" && len(out) < maxRelations {
					out[attr(e, "Id")] = relation{
						kind:     path.Base(attr(e, "Type")),
						target:   attr(e, "Target"),
						external: attr(e, "TargetMode") == "External",
					}
				}
				return x.skip()
			})
		})
	}) // what was read of a damaged part is used
	return out
}

// resolve makes a target into the name of a part, seen from part base.
func resolve(base, target string) string {
	if !strings.HasPrefix(target, "/") {
		target = path.Join(path.Dir(base), target)
	}
	return strings.TrimPrefix(path.Clean("/"+target), "/")
}

// mainPart finds the document by the relations of the package, else by its
// usual name.
func mainPart(a *zippart.Archive) (string, error) {
	for _, r := range relationships(a, "") {
		if r.kind == "officeDocument" && !r.external && a.Has(resolve("", r.target)) {
			return resolve("", r.target), nil
		}
	}
	if a.Has("word/document.xml") {
		return "word/document.xml", nil
	}
	for _, name := range a.Names() {
		if base := path.Base(name); strings.HasPrefix(base, "document") && strings.HasSuffix(base, ".xml") {
			return name, nil
		}
	}
	return "", fault.Damaged("docx", "no document in the archive")
}

// partOf is the name of the part of a kind ("styles"), by the relations of the
// main part, else beside it under its usual name; "" where there is none.
func (w *walker) partOf(kind, main string) string {
	found := ""
	for _, r := range w.rels {
		if name := resolve(main, r.target); r.kind == kind && !r.external && w.archive.Has(name) && (found == "" || name < found) {
			found = name
		}
	}
	if usual := path.Join(path.Dir(main), kind+".xml"); found == "" && w.archive.Has(usual) {
		return usual
	}
	return found
}
