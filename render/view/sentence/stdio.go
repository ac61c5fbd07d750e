package sentence

import (
	"strconv"
	"strings"
)

// stdio is an end of a pair of sockets between a process and the child that it starts
// with it: what the other end writes waits here for its reader.
type stdio struct {
	child  string // its program
	number int64  // the child's descriptor
	stream string // input, output, error, or channel
	reader string // parent or child
}

// stdioOf takes apart how a trace calls such an end, "stdio 1 of node/1": the first
// of a pair is the parent's. (sim/node/child.go)
func stdioOf(name string) (s stdio, is bool) {
	rest, is := strings.CutPrefix(name, "stdio ")
	figure, rest, of := strings.Cut(rest, " of ")
	number, err := strconv.ParseInt(figure, 10, 64)
	cut := strings.LastIndexByte(rest, '/')
	if !is || !of || err != nil || number < 0 || cut <= 0 {
		return stdio{}, false
	}
	s = stdio{child: rest[:cut], number: number, stream: "channel"}
	if streams := []string{"input", "output", "error"}; number < int64(len(streams)) {
		s.stream = streams[number]
	}
	switch rest[cut:] {
	case "/1":
		s.reader = "parent"
	case "/2":
		s.reader = "child"
	default:
		return stdio{}, false
	}
	return s, true
}
