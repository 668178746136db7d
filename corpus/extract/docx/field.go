package docx

import (
	"encoding/xml"
	"strings"
)

// field is an open complex field (17.16.18): instruction, then result.
type field struct {
	instruction strings.Builder
	// result says that the instruction has ended: what follows is shown.
	result bool
	// hide says that the result is not shown either: page numbers.
	hide bool
	// box is the state of a check box of a form: ☑, □ or "".
	box string
	// p and at are where the result begins, for links.
	p  *paragraph
	at int
}

// maxFields bounds the nesting of fields, maxInstruction an instruction in bytes.
const (
	maxFields      = 64
	maxInstruction = 8192
)

// muted reports whether text is not shown because of a field around it.
func (w *walker) muted() bool {
	for _, f := range w.fields {
		if !f.result || f.hide {
			return true
		}
	}
	return false
}

func (w *walker) fieldChar(e xml.StartElement) error {
	switch attr(e, "fldCharType") {
	case "begin":
		f := &field{}
		if len(w.fields) < maxFields {
			w.fields = append(w.fields, f)
		}
		return w.formField(f)
	case "separate":
		if f := w.innermost(); f != nil && !f.result {
			f.result = true
			f.hide = pageField(f.keyword())
			f.p, f.at = w.p, w.p.out.Len()
		}
	case "end":
		if err := w.endField(); err != nil {
			return err
		}
	}
	return w.x.skip()
}

func (w *walker) innermost() *field {
	if len(w.fields) == 0 {
		return nil
	}
	return w.fields[len(w.fields)-1]
}

// endField closes the innermost field. Fields that show something without a
// result of text are worked out here.
func (w *walker) endField() error {
	f := w.innermost()
	if f == nil {
		return nil
	}
	w.fields = w.fields[:len(w.fields)-1]
	if f.result && f.p == w.p && f.keyword() == "HYPERLINK" {
		w.link(f.at, linkTarget(f.instruction.String()))
	}
	if f.result && (f.p != w.p || strings.TrimSpace(w.p.out.String()[f.at:]) != "") {
		return nil
	}
	return w.write(w.shown(f))
}

// shown is what a field shows that stores no result: EQ, SYMBOL, MACROBUTTON and
// check boxes (17.16.5).
func (w *walker) shown(f *field) string {
	text := f.instruction.String()
	switch f.keyword() {
	case "EQ":
		return equation(text)
	case "SYMBOL":
		return w.symbols.field(words(text))
	case "MACROBUTTON":
		if all := words(text); len(all) > 2 {
			return strings.Join(all[2:], " ")
		}
	case "FORMCHECKBOX":
		return f.box
	}
	return ""
}

// endInstructions closes, at the end of a paragraph, the fields whose
// instruction has not ended and those that hide: a field that was never closed
// must not swallow the rest of the document.
func (w *walker) endInstructions() {
	for i, f := range w.fields {
		if !f.result || f.hide {
			w.fields = w.fields[:i]
			return
		}
	}
}

// formField reads what a form field says of its state (17.16.17).
func (w *walker) formField(f *field) error {
	return w.x.children(func(e xml.StartElement) error {
		if e.Name.Local != "ffData" {
			return w.x.skip()
		}
		return w.x.children(func(e xml.StartElement) error {
			if e.Name.Local != "checkBox" {
				return w.x.skip()
			}
			return w.checkBox(f)
		})
	})
}

func (w *walker) checkBox(f *field) error {
	f.box = "□"
	return w.x.children(func(e xml.StartElement) error {
		// w:checked comes after w:default and wins over it.
		if e.Name.Local == "default" || e.Name.Local == "checked" {
			f.box = "□"
			if on(e) {
				f.box = "☑"
			}
		}
		return w.x.skip()
	})
}

func (w *walker) instruction(xml.StartElement) error {
	s, err := w.x.text()
	if f := w.innermost(); f != nil && !f.result && f.instruction.Len()+len(s) <= maxInstruction {
		f.instruction.WriteString(s)
	}
	return err
}

func (w *walker) simpleField(e xml.StartElement) error {
	f := &field{result: true}
	f.instruction.WriteString(attr(e, "instr"))
	if pageField(f.keyword()) {
		return w.x.skip()
	}
	at := w.p.out.Len()
	err := w.x.children(w.inline)
	if f.keyword() == "HYPERLINK" {
		w.link(at, linkTarget(attr(e, "instr")))
	}
	return err
}

// keyword is the name of the field in capitals.
func (f *field) keyword() string {
	s := strings.TrimSpace(f.instruction.String())
	if end := strings.IndexAny(s, " \t\n\\\"\u3000"); end >= 0 {
		s = s[:end]
	}
	return strings.ToUpper(s)
}

// pageField reports fields that number pages: no part of the text.
func pageField(keyword string) bool {
	return keyword == "PAGE" || keyword == "NUMPAGES" || keyword == "SECTIONPAGES"
}

// words splits an instruction at white space outside quotes.
func words(s string) []string {
	var out []string
	quoted := false
	for part := range strings.SplitSeq(s, `"`) {
		if quoted {
			out = append(out, part)
		} else {
			out = append(out, strings.Fields(part)...)
		}
		quoted = !quoted
	}
	return out
}

// linkTarget is the address of a HYPERLINK field; "" for places in the document.
func linkTarget(instruction string) string {
	all := words(instruction)
	if len(all) < 2 || strings.HasPrefix(all[1], `\`) {
		return ""
	}
	return all[1]
}
