package pdf

import "slices"

// The kinds of annotation that carry text of the page itself (FPDF_ANNOT_* of
// fpdf_annot.h): filled form fields, typewriter text and stamps. Notes, marks
// and links are about the page.
const (
	annotFreeText = 3
	annotStamp    = 13
	annotWidget   = 20
)

// maxAnnots bounds the annotations of one page that are looked at.
const maxAnnots = 10_000

// loadPage loads the i-th page, with the annotations that carry text drawn into
// it (ISO 32000-1, 12.5.5); 0 for a page that cannot be loaded.
func (d *document) loadPage(i int) uint32 {
	page := d.m.ptr("FPDF_LoadPage", uint64(d.handle), uint64(i))
	if page == 0 || !d.m.written(page) {
		return page
	}
	// FPDFPage_Flatten changes the document; a page that is loaded does not see it.
	d.m.call("FPDFPage_Flatten", uint64(page), 0)
	d.m.call("FPDF_ClosePage", uint64(page))
	return d.m.ptr("FPDF_LoadPage", uint64(d.handle), uint64(i))
}

// written reports a page with annotations that carry text.
func (m *module) written(page uint32) bool {
	n := min(m.num("FPDFPage_GetAnnotCount", uint64(page)), maxAnnots)
	for i := 0; i < n && m.err == nil; i++ {
		annot := uint64(m.ptr("FPDFPage_GetAnnot", uint64(page), uint64(i)))
		if annot == 0 {
			continue
		}
		kind := m.num("FPDFAnnot_GetSubtype", annot)
		m.call("FPDFPage_CloseAnnot", annot)
		if slices.Contains([]int{annotFreeText, annotStamp, annotWidget}, kind) {
			return true
		}
	}
	return false
}
