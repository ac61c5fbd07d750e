// Package zlib compresses and decompresses as the zlib inside Node 20 does, to
// the byte, because programs print what they get: its length, or its base64.
//
// The format is that of RFC 1950, 1951 and 1952. How a compressor finds its
// matches and cuts its blocks is free in these; here it is done by the rules of
// zlib 1.3.1 (doc/algorithm.txt, and the comments of deflate.c and trees.c), as
// it is built into Node: with Chromium's hash of four bytes instead of zlib's
// of three. Streams work as zlib's do: a call takes some input and fills some
// output, and goes on at the next call where it stopped.
//
// Brotli is not here. Reading and writing of files of the host neither.
package zlib

// Format is what is around the compressed data.
type Format uint8

// The formats. Any is for a Decompressor: zlib or gzip, by the header.
const (
	Raw Format = iota
	Zlib
	Gzip
	Any
)

// Flush says how much of what was put in must come out.
type Flush int

// The flushes, by zlib's numbers.
const (
	NoFlush Flush = iota
	PartialFlush
	SyncFlush
	FullFlush
	Finish
	Block
)

// Strategy is how matches are looked for.
type Strategy int

// The strategies, by zlib's numbers.
const (
	DefaultStrategy Strategy = iota
	Filtered
	HuffmanOnly
	RunLength
	Fixed
)

// Status is how a call ended, by zlib's numbers.
type Status int

// What calls end with.
const (
	OK          Status = 0
	StreamEnd   Status = 1
	NeedDict    Status = 2
	StreamError Status = -2
	DataError   Status = -3
	BufError    Status = -5
)

// String is zlib's name of a status.
func (s Status) String() string {
	switch s {
	case OK:
		return "Z_OK"
	case StreamEnd:
		return "Z_STREAM_END"
	case NeedDict:
		return "Z_NEED_DICT"
	case StreamError:
		return "Z_STREAM_ERROR"
	case DataError:
		return "Z_DATA_ERROR"
	case BufError:
		return "Z_BUF_ERROR"
	}
	return "Z_UNKNOWN"
}
