package trace

import (
	"cmp"
	"slices"
	"strconv"
)

// chromePlan is what must be known of a whole trace before its first event can
// be written: when each slice ends, which arrows have both ends, and names.
type chromePlan struct {
	trace *Trace

	spans    []chromeSpan  // in the order of their facts
	arrows   []chromeArrow // in the order of the facts they begin at
	received []chromeArrow // those of messages and items, in the order of the facts they end at
	ready    []readyChange // in order
	calls    []chromeCall  // in the order of their facts

	cpus  int64 // the number of the process "CPUs"; above it its tracks
	cores int   // that were used, counting from 0

	threads      map[ThreadID]*chromeThread
	threadOrder  []ThreadID
	processes    map[ProcessID]StringID
	processOrder []ProcessID
	objects      map[ObjectID]StringID

	now      Time
	running  map[CoreID]*chromeThread
	acting   []int32 // by fact: the turn in which its thread did it, counted from 1; 0 for none
	channels map[ObjectID]*chromeChannel
	queued   map[chromeItem]FactID // how it last came into a queue
	tracks   []ThreadID            // that have a track below their own
}

// chromeSpan is a time in which a thread is doing one thing.
type chromeSpan struct {
	fact       FactID // with which it begins
	begin, end Time
	status     Status
	throttled  bool
	run        *chromeRun // of a running thread
}

// chromeRun is a turn on a core.
type chromeRun struct {
	span  int // its place in the plan
	core  CoreID
	own   Time   // when the thread's own work begins
	wakes FactID // the arrow that ends here, NoFact if none does
}

// The names of arrows: from who wakes to who is woken, from who sends to who
// receives, from who puts an item into a queue to what is done for it, from who
// passes a descriptor to who gets it.
const (
	arrowWake    = "wake"
	arrowMessage = "message"
	arrowItem    = "item"
	arrowPassed  = "descriptor"
)

// chromeArrow is an arrow between two slices.
type chromeArrow struct {
	name     string
	id       FactID // no other arrow has it
	from, to FactID // the facts; to is a dispatch, a receipt, a callback or a job
}

type readyChange struct {
	fact FactID
	by   int
}

type chromeTrack struct{ pid, tid int64 }

// chromeThread is what is known of a thread while the plan is made.
type chromeThread struct {
	id      ThreadID
	process ProcessID
	name    StringID
	status  Status
	span    int // the one it is in, counted from 1; 0 for none
	last    int // the turn it had last, the same way

	track     int    // its number among the tracks below threads', 0 for none
	trackName string // after the thread's
	calls     []int  // of the plan's calls, those that go on, the innermost last

	throttled    bool
	woken, waker FactID // its last becoming ready, if another thread brought that about, and by what
}

// chromeChannel holds the messages that were sent and not yet received.
type chromeChannel struct {
	sent   []chromeMessage
	held   int64
	passed []FactID // descriptors that were passed and not yet obtained
}

type chromeMessage struct {
	fact  FactID
	bytes int64 // that are left of it
}

func planChrome(t *Trace) *chromePlan {
	p := &chromePlan{
		trace: t, threads: map[ThreadID]*chromeThread{}, processes: map[ProcessID]StringID{},
		objects: map[ObjectID]StringID{}, running: map[CoreID]*chromeThread{},
		channels: map[ObjectID]*chromeChannel{}, queued: map[chromeItem]FactID{}, acting: make([]int32, t.count+1),
	}
	for id := FactID(1); int(id) <= t.count; id++ {
		f := t.Fact(id)
		p.now = max(p.now, f.Time)
		p.take(id, &f)
	}
	for _, id := range p.threadOrder {
		p.leave(p.threads[id])
		p.endCalls(p.threads[id], 0)
	}
	p.keepWhole()
	p.number()
	return p
}

