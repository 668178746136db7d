package extract

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
)

// maxParts is the largest number of parts of a web archive that is looked
// through for its page; maxNested how deep they may be nested.
const (
	maxParts  = 1000
	maxNested = 4
)

// errNoPage says that no part of a web archive is a page.
var errNoPage = errors.New("no page in it")

// readMHTML reads a web archive (RFC 2557): its first page, which is its root
// unless a writer says otherwise, and none do.
func readMHTML(_ context.Context, _ *Reader, _ Job, data []byte, c *corpus.Content) error {
	m, err := mail.ReadMessage(bytes.NewReader(bytes.TrimLeft(data, "\r\n\t \ufeff")))
	if err != nil {
		return fault.Damaged("mht", "head: %v", err)
	}
	page, err := firstPage(textproto.MIMEHeader(m.Header), m.Body, maxNested)
	if err != nil {
		return fault.Damaged("mht", "%v", err)
	}
	if err := tooLarge(HTML, page); err != nil {
		return err
	}
	text, charset, warnings, err := decode(page)
	if err != nil {
		return err
	}
	c.MediaType, c.Charset, c.Warnings = MHTML.MediaType(), charset, warnings
	readHTML(text, c)
	return nil
}

// firstPage is the first part that is HTML, decoded.
func firstPage(head textproto.MIMEHeader, body io.Reader, depth int) ([]byte, error) {
	kind, params, err := mime.ParseMediaType(head.Get("Content-Type"))
	if err != nil {
		return nil, errNoPage
	}
	if kind == "text/html" {
		page, err := io.ReadAll(io.LimitReader(transferred(head, body), MaxText+1))
		if len(page) == 0 && err == nil {
			err = errNoPage
		}
		return page, err
	}
	if !strings.HasPrefix(kind, "multipart/") || depth == 0 {
		return nil, errNoPage
	}
	r := multipart.NewReader(body, params["boundary"])
	for range maxParts {
		part, err := r.NextRawPart()
		if err != nil {
			break
		}
		if page, err := firstPage(part.Header, part, depth-1); err == nil || len(page) > 0 {
			return page, nil // the last lines may be missing
		}
	}
	return nil, errNoPage
}

// transferred undoes the transfer encoding of a part (RFC 2045, 6).
func transferred(head textproto.MIMEHeader, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(head.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	}
	return body
}
