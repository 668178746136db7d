package word

import (
	"archive/zip"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
)

// Write writes a document as .docx. It fails on what would make a broken file: an
// ID or Anchor that stands twice, a Ref or Link to nothing, a table with holes,
// bytes that are no PNG; and when w fails. Characters that no file can hold are
// left out; Removed lists them.
func Write(w io.Writer, doc Document) error {
	b := newBuilder(doc)
	if err := b.build(); err != nil {
		return err
	}
	z := zip.NewWriter(w)
	for _, name := range slices.Sorted(maps.Keys(b.parts)) {
		h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: epoch()}
		if strings.HasSuffix(name, ".png") {
			h.Method = zip.Store // it is deflated already
		}
		f, err := z.CreateHeader(h)
		if err != nil {
			return fmt.Errorf("write docx, part %s: %w", name, err)
		}
		if _, err := f.Write(b.parts[name]); err != nil {
			return fmt.Errorf("write docx, part %s: %w", name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write docx: %w", err)
	}
	return nil
}

// epoch is the time of every part: the first that a ZIP can tell.
func epoch() time.Time { return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC) }

// builder makes the parts of one file.
type builder struct {
	doc     Document
	title   string // clean
	parts   map[string][]byte
	removed map[rune]int

	targets   map[string]target // figures and tables by ID
	anchors   map[string]string // bookmarks of paragraphs by Anchor
	counts    map[string]int    // captions by label word
	bookmarks int
	headings  []heading
	notes     []element // footnotes
	pictures  int
	rels      []element // relations of the main part
	svg       bool
	// newPage makes the next paragraph begin a page.
	newPage bool
}

// target is what a Ref leads to.
type target struct{ label, bookmark string }

// heading is an entry of the table of contents.
type heading struct {
	level          int
	text, bookmark string
}

func newBuilder(doc Document) *builder {
	return &builder{
		doc: doc, parts: map[string][]byte{}, removed: map[rune]int{},
		targets: map[string]target{}, anchors: map[string]string{}, counts: map[string]int{},
	}
}

// build makes every part of the file.
func (b *builder) build() error {
	if err := b.number(); err != nil {
		return fmt.Errorf("write docx: %w", err)
	}
	b.title = b.line(b.doc.Title)
	body, err := b.body()
	if err != nil {
		return fmt.Errorf("write docx: %w", err)
	}
	b.parts["word/document.xml"] = part("w:document", el("w:body", body...)).bytes()
	b.parts["word/footnotes.xml"] = b.footnotes().bytes()
	b.parts["word/styles.xml"] = styles().bytes()
	b.parts["word/fontTable.xml"] = fontTable().bytes()
	b.parts["word/settings.xml"] = settings().bytes()
	b.parts["word/footer1.xml"] = footer("FooterOdd").bytes()
	b.parts["word/footer2.xml"] = footer("FooterEven").bytes()
	b.packaging()
	return nil
}

// number gives figures and tables their numbers and every target its bookmark,
// so that references may lead forward.
func (b *builder) number() error {
	for _, x := range b.doc.Blocks {
		var err error
		switch x := x.(type) {
		case Figure:
			err = b.target("图", x.ID)
		case Table:
			err = b.target("表", x.ID)
		case Paragraph:
			err = b.anchor(x.Anchor)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) target(word, id string) error {
	b.counts[word]++
	if id == "" {
		return fmt.Errorf("%s%d has no ID", word, b.counts[word])
	}
	if _, ok := b.targets[id]; ok {
		return fmt.Errorf("two figures or tables have the ID %q", id)
	}
	b.targets[id] = target{word + itoa(b.counts[word]), b.bookmark("_Ref")}
	return nil
}

func (b *builder) anchor(name string) error {
	if name == "" {
		return nil
	}
	if _, ok := b.anchors[name]; ok {
		return fmt.Errorf("two paragraphs have the anchor %q", name)
	}
	b.anchors[name] = b.bookmark("_Src")
	return nil
}

// bookmark is a new name. Names that begin with _ are hidden in Word's lists.
func (b *builder) bookmark(prefix string) string {
	b.bookmarks++
	return fmt.Sprintf("%s%09d", prefix, b.bookmarks)
}
