package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// reply is what is sent when nothing is wrong.
type reply struct {
	status      int
	contentType string
	etag        string
	body        []byte
	// name is what the body is saved as, "" for what may be shown. next is the
	// address of the part of the list that follows.
	name, next string
	allow      bool
}

func options() *reply { return &reply{status: http.StatusNoContent, allow: true} }

func conditional(r *http.Request, rep *reply) *reply {
	if matchesTag(r.Header.Get("If-None-Match"), rep.etag) {
		return &reply{etag: rep.etag, status: http.StatusNotModified}
	}
	return rep
}

// matchesTag compares weakly, as If-None-Match does (RFC 9110, 13.1.2).
func matchesTag(header, tag string) bool {
	if strings.TrimSpace(header) == "*" {
		return true
	}
	for part := range strings.SplitSeq(header, ",") {
		if strings.TrimPrefix(strings.TrimSpace(part), "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// write sends the reply.
func (rep *reply) write(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	if rep.allow {
		h.Set("Allow", methods)
		w.WriteHeader(http.StatusNoContent)
		return
	}
	h.Set("ETag", rep.etag)
	h.Set("Cache-Control", "private, no-cache") // keep it, but ask whether it still holds
	if rep.status == http.StatusNotModified {
		w.WriteHeader(rep.status)
		return
	}
	h.Set("Content-Type", rep.contentType)
	h.Set("Content-Length", strconv.Itoa(len(rep.body)))
	if rep.name != "" {
		h.Set("Content-Disposition", `attachment; filename="`+rep.name+`"`)
	}
	if rep.next != "" {
		h.Set("Link", "<"+rep.next+`>; rel="next"`)
	}
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = bytes.NewReader(rep.body).WriteTo(w) // a client that hung up is no error
	}
}

// derivedTag names the answer to a question by what it is made from.
func (s *server) derivedTag(c *call) string {
	return `W/"` + digest(fmt.Sprintf("%s %s %s %s %s %v", c.question(), c.version(), c.format, c.text("limit")+" "+c.text("cursor"), c.say.Lang(), s.Version)) + `"`
}

func bodyTag(body []byte) string {
	sum := sha256.Sum256(body)
	return `W/"` + hex.EncodeToString(sum[:12]) + `"`
}

// reply runs the route and writes its answer out.
func (c *call) reply(ctx context.Context) (*reply, error) {
	if c.route.file != nil {
		f, err := c.route.file(ctx, c)
		if err == nil {
			err = ctx.Err() // what was cut short is no answer
		}
		return &reply{contentType: c.route.mediaType, body: f.body, name: f.name}, err
	}
	a, err := c.route.answer(ctx, c)
	if err != nil {
		return nil, err
	}
	var columns []string
	if c.format == formatCSV {
		s, err := c.route.schema()
		if err != nil {
			return nil, err
		}
		columns = s.columns
	}
	body, err := encode(a, c.format, columns)
	rep := &reply{contentType: c.format.contentType(), body: body, next: c.nextAddress(a.next())}
	if c.format == formatCSV {
		rep.name = c.route.id + ".csv"
	}
	return rep, err
}
