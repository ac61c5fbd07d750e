package sim

import (
	"iter"

	"timeslice/sim/trace"
)

// usualDescriptors is how many descriptors a process may have open if nothing
// else is said (ulimit -n), and mostDescriptors how many it may ask for
// (ulimit -Hn).
const (
	usualDescriptors = 1024
	mostDescriptors  = 1 << 20
)

// openFile is an open file description: what descriptors refer to. After a
// fork two processes have descriptors of one description, and the end of the
// channel is closed only when both have closed them. (open(2).)
type openFile struct {
	end         end
	object      trace.ObjectID // of the end, for the record; none for the terminal
	descriptors int            // that refer to it, in all processes; and how often it is underway
	interests   []*interest    // that poll sets have in it
}

// descriptor is one entry of a process's table; the zero value is a free one.
type descriptor struct {
	file        *openFile
	closeOnExec bool
}

// DescriptorSpec is a descriptor a process has when it starts: the end of a
// channel for reading or for writing, or a Device, which is called Name. Number
// 0, 1 or 2 takes the place of the terminal.
type DescriptorSpec struct {
	Number int
	Object trace.ObjectID
	Way    Way
	Device Device
	Name   string
}

// file is what a descriptor refers to, nil if it is not open.
func (p *Process) file(number int) *openFile {
	if number < 0 || number >= len(p.descriptors) {
		return nil
	}
	return p.descriptors[number].file
}

// Descriptor returns the lowest descriptor by which a process has an end of a
// channel open, -1 if there is none.
func (p *Process) Descriptor(object trace.ObjectID) int {
	for number := range p.descriptors {
		if file := p.descriptors[number].file; file != nil && file.object == object && object != trace.NoObject {
			return number
		}
	}
	return -1
}

// Descriptors yields the numbers of the descriptors that a process has open.
func (p *Process) Descriptors() iter.Seq[int] {
	return func(yield func(int) bool) {
		for number := range p.descriptors {
			if p.file(number) != nil && !yield(number) {
				return
			}
		}
	}
}

// DescriptorLimit is how many a process may have open.
func (p *Process) DescriptorLimit() int { return p.descriptorLimit }

// DescriptorObject is the channel behind an open descriptor.
func (p *Process) DescriptorObject(number int) trace.ObjectID { return p.file(number).object }

// hasRoom reports whether a process can open one more.
func (p *Process) hasRoom() bool { return p.hasRoomFor(1) }

// hasRoomFor reports whether a process can open so many more.
func (p *Process) hasRoomFor(count int) bool {
	for number := p.lowestFree(); count > 0; number++ {
		if number >= p.descriptorLimit {
			return false
		}
		if p.file(number) == nil {
			count--
		}
	}
	return true
}

// lowestFree is the lowest number of which no descriptor is open. Below
// p.mayBeFree none is free, so that it need not look there.
func (p *Process) lowestFree() int {
	for p.file(p.mayBeFree) != nil {
		p.mayBeFree++
	}
	return p.mayBeFree
}

// openEnd gives a process a new description of an end, under the lowest number
// that is free. EMFILE if it has too many.
func (m *Machine) openEnd(p *Process, t *Thread, e end, closeOnExec bool, cause trace.FactID) (int, Errno) {
	number := p.lowestFree()
	if number >= p.descriptorLimit {
		return -1, EMFILE
	}
	m.install(p, t, number, descriptor{file: newFile(e), closeOnExec: closeOnExec}, cause)
	return number, 0
}

// newFile makes a description of an end.
func newFile(e end) *openFile {
	e.acquire()
	return &openFile{end: e, object: e.channel()}
}

// install puts a descriptor into a place of the table that is free.
func (m *Machine) install(p *Process, t *Thread, number int, d descriptor, cause trace.FactID) {
	for len(p.descriptors) <= number {
		p.descriptors = append(p.descriptors, descriptor{})
	}
	p.descriptors[number] = d
	d.file.descriptors++
	m.tellDescriptor(trace.KindOpen, p, t, number, d.file, cause)
}

// closeDescriptor closes a descriptor, which must be open; the description goes
// with its last descriptor, and its end of the channel with it.
func (m *Machine) closeDescriptor(p *Process, t *Thread, number int, cause trace.FactID) {
	file := p.descriptors[number].file
	p.descriptors[number] = descriptor{}
	p.mayBeFree = min(p.mayBeFree, number)
	m.forsake(file, m.tellDescriptor(trace.KindClose, p, t, number, file, cause))
}

// forsake counts a descriptor less of a description, which is gone with the
// last. The poll sets forget it.
func (m *Machine) forsake(file *openFile, cause trace.FactID) {
	if file.descriptors--; file.descriptors > 0 {
		return
	}
	for len(file.interests) > 0 {
		m.unwatch(nil, file.interests[0], cause)
	}
	file.end.release(m, cause)
}

// tellDescriptor records that a process has a descriptor, or has it no more. Of
// the terminal's it tells nothing.
func (m *Machine) tellDescriptor(kind trace.Kind, p *Process, t *Thread, number int, file *openFile, cause trace.FactID) trace.FactID {
	if file.object == trace.NoObject {
		return cause
	}
	return m.tell(trace.Fact{
		Kind: kind, Thread: identify(t), Object: int32(file.object), A: int64(number), B: int64(p.ID), Cause: cause,
	})
}

// closeAll closes all descriptors of a process that ends, the highest first: what
// they refer to is let go from a stack. (close_files, fput and exit_task_work of
// Linux) That its own poll sets tell of nothing any more goes without saying.
func (m *Machine) closeAll(p *Process, t *Thread, cause trace.FactID) {
	for number := range p.descriptors {
		if set := p.pollSet(number); set != nil && p.descriptors[number].file.descriptors == 1 {
			set.forget()
		}
	}
	for number := len(p.descriptors) - 1; number >= 0; number-- {
		if p.descriptors[number].file != nil {
			m.closeDescriptor(p, t, number, cause)
		}
	}
	p.descriptors, p.mayBeFree = nil, 0
}

