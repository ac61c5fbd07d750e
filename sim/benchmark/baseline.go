package benchmark

// Baseline runs the workload as a hand-written loop: one typed heap of events,
// one ring of ready tasks, an array of cores, and a log, one slice that grows,
// of every event and every dispatch. It is what the machine is measured against: the same
// arithmetic with nothing general about it.
func (w RoundRobin) Baseline() Result {
	b := newLoop(w)
	for len(b.heap) > 0 {
		b.step(b.pop())
	}
	b.result.Facts = len(b.log)
	return b.result
}

type loopEvent struct {
	at       int64
	sequence int64
	kind     int32 // arrival, slice end or completion
	task     int32
	core     int32
}

const (
	loopArrival = iota
	loopSliceEnd
	loopCompletion
	loopDispatch
)

type loopTask struct {
	generator generator
	left      int
	remaining int64
	slice     int64
}

// loopEntry is a line of the log.
type loopEntry struct {
	at         int64
	kind       int32
	task, core int32
	value      int64
}

type loop struct {
	heap     []loopEvent
	sequence int64
	tasks    []loopTask
	ready    []int32 // a ring
	first    int
	waiting  int
	free     []int32
	log      []loopEntry
	result   Result
}

func newLoop(w RoundRobin) *loop {
	b := &loop{tasks: make([]loopTask, w.Tasks), ready: make([]int32, w.Tasks)}
	for core := w.Cores - 1; core >= 0; core-- {
		b.free = append(b.free, int32(core))
	}
	for i := range b.tasks {
		g := newGenerator(i)
		at := 5 * g.draw()
		b.tasks[i] = loopTask{generator: g, left: w.Cycles}
		b.push(loopEvent{at: at, kind: loopArrival, task: int32(i)})
	}
	return b
}

func (b *loop) step(e loopEvent) {
	b.result.Events++
	b.log = append(b.log, loopEntry{e.at, e.kind, e.task, e.core, b.tasks[e.task].remaining})
	t := &b.tasks[e.task]
	switch e.kind {
	case loopArrival, loopCompletion:
		t.left--
		t.remaining = t.generator.burst(int(e.task))
		b.enqueue(e.task)
	case loopSliceEnd:
		b.free = append(b.free, e.core)
		t.remaining -= t.slice
		switch {
		case t.remaining > 0:
			b.enqueue(e.task)
		case t.left > 0:
			b.push(loopEvent{at: e.at + t.generator.io(), kind: loopCompletion, task: e.task})
		default:
			b.result.Sum += e.at % rrModulus
			b.result.Makespan = e.at
		}
	}
	for len(b.free) > 0 && b.waiting > 0 {
		b.dispatch(e.at)
	}
}

func (b *loop) enqueue(task int32) {
	place := b.first + b.waiting
	if place >= len(b.ready) {
		place -= len(b.ready)
	}
	b.ready[place] = task
	b.waiting++
}

func (b *loop) dispatch(now int64) {
	task := b.ready[b.first]
	if b.first++; b.first == len(b.ready) {
		b.first = 0
	}
	b.waiting--
	core := b.free[len(b.free)-1]
	b.free = b.free[:len(b.free)-1]
	t := &b.tasks[task]
	t.slice = min(rrQuantum, t.remaining)
	b.log = append(b.log, loopEntry{now, loopDispatch, task, core, t.slice})
	b.push(loopEvent{at: now + t.slice, kind: loopSliceEnd, task: task, core: core})
}

func (e *loopEvent) before(other *loopEvent) bool {
	return e.at < other.at || e.at == other.at && e.sequence < other.sequence
}

func (b *loop) push(e loopEvent) {
	b.sequence++
	e.sequence = b.sequence
	b.heap = append(b.heap, e)
	i := len(b.heap) - 1
	for i > 0 {
		parent := (i - 1) / 2
		if !e.before(&b.heap[parent]) {
			break
		}
		b.heap[i] = b.heap[parent]
		i = parent
	}
	b.heap[i] = e
}

func (b *loop) pop() loopEvent {
	top := b.heap[0]
	last := len(b.heap) - 1
	e := b.heap[last]
	b.heap = b.heap[:last]
	i := 0
	for {
		child := 2*i + 1
		if child >= last {
			break
		}
		if child+1 < last && b.heap[child+1].before(&b.heap[child]) {
			child++
		}
		if !b.heap[child].before(&e) {
			break
		}
		b.heap[i] = b.heap[child]
		i = child
	}
	if last > 0 {
		b.heap[i] = e
	}
	return top
}
