package replica

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"

	"duibiao/crawl/page"
)

// Answer is the response to a request after redirects.
type Answer struct {
	URL    *url.URL
	Status int
	Header http.Header
	Body   []byte
}

// Ask asks the server without a network and follows redirects.
func (s *Server) Ask(req page.Request) (Answer, error) {
	for range 5 {
		r := httptest.NewRequest(req.Method, req.URL, strings.NewReader(req.Body))
		if req.ContentType != "" {
			r.Header.Set("Content-Type", req.ContentType)
		}
		for k, v := range req.Header {
			r.Header.Set(k, v)
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		location := w.Header().Get("Location")
		if w.Code < 300 || w.Code > 399 || location == "" {
			return Answer{URL: r.URL, Status: w.Code, Header: w.Header(), Body: w.Body.Bytes()}, nil
		}
		u, err := r.URL.Parse(location)
		if err != nil {
			return Answer{}, fmt.Errorf("redirect of %s: %w", req.URL, err)
		}
		req = page.Get(u.String())
	}
	return Answer{}, fmt.Errorf("%s: redirects without end", req.URL)
}
