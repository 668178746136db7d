package scan_test

import (
	"context"
	"testing"

	"duibiao/index"
	"duibiao/index/indextest"
	"duibiao/index/scan"
)

func TestConformance(t *testing.T) {
	indextest.Run(t, func(t *testing.T, documents [][]index.Unit) index.Index {
		x, err := scan.Open(context.Background(), indextest.Units(documents...))
		if err != nil {
			t.Fatal(err)
		}
		return x
	})
}