// take plans what begins and ends with a fact.
func (p *chromePlan) take(id FactID, f *Fact) {
	var t *chromeThread
	if f.Thread > NoThread {
		t = p.thread(f.Thread)
		if f.Kind != KindSwitchCost { // the system does that
			p.acting[id] = int32(p.actsIn(t))
		}
	}
	switch f.Kind {
	case KindProcessStart, KindProcessExec:
		p.process(ProcessID(f.Object))
		p.processes[ProcessID(f.Object)] = StringID(f.B)
		if f.Kind == KindProcessExec && t != nil && t.process == ProcessID(f.Object) {
			t.name = StringID(f.B)
		}
	case KindProcessExit, KindProcessAdopt, KindSignal, KindDeliver, KindOutOfMemory, KindMemory:
		p.process(ProcessID(f.Object))
	case KindObject:
		p.objects[ObjectID(f.Object)] = StringID(f.B)
	case KindSend:
		p.send(id, f)
	case KindReceive:
		p.receive(id, f)
	case KindBind:
		if p.trace.Text(p.objects[ObjectID(f.Object)]) == "" {
			p.objects[ObjectID(f.Object)] = StringID(f.B)
		}
	case KindDrop:
		p.drop(f)
	case KindPass:
		c := p.channel(ObjectID(f.B))
		c.passed = append(c.passed, id)
	case KindObtain:
		p.obtain(id, f)
	}
	if t != nil {
		p.change(t, id, f)
		p.script(t, id, f)
	}
}

// actsIn is the span in which a thread does something now, 0 if it does it in
// none. What a thread does when it has just ended counts to its last turn.
func (p *chromePlan) actsIn(t *chromeThread) int {
	at := t.last
	if t.status != StatusRunning && (t.status != StatusEnded || at == 0 || p.spans[at-1].end < p.now) {
		return 0
	}
	if at > 0 && p.spans[at-1].run.own > p.now {
		return 0
	}
	return at
}

// change plans what a fact changes about its thread.
func (p *chromePlan) change(t *chromeThread, id FactID, f *Fact) {
	switch f.Kind {
	case KindThreadStart:
		if t.process == NoProcess && f.Object > 0 {
			t.process, t.name = ProcessID(f.Object), StringID(f.B)
			p.process(t.process)
		}
		t.status = StatusNew
	case KindReady:
		p.enter(t, id, StatusReady)
		t.woken, t.waker = NoFact, p.waker(t, id, f)
		if t.waker != NoFact {
			t.woken = id
		}
	case KindPreempt:
		p.enter(t, id, StatusReady)
	case KindThrottle, KindUnthrottle:
		t.throttled = f.Kind == KindThrottle
		if t.status == StatusReady {
			p.enter(t, id, StatusReady)
		}
	case KindBlock:
		p.enter(t, id, StatusBlocked)
	case KindStop:
		p.enter(t, id, StatusStopped)
	case KindThreadExit:
		p.leave(t)
		p.becomes(t, id, StatusEnded)
	case KindDispatch:
		p.dispatch(t, id, f)
	case KindSwitchCost:
		if t.status == StatusRunning {
			p.spans[t.span-1].run.own = later(later(p.spans[t.span-1].begin, f.A), f.B)
		}
	}
}

// enter ends what a thread was doing and begins something else.
func (p *chromePlan) enter(t *chromeThread, id FactID, status Status) *chromeSpan {
	p.leave(t)
	p.becomes(t, id, status)
	t.throttled = t.throttled && status == StatusReady
	p.spans = append(p.spans, chromeSpan{fact: id, begin: p.now, status: status, throttled: t.throttled})
	t.span = len(p.spans)
	return &p.spans[t.span-1]
}

// waker is the fact by which another thread, in a turn of its own, made a
// thread ready with the fact id; NoFact if there is none.
func (p *chromePlan) waker(t *chromeThread, id FactID, f *Fact) FactID {
	cause, before := f.Cause, id
	for cause > NoFact && cause < before {
		fact := p.trace.Fact(cause)
		if !handsOn(t, &fact) {
			break
		}
		cause, before = fact.Cause, cause
	}
	if cause <= NoFact || cause >= before || p.acting[cause] == 0 || p.trace.Fact(cause).Thread == t.id {
		return NoFact
	}
	return cause
}

