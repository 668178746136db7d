package chartfile

import (
	"context"
	_ "embed" // the page of a gallery
	"fmt"
	"html/template"
	"io"

	"duibiao/charts"
)

//go:embed gallery.gohtml
var galleryPage string

// GalleryIndex is the name of the page that shows a gallery.
const GalleryIndex = "index.html"

// Gallery writes every figure in every format, KIND and extension being the name
// of a file, and a page that shows them. create gives the writer of a file and is
// called once for each. The characters that pictures show as boxes are given by
// the kind of the figure.
func Gallery(ctx context.Context, figures []charts.Figure, create func(name string, write func(io.Writer) error) error) (map[string][]rune, error) {
	missing := map[string][]rune{}
	for i, f := range figures {
		o := charts.PictureOptions{Label: fmt.Sprintf("图%d", i+1)}
		for _, ext := range extensionsOf(f) {
			err := create(f.Kind+ext, func(w io.Writer) error {
				boxes, err := Write(ctx, w, ext, f, o)
				if ext == ".png" {
					missing[f.Kind] = boxes
				}
				return err
			})
			if err != nil {
				return missing, fmt.Errorf("gallery, %s%s: %w", f.Kind, ext, err)
			}
		}
	}
	err := create(GalleryIndex, func(w io.Writer) error { return writeIndex(w, figures) })
	return missing, err
}

// extensionsOf are the formats of a figure: one with too little to draw has no
// option.
func extensionsOf(f charts.Figure) []string {
	var out []string
	for _, ext := range Extensions() {
		if f.Option != nil || ext != ".json" {
			out = append(out, ext)
		}
	}
	return out
}

func writeIndex(w io.Writer, figures []charts.Figure) error {
	t, err := template.New("gallery").Funcs(template.FuncMap{"files": extensionsOf}).Parse(galleryPage)
	if err != nil {
		return fmt.Errorf("gallery page: %w", err)
	}
	if err := t.Execute(w, figures); err != nil {
		return fmt.Errorf("write gallery page: %w", err)
	}
	return nil
}
