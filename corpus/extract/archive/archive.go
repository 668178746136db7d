// Package archive unpacks ZIP, RAR, TAR and gzip archives in memory, archives
// inside archives too, for the documents in them.
//
// Invariant: nothing that an archive says of itself is believed. Bytes are
// counted as they are unpacked, over all nested archives together, and what is
// left out is named with a reason.
package archive

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"time"

	"duibiao/corpus/extract/fault"
)

// The caps of one call of Members, besides fault.MaxPart for one member.
const (
	// MaxDepth is how deep archives are followed: the outermost is the first.
	MaxDepth = 3
	// MaxMembers is the largest number of members of all archives together.
	MaxMembers = 2_000
	// MaxTotal is the most that all members unpack to together, in bytes;
	// archives inside count themselves and what is in them.
	MaxTotal = fault.MaxUnpacked
	// maxRatio is how many times its packed size a member above ratioFrom bytes
	// may unpack to. Documents stay below 50; bombs begin at 1,000.
	maxRatio  = 200
	ratioFrom = 16 << 20
)

// Member is a file of an archive.
type Member struct {
	// Path is where it stands, with "/" between folders; "!/" follows the name of
	// an archive inside: "内层.zip!/目录/表.xls". Paths are valid UTF-8, relative,
	// without "..", and each stands once: doubles have " (2)" and so on.
	Path string
	Data []byte
}

// Skipped is a member that is left out. Err is fault.ErrEncrypted,
// *fault.DamagedError, *fault.TooLargeError or *fault.UnsupportedError, or wraps
// one of them.
type Skipped struct {
	Path string
	Err  error
}

// Members unpacks the archive of the given name (only its last part matters, and
// only for the name of the content of a .gz). Members come in the order of the
// archive; folders, links and the litter of file managers (__MACOSX, .DS_Store,
// Thumbs.db) are passed over in silence.
//
// isArchive says of a member whether it is to be unpacked as well; nil is
// IsArchive. Errors are fault.ErrEncrypted when every member asks for a
// password, *fault.UnsupportedError for other archives, *fault.DamagedError and
// *fault.TooLargeError; damage after some members is a Skipped instead.
func Members(name string, data []byte, isArchive func(name string, data []byte) bool) ([]Member, []Skipped, error) {
	if isArchive == nil {
		isArchive = IsArchive
	}
	u := &unpacker{isArchive: isArchive, taken: map[string]bool{}, until: time.Now().Add(patience)}
	err := u.expand(folder{depth: 1}, path.Base(clean(name)), data)
	switch {
	case err != nil && len(u.members) == 0 && len(u.skipped) == 0:
		return nil, nil, fmt.Errorf("unpack archive: %w", err)
	case err != nil:
		u.skip(path.Base(clean(name)), err)
	case u.locked():
		return nil, nil, fmt.Errorf("unpack archive: %w", fault.ErrEncrypted)
	}
	return u.members, u.skipped, nil
}

// unpacker holds what was unpacked so far.
type unpacker struct {
	isArchive func(string, []byte) bool
	members   []Member
	skipped   []Skipped
	taken     map[string]bool
	// seen counts members of all archives, unpacked the bytes that came out.
	seen, unpacked int
	// until is when unpacking gives up: what decoders do for a byte is not bounded
	// by sizes.
	until time.Time
}

// patience is how long all of an archive may take.
const patience = time.Minute

// folder is where the members of an archive stand.
type folder struct {
	// prefix ends with "!/", or is "" for the outermost archive.
	prefix string
	depth  int
}

// locked reports that there were members and every one asks for a password.
func (u *unpacker) locked() bool {
	for _, s := range u.skipped {
		if !errors.Is(s.Err, fault.ErrEncrypted) {
			return false
		}
	}
	return len(u.members) == 0 && len(u.skipped) > 0
}

func (u *unpacker) skip(name string, err error) {
	u.skipped = append(u.skipped, Skipped{Path: name, Err: err})
}

// expand unpacks one archive into the folder.
func (u *unpacker) expand(at folder, name string, data []byte) error {
	switch k := kindOf(data); k {
	case kindZIP:
		return u.zip(at, data)
	case kindRAR:
		return u.rar(at, data)
	case kindGZIP:
		return u.gzip(at, name, data)
	case kindTAR:
		return u.tar(at, data, len(data))
	case kindNone:
		return &fault.UnsupportedError{Format: strings.TrimPrefix(strings.ToLower(path.Ext(name)), ".")}
	default:
		return &fault.UnsupportedError{Format: string(k)}
	}
}

// add takes a member that open unpacks. The error says that no more members can
// be taken; what is wrong with this one is noted.
func (u *unpacker) add(at folder, name string, open func() ([]byte, error)) error {
	name = clean(name)
	if litter(name) {
		return nil
	}
	if u.seen++; u.seen > MaxMembers {
		return &fault.TooLargeError{Size: u.seen, Limit: MaxMembers, Unit: "members"}
	}
	full := u.unique(at.prefix + name)
	data, err := open()
	switch {
	case err != nil:
		u.skip(full, err)
	case !u.isArchive(name, data):
		u.members = append(u.members, Member{Path: full, Data: data})
	case at.depth >= MaxDepth:
		u.skip(full, &fault.TooLargeError{Size: at.depth + 1, Limit: MaxDepth, Unit: "levels"})
	default:
		if err := u.expand(folder{prefix: full + "!/", depth: at.depth + 1}, path.Base(name), data); err != nil {
			u.skip(full, err)
		}
	}
	return nil
}