// handsOn reports whether a fact stands between what another thread did and
// this one's becoming ready: its start, what it was given, the signal that
// came.
func handsOn(t *chromeThread, f *Fact) bool {
	switch f.Kind {
	case KindThreadStart, KindDeliver:
		return true
	case KindAcquire:
		return f.Thread == t.id
	}
	return false
}

// becomes changes a thread's status and notes whether one more or less is
// ready.
func (p *chromePlan) becomes(t *chromeThread, id FactID, status Status) {
	by := 0
	if status == StatusReady {
		by++
	}
	if t.status == StatusReady {
		by--
	}
	if by != 0 {
		p.ready = append(p.ready, readyChange{fact: id, by: by})
	}
	t.status = status
}

// leave ends what a thread is doing.
func (p *chromePlan) leave(t *chromeThread) {
	if t.span == 0 {
		return
	}
	span := &p.spans[t.span-1]
	span.end = p.now
	if span.run != nil {
		delete(p.running, span.run.core)
	}
	t.span = 0
}

func (p *chromePlan) dispatch(t *chromeThread, id FactID, f *Fact) {
	if f.Core < 0 {
		return
	}
	p.cores = max(p.cores, int(f.Core)+1)
	if other := p.running[f.Core]; other != nil { // its leaving was not told
		p.leave(other)
		other.status = StatusNone
	}
	span := p.enter(t, id, StatusRunning)
	span.run = &chromeRun{span: t.span - 1, core: f.Core, own: p.now, wakes: t.woken}
	if t.woken != NoFact {
		p.arrows = append(p.arrows, chromeArrow{name: arrowWake, id: t.woken, from: t.waker, to: id})
		t.woken = NoFact
	}
	t.last = t.span
	p.running[f.Core] = t
}

func (p *chromePlan) channel(id ObjectID) *chromeChannel {
	c := p.channels[id]
	if c == nil {
		c = &chromeChannel{}
		p.channels[id] = c
	}
	return c
}

func (p *chromePlan) send(id FactID, f *Fact) {
	c := p.channel(ObjectID(f.Object))
	if c.held+f.A != f.B {
		c.sent = nil // what is in it is not known
	}
	c.held = f.B
	if f.A > 0 {
		c.sent = append(c.sent, chromeMessage{fact: id, bytes: f.A})
	}
}

// receive ends the messages of which the last byte is received.
func (p *chromePlan) receive(id FactID, f *Fact) {
	c := p.channel(ObjectID(f.Object))
	for bytes := f.A; bytes > 0 && len(c.sent) > 0; {
		message := &c.sent[0]
		if message.bytes > bytes {
			message.bytes -= bytes
			break
		}
		bytes -= message.bytes
		if p.acting[message.fact] > 0 && p.acting[id] > 0 && p.trace.Fact(message.fact).Thread != f.Thread {
			p.arrows = append(p.arrows, chromeArrow{name: arrowMessage, id: message.fact, from: message.fact, to: id})
		}
		c.sent = c.sent[1:]
	}
	if c.held-f.A != f.B {
		c.sent = nil
	}
	c.held = f.B
}

// drop forgets messages that were thrown away: the one that is the cause, else the
// first that are as long.
func (p *chromePlan) drop(f *Fact) {
	c := p.channel(ObjectID(f.Object))
	if f.Reason == ReasonNobody {
		return // it never came in
	}
	if i := slices.IndexFunc(c.sent, func(m chromeMessage) bool { return m.fact == f.Cause }); i >= 0 && c.sent[i].bytes <= f.A {
		c.sent = slices.Delete(c.sent, i, i+1)
	} else {
		c.forget(f.A)
	}
	if c.held-f.A != f.B {
		c.sent = nil
	}
	c.held = f.B
}

// forget takes so many bytes off the first messages.
func (c *chromeChannel) forget(bytes int64) {
	for bytes > 0 && len(c.sent) > 0 {
		if c.sent[0].bytes > bytes {
			c.sent[0].bytes -= bytes
			return
		}
		bytes -= c.sent[0].bytes
		c.sent = c.sent[1:]
	}
}

