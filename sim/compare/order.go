package compare

import (
	"strconv"
	"strings"

	"timeslice/sim/trace"
)

// Order is the lines that a simulated run printed, and which of them must come
// before which, whatever the computer.
//
// What a callback prints, and what the ticks and microtasks print that run before
// the event loop goes on, is one turn; within it the order is fixed. A turn comes
// after the one in which it was asked for. Between turns that were asked for in
// the same turn, Node's documentation fixes some orders: a timer comes before one
// that was set after it and is due no earlier; immediates as they were set; an immediate before a timer,
// if they were set in a timer's or an I/O callback; messages from one thread to one
// listener as they were sent; what comes through one channel as it was written; the
// exit of a worker after all that it sent; and what closes after a child has ended
// after all else that is heard of that child. All else races.
type Order struct {
	Lines []Line
	turns []turn
	after [][]bool // by turn: which turns must come after it
}

// Line is a line of standard output.
type Line struct {
	Text string
	Fact trace.FactID // that began it
	turn int
}

// turn is a callback from the event loop and what runs before the loop goes on.
type turn struct {
	parent int // the turn in which it was asked for or brought about, noTurn if that is not known
	queue  trace.Reason
	due    trace.Time
	number int // the order in which they were asked for
	via    via // how it came here
}

// via is what a turn was brought about through: by which thread, and in what.
type via struct {
	thread  trace.ThreadID
	process trace.ProcessID // its, if it is another than that of the turn
	channel string          // "" if it is none; else what tells it from others
}

const noTurn = -1

// item is something in a queue of a process.
type item struct {
	process trace.ProcessID
	number  int64
}

// orderReader goes through a trace.
type orderReader struct {
	trace   *trace.Trace
	order   Order
	asked   map[item]*turn // what will be a turn; nil for a tick or a microtask, which is part of one
	present map[trace.ThreadID]int
	nested  map[trace.ThreadID]int // how many callbacks have begun and not returned
	process map[trace.ThreadID]trace.ProcessID
	born    map[trace.ProcessID]int  // the turn in which a process was started
	first   string                   // what the last object is called, perhaps the first end of a pair
	peers   map[int32]int32          // by end of a pair or a connection: the other end
	opened  map[trace.ThreadID]int32 // the socket that a thread opened last
	written map[string]trace.FactID  // by channel: who last wrote into it or closed it
	turnAt  []int32                  // by fact: the turn its thread was in
	partial bool                     // the last line has not ended
	count   int
}

// mostTurns bounds the books: who prints from more turns than that is compared
// line by line.
const mostTurns = 4000

// ReadOrder reads the order of a simulated run.
func ReadOrder(t *trace.Trace) *Order {
	r := &orderReader{
		trace: t, asked: map[item]*turn{}, present: map[trace.ThreadID]int{},
		process: map[trace.ThreadID]trace.ProcessID{}, born: map[trace.ProcessID]int{},
		nested: map[trace.ThreadID]int{}, peers: map[int32]int32{}, opened: map[trace.ThreadID]int32{}, written: map[string]trace.FactID{}, turnAt: make([]int32, t.Len()+1),
	}
	for id := trace.FactID(1); int(id) <= t.Len(); id++ {
		f := t.Fact(id)
		r.turnAt[id] = int32(r.turnOf(f.Thread))
		r.take(&f, id)
	}
	r.order.close()
	return &r.order
}

func (r *orderReader) take(f *trace.Fact, id trace.FactID) {
	switch f.Kind {
	case trace.KindProcessStart:
		r.born[trace.ProcessID(f.Object)] = r.turnOf(f.Thread)
	case trace.KindThreadStart:
		r.process[f.Thread] = trace.ProcessID(f.Object)
	case trace.KindEnqueue:
		r.enqueued(f)
	case trace.KindDue:
		if t := r.asked[item{r.process[f.Thread], f.A}]; t != nil {
			t.due = trace.Time(f.B)
		}
	case trace.KindCallback:
		r.called(f)
		r.nested[f.Thread]++
	case trace.KindCallbackEnd:
		r.nested[f.Thread]--
	case trace.KindSend, trace.KindClose, trace.KindShut:
		r.written[r.channel(f)] = id
	case trace.KindOpen:
		r.opened[f.Thread] = f.Object
	case trace.KindConnect:
		r.connected(f)
	case trace.KindObject:
		r.pair(f.Object, r.trace.Text(trace.StringID(f.B)))
	case trace.KindOutput:
		if f.Object == 1 {
			r.printed(r.trace.Text(trace.StringID(f.B)), f, id)
		}
	}
}

