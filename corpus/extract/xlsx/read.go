// Package xlsx reads the workbooks of Excel 2007 and later, of WPS and of
// LibreOffice (ECMA-376 Part 1, SpreadsheetML; transitional and strict), and the
// XML spreadsheets of Excel 2003.
//
// Invariant: only what the parts say is believed, never what they announce:
// dimensions, counts and the order of parts are not read. Places that are left
// out (r attributes) are counted on.
package xlsx

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/ole"
	"duibiao/corpus/extract/sheet"
	"duibiao/corpus/extract/sheet/numfmt"
	"duibiao/corpus/extract/zippart"
)

// format is what errors call the files.
const format = "xlsx"

// MediaType is the IANA media type of workbooks.
const MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// maxSheets is the largest number of sheets that is read.
const maxSheets = 4096

// workbook is a file being read.
type workbook struct {
	zip      *zippart.Archive
	book     sheet.Book
	sheets   []sheetRef
	date1904 bool
	// strings are the shared strings; formats the number formats by style index.
	strings []string
	formats []*numfmt.Format
	// general is for cells without a style.
	general *numfmt.Format
}

// sheetRef is a sheet as the workbook lists it.
type sheetRef struct {
	name, id string
	hidden   bool
}

// Read appends the blocks of a workbook to c. Errors are those of package fault:
// ErrEncrypted, ErrEmpty, ErrNoText, *DamagedError, *TooLargeError (bytes, rows,
// cells, members) and *UnsupportedError (XLSB).
func Read(data []byte, c *corpus.Content) error {
	if bytes.HasPrefix(data, []byte(ole.Magic)) {
		return container(data)
	}
	z, err := zippart.Open(data, format)
	if err != nil {
		return fmt.Errorf("read xlsx: %w", err)
	}
	w := workbook{zip: z, general: numfmt.Parse("")}
	if err := w.read(); err != nil {
		return fmt.Errorf("read xlsx: %w", err)
	}
	c.MediaType, c.Charset = MediaType, "utf-8"
	return w.book.Write(c)
}

// container says what is wrong with an OLE container instead of a ZIP archive:
// workbooks with a password are packed into one.
func container(data []byte) error {
	f, err := ole.Open(data, format)
	if err != nil {
		return fmt.Errorf("read xlsx: %w", err)
	}
	if ole.Encrypted(f) {
		return fault.ErrEncrypted
	}
	return fault.Damaged(format, "an older container in place of a ZIP archive")
}

func (w *workbook) read() error {
	main, err := w.mainPart()
	if err != nil {
		return err
	}
	rels, err := w.relations(main)
	if err != nil {
		return err
	}
	if err := w.part(main, w.readWorkbook); err != nil {
		return err
	}
	if err := w.optional(rels.first("/sharedStrings", "xl/sharedStrings.xml"), w.readStrings); err != nil {
		return err
	}
	if err := w.optional(rels.first("/styles", "xl/styles.xml"), w.readStyles); err != nil {
		return err
	}
	for _, name := range w.zip.Names() {
		w.book.Pictures = w.book.Pictures || strings.HasPrefix(name, path.Dir(main)+"/media/")
	}
	for i, ref := range w.sheets {
		if err := w.sheet(i, ref, rels); err != nil {
			return err
		}
	}
	return nil
}

// mainPart finds the workbook.
func (w *workbook) mainPart() (string, error) {
	rels, err := w.relations("")
	if err != nil {
		return "", err
	}
	main := rels.first("/officeDocument", "xl/workbook.xml")
	if strings.HasSuffix(main, ".bin") || w.zip.Has("xl/workbook.bin") {
		return "", &fault.UnsupportedError{Format: "xlsb"}
	}
	if !w.zip.Has(main) {
		return "", fault.Damaged(format, "no workbook in the archive")
	}
	return main, nil
}

// part scans a part.
func (w *workbook) part(name string, read func(s *scanner) error) error {
	r, err := w.zip.Reader(name)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }() // only read
	err = read(newScanner(r))
	switch {
	case err == nil || errors.Is(err, io.EOF):
		return nil
	case errors.Is(err, errCut), errors.Is(err, errToken):
		return fault.Damaged(format, "part %s: %s", name, err)
	}
	return err
}

// optional scans a part that may be missing.
func (w *workbook) optional(name string, read func(s *scanner) error) error {
	if !w.zip.Has(name) {
		return nil
	}
	return w.part(name, read)
}

// relation is a link from a part to another (ECMA-376 Part 2, 6.5).
type relation struct{ kind, target string }

// relations are the links of a part by their ids.
type relations struct {
	byID map[string]relation
	all  []relation
}

// relations reads the links of a part; "" is the archive itself.
func (w *workbook) relations(name string) (relations, error) {
	dir, base := path.Split(name)
	rels := relations{byID: map[string]relation{}}
	err := w.optional(dir+"_rels/"+base+".rels", func(s *scanner) error {
		for {
			if err := s.next(); err != nil {
				return err
			}
			if s.tag.name != "Relationship" || s.tag.end || s.tag.get("TargetMode") == "External" {
				continue
			}
			target := strings.ReplaceAll(s.tag.get("Target"), `\`, "/")
			if !strings.HasPrefix(target, "/") {
				target = dir + target
			}
			r := relation{s.tag.get("Type"), strings.TrimPrefix(path.Clean("/"+target), "/")}
			rels.byID[s.tag.get("Id")] = r
			rels.all = append(rels.all, r)
		}
	})
	return rels, err
}

// first is the target of the first link of a kind, or the usual name.
func (r relations) first(kind, usual string) string {
	for _, rel := range r.all {
		if strings.HasSuffix(rel.kind, kind) {
			return rel.target
		}
	}
	return usual
}

func (w *workbook) readWorkbook(s *scanner) error {
	for {
		if err := s.next(); err != nil {
			return err
		}
		switch t := &s.tag; {
		case t.end:
		case t.name == "workbookPr":
			w.date1904 = t.flag("date1904")
		case t.name == "sheet":
			if len(w.sheets) == maxSheets {
				return &fault.TooLargeError{Size: maxSheets + 1, Limit: maxSheets, Unit: "members"}
			}
			state := strings.ToLower(t.get("state"))
			w.sheets = append(w.sheets, sheetRef{t.get("name"), t.get("id"), state == "hidden" || state == "veryhidden"})
		}
	}
}

// sheet reads the i-th sheet if it is one of cells.
func (w *workbook) sheet(i int, ref sheetRef, rels relations) error {
	rel, ok := rels.byID[ref.id]
	if !ok {
		rel = relation{"/worksheet", fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)}
	}
	switch {
	case !strings.HasSuffix(rel.kind, "/worksheet"): // a chart, a dialog, macros
		return nil
	case ref.hidden:
		w.book.Hidden(ref.name)
		return nil
	case !w.zip.Has(rel.target):
		w.book.Warn("sheet %q is missing in the file", ref.name)
		return nil
	}
	p := sheetParser{workbook: w, sheet: w.book.Add(ref.name), row: -1}
	if err := w.part(rel.target, p.read); err != nil {
		return fmt.Errorf("sheet %q: %w", ref.name, err)
	}
	p.warn()
	return w.drawings(rel.target, p.sheet)
}
