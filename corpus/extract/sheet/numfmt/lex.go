package numfmt

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// kind is what a part of a section stands for.
type kind int

const (
	literal   kind = iota
	digit          // 0 # ?; also digits of a fixed denominator
	point          // .
	comma          // ,
	percent        // %
	exponent       // E+ E-
	slash          // /
	general        // General
	textValue      // @
	year
	month
	minute
	day
	weekday
	hour
	second
	subsecond
	halfDay // AM/PM, 上午/下午
	elapsed // [h] [m] [s]
)

// part is a token of a section: text as written, for literals as shown.
type part struct {
	kind kind
	text string
}

// split cuts a code at the semicolons that are not quoted.
func split(code string) []string {
	var out []string
	start, quoted := 0, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\':
			i++
		case c == ';':
			out = append(out, code[start:i])
			start = i + 1
		}
	}
	return append(out, code[start:])
}

// Languages that stand for the long date and the time of the reader's system.
const (
	sysDate = 0xF800
	sysTime = 0xF400
)

// lexer cuts one section into parts.
type lexer struct {
	rest string
	s    *section
}

func parseSection(code string) section {
	var s section
	l := lexer{code, &s}
	for l.rest != "" {
		l.next()
	}
	switch {
	case s.locale == sysDate:
		return parseSection(`yyyy"年"m"月"d"日"`)
	case s.locale == sysTime:
		return parseSection("h:mm:ss")
	case len(s.parts) == 0 && strings.HasPrefix(code, "["): // [DBNum2] alone
		l.add(general, "")
	}
	s.classify()
	return s
}

func (l *lexer) add(k kind, text string) { l.s.parts = append(l.s.parts, part{k, text}) }

// take removes n bytes and returns them.
func (l *lexer) take(n int) string {
	out := l.rest[:n]
	l.rest = l.rest[n:]
	return out
}

// takeRune removes one character and returns it, "" at the end.
func (l *lexer) takeRune() string {
	_, n := utf8.DecodeRuneInString(l.rest)
	return l.take(n)
}

func (l *lexer) next() {
	if l.word() {
		return
	}
	switch c := l.rest[0]; c {
	case '"':
		l.take(1)
		text, rest, _ := strings.Cut(l.rest, `"`)
		l.rest = rest
		l.add(literal, text)
	case '\\', '!':
		l.take(1)
		l.add(literal, l.takeRune())
	case '_':
		l.take(1)
		l.takeRune()
		l.add(literal, " ")
	case '*':
		l.take(1)
		l.takeRune()
	case '[':
		l.bracket()
	default:
		l.symbol(c)
	}
}

// word takes the words of format codes; Chinese versions write "G/通用格式" for
// General.
func (l *lexer) word() bool {
	for _, w := range []struct {
		text string
		kind kind
	}{
		{"General", general},
		{"G/通用格式", general},
		{"AM/PM", halfDay},
		{"A/P", halfDay},
		{"上午/下午", halfDay},
		{"E+", exponent},
		{"E-", exponent},
	} {
		if len(l.rest) >= len(w.text) && strings.EqualFold(l.rest[:len(w.text)], w.text) {
			l.add(w.kind, l.take(len(w.text)))
			return true
		}
	}
	return false
}

// symbol takes one placeholder, or a run of the same date letter.
func (l *lexer) symbol(c byte) {
	single := map[byte]kind{'0': digit, '#': digit, '?': digit, '.': point, ',': comma, '%': percent, '/': slash, '@': textValue}
	if k, ok := single[c]; ok {
		l.add(k, l.take(1))
		return
	}
	if k, ok := map[byte]kind{'y': year, 'e': year, 'b': year, 'm': month, 'd': day, 'h': hour, 's': second, 'a': weekday, 'g': literal}[c|0x20]; ok {
		n := 1
		for n < len(l.rest) && l.rest[n]|0x20 == c|0x20 {
			n++
		}
		l.letters(k, strings.ToLower(l.take(n)))
		return
	}
	l.add(literal, l.takeRune())
}

func (l *lexer) letters(k kind, text string) {
	switch {
	case text[0] == 'g': // an era, which the Gregorian calendar has not
	case k == weekday && len(text) < 3:
		l.add(literal, text)
	case k == day && len(text) > 2:
		l.add(weekday, text)
	default:
		l.add(k, text)
	}
}

