package trace

// Fact is one thing that happened: a row of the trace. Object, A and B mean
// what the kind's [Schema] says.
type Fact struct {
	Time   Time
	A, B   int64
	Cause  FactID   // the fact that made this one happen, or NoFact
	Thread ThreadID // the thread it concerns, or NoThread
	Object int32
	Core   CoreID
	Kind   Kind
	Reason Reason
	Source Source
}

// blockFacts is the number of facts in a block. A block is filled once and
// then never changes, so a trace can be read while its run goes on.
const (
	blockShift = 12
	blockFacts = 1 << blockShift
	blockMask  = blockFacts - 1
)

// block holds facts column by column, 41 bytes a fact. What is written and read
// together stands together in a column, as every column is a stream of memory.
type block struct {
	time    [blockFacts]Time
	numbers [blockFacts][2]int64 // A and B
	about   [blockFacts]about
	source  [blockFacts]Source
}

// about is whom a fact concerns, what it is and why.
type about struct {
	cause  FactID
	thread ThreadID
	object int32
	core   CoreID
	kind   Kind
	reason Reason
}

// load reads fact i of the block.
func (b *block) load(i int, f *Fact) {
	about := &b.about[i]
	f.Time, f.A, f.B = b.time[i], b.numbers[i][0], b.numbers[i][1]
	f.Cause, f.Thread, f.Object = about.cause, about.thread, about.object
	f.Core, f.Kind, f.Reason, f.Source = about.core, about.kind, about.reason, b.source[i]
}

// store writes fact i of the block.
func (b *block) store(i int, f *Fact) {
	b.time[i] = f.Time
	b.numbers[i] = [2]int64{f.A, f.B}
	b.about[i] = about{cause: f.Cause, thread: f.Thread, object: f.Object, core: f.Core, kind: f.Kind, reason: f.Reason}
	b.source[i] = f.Source
}

// Property is one line of a trace's description: what machine, which policy…
type Property struct{ Name, Value string }

// Trace is the immutable record of a run. The zero value is an empty trace.
//
// A trace taken from a [Recorder] that is still recording goes on being valid:
// it holds the facts there were when it was taken.
type Trace struct {
	properties []Property
	blocks     []*block
	count      int
	strings    []string
	lines      []*LineLog // by thread, in the order in which they began
	index      *index
}

// Len returns the number of facts.
func (t *Trace) Len() int { return t.count }

// Properties returns the description of the run, in the order it was given.
// The caller must not change it.
func (t *Trace) Properties() []Property { return t.properties }

// Property returns the value of one property, "" if there is none.
func (t *Trace) Property(name string) string {
	for _, p := range t.properties {
		if p.Name == name {
			return p.Value
		}
	}
	return ""
}

// Fact returns the fact numbered id, which must be from 1 to Len().
func (t *Trace) Fact(id FactID) Fact {
	if id < 1 || int(id) > t.count {
		panic("trace: no such fact")
	}
	i := int(id) - 1
	var f Fact
	t.blocks[i>>blockShift].load(i&blockMask, &f)
	return f
}

// Text returns the string numbered id; NoString and unknown numbers give "".
func (t *Trace) Text(id StringID) string {
	if id < 0 || int(id) >= len(t.strings) {
		return ""
	}
	return t.strings[id]
}

// End returns the instant of the last fact, 0 for an empty trace.
func (t *Trace) End() Time {
	if t.count == 0 {
		return 0
	}
	return t.timeAt(FactID(t.count))
}

// LastAt returns the last fact that happened at or before the instant at,
// NoFact if there is none.
func (t *Trace) LastAt(at Time) FactID {
	low, high := 0, t.count // facts 1..low are at or before at; facts above high are after
	for low < high {
		middle := (low + high + 1) / 2
		if t.timeAt(FactID(middle)) <= at {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return FactID(low)
}

func (t *Trace) timeAt(id FactID) Time {
	i := int(id) - 1
	return t.blocks[i>>blockShift].time[i&blockMask]
}

// Recorder writes a trace, one fact after another.
type Recorder struct {
	trace  Trace
	last   *block
	used   int // facts in last
	number map[string]StringID
}

// NewRecorder returns a recorder of an empty trace with these properties.
func NewRecorder(properties ...Property) *Recorder {
	return &Recorder{
		trace:  Trace{properties: properties, strings: []string{""}, index: &index{}},
		used:   blockFacts,
		number: map[string]StringID{"": NoString},
	}
}

// Add appends a fact and returns its number. Facts must come in order of time.
func (r *Recorder) Add(f Fact) FactID { return r.Record(&f) }

// Record is Add for the busiest callers, who need not copy the fact.
func (r *Recorder) Record(f *Fact) FactID {
	if r.used == blockFacts {
		r.last, r.used = new(block), 0
		r.trace.blocks = append(r.trace.blocks, r.last)
	}
	r.last.store(r.used&blockMask, f)
	r.used++
	r.trace.count++
	return FactID(r.trace.count)
}

// Intern returns the number of a string, the same for equal strings.
func (r *Recorder) Intern(text string) StringID {
	if id, known := r.number[text]; known {
		return id
	}
	id := StringID(len(r.trace.strings))
	r.trace.strings = append(r.trace.strings, text)
	r.number[text] = id
	return id
}

// Len returns the number of facts so far.
func (r *Recorder) Len() int { return r.trace.count }

// Trace returns what has been recorded so far. Recording may go on; the trace
// returned does not change.
func (r *Recorder) Trace() *Trace {
	t := r.trace
	t.lines = make([]*LineLog, len(r.trace.lines))
	for i, log := range r.trace.lines {
		t.lines[i] = log.frozen()
	}
	return &t
}
