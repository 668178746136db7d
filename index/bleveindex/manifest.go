package bleveindex

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"regexp"

	"duibiao/index"
)

// formatVersion changes whenever terms, files or folding change, so that an
// index written before is rebuilt rather than misread.
const formatVersion = 1

const manifestName = "manifest.json"

// ManifestPath is the file whose replacement switches the index in dir.
func ManifestPath(dir string) string { return filepath.Join(dir, manifestName) }

// The files of a shard.
const (
	postingsName = "postings.zap"
	unitsName    = "units.bin"
	tableName    = "table.bin"
)

// manifest says what is current.
type manifest struct {
	Format int `json:"format"`
	// Sequence is the store's change sequence the index reflects.
	Sequence int64 `json:"sequence"`
	// Next numbers the next shard; numbers are never used twice.
	Next   int          `json:"next"`
	Shards []shardEntry `json:"shards"`
}

// shardEntry is one shard in the manifest.
type shardEntry struct {
	Name      string               `json:"name"`
	Documents int                  `json:"documents"`
	Units     int                  `json:"units"`
	TextBytes int64                `json:"text_bytes"`
	Files     map[string]fileEntry `json:"files"`
	// Superseded are IDs of documents that a later shard has, or none.
	Superseded []string `json:"superseded,omitempty"`
	// DeadUnits counts the units of superseded documents.
	DeadUnits int `json:"dead_units,omitempty"`
}

// fileEntry is what a file was when it was written.
type fileEntry struct {
	Size  int64  `json:"size"`
	CRC32 uint32 `json:"crc32"`
}

// envelope carries the manifest with its checksum.
type envelope struct {
	CRC32    uint32          `json:"crc32"`
	Manifest json.RawMessage `json:"manifest"`
}

// readManifest tells a missing index from a damaged and an old one.
func readManifest(dir string) (manifest, error) {
	var m manifest
	data, err := os.ReadFile(ManifestPath(dir))
	if errors.Is(err, fs.ErrNotExist) {
		return m, fmt.Errorf("index %s: %w", dir, index.ErrNoIndex)
	}
	if err != nil {
		return m, fmt.Errorf("index %s: %w", dir, err)
	}
	var e envelope
	if err := json.Unmarshal(data, &e); err != nil {
		return m, fmt.Errorf("index manifest: %w: %w", index.ErrDamaged, err)
	}
	if crc32.ChecksumIEEE(e.Manifest) != e.CRC32 {
		return m, fmt.Errorf("index manifest: %w: checksum differs", index.ErrDamaged)
	}
	if err := json.Unmarshal(e.Manifest, &m); err != nil {
		return m, fmt.Errorf("index manifest: %w: %w", index.ErrDamaged, err)
	}
	if m.Format != formatVersion {
		return m, fmt.Errorf("index %s: %w: %d, want %d", dir, index.ErrOldFormat, m.Format, formatVersion)
	}
	return m, nil
}

// writeManifest makes m the current state in one step.
func writeManifest(dir string, m manifest) error {
	body, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("index manifest: %w", err)
	}
	data, err := json.Marshal(envelope{crc32.ChecksumIEEE(body), body})
	if err != nil {
		return fmt.Errorf("index manifest: %w", err)
	}
	tmp := filepath.Join(dir, manifestName+".tmp")
	if err := writeSynced(tmp, append(data, '\n')); err != nil {
		return err
	}
	if err := os.Rename(tmp, ManifestPath(dir)); err != nil {
		return fmt.Errorf("switch index: %w", err)
	}
	syncDir(dir)
	return nil
}

func writeSynced(path string, data []byte) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	_, err = f.Write(data)
	return finish(f, err)
}

// finish syncs and closes a file that was written with the error err so far.
func finish(f *os.File, err error) error {
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", f.Name(), err)
	}
	return nil
}

// syncDir makes renames in a directory last; where that is not possible
// (Windows) the file system does it by itself.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}

// describe measures a file for the manifest.
func describe(path string) (fileEntry, error) {
	f, err := os.Open(path)
	if err != nil {
		return fileEntry{}, fmt.Errorf("read %s: %w", path, err)
	}
	defer func() { _ = f.Close() }()
	h := crc32.NewIEEE()
	n, err := io.CopyBuffer(h, io.LimitReader(f, math.MaxInt64), make([]byte, 1<<20))
	if err != nil {
		return fileEntry{}, fmt.Errorf("read %s: %w", path, err)
	}
	return fileEntry{n, h.Sum32()}, nil
}

var shardDir = regexp.MustCompile(`^s[0-9]{6,}$`)

// sweep removes shards that the manifest does not name. A process that has
// them open keeps reading them.
func sweep(dir string, m manifest) {
	keep := map[string]bool{}
	for _, s := range m.Shards {
		keep[s.Name] = true
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return // nothing depends on it; the next build tries again
	}
	for _, e := range entries {
		if e.IsDir() && shardDir.MatchString(e.Name()) && !keep[e.Name()] {
			_ = os.RemoveAll(filepath.Join(dir, e.Name()))
		}
	}
}
