package parse

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"duibiao/corpus"
	"duibiao/corpus/parse/catalogue"
	"duibiao/corpus/parse/numeral"
)

// catalogueItems reads the catalogue that the document is or holds. Lines of one
// block are parts of their own.
func catalogueItems(text string, blocks []corpus.Block, lines []line, m corpus.Metadata) []corpus.CatalogueItem {
	if m.Kind != corpus.KindCatalogue && !slices.ContainsFunc(lines, func(l line) bool {
		return l.kind == corpus.BlockTable || catalogue.IsTitle(text[l.start:l.end])
	}) {
		return nil // most statutes end here
	}
	in := catalogue.Input{Title: m.Title, Catalogue: m.Kind == corpus.KindCatalogue, Label: catalogueLabel, Parts: make([]catalogue.Part, 0, len(lines))}
	for _, l := range lines {
		p := catalogue.Part{Block: blocks[l.block], Span: catalogue.Span{Start: l.start, End: l.end}, Rows: l.rows}
		if p.Block.Kind != corpus.BlockTable {
			p.Block.Text = text[l.start:l.end]
		}
		in.Parts = append(in.Parts, p)
	}
	items := catalogue.Items(in)
	year := catalogueYear(m)
	for i := range items {
		items[i].Region, items[i].Year = m.Region, year
	}
	runeSpans(text, items)
	return items
}

// runeSpans fills in the rune offsets. Items stand in the order of the catalogue,
// which in tables of groups side by side is not that of the text.
func runeSpans(text string, items []corpus.CatalogueItem) {
	order := make([]*corpus.CatalogueItem, len(items))
	for i := range items {
		order[i] = &items[i]
	}
	slices.SortFunc(order, func(a, b *corpus.CatalogueItem) int { return a.StartByte - b.StartByte })
	at := runeOffsets{text: text}
	var last *corpus.CatalogueItem
	for _, it := range order {
		if last != nil && last.StartByte == it.StartByte && last.EndByte == it.EndByte {
			it.Start, it.End = last.Start, last.End
			continue
		}
		it.Start = at.at(it.StartByte)
		end := at
		it.End = end.at(it.EndByte)
		last = it
	}
}

// catalogueLabel gives catalogue the labels of the outline, from 一、 down;
// those of statutes (第一条) number no items.
func catalogueLabel(s string) (catalogue.Label, bool) {
	if l, ok := classLabel(s); ok {
		return l, true
	}
	l, ok := scanLabel(s)
	if !ok || l.style < styleCn || l.style == styleIs {
		return catalogue.Label{}, false
	}
	return catalogue.Label{Style: int(l.style), Number: l.num, Width: l.width}, true
}

// classLabel reads 第一类 and 第二部分, which stand above 一、.
func classLabel(s string) (catalogue.Label, bool) {
	rest, ok := strings.CutPrefix(s, "第")
	if !ok {
		return catalogue.Label{}, false
	}
	n, width := numeral.Scan(rest)
	if width == 0 || n == 0 || n > 99 {
		return catalogue.Label{}, false
	}
	for _, unit := range []string{"大类", "类", "部分", "篇"} {
		if after, ok := strings.CutPrefix(rest[width:], unit); ok {
			after = strings.TrimLeftFunc(after, isSpace)
			for _, mark := range []string{"、", "：", ":", "．", "."} {
				after = strings.TrimPrefix(after, mark)
			}
			return catalogue.Label{Style: int(stylePart), Number: int(n), Width: len(s) - len(after)}, true
		}
	}
	return catalogue.Label{}, false
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
