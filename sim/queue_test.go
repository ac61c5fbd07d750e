package sim

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/scheduler"
	"timeslice/sim/trace"
)

// A waitQueue is a list through the threads; its twin is a plain slice.
func TestWaitQueueAgainstSlice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		queue, twin := waitQueue{}, []*Thread{}
		threads := make([]Thread, rapid.IntRange(1, 8).Draw(t, "threads"))
		for range rapid.IntRange(0, 60).Draw(t, "steps") {
			thread := &threads[rapid.IntRange(0, len(threads)-1).Draw(t, "thread")]
			if i := slices.Index(twin, thread); i >= 0 {
				queue.remove(thread)
				twin = slices.Delete(twin, i, i+1)
			} else {
				queue.push(thread)
				twin = append(twin, thread)
			}
			require.Equal(t, len(twin), queue.count)
			var forward, backward []*Thread
			for at := queue.first; at != nil; at = at.place.next {
				forward = append(forward, at)
			}
			for at := queue.last; at != nil; at = at.place.before {
				backward = append(backward, at)
			}
			slices.Reverse(backward)
			require.True(t, slices.Equal(twin, forward) && slices.Equal(twin, backward))
		}
	})
}

// workshop is a machine with one or two objects of each sort, and random programs
// that use them.
type workshop struct {
	machine    *Machine
	mutexes    []trace.ObjectID
	conditions []trace.ObjectID
	semaphores []trace.ObjectID
	futexes    []trace.ObjectID
	pipes      []trace.ObjectID
	sockets    []trace.ObjectID
	listeners  []trace.ObjectID
	disks      []trace.ObjectID
}

func newWorkshop(t *rapid.T) *workshop {
	cores := rapid.IntRange(1, 4).Draw(t, "cores")
	config := Config{Scheduler: scheduler.Defaults(rapid.SampledFrom([]string{"rr", "fifo", "eevdf", "priority"}).Draw(t, "policy"), cores)}
	if rapid.Bool().Draw(t, "costs") {
		config.Costs = laptop()
	}
	config.Limits.Until = trace.Time(trace.Second)
	m, err := New(config)
	require.NoError(t, err)
	rules := MutexRules{Barging: rapid.Bool().Draw(t, "barging"), Inherit: rapid.Bool().Draw(t, "inherit")}
	one, other := m.NewSocketPair("S", 1000)
	return &workshop{
		machine:    m,
		mutexes:    []trace.ObjectID{m.NewMutex("L1"), m.NewMutexWith("L2", rules)},
		conditions: []trace.ObjectID{m.NewCondition("C")},
		semaphores: []trace.ObjectID{m.NewSemaphore("U", int64(rapid.IntRange(0, 2).Draw(t, "units")))},
		futexes:    []trace.ObjectID{m.NewFutex("F", 0)},
		pipes:      []trace.ObjectID{m.NewPipe("P", 6000), m.NewPipe("Q", 0)},
		sockets:    []trace.ObjectID{one, other},
		listeners:  []trace.ObjectID{m.NewListener("web", 1)},
		disks:      []trace.ObjectID{m.NewDisk("D", 1), m.NewDisk("E", 0)},
	}
}

