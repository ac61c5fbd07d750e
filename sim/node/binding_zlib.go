package node

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/adler32"
	"hash/crc32"
	"io"

	"github.com/andybalholm/brotli"
	"github.com/grafana/sobek"
)

// zlibFault is what a stream of compressed bytes fails with: Node's code and
// zlib's words for it.
type zlibFault struct{ code, message string }

// Error is zlib's words.
func (f zlibFault) Error() string { return f.message }

// inflated is a result: bytes, and how many of the input they took.
type inflated struct {
	data []byte
	used int
}

// zlibBinding compresses and decompresses whole pieces, here or on the pool.
func (n *Process) zlibBinding() sobek.Value {
	e := n.isolate.Engine
	prepare := func(c sobek.FunctionCall) func(f *fiber) (inflated, error) {
		mode, input := c.Argument(0).String(), append([]byte(nil), n.bytesArgument(c.Argument(1))...)
		level, limit, finish := int(c.Argument(2).ToInteger()), c.Argument(3).ToInteger(), c.Argument(4).ToBoolean()
		var dictionary []byte
		if data, ok := bytesOf(c.Argument(5)); ok {
			dictionary = append([]byte(nil), data...)
		}
		return func(f *fiber) (inflated, error) {
			result, err := zlibWork(mode, input, level, limit, finish, dictionary)
			f.compute(int64(max(len(input), len(result.data))) * n.options.Costs.ZlibNsPerKiB / 1024)
			return result, err
		}
	}
	values := func(result inflated, err error) []sobek.Value {
		if err != nil {
			fault := err.(zlibFault)
			return []sobek.Value{e.ToValue(fault.code), e.ToValue(fault.message)}
		}
		return []sobek.Value{sobek.Undefined(), e.ToValue(e.NewArrayBuffer(result.data)), e.ToValue(result.used)}
	}
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// sync(mode, input, level, limit, finish, dictionary, done): done(code, message) or
		// done(undefined, buffer, used), before it returns.
		"sync": func(c sobek.FunctionCall) sobek.Value {
			work := prepare(c)
			n.isolate.Settle()
			if _, thrown := n.function(c.Argument(6))(sobek.Undefined(), values(work(n.main))...); thrown != nil {
				panic(thrown)
			}
			return nil
		},
		"crc32": func(c sobek.FunctionCall) sobek.Value {
			return e.ToValue(int64(crc32.Update(uint32(c.Argument(1).ToInteger()), crc32.IEEETable, n.bytesOrText(c.Argument(0)))))
		},
		// async takes the same, and calls done after a trip to the pool.
		"async": func(c sobek.FunctionCall) sobek.Value {
			work, done := prepare(c), n.function(c.Argument(6))
			var result inflated
			var err error
			n.submit(n.here("zlib"), false, func(f *fiber) { result, err = work(f) }, func() {
				n.invoke(done, sobek.Undefined(), values(result, err)...)
			})
			return nil
		},
	})
}

// zlibWork is one piece of work. When the input of a decompression ends early
// and finish is false, what could be read is the result, and used is -1.
func zlibWork(mode string, input []byte, level int, limit int64, finish bool, dictionary []byte) (inflated, error) {
	switch mode {
	case "nothing":
		return inflated{data: []byte{}}, nil
	case "gzipHead":
		return inflated{data: gzipHead(level)}, nil
	case "deflateHead":
		return inflated{data: zlibHeader(level, dictionary)}, nil
	case "gzipTail":
		tail := binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE(input))
		return inflated{data: binary.LittleEndian.AppendUint32(tail, uint32(len(input)))}, nil
	case "deflateTail":
		return inflated{data: binary.BigEndian.AppendUint32(nil, adler32.Checksum(input))}, nil
	case "gzip", "deflate", "deflateRaw":
		return deflate(mode, input, level, finish, dictionary)
	case "brotliCompress":
		var out bytes.Buffer
		w := brotli.NewWriterLevel(&out, level)
		_, _ = w.Write(input)
		if finish {
			_ = w.Close()
		} else {
			_ = w.Flush()
		}
		return inflated{out.Bytes(), len(input)}, nil
	case "brotliDecompress":
		source := bytes.NewReader(input)
		data, err := readUpTo(brotli.NewReader(source), limit)
		switch {
		case err == nil:
			return inflated{data, len(input) - source.Len()}, nil
		case err == io.ErrUnexpectedEOF || err == io.EOF:
			return inflated{data, -1}, nil
		case err == errTooLarge:
			return inflated{}, zlibFault{"ERR_BUFFER_TOO_LARGE", ""}
		}
		return inflated{}, zlibFault{"ERR__ERROR_FORMAT_PADDING_1", "Decompression failed"}
	}
	return inflate(mode, input, limit, dictionary)
}

