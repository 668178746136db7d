package datapackage

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"
)

// Type is a type of Table Schema.
type Type string

// The types that our tables use.
const (
	String   Type = "string"
	Integer  Type = "integer"
	Number   Type = "number"
	Boolean  Type = "boolean"  // true or false
	Array    Type = "array"    // a JSON array
	DateTime Type = "datetime" // 2006-01-02T15:04:05Z
)

// Field describes one column.
type Field struct {
	// Name is the head of the column.
	Name  string `json:"name"`
	Type  Type   `json:"type"`
	Title string `json:"title,omitempty"`
	// Description says what the title does not.
	Description string `json:"description,omitempty"`
	// Unit is that of a number: 元, 分. It is a property of our own, which the
	// standard allows.
	Unit        string       `json:"unit,omitempty"`
	Constraints *Constraints `json:"constraints,omitempty"`
}

// Constraints are what a reader may rely on.
type Constraints struct {
	Required bool     `json:"required,omitempty"`
	Enum     []string `json:"enum,omitempty"`
	Pattern  string   `json:"pattern,omitempty"`
	Minimum  *int     `json:"minimum,omitempty"`
}

// ForeignKey says that fields hold a key of another resource.
type ForeignKey struct {
	Fields    []string  `json:"fields"`
	Reference Reference `json:"reference"`
}

// Reference is where a foreign key leads; Resource is "" for the same resource.
type Reference struct {
	Resource string   `json:"resource"`
	Fields   []string `json:"fields"`
}

// Resource describes one table.
type Resource struct {
	Name        string
	Title       string
	Description string
	Fields      []Field
	PrimaryKey  []string
	ForeignKeys []ForeignKey
}

// checker tells whether a cell is what its field says.
type checker struct {
	field   Field
	pattern *regexp.Regexp
}

func newChecker(f Field) (checker, error) {
	c := checker{field: f}
	if f.Constraints == nil || f.Constraints.Pattern == "" {
		return c, nil
	}
	var err error
	c.pattern, err = regexp.Compile("^(?:" + f.Constraints.Pattern + ")$")
	return c, err
}

func (c checker) check(cell string) error {
	limits := c.field.Constraints
	if limits == nil {
		limits = &Constraints{}
	}
	switch {
	case cell == "" && limits.Required:
		return fmt.Errorf("%s is empty", c.field.Name)
	case cell == "":
		return nil
	case !isOf(c.field.Type, cell):
		return fmt.Errorf("%s: %q is no %s", c.field.Name, cell, c.field.Type)
	case limits.Enum != nil && !slices.Contains(limits.Enum, cell):
		return fmt.Errorf("%s: %q is none of %q", c.field.Name, cell, limits.Enum)
	case c.pattern != nil && !c.pattern.MatchString(cell):
		return fmt.Errorf("%s: %q does not match %s", c.field.Name, cell, limits.Pattern)
	case limits.Minimum != nil && isBelow(cell, *limits.Minimum):
		return fmt.Errorf("%s: %s is below %d", c.field.Name, cell, *limits.Minimum)
	}
	return nil
}

// plainNumber is a number as every reader of CSV takes it: no NaN, no exponent,
// no grouping.
var plainNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)

func isOf(t Type, cell string) bool {
	switch t {
	case Integer:
		_, err := strconv.ParseInt(cell, 10, 64)
		return err == nil && plainNumber.MatchString(cell)
	case Number:
		return plainNumber.MatchString(cell)
	case Boolean:
		return cell == "true" || cell == "false"
	case Array:
		var list []string
		return json.Unmarshal([]byte(cell), &list) == nil
	case DateTime:
		_, err := time.Parse("2006-01-02T15:04:05Z", cell)
		return err == nil
	}
	return utf8.ValidString(cell)
}

func isBelow(cell string, least int) bool {
	v, err := strconv.ParseFloat(cell, 64)
	return err != nil || v < float64(least)
}
