package scan_test

import (
	"context"
	"duibiao/index"
	"duibiao/index/indextest"
	"duibiao/index/scan"
	"testing"
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
