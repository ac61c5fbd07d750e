package sim

import (
	"cmp"
	"iter"

	"timeslice/scheduler"
	"timeslice/sim/trace"
)

// lifetime is where a process is between its start and its disappearance.
type lifetime uint8

const (
	alive  lifetime = iota
	zombie          // ended; its parent has not yet waited for it
	reaped          // gone: nobody can find it any more
)

// Process owns what its threads share: memory, descriptors, an environment, a
// place in the tree. Programs may read the exported fields; only operations
// change them.
type Process struct {
	ID          trace.ProcessID
	stopped     bool
	held        []held // sent, cannot take effect yet
	Name        string
	User        string
	Environment []string // "NAME=value"; shared with parent and children, never changed
	Directory   string   // the working directory
	Umask       uint32   // permissions that what it makes has not (umask(2))
	Arguments   []string // the command line; empty for the name alone

	Parent    *Process        // nil for init
	Group     trace.ProcessID // process group
	Session   trace.ProcessID
	Subreaper bool // adopts the orphans among its descendants

	lifetime lifetime
	dying    bool   // it was told to end; threads in uninterruptible waits are still there
	execed   bool   // it runs another program than its parent did when it started
	status   Status // how it ended, or will
	threads  []*Thread
	live     int // threads that have not ended

	children  family // those that live
	zombies   family // those that have ended, in that order
	lastChild trace.ProcessID
	older     *Process // neighbours in the family it belongs to
	younger   *Process
	waiters   []waiter // threads that wait for a child

	disposition [signalCount]Disposition
	caught      []caughtSignal // taken for handling, not yet told to the program

	descriptors     []descriptor
	mayBeFree       int // below it no number is free
	descriptorLimit int

	memory  memory
	started trace.Time

	// Runtime is set by programs of which more can be asked than operations do.
	Runtime Runtime
	pastNs  int64 // CPU time of threads that are forgotten
}

// Status is how a process ended: it exited with a code from 0 to 255, or a
// signal ended it and Code is 0.
type Status struct {
	Code   int
	Signal Signal
}

// Shell is the number a shell shows for the status in $?: the code, or 128 and
// the signal's number. This is the shell's convention and not the kernel's.
func (s Status) Shell() int {
	if s.Signal != 0 {
		return 128 + int(s.Signal)
	}
	return s.Code
}

// Alive reports whether the process has not ended.
func (p *Process) Alive() bool { return p.lifetime == alive }

// Zombie reports whether the process has ended and was not yet waited for.
func (p *Process) Zombie() bool { return p.lifetime == zombie }

// Status is how the process ended; it means something once Alive is false.
func (p *Process) Status() Status { return p.status }

// Children yields the children that live, those that were born or adopted
// first before the others, and then the zombies, those that ended first before
// the others.
func (p *Process) Children() iter.Seq[*Process] {
	return func(yield func(*Process) bool) {
		for _, f := range [...]*family{&p.children, &p.zombies} {
			for child := f.first; child != nil; child = child.younger {
				if !yield(child) {
					return
				}
			}
		}
	}
}

// family is a list of children. Every child is in one family of its parent, so
// the list's links are in the processes, and a child leaves it at once, however
// many there are.
type family struct{ first, last *Process }

func (f *family) add(p *Process) {
	p.older, p.younger = f.last, nil
	if f.last == nil {
		f.first = p
	} else {
		f.last.younger = p
	}
	f.last = p
}

func (f *family) drop(p *Process) {
	if p.older == nil {
		f.first = p.younger
	} else {
		p.older.younger = p.younger
	}
	if p.younger == nil {
		f.last = p.older
	} else {
		p.younger.older = p.older
	}
	p.older, p.younger = nil, nil
}

func (f *family) empty() bool { return f.first == nil }

// family is the list of its parent's that a process is in.
func (p *Process) family() *family {
	if p.lifetime == zombie {
		return &p.Parent.zombies
	}
	return &p.Parent.children
}

// UsualMask is the mask of permissions that processes begin with.
const UsualMask = 0o022

