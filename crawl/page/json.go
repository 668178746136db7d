package page

import (
	"encoding/json"
	"html"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// Rule tells how to read the lists of one site where the generic reader is not
// enough. Empty fields leave the generic reader at work.
type Rule struct {
	// Rows is a CSS selector of the rows of a page, or the dotted path to the
	// array of rows in JSON ("hits.hits").
	Rows string
	// Title, URL and Date are CSS selectors inside a row, or dotted paths inside
	// a row of JSON ("_source.title").
	Title, URL, Date string
	// Total and Pages are dotted paths to the count of records and of pages.
	Total, Pages string
	// Fields are further values of a row: name of the 信息公开 block → path.
	Fields map[string]string
	// Values translate codes in Fields: name → code → meaning.
	Values map[string]map[string]string
	// Detail makes the address of a row from its values: "/detail?id={id}".
	Detail string
}

// Listing is what a list answers besides its rows.
type Listing struct {
	Page Page
	// Total and Pages are the counts of records and pages it states, 0 without.
	Total, Pages int
}

// ReadJSON reads a list API's answer by a rule; empty parts of the rule are
// found by the usual names. ok is false when the text is no JSON or the rule's
// rows are not in it.
func ReadJSON(u *url.URL, body []byte, rule Rule) (l Listing, ok bool) {
	text, legacy := decode(body)
	v, ok := parseJSON(text)
	if !ok {
		return Listing{}, false
	}
	l, ok = resolver{base: u, legacy: legacy}.jsonRows(v, rule)
	if ok {
		l.Page.Next = requests(followPages(clean(u), v, l), clean(u))
	}
	return l, ok
}

func parseJSON(text string) (any, bool) {
	text = strings.TrimSpace(text)
	if callback.MatchString(text) {
		text = text[strings.IndexByte(text, '(')+1:]
		text = strings.TrimRight(text, "); \r\n\t")
	}
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	var v any
	if dec.Decode(&v) != nil {
		return nil, false
	}
	if s, ok := v.(string); ok && len(s) > 1 && (s[0] == '{' || s[0] == '[') {
		return parseJSON(s)
	}
	return v, true
}

// at follows a dotted path; numbers index arrays.
func at(v any, path string) any {
	if path == "" {
		return v
	}
	for _, key := range strings.Split(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[key]
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil || i < 0 || i >= len(x) {
				return nil
			}
			v = x[i]
		default:
			return nil
		}
	}
	return v
}

// scalar writes a JSON value as text, "" for objects, arrays and null.
func scalar(v any) string {
	switch x := v.(type) {
	case string:
		return x
	case json.Number:
		return x.String()
	case bool:
		return strconv.FormatBool(x)
	}
	return ""
}

