package sim

import "timeslice/sim/trace"

// Process owns what its threads share: memory, descriptors, an environment, a
// place in the tree.
type Process struct {
	ID     trace.ProcessID
	Name   string
	Parent *Process

	threads []*Thread
	live    int // threads that have not ended
	ended   bool
	code    int64
	signal  int64
}

// endProcess makes a process a zombie after its last thread has ended.
func (m *Machine) endProcess(p *Process, last *Thread, cause trace.FactID) {
	p.ended = true
	m.recorder.Add(trace.Fact{
		Time: m.now, Kind: trace.KindProcessExit, Thread: last.ID, Object: int32(p.ID), Core: trace.NoCore,
		A: p.code, B: p.signal, Cause: cause,
	})
}
