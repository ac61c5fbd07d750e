package trace_test

import (
	"fmt"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/benchmark"
	"timeslice/sim/trace"
)

// script is a program of one operation after another.
type script struct {
	operations []sim.Operation
	at         int
}

func (s *script) Next(*sim.Thread) sim.Operation {
	if s.at == len(s.operations) {
		return nil
	}
	s.at++
	return s.operations[s.at-1]
}

// anyRun draws a machine of any policy, with a few processes that do whatever
// the machine can do, and runs it.
func anyRun(t *rapid.T) *trace.Trace {
	policy := rapid.SampledFrom(scheduler.Policies()).Draw(t, "policy")
	config := scheduler.Defaults(policy.Name, rapid.IntRange(1, 4).Draw(t, "cores"))
	config.Layout = rapid.SampledFrom([]scheduler.Layout{scheduler.Central, scheduler.PerCore}).Draw(t, "layout")
	config.HZ = rapid.SampledFrom([]int64{250, 1000, 0}).Draw(t, "hz")
	config.QuantumNs = rapid.Int64Range(1, 5).Draw(t, "quantum") * trace.Millisecond
	preset := rapid.SampledFrom(sim.Presets()).Draw(t, "preset")
	machine, err := sim.New(sim.Config{
		Scheduler: config, Costs: preset.Costs, MemoryBytes: 64 << 20,
		Limits: sim.Limits{Until: trace.Time(rapid.Int64Range(1, 60).Draw(t, "until") * 5 * trace.Millisecond), Threads: 60},
	})
	require.NoError(t, err)
	objects := anyObjects(t, machine)
	for process := range rapid.IntRange(1, 5).Draw(t, "processes") {
		spec := objects.process(t, fmt.Sprintf("进程 %d", process+1))
		spec.At = trace.Time(rapid.Int64Range(0, 8).Draw(t, "at") * trace.Millisecond)
		machine.Start(spec)
	}
	return machine.Run()
}

// objects are what the programs of a drawn machine share.
type objects struct {
	mutex, semaphore, condition, futex, disk, listener trace.ObjectID
	pipe                                               trace.ObjectID
	group                                              *scheduler.Group
	depth                                              int // of processes that programs start
}

func anyObjects(t *rapid.T, machine *sim.Machine) *objects {
	o := &objects{
		mutex: machine.NewMutexWith("L", sim.MutexRules{
			Barging: rapid.Bool().Draw(t, "barging"), Inherit: rapid.Bool().Draw(t, "inherit"),
		}),
		semaphore: machine.NewSemaphore("S", rapid.Int64Range(0, 2).Draw(t, "units")),
		condition: machine.NewCondition("C"),
		futex:     machine.NewFutex("F", 0),
		disk:      machine.NewDisk("D", rapid.IntRange(0, 2).Draw(t, "depth")),
		listener:  machine.NewListener("A", rapid.IntRange(0, 2).Draw(t, "backlog")),
		pipe:      machine.NewPipe("P", rapid.Int64Range(1, 3).Draw(t, "capacity")*3000),
	}
	if rapid.Bool().Draw(t, "quota") {
		o.group = &scheduler.Group{ID: 1, Name: "g", QuotaNs: 3 * trace.Millisecond, PeriodNs: 10 * trace.Millisecond}
	}
	return o
}

func (o *objects) process(t *rapid.T, name string) *sim.ProcessSpec {
	spec := &sim.ProcessSpec{Name: name, Descriptors: []sim.DescriptorSpec{
		{Number: 3, Object: o.pipe, Way: sim.Reading}, {Number: 4, Object: o.pipe, Way: sim.Writing},
	}}
	for range rapid.IntRange(1, 3).Draw(t, "threads") {
		spec.Threads = append(spec.Threads, o.thread(t))
	}
	return spec
}

func (o *objects) thread(t *rapid.T) sim.ThreadSpec {
	spec := sim.ThreadSpec{
		Name:    rapid.StringMatching("[A-Z]?").Draw(t, "name"),
		Program: &script{operations: rapid.SliceOfN(rapid.Custom(o.operation), 0, 8).Draw(t, "operations")},
		Task:    scheduler.Task{Nice: rapid.IntRange(-5, 5).Draw(t, "nice"), Tickets: 100, Group: o.group},
	}
	if rapid.IntRange(0, 9).Draw(t, "class") == 0 {
		spec.Task.Class, spec.Task.Priority = scheduler.RealTimeRobin, 10
	}
	return spec
}

