package sandbox

import (
	"bytes"
	"fmt"
	"os"
	"runtime/metrics"
	"strconv"
	"time"
)

// watchEvery is how often a child looks at its memory: what can be taken in
// between is bounded by the speed of the machine, some 100 MB.
const watchEvery = 20 * time.Millisecond

// watch ends the process when it holds more than it may.
func (s *server) watch() {
	for range time.Tick(watchEvery) {
		limit := s.limit.Load()
		if limit == 0 {
			continue
		}
		if n := held(); n > limit {
			fmt.Fprintf(os.Stderr, "%d MiB held, the limit is %d\n", n>>20, limit>>20)
			os.Exit(exitMemory)
		}
	}
}

// held is the memory of this process in bytes: what is resident where the system
// says so (/proc/self/statm, second field, in pages), else what the Go runtime
// holds.
func held() int64 {
	if b, err := os.ReadFile("/proc/self/statm"); err == nil {
		if f := bytes.Fields(b); len(f) > 1 {
			if pages, err := strconv.ParseInt(string(f[1]), 10, 64); err == nil {
				return pages * int64(os.Getpagesize())
			}
		}
	}
	list := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(list)
	return int64(list[0].Value.Uint64() - list[1].Value.Uint64())
}