func count(v any) int {
	n, err := strconv.Atoi(strings.TrimSpace(scalar(v)))
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// jsonRows reads rows by rule.
func (r resolver) jsonRows(v any, rule Rule) (Listing, bool) {
	var rows []any
	if rule.Rows != "" {
		found, ok := at(v, rule.Rows).([]any)
		if !ok {
			return Listing{}, false
		}
		rows = found
	} else {
		rows = findRows(v, 0)
	}
	if rows == nil {
		return Listing{}, false
	}
	l := Listing{Page: Page{Kind: List}}
	seen := map[string]bool{}
	for _, row := range rows {
		e, ok := r.jsonEntry(row, rule)
		key := e.Request.Method + e.Request.URL + e.Request.Body
		if ok && !seen[key] && len(l.Page.Entries) < maxEntries {
			seen[key] = true
			l.Page.Entries = append(l.Page.Entries, e)
		}
	}
	l.Total, l.Pages = counts(v, rule)
	return l, true
}

// counts gives the stated totals, by the rule or by the usual names.
func counts(v any, rule Rule) (total, pages int) {
	if rule.Total != "" {
		total = count(at(v, rule.Total))
		if o, ok := at(v, rule.Total).(map[string]any); ok {
			total = count(o["value"])
		}
	} else {
		total = count(findNumber(v, totalKeys, 0))
	}
	if rule.Pages != "" {
		return total, count(at(v, rule.Pages))
	}
	return total, count(findNumber(v, pagesKeys, 0))
}

// The names under which list APIs give their values, likeliest first.
const (
	titleKeys = "title docTitle articleTitle infoTitle name fileName bt biaoti subject headline f_title DOCTITLE TITLE"
	urlKeys   = "url href link docUrl doc_pub_url docPubUrl pubUrl htmlUrl detailUrl linkUrl infourl path docpuburl DOCPUBURL URL"
	dateKeys  = "publishDate pubDate publishTime pubTime releaseDate releaseTime docRelTime docreltime fbsj fbrq date time publish_time publish_date pubtime createTime createDate writeTime DOCRELTIME"
	totalKeys = "total totalCount totalRecord totalRecords totalElements totalNum totalHits recordCount rowCount count totalSize"
	pagesKeys = "pages totalPage totalPages pageCount totalPageCount pageTotal"
	bodyKeys  = "content articleContent htmlContent docHtmlCon docContent body text html detail nr zw"
)

// findRows finds the longest array of objects that have a title.
func findRows(v any, depth int) []any {
	if depth > 8 {
		return nil
	}
	var best []any
	switch x := v.(type) {
	case []any:
		if len(x) > 0 && hasTitle(x[0]) {
			return x
		}
		for _, c := range x[:min(len(x), 50)] {
			if got := findRows(c, depth+1); len(got) > len(best) {
				best = got
			}
		}
	case map[string]any:
		for _, key := range sortedKeys(x) {
			if got := findRows(x[key], depth+1); len(got) > len(best) {
				best = got
			}
		}
	}
	return best
}

func hasTitle(v any) bool {
	o, ok := v.(map[string]any)
	return ok && (pick(o, titleKeys) != "" || pickInner(o, titleKeys) != "")
}

// pick is the first non-empty value under one of the names.
func pick(o map[string]any, keys string) string {
	for _, k := range strings.Fields(keys) {
		if s := scalar(o[k]); s != "" {
			return s
		}
	}
	return ""
}

// pickInner looks one level down, as in Elasticsearch's _source.
func pickInner(o map[string]any, keys string) string {
	for _, k := range sortedKeys(o) {
		if inner, ok := o[k].(map[string]any); ok {
			if s := pick(inner, keys); s != "" {
				return s
			}
		}
	}
	return ""
}

// findNumber finds a number under one of the names, outer levels first.
func findNumber(v any, keys string, depth int) any {
	o, ok := v.(map[string]any)
	if !ok || depth > 5 {
		return nil
	}
	for _, k := range strings.Fields(keys) {
		if n := count(o[k]); n > 0 {
			return o[k]
		}
		if inner, ok := o[k].(map[string]any); ok && count(inner["value"]) > 0 {
			return inner["value"]
		}
	}
	for _, k := range sortedKeys(o) {
		if n := findNumber(o[k], keys, depth+1); n != nil {
			return n
		}
	}
	return nil
}

var markup = regexp.MustCompile(`<[^<>]{1,200}>`)

// jsonEntry reads one row.
func (r resolver) jsonEntry(v any, rule Rule) (Entry, bool) {
	o, ok := v.(map[string]any)
	if !ok {
		return Entry{}, false
	}
	value := func(path, keys string) string {
		if path != "" {
			return scalar(at(o, path))
		}
		if s := pick(o, keys); s != "" {
			return s
		}
		return pickInner(o, keys)
	}
	e := Entry{Title: clip(tidy(html.UnescapeString(markup.ReplaceAllString(value(rule.Title, titleKeys), ""))), 500)}
	e.Date = dateOfMoment(value(rule.Date, dateKeys))
	addr := ""
	if ref, full := fill(rule.Detail, o); full && ref != "" {
		addr = r.resolve(ref)
	}
	if addr == "" {
		addr = r.resolve(value(rule.URL, urlKeys))
	}
	e.Request, e.Fields = Get(addr), rule.fields(o)
	return e, e.Title != "" && addr != ""
}

// fields reads the further values of a row.
func (rule Rule) fields(o map[string]any) map[string]string {
	out := map[string]string{}
	for name, path := range rule.Fields {
		s := tidy(scalar(at(o, path)))
		if meaning := rule.Values[name][s]; meaning != "" {
			s = meaning
		}
		if s != "" {
			out[name] = s
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

var placeholder = regexp.MustCompile(`\{([\w.]+)\}`)

// fill puts the values of a row into a template; full is false when one of
// them is missing.
func fill(template string, o map[string]any) (out string, full bool) {
	full = true
	out = placeholder.ReplaceAllStringFunc(template, func(m string) string {
		s := scalar(at(o, m[1:len(m)-1]))
		full = full && s != ""
		return url.QueryEscape(s)
	})
	return out, full
}
