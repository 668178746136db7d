package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// errMissing says that a program is not installed.
var errMissing = errors.New("not installed")

// program is another reader of files.
type program struct {
	name string
	read func(ctx context.Context, path string) (string, error)
}

// programs are the readers of each kind of file.
func programs() map[string][]program {
	text, table := office("txt:Text (encoded):UTF8"), office("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1")
	return map[string][]program{
		".pdf":  {{"pdftotext", output("pdftotext", "-enc", "UTF-8", "%", "-")}},
		".doc":  {{"antiword", output("antiword", "-m", "UTF-8.txt", "-w", "0", "%")}, {"catdoc", output("catdoc", "-d", "utf-8", "-w", "%")}, {"LibreOffice", text}},
		".docx": {{"LibreOffice", text}},
		".xls":  {{"LibreOffice", table}},
		".xlsx": {{"LibreOffice", table}},
	}
}

// patience is how long a program may take for a file.
const patience = 2 * time.Minute

// output runs a program that writes the text; % stands for the file.
func output(name string, args ...string) func(context.Context, string) (string, error) {
	return func(ctx context.Context, path string) (string, error) {
		if _, err := exec.LookPath(name); err != nil {
			return "", errMissing
		}
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		list := slices.Clone(args)
		for i, a := range list {
			if a == "%" {
				list[i] = path
			}
		}
		out, err := exec.CommandContext(ctx, name, list...).Output()
		if err != nil {
			return "", fmt.Errorf("run: %w", err)
		}
		return string(out), nil
	}
}

// office converts with LibreOffice, in a profile of its own, and reads all that
// it writes: a file a sheet.
func office(filter string) func(context.Context, string) (string, error) {
	return func(ctx context.Context, path string) (string, error) {
		if _, err := exec.LookPath("soffice"); err != nil {
			return "", errMissing
		}
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		dir, err := os.MkdirTemp("", "recall")
		if err != nil {
			return "", fmt.Errorf("folder: %w", err)
		}
		defer os.RemoveAll(dir)
		out := filepath.Join(dir, "out")
		cmd := exec.CommandContext(ctx, "soffice", "--headless", "-env:UserInstallation=file://"+dir+"/profile", "--convert-to", filter, "--outdir", out, path)
		if err := cmd.Run(); err != nil {
			return "", fmt.Errorf("run: %w", err)
		}
		files, err := filepath.Glob(filepath.Join(out, "*"))
		if err != nil || len(files) == 0 {
			return "", errors.New("wrote nothing")
		}
		var text strings.Builder
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				return "", fmt.Errorf("read: %w", err)
			}
			text.Write(b)
			text.WriteByte('\n')
		}
		return text.String(), nil
	}
}

// letters are the letters and digits of a text, the forms of one character made
// one: programs draw marks, borders and bullets of their own.
func letters(text string) []rune {
	var out []rune
	for _, r := range norm.NFKC.String(text) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			out = append(out, r)
		}
	}
	return out
}

func singles(text []rune) []string {
	out := make([]string, len(text))
	for i, r := range text {
		out[i] = string(r)
	}
	return out
}

func neighbours(text []rune) []string {
	var out []string
	for i := 1; i < len(text); i++ {
		out = append(out, string(text[i-1:i+1]))
	}
	return out
}

// share is the part of a list that another holds too, and the first of what it
// lacks.
func share(theirs, ours []string) (float64, []string) {
	left := map[string]int{}
	for _, s := range ours {
		left[s]++
	}
	found := 0
	var lost []string
	for _, s := range theirs {
		if left[s] > 0 {
			left[s]--
			found++
		} else if len(lost) < 40 {
			lost = append(lost, s)
		}
	}
	if len(theirs) == 0 {
		return 1, nil
	}
	return float64(found) / float64(len(theirs)), lost
}

// judge says how much of a program's text is in ours.
func (p program) judge(text string, ours []rune) result {
	if p.name == "pdftotext" {
		text = withoutRunning(text)
	}
	theirs := letters(text)
	r := result{program: p.name, size: len(theirs)}
	var lost []string
	r.share, lost = share(singles(theirs), singles(ours))
	r.order, _ = share(neighbours(theirs), neighbours(ours))
	r.lost = strings.Join(lost, " ")
	return r
}

// withoutRunning drops lines at the edges of pages that most pages repeat, digits
// aside, and bare page numbers.
func withoutRunning(text string) string {
	pages := strings.Split(text, "\f")
	count := map[string]int{}
	var edges [][]int
	lines := make([][]string, len(pages))
	for i, page := range pages {
		lines[i] = strings.Split(page, "\n")
		edges = append(edges, edgeLines(lines[i]))
		for _, k := range edges[i] {
			count[shape(lines[i][k])]++
		}
	}
	var out strings.Builder
	for i := range pages {
		for k, line := range lines[i] {
			s := shape(line)
			if slices.Contains(edges[i], k) && (strings.Trim(s, "0-—–") == "" || count[s] >= 3 && count[s]*3 >= len(pages)) {
				continue
			}
			out.WriteString(line + "\n")
		}
	}
	return out.String()
}

// edgeLines are the first and last two lines with text of a page.
func edgeLines(lines []string) []int {
	var full []int
	for i, l := range lines {
		if strings.TrimSpace(l) != "" {
			full = append(full, i)
		}
	}
	if len(full) <= 4 {
		return full
	}
	return append(full[:2:2], full[len(full)-2:]...)
}

// shape is a line without white space, every number one zero.
func shape(s string) string {
	var out strings.Builder
	digit := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
		case unicode.IsDigit(r):
			if !digit {
				out.WriteByte('0')
			}
			digit = true
			continue
		default:
			out.WriteRune(r)
		}
		digit = false
	}
	return out.String()
}
