package sim

import (
	"math"
	"slices"
	"sort"

	"timeslice/sim/trace"
)

// Memory in pages. A process's address space is what it has mapped; a page of
// it is resident once it has been written to. After a fork parent and child
// share all resident pages until one of them writes: then it gets a page of its
// own (copy-on-write). Not simulated: files in memory, reading without writing,
// swapping, huge pages, the page tables themselves.
//
// Pages that have always had the same owners are kept as one run with a count
// of owners, so a process of 40 MiB is one span and a fork copies it as one.

// PageBytes is the size of a page.
const PageBytes = 4096

// addressPages bounds an address space: 47 bits, as on x86-64.
const addressPages = 1 << 47 / PageBytes

// stacksFrom is the page where threads' stacks begin; the heap is below.
const stacksFrom = addressPages / 2

// memory is the memory of a process.
type memory struct {
	heap   int64  // pages mapped, from page 0
	stacks int64  // stacks made so far; each has its own place above stacksFrom
	mapped int64  // pages of address space, stacks included
	spans  []span // what is resident, in order of address
	group  *MemoryGroup

	resident int64 // pages in spans
}

// span is a row of resident pages: from, and up to but without to.
type span struct {
	from, to int64
	frames   *frames
}

// frames are page frames of RAM, under the page numbers at which they were
// first written to; all who share them have them there.
type frames struct {
	runs  []run
	group *MemoryGroup // which is charged for them
}

// run is a row of frames with the same number of owners.
type run struct {
	from, to int64
	owners   int32
}

// ram is the machine's memory, in pages.
type ram struct{ limit, used int64 }

// MemoryGroup is a set of processes that share a limit of resident memory, as a
// container does. A page is charged to the group of the process that wrote to it
// first. Children belong to the group of their parent.
type MemoryGroup struct {
	Name       string
	LimitBytes int64

	used int64 // pages
}

// Map extends the caller's address space by Bytes, in whole pages, and gives the
// offset at which they begin (mmap(2)). Nothing is resident before it is
// touched. EINVAL if Bytes is not positive, ENOMEM if addresses run out.
type Map struct{ Bytes int64 }

// CPUNs is the cost of a system call.
func (a *Map) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do extends it.
func (a *Map) Do(m *Machine, t *Thread) Progress {
	space, count := &t.Process.memory, pages(a.Bytes)
	switch {
	case a.Bytes <= 0:
		m.fail(t, EINVAL, "mmap", 0)
	case count > stacksFrom-space.heap:
		m.fail(t, ENOMEM, "mmap", 0)
	default:
		t.succeed(space.heap * PageBytes)
		space.heap += count
		space.mapped += count
		m.recordMemory(t.Process, t, trace.ReasonMap, t.lastFact)
	}
	return Continue
}

// Extend maps Bytes more, in whole pages, and writes to all of them, in one: so no
// other thread of the process can give back memory in between. EINVAL if Bytes is not
// positive, ENOMEM if addresses run out.
type Extend struct{ Bytes int64 }

// CPUNs is the cost of a system call and of the page faults.
func (e *Extend) CPUNs(m *Machine, _ *Thread) int64 {
	return m.costs.SyscallNs + pages(max(e.Bytes, 0))*m.costs.PageFaultNs
}

// Do maps and writes.
func (e *Extend) Do(m *Machine, t *Thread) Progress {
	from := t.Process.memory.heap
	(&Map{Bytes: e.Bytes}).Do(m, t)
	if t.Errno != 0 {
		return Continue
	}
	m.write(t.Process, t, from, t.Process.memory.heap, trace.ReasonTouch, t.lastFact)
	return t.onward()
}

// Unmap gives back the last Bytes of what the caller has mapped, in whole pages;
// 0 means all of it (munmap(2)). EINVAL if that is more than there is.
type Unmap struct{ Bytes int64 }

