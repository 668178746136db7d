package desk

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"duibiao/cmd/internal/record"
	"duibiao/corpus"
	"duibiao/crawl/sites"
)

// SiteList reads the built-in site definitions and those of a data directory, and
// when each was last seen to work.
func SiteList(dir string) ([]sites.Site, map[string]corpus.Date, error) {
	list, err := sites.Builtin()
	if err != nil {
		return nil, nil, fmt.Errorf("site definitions: %w", err)
	}
	own, err := sites.LoadDir(filepath.Join(dir, "sites"))
	if err != nil {
		return nil, nil, fmt.Errorf("site definitions: %w", err)
	}
	list = append(list, own...)
	checks := map[string]corpus.Date{}
	b, err := os.ReadFile(ChecksFile(dir))
	if errors.Is(err, fs.ErrNotExist) {
		return list, checks, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("site checks: %w", err)
	}
	if err := json.Unmarshal(b, &checks); err != nil {
		return nil, nil, fmt.Errorf("site checks %s: %w", ChecksFile(dir), err)
	}
	return list, checks, nil
}

// ChecksFile says when site definitions were last seen to work.
func ChecksFile(dir string) string { return filepath.Join(dir, "sites-checked.json") }

// Sites lists the sites that can be collected from by name.
func (d *Desk) Sites() ([]record.Site, error) {
	list, checks, err := SiteList(d.dir)
	if err != nil {
		return nil, err
	}
	out := make([]record.Site, len(list))
	for i, s := range list {
		out[i] = record.OfSite(s, checks[s.ID])
	}
	return out, nil
}
