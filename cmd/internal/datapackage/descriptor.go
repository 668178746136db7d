package datapackage

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// DescriptorName is the file that makes a folder a data package.
const DescriptorName = "datapackage.json"

// The profiles of the two versions of the standard. A reader of version 2 goes by
// the first, one of version 1 by the others.
const (
	schemaV2        = "https://datapackage.org/profiles/2.0/datapackage.json"
	packageProfile  = "tabular-data-package"
	resourceProfile = "tabular-data-resource"
)

// Description is what a package says of itself.
type Description struct {
	Name        string
	Title       string
	Description string
	// Created is a complete time of RFC 3339. It is the date of the data.
	Created string
	// Version is that of the package's layout.
	Version  string
	Licenses []License
	Sources  []Source
	Keywords []string
	// Generator names the program; a folder whose descriptor has the same one may
	// be replaced.
	Generator string
	// Properties are further ones, by name.
	Properties map[string]string
}

// License is a licence, for which part it holds being said in the title.
type License struct {
	Name  string `json:"name,omitempty"`
	Path  string `json:"path,omitempty"`
	Title string `json:"title,omitempty"`
}

// Source is where data come from.
type Source struct {
	Title string `json:"title"`
	Path  string `json:"path,omitempty"`
}

type packageJSON struct {
	Schema      string            `json:"$schema"`
	Profile     string            `json:"profile"`
	Name        string            `json:"name"`
	Title       string            `json:"title"`
	Description string            `json:"description,omitempty"`
	Version     string            `json:"version,omitempty"`
	Created     string            `json:"created,omitempty"`
	Generator   string            `json:"generator"`
	Properties  map[string]string `json:"duibiao,omitempty"`
	Keywords    []string          `json:"keywords,omitempty"`
	Licenses    []License         `json:"licenses,omitempty"`
	Sources     []Source          `json:"sources,omitempty"`
	Resources   []resourceJSON    `json:"resources"`
}

type resourceJSON struct {
	Name        string     `json:"name"`
	Path        string     `json:"path"`
	Type        string     `json:"type"`
	Profile     string     `json:"profile"`
	Title       string     `json:"title,omitempty"`
	Description string     `json:"description,omitempty"`
	Format      string     `json:"format"`
	MediaType   string     `json:"mediatype"`
	Encoding    string     `json:"encoding"`
	Dialect     dialect    `json:"dialect"`
	Bytes       int64      `json:"bytes"`
	Hash        string     `json:"hash"`
	Rows        int        `json:"rows"`
	Schema      schemaJSON `json:"schema"`
}

// dialect is that of RFC 4180 but for the line feed that ends a row, which the
// standard allows: texts hold line feeds too, and a row ends as they do.
type dialect struct {
	Delimiter      string `json:"delimiter"`
	LineTerminator string `json:"lineTerminator"`
	QuoteChar      string `json:"quoteChar"`
	DoubleQuote    bool   `json:"doubleQuote"`
	Header         bool   `json:"header"`
}

type schemaJSON struct {
	Fields        []Field      `json:"fields"`
	MissingValues []string     `json:"missingValues"`
	PrimaryKey    []string     `json:"primaryKey,omitempty"`
	ForeignKeys   []ForeignKey `json:"foreignKeys,omitempty"`
}

func newResourceJSON(r Resource) resourceJSON {
	return resourceJSON{
		Name: r.Name, Path: "data/" + r.Name + ".csv", Type: "table", Profile: resourceProfile, Title: r.Title, Description: r.Description,
		Format: "csv", MediaType: "text/csv", Encoding: "utf-8",
		Dialect: dialect{Delimiter: ",", LineTerminator: "\n", QuoteChar: `"`, DoubleQuote: true, Header: true},
		Schema:  schemaJSON{Fields: r.Fields, MissingValues: []string{""}, PrimaryKey: r.PrimaryKey, ForeignKeys: r.ForeignKeys},
	}
}

// Close writes the descriptor; every table must be closed.
func (w *Writer) Close(d Description) error {
	if w.open != 0 {
		return fmt.Errorf("write %s: %d tables are open", DescriptorName, w.open)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(packageJSON{
		Schema: schemaV2, Profile: packageProfile, Name: d.Name, Title: d.Title, Description: d.Description, Version: d.Version, Created: d.Created,
		Generator: d.Generator, Properties: d.Properties, Keywords: d.Keywords, Licenses: d.Licenses, Sources: d.Sources, Resources: w.resources,
	})
	if err == nil {
		err = os.WriteFile(filepath.Join(w.dir, DescriptorName), b.Bytes(), 0o644) //nolint:gosec // a package is for others to read
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", DescriptorName, err)
	}
	return nil
}

// readDescriptor reads the descriptor of a folder, if there is one.
func readDescriptor(dir string) (p packageJSON, ok bool) {
	b, err := os.ReadFile(filepath.Join(dir, DescriptorName)) //nolint:gosec // where the user wants to write
	if err != nil {
		return p, false
	}
	return p, json.Unmarshal(b, &p) == nil
}
