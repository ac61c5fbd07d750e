package node

import (
	"hash/crc32"

	"github.com/grafana/sobek"

	"timeslice/sim/node/zlib"
)

// codec compresses or decompresses a stream.
type codec interface {
	// work reads input and writes output, and returns how much of each.
	work(flush int, in, out []byte) (read, written int)
	// fault is what is wrong after some work, nil if nothing is; full says
	// whether the output had no room left.
	fault(flush int, full bool) *codecFault
	setParams(level, strategy int) *codecFault
	reset() *codecFault
	// aheadNs is what some work will take here at least, and labourNs what work has
	// taken besides. (Measured.)
	aheadNs(in []byte) int64
	labourNs(read, written int) int64
}

// numberedCodec is a codec that is a resource of async_hooks from when it is
// made on: its callbacks are called as what belongs to it.
type numberedCodec struct {
	codec
	resource *resource
}

// codecFault is what a stream fails with: words, and Node's number and code.
type codecFault struct {
	message string
	number  int
	code    string
}

// Modes of Node's streams, by its numbers.
const (
	modeDeflate = 1 + iota
	modeInflate
	modeGzip
	modeGunzip
	modeDeflateRaw
	modeInflateRaw
	modeUnzip
	modeBrotliDecode
	modeBrotliEncode
)

// codecNs is what it takes to make a codec, with its tables. (Measured.)
const codecNs = 60_000

// zlibBinding makes codecs, which work here or on the pool.
func (n *Environment) zlibBinding() sobek.Value {
	e := n.isolate.Engine
	number := func(c sobek.FunctionCall, i int) int { return int(c.Argument(i).ToInteger()) }
	codecOf := func(c sobek.FunctionCall) *numberedCodec { return c.Argument(0).Export().(*numberedCodec) }
	numbered := func(made codec) sobek.Value { return e.ToValue(&numberedCodec{made, n.newResource("ZLIB")}) }
	tell := func(f *codecFault) sobek.Value {
		if f == nil {
			return sobek.Undefined()
		}
		return e.NewArray(f.message, f.number, f.code)
	}
	// prepare takes (codec, flush, in, inFrom, inLength, out, outFrom, outLength).
	prepare := func(c sobek.FunctionCall) (aheadNs int64, work func(f *fiber), result func() sobek.Value) {
		z, flush := codecOf(c), number(c, 1)
		part := func(i int) []byte { return n.bytesArgument(c.Argument(i))[number(c, i+1):][:number(c, i+2)] }
		in, out := part(2), part(5)
		var read, written int
		work = func(f *fiber) {
			read, written = z.work(flush, in, out)
			n.toil(z.labourNs(read, written))
			f.compute(int64(max(read, written)) * n.options.Costs.ZlibPerKiBNs / 1024)
		}
		// [room left in the output, input left], or [message, number, code].
		result = func() sobek.Value {
			if fault := z.fault(flush, written == len(out)); fault != nil {
				return tell(fault)
			}
			return e.NewArray(len(out)-written, len(in)-read)
		}
		return z.aheadNs(in), work, result
	}
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// open(mode, windowBits, level, memLevel, strategy, dictionary): a codec.
		"open": func(c sobek.FunctionCall) sobek.Value {
			dictionary, _ := bytesOf(c.Argument(5))
			made := newZlibCodec(number(c, 0), number(c, 1), number(c, 2), number(c, 3), zlib.Strategy(number(c, 4)), append([]byte(nil), dictionary...))
			n.isolate.Labour(codecNs)
			return numbered(made)
		},
		// openBrotli(mode, quality, windowBits): a codec.
		"openBrotli": func(c sobek.FunctionCall) sobek.Value {
			if number(c, 0) == modeBrotliDecode {
				n.isolate.Labour(codecNs)
				return numbered(newBrotliDecoder())
			}
			n.isolate.Labour(10 * codecNs)
			return numbered(newBrotliEncoder(number(c, 1), number(c, 2)))
		},
		"writeSync": func(c sobek.FunctionCall) sobek.Value {
			aheadNs, work, result := prepare(c)
			n.isolate.Labour(aheadNs)
			n.isolate.Settle()
			work(n.fiber)
			return result()
		},
		// write takes the same and done(result), which is called after a trip to
		// the pool.
		"write": func(c sobek.FunctionCall) sobek.Value {
			aheadNs, work, result := prepare(c)
			n.isolate.Labour(aheadNs)
			done := n.function(c.Argument(8))
			n.submitFor(codecOf(c).resource, n.here("zlib"), work, func() { n.invoke(done, sobek.Undefined(), result()) })
			return nil
		},
		"params": func(c sobek.FunctionCall) sobek.Value { return tell(codecOf(c).setParams(number(c, 1), number(c, 2))) },
		"reset":  func(c sobek.FunctionCall) sobek.Value { return tell(codecOf(c).reset()) },
		"crc32": func(c sobek.FunctionCall) sobek.Value {
			data := n.bytesOrText(c.Argument(0))
			n.isolate.Labour(int64(len(data)) / 2)
			return e.ToValue(int64(crc32.Update(uint32(c.Argument(1).ToInteger()), crc32.IEEETable, data)))
		},
	})
}
