package sim

// MakePipe makes a pipe and opens both ends (pipe(2)). The result is the descriptor
// that reads, and in [Thread.Second] the one that writes. EMFILE if too many are open.
type MakePipe struct {
	Name        string // what it is called, such as "stdout of ls"
	CloseOnExec bool
}

// CPUNs is the cost of a system call.
func (p *MakePipe) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do makes it.
func (p *MakePipe) Do(m *Machine, t *Thread) Progress {
	if !t.Process.hasRoomFor(2) {
		m.fail(t, EMFILE, "pipe", 0)
		return Continue
	}
	made := m.newPipe(p.Name, 0, t.lastFact)
	made.unnamed = true
	m.opensBoth(t, made.end(Reading), made.end(Writing), p.CloseOnExec, "pipe")
	return Continue
}

// MakeSocketPair makes two sockets that are connected with each other and opens both
// (socketpair(2)). The results are their descriptors, as of [MakePipe]. EMFILE if too
// many are open.
type MakeSocketPair struct {
	Name        string // what it is called; the ends are called so with /1 and /2
	CloseOnExec bool
}

// CPUNs is the cost of a system call.
func (p *MakeSocketPair) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do makes it.
func (p *MakeSocketPair) Do(m *Machine, t *Thread) Progress {
	if !t.Process.hasRoomFor(2) {
		m.fail(t, EMFILE, "socketpair", 0)
		return Continue
	}
	one, other := m.newSocketPair(p.Name, 0, t.lastFact)
	m.opensBoth(t, one, other, p.CloseOnExec, "socketpair")
	return Continue
}

// opensBoth gives the process of t two ends, for which it has room.
func (m *Machine) opensBoth(t *Thread, first, second end, closeOnExec bool, call string) {
	m.opensAs(t, first, closeOnExec, call)
	number := t.Result
	m.opensAs(t, second, closeOnExec, call)
	t.Result, t.Second = number, t.Result
}
