package doc

import (
	"strconv"
	"strings"

	"duibiao/corpus"
)

// The characters around a field, [MS-DOC] 2.8.25: begin, instruction,
// separator, result, end.
const (
	fieldBegin     = 0x13
	fieldSeparator = 0x14
	fieldEnd       = 0x15
)

// maxFields is how deep fields may stand in each other; Word ends at 20.
const maxFields = 64

// maxInstruction bounds what is kept of an instruction, in bytes.
const maxInstruction = 1 << 12

// bits is a set of small numbers.
type bits []uint64

func (b bits) has(n int) bool { return n/64 < len(b) && b[n/64]>>(n%64)&1 != 0 }

func (b *bits) set(n int) {
	for n/64 >= len(*b) {
		*b = append(*b, 0)
	}
	(*b)[n/64] |= 1 << (n % 64)
}

// matching finds which of the field characters from number from up to number to
// belong together, numbered in their order. A begin without an end would hide
// the rest of the text as its instruction, so only whole fields count.
func (f *file) matching(from, to int) bits {
	var m matcher
	_ = f.each(from, to, func(c char) error {
		if c.r >= fieldBegin && c.r <= fieldEnd {
			m.read(c.r)
			m.count++
		}
		return nil
	})
	return m.whole
}

// matcher pairs the characters around fields.
type matcher struct {
	whole bits
	open  []openField
	// count numbers the characters, deeper counts fields beyond maxFields.
	count, deeper int
}

// openField holds the numbers of a begin and of its separator, or none.
type openField struct{ begin, separator int }

func (m *matcher) read(r rune) {
	switch {
	case r == fieldBegin && len(m.open) == maxFields:
		m.deeper++
	case r == fieldBegin:
		m.open = append(m.open, openField{m.count, none})
	case m.deeper > 0:
		if r == fieldEnd {
			m.deeper--
		}
	case len(m.open) == 0:
	case r == fieldEnd:
		m.close()
	case m.open[len(m.open)-1].separator == none:
		m.open[len(m.open)-1].separator = m.count
	}
}

// close ends the innermost field.
func (m *matcher) close() {
	last := m.open[len(m.open)-1]
	m.open = m.open[:len(m.open)-1]
	m.whole.set(last.begin)
	m.whole.set(m.count)
	if last.separator != none {
		m.whole.set(last.separator)
	}
}

// field is a field that is being read.
type field struct {
	instruction []byte
	// result says that the separator has been read; text from start of
	// paragraph number paragraph on is its result.
	result           bool
	start, paragraph int
}

// fieldChar reads a character around a field.
func (r *reading) fieldChar(c char) {
	valid := r.matched.has(r.fieldChars)
	r.fieldChars++
	if !valid {
		return
	}
	r.lower()
	switch c.r {
	case fieldBegin:
		r.fields = append(r.fields, field{})
	case fieldSeparator:
		f := &r.fields[len(r.fields)-1]
		f.result, f.start, f.paragraph = true, len(r.text), r.paragraphs
	case fieldEnd:
		f := r.fields[len(r.fields)-1]
		r.fields = r.fields[:len(r.fields)-1]
		r.findHiding()
		r.endField(f)
	}
	r.findHiding()
}

// findHiding finds the innermost field whose instruction is being read.
func (r *reading) findHiding() {
	r.hiding = none
	for i := range r.fields {
		if !r.fields[i].result {
			r.hiding = i
		}
	}
}

// endField shows what a field without result stands for, and notes links.
func (r *reading) endField(f field) {
	instruction := strings.TrimSpace(string(f.instruction))
	name, rest, _ := strings.Cut(instruction, " ")
	switch strings.ToUpper(name) {
	case "HYPERLINK":
		r.addLink(f, rest)
	case "EQ":
		if !f.result {
			r.emit(equation(rest))
		}
	case "SYMBOL":
		if !f.result {
			r.emit(symbolField(rest))
		}
	}
}

// addLink notes the address of a HYPERLINK field, ECMA-376 Part 1, 17.16.5.25.
func (r *reading) addLink(f field, arguments string) {
	words := quoted(arguments)
	if len(words) == 0 || strings.HasPrefix(words[0], `\`) {
		return
	}
	text := ""
	if f.result && f.paragraph == r.paragraphs && f.start <= len(r.text) {
		text = strings.TrimSpace(string(r.text[f.start:]))
	}
	r.content.Links = append(r.content.Links, corpus.Link{Text: text, URL: words[0]})
}

// quoted splits the arguments of a field at white space outside quotes.
func quoted(s string) []string {
	var out []string
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		var word string
		if s[0] == '"' {
			word, s, _ = strings.Cut(s[1:], `"`)
		} else {
			word, s, _ = strings.Cut(s, " ")
		}
		out = append(out, word)
	}
	return out
}

// symbolField gives the character of SYMBOL 168 \f "Wingdings", ECMA-376 Part 1,
// 17.16.5.62.
func symbolField(arguments string) string {
	words := quoted(arguments)
	if len(words) == 0 {
		return ""
	}
	code, err := strconv.ParseInt(words[0], 0, 32)
	if err != nil || code < 0x20 {
		return ""
	}
	for i, w := range words {
		if strings.EqualFold(w, `\f`) && i+1 < len(words) {
			if r, ok := symbol(words[i+1], int(code)); ok {
				return string(r)
			}
		}
	}
	return string(rune(code))
}
