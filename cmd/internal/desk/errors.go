package desk

import (
	"errors"
	"strings"

	"duibiao/cmd/internal/msg"
)

// Reason says what kind of refusal an Error is.
type Reason int

// The reasons.
const (
	// Invalid: the question cannot be asked like that.
	Invalid Reason = iota
	// Missing: it asks for what is not here.
	Missing
)

// Error refuses a question, in words for the user.
type Error struct {
	Reason Reason
	// Field is the flag or parameter that is to blame, "" for none, and Value what
	// it was given.
	Field, Value string
	// Text and Hint are what the user is told; without a Text it is Err.
	Text, Hint msg.Message
	Err        error
}

// Error is the text in English, for logs.
func (e *Error) Error() string { return e.Say(msg.New(msg.English)) }

func (e *Error) Unwrap() error { return e.Err }

// Say is what the user is told, after the field that is to blame.
func (e *Error) Say(p *msg.Printer) string {
	text := p.M(e.Text)
	if e.Text.Key == "" && e.Err != nil {
		text = e.Err.Error()
	}
	if e.Field == "" {
		return text
	}
	return strings.TrimSpace(e.Field+" "+e.Value) + ": " + text
}

// Advice is what the user can do about it, "" for nothing.
func (e *Error) Advice(p *msg.Printer) string {
	if e.Hint.Key == "" {
		return ""
	}
	return p.M(e.Hint)
}

// tell is a message with its arguments.
func tell(key string, args ...any) msg.Message { return msg.Message{Key: key, Args: args} }

// invalid refuses a value.
func invalid(text msg.Message) *Error { return &Error{Reason: Invalid, Text: text} }

// missing says that something is not here, and what to do.
func missing(text, hint msg.Message) *Error { return &Error{Reason: Missing, Text: text, Hint: hint} }

// IsMissing reports whether an error says that what was asked for is not here.
func IsMissing(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Reason == Missing
}
