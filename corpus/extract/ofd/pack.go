package ofd

import (
	"io"
	"path"
	"strings"

	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/zippart"
)

// pack is the package: a ZIP archive of parts.
type pack struct {
	*zippart.Archive
	// top is the directory of OFD.xml, "" as it should be; packing the folder
	// instead of what is in it is a usual mistake.
	top string
}

const entryName = "OFD.xml"

// openPack opens the package and finds its entry.
func openPack(data []byte) (*pack, error) {
	a, err := zippart.Open(data, "ofd")
	if err != nil {
		return nil, err
	}
	p := &pack{Archive: a}
	if a.Has(entryName) {
		return p, nil
	}
	for _, name := range a.Names() {
		if strings.EqualFold(path.Base(name), entryName) {
			p.top = path.Dir(name)
			return p, nil
		}
	}
	return nil, fault.Damaged("ofd", "OFD.xml is missing")
}

// entry is the location of OFD.xml.
func (p *pack) entry() string { return path.Join(p.top, entryName) }

// xml unpacks a part that is read as XML; with damage, what stands before it.
// What is larger than maxXML is no page that can be read, and counts as damage.
func (p *pack) xml(name string) ([]byte, error) {
	r, err := p.Reader(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }() // only read
	data, err := io.ReadAll(io.LimitReader(r, maxXML+1))
	if len(data) > maxXML {
		return nil, fault.Damaged("ofd", "part %s has more than %d bytes", name, maxXML)
	}
	return data, err
}

// locked reports a package with encrypted parts: the file Encryptions.xml stands
// at its root (GM/T 0099-2020, appendix C.2).
func (p *pack) locked() bool { return p.Has(path.Join(p.top, "Encryptions.xml")) }

// resolve makes a location that the part from names into one from the root of
// the package: one that begins with "/" is so already (GB/T 33190 7.2, ST_Loc).
func (p *pack) resolve(from, loc string) string {
	loc = clean(loc)
	if strings.HasPrefix(loc, "/") {
		loc = path.Join(p.top, loc)
	} else {
		loc = path.Join(path.Dir(from), loc)
	}
	return strings.TrimPrefix(path.Clean("/"+loc), "/")
}

// find is the location of a part that the part from names, "" if there is none.
// Writers disagree on what locations are relative to, so the directory of the
// part that names it is tried first and the root of the package after it.
func (p *pack) find(from, loc string) string {
	if clean(loc) == "" {
		return ""
	}
	for _, at := range []string{p.resolve(from, loc), p.resolve(p.entry(), loc)} {
		if p.Has(at) {
			return at
		}
	}
	return ""
}

// clean makes a location of what stands in XML: white space and backslashes.
func clean(loc string) string {
	return strings.ReplaceAll(strings.TrimSpace(loc), `\`, "/")
}
