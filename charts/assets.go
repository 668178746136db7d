package charts

import (
	_ "embed" // the boot script and the style sheet

	"duibiao/charts/still"
)

//go:embed assets/boot.js
var bootScript string

//go:embed assets/page.css
var pageStyle string

//go:embed assets/page.gohtml
var pageTemplate string

// echartsScript is echarts.min.js.
func echartsScript() (string, error) { return still.Script() }