// closeOnExec closes what a new program is not to have, the highest first, as
// [Machine.closeAll] does.
func (m *Machine) closeOnExec(p *Process, t *Thread, cause trace.FactID) {
	for number := len(p.descriptors) - 1; number >= 0; number-- {
		if p.descriptors[number].closeOnExec {
			m.closeDescriptor(p, t, number, cause)
		}
	}
}

// copyDescriptors gives a child the descriptors of its parent, which refer to
// the same descriptions.
func (m *Machine) copyDescriptors(child, parent *Process, t *Thread, cause trace.FactID) {
	for number, d := range parent.descriptors {
		if d.file != nil {
			m.install(child, t, number, d, cause)
		}
	}
}

// openDescriptors gives a process the descriptors its specification asks for.
// A number that is too high, or an object that is no channel, is passed over.
func (m *Machine) openDescriptors(p *Process, specs []DescriptorSpec, t *Thread, cause trace.FactID) {
	for _, spec := range specs {
		e, ok := m.endOf(spec.Object, spec.Way)
		if !ok && spec.Device == nil || spec.Number < 0 || spec.Number >= p.descriptorLimit {
			continue
		}
		if spec.Device != nil {
			e = m.newDevice(spec.Device, spec.Name, cause)
		}
		if p.file(spec.Number) != nil {
			m.closeDescriptor(p, t, spec.Number, cause)
		}
		m.install(p, t, spec.Number, descriptor{file: newFile(e)}, cause)
	}
}

// Close closes a descriptor (close(2)). With Reset, if it is the last of a connection
// over the network, the other side learns that it was reset instead of reading to the
// end (SO_LINGER of socket(7) with a time of 0). EBADF if it is not open.
type Close struct {
	Descriptor int
	Reset      bool
}

// CPUNs is the cost of a system call.
func (c *Close) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do closes it.
func (c *Close) Do(m *Machine, t *Thread) Progress {
	if t.Process.file(c.Descriptor) == nil {
		m.fail(t, EBADF, "close", 0)
		return Continue
	}
	if s, ok := t.Process.file(c.Descriptor).end.(*socket); ok && c.Reset && s.network {
		s.reset = true
	}
	m.closeDescriptor(t.Process, t, c.Descriptor, t.lastFact)
	t.succeed(0)
	return t.onward()
}

// Duplicate makes descriptor To refer to what From refers to; what To referred
// to before is closed (dup2(2)). If To is negative, it is the lowest number that is
// free (dup(2)). EBADF if From is not open or To is too high, EMFILE if too many are
// open.
type Duplicate struct {
	From, To    int
	CloseOnExec bool
}

// CPUNs is the cost of a system call.
func (d *Duplicate) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do duplicates it.
func (d *Duplicate) Do(m *Machine, t *Thread) Progress {
	p := t.Process
	file := p.file(d.From)
	if d.To < 0 && file != nil {
		return m.duplicate(t, file, d.CloseOnExec)
	}
	if file == nil || d.To >= p.descriptorLimit {
		m.fail(t, EBADF, "dup2", 0)
		return Continue
	}
	t.succeed(int64(d.To))
	if d.To == d.From {
		return Continue
	}
	file.descriptors++ // so that closing To cannot end what From refers to
	if p.file(d.To) != nil {
		m.closeDescriptor(p, t, d.To, t.lastFact)
	}
	file.descriptors--
	m.install(p, t, d.To, descriptor{file, d.CloseOnExec}, t.lastFact)
	return t.onward()
}

// duplicate gives a description the lowest number that is free.
func (m *Machine) duplicate(t *Thread, file *openFile, closeOnExec bool) Progress {
	number := t.Process.lowestFree()
	if number >= t.Process.descriptorLimit {
		m.fail(t, EMFILE, "dup", 0)
		return Continue
	}
	t.succeed(int64(number))
	m.install(t.Process, t, number, descriptor{file, closeOnExec}, t.lastFact)
	return Continue
}

// SetCloseOnExec says whether a descriptor is closed when another program is run
// (FD_CLOEXEC of fcntl(2)). EBADF if it is not open.
type SetCloseOnExec struct {
	Descriptor int
	On         bool
}

// CPUNs is the cost of a system call.
func (s *SetCloseOnExec) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do sets the mark.
func (s *SetCloseOnExec) Do(m *Machine, t *Thread) Progress {
	if t.Process.file(s.Descriptor) == nil {
		m.fail(t, EBADF, "fcntl", 0)
		return Continue
	}
	t.Process.descriptors[s.Descriptor].closeOnExec = s.On
	t.succeed(0)
	return Continue
}

// SetDescriptorLimit says how many descriptors the caller's process may have
// open, at most 1,048,576 (RLIMIT_NOFILE of setrlimit(2)). Children inherit it.
// EINVAL for less than nothing, EPERM for too many.
type SetDescriptorLimit struct{ Descriptors int }

// CPUNs is the cost of a system call.
func (s *SetDescriptorLimit) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do sets the limit. What is open beyond it stays open.
func (s *SetDescriptorLimit) Do(m *Machine, t *Thread) Progress {
	switch {
	case s.Descriptors < 0:
		m.fail(t, EINVAL, "setrlimit", 0)
	case s.Descriptors > mostDescriptors:
		m.fail(t, EPERM, "setrlimit", 0)
	default:
		t.Process.descriptorLimit = s.Descriptors
		t.succeed(0)
	}
	return Continue
}
