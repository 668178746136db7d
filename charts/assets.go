package charts

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the library, the boot script and the style sheet
	"fmt"
	"io"
)

//go:embed assets/echarts.common.min.js.gz
var echartsGzip []byte

//go:embed assets/boot.js
var bootScript string

//go:embed assets/page.css
var pageStyle string

//go:embed assets/page.gohtml
var pageTemplate string

// echartsScript unpacks echarts.common.min.js.
func echartsScript() (string, error) {
	z, err := gzip.NewReader(bytes.NewReader(echartsGzip))
	if err != nil {
		return "", fmt.Errorf("unpack echarts: %w", err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		return "", fmt.Errorf("unpack echarts: %w", err)
	}
	return string(b), nil
}
