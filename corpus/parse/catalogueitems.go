package parse

import (
	"regexp"
	"strconv"
	"strings"

	"duibiao/corpus"
	"duibiao/corpus/parse/catalogue"
)

// catalogueItems reads the catalogue that the document is or holds. Lines of one
// block are parts of their own.
func catalogueItems(text string, blocks []corpus.Block, lines []line, m corpus.Metadata) []corpus.CatalogueItem {
	in := catalogue.Input{Title: m.Title, Catalogue: m.Kind == corpus.KindCatalogue, Label: catalogueLabel}
	for _, l := range lines {
		p := catalogue.Part{Block: blocks[l.block], Span: catalogue.Span{Start: l.start, End: l.end}, Rows: l.rows}
		if p.Block.Kind != corpus.BlockTable {
			p.Block.Text = text[l.start:l.end]
		}
		in.Parts = append(in.Parts, p)
	}
	items := catalogue.Items(in)
	year := catalogueYear(m)
	at := runeOffsets{text: text}
	for i := range items {
		it := &items[i]
		it.Region, it.Year = m.Region, year
		if it.StartByte < at.bytes { // items of one line share it
			at = runeOffsets{text: text}
		}
		it.Start = at.at(it.StartByte)
		end := at
		it.End = end.at(it.EndByte)
	}
	return items
}

// catalogueLabel gives catalogue the labels of the outline, from 一、 down;
// those of statutes (第一条) number no items.
func catalogueLabel(s string) (catalogue.Label, bool) {
	l, ok := scanLabel(s)
	if !ok || l.style < styleCn || l.style == styleIs {
		return catalogue.Label{}, false
	}
	return catalogue.Label{Style: int(l.style), Number: l.num, Width: l.width}, true
}

// titleYear is the year in the title of a catalogue: 2015年度, （2022年版）.
var titleYear = regexp.MustCompile(`((?:19|20)\d\d)\s*(?:年|版|-|—|－|–)`)

// catalogueYear is the year a catalogue is for: the one its title names, else
// the one it takes effect in, is issued in or has in its 文号; 0 if none is known.
func catalogueYear(m corpus.Metadata) int {
	if found := titleYear.FindStringSubmatch(strings.Map(halfDigit, m.Title)); found != nil {
		if y, err := strconv.Atoi(found[1]); err == nil {
			return y
		}
	}
	for _, d := range []corpus.Date{m.Effective, m.Issued, m.Published} {
		if d.Year > 0 {
			return d.Year
		}
	}
	if i := strings.Index(m.DocNumber, "〔"); i >= 0 {
		if y, err := strconv.Atoi(strings.SplitN(m.DocNumber[i+len("〔"):], "〕", 2)[0]); err == nil {
			return y
		}
	}
	return 0
}

func halfDigit(r rune) rune {
	if r >= '０' && r <= '９' {
		return r - '０' + '0'
	}
	return r
}