// bracket takes a mark in square brackets: colour, condition, currency and
// language, numerals, time that counts on.
func (l *lexer) bracket() {
	mark, rest, found := strings.Cut(l.rest[1:], "]")
	if !found {
		l.add(literal, l.take(1))
		return
	}
	l.rest = rest
	lower := strings.ToLower(mark)
	switch {
	case mark == "":
	case mark[0] == '$':
		l.currency(mark[1:])
	case strings.HasPrefix(lower, "dbnum"):
		l.s.chinese, _ = strconv.Atoi(lower[len("dbnum"):])
	case strings.Trim(lower, lower[:1]) == "" && strings.Contains("hms", lower[:1]):
		l.add(elapsed, lower)
	case strings.ContainsRune("<>=", rune(mark[0])):
		l.condition(mark)
	}
}

// currency takes [$¥-804]: a symbol to show and a language.
func (l *lexer) currency(mark string) {
	symbol, locale, _ := strings.Cut(mark, "-")
	if symbol != "" {
		l.add(literal, symbol)
	}
	switch strings.ToLower(locale) {
	case "x-sysdate":
		locale = "F800"
	case "x-systime":
		locale = "F400"
	}
	if n, err := strconv.ParseUint(locale, 16, 32); err == nil {
		l.s.locale = int(n & 0xFFFF)
	} else if strings.HasPrefix(strings.ToLower(locale), "zh") {
		l.s.locale = zhCN
	}
}

func (l *lexer) condition(mark string) {
	op := mark[:1]
	if len(mark) > 1 && (mark[1] == '=' || mark[1] == '>') {
		op = mark[:2]
	}
	if v, err := strconv.ParseFloat(strings.TrimSpace(mark[len(op):]), 64); err == nil {
		l.s.when = condition{op, v}
	}
}

// classify tells what the section shows once all parts are known.
func (s *section) classify() {
	for i := range s.parts {
		switch s.parts[i].kind {
		case year, month, day, weekday, hour, second, halfDay, elapsed:
			s.date = true
		case general:
			s.general = true
		}
	}
	if s.date {
		s.classifyDate()
	} else if !s.general {
		s.layNumber()
	}
}

// classifyDate tells minutes from months, fractions of seconds from numbers, and
// gives up on codes that mix dates with digits.
func (s *section) classifyDate() {
	last := literal
	for i := range s.parts {
		p := &s.parts[i]
		if p.kind == month && len(p.text) <= 2 && (last == hour || s.nextTime(i+1) == second) {
			p.kind = minute
		}
		switch p.kind {
		case point, comma, slash, percent:
			s.plainOrFraction(i, last == second || last == elapsed)
		case digit, general, exponent, textValue:
			s.date, s.general = false, true
		}
		last = lastTime(last, *p)
	}
	if !s.date {
		s.parts = nil
	}
}

// lastTime is the kind of the last part of a date: [h] counts as hours.
func lastTime(last kind, p part) kind {
	switch {
	case p.kind == elapsed && p.text[0] == 'h':
		return hour
	case p.kind >= year && p.kind != subsecond:
		return p.kind
	}
	return last
}

// plainOrFraction makes part i, a sign in a date, a literal, or behind seconds,
// with the zeros after it, a fraction of a second.
func (s *section) plainOrFraction(i int, behindSeconds bool) {
	zeros := 0
	if s.parts[i].kind == point && behindSeconds {
		for j := i + 1; j < len(s.parts) && s.parts[j].kind == digit && s.parts[j].text == "0"; j++ {
			zeros++
			s.parts[j] = part{literal, ""}
		}
	}
	s.parts[i].kind = literal
	if zeros > 0 {
		s.parts[i] = part{subsecond, strings.Repeat("0", min(zeros, 3))}
	}
}

// nextTime is the kind of the next part of a date at or after i.
func (s *section) nextTime(i int) kind {
	for ; i < len(s.parts); i++ {
		switch k := s.parts[i].kind; k {
		case year, month, day, weekday, hour, second, halfDay:
			return k
		case elapsed:
			if s.parts[i].text[0] == 's' {
				return second
			}
			return elapsed
		}
	}
	return literal
}
