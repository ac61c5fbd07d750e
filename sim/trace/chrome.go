package trace

import (
	"bufio"
	"io"
	"strconv"
	"unicode/utf8"
)

// ChromeOptions says what an export to Chrome's format leaves out; the zero
// value leaves out nothing.
type ChromeOptions struct {
	NoArrows   bool // from who wakes to who is woken, who sends to who receives, who asks to what is called
	NoCounters bool // how many threads are ready, and how much memory processes have
	NoInstants bool // signals, exits, output
}

// WriteChrome writes the trace as Chrome Trace Event JSON, which Perfetto
// (ui.perfetto.dev) and chrome://tracing open: a process "CPUs" with a track
// for each core, where slices tell who runs, and then each simulated process
// with a track for each thread, where they tell what the thread is doing. A
// thread that runs JavaScript has a track below it for its event loop and its
// callbacks, a thread of a pool one for the items it works on.
//
// The rules it keeps are those of the Trace Event Format and of Perfetto's
// importer: times are microseconds with the nanoseconds as decimals; the
// slices of a track do not overlap; events stand in order of time, and within
// an instant in the order of their facts, because an arrow begins and ends at
// the slice that its track began last; thread numbers are not used twice, not
// even in different processes. What has no length is left out, but for turns
// on a core, which arrows may need. Equal traces give equal bytes.
func (t *Trace) WriteChrome(w io.Writer, options ChromeOptions) error {
	out := chromeWriter{
		trace: t, options: options, plan: planChrome(t), out: bufio.NewWriterSize(w, 1<<16),
	}
	out.write()
	return out.out.Flush()
}

// chromeWriter writes the events of a trace, fact by fact. An error of out
// stays in out until Flush tells it.
type chromeWriter struct {
	trace   *Trace
	options ChromeOptions
	plan    *chromePlan
	out     *bufio.Writer
	line    []byte
	started bool // there is an event already
	fields  bool // the open object has a field already
	inner   bool // the open object is an event's arguments

	now     Time
	spans   int          // how many of the plan's have been written
	arrows  int          // how many of the plan's arrows have begun
	called  int          // how many of the plan's calls have been written
	ends    int          // how many of the plan's arrows that end at a fact have ended
	later   []*chromeRun // turns that have begun but whose own work has not, the soonest first
	ready   int          // threads that are ready
	counted int          // ready as it was last told
}

func (w *chromeWriter) write() {
	w.out.WriteString("{\"traceEvents\":[")
	w.metadata()
	for id := FactID(1); int(id) <= w.trace.count; id++ {
		f := w.trace.Fact(id)
		if f.Time > w.now {
			w.instantOver()
			w.begin(f.Time)
			w.now = f.Time
		}
		w.fact(id, &f)
	}
	w.instantOver()
	w.begin(Never)
	w.out.WriteString("\n],\"otherData\":{")
	w.properties()
	w.out.WriteString("}}\n")
}

// properties writes the description of the run; of equal names the first.
func (w *chromeWriter) properties() {
	known := map[string]bool{}
	w.line, w.fields = w.line[:0], false
	for _, p := range w.trace.properties {
		if !known[p.Name] {
			known[p.Name] = true
			w.text(p.Name, p.Value)
		}
	}
	w.out.Write(w.line)
}

// metadata writes the names of all tracks and their order.
func (w *chromeWriter) metadata() {
	cpus := w.plan.cpus
	w.named("process", cpus, cpus, "CPUs", -1)
	for core := range w.plan.cores {
		w.named("thread", cpus, cpus+1+int64(core), "core "+strconv.Itoa(core), int64(core))
	}
	for _, id := range w.plan.processOrder {
		w.named("process", int64(id), int64(id), w.plan.processName(id), int64(id))
	}
	for _, id := range w.plan.threadOrder {
		w.named("thread", w.plan.processOf(id), int64(id), w.plan.threadName(id), int64(id))
		if t := w.plan.threads[id]; t.track > 0 {
			track := w.plan.callTrack(id)
			w.named("thread", track.pid, track.tid, w.plan.threadName(id)+t.trackName, int64(id))
		}
	}
}

func (w *chromeWriter) named(what string, pid, tid int64, name string, place int64) {
	w.open("M", pid, tid)
	w.text("name", what+"_name")
	w.args()
	w.text("name", name)
	w.close()
	w.open("M", pid, tid)
	w.text("name", what+"_sort_index")
	w.args()
	w.number("sort_index", place)
	w.close()
}

// fact writes what begins with a fact.
func (w *chromeWriter) fact(id FactID, f *Fact) {
	w.arrowsFrom(id, f)
	for w.spans < len(w.plan.spans) && w.plan.spans[w.spans].fact == id {
		span := &w.plan.spans[w.spans]
		w.spans++
		if run := span.run; run != nil {
			w.turn(span, run, f)
		} else if span.end > span.begin {
			w.state(span, f)
		}
	}
	w.calls(id, f)
	w.arrowsTo(id, f)
	w.ready += w.plan.readyChange(id)
	w.memory(f)
	w.instant(id, f)
}

