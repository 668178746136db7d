package api

import (
	"slices"
	"strings"
	"time"

	"duibiao/charts"
	"duibiao/cmd/internal/chartfile"
	"duibiao/cmd/internal/comparison"
	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/record"
	"duibiao/corpus"
	"duibiao/corpus/store"
)

// How long a request may take. A search that takes longer than this is a mistake
// in it, a comparison reads the whole store once after every change.
const (
	quick = 10 * time.Second
	slow  = 60 * time.Second
)

// routes is every address of the API: a new one is an entry here, its texts in the
// message catalogue and its example.
func routes() []route {
	list := slices.Concat(searchRoutes(), documentRoutes(), recordRoutes(), comparisonRoutes(), chartRoutes(), reportRoutes())
	for i := range list {
		list[i].finish()
	}
	return list
}

// searchRoutes find documents and tell of the directory as a whole.
func searchRoutes() []route {
	return []route{
		{
			id: "status", path: "/status", answer: status, schema: answerSchema[One[Status]](), example: "/status",
		},
		{
			id: "search", path: "/search", answer: search, schema: answerSchema[Found](), example: "/search?q=%E4%BF%9D%E8%AF%81%E9%87%91&limit=1",
			params: with(append([]param{{name: "q", text: "api.param.q", required: true, example: "保证金"}}, filters()...), doc(), limit("10", 200), cursorParam()),
		},
		{
			id: "documents", path: "/documents", answer: documents, schema: answerSchema[List[record.Document]](), example: "/documents?region=110000&limit=1",
			params: with(filters(), limit("100", 1000), cursorParam()),
		},
		{id: "sites", path: "/sites", answer: siteList, schema: answerSchema[List[record.Site]](), example: "/sites?limit=1", params: with([]param{limit("1000", 5000), cursorParam()})},
		{id: "changes", path: "/changes", answer: changes, schema: answerSchema[List[store.Version]](), example: "/changes?limit=1", params: with([]param{limit("100", 1000), cursorParam()})},
		{id: "regions", path: "/regions", answer: regions, schema: answerSchema[List[store.Place]](), example: "/regions", params: with([]param{limit("1000", 5000), cursorParam()})},
	}
}

// documentRoutes tell of one document.
func documentRoutes() []route {
	return []route{
		{
			id: "document", path: "/documents/{id}", answer: documentOf, schema: answerSchema[One[record.Document]](), example: "/documents/{document}",
			params: with([]param{id()}, asOf()),
		},
		{
			id: "clauses", path: "/documents/{id}/clauses", answer: clauses, schema: answerSchema[List[record.Clause]](), example: "/documents/{document}/clauses?limit=2",
			params: with([]param{id()}, limit("1000", 5000), cursorParam()),
		},
		{
			id: "clause", path: "/documents/{id}/clauses/{clause}", answer: clause, schema: answerSchema[One[record.Whole]](), example: "/documents/{document}/clauses/2",
			params: with([]param{id(), {name: "clause", text: "api.param.clause", inPath: true, example: "第二条"}}, asOf()),
		},
		{
			id: "documentItems", path: "/documents/{id}/items", answer: items, schema: answerSchema[List[corpus.CatalogueItem]](), example: "/documents/{catalogue}/items?limit=2",
			params: with([]param{id()}, limit("1000", 5000), cursorParam()),
		},
		{
			id: "documentChecks", path: "/documents/{id}/checks", answer: checks, schema: answerSchema[List[record.Check]](), example: "/documents/{catalogue}/checks",
			params: with([]param{id()}, limit("1000", 5000), cursorParam()),
		},
		{
			id: "documentFigures", path: "/documents/{id}/figures", answer: figures, schema: answerSchema[List[record.Figure]](), example: "/documents/{catalogue}/figures?limit=1",
			params: with([]param{id()}, figureKind(), limit("1000", 5000), cursorParam()),
		},
		{
			id: "documentCodings", path: "/documents/{id}/codings", answer: codings, schema: answerSchema[List[record.Coding]](), example: "/documents/{document}/codings?limit=1",
			params: with([]param{id()}, indicator(), coder(), all(), limit("1000", 5000), cursorParam()),
		},
		{
			id: "documentVersions", path: "/documents/{id}/versions", answer: versions, schema: answerSchema[List[store.Version]](), example: "/documents/{document}/versions",
			params: with([]param{id()}, limit("1000", 5000), cursorParam()),
		},
		{
			id: "documentDiff", path: "/documents/{id}/diff", answer: diff, schema: answerSchema[List[record.Change]](), example: "/documents/{document}/diff?with={other}&limit=1",
			params: with([]param{id(), {name: "with", text: "api.param.with", example: "1"}}, limit("1000", 5000), cursorParam()),
		},
		{
			id: "documentCitation", path: "/documents/{id}/citation", answer: citation, schema: answerSchema[One[Citation]](), example: "/documents/{document}/citation?clause=2",
			params: with([]param{
				id(),
				{name: "clause", text: "api.param.clause", example: "第二条"},
				{name: "style", typ: typeWord, words: names(corpus.CitationStyles()), usual: string(corpus.GBT7714v2025), text: "flag.style"},
				{name: "accessed", typ: typeDate, text: "flag.accessed", example: "2026-11-26"},
			}),
		},
	}
}

