// Package coding answers the questions of a codebook from the texts of
// procurement law: each answer with the clause and the quotation that prove it.
// The questions and the rules that answer them are data (codebook/*.yaml); a new
// question is a new entry there. The package is pure: it reads nothing but its
// arguments and the embedded codebook, and the same text gives the same codings.
//
// How a rule finds its answer: the text is normalised (widths, spaces) with a map
// back to the original offsets; the clause tree cuts it into articles, paragraphs
// (款 with their 项) and sentences; a rule names the unit it reads, the pattern that
// must stand there, the words that must or must not stand in the unit, its
// paragraph, article or chapter. The first rule of an indicator that matches
// decides, at its earliest place; sets and ranges may gather several places.
package coding
