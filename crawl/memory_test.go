package crawl_test

import (
	"testing"

	"duibiao/crawl"
	"duibiao/crawl/crawltest"
)

func TestMemory(t *testing.T) {
	crawltest.Frontier(t, func(*testing.T) crawl.Frontier { return crawl.NewMemory() })
}
