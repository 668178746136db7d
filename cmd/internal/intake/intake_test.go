package intake

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestFind(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a", "2.txt"), "two")
	write(t, filepath.Join(dir, "a", "1.txt"), "one")
	write(t, filepath.Join(dir, "a", ".hidden"), "no")
	for link, target := range map[string]string{"a/loop": "..", "b": "a", "a/broken": "nowhere"} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	found, hidden, err := Find(context.Background(), []string{dir, filepath.Join(dir, "a", "1.txt")})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range found {
		name, _ := filepath.Rel(dir, f.Path)
		if f.Err != nil {
			name += " !"
		}
		names = append(names, name)
	}
	want := []string{"a/1.txt", "a/2.txt", "a/broken !", "a/loop !"}
	if len(names) != len(want) || hidden != 1 {
		t.Fatalf("found %q, hidden %d", names, hidden)
	}
	for i := range want {
		if names[i] != want[i] {
			t.Errorf("found %q, want %q", names, want)
		}
	}
	if !errors.Is(found[3].Err, ErrLoop) {
		t.Errorf("loop: %v", found[3].Err)
	}
}

func TestFindMissing(t *testing.T) {
	if _, _, err := Find(context.Background(), []string{filepath.Join(t.TempDir(), "no")}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestReadTooLarge(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	write(t, path, "12345")
	var large *TooLargeError
	if _, _, err := Read(Found{Path: path, Size: 5}, 4); !errors.As(err, &large) {
		t.Errorf("got %v", err)
	}
	if data, sum, err := Read(Found{Path: path, Size: 5}, 5); err != nil || string(data) != "12345" || len(sum) != 64 {
		t.Errorf("got %q %s %v", data, sum, err)
	}
}