// recordRoutes list what all documents, or those of a place, hold.
func recordRoutes() []route {
	return []route{
		{
			id: "items", path: "/items", answer: items, schema: answerSchema[List[corpus.CatalogueItem]](), example: "/items?limit=2",
			params: with([]param{doc(), regionParam()}, limit("1000", 5000), cursorParam()),
		},
		{
			id: "figures", path: "/figures", answer: figures, schema: answerSchema[List[record.Figure]](), example: "/figures?limit=1",
			params: with([]param{doc(), regionParam(), figureKind()}, limit("1000", 5000), cursorParam()),
		},
		{
			id: "indicators", path: "/indicators", answer: indicators, schema: answerSchema[List[record.Question]](), example: "/indicators?limit=1",
			params: with([]param{limit("1000", 5000), cursorParam()}),
		},
		{
			id: "codings", path: "/codings", answer: codings, schema: answerSchema[List[record.Coding]](), example: "/codings?limit=1",
			params: with([]param{doc(), regionParam(), indicator(), coder(), all()}, limit("1000", 5000), cursorParam()),
		},
	}
}

// comparisonRoutes compare places and documents.
func comparisonRoutes() []route {
	return []route{
		{
			id: "compareClauses", path: "/compare/clauses", answer: sideBySide, schema: answerSchema[List[record.Aligned]](), heavy: true, within: slow,
			example: "/compare/clauses?documents={document},{other}&limit=1",
			params: with([]param{
				{name: "documents", typ: typeList, required: true, text: "api.param.documents", example: "3a5b7c9d1e2f,4b6c8d0e2f3a"},
				{name: "home", text: "flag.home"},
			}, limit("1000", 5000), cursorParam()),
		},
		{
			id: "compare", path: "/compare/{kind}", answer: compareKind, schema: answerSchema[Comparison](), heavy: true, within: slow, derived: true,
			example: "/compare/items?source=reference&regions=%E5%B9%BF%E4%B8%9C&limit=2",
			params:  with(append([]param{kindIn(comparison.Kinds())}, comparing()...), limit("20000", 20000), cursorParam()),
		},
		{
			id: "charts", path: "/charts", answer: chartKinds, schema: answerSchema[List[ChartKind]](), example: "/charts?limit=1",
			params: with([]param{limit("1000", 5000), cursorParam()}),
		},
	}
}

// finish fills in what most routes have in common.
func (rt *route) finish() {
	if rt.within == 0 {
		rt.within = quick
	}
	if rt.answer == nil {
		rt.params = append(rt.params, langParam())
		return
	}
	rt.formats = []format{formatJSON, formatLines, formatCSV}
	rt.params = append(rt.params, langParam(), param{name: "format", typ: typeWord, words: names(rt.formats), text: "api.param.format", usual: string(formatJSON)})
}

