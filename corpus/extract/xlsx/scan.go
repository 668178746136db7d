package xlsx

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// scanner cuts XML into tags and text as it is read. encoding/xml is not used:
// it is an order of magnitude slower, and a sheet may declare a million rows.
// Only what spreadsheets need is told apart: names without their prefix,
// attributes, text with the five entities of XML and numbers of characters.
// Document type declarations are skipped, so there are no other entities.
type scanner struct {
	r   io.Reader
	buf []byte
	// at is the place of the next byte in buf.
	at int
	// eof is the error, or io.EOF, that ended reading.
	eof error
	// What the last call of next has found: a tag, or text.
	tag  tag
	text []byte
}

// tag is a start or end tag. Its bytes are valid until the next call of next.
type tag struct {
	name  string
	attrs []byte
	// end marks </name>, empty marks <name/>.
	end, empty bool
}

// maxToken is the longest tag or run of text, in bytes.
const maxToken = 8 << 20

// Errors of a scanner; callers say in which part.
var (
	errToken = errors.New("a tag or text is too long")
	errCut   = errors.New("cut off before its end")
)

// newScanner reads UTF-8, UTF-16 with a byte order mark, and GB18030 where the
// XML declaration names one of its family.
func newScanner(r io.Reader) *scanner {
	buffered := bufio.NewReaderSize(r, 32<<10)
	head, _ := buffered.Peek(200)
	r = buffered
	switch {
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}), bytes.HasPrefix(head, []byte{0xFE, 0xFF}), bytes.HasPrefix(head, []byte{0xEF, 0xBB, 0xBF}):
		r = transform.NewReader(r, unicode.BOMOverride(transform.Nop))
	case gbDeclared(head):
		r = transform.NewReader(r, simplifiedchinese.GB18030.NewDecoder())
	}
	return &scanner{r: r, buf: make([]byte, 0, 32<<10)}
}

func gbDeclared(head []byte) bool {
	declaration, _, _ := bytes.Cut(bytes.ToLower(head), []byte("?>"))
	return bytes.HasPrefix(declaration, []byte("<?xml")) && bytes.Contains(declaration, []byte("gb")) && !utf8.Valid(head[:max(0, len(head)-utf8.UTFMax)])
}

// fill reads more bytes behind those that are not used yet.
func (s *scanner) fill() error {
	if s.eof != nil {
		return s.eof
	}
	if s.at > 0 {
		s.buf = append(s.buf[:0], s.buf[s.at:]...)
		s.at = 0
	}
	if len(s.buf) == cap(s.buf) {
		if len(s.buf) > maxToken {
			return errToken
		}
		s.buf = append(make([]byte, 0, 2*cap(s.buf)), s.buf...)
	}
	n, err := s.r.Read(s.buf[len(s.buf):cap(s.buf)])
	s.buf = s.buf[:len(s.buf)+n]
	if err != nil {
		s.eof = err
	}
	return nil
}

// until returns the bytes up to the end of mark and moves behind it.
func (s *scanner) until(mark string) ([]byte, error) {
	from := 0
	for {
		if i := bytes.Index(s.buf[s.at+from:], []byte(mark)); i >= 0 {
			n := from + i + len(mark)
			out := s.buf[s.at : s.at+n]
			s.at += n
			return out, nil
		}
		from = max(0, len(s.buf)-s.at-len(mark)+1)
		if err := s.fill(); err != nil {
			if errors.Is(err, io.EOF) {
				err = errCut
			}
			return nil, err
		}
	}
}

// next finds the next tag, or the text before it; io.EOF at the end.
func (s *scanner) next() error {
	for {
		rest, err := s.ahead()
		switch {
		case err != nil:
			return err
		case rest[0] != '<':
			return s.run()
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			return s.cdata()
		case len(rest) < 2 || rest[1] != '!' && rest[1] != '?':
			return s.element()
		}
		if err := s.skip(rest); err != nil {
			return err
		}
	}
}

// ahead is what has been read and not used: one byte at least, enough to tell
// what kind of mark it begins with unless the part ends.
func (s *scanner) ahead() ([]byte, error) {
	for len(s.buf)-s.at < len("<![CDATA[") && s.eof == nil {
		if err := s.fill(); err != nil {
			return nil, err
		}
	}
	if s.at == len(s.buf) {
		return nil, s.eof
	}
	return s.buf[s.at:], nil
}

func (s *scanner) cdata() error {
	raw, err := s.until("]]>")
	if err == nil {
		s.tag, s.text = tag{}, raw[len("<![CDATA["):len(raw)-len("]]>")]
	}
	return err
}

