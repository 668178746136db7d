package web

import "time"

// route is one kind of request.
type route struct {
	pattern string
	handle  handler
	limit   time.Duration
	// fixed says that the page depends on the corpus and the day alone.
	fixed bool
}

// routes is every page of the desk.
func (s *Server) routes() []route {
	return []route{
		{"GET /{$}", (*request).start, pageLimit, true},
		{"GET /search", (*request).search, pageLimit, true},
		{"GET /search.csv", (*request).searchFile, pageLimit, true},
		{"GET /search.xlsx", (*request).searchFile, pageLimit, true},
		{"GET /search.bib", (*request).searchFile, pageLimit, true},
		{"GET /doc/{id}", (*request).document, pageLimit, true},
		{"GET /doc/{id}/cite", (*request).cite, pageLimit, true},
		{"GET /doc/{id}/diff", (*request).diff, pageLimit, true},
		{"GET /doc/{id}/items", (*request).items, pageLimit, true},
		{"GET /compare", (*request).compare, drawLimit, true},
		{"GET /compare.csv", (*request).compareFile, drawLimit, true},
		{"GET /compare.xlsx", (*request).compareFile, drawLimit, true},
		{"GET /chart", (*request).charts, pageLimit, true},
		{"GET /chart/{name}", (*request).chart, drawLimit, true},
		{"GET /report", (*request).report, pageLimit, true},
		{"GET /report.docx", (*request).reportFile, drawLimit, true},
		{"GET /report.html", (*request).reportFile, drawLimit, true},
		{"GET /report.md", (*request).reportFile, drawLimit, true},
		{"GET /sources", (*request).sources, pageLimit, false},
		{"POST /sources/crawl", (*request).startCrawl, pageLimit, false},
		{"POST /sources/stop", (*request).stopCrawl, pageLimit, false},
		{"GET /changes", (*request).changes, pageLimit, true},
		{"GET /changes.atom", (*request).atom, pageLimit, true},
		{"GET /coding", (*request).coding, pageLimit, true},
		{"POST /coding", (*request).code, pageLimit, false},
		{"GET /raw/{sha256}", (*request).raw, pageLimit, true},
		{"GET /help", (*request).help, pageLimit, true},
		{"GET /assets/{name}", (*request).asset, pageLimit, true},
		{"GET /", (*request).nothing, pageLimit, false},
	}
}

func (q *request) nothing() error { return errNoPage }
