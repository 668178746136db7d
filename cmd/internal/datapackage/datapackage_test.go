package datapackage_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duibiao/cmd/internal/datapackage"
	"duibiao/cmd/internal/datapackage/datapackagetest"
)

func least(n int) *datapackage.Constraints { return &datapackage.Constraints{Minimum: &n} }

func things() datapackage.Resource {
	return datapackage.Resource{
		Name: "things", Title: "物", PrimaryKey: []string{"id"},
		ForeignKeys: []datapackage.ForeignKey{{Fields: []string{"up"}, Reference: datapackage.Reference{Fields: []string{"id"}}}},
		Fields: []datapackage.Field{
			{Name: "id", Type: datapackage.String, Constraints: &datapackage.Constraints{Required: true, Pattern: `[a-z]+`}},
			{Name: "up", Type: datapackage.String},
			{Name: "text", Type: datapackage.String},
			{Name: "n", Type: datapackage.Integer, Constraints: least(0)},
			{Name: "x", Type: datapackage.Number, Unit: "元"},
			{Name: "yes", Type: datapackage.Boolean},
			{Name: "kind", Type: datapackage.String, Constraints: &datapackage.Constraints{Enum: []string{"p", "q"}}},
			{Name: "list", Type: datapackage.Array},
		},
	}
}

// hostile are texts that a table must give back as they were, and no spreadsheet
// may run.
func hostile() []string {
	return []string{
		"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\tx", "\r=1", "\n=1", "＝1+1", "'quoted", "''", "-5", "</script>", `a"b,c;d`, "一\n二", "一\r\n二", "{a|b}", "__f__", "NaN", "0123", " x ",
	}
}

func fill(t *testing.T, exact bool) func(string) error {
	return func(dir string) error {
		t.Helper()
		w := datapackage.NewWriter(dir, exact)
		table, err := w.Table(things())
		if err != nil {
			return err
		}
		up := ""
		for i, s := range hostile() {
			id := strings.Repeat("a", i+1)
			if err := table.Row(id, up, s, "3", "-2070.58", "true", "p", `["甲"]`); err != nil {
				return err
			}
			up = id
		}
		if err := table.Close(); err != nil {
			return err
		}
		return w.Close(datapackage.Description{Name: "test", Title: "试", Created: "2025-12-10T00:00:00Z", Generator: "test"})
	}
}

func TestRoundTrip(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "package")
	if _, err := datapackage.WriteFolder(dir, "test", false, fill(t, false)); err != nil {
		t.Fatal(err)
	}
	rows := datapackagetest.Check(t, dir)["things"]
	if len(rows) != len(hostile()) {
		t.Fatalf("%d rows, want %d", len(rows), len(hostile()))
	}
	for i, want := range hostile() {
		want = strings.ReplaceAll(want, "\r\n", "\n") // the reader of encoding/csv does so, the file has both
		if got := datapackage.Unescape(rows[i][2]); got != want {
			t.Errorf("%q came back as %q", want, got)
		}
		if rows[i][4] != "-2070.58" {
			t.Errorf("number %q", rows[i][4])
		}
	}
	b, err := os.ReadFile(filepath.Join(dir, "data", "things.csv"))
	if err != nil || !bytes.Contains(b, []byte("\"一\r\n二\"")) || bytes.HasPrefix(b, []byte("\ufeff")) {
		t.Errorf("%v in %q", err, b)
	}
}

// TestExact leaves texts as they are.
func TestExact(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "package")
	if _, err := datapackage.WriteFolder(dir, "test", false, fill(t, true)); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(dir, "data", "things.csv"))
	if err != nil || !bytes.Contains(b, []byte("\na,,=1+1,3,")) {
		t.Errorf("%v in %q", err, b)
	}
}

func TestEscape(t *testing.T) {
	for in, want := range map[string]string{"": "", "甲": "甲", "=1": "'=1", "'=1": "''=1", "-5": "-5", "-甲": "'-甲", "＝1": "'＝1"} {
		if got := datapackage.Escape(in); got != want || datapackage.Unescape(got) != in {
			t.Errorf("Escape(%q) = %q, want %q; back: %q", in, got, want, datapackage.Unescape(got))
		}
	}
}

