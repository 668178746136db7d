package ofd

import (
	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/layout"
)

// entry is OFD.xml (GB/T 33190 7.4).
type entry struct {
	Bodies []struct {
		Root     string `xml:"DocRoot"`
		Versions []struct {
			Current bool   `xml:"Current,attr"`
			Loc     string `xml:"BaseLoc,attr"`
		} `xml:"Versions>Version"`
	} `xml:"DocBody"`
}

// version is a DocVersion part (GB/T 33190 18.2).
type version struct {
	Root string `xml:"DocRoot"`
}

// document is Document.xml (GB/T 33190 7.5).
type document struct {
	Area      string      `xml:"CommonData>PageArea>PhysicalBox"`
	Public    []string    `xml:"CommonData>PublicRes"`
	Private   []string    `xml:"CommonData>DocumentRes"`
	Templates []pageEntry `xml:"CommonData>TemplatePage"`
	Pages     []pageEntry `xml:"Pages>Page"`
	Annots    []string    `xml:"Annotations"`
	Attached  []string    `xml:"Attachments"`
}

type pageEntry struct {
	ID     string `xml:"ID,attr"`
	Loc    string `xml:"BaseLoc,attr"`
	ZOrder string `xml:"ZOrder,attr"`
}

// annotations is Annotations.xml (GB/T 33190 15.1).
type annotations struct {
	Pages []struct {
		ID  string `xml:"PageID,attr"`
		Loc string `xml:"FileLoc"`
	} `xml:"Page"`
}

// attachments is Attachments.xml (GB/T 33190 20.1).
type attachments struct {
	Files []struct {
		Name    string `xml:"Name,attr"`
		Visible string `xml:"Visible,attr"`
	} `xml:"Attachment"`
}

// maxDirectory is the largest part that lists other parts, in bytes: some
// hundred bytes for each of 5,000 pages, and outlines.
const maxDirectory = 8 << 20

// unmarshal reads a part that lists other parts into v.
func (r *reader) unmarshal(loc string, v any) error {
	if loc == "" || !r.pack.Has(loc) {
		return fault.Damaged("ofd", "the document's list of pages is missing")
	}
	data, err := r.pack.xml(loc)
	if err != nil {
		return err
	}
	if len(data) > maxDirectory {
		return &fault.TooLargeError{Size: len(data), Limit: maxDirectory, Unit: "bytes"}
	}
	if err := decoder(data).Decode(v); err != nil {
		return fault.Damaged("ofd", "%s is not well formed XML", loc)
	}
	return nil
}

// roots are the locations of the documents of the package, each in its current
// version.
func (r *reader) roots() ([]string, error) {
	var e entry
	if err := r.unmarshal(r.pack.entry(), &e); err != nil {
		return nil, err
	}
	var out []string
	for _, b := range e.Bodies {
		root := r.pack.find(r.pack.entry(), b.Root)
		for _, v := range b.Versions {
			var ver version
			loc := r.pack.find(r.pack.entry(), v.Loc)
			if v.Current && r.unmarshal(loc, &ver) == nil && ver.Root != "" {
				root = r.pack.find(loc, ver.Root)
			}
		}
		out = append(out, root)
	}
	if len(out) == 0 {
		return nil, fault.Damaged("ofd", "OFD.xml names no document")
	}
	return out, nil
}

// docReader reads one document of the package.
type docReader struct {
	*reader
	root      string
	doc       document
	area      layout.Box
	shared    *resources
	templates map[string]*template
	annots    map[string][]string
}

// template is a TemplatePage, read when it is first used.
type template struct {
	entry pageEntry
	part  *part
	res   *resources
}

// document reads one document: its pages are added to r.pages.
func (r *reader) document(root string) error {
	d := &docReader{reader: r, root: root, templates: map[string]*template{}, annots: map[string][]string{}}
	if err := r.unmarshal(root, &d.doc); err != nil {
		return err
	}
	if n := len(r.pages) + len(d.doc.Pages); n > maxPages {
		return &fault.TooLargeError{Size: n, Limit: maxPages, Unit: "pages"}
	}
	d.area = layout.Box{X1: 210, Y1: 297}
	if b, ok := box4(d.doc.Area); ok {
		d.area = b
	}
	d.shared = newResources(nil)
	for _, loc := range append(d.doc.Public, d.doc.Private...) {
		if err := d.resources(d.shared, root, loc); err != nil {
			return err
		}
	}
	for _, t := range d.doc.Templates {
		d.templates[t.ID] = &template{entry: t}
	}
	d.readAnnotations()
	d.nameAttachments()
	for _, p := range d.doc.Pages {
		if err := d.page(p); err != nil {
			return err
		}
	}
	return nil
}

// readAnnotations finds the parts with the annotations of each page.
func (d *docReader) readAnnotations() {
	for _, loc := range d.doc.Annots {
		var list annotations
		loc = d.pack.find(d.root, loc)
		if loc == "" || d.unmarshal(loc, &list) != nil {
			continue
		}
		for _, p := range list.Pages {
			if at := d.pack.find(loc, p.Loc); at != "" {
				d.annots[p.ID] = append(d.annots[p.ID], at)
			}
		}
	}
}

// nameAttachments warns of files in the package that are not read: they are
// documents of their own.
func (d *docReader) nameAttachments() {
	for _, loc := range d.doc.Attached {
		var list attachments
		if loc = d.pack.find(d.root, loc); loc == "" || d.unmarshal(loc, &list) != nil {
			continue
		}
		for _, f := range list.Files {
			if f.Visible != "false" {
				d.warn("attachment %q inside the file is not read", f.Name)
			}
		}
	}
}

// resources are what objects refer to by ID; parent holds those of the document.
type resources struct {
	parent *resources
	units  map[string][]object
	fonts  map[string]font
	// media are locations in the package.
	media map[string]string
}

func newResources(parent *resources) *resources {
	return &resources{parent: parent, units: map[string][]object{}, fonts: map[string]font{}, media: map[string]string{}}
}

func (r *resources) unit(id string) []object {
	for ; r != nil; r = r.parent {
		if u, ok := r.units[id]; ok {
			return u
		}
	}
	return nil
}

func (r *resources) font(id string) font {
	for ; r != nil; r = r.parent {
		if f, ok := r.fonts[id]; ok {
			return f
		}
	}
	return font{}
}

func (r *resources) file(id string) string {
	for ; r != nil; r = r.parent {
		if f, ok := r.media[id]; ok {
			return f
		}
	}
	return ""
}

// resources adds the resources of the part at loc, named by the part from.
// Missing or damaged ones cost names of fonts and drawings, and text only where
// text is drawn through them: a warning.
func (d *docReader) resources(into *resources, from, loc string) error {
	at := d.pack.find(from, loc)
	if at == "" {
		return nil
	}
	data, err := d.pack.xml(at)
	if err != nil {
		return d.tolerate(err, "resources %s cannot be read: %v", at, err)
	}
	p, err := readPart(data, d.left)
	if err = d.tolerate(err, "resources %s cannot be read: %v", at, err); err != nil {
		return err
	}
	for id, u := range p.units {
		into.units[id] = u
	}
	for id, f := range p.fonts {
		into.fonts[id] = f
	}
	for id, m := range p.media {
		into.media[id] = d.pack.find(at, m)
	}
	return nil
}