// turnOf is the turn a thread is in, noTurn if it is in none.
func (r *orderReader) turnOf(thread trace.ThreadID) int {
	if at, known := r.present[thread]; known {
		return at
	}
	return noTurn
}

// printing is the turn in which a thread prints. What no event loop runs, such as a
// process of a scenario, is one turn from its beginning to its end: its own lines
// keep their order, and race those of others.
func (r *orderReader) printing(thread trace.ThreadID) int {
	at, known := r.present[thread]
	if !known {
		at = len(r.order.turns)
		own := turn{parent: noTurn}
		if born, known := r.born[r.process[thread]]; known {
			own.parent = born
		}
		r.order.turns = append(r.order.turns, own)
		r.present[thread] = at
	}
	return at
}

// enqueued takes in that something was asked for. What a pool thread puts back
// was asked for before.
func (r *orderReader) enqueued(f *trace.Fact) {
	name := item{r.process[f.Thread], f.A}
	switch f.Reason {
	case trace.ReasonTickQueue, trace.ReasonMicrotaskQueue:
		r.asked[name] = nil
		return
	case trace.ReasonFinishedQueue:
		if r.asked[name] != nil {
			return
		}
	}
	r.count++
	t := &turn{parent: r.turnOf(f.Thread), queue: f.Reason, number: r.count, via: via{thread: f.Thread}}
	if f.Reason == trace.ReasonMessageQueue {
		t.via.channel = r.trace.Text(trace.StringID(f.B))
	}
	if f.Reason == trace.ReasonCloseQueue && t.parent != noTurn {
		t.via = via{process: r.order.turns[t.parent].via.process}
	}
	r.asked[name] = t
}

// called begins a turn, unless the callback is a tick or a microtask: these have
// not been asked for as turns.
func (r *orderReader) called(f *trace.Fact) {
	name := item{r.process[f.Thread], f.A}
	asked, queued := r.asked[name]
	_, running := r.present[f.Thread]
	delete(r.asked, name)
	switch {
	case queued && asked == nil:
		return
	case queued:
	case !running: // the script itself
		asked = &turn{parent: noTurn}
		if born, known := r.born[name.process]; known {
			asked.parent = born
		}
	case r.nested[f.Thread] > 0:
		return
	default:
		asked = r.broughtAbout(f)
	}
	r.present[f.Thread] = len(r.order.turns)
	r.order.turns = append(r.order.turns, *asked)
}

// broughtAbout is the turn of a callback that nobody put into a queue: the poll phase
// found that something had happened, and called it. Its parent is the turn in which
// that was done, by this process or another.
func (r *orderReader) broughtAbout(f *trace.Fact) *turn {
	own := r.process[f.Thread]
	t := &turn{parent: noTurn, queue: trace.ReasonPoll}
	for id := f.Cause; id != trace.NoFact; {
		cause := r.trace.Fact(id)
		if passedOn(cause.Kind) {
			id = cause.Cause
			continue
		}
		looked := cause.Kind == trace.KindWatch || cause.Kind == trace.KindReceive
		if written := r.written[r.channel(&cause)]; looked && written != trace.NoFact {
			id = written // it was there before anybody looked
			continue
		}
		t.parent = int(r.turnAt[id])
		t.via.thread = cause.Thread
		if by := r.process[cause.Thread]; by != own {
			t.via.process = by
			if t.parent == noTurn && cause.Thread != trace.NoThread {
				t.parent = r.printing(cause.Thread)
			}
		}
		t.via.channel = r.channel(&cause)
		break
	}
	return t
}

// channel is the end at which somebody hears of a fact, "" if that is not known.
func (r *orderReader) channel(f *trace.Fact) string {
	switch f.Kind {
	case trace.KindSend, trace.KindWatch, trace.KindReceive: // a read that follows one which got something
		return endName(f.Object)
	case trace.KindClose, trace.KindShut:
		if other, paired := r.peers[f.Object]; paired {
			return endName(other)
		}
	}
	return ""
}