// CPUNs is the cost of a system call.
func (u *Unmap) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do gives it back.
func (u *Unmap) Do(m *Machine, t *Thread) Progress {
	space, count := &t.Process.memory, pages(u.Bytes)
	if u.Bytes == 0 {
		count = space.heap
	}
	if u.Bytes < 0 || count > space.heap {
		m.fail(t, EINVAL, "munmap", 0)
		return Continue
	}
	m.dropPages(t.Process, space.heap-count, space.heap)
	space.heap -= count
	space.mapped -= count
	t.succeed(0)
	m.recordMemory(t.Process, t, trace.ReasonFree, t.lastFact)
	return Continue
}

// Touch writes to each page of Bytes bytes of what the caller has mapped, from
// Offset on; Bytes 0 means to its end. A page that was never touched becomes
// resident; a shared one is copied. Writing beyond what is mapped raises SEGV.
// If memory runs out, the largest process is killed, which may be the caller.
type Touch struct{ Offset, Bytes int64 }

// CPUNs is the cost of the page faults.
func (w *Touch) CPUNs(m *Machine, t *Thread) int64 {
	from, to, ok := w.pages(&t.Process.memory)
	if !ok {
		return 0
	}
	fresh, shared := t.Process.memory.faults(from, to)
	return fresh*m.costs.PageFaultNs + shared*m.costs.CopyOnWriteNs
}

// Do writes.
func (w *Touch) Do(m *Machine, t *Thread) Progress {
	from, to, ok := w.pages(&t.Process.memory)
	if !ok {
		return m.raise(t, SIGSEGV, t.lastFact)
	}
	t.succeed(0)
	m.write(t.Process, t, from, to, trace.ReasonTouch, t.lastFact)
	return t.onward()
}

// pages is what is written to; not ok if it is not all mapped.
func (w *Touch) pages(space *memory) (from, to int64, ok bool) {
	from, to = w.Offset/PageBytes, space.heap
	if w.Bytes > 0 {
		if w.Bytes > math.MaxInt64-PageBytes-max(w.Offset, 0) {
			return 0, 0, false
		}
		to = pages(w.Offset + w.Bytes)
	}
	return from, to, w.Offset >= 0 && w.Bytes >= 0 && from <= to && to <= space.heap
}

// pages is how many pages hold so many bytes.
func pages(bytes int64) int64 {
	count := bytes / PageBytes
	if bytes%PageBytes > 0 {
		count++
	}
	return count
}

// residentBytes is how much of the memory is in RAM, shared pages included.
func (space *memory) residentBytes() int64 { return space.resident * PageBytes }

// shared is how many resident pages have other owners too.
func (space *memory) shared() int64 {
	count := int64(0)
	for _, s := range space.spans {
		count += s.frames.shared(s.from, s.to)
	}
	return count
}

// faults is what writing to pages would find: pages that are not resident, and
// pages that are shared.
func (space *memory) faults(from, to int64) (fresh, shared int64) {
	fresh = to - from
	first, last := space.within(from, to)
	for _, s := range space.spans[first:last] {
		if low, high := max(from, s.from), min(to, s.to); low < high {
			fresh -= high - low
			shared += s.frames.shared(low, high)
		}
	}
	return fresh, shared
}

func (f *frames) shared(from, to int64) int64 {
	count := int64(0)
	for _, r := range f.runs {
		if low, high := max(from, r.from), min(to, r.to); low < high && r.owners > 1 {
			count += high - low
		}
	}
	return count
}

// count adds to the number of owners of some frames, and returns how many have
// none left.
func (f *frames) count(from, to int64, more int32) int64 {
	var changed []run
	add := func(from, to int64, owners int32) {
		if from >= to {
			return
		}
		if last := len(changed) - 1; last >= 0 && changed[last].owners == owners && changed[last].to == from {
			changed[last].to = to
			return
		}
		changed = append(changed, run{from, to, owners})
	}
	freed := int64(0)
	for _, r := range f.runs {
		low, high := max(from, r.from), min(to, r.to)
		if low >= high {
			add(r.from, r.to, r.owners)
			continue
		}
		add(r.from, low, r.owners)
		if r.owners+more > 0 {
			add(low, high, r.owners+more)
		} else {
			freed += high - low
		}
		add(high, r.to, r.owners)
	}
	f.runs = changed
	return freed
}

