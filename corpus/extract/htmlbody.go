package extract

import (
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// articlePage is a page cut into runs, and what is known of them.
type articlePage struct {
	runs  []run
	spans map[*html.Node]span
	// data tells tables of data from those that lay out the page.
	data map[*html.Node]bool
	// sums[i] is the weight of all runs before i.
	sums []int
}

// bodySelectors are the containers in which government content systems (TRS,
// 开普, 博达 and others) put the text of an article, most particular first.
func bodySelectors() []string {
	return []string{
		"#UCAP-CONTENT", ".TRS_UEDITOR", ".TRS_Editor", "#zoom", "#Zoom", "#mainText", ".vF_detail_content", "#vsb_content", ".v_news_content",
		".wp_articlecontent", "#ContentRegion", ".Custom_UnionStyle", ".bt-content", ".bt_content", ".article-content", ".article_content", ".articleContent",
		"#article_content", "#ivs_content", ".rm_txt_con", ".xl-content", ".content_body", "#content_body", ".zwxl-article", ".my_conboxzw", ".pages_content",
		"#NewsContent", ".news_content", ".detail-content", "#fontzoom", ".wzy_content", "article",
	}
}

// minBody is the least weight that a known container must hold to be believed.
const minBody = 20

// readPage cuts a page into runs and weighs them. A page that shows nothing is
// read with what it hides.
func readPage(doc *goquery.Document) *articlePage {
	r := &runReader{spans: map[*html.Node]span{}}
	r.children(doc.Nodes[0])
	r.flush()
	if len(r.runs) == 0 {
		r.showHidden = true
		r.children(doc.Nodes[0])
		r.flush()
	}
	p := &articlePage{runs: r.runs, spans: r.spans, data: map[*html.Node]bool{}}
	for _, n := range doc.Find("table").Nodes {
		p.data[n] = dataTable(n)
	}
	return p
}

// weigh says what each run says for being part of the article, once fields and
// furniture are marked. Names of style sheets lie: what holds most of the
// page is no side matter.
func (p *articlePage) weigh() {
	for i := range p.runs {
		r := &p.runs[i]
		s := r.known()
		r.tool = r.tool || toolWords(s)
		r.weight = weightOf(*r, s)
	}
	p.sum(func(r run) int { return r.weight })
	total := p.sums[len(p.runs)]
	for n, s := range p.spans {
		if sideElement(n) && (p.sums[s.to]-p.sums[s.from])*5 > total*3 {
			for i := s.from; i < s.to; i++ {
				p.runs[i].side = false
			}
		}
	}
	p.sum(func(r run) int {
		if r.side {
			return 0
		}
		return r.weight
	})
}

func (p *articlePage) sum(weight func(run) int) {
	p.sums = make([]int, len(p.runs)+1)
	for i, r := range p.runs {
		p.sums[i+1] = p.sums[i] + weight(r)
	}
}

func weightOf(r run, s string) int {
	switch {
	case r.field, r.tool, headWords(s), tailWords(s), contact.MatchString(s):
		return 0
	case r.linky():
		return 0
	case r.prose():
		return r.size
	case r.block != nil && inTable(r.block):
		return r.size
	}
	return (r.size - r.linked + 1) / 2
}

// inTable reports a cell of a table.
func inTable(n *html.Node) bool {
	for up := 0; n != nil && up < 3; n, up = n.Parent, up+1 {
		if n.Data == "td" || n.Data == "th" {
			return true
		}
	}
	return false
}

// body finds the runs of the article: a known container that holds most of what
// the densest element holds, all of its name side by side if the text is split,
// else the densest element.
func (p *articlePage) body(doc *goquery.Document) []span {
	dense := p.densest(doc.Nodes[0])
	most := p.weight(dense)
	for _, selector := range bodySelectors() {
		var found []span
		total := 0
		doc.Find(selector).Each(func(_ int, s *goquery.Selection) {
			at, ok := p.spans[s.Nodes[0]]
			if w := p.weight(at); ok && w >= minBody && (len(found) == 0 || at.from >= found[len(found)-1].to) {
				found, total = append(found, at), total+w
			}
		})
		if total > 0 && total*4 >= most {
			return found
		}
	}
	return []span{dense}
}

func (p *articlePage) weight(s span) int { return p.sums[s.to] - p.sums[s.from] }

// densest goes down from root as long as one child holds nine tenths of the
// weight, or most of it where the others are columns of little text.
func (p *articlePage) densest(root *html.Node) span {
	at := span{0, len(p.runs)}
	for {
		next := p.heaviest(root, at)
		if next == nil || next.Data == "p" || next.Data == "tr" || p.data[next] {
			return at
		}
		if s, ok := p.spans[next]; ok {
			if s.to-s.from == 1 && p.weight(s) < p.weight(at) {
				return at // one line of several
			}
			at = s
		}
		root = next
	}
}

// heaviest is the child of root that holds the article if one does, else the
// last inline one that wraps blocks, else nil. The runs of root are at.
func (p *articlePage) heaviest(root *html.Node, at span) (wrapper *html.Node) {
	total := p.weight(at)
	for child := range root.ChildNodes() {
		s, ok := p.spans[child]
		if !ok {
			if child.Type == html.ElementNode && child.Data != "a" && inlineHolds(p, child) {
				wrapper = child
			}
			continue
		}
		if w := p.weight(s); w > 0 && (w*10 >= total*9 || w*3 >= total*2 && !p.sentences(at, s)) {
			return child
		}
	}
	return wrapper
}

// inlineHolds reports an inline element that wraps blocks, as old pages do with
// font and span.
func inlineHolds(p *articlePage, n *html.Node) bool {
	for c := range n.ChildNodes() {
		if s, ok := p.spans[c]; ok && p.weight(s) > minBody {
			return true
		}
	}
	return false
}

// sentences reports whether outer holds sentences outside inner.
func (p *articlePage) sentences(outer, inner span) bool {
	n := 0
	for i := outer.from; i < outer.to && n < 2; i++ {
		if (i < inner.from || i >= inner.to) && p.runs[i].weight > 0 && !p.runs[i].side && p.runs[i].prose() {
			n++
		}
	}
	return n >= 2
}

// trim leaves out of the body what is furniture: the page's tools, fields, the
// lines between title and text, and what follows it. It gives the runs to keep.
func (p *articlePage) trim(body []span, title string) []int {
	var keep []int
	for _, s := range body {
		for i := s.from; i < s.to; i++ {
			if r := p.runs[i]; !r.side && !r.field {
				keep = append(keep, i)
			}
		}
	}
	keep = p.cutAfter(keep)
	keep = slices.DeleteFunc(keep, func(i int) bool { return p.runs[i].tool })
	keep = p.trimHead(keep, title)
	return p.trimTail(keep)
}

// cutAfter cuts the body at the first line of furniture with which it can end:
// no sentence and no table follows, and less than stood before.
func (p *articlePage) cutAfter(keep []int) []int {
	last, after := len(keep), 0
	total := 0
	for _, i := range keep {
		total += p.runs[i].weight
	}
	for k := len(keep) - 1; k >= 0; k-- {
		r := p.runs[keep[k]]
		s := r.known()
		if endMark(s) || r.tool && !path.MatchString(s) && !buttons.MatchString(s) {
			last = k
			continue
		}
		if after += r.weight; r.weight > 0 && (r.prose() || p.inData(r.block)) || after*2 > total {
			break
		}
	}
	return keep[:last]
}

// inData reports a cell of a table of data.
func (p *articlePage) inData(n *html.Node) bool {
	for up := 0; n != nil && up < 8; n, up = n.Parent, up+1 {
		if n.Data == "table" {
			return p.data[n]
		}
	}
	return false
}

// maxHead is how many runs can stand before the title inside a body.
const maxHead = 40

// trimHead drops the title's repetitions with what stands between them, and the
// lines on where the page comes from.
func (p *articlePage) trimHead(keep []int, title string) []int {
	from, at := 0, 0
	for at < min(len(keep), maxHead) {
		if n := p.equals(keep[at:], squeeze(title)); n > 0 {
			at += n
			from = at
			continue
		}
		if p.runs[keep[at]].prose() {
			break
		}
		at++
	}
	for from < len(keep) && p.headLine(keep[from]) {
		from++
	}
	var numbers []int // a 文号 above the title stays
	for _, i := range keep[:from] {
		if r := p.runs[i]; numberLine.MatchString(r.known()) && !r.linky() {
			numbers = append(numbers, i)
		}
	}
	return append(numbers, keep[from:]...)
}

// equals says how many of the runs are the title together, 0 if they are not.
func (p *articlePage) equals(keep []int, title string) int {
	rest := title
	for n, i := range keep[:min(len(keep), 5)] {
		var ok bool
		if rest, ok = strings.CutPrefix(rest, p.runs[i].known()); !ok || title == "" {
			return 0
		}
		if rest == "" {
			return n + 1
		}
	}
	return 0
}

// headLine reports lines before the text that are none of it; a date is one
// only as pages write it, not in the brackets of 文号 lines.
func (p *articlePage) headLine(i int) bool {
	r := p.runs[i]
	s := r.known()
	return headWords(s) || r.linky() && !r.files && r.size < 30
}

// trimTail cuts the last lines that are furniture.
func (p *articlePage) trimTail(keep []int) []int {
	for len(keep) > 0 {
		r := p.runs[keep[len(keep)-1]]
		s := r.known()
		if elsewhere := r.linky() && !r.files && !strings.HasPrefix(s, "附件"); !elsewhere && !tailWords(s) {
			break
		}
		keep = keep[:len(keep)-1]
	}
	return keep
}
