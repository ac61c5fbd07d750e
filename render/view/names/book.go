package names

import (
	"slices"
	"strconv"
	"strings"

	"timeslice/sim/trace"
)

// Book is the names in a trace. It grows with its run, by Extend; asking it
// changes nothing. The zero value knows of nobody.
type Book struct {
	threads   []threadName
	processes []processName
	objects   []objectName
	holder    map[string]trace.ProcessID // of a plain name: who had it first
	facts     trace.FactID
}

type threadName struct {
	process trace.ProcessID
	suffix  string // behind the process's name; "" for its name itself
	own     string // as it was given
	start   trace.FactID
}

type processName struct {
	calls []called       // in order of time; none if nothing is known of it
	first trace.ThreadID // the thread it began with
	count int            // threads it has had
	taken map[string]bool
}

// called is what a process is called from a fact on.
type called struct {
	since trace.FactID
	plain string
	full  string
}

type objectName struct {
	name  string
	sort  trace.Reason
	start trace.FactID
}

// Extend takes in the facts that a trace has more than the one before, of the
// same run.
func (b *Book) Extend(t *trace.Trace) {
	for int(b.facts) < t.Len() {
		b.facts++
		f := t.Fact(b.facts)
		switch f.Kind {
		case trace.KindProcessStart, trace.KindProcessExec:
			b.call(trace.ProcessID(f.Object), t.What(f))
		case trace.KindThreadStart:
			b.startThread(&f, t.What(f))
		case trace.KindObject:
			if o := at(&b.objects, int(f.Object), b.facts); o != nil && o.start == trace.NoFact {
				*o = objectName{name: t.What(f), sort: f.Reason, start: b.facts}
			}
		case trace.KindBind:
			if o := at(&b.objects, int(f.Object), b.facts); o != nil && o.name == "" {
				o.name = t.What(f)
			}
		case trace.KindListen:
			if o := at(&b.objects, int(f.Object), b.facts); o != nil {
				o.sort = trace.ReasonListener
			}
		}
	}
}

// Facts is the last fact that the book has taken in.
func (b *Book) Facts() trace.FactID { return b.facts }

// spare is how much higher than the number of facts a number may be: they are
// dense. What is made up beyond has no name, and takes no memory.
const spare = 1024

// at is the entry of a number, for which the slice grows; nil if it is none.
func at[E any](entries *[]E, id int, facts trace.FactID) *E {
	if id <= 0 || id > int(facts)+spare {
		return nil
	}
	for len(*entries) <= id {
		var blank E
		*entries = append(*entries, blank)
	}
	return &(*entries)[id]
}

// call gives a process a name from now on.
func (b *Book) call(id trace.ProcessID, plain string) {
	p := at(&b.processes, int(id), b.facts)
	if p == nil {
		return
	}
	full := plain
	switch first, held := b.holder[plain]; {
	case plain == "":
		full = number(int64(id))
	case !held:
		if b.holder == nil {
			b.holder = map[string]trace.ProcessID{}
		}
		b.holder[plain] = id
	case first != id:
		full += number(int64(id))
	}
	p.calls = append(p.calls, called{since: b.facts, plain: plain, full: full})
}

func number(id int64) string { return "#" + strconv.FormatInt(id, 10) }

func (b *Book) startThread(f *trace.Fact, own string) {
	t := at(&b.threads, int(f.Thread), b.facts)
	if t == nil || t.start != trace.NoFact {
		return
	}
	*t = threadName{process: trace.ProcessID(f.Object), own: own, start: b.facts}
	p := at(&b.processes, int(f.Object), b.facts)
	if p == nil {
		return
	}
	if p.count++; p.count == 1 {
		p.first = f.Thread
	}
	t.suffix = p.suffix(own)
	if p.taken[t.suffix] {
		t.suffix += number(int64(f.Thread))
	}
	if p.taken == nil {
		p.taken = map[string]bool{}
	}
	p.taken[t.suffix] = true
}

