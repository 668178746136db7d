package archive

import (
	"path"
	"strings"
	"testing"
	"unicode/utf8"
)

// check unpacks data and holds what comes out to the promises of Members: all
// bytes together stay within the cap, paths are relative, clean, valid UTF-8 and
// unique, everything left out has a reason, and an error comes alone.
func check(t *testing.T, data []byte) {
	t.Helper()
	members, skipped, err := Members("a.zip", data, nil)
	if err != nil && len(members)+len(skipped) > 0 {
		t.Fatalf("an error beside members: %v", err)
	}
	total, seen := 0, map[string]bool{}
	for _, m := range members {
		total += len(m.Data)
		if seen[m.Path] || !tidy(m.Path) {
			t.Fatalf("path %q", m.Path)
		}
		seen[m.Path] = true
	}
	if total > MaxTotal || len(members) > MaxMembers {
		t.Fatalf("%d bytes in %d members", total, len(members))
	}
	for _, s := range skipped {
		if s.Err == nil || seen[s.Path] {
			t.Fatalf("skipped %q: %v", s.Path, s.Err)
		}
	}
}

// tidy reports a path that stays where it is put.
func tidy(p string) bool {
	return utf8.ValidString(p) && p != "" && !strings.HasPrefix(p, "/") && path.Clean("/"+p) == "/"+p
}

// FuzzMembers: the property is that of check.
func FuzzMembers(f *testing.F) {
	inner := string(makeZIP(f, file{name: "x", data: "1"}))
	files := []file{{name: "a", data: "甲"}, {name: "../b.zip", data: inner}}
	f.Add(makeZIP(f, files...))
	f.Add(makeRAR4(0, files...))
	f.Add(makeRAR5(0, files...))
	f.Add(makeGZIP(f, "n", makeTAR(f, files...)))
	f.Fuzz(func(t *testing.T, data []byte) { check(t, data) })
}

// FuzzRAR gives the decoders of RAR arbitrary streams in archives whose headers
// are right; the property is that of check.
func FuzzRAR(f *testing.F) {
	for _, version := range []byte{15, 20, 26, 29} {
		f.Add(version, byte(3), []byte("packed bytes that are none"))
	}
	f.Add(byte(0), byte(3), []byte("\x80 a stream of PPM"))
	f.Fuzz(func(t *testing.T, version, method byte, packed []byte) {
		member := file{name: "a", data: string(packed), version: version, method: method % 6}
		check(t, makeRAR4(0, member, member))
		check(t, makeRAR4(8, member, member))
		member.version %= 2
		check(t, makeRAR5(0, member, member))
	})
}