func endName(object int32) string { return "#" + strconv.Itoa(int(object)) }

// pair finds which ends belong together: they are made one after the other, and are
// called by their pair's name and /1 and /2.
func (r *orderReader) pair(object int32, name string) {
	if pair, second := strings.CutSuffix(name, "/2"); second && r.first == pair+"/1" {
		r.peers[object], r.peers[object-1] = object-1, object
	}
	r.first = name
}

// connected finds which ends belong together: who connects opens a socket for it just
// before, and what it gets is the other end of that.
func (r *orderReader) connected(f *trace.Fact) {
	own, opened := r.opened[f.Thread]
	if _, paired := r.peers[own]; opened && !paired {
		other := int32(f.A)
		r.peers[own], r.peers[other] = other, own
	}
	delete(r.opened, f.Thread)
}

// passedOn reports whether a fact only passes on what its cause did.
func passedOn(kind trace.Kind) bool {
	switch kind {
	case trace.KindSignal, trace.KindDeliver, trace.KindReady, trace.KindDispatch:
		return true
	}
	return false
}

func (r *orderReader) printed(text string, f *trace.Fact, id trace.FactID) {
	for part := range strings.SplitAfterSeq(text, "\n") {
		if part == "" {
			continue
		}
		whole := strings.HasSuffix(part, "\n")
		part = strings.TrimSuffix(part, "\n")
		if r.partial {
			r.order.Lines[len(r.order.Lines)-1].Text += part
		} else {
			r.order.Lines = append(r.order.Lines, Line{Text: part, Fact: id, turn: r.printing(f.Thread)})
		}
		r.partial = !whole
	}
}

// close works out which turns must come after which.
func (o *Order) close() {
	count := len(o.turns)
	if count > mostTurns {
		return
	}
	o.after = make([][]bool, count)
	for i := range o.after {
		o.after[i] = make([]bool, count)
	}
	for later := range o.turns { // turns are in the order in which they ran: all that is before is known
		for earlier := range later {
			if o.directly(earlier, later) {
				o.after[earlier][later] = true
				for first := range earlier {
					if o.after[first][earlier] {
						o.after[first][later] = true
					}
				}
			}
		}
	}
}

// directly reports whether a rule puts a turn before a later one.
func (o *Order) directly(earlier, later int) bool {
	a, b := &o.turns[earlier], &o.turns[later]
	if b.parent == earlier || a.heardBefore(b) {
		return true
	}
	if a.parent != b.parent || a.parent == noTurn {
		return false
	}
	timer, immediate := trace.ReasonTimerQueue, trace.ReasonImmediateQueue
	switch {
	case a.queue == timer && b.queue == timer:
		return a.number < b.number
	case a.queue == immediate && b.queue == immediate:
		return a.number < b.number
	case a.queue == immediate && b.queue == timer:
		from := o.turns[a.parent].queue
		return from == timer || from == trace.ReasonPoolQueue
	}
	return false
}

// heardBefore reports whether a turn comes before a later one by how both came here.
func (a *turn) heardBefore(b *turn) bool {
	switch {
	case b.via.channel != "":
		return a.via.channel == b.via.channel && (b.queue != trace.ReasonMessageQueue || a.via.thread == b.via.thread)
	case b.queue == trace.ReasonFinishedQueue: // a worker has ended
		return a.queue == trace.ReasonMessageQueue && a.via.thread == b.via.thread
	case b.queue == trace.ReasonCloseQueue:
		return b.via.process != 0 && a.via.process == b.via.process
	}
	return false
}

// Fixed reports whether a line must come before a later one.
func (o *Order) Fixed(earlier, later int) bool {
	a, b := o.Lines[earlier].turn, o.Lines[later].turn
	if a == b || o.after == nil {
		return true
	}
	return a != noTurn && b != noTurn && o.after[a][b]
}

// heldUpNs is how long a process that is about to set another timer is held up only
// on a computer that is busy.
const heldUpNs = 2 * trace.Millisecond

