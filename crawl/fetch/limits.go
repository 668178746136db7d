package fetch

import (
	"net/http"
	"strings"
	"time"
)

// Limits bound one request. A zero field takes its default.
type Limits struct {
	// PageBytes caps the decoded body of texts, FileBytes of everything else.
	PageBytes, FileBytes int64
	// Connect bounds dialling and the TLS handshake, Header the wait for the
	// answer's head, Idle the time in which at least 1 KiB of the body must
	// come, Total one whole request. Waiting for the host's turn does not count.
	Connect, Header, Idle, Total time.Duration
	// Redirects is how many are followed.
	Redirects int
	// Wait is the longest wait for a host that is worth it; longer ones are
	// reported as rate limited.
	Wait time.Duration
}

func (l Limits) withDefaults() Limits {
	set(&l.PageBytes, 16<<20)
	set(&l.FileBytes, 64<<20)
	set(&l.Connect, 20*time.Second)
	set(&l.Header, 20*time.Second)
	set(&l.Idle, 15*time.Second)
	set(&l.Total, 5*time.Minute)
	set(&l.Redirects, 10)
	set(&l.Wait, 10*time.Minute)
	return l
}

// set gives a field its default.
func set[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

// capOf chooses the cap by what the server says it sends.
func (l Limits) capOf(h http.Header) int64 {
	kind := strings.ToLower(h.Get("Content-Type"))
	for _, text := range []string{"text/", "json", "xml", "javascript"} {
		if strings.Contains(kind, text) && !strings.Contains(kind, "officedocument") {
			return l.PageBytes
		}
	}
	return l.FileBytes
}
