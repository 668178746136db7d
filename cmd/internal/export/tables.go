package export

import (
	"slices"
	"strings"

	"duibiao/cmd/internal/datapackage"
	"duibiao/corpus"
)

// The names of the tables that others refer to.
const (
	documentsTable     = "documents"
	clausesTable       = "clauses"
	indicatorsTable    = "indicators"
	codingsTable       = "codings"
	sourcesTable       = "sources"
	jurisdictionsTable = "jurisdictions"
	comparisonsTable   = "comparisons"
	cellsTable         = "comparison_cells"
)

// documentRow is a document of the store, or one that the reference dataset knows
// of.
type documentRow struct {
	corpus.DocumentRecord
	// stored is the document of the store, the zero value for none.
	stored corpus.Document
	status corpus.Status
	asOf   corpus.Date
	coded  bool
}

// Where a document is known from.
const (
	originStore     = "store"
	originReference = "reference"
)

func (d documentRow) origin() string {
	if d.stored.ID != "" {
		return originStore
	}
	return originReference
}

func documents() table[documentRow] {
	type row = documentRow
	return table[row]{
		name: documentsTable, title: "文件", key: []string{"document_id"},
		about: "Documents of the store, and documents that the reference dataset knows of without their text.",
		links: []datapackage.ForeignKey{link("region", jurisdictionsTable, "code"), link("source_id", sourcesTable, "source_id")},
		columns: []column[row]{
			text("document_id", "编号", func(d row) string { return d.ID }).required(),
			oneOf(text("origin", "出处", row.origin), originStore, originReference).required().about("store: the text is at hand; reference: only what a source tells of it is"),
			text("title", "题名", func(d row) string { return d.Title }).about("〔 〕 marks a description where the title is not known"),
			text("doc_number", "文号", func(d row) string { return d.DocNumber }),
			list("issuers", "发文机关", func(d row) []string { return d.Issuers }),
			text("region", "地区代码", func(d row) string { return d.Region }),
			oneOf(text("kind", "类别", func(d row) corpus.Kind { return d.Kind }), corpus.Kinds()...),
			oneOf(text("topic", "主题", func(d row) corpus.Topic { return d.Topic }), corpus.TopicServicePurchase, corpus.TopicProcurement).about("empty for other documents, which no comparison reads"),
			yes("first_rule", "可作制度起点", func(d row) bool { return d.Start }),
			yes("coded", "已按编码手册判读", func(d row) bool { return d.coded }).about("a coded document is silent on every indicator that codings has no row for"),
			date("issued", "发文日期", func(d row) corpus.Date { return d.Issued }).about("with issued_to or issued_open the earliest day"),
			date("issued_to", "发文日期上限", func(d row) corpus.Date { return d.IssuedTo }),
			yes("issued_open", "发文日期只知下限", func(d row) bool { return d.IssuedOpen }),
			date("published", "公布日期", func(d row) corpus.Date { return d.stored.Published }),
			date("amended", "修改日期", func(d row) corpus.Date { return d.stored.Amended }),
			date("effective", "施行日期", func(d row) corpus.Date { return d.Effective }),
			date("expires", "失效日期", func(d row) corpus.Date { return d.Expires }).about("the first day on which it no longer holds"),
			oneOf(text("status", "时效性", func(d row) corpus.Status { return d.status }), corpus.Statuses()...).about("as of the day in as_of; unknown unless a source says it or another document proves it"),
			date("as_of", "时效性所据日期", func(d row) corpus.Date { return d.asOf }),
			text("source_url", "网址", func(d row) string { return publicURL(d.stored.SourceURL) }),
			oneOf(text("source_status", "网址状态", func(d row) string { return d.stored.SourceStatus }), "live", "gone"),
			text("media_type", "文件格式", func(d row) string { return d.stored.MediaType }),
			text("sha256", "原始文件的SHA-256", func(d row) string { return d.stored.SHA256 }).like(`[0-9a-f]{64}`),
			known("version", "版本", func(d row) int { return d.stored.Version }),
			known("clauses", "条款数", func(d row) int { return d.stored.Clauses }),
			known("items", "目录项数", func(d row) int { return d.stored.Items }),
			text("source_id", "来源", func(d row) string { return firstSource(d.Provenance) }),
			list("other_sources", "其他来源", func(d row) []string { return otherSources(d.Provenance) }),
			oneOf(text("certainty", "把握程度", func(d row) corpus.Certainty { return d.Certainty }), certainties()...),
			text("confidence", "把握程度原话", func(d row) string { return d.Confidence }),
			text("note", "说明", func(d row) string { return d.Note }),
		},
	}
}

func certainties() []corpus.Certainty {
	return []corpus.Certainty{corpus.SeenInDocument, corpus.SeenInSecondary, corpus.CitedOnly}
}

func firstSource(p corpus.Provenance) string {
	if ids := p.SourceIDs(); len(ids) > 0 {
		return ids[0]
	}
	return ""
}

func otherSources(p corpus.Provenance) []string {
	if ids := p.SourceIDs(); len(ids) > 0 {
		return ids[1:]
	}
	return nil
}

// provenance are the columns that say where a record stands.
func provenance[T any](get func(T) corpus.Provenance) []column[T] {
	return slices.Concat(sourceColumns(get), []column[T]{
		text("document_id", "依据文件", func(x T) string { return get(x).DocumentID }),
		text("clause_id", "依据条款", func(x T) string { return get(x).Clause }).about("a clause of that document"),
		text("quote", "原文", func(x T) string { return get(x).Quote }),
	})
}

