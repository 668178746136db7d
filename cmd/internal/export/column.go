package export

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"duibiao/cmd/internal/datapackage"
	"duibiao/corpus"
)

// column is one column of the records T.
type column[T any] struct {
	field datapackage.Field
	value func(T) string
}

// table is one table of the records T.
type table[T any] struct {
	name, title, about string
	key                []string
	links              []datapackage.ForeignKey
	columns            []column[T]
}

// rows is a table that is being written.
type rows[T any] struct {
	columns []column[T]
	to      *datapackage.Table
}

func (t table[T]) begin(w *datapackage.Writer) (rows[T], error) {
	r := datapackage.Resource{Name: t.name, Title: t.title, Description: t.about, PrimaryKey: t.key, ForeignKeys: t.links}
	for _, c := range t.columns {
		r.Fields = append(r.Fields, c.field)
	}
	to, err := w.Table(r)
	return rows[T]{t.columns, to}, err
}

func (r rows[T]) add(records ...T) error {
	cells := make([]string, len(r.columns))
	for _, x := range records {
		for i, c := range r.columns {
			cells[i] = c.value(x)
		}
		if err := r.to.Row(cells...); err != nil {
			return err
		}
	}
	return nil
}

// write writes a table whole.
func (t table[T]) write(w *datapackage.Writer, records []T) error {
	r, err := t.begin(w)
	if err != nil {
		return err
	}
	return errors.Join(r.add(records...), r.to.Close())
}

// link is a foreign key of one field.
func link(field, resource, to string) datapackage.ForeignKey {
	return links([]string{field}, resource, []string{to})
}

func links(fields []string, resource string, to []string) datapackage.ForeignKey {
	return datapackage.ForeignKey{Fields: fields, Reference: datapackage.Reference{Resource: resource, Fields: to}}
}

func newColumn[T any](kind datapackage.Type, name, title string, value func(T) string) column[T] {
	return column[T]{datapackage.Field{Name: name, Type: kind, Title: title}, value}
}

func text[T any, S ~string](name, title string, get func(T) S) column[T] {
	return newColumn(datapackage.String, name, title, func(x T) string { return string(get(x)) })
}

// whole is a number that is always known.
func whole[T any](name, title string, get func(T) int) column[T] {
	return newColumn(datapackage.Integer, name, title, func(x T) string { return strconv.Itoa(get(x)) })
}

// known is a number of which 0 says that it is not known.
func known[T any](name, title string, get func(T) int) column[T] {
	return newColumn(datapackage.Integer, name, title, func(x T) string {
		if n := get(x); n != 0 {
			return strconv.Itoa(n)
		}
		return ""
	})
}

// maybe is a number that may be missing; 0 is a number.
func maybe[T any](name, title string, get func(T) *int) column[T] {
	return newColumn(datapackage.Integer, name, title, func(x T) string {
		if n := get(x); n != nil {
			return strconv.Itoa(*n)
		}
		return ""
	})
}

// number is a number written by get, "" for none.
func number[T any](name, title string, get func(T) string) column[T] {
	return newColumn(datapackage.Number, name, title, get)
}

func yes[T any](name, title string, get func(T) bool) column[T] {
	return newColumn(datapackage.Boolean, name, title, func(x T) string { return strconv.FormatBool(get(x)) })
}

// list is a JSON array of texts, "" for an empty one.
func list[T any](name, title string, get func(T) []string) column[T] {
	return newColumn(datapackage.Array, name, title, func(x T) string {
		all := get(x)
		if len(all) == 0 {
			return ""
		}
		b, err := json.Marshal(all)
		if err != nil {
			return fmt.Sprint(err) // no array: the writer refuses it
		}
		return string(b)
	})
}

// datePattern is an ISO date of which the day, or month and day, may be unknown:
// the type date of Table Schema takes complete ones only.
const datePattern = `[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?`

func date[T any](name, title string, get func(T) corpus.Date) column[T] {
	return text(name, title, func(x T) string { return get(x).String() }).like(datePattern)
}

// limits are the column's constraints, its own and free to change.
func (c column[T]) limits() *datapackage.Constraints {
	if c.field.Constraints == nil {
		return &datapackage.Constraints{}
	}
	own := *c.field.Constraints
	return &own
}

func (c column[T]) required() column[T] {
	l := c.limits()
	l.Required = true
	c.field.Constraints = l
	return c
}

func (c column[T]) like(pattern string) column[T] {
	l := c.limits()
	l.Pattern = pattern
	c.field.Constraints = l
	return c
}

func (c column[T]) least(n int) column[T] {
	l := c.limits()
	l.Minimum = &n
	c.field.Constraints = l
	return c
}

// oneOf says which values there are.
func oneOf[T any, S ~string](c column[T], values ...S) column[T] {
	l := c.limits()
	for _, v := range values {
		l.Enum = append(slices.Clone(l.Enum), string(v))
	}
	c.field.Constraints = l
	return c
}

func (c column[T]) about(description string) column[T] {
	c.field.Description = description
	return c
}

func (c column[T]) in(unit string) column[T] {
	c.field.Unit = unit
	return c
}
