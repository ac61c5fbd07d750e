package node

import "timeslice/sim/node/zlib"

// zlibCodec is a stream of zlib's, as Node uses it: compressed files that
// follow one another are one, and unzip looks what it is given.
// (src/node_zlib.cc)
type zlibCodec struct {
	mode         int
	compressor   *zlib.Compressor
	decompressor *zlib.Decompressor
	dictionary   []byte
	status       zlib.Status
	magicRead    int // bytes of gzip's magic number that unzip has seen
}

func newZlibCodec(mode, windowBits, level, memLevel int, strategy zlib.Strategy, dictionary []byte) *zlibCodec {
	z := &zlibCodec{mode: mode, dictionary: dictionary}
	switch mode {
	case modeDeflate:
		z.compressor = zlib.NewCompressor(zlib.Zlib, level, windowBits, memLevel, strategy)
	case modeGzip:
		z.compressor = zlib.NewCompressor(zlib.Gzip, level, windowBits, memLevel, strategy)
	case modeDeflateRaw:
		z.compressor = zlib.NewCompressor(zlib.Raw, level, windowBits, memLevel, strategy)
	case modeInflate:
		z.decompressor = zlib.NewDecompressor(zlib.Zlib, windowBits)
	case modeGunzip:
		z.decompressor = zlib.NewDecompressor(zlib.Gzip, windowBits)
	case modeUnzip:
		z.decompressor = zlib.NewDecompressor(zlib.Any, windowBits)
	case modeInflateRaw:
		z.decompressor = zlib.NewDecompressor(zlib.Raw, windowBits)
	}
	z.setDictionary()
	return z
}

// setDictionary gives the dictionary to those that need it from the start.
func (z *zlibCodec) setDictionary() {
	if len(z.dictionary) == 0 {
		return
	}
	switch z.mode {
	case modeDeflate, modeDeflateRaw:
		z.status = z.compressor.SetDictionary(z.dictionary)
	case modeInflateRaw:
		z.status = z.decompressor.SetDictionary(z.dictionary)
	}
}

func (z *zlibCodec) aheadNs([]byte) int64 { return 0 }

func (z *zlibCodec) labourNs(read, written int) int64 {
	if z.compressor != nil {
		return int64(read)*60 + int64(written)*10
	}
	return int64(max(read, written)) * 8
}

func (z *zlibCodec) work(flush int, in, out []byte) (read, written int) {
	if z.compressor != nil {
		read, written, z.status = z.compressor.Compress(in, out, zlib.Flush(flush))
		return read, written
	}
	if z.mode == modeUnzip {
		z.lookAt(in)
	}
	inflate := func() {
		r, w, status := z.decompressor.Decompress(in[read:], out[written:], zlib.Flush(flush))
		read, written, z.status = read+r, written+w, status
	}
	inflate()
	if z.mode != modeInflateRaw && z.status == zlib.NeedDict && len(z.dictionary) > 0 {
		switch z.decompressor.SetDictionary(z.dictionary) {
		case zlib.OK:
			inflate()
		case zlib.DataError:
			z.status = zlib.NeedDict // the dictionary is wrong, not the data
		}
	}
	// What follows a file may be another; zeros are only padding.
	for read < len(in) && z.mode == modeGunzip && z.status == zlib.StreamEnd && in[read] != 0 {
		z.decompressor.Reset()
		inflate()
	}
	return read, written
}

// lookAt tells by the first two bytes what unzip is given.
func (z *zlibCodec) lookAt(in []byte) {
	for _, b := range in {
		magic := [2]byte{0x1f, 0x8b}
		if b != magic[z.magicRead] {
			z.mode = modeInflate
			return
		}
		if z.magicRead++; z.magicRead == len(magic) {
			z.mode = modeGunzip
			return
		}
	}
}

func (z *zlibCodec) fault(flush int, full bool) *codecFault {
	switch z.status {
	case zlib.OK, zlib.BufError:
		if !full && zlib.Flush(flush) == zlib.Finish {
			return z.faultOf("unexpected end of file")
		}
		return nil
	case zlib.StreamEnd:
		return nil
	case zlib.NeedDict:
		if len(z.dictionary) == 0 {
			return z.faultOf("Missing dictionary")
		}
		return z.faultOf("Bad dictionary")
	}
	return z.faultOf("Zlib error")
}

func (z *zlibCodec) faultOf(message string) *codecFault {
	if z.decompressor != nil && z.decompressor.Message() != "" {
		message = z.decompressor.Message()
	}
	return &codecFault{message: message, number: int(z.status), code: z.status.String()}
}

func (z *zlibCodec) setParams(level, strategy int) *codecFault {
	if z.compressor == nil {
		return nil
	}
	z.status = z.compressor.SetParams(level, zlib.Strategy(strategy))
	if z.status != zlib.OK && z.status != zlib.BufError {
		return z.faultOf("Failed to set parameters")
	}
	return nil
}

func (z *zlibCodec) reset() *codecFault {
	z.status = zlib.OK
	if z.compressor != nil {
		z.compressor.Reset()
	} else {
		z.decompressor.Reset()
	}
	z.setDictionary()
	if z.status != zlib.OK {
		return z.faultOf("Failed to reset stream")
	}
	return nil
}
