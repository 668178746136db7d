package crawl_test

import (
	"duibiao/crawl"
	"duibiao/crawl/crawltest"
	"testing"
)

func TestMemory(t *testing.T) {
	crawltest.Frontier(t, func(*testing.T) crawl.Frontier { return crawl.NewMemory() })
}
