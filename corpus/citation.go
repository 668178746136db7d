package corpus

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
)

// CitationStyle is a way to write a reference to a document.
type CitationStyle string

// The citation styles.
const (
	GBT7714v2025 CitationStyle = "gbt7714-2025"
	GBT7714v2015 CitationStyle = "gbt7714-2015"
	BibTeX       CitationStyle = "bibtex"
	RIS          CitationStyle = "ris"
	CSLJSON      CitationStyle = "csl-json"
)

// CitationStyles lists the styles, the default first.
func CitationStyles() []CitationStyle {
	return []CitationStyle{GBT7714v2025, GBT7714v2015, BibTeX, RIS, CSLJSON}
}

// Citation is what a reference needs.
type Citation struct {
	// ID keys the entry in BibTeX, RIS and CSL.
	ID        string
	Title     string
	Issuers   []string
	DocNumber string
	// Medium is the mark of type and carrier; "" is that of a legal text, A, or A/OL
	// with an address.
	Medium string
	// Locator is as much of an address as is known where there is no URL.
	Locator string
	// Date is the publication date, or the date of issue where none is known.
	Date Date
	// URL is a public address; a file:// URL is not cited.
	URL string
	// Pinpoint is the clause cited (第三十一条), "" for the whole document.
	Pinpoint string
	// Accessed is the day the URL was read.
	Accessed Date
}

// CitationOf makes the citation of a document, and of a clause in it.
func CitationOf(d Document, pinpoint string, accessed Date) Citation {
	date := d.Published
	if date.IsZero() {
		date = d.Issued
	}
	return Citation{
		ID: d.ID, Title: d.Title, Issuers: d.Issuers, DocNumber: d.DocNumber,
		Date: date, URL: d.SourceURL, Pinpoint: pinpoint, Accessed: accessed,
	}
}

// Citation is what a reference to a source needs. A title in our own words stands in
// 〔〕; what is not known is left out.
func (r Reference) Citation() Citation {
	c := Citation{ID: r.ID, Title: r.Title, DocNumber: r.DocNumber, Medium: r.Medium, Date: r.Date, Accessed: r.Accessed}
	if r.Author != "" {
		c.Issuers = strings.Split(r.Author, ", ")
	}
	if r.Described {
		c.Title = "〔" + r.Title + "〕"
	}
	if isWeb(r.Locator) {
		c.URL = r.Locator
	} else {
		c.Locator = r.Locator
	}
	return c
}

func isWeb(address string) bool {
	return strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://")
}

// Format writes the citation in a style; an unknown style is an error that
// names the known ones.
func (c Citation) Format(style CitationStyle) (string, error) {
	if !isWeb(c.URL) {
		c.URL = ""
	}
	c = c.clean()
	switch style {
	case GBT7714v2025:
		return c.gbt7714("：", "（", "）"), nil
	case GBT7714v2015:
		return c.gbt7714(": ", " (", ")"), nil
	case BibTeX:
		return c.bibtex(), nil
	case RIS:
		return c.ris(), nil
	case CSLJSON:
		return c.cslJSON()
	}
	names := make([]string, 0, len(CitationStyles()))
	for _, s := range CitationStyles() {
		names = append(names, string(s))
	}
	return "", fmt.Errorf("citation style %q: want one of %s", style, strings.Join(names, ", "))
}

// gbt7714 writes the numeric-sequence form: responsible body. title: number
// [type/carrier]. date. address, with (date)[accessed] for what is online. The standard marks legal texts [A]
// (archive), [A/OL] with an address. A body that is not known is left out (8.1.5 of
// the 2015 edition). The 2025 edition keeps "." and "[ ]" half width and writes the
// other marks full width; it drops the access date of what is not online. The
// pinpoint follows as a locator.
func (c Citation) gbt7714(colon, open, shut string) string {
	var b strings.Builder
	if len(c.Issuers) > 0 {
		b.WriteString(gbtNames(c.Issuers, colon == "：") + ". ")
	}
	b.WriteString(c.Title)
	if c.DocNumber != "" {
		if c.Title != "" {
			b.WriteString(colon)
		}
		b.WriteString(c.DocNumber)
	}
	b.WriteString("[" + c.medium() + "].")
	switch {
	case c.Date.IsZero():
	case strings.HasSuffix(c.medium(), "/OL"):
		b.WriteString(open + c.Date.String() + shut)
	default: // what is not online has a date of publication, which stands bare
		b.WriteString(" " + c.Date.String())
	}
	if c.URL != "" && !c.Accessed.IsZero() {
		b.WriteString("[" + c.Accessed.String() + "]")
	}
	if c.Pinpoint != "" {
		b.WriteString(colon + c.Pinpoint)
	}
	s := strings.TrimSuffix(b.String(), ".") + "."
	if at := cmp.Or(c.URL, c.Locator); at != "" {
		s += " " + at + "."
	}
	return s
}

