package msg

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestBothLanguagesSameVerbs(t *testing.T) {
	keys, err := Keys()
	if err != nil {
		t.Fatal(err)
	}
	verb := regexp.MustCompile(`%(\[\d+\])?[-+# 0]*\d*(\.\d+)?[a-zA-Z]`)
	for k, e := range keys {
		zh, en := e[Chinese], e[English]
		if zh == "" || en == "" {
			t.Errorf("%s: missing a language: %q %q", k, zh, en)
		}
		if len(e) != 2 {
			t.Errorf("%s: has languages beyond zh and en", k)
		}
		a, b := verb.FindAllString(zh, -1), verb.FindAllString(en, -1)
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(a, b) {
			t.Errorf("%s: verbs differ: %v %v", k, a, b)
		}
	}
}

// sources reads the Go files and templates of all commands.
func sources(t *testing.T) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir("../..", func(path string, e os.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" && filepath.Ext(path) != ".gohtml" {
			return err
		}
		b, err := os.ReadFile(path)
		files[path] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestEveryKeyThatIsUsedExists(t *testing.T) {
	keys, err := Keys()
	if err != nil {
		t.Fatal(err)
	}
	call := regexp.MustCompile(`(?:\.(?:T|note|errorf)|\btell)\("([^"]+)"|\bt "([^"]+)"`)
	for path, text := range sources(t) {
		for _, m := range call.FindAllStringSubmatch(text, -1) {
			if key := m[1] + m[2]; keys[key] == nil && !strings.HasSuffix(key, ".") {
				t.Errorf("%s uses the key %q, which is not in the catalogue", path, key)
			}
		}
	}
}

// A key may be put together from a prefix ("status.") and a value.
func TestEveryKeyIsUsed(t *testing.T) {
	keys, err := Keys()
	if err != nil {
		t.Fatal(err)
	}
	quoted := regexp.MustCompile(`"([a-z][a-z0-9_]*(?:\.[a-z0-9_-]+)*\.?)"`)
	used, prefixes := map[string]bool{}, []string{}
	for _, text := range sources(t) {
		for _, m := range quoted.FindAllStringSubmatch(text, -1) {
			used[m[1]] = true
			if strings.HasSuffix(m[1], ".") {
				prefixes = append(prefixes, m[1])
			}
		}
	}
	for k := range keys {
		composed := slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(k, p) })
		if !used[k] && !composed {
			t.Errorf("key %q is never used", k)
		}
	}
}