func (w *workshop) operation(t *rapid.T) Operation {
	one := func(of []trace.ObjectID) trace.ObjectID { return rapid.SampledFrom(of).Draw(t, "object") }
	timeoutNs := func() int64 { return rapid.SampledFrom([]int64{0, 0, 300_000}).Draw(t, "timeout") }
	now := func() bool { return rapid.IntRange(0, 9).Draw(t, "now") == 0 }
	bytes := func() int64 { return rapid.SampledFrom([]int64{1, 100, 4096, 5000, 70_000}).Draw(t, "bytes") }
	channel := func() trace.ObjectID { return one(slices.Concat(w.pipes, w.sockets, w.listeners)) }
	switch rapid.IntRange(0, 22).Draw(t, "operation") {
	case 0, 1:
		return &Compute{Ns: rapid.Int64Range(1, 500_000).Draw(t, "ns")}
	case 2:
		return &Sleep{Ns: rapid.Int64Range(1, 500_000).Draw(t, "ns")}
	case 3, 4:
		return &Lock{Mutex: one(w.mutexes), TimeoutNs: timeoutNs(), NoWait: now()}
	case 5, 6:
		return &Unlock{Mutex: one(w.mutexes)}
	case 7:
		return &WaitOn{Condition: one(w.conditions), Mutex: one(w.mutexes), TimeoutNs: timeoutNs()}
	case 8:
		return &Notify{Condition: one(w.conditions), All: rapid.Bool().Draw(t, "all")}
	case 9:
		return &Down{Semaphore: one(w.semaphores), TimeoutNs: timeoutNs(), NoWait: now()}
	case 10:
		return &Up{Semaphore: one(w.semaphores)}
	case 11:
		return &FutexWait{Futex: one(w.futexes), TimeoutNs: timeoutNs()}
	case 12:
		return &FutexWake{Futex: one(w.futexes), Count: rapid.IntRange(0, 2).Draw(t, "count")}
	case 13, 14:
		return &Send{Channel: channel(), Bytes: bytes(), TimeoutNs: timeoutNs(), NoWait: now()}
	case 15, 16:
		return &Receive{
			Channel: channel(), Bytes: bytes(), All: rapid.Bool().Draw(t, "all"), TimeoutNs: timeoutNs(), NoWait: now(),
		}
	case 17:
		return &Connect{Listener: one(w.listeners), TimeoutNs: timeoutNs(), NoWait: now()}
	case 18:
		return &Accept{Listener: one(w.listeners), TimeoutNs: timeoutNs(), NoWait: now()}
	case 19:
		return &Access{Disk: one(w.disks), Ns: rapid.Int64Range(1, 300_000).Draw(t, "ns")}
	case 20:
		return &SetClass{Class: scheduler.Class(rapid.IntRange(0, 2).Draw(t, "class")), Priority: rapid.IntRange(1, 5).Draw(t, "priority")}
	case 21:
		return &SetNice{Nice: rapid.IntRange(-5, 5).Draw(t, "nice")}
	default:
		signal := rapid.SampledFrom([]Signal{SIGKILL, SIGUSR1, SIGUSR1, SIGSTOP, SIGCONT, SIGCONT}).Draw(t, "signal")
		return &Kill{To: Target{By: ByName, Name: rapid.SampledFrom([]string{"A", "B", "C"}).Draw(t, "to")}, Signal: signal}
	}
}

// process has each end of the pipes by chance, and begins with listening and with
// catching USR1.
func (w *workshop) process(t *rapid.T, name string) *ProcessSpec {
	spec := &ProcessSpec{Name: name, At: trace.Time(rapid.Int64Range(0, 200_000).Draw(t, "at"))}
	for i, channel := range slices.Concat(w.pipes, w.pipes, w.sockets) {
		way := Reading
		if i < len(w.pipes) {
			way = Writing
		}
		if rapid.IntRange(0, 3).Draw(t, "has") > 0 {
			spec.Descriptors = append(spec.Descriptors, DescriptorSpec{Number: 3 + i, Object: channel, Way: way})
		}
	}
	for range rapid.IntRange(1, 3).Draw(t, "threads") {
		operations := []Operation{
			&Handle{Signal: SIGUSR1, Disposition: Catch}, &Handle{Signal: SIGPIPE, Disposition: Ignore},
		}
		if name == "A" && len(spec.Threads) == 0 {
			operations = append(operations, &Listen{Listener: w.listeners[0]})
		}
		for range rapid.IntRange(0, 12).Draw(t, "operations") {
			operations = append(operations, w.operation(t))
		}
		spec.Threads = append(spec.Threads, ThreadSpec{Name: name, Program: &list{operations: operations}})
	}
	return spec
}

