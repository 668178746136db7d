package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// TestMCP speaks with the program itself, as an assistant does: over its stdin and
// stdout, with documents and without.
func TestMCP(t *testing.T) {
	dir := t.TempDir()
	rule := filepath.Join(dir, "a.txt")
	if err := os.WriteFile(rule, []byte("甲市花木采购办法\n第一条 投标保证金不得超过预算金额的百分之二。\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(dir, "data")
	if out, err := exec.Command("duibiao", "import", "-q", "--data", data, rule).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for name, where := range map[string]string{"documents": data, "nothing": filepath.Join(dir, "none")} {
		t.Run(name, func(t *testing.T) { speak(t, where, name == "nothing") })
	}
	if _, err := os.Stat(filepath.Join(dir, "none")); !os.IsNotExist(err) {
		t.Errorf("a data directory was made: %v", err)
	}
}

// speak searches and compares through the program.
func speak(t *testing.T, data string, nothing bool) {
	ctx := context.Background()
	cmd := exec.Command("duibiao", "mcp", "--data", data)
	var said bytes.Buffer
	cmd.Stderr = &said
	s, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(ctx, &mcp.CommandTransport{Command: cmd}, nil)
	if err != nil {
		t.Fatalf("%v: %s", err, &said)
	}
	res, err := s.CallTool(ctx, &mcp.CallToolParams{Name: "search_clauses", Arguments: map[string]any{"query": "保证金"}})
	if err != nil || res.IsError != nothing {
		t.Errorf("search %+v %v", res, err)
	}
	res, err = s.CallTool(ctx, &mcp.CallToolParams{Name: "compare", Arguments: map[string]any{"comparison": "items", "regions": []string{"广东"}}})
	if err != nil || res.IsError || res.StructuredContent == nil {
		t.Errorf("compare %+v %v", res, err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if said.Len() > 0 || cmd.ProcessState == nil || !cmd.ProcessState.Success() {
		t.Errorf("%v, stderr %q", cmd.ProcessState, &said)
	}
}

// TestMCPOutput: every line on stdout is a message of the protocol, whatever comes
// in, and the program ends when its client hangs up.
func TestMCPOutput(t *testing.T) {
	cmd := exec.Command("duibiao", "mcp", "-v", "--data", filepath.Join(t.TempDir(), "none"))
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}`,
		`{"jsonrpc":"2.0","method":"notifications/initialized"}`,
		`{"jsonrpc":"2.0","id":2,"method":"tools/list"}`,
		`{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"list_documents","arguments":{"limit":2}}}`,
		`{"jsonrpc":"2.0","id":4,"method":"no/such/method"}`,
	} {
		if _, err := io.WriteString(in, line+"\n"); err != nil {
			t.Fatal(err)
		}
	}
	waiting := map[string]bool{"1": true, "2": true, "3": true, "4": true}
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var m struct {
			Version string          `json:"jsonrpc"`
			ID      json.RawMessage `json:"id"`
		}
		if err := json.Unmarshal(lines.Bytes(), &m); err != nil || m.Version != "2.0" {
			t.Errorf("stdout has %q", lines.Text())
		}
		delete(waiting, string(m.ID))
		if len(waiting) == 0 {
			_ = in.Close() // hang up: what follows is nothing
		}
	}
	if err := cmd.Wait(); err != nil || len(waiting) > 0 {
		t.Errorf("%v, not answered are %v: %s", err, waiting, &said)
	}
}

// TestMCPInterrupt stands for Ctrl-C while a client is connected.
func TestMCPInterrupt(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	in, _ := io.Pipe()
	done := make(chan int)
	var out, said bytes.Buffer
	go func() { done <- run(ctx, []string{"--data", t.TempDir(), "mcp"}, in, &out, &said) }()
	cancel()
	if code := <-done; code != exitInterrupted || out.Len() > 0 {
		t.Errorf("exit %d, stdout %q, stderr %q", code, &out, &said)
	}
}