// chartRoutes are the formats of charts, but for the page, which is the web's.
func chartRoutes() []route {
	var list []route
	for _, ext := range chartfile.Extensions() {
		mediaType := mediaTypeOf(ext)
		if ext == ".html" {
			continue
		}
		params := append([]param{kindIn(charts.Kinds())}, comparing()...)
		if ext == ".svg" || ext == ".png" {
			params = append(params, param{name: "width", text: "flag.picture_width", example: "160mm"})
		}
		if ext == ".png" {
			params = append(params, param{name: "dpi", typ: typeCount, most: 600, text: "flag.dpi", usual: "300"})
		}
		list = append(list, route{
			id: "chart" + strings.ToUpper(ext[1:2]) + ext[2:], path: "/charts/{kind}" + ext, file: chartFile(ext), mediaType: mediaType,
			heavy: true, within: slow, derived: true, params: params, example: "/charts/items" + ext + "?source=reference",
		})
	}
	return list
}

// reportRoutes are the formats of the report.
func reportRoutes() []route {
	var list []route
	for _, ext := range []string{".docx", ".html", ".md"} {
		list = append(list, route{
			id: "report" + strings.ToUpper(ext[1:2]) + ext[2:], path: "/report" + ext, file: reportFile(ext), mediaType: mediaTypeOf(ext),
			heavy: true, within: slow, derived: true, params: comparing(), example: "/report" + ext + "?source=reference",
		})
	}
	return list
}

// mediaTypeOf is the type of a file by its extension; the system's own table
// differs from one machine to the next.
func mediaTypeOf(ext string) string {
	return map[string]string{
		".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png", ".csv": "text/csv; charset=utf-8; header=present",
		".html": "text/html; charset=utf-8", ".md": "text/markdown; charset=utf-8",
		".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	}[ext]
}

// with joins parameters.
func with(list []param, more ...param) []param { return append(list, more...) }

func id() param {
	return param{name: "id", text: "api.param.id", inPath: true, example: "3a5b7c9d1e2f"}
}

func doc() param { return param{name: "doc", text: "flag.doc"} }

func regionParam() param { return param{name: "region", text: "flag.region", example: "310000"} }

func asOf() param {
	return param{name: "as_of", typ: typeDate, text: "flag.as_of", example: "2026-11-26"}
}

func cursorParam() param { return param{name: "cursor", text: "api.param.cursor"} }

func limit(usual string, most int) param {
	return param{name: "limit", typ: typeCount, usual: usual, most: most, text: "flag.limit"}
}

func langParam() param {
	return param{name: "lang", typ: typeWord, words: []string{"zh", "en"}, text: "api.param.lang"}
}

func kindIn(kinds []string) param {
	return param{name: "kind", inPath: true, typ: typeWord, words: kinds, text: "api.param.kind", example: kinds[0]}
}

func figureKind() param {
	return param{name: "kind", typ: typeWord, words: record.FigureKinds(), text: "api.param.figure_kind"}
}

func indicator() param { return param{name: "indicator", text: "flag.indicator"} }

func coder() param {
	return param{name: "coder", typ: typeWord, words: record.Coders(), usual: record.CoderBoth, text: "flag.coder"}
}

func all() param { return param{name: "all", typ: typeFlag, text: "flag.all_cells", usual: "false"} }

// filters are those of list and search.
func filters() []param {
	return []param{
		regionParam(),
		{name: "kind", typ: typeWord, words: names(corpus.Kinds()), text: "flag.kind"},
		{name: "status", typ: typeWord, words: names(corpus.Statuses()), text: "flag.status"},
		{name: "from", typ: typeDate, text: "flag.from", example: "2015"},
		{name: "to", typ: typeDate, text: "flag.to", example: "2024-12-31"},
		{name: "title", text: "flag.title"},
		asOf(),
	}
}

// comparing are the choices of a comparison.
func comparing() []param {
	return []param{
		{name: "regions", typ: typeList, text: "flag.regions", example: "上海,北京"},
		{name: "home", text: "flag.home"},
		{name: "as_of", typ: typeDate, text: "flag.as_of_data"},
		{name: "source", typ: typeWord, words: names(desk.Sources()), usual: string(desk.SourceAll), text: "flag.source"},
		{name: "scheme", text: "flag.scheme"},
		{name: "weights", typ: typeList, text: "flag.weights"},
	}
}
