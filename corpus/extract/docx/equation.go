package docx

import (
	"strconv"
	"strings"

	"duibiao/corpus/extract/numbering"
)

// equation gives the text that an EQ field shows (17.16.5.17). Chinese documents
// make signs of it that are text: \o\ac(○,3) is a circled 3, \o\ad(甲乙,　　　) is
// text stretched over a width, \s\up(甲)\s\do(乙) two lines in one.
func equation(instruction string) string {
	_, body, found := strings.Cut(strings.TrimSpace(instruction), " ")
	if !found {
		_, body, _ = strings.Cut(instruction, `\`)
		body = `\` + body
	}
	e := &eq{s: body}
	return strings.TrimSpace(e.list(0))
}

// eq reads an instruction from i on.
type eq struct {
	s string
	i int
}

// list reads text and switches up to the end of an argument: "," or ")".
func (e *eq) list(depth int) string {
	var out strings.Builder
	for e.i < len(e.s) {
		switch c := e.s[e.i]; {
		case c == '\\':
			out.WriteString(e.function(depth))
		case depth > 0 && (c == ',' || c == ';' || c == ')'):
			return out.String()
		case c == '(' && depth < maxFields:
			e.i++
			out.WriteString("(" + e.list(depth+1) + ")")
			e.i++
		default:
			out.WriteByte(c)
			e.i++
		}
	}
	return out.String()
}

// function reads \name with its switches and its arguments. A backslash before
// a sign stands for the sign.
func (e *eq) function(depth int) string {
	names := ""
	for e.i < len(e.s) && e.s[e.i] == '\\' {
		e.i++
		name := e.name()
		if name == "" {
			return e.literal()
		}
		names += `\` + name
	}
	if e.i >= len(e.s) || e.s[e.i] != '(' || depth >= maxFields {
		return ""
	}
	var args []string
	for e.i < len(e.s) && e.s[e.i] != ')' {
		e.i++
		args = append(args, strings.TrimSpace(e.list(depth+1)))
	}
	e.i++
	return combine(names, args)
}

// name reads letters and the number behind them, with the spaces that follow,
// and gives the letters.
func (e *eq) name() string {
	start := e.i
	for e.i < len(e.s) && isLetter(e.s[e.i]) {
		e.i++
	}
	name := strings.ToLower(e.s[start:e.i])
	for e.i < len(e.s) && name != "" && strings.IndexByte("0123456789 ", e.s[e.i]) >= 0 {
		e.i++
	}
	return name
}

func (e *eq) literal() string {
	if e.i >= len(e.s) {
		return ""
	}
	e.i++
	return e.s[e.i-1 : e.i]
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// combine makes one text of the arguments of a function.
func combine(names string, args []string) string {
	if len(args) == 0 {
		return ""
	}
	switch {
	case strings.HasPrefix(names, `\f`):
		return strings.Join(args, "/")
	case strings.HasPrefix(names, `\r`):
		return strings.Join(args[:len(args)-1], "") + "√" + args[len(args)-1]
	case strings.HasPrefix(names, `\o`) && len(args) == 2 && enclosing(args[0]):
		return enclosed(args[1])
	}
	return strings.Join(args, "")
}

func enclosing(s string) bool {
	switch s {
	case "○", "〇", "◯", "□", "△", "◇":
		return true
	}
	return false
}

// enclosed writes a number in a circle as one sign where there is one, all else
// in parentheses.
func enclosed(s string) string {
	if n, err := strconv.Atoi(s); err == nil && n > 0 && n <= 50 {
		return numbering.DecimalEnclosedCircle.Number(n)
	}
	return "(" + s + ")"
}
