package node

import (
	"github.com/grafana/sobek"

	"timeslice/sim"
	"timeslice/sim/node/js"
	"timeslice/sim/trace"
)

// v8Heap is V8's heap: what the isolate allocated is young until it has survived
// scavenges, and is old then until a mark-compact finds it unreachable.
//
// How much survives is known from a census (js.Census) of what is reachable.
// One is made for each mark-compact, and for a scavenge when as much has
// been allocated as the last one found; what survives the scavenges between is
// estimated from the two before. (v8.dev/blog/trash-talk; src/heap/heap.cc)
type v8Heap struct {
	costs      HeapCosts
	limitBytes int64 // of the old generation
	semiBytes  int64 // what the young generation may hold before a scavenge
	youngBytes int64 // of it, what has survived one scavenge
	oldBytes   int64 // what has survived two, dead or alive
	markAt     int64 // when the old generation is this large, marking begins
	marking    marking
	committed  int64 // pages that are mapped for the heap and its buffers
	laid       int64 // of them, what large stores have got since the last collection
	lastLaid   int64 // and what the last of these has

	census      js.Census // the last one
	sinceCensus int64     // allocated since
	claimed     int64     // taken for buffers since
	survival    int64     // of what is allocated, so many thousandths survive
	larger      int64     // what is allocated is so many times as large here, in eighths
	upkeep      upkeep

	collecting bool
	collected  func(c collection)
}

// collection is what is told of a finished collection.
type collection struct {
	major        bool
	begun, ended trace.Time
	forced       bool
}

// marking is where the concurrent marking of the old generation is.
type marking uint8

const (
	markingNot marking = iota
	markingBegun
	markingDone // the main thread finishes the collection as soon as it looks
)

// The young generation begins small and doubles as long as much survives, up
// to what V8 allows. (Heap::ConfigureHeap, v8_flags.semi_space_growth_factor)
const (
	leastSemiBytes = 1 << 20
	mostSemiBytes  = 16 << 20
	// reservedBytes is by how much heap_size_limit is more than the limit of
	// the old generation: three semi-spaces.
	reservedBytes = 3 * mostSemiBytes
)

// firstMarkAt is how large the old generation grows before its first
// mark-compact. (Heap::initial_old_generation_size_, as seen with --trace-gc)
const firstMarkAt = 32 << 20

func (h *v8Heap) init(n *Environment) {
	h.costs = n.options.Costs.Heap
	h.limitBytes = h.costs.LimitBytes
	if n.options.HeapLimitBytes > 0 {
		h.limitBytes = n.options.HeapLimitBytes
	}
	h.semiBytes = leastSemiBytes
	h.markAt = min(firstMarkAt, h.limitBytes/2)
	h.survival = 500
	h.larger = 8 * engineFactor
	h.committed = h.costs.UsedBytes + h.semiBytes
	n.isolate.Allow(h.semiBytes)
	h.upkeep.init(n)
}

// usedBytes is what is used of the heap, with what has died and was not yet
// collected.
func (h *v8Heap) usedBytes(n *Environment) int64 {
	return h.costs.UsedBytes + h.oldBytes + h.youngBytes + n.allocated()
}

// totalBytes is what of the heap has pages.
func (h *v8Heap) totalBytes() int64 { return h.committed - h.bufferPages() }

func (h *v8Heap) bufferPages() int64 { return wholePages(h.bufferBytes()) }

// bufferBytes is what array buffers take, with what has died since the last
// census.
func (h *v8Heap) bufferBytes() int64 { return h.census.BufferBytes + h.claimed }

func wholePages(bytes int64) int64 {
	return (bytes + heapPageBytes - 1) / heapPageBytes * heapPageBytes
}

// heapPageBytes is a page of V8's heap. (MemoryChunk, 256 KiB)
const heapPageBytes = 256 << 10

// Collect is called when the isolate has allocated what it was allowed to.
// (js.World)
func (n *Environment) Collect() {
	h := &n.heap
	if h.collecting {
		return
	}
	n.isolate.Settle()
	n.scavenge()
	switch {
	case h.marking == markingDone, h.oldBytes > h.limitBytes, h.claimed > mostExternal:
		n.markCompact(false)
	case h.marking == markingNot && h.oldBytes >= h.markAt:
		n.beginMarking()
	}
	h.upkeep.judge(n, 0)
}

// finishMarking ends a collection whose concurrent part is over.
func (n *Environment) finishMarking() {
	if n.heap.marking == markingDone && !n.heap.collecting {
		n.markCompact(false)
	}
}

// pause stops JavaScript for a collection, and tells of it.
func (n *Environment) pause(sort trace.Reason, forced bool, work func(cause trace.FactID)) {
	h := &n.heap
	h.collecting = true
	begun := n.machine.Now()
	collect := trace.Fact{Kind: trace.KindCollect, Reason: sort, A: h.usedBytes(n)}
	if forced {
		collect.B = 1
	}
	cause := n.tell(collect)
	work(cause)
	h.collecting = false
	n.commit()
	n.tell(trace.Fact{Kind: trace.KindCollectDone, Reason: sort, A: h.usedBytes(n), Cause: cause})
	if h.collected != nil {
		h.collected(collection{sort == trace.ReasonMarkCompact, begun, n.machine.Now(), forced})
	}
}