// turn writes a thread's turn on a core: what the system does first, and then,
// now or later, the thread's own work.
func (w *chromeWriter) turn(span *chromeSpan, run *chromeRun, f *Fact) {
	if system := min(run.own, span.end); system > span.begin {
		w.system(w.plan.coreTrack(run.core), span, system, "overhead", f)
		w.system(w.plan.threadTrack(f.Thread), span, system, "state", f)
	}
	if run.own > span.end {
		return
	}
	place := len(w.later)
	for place > 0 && w.later[place-1].own > run.own {
		place--
	}
	w.later = append(w.later, nil)
	copy(w.later[place+1:], w.later[place:])
	w.later[place] = run
	w.begin(w.now)
}

// system writes what the system does before a turn's own work.
func (w *chromeWriter) system(track chromeTrack, span *chromeSpan, end Time, category string, f *Fact) {
	w.slice(track, span.begin, end, "switch", category)
	w.args()
	w.text("to", w.plan.threadName(f.Thread))
	w.number("fact", int64(span.fact))
	w.close()
}

// begin writes the turns whose own work begins up to an instant.
func (w *chromeWriter) begin(at Time) {
	for len(w.later) > 0 && w.later[0].own <= at {
		w.work(w.later[0])
		w.later = w.later[1:]
	}
}

// work writes a turn's own work, on the core's track and on the thread's, and
// the arrow that ends there.
func (w *chromeWriter) work(run *chromeRun) {
	span := &w.plan.spans[run.span]
	f := w.trace.Fact(span.fact)
	w.slice(w.plan.coreTrack(run.core), run.own, span.end, w.plan.threadName(f.Thread), "cpu")
	w.cause(span.fact, &f)
	w.close()
	track := w.plan.threadTrack(f.Thread)
	w.slice(track, run.own, span.end, "running", "state")
	w.cause(span.fact, &f)
	w.close()
	if run.wakes != NoFact && !w.options.NoArrows {
		w.arrow("f", track, run.own, arrowWake, run.wakes)
	}
}

// state writes what a thread is doing when it is not on a core.
func (w *chromeWriter) state(span *chromeSpan, f *Fact) {
	name := span.status.String()
	switch {
	case span.throttled:
		name = "throttled"
	case span.status == StatusBlocked:
		name += ": " + f.Reason.String()
	}
	w.slice(w.plan.threadTrack(f.Thread), span.begin, span.end, name, "state")
	w.cause(span.fact, f)
	w.close()
}

// cause writes as arguments what a fact says.
func (w *chromeWriter) cause(id FactID, f *Fact) {
	schema := f.Kind.Schema()
	w.args()
	if f.Reason != ReasonNone {
		w.text("reason", f.Reason.String())
	}
	w.argument(schema.Object, int64(f.Object))
	w.argument(schema.A, f.A)
	w.argument(schema.B, f.B)
	if f.Core != NoCore {
		w.number("core", int64(f.Core))
	}
	w.number("fact", int64(id))
	if f.Cause != NoFact {
		w.number("cause", int64(f.Cause))
	}
}

// argument writes one of a fact's general fields, with a name where there is
// one for the number.
func (w *chromeWriter) argument(field Field, value int64) {
	if field.Name == "" || value == 0 && field.Role != RoleCore {
		return
	}
	switch field.Role {
	case RoleString:
		w.text(field.Name, w.trace.Text(StringID(value)))
	case RoleThread:
		w.text(field.Name, w.plan.threadName(ThreadID(value)))
	case RoleProcess:
		w.text(field.Name, w.plan.processName(ProcessID(value)))
	case RoleObject:
		w.text(field.Name, w.plan.objectName(ObjectID(value)))
	case RoleInstant, RoleNanoseconds:
		w.number(field.Name+"_ns", value)
	default:
		w.number(field.Name, value)
	}
}

// arrowsFrom writes the beginnings of the arrows that begin at a fact.
func (w *chromeWriter) arrowsFrom(id FactID, f *Fact) {
	for w.arrows < len(w.plan.arrows) && w.plan.arrows[w.arrows].from == id {
		arrow := w.plan.arrows[w.arrows]
		w.arrows++
		if !w.options.NoArrows {
			w.arrow("s", w.plan.threadTrack(f.Thread), w.now, arrow.name, arrow.id)
		}
	}
}

