package web

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"duibiao/charts"
	"duibiao/cmd/internal/chartfile"
	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/msg"
	"duibiao/compare"
	"duibiao/corpus/store"
)

// studio draws pictures: one at a time, for drawing takes a processor, and each once.
type studio struct {
	turn  chan struct{}
	mu    sync.Mutex
	drawn map[string][]byte
}

// mostDrawn bounds how many files are kept.
const mostDrawn = 64

func newStudio() *studio { return &studio{turn: make(chan struct{}, 1), drawn: map[string][]byte{}} }

// make gives the file of a name, which says all that it is made from.
func (s *studio) make(ctx context.Context, name string, draw func() ([]byte, error)) ([]byte, error) {
	select {
	case s.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-s.turn }()
	s.mu.Lock()
	data, ok := s.drawn[name]
	s.mu.Unlock()
	if ok {
		return data, nil
	}
	data, err := draw()
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.drawn) >= mostDrawn {
		clear(s.drawn)
	}
	s.drawn[name] = data
	return data, nil
}

// drawing names what is made from the data as they are.
func (q *request) drawing() (string, error) {
	st, err := q.desk.State(q.Context())
	if err != nil && !isNoStore(err) {
		return "", err
	}
	values := q.URL.Query()
	values.Del("lang")
	return fmt.Sprint(st, q.desk.Today(), q.URL.Path, "?", values.Encode()), nil
}

// mediaTypes are those of the files that are made here.
func mediaTypes() map[string]string {
	return map[string]string{
		".html": "text/html; charset=utf-8", ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png",
		".csv": "text/csv; charset=utf-8", ".xlsx": workbook, ".md": "text/markdown; charset=utf-8",
		".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	}
}

// chartsView is the page of all charts, or of one.
type chartsView struct {
	Choice  choiceView
	Kinds   []link
	Figure  *charts.Figure
	Table   *tableView
	More    int
	Picture string
	Files   []link
	Embed   string
}

func (v chartsView) pageTitle(p *msg.Printer) string {
	if v.Figure != nil {
		return v.Figure.Title
	}
	return p.T("web.nav.charts")
}

func (q *request) charts() error {
	v := chartsView{}
	_, v.Choice = q.comparing()
	for _, kind := range charts.Kinds() {
		v.Kinds = append(v.Kinds, link{URL: with("/chart/"+kind, q.URL.Query()), Text: nameOf(q.p, "web.chart.", kind)})
	}
	return q.html(200, "charts", v)
}

// chart is the page of a chart, or a file of it by its extension.
func (q *request) chart() error {
	name := q.PathValue("name")
	ext := path.Ext(name)
	kind := strings.TrimSuffix(name, ext)
	if !slices.Contains(charts.Kinds(), kind) || ext != "" && !slices.Contains(chartfile.Extensions(), ext) {
		return errNoPage
	}
	c, choice := q.comparing()
	if ext != "" {
		return q.chartFile(kind, ext, c)
	}
	f, err := q.desk.Chart(q.Context(), kind, c, compare.Choice{})
	if err != nil {
		return err
	}
	v := chartsView{Choice: choice, Figure: &f, Table: tableOf(f.Report, 0, rowsPerPage)}
	v.More = max(0, len(f.Report.Rows)-rowsPerPage)
	if f.Option != nil {
		v.Picture = with("/chart/"+kind+".svg", q.URL.Query())
	}
	for _, e := range []string{".svg", ".png", ".csv", ".xlsx", ".json", ".html"} {
		if f.Option != nil || e != ".json" {
			v.Files = append(v.Files, link{URL: with("/chart/"+kind+e, q.URL.Query(), "save", "1"), Text: strings.ToUpper(e[1:])})
		}
	}
	v.Embed = `<img src="http://` + q.Host + v.Picture + `" alt="` + strings.NewReplacer(`"`, "＂", "<", "＜", ">", "＞", "&", "＆").Replace(f.Title) + `">`
	return q.html(200, "chart", v)
}

func (q *request) chartFile(kind, ext string, c desk.Comparing) error {
	name, err := q.drawing()
	if err != nil {
		return err
	}
	data, err := q.make(q.Context(), name, func() ([]byte, error) {
		f, err := q.desk.Chart(q.Context(), kind, c, compare.Choice{})
		if err != nil {
			return nil, err
		}
		if f.Option == nil && ext == ".json" {
			return nil, errNoPage
		}
		var b bytes.Buffer
		_, err = chartfile.Write(q.Context(), &b, ext, f, charts.PictureOptions{})
		return b.Bytes(), err
	})
	if err != nil {
		return err
	}
	if show := ext == ".svg" || ext == ".png"; show && q.URL.Query().Get("save") == "" {
		q.out.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox")
		return q.bytes(200, mediaTypes()[ext], data)
	}
	return q.download(kind+ext, mediaTypes()[ext], data)
}

// reportView is the page on which a report is put together.
type reportView struct {
	Choice   choiceView
	Sections []link
}

func (reportView) pageTitle(p *msg.Printer) string { return p.T("web.nav.report") }

func (q *request) report() error {
	v := reportView{}
	_, v.Choice = q.comparing()
	v.Choice.Action = "/report.docx"
	for _, id := range charts.SectionIDs() {
		v.Sections = append(v.Sections, link{URL: id, Text: nameOf(q.p, "web.section.", id)})
	}
	return q.html(200, "report", v)
}

// reportFile is the report as a file.
func (q *request) reportFile() error {
	ext := path.Ext(q.URL.Path)
	c, _ := q.comparing()
	name, err := q.drawing()
	if err != nil {
		return err
	}
	data, err := q.make(q.Context(), name, func() ([]byte, error) { return q.writeReport(ext, c) })
	if err != nil {
		return err
	}
	return q.download("report"+ext, mediaTypes()[ext], data)
}

func (q *request) writeReport(ext string, c desk.Comparing) ([]byte, error) {
	in, err := q.desk.Report(q.Context(), c, compare.Choice{})
	if err != nil {
		return nil, err
	}
	chosen := q.URL.Query()["section"]
	for _, id := range chosen {
		in.Outline = append(in.Outline, charts.OutlineEntry{Section: id})
	}
	if len(chosen) == len(charts.SectionIDs()) {
		in.Outline = nil // all of them, as far as these data have them
	}
	if err := in.Outline.Check(); err != nil {
		return nil, &desk.Error{Reason: desk.Invalid, Err: err}
	}
	var out bytes.Buffer
	switch ext {
	case ".md":
		err = charts.ReportMarkdown(&out, in)
	case ".html":
		err = charts.ReportHTML(&out, in)
	default:
		_, err = charts.ReportDOCX(&out, in, charts.DOCX{Picture: desk.Picture(q.Context(), nil)})
	}
	if err != nil {
		return nil, err
	}
	return out.Bytes(), q.Context().Err()
}

func isNoStore(err error) bool { return is(store.ErrNoStore)(err) }