// deflate compresses, in one of the three wrappings.
func deflate(mode string, input []byte, level int, finish bool, dictionary []byte) (inflated, error) {
	var out bytes.Buffer
	switch mode {
	case "gzip":
		out.Write(gzipHead(level))
	case "deflate":
		out.Write(zlibHeader(level, dictionary))
	}
	w, err := flate.NewWriterDict(&out, level, dictionary)
	if err != nil {
		return inflated{}, zlibFault{"Z_STREAM_ERROR", "invalid level"}
	}
	_, _ = w.Write(input)
	if !finish {
		_ = w.Flush()
		return inflated{out.Bytes(), len(input)}, nil
	}
	_ = w.Close()
	switch mode {
	case "gzip":
		tail := binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE(input))
		out.Write(binary.LittleEndian.AppendUint32(tail, uint32(len(input))))
	case "deflate":
		out.Write(binary.BigEndian.AppendUint32(nil, adler32.Checksum(input)))
	}
	return inflated{out.Bytes(), len(input)}, nil
}

// gzipHead is ten bytes: no name, no time, made on Unix. (RFC 1952)
func gzipHead(level int) []byte {
	extra := byte(0)
	switch level {
	case 9:
		extra = 2
	case 1:
		extra = 4
	}
	return []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, extra, 3}
}

// zlibHeader is two bytes, and the dictionary's checksum if there is one.
// (RFC 1950)
func zlibHeader(level int, dictionary []byte) []byte {
	flags := byte(2 << 6)
	switch {
	case level == 0 || level == 1:
		flags = 0
	case level >= 2 && level <= 5:
		flags = 1 << 6
	case level >= 7:
		flags = 3 << 6
	}
	if dictionary != nil {
		flags |= 1 << 5
	}
	if rest := (0x78*256 + int(flags)) % 31; rest != 0 {
		flags += byte(31 - rest)
	}
	head := []byte{0x78, flags}
	if dictionary != nil {
		head = binary.BigEndian.AppendUint32(head, adler32.Checksum(dictionary))
	}
	return head
}

// errTooLarge is given up with when a result would be longer than its limit.
const errTooLarge = tooLarge("the result is longer than maxOutputLength")

type tooLarge string

// Error tells what is wrong.
func (t tooLarge) Error() string { return string(t) }

// readUpTo reads all; what was read is also the result when it fails.
func readUpTo(r io.Reader, limit int64) ([]byte, error) {
	if limit <= 0 {
		limit = volumeLimit
	}
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(data)) > limit {
		return nil, errTooLarge
	}
	return data, err
}

// inflate decompresses. unzip finds out itself how the bytes are wrapped.
func inflate(mode string, input []byte, limit int64, dictionary []byte) (inflated, error) {
	if mode == "unzip" {
		mode = "inflate"
		if len(input) > 0 && input[0] == 0x1f && (len(input) < 2 || input[1] == 0x8b) {
			mode = "gunzip"
		}
	}
	all := inflated{data: []byte{}}
	for {
		part, err := inflateOne(mode, input[all.used:], limit, dictionary)
		if err != nil {
			return all, err
		}
		all.data = append(all.data, part.data...)
		if part.used < 0 {
			all.used = -1
			return all, nil
		}
		all.used += part.used
		// Several gzip files one after another are one; other bytes are left.
		rest := input[all.used:]
		if mode != "gunzip" || len(rest) < 2 || rest[0] != 0x1f || rest[1] != 0x8b {
			return all, nil
		}
	}
}

func dataFault(message string) (inflated, error) {
	return inflated{}, zlibFault{"Z_DATA_ERROR", message}
}

