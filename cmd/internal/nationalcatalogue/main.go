// Command nationalcatalogue reads the 政府采购品目分类目录 that the Ministry of
// Finance publishes as a PDF and writes its items as a table of the reference
// dataset, one line an item, to be reviewed before it is committed:
//
//	go run ./cmd/internal/nationalcatalogue -pdf FILE -o corpus/reference/data/national2022.tsv
//
// Codes, names and places only: the explanations (说明) are sentences of the
// source and stay there. The same file gives the same bytes.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"duibiao/corpus"
	"duibiao/corpus/extract/pdf"
	"duibiao/corpus/parse"
	"duibiao/corpus/reference"
)

func main() {
	in := flag.String("pdf", "", "the PDF of the catalogue")
	out := flag.String("o", "", "the table to write")
	flag.Parse()
	if err := run(*in, *out); err != nil {
		log.Fatal(err)
	}
}

func run(in, out string) error {
	if in == "" || out == "" {
		return errors.New("-pdf and -o are both needed")
	}
	data, err := os.ReadFile(in)
	if err != nil {
		return fmt.Errorf("catalogue: %w", err)
	}
	var c corpus.Content
	if err := pdf.Read(data, &c, pdf.Options{}); err != nil {
		return fmt.Errorf("catalogue %s: %w", in, err)
	}
	items := parse.Document(c, parse.Hint{FileName: filepath.Base(in)}).Items
	var table bytes.Buffer
	if err := reference.WriteNational(&table, items); err != nil {
		return fmt.Errorf("catalogue %s: %w", in, err)
	}
	if err := os.WriteFile(out, table.Bytes(), 0o644); err != nil { //nolint:gosec // a file of the source tree
		return fmt.Errorf("catalogue: %w", err)
	}
	fmt.Printf("%s: %d items\n", out, len(items))
	return nil
}