func (c Citation) medium() string {
	switch {
	case c.Medium != "":
		return c.Medium
	case c.URL != "":
		return "A/OL"
	}
	return "A"
}

// gbtNames lists up to three responsible bodies, then 等 (8.1.2 of the 2015
// edition).
func gbtNames(names []string, full bool) string {
	sep := ", "
	if full {
		sep = "，"
	}
	if len(names) > 3 {
		return strings.Join(names[:3], sep) + sep + "等"
	}
	return strings.Join(names, sep)
}

func (c Citation) bibtex() string {
	var b strings.Builder
	fmt.Fprintf(&b, "@misc{%s,\n", c.ID)
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %-8s = {%s},\n", name, texEscape(value))
		}
	}
	authors := make([]string, len(c.Issuers))
	for i, a := range c.Issuers {
		authors[i] = "{" + texEscape(a) + "}"
	}
	if len(authors) > 0 {
		fmt.Fprintf(&b, "  %-8s = {%s},\n", "author", strings.Join(authors, " and "))
	}
	field("title", c.Title)
	field("number", c.DocNumber)
	if c.Date.Year > 0 {
		field("year", fmt.Sprintf("%04d", c.Date.Year))
	}
	field("date", c.Date.String())
	field("note", c.Pinpoint)
	if c.URL != "" {
		fmt.Fprintf(&b, "  %-8s = {%s},\n", "url", c.URL) // verbatim
		field("urldate", c.Accessed.String())
	}
	b.WriteString("}")
	return b.String()
}

func (c Citation) ris() string {
	var b strings.Builder
	tag := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s  - %s\r\n", name, value)
		}
	}
	tag("TY", "STAT")
	tag("ID", c.ID)
	for _, a := range c.Issuers {
		tag("AU", a)
	}
	tag("TI", c.Title)
	tag("M1", c.DocNumber)
	if c.Date.Year > 0 {
		tag("PY", fmt.Sprintf("%04d", c.Date.Year))
	}
	tag("DA", strings.ReplaceAll(c.Date.String(), "-", "/"))
	tag("SE", c.Pinpoint)
	tag("UR", c.URL)
	if c.URL != "" {
		tag("Y2", strings.ReplaceAll(c.Accessed.String(), "-", "/"))
	}
	b.WriteString("ER  - ")
	return b.String()
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

type cslName struct {
	Literal string `json:"literal"`
}

type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title"`
	Author    []cslName `json:"author,omitempty"`
	Number    string    `json:"number,omitempty"`
	Section   string    `json:"section,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	Accessed  *cslDate  `json:"accessed,omitempty"`
	URL       string    `json:"URL,omitempty"`
	Languages string    `json:"language"`
}

func cslDateOf(d Date) *cslDate {
	parts := []int{}
	for _, n := range []int{d.Year, d.Month, d.Day} {
		if n == 0 {
			break
		}
		parts = append(parts, n)
	}
	if len(parts) == 0 {
		return nil
	}
	return &cslDate{Parts: [][]int{parts}}
}

func (c Citation) cslJSON() (string, error) {
	item := cslItem{
		ID: c.ID, Type: "legislation", Title: c.Title, Number: c.DocNumber, Section: c.Pinpoint,
		Issued: cslDateOf(c.Date), URL: c.URL, Languages: "zh-CN",
	}
	for _, a := range c.Issuers {
		item.Author = append(item.Author, cslName{a})
	}
	if c.URL != "" {
		item.Accessed = cslDateOf(c.Accessed)
	}
	b, err := json.Marshal([]cslItem{item})
	if err != nil {
		return "", fmt.Errorf("cite %s: %w", c.ID, err)
	}
	return string(b), nil
}