// TestRefuse holds the writer to its fields.
func TestRefuse(t *testing.T) {
	good := []string{"a", "", "", "3", "1", "true", "p", ""}
	for _, tc := range []struct {
		field int
		cell  string
	}{
		{0, ""},
		{0, "A"},
		{2, "\xff"},
		{3, "x"},
		{3, "-1"},
		{3, "1.5"},
		{3, "+1"},
		{3, "007"},
		{4, "NaN"},
		{4, "1e5"},
		{4, "Inf"},
		{4, "1,000"},
		{5, "yes"},
		{6, "r"},
		{7, "甲"},
	} {
		w := datapackage.NewWriter(t.TempDir(), false)
		table, err := w.Table(things())
		if err != nil {
			t.Fatal(err)
		}
		if err := table.Row(good...); err != nil {
			t.Fatal(err)
		}
		row := append([]string{}, good...)
		row[tc.field] = tc.cell
		if err := table.Row(row...); err == nil || !strings.Contains(err.Error(), "things, row 2") {
			t.Errorf("field %d takes %q: %v", tc.field, tc.cell, err)
		}
		if err := table.Row("a"); err == nil {
			t.Error("a row too short passes")
		}
		if err := w.Close(datapackage.Description{}); err == nil {
			t.Error("a descriptor is written beside an open table")
		}
		if err := table.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestPack writes the same bytes twice, the descriptor first.
func TestPack(t *testing.T) {
	var a, b bytes.Buffer
	for _, out := range []*bytes.Buffer{&a, &b} {
		dir := t.TempDir()
		if err := fill(t, false)(dir); err != nil {
			t.Fatal(err)
		}
		if err := datapackage.Pack(out, dir); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two runs give different bytes")
	}
	z, err := zip.NewReader(bytes.NewReader(a.Bytes()), int64(a.Len()))
	if err != nil || len(z.File) != 2 || z.File[0].Name != "datapackage.json" || z.File[1].Name != "data/things.csv" {
		t.Errorf("%v, %+v", err, z)
	}
}

// TestReplace replaces what is ours and leaves nothing behind when it fails.
func TestReplace(t *testing.T) {
	in := t.TempDir()
	dir := filepath.Join(in, "out")
	for range 2 {
		if kept, err := datapackage.WriteFolder(dir, "test", false, fill(t, false)); err != nil || kept != "" {
			t.Fatal(kept, err)
		}
	}
	broken := errors.New("broken")
	if _, err := datapackage.WriteFolder(dir, "test", false, func(string) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	datapackagetest.Check(t, dir)
	if _, err := datapackage.WriteFolder(dir, "another", false, fill(t, false)); !errors.Is(err, datapackage.ErrNotOurs) {
		t.Errorf("the package of another program is replaced: %v", err)
	}
	if entries, err := os.ReadDir(in); err != nil || len(entries) != 1 {
		t.Errorf("%v is left, %v", entries, err)
	}
}

// TestKeep keeps the user's files, whatever is asked for.
func TestKeep(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	write := func(force bool) (string, error) {
		return datapackage.WriteFolder(dir, "test", force, fill(t, false))
	}
	if _, err := write(false); err != nil {
		t.Fatal(err)
	}
	mine := filepath.Join(dir, "data", "mine.csv")
	put := func() {
		if err := os.WriteFile(mine, []byte("a\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put()
	if _, err := write(false); !errors.Is(err, datapackage.ErrNotOurs) {
		t.Errorf("a folder with the user's file is replaced: %v", err)
	}
	if kept, err := write(true); err != nil || kept != dir+"~" {
		t.Fatal(kept, err)
	}
	if _, err := os.Stat(filepath.Join(dir+"~", "data", "mine.csv")); err != nil {
		t.Errorf("the user's file is gone: %v", err)
	}
	put()
	if _, err := write(true); !errors.Is(err, fs.ErrExist) {
		t.Errorf("what was kept is overwritten: %v", err)
	}
	if _, err := os.Stat(mine); err != nil {
		t.Errorf("the user's file is gone: %v", err)
	}
}
