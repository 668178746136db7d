package desk

import (
	"bytes"
	"context"

	"duibiao/charts"
	"duibiao/charts/still"
	"duibiao/charts/word"
)

// Picture draws figures for a document that has their titles and notes itself.
// missing, if any, is told the characters that a picture shows as boxes.
func Picture(ctx context.Context, missing func(title string, characters []rune)) func(charts.Figure) ([]byte, error) {
	return func(f charts.Figure) ([]byte, error) {
		var b bytes.Buffer
		boxes, err := charts.PNG(ctx, &b, f, charts.PictureOptions{Bare: true, Width: still.Length{Value: word.TextWidth, Unit: "mm"}})
		if err != nil {
			return nil, err
		}
		if len(boxes) > 0 && missing != nil {
			missing(f.Title, boxes)
		}
		return b.Bytes(), nil
	}
}