// makeInit makes PID 1, the ancestor of all processes. It is a fixture: its
// one thread waits for children for ever and never has a core, and it reaps
// its zombies at the instant at which they are its own, at no cost.
func (m *Machine) makeInit() {
	p := &Process{
		ID: trace.InitProcess, Name: "init", User: "root", Directory: "/", Umask: UsualMask,
		Group: trace.InitProcess, Session: trace.InitProcess, live: 1, descriptorLimit: usualDescriptors,
	}
	t := &Thread{
		ID: trace.ThreadID(p.ID), Name: p.Name, Process: p,
		state: stateBlocked, why: trace.ReasonChild, core: trace.NoCore,
	}
	p.threads = []*Thread{t}
	keys := &keyboard{typed: m.config.Input}
	for number := range m.terminal {
		screen := &terminal{keyboard: keys, number: number}
		screen.of = screen
		m.terminal[number] = newFile(screen)
		m.terminal[number].descriptors = 2 // init's, and the machine's own
		p.descriptors = append(p.descriptors, descriptor{file: m.terminal[number]})
	}
	m.init, m.processes, m.threads = p, []*Process{nil, p}, []*Thread{nil, t}
	m.names.add(p)
	name := int64(m.recorder.Intern(p.Name))
	cause := m.tell(trace.Fact{Kind: trace.KindProcessStart, Reason: trace.ReasonBoot, Object: int32(p.ID), B: name})
	cause = m.note(t, trace.Fact{Kind: trace.KindThreadStart, Core: trace.NoCore, Object: int32(p.ID), B: name, Cause: cause})
	m.note(t, trace.Fact{Kind: trace.KindBlock, Reason: t.why, Core: trace.NoCore, Cause: cause})
}

// arrive starts a process that the machine was told of. It is a child of init
// and leads a process group and a session of its own, as if it had been
// started from a terminal of its own.
func (m *Machine) arrive(spec *ProcessSpec) {
	m.toArrive--
	if !m.room(1, max(len(spec.Threads), 1)) {
		return
	}
	p, start := m.newProcess(spec.Name, m.init, nil, trace.ReasonBoot)
	m.recordGroup(nil, p, p.ID, p.ID, start)
	m.copyDescriptors(p, m.init, nil, start)
	m.furnish(p, spec, nil, start)
}

// admits reports whether a call may make a process with so many threads; if not, refused
// is what becomes of the call.
func (m *Machine) admits(t *Thread, call string, threads int) (refused Progress, admitted bool) {
	if m.refuses() {
		m.fail(t, EAGAIN, call, 0)
		return Continue, false
	}
	return Retry, m.room(1, threads)
}

// refuses reports whether there may be no more processes. A program that goes on
// asking all the same would never come to an end: then the run does.
func (m *Machine) refuses() bool {
	if m.config.ProcessLimit == 0 || m.population < m.config.ProcessLimit {
		return false
	}
	if m.refusals++; m.refusals >= m.limits.Refusals {
		m.finish(trace.ReasonRefusalLimit)
	}
	return true
}

// room reports whether the machine's limits allow so many more processes and
// threads. If not, the run ends.
func (m *Machine) room(processes, threads int) bool {
	switch {
	case m.population+processes > m.limits.Processes:
		m.finish(trace.ReasonProcessLimit)
	case m.live+threads > m.limits.Threads:
		m.finish(trace.ReasonThreadLimit)
	default:
		return true
	}
	return false
}