// scavenge copies what is reachable of the young generation; what survives for
// the second time becomes old. Large stores are not copied. The last of them
// is taken to be in use, which makes it old, and those before it to be dead: each took
// the place of another. (NewLargeObjectSpace; Heap::EvacuateYoungGeneration)
func (n *Environment) scavenge() {
	h := &n.heap
	n.pause(trace.ReasonScavenge, false, func(cause trace.FactID) {
		allocated := n.isolate.Allocated()
		h.sinceCensus += allocated
		if h.scaled(h.sinceCensus) >= h.countAfter() {
			n.count()
		}
		large := min(h.laid, allocated)
		survived := (allocated - large) * h.survival / 1000
		n.share(newEffort(h.costs.ScavengeNs+(survived+h.youngBytes)/1024*h.costs.ScavengePerKiBNs), trace.ReasonScavenge, cause)
		h.oldBytes += h.youngBytes + min(h.lastLaid, large)
		h.youngBytes = survived
		if survived > h.semiBytes/2 {
			h.semiBytes = min(2*h.semiBytes, mostSemiBytes)
		}
		n.allow(max(h.semiBytes-survived, h.semiBytes/4))
	})
}

// countAfter is how much is allocated before a scavenge makes a census: as much as
// lives, and while little survives more, as long as it is little here too should
// all of it survive.
func (h *v8Heap) countAfter() int64 {
	live := h.census.HeapBytes
	if h.survival > mostlyDead {
		return live
	}
	return max(live, min(4*live, unseenBytes*8/h.larger))
}

// mostlyDead is how many thousandths survive at most where little does.
// unseenBytes is how much of this computer's memory may come to the heap without
// a census.
const (
	mostlyDead  = 200
	unseenBytes = 192 << 20
)

// scaled is how much was allocated where so much was counted. If the last census
// found that more had survived than was counted, what is written where code
// allocates tells too little of what this program does.
func (h *v8Heap) scaled(counted int64) int64 { return counted * max(h.survival, 1000) / 1000 }

// allocated is how much was allocated since the last collection.
func (n *Environment) allocated() int64 { return n.heap.scaled(n.isolate.Allocated()) }

// allow lets the isolate allocate so many bytes before the next collection.
func (n *Environment) allow(bytes int64) {
	n.isolate.Allow(bytes * 1000 / max(n.heap.survival, 1000))
}

// count makes a census, if anything was allocated since the last, and learns
// from it how much survives.
func (n *Environment) count() {
	h := &n.heap
	if h.sinceCensus == 0 && h.claimed == 0 && n.isolate.Allocated() == 0 {
		return
	}
	before := h.census
	h.census = n.survey()
	if h.sinceCensus > 0 {
		h.survival = h.learn(h.census.HeapBytes-before.HeapBytes, before.HeapBytes == 0)
	}
	if grown := h.census.HeapBytes - before.HeapBytes; grown > 1<<20 {
		h.larger = min(max((h.census.HostBytes-before.HostBytes)*8/grown, leastLarger), mostLarger)
	}
	h.sinceCensus, h.claimed = 0, 0
	h.upkeep.found(n, h.census)
}

// learn is how many thousandths survive, as the heap has grown by so much. The
// first census finds Node's own objects too.
func (h *v8Heap) learn(grown int64, first bool) int64 {
	most := int64(mostSurvival)
	if first || h.sinceCensus < leastLearned {
		most = 1000
	}
	return min(max(grown*1000/h.sinceCensus, leastSurvival), most)
}

// Reserve ends the process if so many bytes cannot be had at once. (js.World)
func (n *Environment) Reserve(bytes int64) {
	h := &n.heap
	tooMuch := func() bool { return h.usedBytes(n)+bytes > h.limitBytes+reservedBytes }
	if tooMuch() {
		if n.markCompact(false); tooMuch() {
			n.outOfMemory()
		}
	}
	n.Weigh(bytes)
}

// engineFactor is how much larger an object is here than in V8, as long as no
// census has told.
const engineFactor = 8

// Claim takes so many bytes for an array buffer, if there are so many. Many
// bytes outside the heap are a reason to collect. (js.World;
// Heap::ReportExternalMemoryPressure)
func (n *Environment) Claim(bytes int64) bool {
	h := &n.heap
	if h.bufferBytes()+bytes > h.costs.BufferBytes {
		n.isolate.Settle()
		if n.markCompact(false); h.bufferBytes()+bytes > h.costs.BufferBytes {
			return false
		}
	}
	h.claimed += bytes
	return true
}

// mostExternal is how much may be taken outside the heap before it is worth a
// mark-compact. (kExternalAllocationSoftLimit)
const mostExternal = 64 << 20

// leastSurvival is how many thousandths of what is allocated survive at least:
// what the running functions hold.
const leastSurvival = 10

