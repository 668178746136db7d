package archive

import (
	"bytes"
	"strconv"
	"strings"

	"duibiao/corpus/extract/zippart"
)

// kind is a kind of archive by its usual extension.
type kind string

const (
	kindNone kind = ""
	kindZIP  kind = "zip"
	kindRAR  kind = "rar"
	kindGZIP kind = "gz"
	kindTAR  kind = "tar"
	kind7z   kind = "7z"
)

// kindOf tells archives by their first bytes.
func kindOf(data []byte) kind {
	for _, m := range []struct {
		magic string
		kind  kind
	}{
		{"PK\x03\x04", kindZIP},
		{"PK\x05\x06", kindZIP},
		{"PK\x07\x08", kindZIP},
		{"PK00PK\x03\x04", kindZIP},
		{"Rar!\x1A\x07", kindRAR},
		{"\x1F\x8B\x08", kindGZIP},
		{"7z\xBC\xAF\x27\x1C", kind7z},
	} {
		if bytes.HasPrefix(data, []byte(m.magic)) {
			return m.kind
		}
	}
	if isTAR(data) {
		return kindTAR
	}
	return kindNone
}

// isTAR checks the first header of a tape archive: its mark, or the checksum of
// the oldest form, which has no mark (POSIX.1-1988, ustar).
func isTAR(data []byte) bool {
	const block, sumAt, sumEnd = 512, 148, 156
	if len(data) < block || data[0] == 0 {
		return false
	}
	if bytes.HasPrefix(data[257:], []byte("ustar")) {
		return true
	}
	want, err := strconv.ParseInt(strings.Trim(string(data[sumAt:sumEnd]), " \x00"), 8, 32)
	if err != nil {
		return false
	}
	sum := int64(0)
	for i, c := range data[:block] {
		if i >= sumAt && i < sumEnd {
			c = ' '
		}
		sum += int64(c)
	}
	return sum == want
}

// IsArchive reports an archive of files, by its bytes: one that Members unpacks,
// or would if it could (7z). Documents that are packed as ZIP (DOCX, XLSX, PPTX,
// OFD, ODF, EPUB) are none.
func IsArchive(_ string, data []byte) bool {
	switch kindOf(data) {
	case kindNone:
		return false
	case kindZIP:
		return !isDocument(data)
	}
	return true
}

func isDocument(data []byte) bool {
	a, err := zippart.Open(data, "zip")
	if err != nil {
		return false
	}
	for _, part := range []string{"[Content_Types].xml", "OFD.xml", "META-INF/manifest.xml", "META-INF/container.xml"} {
		if a.Has(part) {
			return true
		}
	}
	return false
}