// write lets a process write to pages, and tells the trace what that changed.
func (m *Machine) write(p *Process, t *Thread, from, to int64, why trace.Reason, cause trace.FactID) {
	fresh, shared, ok := m.commit(p, t, from, to, cause)
	if !ok {
		return
	}
	if shared > 0 {
		cause = m.tell(trace.Fact{
			Kind: trace.KindCopyOnWrite, Thread: identify(t), Object: int32(p.ID),
			A: shared, B: p.memory.shared() * PageBytes, Cause: cause,
		})
	}
	if fresh > 0 {
		m.recordMemory(p, t, why, cause)
	}
}

// commit makes pages of a process resident and its own. If RAM or the group's
// limit is exceeded, processes are killed first; not ok if the process itself
// was. It returns how many pages were new and how many were copied.
func (m *Machine) commit(p *Process, t *Thread, from, to int64, cause trace.FactID) (fresh, shared int64, ok bool) {
	fresh, shared = p.memory.faults(from, to)
	for m.short(p, fresh+shared) {
		if m.killLargest(p, t, fresh+shared, cause) == p {
			return 0, 0, false
		}
		fresh, shared = p.memory.faults(from, to)
	}
	if fresh+shared > 0 {
		m.makeOwn(p, from, to)
	}
	return fresh, shared, true
}

// within is the row of spans, from first up to but without last, that have
// pages among these.
func (space *memory) within(from, to int64) (first, last int) {
	first = sort.Search(len(space.spans), func(i int) bool { return space.spans[i].to > from })
	last = sort.Search(len(space.spans), func(i int) bool { return space.spans[i].from >= to })
	return first, max(first, last)
}

// cut makes a page the beginning of a span, if it is inside one.
func (space *memory) cut(at int64) {
	i, _ := space.within(at, at)
	if i < len(space.spans) && space.spans[i].from < at {
		s := space.spans[i]
		space.spans[i].to = at
		space.spans = slices.Insert(space.spans, i+1, span{at, s.to, s.frames})
	}
}

// makeOwn gives a process frames of its own for those of the pages that are not
// resident or are shared.
func (m *Machine) makeOwn(p *Process, from, to int64) {
	if from >= to {
		return
	}
	space := &p.memory
	space.cut(from)
	space.cut(to)
	first, last := space.within(from, to)
	before := max(first-1, 0) // the span before may grow
	spans := slices.Clone(space.spans[before:first])
	next := from // the first of the pages not yet dealt with
	for _, s := range space.spans[first:last] {
		for _, r := range s.frames.runs {
			low, high := max(s.from, r.from), min(s.to, r.to)
			switch {
			case low >= high:
			case r.owners > 1:
				s.frames.count(low, high, -1)
				space.resident -= high - low
			default:
				spans = m.take(spans, space, next, low)
				spans = appendSpan(spans, span{low, high, s.frames})
				next = high
			}
		}
	}
	spans = m.take(spans, space, next, to)
	if last < len(space.spans) { // the span after may be one with the last of these
		spans = appendSpan(spans, space.spans[last])
		last++
	}
	space.spans = slices.Replace(space.spans, before, last, spans...)
}

// take adds new frames for a memory to the end of a row of its spans. If the
// last span has frames that nobody ever shared, these are extended, so that
// memory which is touched bit by bit stays one span.
func (m *Machine) take(spans []span, space *memory, from, to int64) []span {
	if from >= to {
		return spans
	}
	m.ram.used += to - from
	space.resident += to - from
	if space.group != nil {
		space.group.used += to - from
	}
	if last := len(spans) - 1; last >= 0 {
		s := &spans[last]
		if r := s.frames.runs; s.to == from && s.frames.group == space.group && len(r) == 1 && r[0] == (run{s.from, s.to, 1}) {
			s.to, r[0].to = to, to
			return spans
		}
	}
	frames := &frames{runs: []run{{from, to, 1}}, group: space.group}
	return append(spans, span{from, to, frames})
}

