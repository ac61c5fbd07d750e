package node

import "timeslice/sim/node/js"

// What Node does in C++ with bytes costs its thread little, and takes the computer that
// simulates some ten times as long. So what goes through bytes owes the one, and counts as
// many statements as run in the other: as the engine's builtins do (js.Isolate.Labour).

// What is taken here for a byte, in picoseconds. (Measured.)
const (
	comparedPs = 60
	copiedPs   = 500 // with the memory for it, and collecting that again
)

// goThrough lets the thread owe what it costs to go through so many bytes, and counts what
// that takes here.
func (n *Environment) goThrough(bytes int, herePs int64) {
	n.isolate.Owe(int64(bytes) * n.options.Costs.BytesPerKiBNs / 1024)
	n.isolate.Labour(int64(bytes) * herePs / 1000)
}

// toil counts work that takes so many nanoseconds here, whichever thread of the process
// does it.
func (n *Environment) toil(ns int64) { n.machine.Exert(ns / js.MarkNs) }
