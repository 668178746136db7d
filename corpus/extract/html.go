package extract

import (
	"duibiao/corpus"
)

func readHTML(text string, c *corpus.Content) {
	readText(text, c)
}
