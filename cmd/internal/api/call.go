package api

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/msg"
	"duibiao/cmd/internal/record"
	"duibiao/corpus"
	"duibiao/corpus/store"
)

// call is one request, read and checked.
type call struct {
	route *route
	// address is the escaped path below Base.
	address string
	path    map[string]string
	given
	format format
	say    *msg.Printer
	desk   *desk.Desk
	// state is what the store held when the request came; the zero State where there
	// is no store.
	state store.State
	// today is the day of the request: statuses are told for it.
	today corpus.Date
	sites func() ([]record.Site, error)
	build record.Version
}

// question is the digest of what is asked, apart from how much of the answer and in
// which form: a cursor belongs to one question.
func (c *call) question() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", c.route.id)
	for _, name := range sortedKeys(c.path) {
		fmt.Fprintf(&b, "%s=%q\n", name, c.path[name])
	}
	for _, name := range sortedKeys(c.given) {
		switch name {
		case "cursor", "limit", "format", "lang":
			continue
		}
		fmt.Fprintf(&b, "%s=%q\n", name, c.given[name])
	}
	return digest(b.String())
}

// version is the digest of what the answer is made from.
func (c *call) version() string {
	return digest(fmt.Sprintf("%s %d %d %s", c.state.UUID, c.state.Seq, c.state.Human, c.today))
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:12])
}

// word is a parameter that takes one of a few words, the usual one when it is not
// given.
func (c *call) word(name string) string {
	if s := c.text(name); s != "" {
		return s
	}
	for _, p := range c.route.params {
		if p.name == name {
			return p.usual
		}
	}
	return ""
}

// nextAddress is where the next part of a list is, relative to this server.
func (c *call) nextAddress(next string) string {
	if next == "" {
		return ""
	}
	q := url.Values{}
	for name, list := range c.given {
		q[name] = []string{strings.Join(list, ",")}
	}
	q.Set("cursor", next)
	return Base + c.address + "?" + q.Encode()
}
