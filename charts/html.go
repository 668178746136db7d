package charts

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"
)

// page is what the template reads.
type page struct {
	document
	// Policy is the content security policy: nothing but the page's own
	// scripts, known by their hashes.
	Policy  string
	Style   template.CSS
	Scripts []template.HTML
	// Charts tells whether any figure has a picture.
	Charts bool
}

// writeHTML renders a document as one page without any outside reference.
func writeHTML(w io.Writer, d document) error {
	lib, err := echartsScript()
	if err != nil {
		return err
	}
	p := page{document: d, Style: template.CSS(pageStyle)} //nolint:gosec // our own file
	var hashes []string
	for _, f := range d.figures() {
		if f.Figure.Option == nil {
			continue
		}
		p.Charts = true
		// The option is JSON with <, > and & escaped: it cannot end the element.
		p.Scripts = append(p.Scripts, template.HTML( //nolint:gosec // escaped by encoding/json
			`<script type="application/json" id="`+f.ID+`-option">`+string(f.Figure.Option)+`</script>`))
	}
	if p.Charts {
		for _, code := range []string{lib, bootScript} {
			p.Scripts = append(p.Scripts, template.HTML("<script>"+code+"</script>")) //nolint:gosec // our own files
			sum := sha256.Sum256([]byte(code))
			hashes = append(hashes, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
		}
	}
	p.Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src " + strings.Join(append(hashes, ""), " ")
	if !p.Charts {
		p.Policy = "default-src 'none'; style-src 'unsafe-inline'"
	}
	t, err := template.New("page").Parse(pageTemplate)
	if err != nil {
		return fmt.Errorf("page template: %w", err)
	}
	if err := t.Execute(w, p); err != nil {
		return fmt.Errorf("write page: %w", err)
	}
	return nil
}

// figures lists the figures of a document.
func (d document) figures() []*figureBlock {
	var out []*figureBlock
	for _, s := range d.Sections {
		for _, b := range s.Blocks {
			if b.Figure != nil {
				out = append(out, b.Figure)
			}
		}
	}
	return out
}