// operation draws one of the machine's operations.
func (o *objects) operation(t *rapid.T) sim.Operation {
	ns := rapid.Int64Range(0, 12).Draw(t, "ms") * trace.Millisecond
	bytes := rapid.Int64Range(1, 9000).Draw(t, "bytes")
	signal := rapid.SampledFrom([]sim.Signal{sim.SIGTERM, sim.SIGKILL, sim.SIGSTOP, sim.SIGCONT, sim.SIGUSR1, sim.SIGCHLD}).Draw(t, "signal")
	to := sim.Target{By: rapid.SampledFrom([]sim.Relation{sim.Self, sim.Parent, sim.LastChild, sim.OwnGroup}).Draw(t, "to")}
	simple := []sim.Operation{
		&sim.Compute{Ns: ns}, &sim.Compute{Ns: ns / 7}, &sim.Compute{Ns: 2*ns + 1}, &sim.Sleep{Ns: ns}, &sim.Transfer{Ns: ns + 1234}, sim.Yield{},
		&sim.Lock{Mutex: o.mutex}, &sim.Unlock{Mutex: o.mutex}, &sim.Lock{Mutex: o.mutex, TimeoutNs: ns},
		&sim.Down{Semaphore: o.semaphore}, &sim.Up{Semaphore: o.semaphore}, &sim.Down{Semaphore: o.semaphore, TimeoutNs: ns},
		&sim.WaitOn{Condition: o.condition, Mutex: o.mutex}, &sim.Notify{Condition: o.condition, All: ns == 0},
		&sim.FutexWait{Futex: o.futex, TimeoutNs: ns}, &sim.FutexWake{Futex: o.futex, Count: 1}, &sim.FutexAdd{Futex: o.futex, Delta: 1},
		&sim.Access{Disk: o.disk, Ns: ns + 1},
		&sim.Send{Channel: o.pipe, Bytes: bytes}, &sim.Receive{Channel: o.pipe, Bytes: bytes}, &sim.Receive{Channel: o.pipe, Bytes: bytes, All: true},
		&sim.CloseChannel{Channel: o.pipe, Way: sim.Way(ns / trace.Millisecond & 1)},
		&sim.Listen{Listener: o.listener}, &sim.Connect{Listener: o.listener}, &sim.Accept{Listener: o.listener, TimeoutNs: ns},
		&sim.Send{Channel: o.listener, Bytes: bytes}, &sim.Receive{Channel: o.listener, Bytes: bytes},
		&sim.Kill{To: to, Signal: signal}, &sim.Handle{Signal: signal, Disposition: sim.Disposition(ns / trace.Millisecond % 3)}, sim.Pause{},
		&sim.WaitChild{}, &sim.Join{}, &sim.Exit{Code: int(bytes)}, &sim.EndThread{Value: ns},
		&sim.SetNice{Nice: int(bytes % 20)}, &sim.SetAffinity{Cores: []trace.CoreID{trace.CoreID(bytes % 4)}}, sim.SetSession{}, &sim.SetSubreaper{On: true},
		&sim.Map{Bytes: bytes * 4096}, &sim.Touch{Bytes: bytes * 1000}, &sim.Unmap{Bytes: bytes}, &sim.Print{Descriptor: 1, Text: "hello\n"},
	}
	choice := rapid.IntRange(0, 2*len(simple)+3).Draw(t, "operation")
	switch {
	case choice < len(simple):
		return simple[choice]
	case choice < 2*len(simple) || o.depth > 1:
		return simple[choice%6]
	}
	o.depth++
	defer func() { o.depth-- }()
	switch choice - 2*len(simple) {
	case 0:
		return &sim.Fork{Child: o.thread(t).Program}
	case 1:
		return &sim.Spawn{Spec: o.process(t, "spawned")}
	case 2:
		return &sim.Exec{Spec: o.process(t, "execed")}
	}
	spec := o.thread(t)
	return &sim.StartThread{Spec: &spec}
}

