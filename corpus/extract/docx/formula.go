package docx

import (
	"encoding/xml"
	"strings"
	"unicode/utf8"
)

// formula reads an m:oMath (ECMA-376 Part 1, 22.1) as one line: a/b, 10⁸, √(x).
func (w *walker) formula() error {
	s, err := w.math()
	if writeErr := w.write(s); err == nil {
		err = writeErr
	}
	return err
}

// math reads the children of an element of a formula.
func (w *walker) math() (string, error) {
	var out strings.Builder
	err := w.x.children(func(e xml.StartElement) error {
		s, err := w.mathPart(e)
		out.WriteString(s)
		return err
	})
	return out.String(), err
}

func (w *walker) mathPart(e xml.StartElement) (string, error) {
	switch e.Name.Local {
	case "t":
		return w.x.text()
	case "f":
		p, _, err := w.mathArgs()
		return group(p["num"]) + "/" + group(p["den"]), err
	case "sSup":
		p, _, err := w.mathArgs()
		return p["e"] + power(p["sup"]), err
	case "sSubSup":
		p, _, err := w.mathArgs()
		return p["e"] + p["sub"] + power(p["sup"]), err
	case "rad":
		p, _, err := w.mathArgs()
		return p["deg"] + "√" + group(p["e"]), err
	case "d":
		p, signs, err := w.mathArgs()
		return value(signs, "begChr", "(") + p["e"] + value(signs, "endChr", ")"), err
	case "nary":
		p, signs, err := w.mathArgs()
		return value(signs, "chr", "∫") + p["sub"] + power(p["sup"]) + p["e"], err
	case "del", "moveFrom", "rPr", "ctrlPr":
		return "", w.x.skip()
	}
	return w.math()
}

// mathArgs reads the arguments of a structure by their names, several of one
// name with a comma between them, and the signs that its properties name.
func (w *walker) mathArgs() (args, signs map[string]string, err error) {
	args, signs = map[string]string{}, map[string]string{}
	lists := map[string][]string{}
	err = w.x.children(func(e xml.StartElement) error {
		if strings.HasSuffix(e.Name.Local, "Pr") {
			return w.x.children(func(e xml.StartElement) error {
				signs[e.Name.Local] = attr(e, "val")
				return w.x.skip()
			})
		}
		s, err := w.math()
		lists[e.Name.Local] = append(lists[e.Name.Local], s)
		return err
	})
	for name, list := range lists {
		args[name] = strings.Join(list, ",")
	}
	return args, signs, err
}

// value is a sign that the properties name, else the usual one.
func value(signs map[string]string, name, usual string) string {
	if s, ok := signs[name]; ok {
		return s
	}
	return usual
}

// group puts parentheses around more than one sign, but not around a number.
func group(s string) string {
	if utf8.RuneCountInString(s) <= 1 || strings.Trim(s, "0123456789.%") == "" {
		return s
	}
	return "(" + s + ")"
}

// power writes an exponent.
func power(s string) string {
	if raised := superscript(s); raised != s || s == "" {
		return raised
	}
	return "^" + group(s)
}
