// Package charts draws compare.Reports: option JSON built with the go-echarts
// types, HTML pages that work offline, and the report document in HTML and
// Markdown.
//
// Invariants: the same input gives the same bytes; nothing a source wrote is
// ever live markup or script (the option is marshalled here with HTML escaping,
// never rendered by go-echarts); a page asks no host for anything.
package charts
