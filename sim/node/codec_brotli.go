package node

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
)

// Operations of Brotli, by its numbers.
const (
	brotliProcess = iota
	brotliFlush
	brotliFinish
)

// brotliEncoder compresses. What finds no room waits.
type brotliEncoder struct {
	options brotli.WriterOptions
	writer  *brotli.Writer
	waiting bytes.Buffer
	done    bool
	failed  bool
}

func newBrotliEncoder(quality, windowBits int) *brotliEncoder {
	b := &brotliEncoder{options: brotli.WriterOptions{Quality: quality, LGWin: windowBits}}
	b.reset()
	return b
}

// aheadNs is of all the input, which is compressed at once.
func (b *brotliEncoder) aheadNs(in []byte) int64 {
	ns := int64(1200)
	switch {
	case b.options.Quality < 5:
		ns = 12
	case b.options.Quality < 10:
		ns = 60
	}
	return int64(len(in)) * ns
}

func (b *brotliEncoder) labourNs(_, written int) int64 { return int64(written) }

func (b *brotliEncoder) work(operation int, in, out []byte) (read, written int) {
	var err error
	if !b.done {
		if len(in) > 0 {
			_, err = b.writer.Write(in)
		}
		switch {
		case err != nil:
		case operation == brotliFlush:
			err = b.writer.Flush()
		case operation == brotliFinish:
			b.done = true
			err = b.writer.Close()
		}
	}
	b.failed = err != nil
	written, _ = b.waiting.Read(out)
	return len(in), written
}

func (b *brotliEncoder) fault(operation int, full bool) *codecFault {
	if b.failed {
		return &codecFault{message: "Compression failed", number: -1, code: "ERR_BROTLI_COMPRESSION_FAILED"}
	}
	return nil
}

func (b *brotliEncoder) setParams(int, int) *codecFault { return nil }

func (b *brotliEncoder) reset() *codecFault {
	b.waiting.Reset()
	b.done, b.failed = false, false
	b.writer = brotli.NewWriterOptions(&b.waiting, b.options)
	return nil
}

// brotliDecoder decompresses. Its input comes piece by piece.
type brotliDecoder struct {
	reader *brotli.Reader
	input  []byte
	err    error
	done   bool
}

func newBrotliDecoder() *brotliDecoder {
	b := &brotliDecoder{}
	b.reset()
	return b
}

// Read gives the decoder what there is. The end may only be that of a piece:
// the decoder goes on after it.
func (b *brotliDecoder) Read(to []byte) (int, error) {
	if len(b.input) == 0 {
		return 0, io.EOF
	}
	count := copy(to, b.input)
	b.input = b.input[count:]
	return count, nil
}

func (b *brotliDecoder) aheadNs([]byte) int64 { return 0 }

func (b *brotliDecoder) labourNs(read, written int) int64 { return int64(max(read, written)) * 8 }

func (b *brotliDecoder) work(operation int, in, out []byte) (read, written int) {
	b.input, b.err = in, nil
	for written < len(out) && b.err == nil && !b.done {
		var count int
		count, b.err = b.reader.Read(out[written:])
		written += count
		switch {
		case errors.Is(b.err, io.EOF):
			b.done, b.err = true, nil
		case b.err != nil && b.err.Error() == "brotli: excessive input":
			// How much of it was excessive, the library does not tell.
			b.done, b.err = true, nil
			return len(in) - len(b.input) - 1, written
		}
	}
	return len(in) - len(b.input), written
}

// brotliNumbers are the decoder's numbers of what may be wrong with a stream.
var brotliNumbers = map[string]int{
	"EXUBERANT_NIBBLE": -1, "RESERVED": -2, "EXUBERANT_META_NIBBLE": -3, "SIMPLE_HUFFMAN_ALPHABET": -4, "SIMPLE_HUFFMAN_SAME": -5,
	"CL_SPACE": -6, "HUFFMAN_SPACE": -7, "CONTEXT_MAP_REPEAT": -8, "BLOCK_LENGTH_1": -9, "BLOCK_LENGTH_2": -10, "TRANSFORM": -11,
	"DICTIONARY": -12, "WINDOW_BITS": -13, "PADDING_1": -14, "PADDING_2": -15, "DISTANCE": -16,
}

func (b *brotliDecoder) fault(operation int, full bool) *codecFault {
	switch {
	case b.err != nil && !errors.Is(b.err, io.ErrUnexpectedEOF):
		name := strings.TrimPrefix(b.err.Error(), "brotli: ")
		return &codecFault{message: "Decompression failed", number: brotliNumbers[name], code: "ERR__ERROR_FORMAT_" + name}
	case operation == brotliFinish && !b.done && !full:
		return &codecFault{message: "unexpected end of file", number: -5, code: "Z_BUF_ERROR"}
	}
	return nil
}

func (b *brotliDecoder) setParams(int, int) *codecFault { return nil }

func (b *brotliDecoder) reset() *codecFault {
	b.err, b.done = nil, false
	b.reader = brotli.NewReader(b)
	return nil
}
