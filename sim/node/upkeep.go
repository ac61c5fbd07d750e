package node

import (
	"github.com/grafana/sobek"

	"timeslice/sim/node/js"
)

// upkeep is what a heap takes of the computer that simulates it, where an object is
// some ten times as large as in V8, and things have a size that take nothing there.
// It has no influence on what is simulated but that a process ends which takes too
// much.
//
// It is looked at by a census each time when it may have doubled, or have come half the
// way to the budget, or grown by a sixteenth of it at least; one that takes more than
// its share of the budget, as there are many, when it may have grown by an eighth. Between two looks it is known how much the
// code has strained (js.Isolate.Strain), and each look tells how much that was worth:
// a loop that makes nothing is soon left alone, and one that makes much out of little
// is watched closely. All that is a matter of counts, so that a process ends at the
// same statement on every computer.
type upkeep struct {
	held    int64 // what the machine was told that the heap takes
	buffers int64 // what array buffers take, whoever made them
	rate    int64 // what a byte of strain is taken for, in sixteenths
}

// What a byte of strain is taken for at first, at least and at most, in sixteenths.
const (
	firstRate = 8 * 16
	leastRate = 16 / 2
	mostRate  = 512 * 16
)

// leastStrain is how much must have been strained for a look to tell what it is worth.
const leastStrain = 64 << 10

// bufferShare is the part of its bytes that a buffer counts with: it has a limit of
// its own, and Go's collector need not look into it.
const bufferShare = 2

func (u *upkeep) init(n *Environment) {
	u.rate = firstRate
	u.bear(n)
}

// found takes over what a census has found, and tells the machine.
func (u *upkeep) found(n *Environment, c js.Census) {
	bytes := c.HostBytes + c.BufferBytes/bufferShare
	if strained := n.isolate.Strained(); strained >= leastStrain && u.held > 0 {
		u.rate = min(max((bytes-u.held)*16/strained, u.rate/2, leastRate), mostRate)
	}
	n.machine.Hold(bytes - u.held)
	u.held, u.buffers = bytes, c.BufferBytes
	u.bear(n)
}

// bear lets the code go on until it is worth another look.
func (u *upkeep) bear(n *Environment) {
	share := n.heap.costs.BudgetBytes / int64(max(n.machine.Isolates(), 1))
	least := share / 16
	if u.held > share {
		least = max(least, u.held/8)
	}
	n.isolate.Bear(max(min(u.held+share/16, (share-u.held)/2), least) * 16 / u.rate)
}

// judge ends the process if all heaps of the machine together, and so many bytes more,
// take more than the computer that simulates them gives. It ends as it would when V8's
// own limit is reached, which is further off.
func (u *upkeep) judge(n *Environment, more int64) {
	if n.machine.Hold(0)+more > n.heap.costs.BudgetBytes || u.buffers > n.heap.costs.BufferBytes {
		n.options.Guard.exceed(n.heap.costs.BudgetBytes)
		n.outOfMemory()
	}
}

// drop tells the machine that the heap is gone.
func (u *upkeep) drop(n *Environment) { n.machine.Hold(-u.held) }

// Weigh looks at what the heap takes of the computer that simulates it, unless it is
// clear without that there is room for so many bytes more. (js.World)
func (n *Environment) Weigh(more int64) {
	u := &n.heap.upkeep
	if n.heap.collecting || more > 0 && n.machine.Hold(0)+n.isolate.Strained()*u.rate/16+more <= n.heap.costs.BudgetBytes {
		return
	}
	u.found(n, n.survey())
	u.judge(n, more)
}

// survey is a census of all that the process's thread holds.
func (n *Environment) survey() js.Census {
	c := n.isolate.Count(n.roots()...)
	c.HostBytes += n.queuedBytes()
	return c
}

// queuedBytes is what waits in queues takes of the computer that simulates, besides
// what it holds: items, and messages that nobody has taken.
func (n *Environment) queuedBytes() (bytes int64) {
	n.waiting(func(*item) { bytes += itemHostBytes })
	for _, p := range n.loop.ports.handles {
		if p.end == nil {
			continue
		}
		for _, m := range p.end.messages {
			bytes += itemHostBytes
			if m.parcel != nil {
				bytes += m.parcel.hostBytes()
			}
		}
	}
	return bytes
}

// What an item takes here, with what calls it and what is recorded of it, and an
// object of a message and each of its fields. (Measured.)
const (
	itemHostBytes   = 480
	packedHostBytes = 96
	fieldHostBytes  = 24
)

// arrayBuffer is one of bytes that Node has made and nobody has asked for before, such as
// what came through a pipe.
func (n *Environment) arrayBuffer(bytes []byte) sobek.Value {
	n.isolate.Strain(int64(len(bytes)) / bufferShare)
	return n.isolate.Engine.ToValue(n.isolate.Engine.NewArrayBuffer(bytes))
}