// appendSpan adds a span to the end of a row, or to its last if they are one.
func appendSpan(spans []span, s span) []span {
	if last := len(spans) - 1; last >= 0 && spans[last].to == s.from && spans[last].frames == s.frames {
		spans[last].to = s.to
		return spans
	}
	return append(spans, s)
}

// dropPages gives up pages of a process; frames without owners are free.
func (m *Machine) dropPages(p *Process, from, to int64) {
	if from >= to {
		return
	}
	space := &p.memory
	space.cut(from)
	space.cut(to)
	first, last := space.within(from, to)
	for _, s := range space.spans[first:last] {
		freed := s.frames.count(s.from, s.to, -1)
		space.resident -= s.to - s.from
		m.ram.used -= freed
		if s.frames.group != nil {
			s.frames.group.used -= freed
		}
	}
	space.spans = slices.Delete(space.spans, first, last)
}

// dropMemory gives up the whole memory of a process; its group stays.
func (m *Machine) dropMemory(p *Process) {
	m.dropPages(p, 0, addressPages)
	p.memory = memory{group: p.memory.group}
	for _, t := range p.threads {
		t.stack = 0
	}
}

// freeMemory is dropMemory, and tells the trace.
func (m *Machine) freeMemory(p *Process, t *Thread, cause trace.FactID) {
	if p.memory.mapped > 0 {
		m.dropMemory(p)
		m.recordMemory(p, t, trace.ReasonFree, cause)
	}
}

// shareMemory lets a child of a fork share its parent's resident pages.
func (m *Machine) shareMemory(child, parent *Process, t *Thread, cause trace.FactID) {
	child.memory = parent.memory
	child.memory.spans = slices.Clone(parent.memory.spans)
	for _, s := range child.memory.spans {
		s.frames.count(s.from, s.to, 1)
	}
	if child.memory.mapped > 0 {
		m.recordMemory(child, t, trace.ReasonFork, cause)
	}
}

// giveMemory gives a process that starts a program what the program needs at
// once, and its threads' stacks their first pages.
func (m *Machine) giveMemory(p *Process, spec *ProcessSpec, t *Thread, why trace.Reason, cause trace.FactID) {
	space := &p.memory
	space.heap = min(pages(max(spec.MemoryBytes, 0)), stacksFrom)
	space.mapped += space.heap
	if _, _, ok := m.commit(p, t, 0, space.heap, cause); !ok {
		return
	}
	for _, other := range p.threads {
		if !m.fillStack(other, t, cause) {
			return
		}
	}
	if space.mapped > 0 {
		m.recordMemory(p, t, why, cause)
	}
}

// giveStack gives a thread addresses for its stack.
func (m *Machine) giveStack(t *Thread) {
	size := pages(m.costs.StackBytes)
	if size == 0 {
		return
	}
	space := &t.Process.memory
	t.stack = stacksFrom + space.stacks*size
	space.stacks++
	space.mapped += size
}

// fillStack makes the first pages of a thread's stack resident. by is the
// thread that started it. False if there was no memory and its process is gone.
func (m *Machine) fillStack(t, by *Thread, cause trace.FactID) bool {
	if t.stack == 0 {
		return true
	}
	used := pages(min(m.costs.StackResidentBytes, m.costs.StackBytes))
	_, _, ok := m.commit(t.Process, by, t.stack, t.stack+used, cause)
	return ok
}

// freeStack takes the stack of a thread that ended away from a process that
// goes on.
func (m *Machine) freeStack(t *Thread, cause trace.FactID) {
	if t.stack == 0 {
		return
	}
	size := pages(m.costs.StackBytes)
	m.dropPages(t.Process, t.stack, t.stack+size)
	t.Process.memory.mapped -= size
	m.recordMemory(t.Process, t, trace.ReasonFree, cause)
}

func (m *Machine) recordMemory(p *Process, t *Thread, why trace.Reason, cause trace.FactID) {
	m.tell(trace.Fact{
		Kind: trace.KindMemory, Reason: why, Thread: identify(t), Object: int32(p.ID),
		A: p.memory.residentBytes(), B: p.memory.mapped * PageBytes, Cause: cause,
	})
}
