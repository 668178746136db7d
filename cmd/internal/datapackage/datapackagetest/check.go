// Package datapackagetest checks a data package as a stranger would: by its files
// alone, with none of the code that wrote them.
package datapackagetest

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

type descriptor struct {
	Schema    string `json:"$schema"`
	Profile   string `json:"profile"`
	Name      string `json:"name"`
	Created   string `json:"created"`
	Resources []resource
}

type resource struct {
	Name, Path, Hash, Encoding string
	Bytes, Rows                int
	Schema                     struct {
		Fields        []field
		MissingValues []string
		PrimaryKey    []string
		ForeignKeys   []struct {
			Fields    []string
			Reference struct {
				Resource string
				Fields   []string
			}
		}
	}
}

type field struct {
	Name, Type  string
	Constraints struct {
		Required bool
		Enum     []string
		Pattern  string
		Minimum  *float64
	}
}

// Tables are the rows of each table without its head, by the table's name.
type Tables map[string][][]string

// Check reads the package in a folder and fails the test for whatever its
// descriptor says and its tables do not keep. It returns the tables.
func Check(t testing.TB, dir string) Tables {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "datapackage.json"))
	if err != nil {
		t.Fatal(err)
	}
	var d descriptor
	if err := json.Unmarshal(b, &d); err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`^[-a-z0-9._/]+$`).MatchString(d.Name) || d.Profile != "tabular-data-package" || !strings.HasSuffix(d.Schema, "/2.0/datapackage.json") {
		t.Errorf("descriptor: name %q, profile %q, $schema %q", d.Name, d.Profile, d.Schema)
	}
	if d.Created != "" {
		if _, err := time.Parse(time.RFC3339, d.Created); err != nil {
			t.Errorf("created: %v", err)
		}
	}
	tables := Tables{}
	for _, r := range d.Resources {
		tables[r.Name] = r.read(t, dir)
	}
	for _, r := range d.Resources {
		r.checkLinks(t, d, tables)
	}
	return tables
}

// read reads a table and checks all that it says of itself.
func (r resource) read(t testing.TB, dir string) [][]string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(r.Path)))
	if err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256(b); len(b) != r.Bytes || r.Hash != "sha256:"+hex.EncodeToString(sum[:]) {
		t.Errorf("%s: %d bytes, %x; the descriptor says %d, %s", r.Name, len(b), sum, r.Bytes, r.Hash)
	}
	rows, err := csv.NewReader(strings.NewReader(string(b))).ReadAll()
	if err != nil || len(rows) == 0 {
		t.Fatalf("%s: %d rows, %v", r.Name, len(rows), err)
	}
	var names []string
	for _, f := range r.Schema.Fields {
		names = append(names, f.Name)
	}
	if !slices.Equal(rows[0], names) {
		t.Errorf("%s: columns %v, fields %v", r.Name, rows[0], names)
	}
	rows = rows[1:]
	if len(rows) != r.Rows {
		t.Errorf("%s: %d rows, the descriptor says %d", r.Name, len(rows), r.Rows)
	}
	r.checkCells(t, rows)
	if key := r.Schema.PrimaryKey; len(key) > 0 {
		if keys := r.keys(t, rows, key); len(keys) != len(rows) {
			t.Errorf("%s: %d rows, %d keys %v", r.Name, len(rows), len(keys), key)
		}
	}
	return rows
}

func (r resource) checkCells(t testing.TB, rows [][]string) {
	t.Helper()
	for k, f := range r.Schema.Fields {
		for i, row := range rows {
			if err := f.check(row[k]); err != nil {
				t.Errorf("%s, row %d: %s: %v", r.Name, i+1, f.Name, err)
			}
		}
	}
}

// keys are the different values of some fields; rows where one is empty have none.
func (r resource) keys(t testing.TB, rows [][]string, fields []string) map[string]bool {
	t.Helper()
	var at []int
	for _, name := range fields {
		i := slices.IndexFunc(r.Schema.Fields, func(f field) bool { return f.Name == name })
		if i < 0 {
			t.Fatalf("%s: no field %s", r.Name, name)
		}
		at = append(at, i)
	}
	keys := map[string]bool{}
	for _, row := range rows {
		var key []string
		for _, i := range at {
			key = append(key, row[i])
		}
		if !slices.Contains(key, "") {
			keys[strings.Join(key, "\x00")] = true
		}
	}
	return keys
}

func (r resource) checkLinks(t testing.TB, d descriptor, tables Tables) {
	t.Helper()
	for _, link := range r.Schema.ForeignKeys {
		to := r
		if name := link.Reference.Resource; name != "" {
			i := slices.IndexFunc(d.Resources, func(x resource) bool { return x.Name == name })
			if i < 0 {
				t.Errorf("%s: %v leads to no table %s", r.Name, link.Fields, name)
				continue
			}
			to = d.Resources[i]
		}
		known := to.keys(t, tables[to.Name], link.Reference.Fields)
		for key := range r.keys(t, tables[r.Name], link.Fields) {
			if !known[key] {
				t.Errorf("%s: %v %q is not in %s", r.Name, link.Fields, key, to.Name)
			}
		}
	}
}

func (f field) check(cell string) error {
	c := f.Constraints
	if cell == "" {
		if c.Required {
			return fmt.Errorf("empty, but required")
		}
		return nil
	}
	if err := f.checkType(cell); err != nil {
		return err
	}
	if c.Enum != nil && !slices.Contains(c.Enum, cell) {
		return fmt.Errorf("%q is none of %v", cell, c.Enum)
	}
	if c.Pattern != "" && !regexp.MustCompile(`^(?:`+c.Pattern+`)$`).MatchString(cell) {
		return fmt.Errorf("%q does not match %s", cell, c.Pattern)
	}
	return nil
}

func (f field) checkType(cell string) error {
	switch f.Type {
	case "string":
		return inert(cell)
	case "integer", "number":
		return f.checkNumber(cell)
	case "boolean":
		if cell != "true" && cell != "false" {
			return fmt.Errorf("%q is no boolean", cell)
		}
		return nil
	case "array":
		var list []any
		return json.Unmarshal([]byte(cell), &list)
	}
	return fmt.Errorf("type %q is not known", f.Type)
}

func (f field) checkNumber(cell string) error {
	v, err := strconv.ParseFloat(cell, 64)
	switch least := f.Constraints.Minimum; {
	case err != nil:
		return err
	case strings.Trim(cell, "-.0123456789") != "" || f.Type == "integer" && strings.Contains(cell, "."):
		return fmt.Errorf("%q is no %s", cell, f.Type)
	case least != nil && v < *least:
		return fmt.Errorf("%q is below %v", cell, *least)
	}
	return nil
}

// inert says whether a spreadsheet leaves a text alone; it does so with numbers.
func inert(cell string) error {
	first, _ := utf8.DecodeRuneInString(cell)
	if _, err := strconv.ParseFloat(cell, 64); err != nil && strings.ContainsRune("=+-@＝＋－＠\t\r\n", first) {
		return fmt.Errorf("%q is a formula", cell)
	}
	return nil
}