// arrowsTo writes the ends of the arrows that end at a fact.
func (w *chromeWriter) arrowsTo(id FactID, f *Fact) {
	for w.ends < len(w.plan.received) && w.plan.received[w.ends].to == id {
		arrow := w.plan.received[w.ends]
		w.ends++
		if !w.options.NoArrows {
			track := w.plan.threadTrack(f.Thread)
			if arrow.name == arrowItem {
				track = w.plan.callTrack(f.Thread)
			}
			w.arrow("f", track, w.now, arrow.name, arrow.id)
		}
	}
}

func (w *chromeWriter) arrow(phase string, track chromeTrack, at Time, name string, id FactID) {
	w.open(phase, track.pid, track.tid)
	w.microseconds("ts", int64(at))
	w.text("name", name)
	w.text("cat", name)
	w.number("id", int64(id))
	if phase == "f" {
		w.text("bp", "e")
	}
	w.close()
}

// instantOver writes the counters that have changed.
func (w *chromeWriter) instantOver() {
	if w.ready != w.counted && !w.options.NoCounters {
		w.counter(w.plan.cpus, "ready", "threads", int64(w.ready))
	}
	w.counted = w.ready
}

func (w *chromeWriter) memory(f *Fact) {
	if f.Kind == KindMemory && !w.options.NoCounters {
		w.counter(int64(f.Object), "memory", "resident", f.A)
	}
}

func (w *chromeWriter) counter(pid int64, name, what string, value int64) {
	w.open("C", pid, pid)
	w.microseconds("ts", int64(w.now))
	w.text("name", name)
	w.args()
	w.number(what, value)
	w.close()
}

// instant writes what has no length. Such events have tracks of their own, the
// processes', so that arrows do not begin at them.
func (w *chromeWriter) instant(id FactID, f *Fact) {
	if w.options.NoInstants {
		return
	}
	var name string
	pid, scope := int64(f.Object), "p"
	switch f.Kind {
	case KindSignal, KindDeliver:
		name = f.Kind.String() + " " + strconv.FormatInt(f.A, 10)
	case KindProcessExit, KindProcessExec, KindProcessAdopt, KindOutOfMemory:
		name = f.Kind.String()
	case KindOutput:
		name, pid = f.Kind.String(), w.plan.processOf(f.Thread)
	case KindEnd:
		name, pid, scope = "end: "+f.Reason.String(), w.plan.cpus, "g"
	default:
		return
	}
	w.open("i", pid, pid)
	w.microseconds("ts", int64(w.now))
	w.text("name", name)
	w.text("cat", f.Kind.String())
	w.text("s", scope)
	w.cause(id, f)
	w.close()
}

func (w *chromeWriter) slice(track chromeTrack, begin, end Time, name, category string) {
	w.open("X", track.pid, track.tid)
	w.microseconds("ts", int64(begin))
	w.microseconds("dur", int64(end-begin))
	w.text("name", name)
	w.text("cat", category)
}

// open begins an event; close ends it, and its arguments if args began them.
func (w *chromeWriter) open(phase string, pid, tid int64) {
	w.line = w.line[:0]
	if w.started {
		w.line = append(w.line, ',')
	}
	w.line = append(w.line, '\n', '{')
	w.started, w.fields = true, false
	w.text("ph", phase)
	w.number("pid", pid)
	w.number("tid", tid)
}

func (w *chromeWriter) args() {
	w.name("args")
	w.line = append(w.line, '{')
	w.fields, w.inner = false, true
}

func (w *chromeWriter) close() {
	if w.inner {
		w.line = append(w.line, '}')
	}
	w.inner = false
	w.line = append(w.line, '}')
	w.out.Write(w.line)
}

func (w *chromeWriter) name(name string) {
	if w.fields {
		w.line = append(w.line, ',')
	}
	w.fields = true
	w.line = appendJSON(w.line, name)
	w.line = append(w.line, ':')
}

func (w *chromeWriter) text(name, value string) {
	w.name(name)
	w.line = appendJSON(w.line, value)
}

func (w *chromeWriter) number(name string, value int64) {
	w.name(name)
	w.line = strconv.AppendInt(w.line, value, 10)
}

// microseconds writes nanoseconds as the format's unit, exactly.
func (w *chromeWriter) microseconds(name string, ns int64) {
	w.name(name)
	w.line = strconv.AppendInt(w.line, ns/Microsecond, 10)
	if rest := ns % Microsecond; rest > 0 {
		w.line = append(w.line, '.', byte('0'+rest/100), byte('0'+rest/10%10), byte('0'+rest%10))
	}
}

// appendJSON writes a string as JSON. All control characters are escaped, also
// DEL, which Perfetto refuses; bytes that are no UTF-8 become U+FFFD.
func appendJSON(b []byte, text string) []byte {
	const digits = "0123456789abcdef"
	b = append(b, '"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r < 0x20 || r == 0x7F:
			b = append(b, '\\', 'u', '0', '0', digits[r>>4], digits[r&15])
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}