// Whatever programs do with the objects, the record is right by the judge (locks
// have one owner, bytes are conserved, those who could go on are woken), and a run
// that stops says in words why, and nobody waits for what is there.
func TestRandomPrograms(t *testing.T) {
	ends := map[trace.Reason]int{}
	rapid.Check(t, func(t *rapid.T) {
		w := newWorkshop(t)
		for _, name := range []string{"A", "B", "C"} {
			w.machine.Start(w.process(t, name))
		}
		record := w.machine.Run()
		require.NoError(t, record.Validate())
		end := record.Fact(trace.FactID(record.Len()))
		ends[end.Reason]++
		require.Equal(t, trace.KindEnd, end.Kind)
		require.Contains(t, []trace.Reason{trace.ReasonCompleted, trace.ReasonAsleep, trace.ReasonDeadlock}, end.Reason)
		if end.Reason != trace.ReasonCompleted {
			require.NotEmpty(t, record.Text(trace.StringID(end.B)))
		}
		if last := record.Snapshot(record.End()); len(last.With(trace.StatusStopped)) == 0 {
			require.Equal(t, last.WaitCycle(), w.machine.WaitCycle())
		}
		for _, thread := range w.machine.threads {
			if thread != nil && thread.state == stateBlocked && thread.line != nil {
				require.True(t, inVain(w.machine, thread), "%s could go on", w.machine.nameOf(thread.ID))
			}
		}
		requireInOrder(t, record)
		requireNothingLent(t, w.machine)
	})
	if testing.Short() {
		return // a short run tries too few to count on
	}
	require.Len(t, ends, 3, "the programs do not reach every end: %v", ends)
}

// inVain reports whether a waiting thread really cannot go on, by looking at the
// object afresh.
func inVain(m *Machine, t *Thread) bool {
	switch o := m.objects[t.waitsFor].(type) {
	case *mutex:
		return o.owner != nil
	case *semaphore:
		return o.units == 0
	case *pipe:
		return o.stream.inVain(t)
	case *socket:
		if t.line == &o.callers {
			return o.peer == nil && !o.dead
		}
		return o.stream.inVain(t)
	case *listener:
		if t.line == &o.clients {
			return o.open > 0 && len(o.queue) >= o.backlog+1
		}
		return len(o.queue) == 0
	case *datagramSocket:
		return len(o.queue) == 0 && o.failure == 0
	case *counter:
		return o.value == 0
	case *pollSet:
		for _, i := range o.interests {
			if i.list.of.readiness()&(i.wants|always) != 0 {
				return false
			}
		}
		return true
	case *condition, *futex:
		return true
	}
	return false
}

func (s *stream) inVain(t *Thread) bool {
	if t.line == &s.readers {
		return s.arrived == 0 && !s.shut
	}
	return !s.deaf && s.held+t.course.need > s.capacity
}

// requireNothingLent checks that who owns no mutex for which others wait is
// scheduled as what it is itself.
func requireNothingLent(t *rapid.T, m *Machine) {
	for _, thread := range m.threads {
		if thread == nil || thread.state == stateEnded {
			continue
		}
		waiters := 0
		for _, mu := range thread.lends {
			require.Same(t, thread, mu.owner)
			waiters += mu.waiters.count
		}
		require.True(t, waiters > 0 || thread.lent == nil, "%s", m.nameOf(thread.ID))
	}
}

// requireInOrder checks that locks handed over and units of semaphores go to
// threads in the order in which they began to wait, apart from those that gave up.
func requireInOrder(t *rapid.T, record *trace.Trace) {
	lines := map[int32][]trace.ThreadID{} // by object
	barging := map[int32]bool{}
	for id := trace.FactID(1); int(id) <= record.Len(); id++ {
		f := record.Fact(id)
		leave := func(object int32) {
			lines[object] = slices.DeleteFunc(lines[object], func(w trace.ThreadID) bool { return w == f.Thread })
		}
		switch f.Kind {
		case trace.KindObject:
			barging[f.Object] = record.Text(trace.StringID(f.B)) == "L2"
		case trace.KindBlock:
			if f.Core != trace.NoCore && (f.Reason == trace.ReasonLock || f.Reason == trace.ReasonSemaphore) {
				lines[f.Object] = append(lines[f.Object], f.Thread)
			}
		case trace.KindAcquire:
			if line := lines[f.Object]; slices.Contains(line, f.Thread) && !barging[f.Object] {
				require.Equal(t, line[0], f.Thread, "fact %d: thread %d was not first in line", id, f.Thread)
			}
			leave(f.Object)
		case trace.KindReady, trace.KindThreadExit:
			for object := range lines {
				leave(object)
			}
		}
	}
}