// mostSurvival is the most that is believed. More than a thousand thousandths
// survive where what builtins make is not counted when they make it.
const mostSurvival = 32_000

// leastLearned is how much must have been allocated for that to be believed.
const leastLearned = 64 << 10

// What is allocated next is at least as large here as in V8, and at most 16
// times: in eighths.
const (
	leastLarger = 8
	mostLarger  = 8 * 16
)

// beginMarking lets the helpers mark the old generation while JavaScript runs.
func (n *Environment) beginMarking() {
	h := &n.heap
	h.marking = markingBegun
	e := newEffort(h.oldBytes / 1024 * h.costs.MarkPerKiBNs)
	helpers := max(1, min(n.options.Costs.V8Workers, n.machine.Cores()-1))
	e.working = helpers
	n.post(helpers, "concurrent marking", n.fiber.thread.LastFact(), func(f *fiber) {
		e.take(f)
		if e.working--; e.working == 0 {
			h.marking = markingDone
		}
	})
}

// markCompact frees what is not reachable. JavaScript stands still for the
// last part of it, or for all of it if it was forced.
func (n *Environment) markCompact(forced bool) {
	h := &n.heap
	n.pause(trace.ReasonMarkCompact, forced, func(cause trace.FactID) {
		n.count()
		live := h.census.HeapBytes
		ns := h.costs.CompactNs + live/1024*h.costs.CompactPerKiBNs
		if h.marking != markingDone {
			ns += live / 1024 * h.costs.MarkPerKiBNs
		}
		n.share(newEffort(ns), trace.ReasonMarkCompact, cause)
		h.marking = markingNot
		h.oldBytes, h.youngBytes = live, 0
		h.markAt = max(live*(100+h.costs.GrowthPercent)/100, live+h.costs.LeastGrowthBytes)
		h.markAt = min(h.markAt, max(h.limitBytes*9/10, live))
		n.allow(h.semiBytes)
	})
	if h.oldBytes > h.limitBytes {
		n.outOfMemory()
	}
	h.upkeep.judge(n, 0)
	n.post(1, "sweeping", n.fiber.thread.LastFact(), func(f *fiber) {
		f.compute(h.oldBytes / 1024 * h.costs.SweepPerKiBNs)
	})
}

// commit maps and touches the pages that the heap and its buffers need, or
// gives back those that they do not need any more: those of large stores at once,
// others when there are many.
func (n *Environment) commit() {
	h := &n.heap
	needs := wholePages(h.usedBytes(n)+h.semiBytes) + h.bufferPages()
	surplus := h.committed - needs
	switch {
	case surplus < 0:
		n.extend(-surplus)
	case surplus > h.committed/4:
		n.giveBack(surplus)
	case h.laid > 0:
		n.giveBack(min(surplus, h.laid))
	}
	h.laid, h.lastLaid = 0, 0
}

// extend maps pages and writes to them for the first time.
func (n *Environment) extend(bytes int64) {
	n.fiber.do(&sim.Extend{Bytes: bytes})
	n.heap.committed += bytes
}

func (n *Environment) giveBack(bytes int64) {
	if bytes = bytes / systemPageBytes * systemPageBytes; bytes > 0 {
		n.fiber.do(&sim.Unmap{Bytes: bytes})
		n.heap.committed -= bytes
	}
}

// systemPageBytes is a page of the machine's memory.
const systemPageBytes = 4 << 10

// Lay gives a large store its pages, and fills it. (js.World)
func (n *Environment) Lay(bytes int64) {
	pages := (bytes + systemPageBytes - 1) / systemPageBytes * systemPageBytes
	n.extend(pages)
	n.heap.laid += pages
	n.heap.lastLaid = pages
	n.fiber.compute(bytes / 1024 * n.options.Costs.BytesPerKiBNs)
}

// roots are the values that only Go holds.
func (n *Environment) roots() (roots []sobek.Value) {
	n.waiting(func(it *item) {
		roots = append(roots, it.holds...)
		if it.context != nil {
			roots = append(roots, it.context)
		}
		if r := it.resource; r != nil && r.context != nil {
			roots = append(roots, r.context)
		}
	})
	for _, m := range n.modules {
		roots = append(roots, m.exports)
	}
	return append(roots, n.hooks.holds(n.isolate.Engine)...)
}

// waiting goes through the items that wait in the queues, in no order.
func (n *Environment) waiting(do func(*item)) {
	for _, queue := range [...][]*item{
		n.loop.ticks.queue, n.loop.following, n.loop.finished, n.loop.polled, n.loop.closing, n.loop.closed, n.pool.queue, n.pool.slow,
	} {
		for _, it := range queue {
			do(it)
		}
	}
	for _, queue := range [...][]*immediate{n.loop.immediates.running, n.loop.immediates.queue} {
		for _, im := range queue {
			do(im.item)
		}
	}
	for _, list := range n.loop.timers.lists {
		for t := list.first; t != nil; t = t.next {
			do(t.item)
		}
	}
}
