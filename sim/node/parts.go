package node

import (
	"strings"

	"timeslice/sim"
)

// Node's own modules that are not in its snapshot are compiled, from code that it
// keeps compiled, and executed when a script first needs them: which is most of what a
// short script costs besides Node's start. What that takes goes by how large they are.
//
// Sizes are those of Node 20.20.2's sources, in KiB: of all that a public module brings
// along and those that it needs do not (process.moduleLoadList, in an empty process).
// Modules are called here as in this library, and are not as large.

// part is what comes with a module of the library.
type part struct {
	kib   int64
	needs string // the parts that come first, with a space between them
}

// partOf is what comes with a module of the library, none if it is in the snapshot or
// small.
func partOf(name string) (part, bool) {
	switch name {
	case "stream":
		return part{176, ""}, true
	case "net":
		return part{104, "stream"}, true
	case "http":
		return part{146, "net"}, true
	case "https":
		return part{224, "http"}, true
	case "crypto":
		return part{131, "stream"}, true
	case "dgram":
		return part{40, ""}, true
	case "child_process":
		return part{50, "net dgram"}, true
	case "cluster":
		return part{18, "child_process"}, true
	case "worker_threads":
		return part{56, "stream"}, true
	case "zlib":
		return part{29, "stream"}, true
	case "fs/promises":
		return part{113, ""}, true
	case "readline":
		return part{74, ""}, true
	case "assert":
		return part{156, "stream"}, true
	case "perf_hooks":
		return part{58, ""}, true
	case "dns":
		return part{31, ""}, true
	case "v8":
		return part{25, "stream"}, true
	case "printing": // what console has is in the snapshot, but is compiled when it first prints: measured
		return part{230, ""}, true
	}
	return part{}, false
}

// sixteenthsOfPages is how many sixteenths of a page a KiB of a part takes. (Page
// faults of require, by getrusage: 92 for 176 KiB, 187 for 370, 210 for 425)
const sixteenthsOfPages = 8

// bringAtStart notes the parts that a worker has when it begins: what they cost is in
// Costs.WorkerStartNs.
func (n *Environment) bringAtStart() { n.brought["stream"], n.brought["worker_threads"] = true, true }

// bring lets the thread pay for a part and those that it needs, once.
func (n *Environment) bring(name string) {
	p, known := partOf(name)
	if !known || n.brought[name] {
		return
	}
	n.brought[name] = true
	for needed := range strings.FieldsSeq(p.needs) {
		n.bring(needed)
	}
	n.isolate.Settle()
	bytes := p.kib * sixteenthsOfPages * systemPageBytes / 16
	n.fiber.do(&sim.Extend{Bytes: bytes})
	n.partBytes += bytes
	n.fiber.compute(p.kib * n.options.Costs.LoadPerKiBNs)
}
