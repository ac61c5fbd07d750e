package sim

import "timeslice/sim/trace"

// terminal is where processes read and print that were not told otherwise. It is
// no object: what is printed stands in the trace itself. There are three
// descriptions of it, so that what goes to standard output and what goes to standard
// error can be told apart, whichever number a descriptor of it has.
type terminal struct {
	polls
	*keyboard
	number int // 0, 1 or 2
}

// keyboard is what is typed at the terminal. It is known from the beginning, so
// nobody waits for it, and everybody who reads takes some of the same.
type keyboard struct {
	typed func() []byte // what will be typed, asked for at the first read; nil for nothing
	input []byte        // what was typed and has not been read
}

func (*terminal) channel() trace.ObjectID { return trace.NoObject }

func (*terminal) acquire() {}

func (*terminal) release(*Machine, trace.FactID) {}

func (*terminal) readiness() Readiness { return Readable | Writable }

// read takes at most so many bytes of what was typed; nothing is the end.
func (x *keyboard) read(bytes int64) []byte {
	if x.typed != nil {
		x.input, x.typed = x.typed(), nil
	}
	count := min(bytes, int64(len(x.input)))
	data := x.input[:count:count]
	x.input = x.input[count:]
	return data
}