// run takes text up to the next tag, or to the end.
func (s *scanner) run() error {
	from := 0
	for {
		i := bytes.IndexByte(s.buf[s.at+from:], '<')
		if i < 0 && s.eof == nil {
			from = len(s.buf) - s.at
			if err := s.fill(); err != nil {
				return err
			}
			continue
		}
		n := from + i
		if i < 0 {
			n = len(s.buf) - s.at
		}
		s.tag, s.text = tag{}, unescape(s.buf[s.at:s.at+n])
		s.at += n
		return nil
	}
}

// skip passes over comments, processing instructions and document types; those
// with declarations inside end with the ]> of the declarations.
func (s *scanner) skip(rest []byte) error {
	mark := ">"
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		mark = "-->"
	case rest[1] == '?':
		mark = "?>"
	}
	raw, err := s.until(mark)
	if err == nil && mark == ">" && bytes.IndexByte(raw, '[') >= 0 && !bytes.HasSuffix(raw, []byte("]>")) {
		_, err = s.until("]>")
	}
	return err
}

// element takes one tag. A > inside a quoted attribute does not end it.
func (s *scanner) element() error {
	quote := byte(0)
	for n := 1; ; n++ {
		for s.at+n >= len(s.buf) {
			if err := s.fill(); errors.Is(err, io.EOF) {
				return errCut
			} else if err != nil {
				return err
			}
		}
		switch c := s.buf[s.at+n]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			s.text, s.tag = nil, parseTag(s.buf[s.at+1:s.at+n])
			s.at += n + 1
			return nil
		}
	}
}

func parseTag(raw []byte) tag {
	var t tag
	if len(raw) > 0 && raw[0] == '/' {
		t.end, raw = true, raw[1:]
	}
	if len(raw) > 0 && raw[len(raw)-1] == '/' {
		t.empty, raw = true, raw[:len(raw)-1]
	}
	i := 0
	for i < len(raw) && !space(raw[i]) {
		i++
	}
	name := raw[:i]
	if j := bytes.IndexByte(name, ':'); j >= 0 {
		name = name[j+1:]
	}
	t.name, t.attrs = intern(name), raw[i:]
	return t
}

// intern gives the names that come a million times without making a string.
func intern(name []byte) string {
	switch string(name) {
	case "c":
		return "c"
	case "v":
		return "v"
	case "f":
		return "f"
	case "t":
		return "t"
	case "r":
		return "r"
	case "is":
		return "is"
	case "si":
		return "si"
	case "row":
		return "row"
	}
	return string(name)
}

func space(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

func trimLeft(b []byte) []byte {
	for len(b) > 0 && space(b[0]) {
		b = b[1:]
	}
	return b
}

// attr gives the value of an attribute by its name without prefix.
func (t *tag) attr(name string) (string, bool) {
	rest := t.attrs
	for {
		rest = trimLeft(rest)
		eq := bytes.IndexByte(rest, '=')
		if eq < 0 {
			return "", false
		}
		key := rest[:eq]
		for len(key) > 0 && space(key[len(key)-1]) {
			key = key[:len(key)-1]
		}
		if i := bytes.IndexByte(key, ':'); i >= 0 {
			key = key[i+1:]
		}
		rest = trimLeft(rest[eq+1:])
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return "", false
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return "", false
		}
		if string(key) == name {
			return string(unescape(rest[1 : 1+end])), true
		}
		rest = rest[end+2:]
	}
}

// get is attr without the question whether it is there.
func (t *tag) get(name string) string {
	v, _ := t.attr(name)
	return v
}

// flag reports a Boolean attribute that is set (ECMA-376 22.9.2.1 and 18.18).
func (t *tag) flag(name string) bool {
	v := t.get(name)
	return v == "1" || v == "true" || v == "on"
}

// unescape replaces entities; what it does not know stays as it is. The result
// may share memory with raw.
func unescape(raw []byte) []byte {
	if bytes.IndexByte(raw, '&') < 0 {
		return raw
	}
	out := make([]byte, 0, len(raw))
	for len(raw) > 0 {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			return append(out, raw...)
		}
		out, raw = append(out, raw[:i]...), raw[i:]
		end := bytes.IndexByte(raw[:min(len(raw), 12)], ';')
		if end < 0 {
			out, raw = append(out, '&'), raw[1:]
			continue
		}
		if r, ok := entity(string(raw[1:end])); ok {
			out = utf8.AppendRune(out, r)
		} else {
			out = append(out, raw[:end+1]...)
		}
		raw = raw[end+1:]
	}
	return out
}

func entity(name string) (rune, bool) {
	switch name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	number, ok := strings.CutPrefix(name, "#")
	if !ok {
		return 0, false
	}
	base := 10
	if hex, ok := strings.CutPrefix(strings.ToLower(number), "x"); ok {
		number, base = hex, 16
	}
	n, err := strconv.ParseUint(number, base, 21)
	return rune(n), err == nil
}
