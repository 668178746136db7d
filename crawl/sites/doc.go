// Package sites knows government sites by name. A site definition is a small
// YAML file: where its lists begin, how an API is asked and read, which words a
// title must hold. The built-in ones are embedded; a user's own lie in
// DIR/sites and read the same.
//
// Invariant: a definition only helps the generic reader of package page along.
// Where its rules find nothing, the page is read as any other.
package sites
