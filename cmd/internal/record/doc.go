// Package record defines the records that the program gives to other programs:
// the lines of --json and the objects of the API and of MCP are these, with the
// same keys.
//
// Invariant: the keys are a contract. A field may be added; none is renamed,
// removed or given another meaning. What is not known is null (or empty where a
// list or a count is meant), never left out.
package record

// orNull is s, nil for nothing.
func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// list is a copy that is never nil, so that JSON has [] and not null.
func list[T any](of []T) []T { return append([]T{}, of...) }