// inflateOne decompresses one wrapping; used is -1 if the input ends early.
func inflateOne(mode string, input []byte, limit int64, dictionary []byte) (inflated, error) {
	short := inflated{data: []byte{}, used: -1}
	head := 0
	tail := 0
	switch mode {
	case "gunzip":
		size, err := gzipHeader(input)
		if err != nil {
			return inflated{}, err
		}
		if size < 0 {
			return short, nil
		}
		head, tail = size, 8
	case "inflate":
		if len(input) < 2 {
			return short, nil
		}
		switch {
		case (int(input[0])<<8+int(input[1]))%31 != 0:
			return dataFault("incorrect header check")
		case input[0]&15 != 8:
			return dataFault("unknown compression method")
		case input[0]>>4 > 7:
			return dataFault("invalid window size")
		}
		head, tail = 2, 4
		if input[1]&32 != 0 {
			if len(input) < 6 {
				return short, nil
			}
			if dictionary == nil {
				return inflated{}, zlibFault{"Z_NEED_DICT", "Missing dictionary"}
			}
			if binary.BigEndian.Uint32(input[2:]) != adler32.Checksum(dictionary) {
				return inflated{}, zlibFault{"Z_DATA_ERROR", "Bad dictionary"}
			}
			head = 6
		} else {
			dictionary = nil
		}
	}
	source := bytes.NewReader(input[head:])
	data, err := readUpTo(flate.NewReaderDict(source, dictionary), limit)
	used := len(input) - source.Len()
	switch {
	case err == errTooLarge:
		return inflated{}, zlibFault{"ERR_BUFFER_TOO_LARGE", ""}
	case err == io.ErrUnexpectedEOF:
		return inflated{data: data, used: -1}, nil
	case err != nil:
		return dataFault(flateWords(input[head:]))
	case len(input)-used < tail:
		return inflated{data: data, used: -1}, nil
	}
	check := input[used:]
	switch {
	case mode == "gunzip" && binary.LittleEndian.Uint32(check) != crc32.ChecksumIEEE(data):
		return dataFault("incorrect data check")
	case mode == "gunzip" && binary.LittleEndian.Uint32(check[4:]) != uint32(len(data)):
		return dataFault("incorrect length check")
	case mode == "inflate" && binary.BigEndian.Uint32(check) != adler32.Checksum(data):
		return dataFault("incorrect data check")
	}
	return inflated{data: data, used: used + tail}, nil
}

// flateWords are zlib's words for what is wrong in a deflate stream, as far as
// its first block tells.
func flateWords(input []byte) string {
	if len(input) == 0 {
		return "invalid block type"
	}
	switch input[0] >> 1 & 3 {
	case 3:
		return "invalid block type"
	case 0:
		return "invalid stored block lengths"
	case 2:
		return "invalid code lengths set"
	}
	return "invalid distance too far back"
}

// gzipHeader is the length of a header of RFC 1952, -1 if it is not whole.
func gzipHeader(input []byte) (int, error) {
	if len(input) >= 1 && input[0] != 0x1f || len(input) >= 2 && input[1] != 0x8b {
		return 0, zlibFault{"Z_DATA_ERROR", "incorrect header check"}
	}
	if len(input) < 10 {
		return -1, nil
	}
	if input[2] != 8 {
		return 0, zlibFault{"Z_DATA_ERROR", "unknown compression method"}
	}
	flags := input[3]
	if flags&0xe0 != 0 {
		return 0, zlibFault{"Z_DATA_ERROR", "unknown header flags set"}
	}
	at := 10
	if flags&4 != 0 {
		if len(input) < at+2 {
			return -1, nil
		}
		at += 2 + int(binary.LittleEndian.Uint16(input[at:]))
	}
	for _, flag := range []byte{8, 16} {
		if flags&flag == 0 {
			continue
		}
		if at > len(input) {
			return -1, nil
		}
		end := bytes.IndexByte(input[at:], 0)
		if end < 0 {
			return -1, nil
		}
		at += end + 1
	}
	if flags&2 != 0 {
		at += 2
	}
	if at > len(input) {
		return -1, nil
	}
	return at, nil
}