func sourceColumns[T any](get func(T) corpus.Provenance) []column[T] {
	return []column[T]{
		text("source_id", "来源", func(x T) string { return firstSource(get(x)) }).required(),
		list("other_sources", "其他来源", func(x T) []string { return otherSources(get(x)) }),
		oneOf(text("certainty", "把握程度", func(x T) corpus.Certainty { return get(x).Certainty }), certainties()...).required().
			about("document: seen in the document; secondary: in a secondary source; cited: only cited"),
		text("note", "说明", func(x T) string { return get(x).Note }),
	}
}

// clauseRow is a clause with its place and text.
type clauseRow struct {
	corpus.Clause
	document string
	ord      int
	text     string
}

func clauses(withText bool) table[clauseRow] {
	type row = clauseRow
	t := table[row]{
		name: clausesTable, title: "条款", key: []string{"document_id", "clause_id"},
		about: "Clauses of stored documents, in order. The clauses that no other contains, laid end to end, are the text of the document.",
		links: []datapackage.ForeignKey{link("document_id", documentsTable, "document_id")},
		columns: []column[row]{
			text("document_id", "文件", func(c row) string { return c.document }).required(),
			text("clause_id", "条款", func(c row) string { return c.ID }).required(),
			whole("ord", "次序", func(c row) int { return c.ord }).least(1),
			oneOf(text("level", "层次", func(c row) corpus.Level { return c.Level }), corpus.LevelPart, corpus.LevelChapter, corpus.LevelSection,
				corpus.LevelArticle, corpus.LevelParagraph, corpus.LevelItem, corpus.LevelSubitem, corpus.LevelOutline).required(),
			oneOf(text("role", "部分", func(c row) corpus.Role { return c.Role }), corpus.RoleTitle, corpus.RoleFront, corpus.RoleTOC,
				corpus.RoleBody, corpus.RoleSignature, corpus.RoleAnnex).required(),
			text("number", "条款号", func(c row) string { return c.Number }),
			text("path", "位置", func(c row) string { return c.Path }),
			text("heading", "标题", func(c row) string { return c.Heading }),
			text("parent_id", "上级条款", func(c row) string { return c.Parent }).about("a clause_id of the same document"),
			whole("start", "起点", func(c row) int { return c.Start }).least(0).about("offset into the text of the document in Unicode code points"),
			whole("end", "终点", func(c row) int { return c.End }).least(0).about("exclusive"),
		},
	}
	if withText {
		t.columns = append(t.columns, text("text", "正文", func(c row) string { return c.text }).about("with the text of the clauses inside it"))
	}
	return t
}

// itemRow is an item of a stored catalogue, or one that a source names.
type itemRow struct {
	corpus.CatalogueItem
	subject, confidence string
	from                corpus.Provenance
}

func items() table[itemRow] {
	type row = itemRow
	columns := []column[row]{
		text("document_id", "目录", func(i row) string { return i.DocumentID }).about("empty for an item that a source names without its catalogue"),
		known("ord", "次序", func(i row) int { return i.Ord }).least(1).about("the place of the item in its catalogue"),
		text("region", "地区代码", func(i row) string { return i.Region }),
		text("subject", "目录名", func(i row) string { return i.subject }).required(),
		known("year", "年份", func(i row) int { return i.Year }),
		text("code", "编码", func(i row) string { return i.Code }),
		text("number", "序号", func(i row) string { return i.Number }),
		text("name", "名称", func(i row) string { return i.Name }),
		known("level", "层次", func(i row) int { return i.Level }).least(1).about("1 is the outermost tier"),
		text("tier_name", "层次名称", func(i row) string { return i.TierName }),
		text("parent", "上级", func(i row) string { return i.Parent }).about("the code of the item above, its name where it has none"),
		known("parent_ord", "上级次序", func(i row) int { return i.ParentOrd }),
		known("page", "页", func(i row) int { return i.Page }),
		text("sheet", "工作表", func(i row) string { return i.Sheet }),
		known("row", "行", func(i row) int { return i.Row }),
		text("remark", "备注", func(i row) string { return i.Note }).about("what the catalogue says beside the item"),
		text("confidence", "把握程度原话", func(i row) string { return i.confidence }),
	}
	return table[row]{
		name: "catalogue_items", title: "目录项",
		about:   "Items of stored catalogues with the place they stand at, and items that sources of the reference dataset name.",
		links:   []datapackage.ForeignKey{link("document_id", documentsTable, "document_id"), link("region", jurisdictionsTable, "code"), link("source_id", sourcesTable, "source_id")},
		columns: append(columns, optionalSource(func(i row) corpus.Provenance { return i.from })...),
	}
}

// optionalSource is sourceColumns where the document itself may be the source.
func optionalSource[T any](get func(T) corpus.Provenance) []column[T] {
	columns := sourceColumns(get)
	for i := range columns {
		l := columns[i].limits()
		l.Required = false
		columns[i].field.Constraints = l
	}
	return columns
}

// recordLinks are the foreign keys of records: the place, the source, and the
// document that proves them.
func recordLinks() []datapackage.ForeignKey {
	return []datapackage.ForeignKey{
		link("region", jurisdictionsTable, "code"), link("source_id", sourcesTable, "source_id"), link("document_id", documentsTable, "document_id"),
	}
}

// publicURL is an address that others can follow, "" for a file of the user's.
func publicURL(url string) string {
	if strings.HasPrefix(url, "http://") || strings.HasPrefix(url, "https://") {
		return url
	}
	return ""
}
