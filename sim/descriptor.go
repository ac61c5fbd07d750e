package sim

import "timeslice/sim/trace"

// descriptorLimit is how many descriptors a process may have open (ulimit -n).
const descriptorLimit = 1024

// openFile is an open file description: what descriptors refer to. After a
// fork two processes have descriptors of one description, and the end of the
// channel is closed only when both have closed them. (open(2).)
type openFile struct {
	end         end // nil for the terminal
	object      trace.ObjectID
	descriptors int // that refer to it, in all processes
}

// descriptor is one entry of a process's table; the zero value is a free one.
type descriptor struct {
	file        *openFile
	closeOnExec bool
}

// DescriptorSpec is a descriptor a process has when it starts: the end of a
// channel for reading or for writing. Number 0, 1 or 2 takes the place of the
// terminal.
type DescriptorSpec struct {
	Number int
	Object trace.ObjectID
	Way    Way
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
		if file := p.descriptors[number].file; file != nil && file.end != nil && file.object == object {
			return number
		}
	}
	return -1
}

// hasRoom reports whether a process can open one more.
func (p *Process) hasRoom() bool { return p.lowestFree() < descriptorLimit }

// lowestFree is the lowest number of which no descriptor is open.
func (p *Process) lowestFree() int {
	number := 0
	for p.file(number) != nil {
		number++
	}
	return number
}

// openEnd gives a process a new description of an end, under the lowest number
// that is free. EMFILE if it has too many.
func (m *Machine) openEnd(p *Process, t *Thread, e end, cause trace.FactID) (int, Errno) {
	number := p.lowestFree()
	if number >= descriptorLimit {
		return -1, EMFILE
	}
	e.acquire()
	m.install(p, t, number, descriptor{file: &openFile{end: e, object: e.channel()}}, cause)
	return number, 0
}

// install puts a descriptor into a place of the table that is free.
func (m *Machine) install(p *Process, t *Thread, number int, d descriptor, cause trace.FactID) {
	for len(p.descriptors) <= number {
		p.descriptors = append(p.descriptors, descriptor{})
	}
	p.descriptors[number] = d
	d.file.descriptors++
	if d.file.end != nil {
		m.tellDescriptor(trace.KindOpen, p, t, number, d.file, cause)
	}
}

// closeDescriptor closes a descriptor, which must be open; the description goes
// with its last descriptor, and its end of the channel with it.
func (m *Machine) closeDescriptor(p *Process, t *Thread, number int, cause trace.FactID) {
	file := p.descriptors[number].file
	p.descriptors[number] = descriptor{}
	file.descriptors--
	if file.end == nil {
		return
	}
	closed := m.tellDescriptor(trace.KindClose, p, t, number, file, cause)
	if file.descriptors == 0 {
		file.end.release(m, closed)
	}
}

func (m *Machine) tellDescriptor(kind trace.Kind, p *Process, t *Thread, number int, file *openFile, cause trace.FactID) trace.FactID {
	return m.tell(trace.Fact{
		Kind: kind, Thread: identify(t), Object: int32(file.object), A: int64(number), B: int64(p.ID), Cause: cause,
	})
}

// closeAll closes all descriptors of a process that ends.
func (m *Machine) closeAll(p *Process, t *Thread, cause trace.FactID) {
	for number := range p.descriptors {
		if p.descriptors[number].file != nil {
			m.closeDescriptor(p, t, number, cause)
		}
	}
	p.descriptors = nil
}

// closeOnExec closes what a new program is not to have.
func (m *Machine) closeOnExec(p *Process, t *Thread, cause trace.FactID) {
	for number := range p.descriptors {
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
		if !ok || spec.Number < 0 || spec.Number >= descriptorLimit {
			continue
		}
		if p.file(spec.Number) != nil {
			m.closeDescriptor(p, t, spec.Number, cause)
		}
		e.acquire()
		m.install(p, t, spec.Number, descriptor{file: &openFile{end: e, object: e.channel()}}, cause)
	}
}

// Close closes a descriptor (close(2)). EBADF if it is not open.
type Close struct{ Descriptor int }

// CPUNs is the cost of a system call.
func (c *Close) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do closes it.
func (c *Close) Do(m *Machine, t *Thread) Progress {
	if t.Process.file(c.Descriptor) == nil {
		m.fail(t, EBADF, "close", 0)
		return Continue
	}
	m.closeDescriptor(t.Process, t, c.Descriptor, t.lastFact)
	t.succeed(0)
	return t.onward()
}

// Duplicate makes descriptor To refer to what From refers to; what To referred
// to before is closed (dup2(2)). EBADF if From is not open or To is too high.
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
	if file == nil || d.To < 0 || d.To >= descriptorLimit {
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
