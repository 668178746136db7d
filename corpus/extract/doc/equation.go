package doc

import (
	"strconv"
	"strings"

	"duibiao/corpus/extract/numbering"
)

// equation writes what an EQ field shows in a line: EQ \f(1,2) is 1/2,
// \o\ac(○,1) is ①, \r(3,x) is the third root. Chinese writers use it for
// numbers in circles and for fractions. ECMA-376 Part 1, 17.16.5.18.
func equation(s string) string {
	e := &equationReader{rest: s}
	return strings.TrimSpace(e.list(0, ""))
}

type equationReader struct{ rest string }

// list reads up to one of the characters of ends, which it leaves.
func (e *equationReader) list(depth int, ends string) string {
	var out strings.Builder
	for e.rest != "" && !strings.ContainsRune(ends, rune(e.rest[0])) {
		if e.rest[0] != '\\' || len(e.rest) < 2 {
			out.WriteByte(e.rest[0])
			e.rest = e.rest[1:]
			continue
		}
		e.rest = e.rest[1:]
		switch c := e.rest[0]; {
		case c == '*':
			e.skipSwitch()
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
			out.WriteString(e.command(depth))
		default: // an escaped sign
			out.WriteByte(c)
			e.rest = e.rest[1:]
		}
	}
	return out.String()
}

// skipSwitch skips \* jc2, \* "Font:x".
func (e *equationReader) skipSwitch() {
	e.rest = strings.TrimLeft(e.rest[1:], " ")
	if strings.HasPrefix(e.rest, `"`) {
		_, e.rest, _ = strings.Cut(e.rest[1:], `"`)
		return
	}
	e.rest = strings.TrimLeft(e.rest, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
}

// command reads a command's name, its options, and what stands in brackets.
func (e *equationReader) command(depth int) string {
	name := strings.ToLower(e.rest[:1])
	e.option()
	for {
		trimmed := strings.TrimLeft(e.rest, " ")
		if len(trimmed) < 2 || trimmed[0] != '\\' || strings.IndexByte("()[]{}\\,;*", trimmed[1]) >= 0 {
			break
		}
		e.rest = trimmed[1:]
		e.option()
	}
	if !strings.HasPrefix(e.rest, "(") || depth >= maxFields {
		return ""
	}
	var arguments []string
	for {
		e.rest = e.rest[1:]
		arguments = append(arguments, e.list(depth+1, ",;)"))
		if e.rest == "" || e.rest[0] == ')' {
			break
		}
	}
	e.rest = strings.TrimPrefix(e.rest, ")")
	return combine(name, arguments)
}

// option skips letters and the number behind them: ac, up 9.
func (e *equationReader) option() {
	e.rest = strings.TrimLeft(e.rest, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
	e.rest = strings.TrimLeft(e.rest, " 0123456789-")
}

// combine writes the arguments of a command one after the other.
func combine(name string, arguments []string) string {
	for i := range arguments {
		arguments[i] = strings.TrimSpace(arguments[i])
	}
	if len(arguments) == 2 {
		switch name {
		case "f":
			return arguments[0] + "/" + arguments[1]
		case "r":
			return arguments[0] + "√" + arguments[1]
		case "o":
			return overlay(arguments[0], arguments[1])
		}
	}
	if name == "r" {
		return "√" + strings.Join(arguments, "")
	}
	return strings.Join(arguments, "")
}

// overlay is a sign in a circle, or both signs.
func overlay(around, inside string) string {
	if around != "○" && around != "〇" && around != "O" {
		return around + inside
	}
	if n, err := strconv.Atoi(inside); err == nil && n >= 1 && n <= 50 {
		return numbering.DecimalEnclosedCircle.Number(n)
	}
	for i, c := range []rune("一二三四五六七八九十") {
		if inside == string(c) {
			return string('㊀' + rune(i))
		}
	}
	return around + inside
}