// newProcess makes a process without threads that inherits from its parent. by
// is the thread that made it, nil for the machine. The next thread to start
// must be its first, which shares its number.
func (m *Machine) newProcess(name string, parent *Process, by *Thread, why trace.Reason) (*Process, trace.FactID) {
	p := &Process{
		ID: trace.ProcessID(len(m.threads)), Name: name, Parent: parent,
		User: parent.User, Environment: parent.Environment, Directory: parent.Directory, Umask: parent.Umask,
		Group: parent.Group, Session: parent.Session,
		descriptorLimit: parent.descriptorLimit, started: m.now,
	}
	for len(m.processes) < int(p.ID) {
		m.processes = append(m.processes, nil)
	}
	m.processes = append(m.processes, p)
	m.population++
	m.names.add(p)
	parent.children.add(p)
	parent.lastChild = p.ID
	cause := trace.NoFact
	if by != nil {
		cause = by.lastFact
	}
	return p, m.tell(trace.Fact{
		Kind: trace.KindProcessStart, Reason: why, Thread: identify(by),
		Object: int32(p.ID), A: int64(parent.ID), B: int64(m.recorder.Intern(name)), Cause: cause,
	})
}

// furnish gives a new process what its specification says, and starts its
// threads. by is the thread that started it, nil for the machine.
func (m *Machine) furnish(p *Process, spec *ProcessSpec, by *Thread, cause trace.FactID) {
	p.settle(spec)
	p.memory.group = cmp.Or(spec.MemoryGroup, p.Parent.memory.group)
	m.openDescriptors(p, spec.Descriptors, by, cause)
	for i := range spec.Threads {
		m.startThread(p, &spec.Threads[i], by, cause)
	}
	if len(spec.Threads) == 0 {
		m.startThread(p, &ThreadSpec{Name: spec.Name}, by, cause)
	}
	m.giveMemory(p, spec, by, trace.ReasonMap, cause)
}

// settle takes over what a specification says about a process itself. What it
// leaves open stays as inherited.
func (p *Process) settle(spec *ProcessSpec) {
	if spec.User != "" {
		p.User = spec.User
	}
	if spec.Environment != nil {
		p.Environment = spec.Environment
	}
	if spec.Directory != "" {
		p.Directory = spec.Directory
	}
	p.Subreaper = p.Subreaper || spec.Subreaper
	p.Arguments = spec.Arguments
}

// inherit fills in what task leaves open with what the starting thread has:
// nice value, class, priority, tickets, affinity and quota group go from thread
// to thread, as sched(7) says.
func inherit(task, from *scheduler.Task) {
	if task.Nice == 0 {
		task.Nice = from.Nice
	}
	if task.Tickets == 0 {
		task.Tickets = from.Tickets
	}
	if task.Priority == 0 && task.Class == scheduler.Normal {
		task.Priority, task.Class = from.Priority, from.Class
	}
	if task.SliceNs == 0 {
		task.SliceNs = from.SliceNs
	}
	if task.Allowed == nil {
		task.Allowed = from.Allowed
	}
	if task.Group == nil {
		task.Group = from.Group
	}
}

// nothing is the program of a process that was given none: it ends at once.
type nothing struct{}

func (nothing) Next(*Thread) Operation { return nil }

// nameIndex finds processes by name. Each name has the PIDs that bear or bore
// it in order; those at the front that no longer do are dropped when somebody
// asks, so that asking again and again stays cheap.
type nameIndex map[string][]trace.ProcessID

func (n nameIndex) add(p *Process) {
	ids := append(n[p.Name], p.ID)
	for i := len(ids) - 1; i > 0 && ids[i-1] > ids[i]; i-- {
		ids[i-1], ids[i] = ids[i], ids[i-1]
	}
	n[p.Name] = ids
}

// FindProcess returns the living process of that name with the lowest PID, nil
// if there is none.
func (m *Machine) FindProcess(name string) *Process {
	ids := m.names[name]
	for len(ids) > 0 {
		if p := m.processes[ids[0]]; p != nil && p.Alive() && p.Name == name {
			break
		}
		ids = ids[1:]
	}
	if len(ids) == 0 {
		delete(m.names, name)
		return nil
	}
	m.names[name] = ids
	return m.processes[ids[0]]
}

// Process returns the process with that PID, alive or a zombie, nil if there
// is none.
func (m *Machine) Process(id trace.ProcessID) *Process {
	if id < 1 || int(id) >= len(m.processes) {
		return nil
	}
	return m.processes[id]
}
