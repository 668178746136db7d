package corpus

// Level is the rank of a clause in a document.
type Level string

// The levels of legal drafting (立法技术规范; 编章节条款项目) and, for notices
// and opinions, the outline numbering 一、（一）1.（1）一是.
const (
	LevelPart      Level = "part"      // 编, also 分编
	LevelChapter   Level = "chapter"   // 章
	LevelSection   Level = "section"   // 节
	LevelArticle   Level = "article"   // 条
	LevelParagraph Level = "paragraph" // 款: a paragraph; also running text outside articles
	LevelItem      Level = "item"      // 项: （一）
	LevelSubitem   Level = "subitem"   // 目: 1.
	LevelOutline   Level = "outline"   // 一、（一）1.（1）一是 outside articles
)

// Role says which part of a document a clause stands in.
type Role string

// The parts of a document, in the order they usually come.
const (
	RoleTitle     Role = "title"     // the title line(s)
	RoleFront     Role = "front"     // adoption and publication dates, 文号, addressee
	RoleTOC       Role = "toc"       // a 目录 that repeats the headings
	RoleBody      Role = "body"      // what the document says
	RoleSignature Role = "signature" // issuer and date at the end
	RoleAnnex     Role = "annex"     // 附件, 附表, 附录 and all inside them
)

// Clause is one node of a document's clause tree, in document order.
//
// A heading clause (part, chapter, section, the title line of an annex, and an
// outline clause that has children) spans its heading line only; every other clause spans its whole
// text including its children: an article includes its paragraphs, a paragraph
// its items. So the clauses that no other clause contains, concatenated, are
// the document: only white space lies between them.
type Clause struct {
	// ID is unique in the version and stable for the same text: the levels and
	// numbers from the outermost non-heading clause down, e.g. "a31",
	// "a31.p2", "a31.p2.i3", "a344-1", "c3", "c3.s1".
	ID    string `json:"id"`
	Level Level  `json:"level"`
	Role  Role   `json:"role"`
	// Number is the label in canonical form: 第三十一条, 第三百四十四条之一,
	// 第三章, （三）, 一、, 1. ; 第二款 for paragraphs of an article that has
	// more than one; "" where there is none. Widths and inner spaces are
	// normalised and 第31条 is written 第三十一条.
	Number string `json:"number"`
	// Path names the clause for a reader, outermost first, without the
	// document title: 第三章 政府采购方式 › 第三十一条 › 第二款.
	Path string `json:"path"`
	// Heading is the heading text without its number (总则), "" for none.
	Heading string `json:"heading"`
	// Parent is the ID of the enclosing clause, "" at the top.
	Parent string `json:"parent"`
	// Start and End are offsets into the version's text in runes (Unicode code
	// points), End exclusive.
	Start int `json:"start"`
	End   int `json:"end"`
	// StartByte and EndByte are the same offsets in bytes of UTF-8.
	StartByte int `json:"start_byte"`
	EndByte   int `json:"end_byte"`
}

// Text is the clause's text: the slice of the version's text it spans.
func (c Clause) Text(text string) string { return text[c.StartByte:c.EndByte] }

// PathSeparator stands between the steps of Clause.Path.
const PathSeparator = " › "

// SetPaths fills Path of every clause from the numbers and headings of its
// ancestors. Clauses must be in document order, parents before children.
func SetPaths(clauses []Clause) {
	at := make(map[string]string, len(clauses))
	for i := range clauses {
		c := &clauses[i]
		step := c.Number
		if c.Heading != "" {
			if step != "" && c.Level != LevelOutline {
				step += " "
			}
			step += c.Heading
		}
		up := at[c.Parent]
		switch {
		case c.Parent == "" || up == "":
			c.Path = step
		case step == "":
			c.Path = up
		default:
			c.Path = up + PathSeparator + step
		}
		at[c.ID] = c.Path
	}
}