// onlyHeldUp reports whether two lines come in the other order only if the process was
// held up for long: a timer that is due earlier was set later, and is due when it is
// set plus its time, so between the two calls more time passed than they are apart.
func (o *Order) onlyHeldUp(earlier, later int) bool {
	a, b := o.Lines[earlier].turn, o.Lines[later].turn
	if a == noTurn || b == noTurn {
		return false
	}
	first, second := &o.turns[a], &o.turns[b]
	timer := trace.ReasonTimerQueue
	return first.queue == timer && second.queue == timer && first.parent != noTurn && first.parent == second.parent &&
		int64(second.due-first.due) >= heldUpNs
}

// Racing lists the pairs of neighbouring lines that may come out either way, but for
// those of which that is hardly ever seen.
func (o *Order) Racing() [][2]string {
	pairs := [][2]string{}
	for i := 1; i < len(o.Lines); i++ {
		if o.Lines[i-1].Text != o.Lines[i].Text && !o.Fixed(i-1, i) && !o.onlyHeldUp(i-1, i) {
			pairs = append(pairs, [2]string{o.Lines[i-1].Text, o.Lines[i].Text})
		}
	}
	return pairs
}

// Allows reports whether lines are those of the run in an order that it allows;
// if not, broken is the first line that came too early, or that does not belong.
func (o *Order) Allows(lines []string) (broken int, ok bool) {
	m := matching{order: o, lines: lines, places: map[string][]int{}, seen: make([]bool, len(o.Lines))}
	for i := range o.Lines {
		m.places[o.Lines[i].Text] = append(m.places[o.Lines[i].Text], i)
	}
	if m.whole() {
		return 0, true
	}
	return m.farthest, false
}

// matching finds which line of the run each of some lines is. Lines with the same text
// can stand for each other, as when several workers say that they have ended.
type matching struct {
	order    *Order
	lines    []string
	places   map[string][]int
	seen     []bool // by line of the run
	first    int    // of the lines of the run that have not been seen
	farthest int    // the first line that never had a place
}

// mostTries bounds the search: that many choices may be taken back. Where many lines
// have the same text, what does not belong would take for ever.
const mostTries = 100_000

// whole finds places for all lines. The choices are a list, not calls within
// calls: a browser's stack holds some ten thousand of those.
func (m *matching) whole() bool {
	chosen := []int{} // by line, which of the places that its text has
	from := 0         // the first of them to try for the next line
	for tries := mostTries; ; {
		i := len(chosen)
		m.farthest = max(m.farthest, i)
		if i == len(m.lines) {
			if len(m.lines) == len(m.order.Lines) {
				return true
			}
		} else if choice, ok := m.choose(i, from); ok {
			chosen, from = append(chosen, choice), 0
			continue
		}
		tries--
		if i == 0 || tries < 0 {
			return false
		}
		last := chosen[i-1]
		m.takeBack(i-1, last)
		chosen, from = chosen[:i-1], last+1
	}
}

// choose gives a line the first of its text's places, counted from one of them on,
// that is free and due.
func (m *matching) choose(line, from int) (choice int, ok bool) {
	places := m.places[m.lines[line]]
	for choice := from; choice < len(places); choice++ {
		own := places[choice]
		if !m.seen[own] && m.due(own) {
			m.seen[own] = true
			return choice, true
		}
	}
	return 0, false
}

// takeBack frees the place that a line was given.
func (m *matching) takeBack(line, choice int) {
	own := m.places[m.lines[line]][choice]
	m.seen[own], m.first = false, min(m.first, own)
}

// due reports whether all that must come before a line has come.
func (m *matching) due(own int) bool {
	for m.first < len(m.seen) && m.seen[m.first] {
		m.first++
	}
	for before := m.first; before < own; before++ {
		if !m.seen[before] && m.order.Fixed(before, own) {
			return false
		}
	}
	return true
}

// Texts are the lines' texts.
func (o *Order) Texts() []string {
	texts := make([]string, len(o.Lines))
	for i := range o.Lines {
		texts[i] = o.Lines[i].Text
	}
	return texts
}

// LinesOf are the lines of a text.
func LinesOf(text string) []string {
	if text == "" {
		return []string{}
	}
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}