// obtain ends the way of the first descriptor of its object that was passed.
func (p *chromePlan) obtain(id FactID, f *Fact) {
	c := p.channel(ObjectID(f.B))
	i := slices.IndexFunc(c.passed, func(passed FactID) bool { return p.trace.Fact(passed).Object == f.Object })
	if i < 0 {
		return
	}
	from := c.passed[i]
	c.passed = slices.Delete(c.passed, i, i+1)
	if p.acting[from] > 0 && p.acting[id] > 0 && p.trace.Fact(from).Thread != f.Thread {
		p.arrows = append(p.arrows, chromeArrow{name: arrowPassed, id: from, from: from, to: id})
	}
}

// keepWhole drops the arrows to turns that never came to their own work, and
// puts the others in order.
func (p *chromePlan) keepWhole() {
	p.arrows = slices.DeleteFunc(p.arrows, func(a chromeArrow) bool {
		if a.name != arrowWake {
			return false
		}
		place, _ := slices.BinarySearchFunc(p.spans, a.to, func(s chromeSpan, id FactID) int { return cmp.Compare(s.fact, id) })
		span := &p.spans[place]
		return span.run.own > span.end
	})
	for _, a := range p.arrows { // they stand in the order of their ends
		if a.name != arrowWake {
			p.received = append(p.received, a)
		}
	}
	slices.SortStableFunc(p.arrows, func(a, b chromeArrow) int { return cmp.Compare(a.from, b.from) })
}

// number gives the cores' tracks numbers that no thread and no process has.
func (p *chromePlan) number() {
	p.cpus = 1_000_000
	for _, id := range p.threadOrder {
		p.cpus = max(p.cpus, int64(id)+1)
	}
	for _, id := range p.processOrder {
		p.cpus = max(p.cpus, int64(id)+1)
	}
}

func (p *chromePlan) thread(id ThreadID) *chromeThread {
	t := p.threads[id]
	if t == nil {
		t = &chromeThread{id: id}
		p.threads[id] = t
		p.threadOrder = append(p.threadOrder, id)
	}
	return t
}

func (p *chromePlan) process(id ProcessID) {
	if _, known := p.processes[id]; !known {
		p.processes[id] = NoString
		p.processOrder = append(p.processOrder, id)
	}
}

// readyChange is by how much a fact changes the number of ready threads.
func (p *chromePlan) readyChange(id FactID) int {
	by := 0
	for len(p.ready) > 0 && p.ready[0].fact == id {
		by += p.ready[0].by
		p.ready = p.ready[1:]
	}
	return by
}

func (p *chromePlan) coreTrack(core CoreID) chromeTrack {
	return chromeTrack{pid: p.cpus, tid: p.cpus + 1 + int64(core)}
}

func (p *chromePlan) threadTrack(id ThreadID) chromeTrack {
	return chromeTrack{pid: p.processOf(id), tid: int64(id)}
}

// processOf is the number of a thread's process; of one that nothing is known
// of, its own.
func (p *chromePlan) processOf(id ThreadID) int64 {
	if t := p.threads[id]; t != nil && t.process != NoProcess {
		return int64(t.process)
	}
	return int64(id)
}

// threadName is a thread's name, or its process's with its number.
func (p *chromePlan) threadName(id ThreadID) string {
	t := p.threads[id]
	if t == nil {
		return "thread " + strconv.Itoa(int(id))
	}
	if name := p.trace.Text(t.name); name != "" {
		return name
	}
	if t.process == NoProcess {
		return "thread " + strconv.Itoa(int(id))
	}
	name := p.processName(t.process)
	if int32(t.process) == int32(id) {
		return name
	}
	return name + "/" + strconv.Itoa(int(id))
}

func (p *chromePlan) processName(id ProcessID) string {
	if name := p.trace.Text(p.processes[id]); name != "" {
		return name
	}
	if id == InitProcess {
		return "init"
	}
	return "process " + strconv.Itoa(int(id))
}

func (p *chromePlan) objectName(id ObjectID) string {
	if name := p.trace.Text(p.objects[id]); name != "" {
		return name
	}
	return "object " + strconv.Itoa(int(id))
}