// suffix is what stands behind the process's name in that of its newest thread.
func (p *processName) suffix(own string) string {
	plain := ""
	if len(p.calls) > 0 {
		plain = p.calls[len(p.calls)-1].plain
	}
	rest, below := strings.CutPrefix(own, plain+"/")
	switch {
	case below && rest != "":
		return "/" + rest
	case own != "" && own != plain:
		return "/" + own
	case p.count == 1:
		return ""
	}
	return "/" + strconv.Itoa(p.count)
}

// Thread is the name of a thread.
func (b *Book) Thread(id trace.ThreadID) string { return b.ThreadAt(id, b.facts) }

// ThreadAt is the name that a thread had after a fact: its process may have had
// another one then.
func (b *Book) ThreadAt(id trace.ThreadID, fact trace.FactID) string {
	t := b.thread(id)
	if t == nil {
		return number(int64(id))
	}
	process := b.ProcessAt(t.process, fact)
	if t.suffix == "" {
		return process
	}
	return process + t.suffix
}

// Within is the name of a thread among those of its process: "libuv-1". It is
// "" for the process's first thread if that has no name of its own.
func (b *Book) Within(id trace.ThreadID) string {
	t := b.thread(id)
	if t == nil {
		return number(int64(id))
	}
	return strings.TrimPrefix(t.suffix, "/")
}

// IsFirst reports whether a thread is the one its process began with: the main
// thread.
func (b *Book) IsFirst(id trace.ThreadID) bool {
	t := b.thread(id)
	return t != nil && int(t.process) < len(b.processes) && t.process > 0 && b.processes[t.process].first == id
}

// ProcessOf is the process of a thread, none if the thread is not known.
func (b *Book) ProcessOf(id trace.ThreadID) trace.ProcessID {
	if t := b.thread(id); t != nil {
		return t.process
	}
	return trace.NoProcess
}

// ThreadStart is the fact by which a thread began, none if it is not known.
func (b *Book) ThreadStart(id trace.ThreadID) trace.FactID {
	if t := b.thread(id); t != nil {
		return t.start
	}
	return trace.NoFact
}

// ProcessStart is the fact by which a process began, none if it is not known.
func (b *Book) ProcessStart(id trace.ProcessID) trace.FactID {
	if id <= 0 || int(id) >= len(b.processes) || len(b.processes[id].calls) == 0 {
		return trace.NoFact
	}
	return b.processes[id].calls[0].since
}

// Process is the name of a process.
func (b *Book) Process(id trace.ProcessID) string { return b.ProcessAt(id, b.facts) }

// ProcessAt is the name that a process had after a fact.
func (b *Book) ProcessAt(id trace.ProcessID, fact trace.FactID) string {
	if id <= 0 || int(id) >= len(b.processes) {
		return number(int64(id))
	}
	for _, c := range slices.Backward(b.processes[id].calls) {
		if c.since <= fact {
			return c.full
		}
	}
	return number(int64(id))
}

// Object is the name of a wait object.
func (b *Book) Object(id trace.ObjectID) string {
	if o := b.object(id); o != nil && o.name != "" {
		return o.name
	}
	return number(int64(id))
}

// Sort is what sort of wait object it is, ReasonNone if that is not known.
func (b *Book) Sort(id trace.ObjectID) trace.Reason {
	if o := b.object(id); o != nil {
		return o.sort
	}
	return trace.ReasonNone
}

func (b *Book) thread(id trace.ThreadID) *threadName {
	if id <= 0 || int(id) >= len(b.threads) || b.threads[id].start == trace.NoFact {
		return nil
	}
	return &b.threads[id]
}

func (b *Book) object(id trace.ObjectID) *objectName {
	if id <= 0 || int(id) >= len(b.objects) || b.objects[id].start == trace.NoFact {
		return nil
	}
	return &b.objects[id]
}

// SplitWhat takes apart what an item is, such as "setTimeout@hash.js:12": what
// was called, and the place in the source that called it. The file is "" if it
// names no place.
func SplitWhat(what string) (call, file string, line int) {
	call, place, found := strings.Cut(what, "@")
	if !found {
		return what, "", 0
	}
	colon := strings.LastIndexByte(place, ':')
	if colon <= 0 {
		return what, "", 0
	}
	line, err := strconv.Atoi(place[colon+1:])
	if err != nil || line < 1 {
		return what, "", 0
	}
	return call, place[:colon], line
}
