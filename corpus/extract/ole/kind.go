package ole

import "bytes"

// Holding says what kind of document a container holds.
type Holding string

// What containers hold.
const (
	Word       Holding = "word"       // .doc, .dot, WPS Writer
	Excel      Holding = "excel"      // .xls, .xlt, WPS Spreadsheets
	PowerPoint Holding = "powerpoint" // .ppt
	// EncryptedOffice is a newer document (DOCX, XLSX, PPTX) behind a password.
	EncryptedOffice Holding = "encrypted"
	Works           Holding = "works"   // Microsoft Works, word processor
	Message         Holding = "message" // Outlook .msg
	Other           Holding = "other"
)

// marks are the streams by which a container is told, the first that is there
// counts: an encrypted file may carry an empty stream of its former kind.
func marks() []struct {
	stream string
	holds  Holding
} {
	return []struct {
		stream string
		holds  Holding
	}{
		{"EncryptedPackage", EncryptedOffice},
		{"EncryptionInfo", EncryptedOffice},
		{"\x09DRMContent", EncryptedOffice},
		{"WordDocument", Word},
		{"Workbook", Excel},
		{"Book", Excel},
		{"PowerPoint Document", PowerPoint},
		{"MatOST", Works},
		{"__properties_version1.0", Message},
	}
}

// Kind says what f holds, by the names of its streams.
func Kind(f *File) Holding {
	for _, m := range marks() {
		if f.Has(m.stream) {
			return m.holds
		}
	}
	// Works 7 and later have a stream CONTENTS that begins CHNKWKS.
	if b, _ := f.Stream("CONTENTS"); bytes.HasPrefix(b, []byte("CHNKWKS")) {
		return Works
	}
	return Other
}

// Encrypted reports a container that packs an encrypted or rights-managed
// document of a newer format, [MS-OFFCRYPTO] 2.3. The older formats keep their
// own flags inside their streams.
func Encrypted(f *File) bool { return Kind(f) == EncryptedOffice }
