// Package still makes pictures that do not move: an ECharts option becomes SVG
// or PNG without a browser, a network or cgo.
//
// The option is data. It is read by ECharts inside a fresh JavaScript machine
// that has no clock, no randomness, no time zone and no way out, for a limited
// time; what comes back is a tree of shapes, of which only the elements and
// attributes listed in this package go on. The only code that can run is ours:
// a named function of assets/named.js, put in its place by a Bind.
//
// Chinese always has its glyphs: two weights of an open font are embedded, text
// is measured with them and drawn as outlines. A character that they lack is
// drawn as a box with its code point and reported, never as an empty square.
//
// Invariants: the same input gives the same bytes; nothing in a picture refers
// to anything outside of it; foreign text is never markup.
package still