// largeRun is a run of some hundred thousand facts.
func largeRun(b require.TestingT) *trace.Trace {
	_, run, err := benchmark.RoundRobin{Tasks: 500, Cores: 8, Cycles: 100}.Run()
	require.NoError(b, err)
	return run
}

// talk is a run in which two processes talk: through a pipe, through a socket
// pair in both directions, and through a connection in both directions. They
// also share a lock.
func talk(t require.TestingT) *trace.Trace {
	machine, err := sim.New(sim.Config{
		Scheduler: scheduler.Defaults("rr", 2),
		Costs:     sim.Costs{SwitchNs: 2000, LoopbackNs: 30_000},
	})
	require.NoError(t, err)
	pipe, listener, lock := machine.NewPipe("P", 0), machine.NewListener("A", 1), machine.NewMutex("L")
	one, other := machine.NewSocketPair("S", 0)
	work := func() sim.Operation { return &sim.Compute{Ns: trace.Millisecond} }
	start := func(name string, descriptors []sim.DescriptorSpec, operations ...sim.Operation) {
		machine.Start(&sim.ProcessSpec{
			Name: name, Descriptors: descriptors,
			Threads: []sim.ThreadSpec{{Name: name, Program: &script{operations: operations}}},
		})
	}
	start("A", []sim.DescriptorSpec{{Number: 3, Object: pipe, Way: sim.Writing}, {Number: 4, Object: one}},
		work(), &sim.Lock{Mutex: lock}, work(), &sim.Unlock{Mutex: lock}, work(),
		&sim.Send{Channel: pipe, Bytes: 100}, work(), &sim.Send{Channel: one, Bytes: 200}, work(), &sim.Receive{Channel: one, Bytes: 300}, work(),
		&sim.Connect{Listener: listener}, work(), &sim.Send{Channel: listener, Bytes: 400}, work(), &sim.Receive{Channel: listener, Bytes: 500}, work())
	start("B", []sim.DescriptorSpec{{Number: 3, Object: pipe, Way: sim.Reading}, {Number: 4, Object: other}},
		work(), &sim.Lock{Mutex: lock}, work(), &sim.Unlock{Mutex: lock},
		&sim.Listen{Listener: listener}, &sim.Receive{Channel: pipe, Bytes: 100},
		&sim.Receive{Channel: other, Bytes: 200}, work(), &sim.Send{Channel: other, Bytes: 300},
		&sim.Accept{Listener: listener}, &sim.Receive{Channel: listener, Bytes: 400}, work(), &sim.Send{Channel: listener, Bytes: 500}, work())
	return machine.Run()
}

// damagedRun is a drawn run with one fact lost, doubled or changed.
func damagedRun(t *rapid.T) *trace.Trace {
	run := anyRun(t)
	victim := rapid.IntRange(1, run.Len()).Draw(t, "victim")
	return damaged(run, trace.FactID(victim), damage(rapid.IntRange(0, int(damages)-1).Draw(t, "damage")))
}

// damage is what is done to a fact.
type damage int

const (
	lost damage = iota
	doubled
	ofAnother
	ofAnotherKind
	damages
)

// damaged is a run with one fact damaged, and the numbers of causes corrected,
// so that only the damage is wrong.
func damaged(run *trace.Trace, victim trace.FactID, how damage) *trace.Trace {
	recorder := trace.NewRecorder()
	for id := 1; id < run.Len(); id++ { // interned in the same order
		if f := run.Fact(trace.FactID(id)); f.Kind.Schema().B.Role == trace.RoleString {
			recorder.Intern(run.Text(trace.StringID(f.B)))
		}
	}
	for id := trace.FactID(1); int(id) <= run.Len(); id++ {
		f := run.Fact(id)
		shift := trace.FactID(0)
		switch {
		case id == victim && how == lost:
			continue
		case id == victim && how == doubled:
			recorder.Add(f)
		case id == victim && how == ofAnother:
			f.Thread++
		case id == victim:
			f.Kind++
		case how == lost:
			shift = -1
		case how == doubled:
			shift = 1
		}
		if f.Cause > victim || f.Cause == victim && how == lost {
			f.Cause += shift
		}
		recorder.Add(f)
	}
	return recorder.Trace()
}
