package sandbox

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// A frame is what the two processes say to each other:
//
//	magic     4 bytes "DBX1", so that anything printed by accident is noticed
//	header    4 bytes, big endian: length of the header
//	body      8 bytes, big endian: length of the body
//	header    JSON
//	body      bytes
//
// To the child goes a request and the file as its body; back come any number of
// progress frames and one reply, whose body is the JSON of the content.
const (
	frameMagic = "DBX1"
	frameHead  = len(frameMagic) + 4 + 8
	maxHeader  = 1 << 20
)

// errNonsense says that the other side does not speak the protocol.
var errNonsense = errors.New("no frame")

// writeFrame writes one frame.
func writeFrame(w io.Writer, header any, body []byte) error {
	h, err := json.Marshal(header)
	if err != nil {
		return fmt.Errorf("frame header: %w", err)
	}
	head := make([]byte, 0, frameHead+len(h))
	head = append(head, frameMagic...)
	head = binary.BigEndian.AppendUint32(head, uint32(len(h)))
	head = binary.BigEndian.AppendUint64(head, uint64(len(body)))
	if _, err = w.Write(append(head, h...)); err != nil {
		return fmt.Errorf("write frame: %w", err)
	}
	if _, err = w.Write(body); err != nil {
		return fmt.Errorf("write frame: %w", err)
	}
	return nil
}

// readFrame reads one frame into header and returns its body, of at most
// maxBody bytes. io.EOF says that the other side has ended between two frames.
func readFrame(r io.Reader, header any, maxBody int64) ([]byte, error) {
	head := make([]byte, frameHead)
	if _, err := io.ReadFull(r, head); err != nil {
		return nil, err //nolint:wrapcheck // io.EOF is the end of the talk
	}
	if string(head[:len(frameMagic)]) != frameMagic {
		return nil, fmt.Errorf("%w: %.20q", errNonsense, head)
	}
	n := int64(binary.BigEndian.Uint32(head[4:]))
	size := binary.BigEndian.Uint64(head[8:])
	if n > maxHeader || size > uint64(maxBody) {
		return nil, fmt.Errorf("%w: header of %d, body of %d bytes", errNonsense, n, size)
	}
	h, err := readN(r, n)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(h, header); err != nil {
		return nil, fmt.Errorf("%w: %w", errNonsense, err)
	}
	return readN(r, int64(size))
}

// readN reads n bytes; memory grows with what comes, not with what was promised.
func readN(r io.Reader, n int64) ([]byte, error) {
	if n <= 1<<20 {
		b := make([]byte, n)
		if _, err := io.ReadFull(r, b); err != nil {
			return nil, fmt.Errorf("read frame: %w", noEOF(err))
		}
		return b, nil
	}
	b, err := io.ReadAll(io.LimitReader(r, n))
	if err == nil && int64(len(b)) < n {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, fmt.Errorf("read frame: %w", err)
	}
	return b, nil
}

// noEOF makes the end inside a frame an error of its own.
func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
