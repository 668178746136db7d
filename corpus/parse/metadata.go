package parse

import (
	"path/filepath"
	"strings"

	"duibiao/corpus"
)

func metadata(y *layout, fields map[string]string, hint Hint) corpus.Metadata {
	m := corpus.Metadata{Title: y.title, Kind: corpus.KindOther, Stated: corpus.StatusUnknown}
	if m.Title == "" {
		m.Title = strings.TrimSuffix(hint.FileName, filepath.Ext(hint.FileName))
	}
	return m
}
