// Package scope tells what of a place's catalogue falls into which field of
// service purchase (领域): taxonomies of fields as data, a crosswalk that assigns
// catalogue items to fields by rules, a list of what may not be bought as a
// service, coverage of fields by place, and the matching of two catalogues.
//
// Invariant: everything is pure and says why. An assignment names its rule, an
// item that no rule fits stays unassigned, and a field counts as not covered only
// where a whole catalogue is known: what is not known is unknown, never absent.
package scope
