// Package assistant offers the corpus to assistants as tools of the Model Context
// Protocol: search_clauses, get_clause, list_documents, compare, format_citation.
//
// Invariant: every answer names its sources (document, clause, address or 文号,
// SHA-256 of the bytes) and the day it is told for, because an assistant repeats
// what it is given to people who cannot look behind it. Every answer is bounded,
// and says what it left out. What cannot be answered is a tool's error with the way
// out, never a guess. It only reads.
package assistant

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"time"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/msg"
	"duibiao/cmd/internal/record"
	"duibiao/corpus"
	"duibiao/corpus/store"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// Config is what the server needs.
type Config struct {
	Desk    *desk.Desk
	Say     *msg.Printer
	Version record.Version
	// Log is told what the protocol does; nil for nobody.
	Log *slog.Logger
}

// within is how long a tool may take.
const within = time.Minute

// maxMessage bounds one message of a client, in bytes.
const maxMessage = 1 << 20

// server is what the tools share.
type server struct {
	Config
	// takes are the arguments of each tool.
	takes map[string][]string
}

// New makes the server with all its tools.
func New(c Config) *mcp.Server {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	s := &server{Config: c, takes: map[string][]string{}}
	m := mcp.NewServer(
		&mcp.Implementation{Name: "duibiao", Title: c.Say.T("mcp.title"), Version: c.Version.Version},
		&mcp.ServerOptions{Instructions: c.Say.T("mcp.instructions"), Logger: c.Log, Capabilities: &mcp.ServerCapabilities{}},
	)
	m.AddReceivingMiddleware(s.errors)
	add(s, m, "search_clauses", s.search)
	add(s, m, "get_clause", s.clause)
	add(s, m, "list_documents", s.documents)
	add(s, m, "compare", s.compare)
	add(s, m, "format_citation", s.cite)
	return m
}

// Run serves one client until it hangs up or ctx ends.
func Run(ctx context.Context, c Config, in io.ReadCloser, out io.WriteCloser) error {
	err := New(c).Run(ctx, &mcp.IOTransport{Reader: in, Writer: out, MaxLineLength: maxMessage})
	if err != nil {
		return fmt.Errorf("serve assistants: %w", err)
	}
	return nil
}

// maxError bounds what an error says, in characters.
const maxError = 1000

// errors bounds what errors say, because the library repeats a refused argument
// whole, and tells what a tool takes to who asks it for something else.
func (s *server) errors(next mcp.MethodHandler) mcp.MethodHandler {
	return func(ctx context.Context, method string, req mcp.Request) (mcp.Result, error) {
		res, err := next(ctx, method, req)
		called, ok := res.(*mcp.CallToolResult)
		if !ok || called == nil || !called.IsError {
			return res, err
		}
		for _, c := range called.Content {
			text, ok := c.(*mcp.TextContent)
			if !ok {
				continue
			}
			refused := strings.HasPrefix(text.Text, "validating")
			text.Text, _ = clip(strings.ToValidUTF8(text.Text, ""), maxError)
			if call, ok := req.(*mcp.CallToolRequest); ok && refused {
				text.Text += "\n" + s.Say.T("mcp.arguments", call.Params.Name, strings.Join(s.takes[call.Params.Name], ", "))
			}
		}
		return res, err
	}
}

// told is a structured answer that can be told in words.
type told interface{ tell(say *msg.Printer) string }

// add adds a tool whose texts stand in the message catalogue under mcp.tool.NAME.
func add[In any, Out told](s *server, m *mcp.Server, name string, do func(context.Context, In) (Out, error)) {
	closed, input := false, inputSchema[In](s.Say)
	s.takes[name] = slices.Sorted(maps.Keys(input.Properties))
	tool := &mcp.Tool{
		Name: name, Title: s.Say.T("mcp.tool." + name), Description: s.Say.T("mcp.tool." + name + ".about"),
		Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &closed},
		InputSchema: input, OutputSchema: outputSchema[Out](),
	}
	mcp.AddTool(m, tool, func(ctx context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, Out, error) {
		ctx, cancel := context.WithTimeout(ctx, within)
		defer cancel()
		out, err := do(ctx, in)
		if err != nil {
			return nil, out, s.explain(err)
		}
		return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: out.tell(s.Say)}}}, out, nil
	})
}

// explain tells an error in words, with what to do about it.
func (s *server) explain(err error) error {
	var (
		refused   *desk.Error
		ambiguous *store.AmbiguousError
	)
	text, hint := "", s.Say.T("mcp.hint")
	switch {
	case errors.As(err, &refused):
		text = refused.Say(s.Say)
	case errors.As(err, &ambiguous):
		text, hint = s.Say.T("err.ambiguous", ambiguous.Ref, len(ambiguous.Candidates)), ""
		for _, c := range ambiguous.Candidates[:min(len(ambiguous.Candidates), maxCandidates)] {
			hint += fmt.Sprintf("%s  %s  %s\n", c.ID, c.Date, c.Title)
		}
	case errors.Is(err, store.ErrNoStore):
		text, hint = s.Say.T("api.problem.no-data"), s.Say.T("api.problem.no-data_hint")
	case errors.Is(err, context.DeadlineExceeded):
		text, hint = s.Say.T("api.problem.took-too-long"), s.Say.T("api.problem.took-too-long_hint")
	default:
		s.Log.Error("tool failed", slog.Any("error", err))
		text, hint = s.Say.T("api.problem.internal-error"), s.Say.T("api.problem.internal-error_hint")
	}
	return errors.New(text + "\n" + strings.TrimRight(hint, "\n"))
}

// maxCandidates bounds the documents offered for an ambiguous name.
const maxCandidates = 20

// Source says where something stands.
type Source struct {
	DocumentID string  `json:"document_id"`
	Title      string  `json:"title"`
	DocNumber  *string `json:"doc_number" jsonschema:"文号"`
	Region     *string `json:"region"`
	// Status is told for the day of the answer.
	Status    corpus.Status `json:"status"`
	Issued    corpus.Date   `json:"issued"`
	Effective corpus.Date   `json:"effective"`
	URL       string        `json:"url" jsonschema:"where the document was collected; file:// for an imported file"`
	SHA256    string        `json:"sha256" jsonschema:"digest of the bytes as collected"`
	LastSeen  string        `json:"last_seen"`
}

func sourceOf(d record.Document) Source {
	return Source{
		DocumentID: d.ID, Title: d.Title, DocNumber: d.DocNumber, Region: d.Region, Status: d.Status, Issued: d.Issued,
		Effective: d.Effective, URL: d.SourceURL, SHA256: d.SHA256, LastSeen: d.LastSeen,
	}
}

// tell names the source in one line.
func (x Source) tell(say *msg.Printer) string {
	parts := []string{"《" + x.Title + "》"}
	if x.DocNumber != nil {
		parts = append(parts, *x.DocNumber)
	}
	parts = append(parts, say.T("status."+string(x.Status)))
	if x.URL != "" {
		parts = append(parts, x.URL)
	}
	return strings.Join(append(parts, "SHA-256 "+x.SHA256, say.T("mcp.id", x.DocumentID)), " · ")
}

// clip bounds a text and says whether it did.
func clip(s string, most int) (string, bool) {
	r := []rune(s)
	if len(r) <= most {
		return s, false
	}
	return string(r[:most]) + "…", true
}
