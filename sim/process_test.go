package sim

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/scheduler"
	"timeslice/sim/trace"
)

func TestProcesses(t *testing.T)   { runStories(t, "testdata/process.txt") }
func TestSignals(t *testing.T)     { runStories(t, "testdata/signal.txt") }
func TestMemory(t *testing.T)      { runStories(t, "testdata/memory.txt") }
func TestThreads(t *testing.T)     { runStories(t, "testdata/thread.txt") }
func TestDescriptors(t *testing.T) { runStories(t, "testdata/descriptor.txt") }
func TestAttributes(t *testing.T)  { runStories(t, "testdata/attribute.txt") }

// target reads "A", "#4", "self", "parent", "child", "any", "group", "group A",
// "group #4".
func (s *story) target(args []string) Target {
	if len(args) == 0 {
		return Target{}
	}
	relation, known := map[string]Relation{
		"self": Self, "parent": Parent, "child": LastChild, "any": Any, "group": OwnGroup,
	}[args[0]]
	switch {
	case known:
		return Target{By: relation}
	case strings.HasPrefix(args[0], "#"):
		return Target{By: ByID, ID: trace.ProcessID(s.number(args[0][1:]))}
	case strings.HasPrefix(args[0], "-"):
		return Target{By: InGroup, ID: trace.ProcessID(s.number(args[0][1:]))}
	}
	return Target{By: ByName, Name: args[0]}
}

func (s *story) signal(text string) Signal {
	if text == "0" {
		return 0
	}
	number, ok := ParseSignal(text)
	if !ok {
		s.t.Fatalf("unknown signal %q", text)
	}
	return number
}

// told is a program that was told of, by name; nil for "nobody".
func (s *story) told(name string) *ProcessSpec {
	spec, ok := s.programs[name]
	if !ok && name != "nobody" {
		s.t.Fatalf("unknown program %q", name)
	}
	return spec
}

func processOperations() operations {
	return operations{
		"fork": func(s *story, args []string) Operation {
			if len(args) == 0 {
				return &Fork{}
			}
			// The program may be told after this line; it is looked up when used.
			return &forkByName{s, args[0]}
		},
		"spawn": func(s *story, args []string) Operation { return &Spawn{Spec: s.told(args[0])} },
		"exec":  func(s *story, args []string) Operation { return &Exec{Spec: s.told(args[0])} },
		"thread": func(s *story, args []string) Operation {
			return &threadByName{s, args[0]}
		},
		"wait":   func(s *story, args []string) Operation { return &WaitChild{For: s.target(args)} },
		"poll":   func(s *story, args []string) Operation { return &WaitChild{For: s.target(args), NoHang: true} },
		"exit":   func(s *story, args []string) Operation { return &Exit{Code: s.number(args[0])} },
		"end":    func(s *story, args []string) Operation { return &EndThread{Value: int64(s.number(args[0]))} },
		"join":   func(s *story, args []string) Operation { return &Join{Name: strings.Join(args, "")} },
		"pause":  func(*story, []string) Operation { return Pause{} },
		"handle": func(s *story, args []string) Operation { return s.handle(args) },
		"kill": func(s *story, args []string) Operation {
			last := len(args) - 1
			return &Kill{To: s.target(args[:last]), Signal: s.signal(args[last])}
		},
		"taken":     func(*story, []string) Operation { return tellSignals{} },
		"group":     func(s *story, args []string) Operation { return s.setGroup(args) },
		"session":   func(*story, []string) Operation { return SetSession{} },
		"subreaper": func(*story, []string) Operation { return &SetSubreaper{On: true} },
		"nice": func(s *story, args []string) Operation {
			return &SetNice{Nice: s.number(args[0]), Of: s.target(args[1:])}
		},
		"affinity": func(s *story, args []string) Operation {
			return &SetAffinity{Cores: []trace.CoreID{trace.CoreID(s.number(args[0]))}, Of: s.target(args[1:])}
		},
		"class": func(s *story, args []string) Operation { return s.class(args) },
		"tickets": func(s *story, args []string) Operation {
			return &SetTickets{Tickets: int64(s.number(args[0])), Of: s.target(args[1:])}
		},
		"close": func(s *story, args []string) Operation { return &Close{Descriptor: s.number(args[0])} },
		"duplicate": func(s *story, args []string) Operation {
			return &Duplicate{From: s.number(args[0]), To: s.number(args[1]), CloseOnExec: len(args) > 2}
		},
		"map":    func(s *story, args []string) Operation { return &Map{Bytes: s.size(args[0])} },
		"extend": func(s *story, args []string) Operation { return &Extend{Bytes: s.size(args[0])} },
		"unmap":  func(s *story, args []string) Operation { return &Unmap{Bytes: s.size(args[0])} },
		"touch": func(s *story, args []string) Operation {
			w := &Touch{Bytes: s.size(args[0])}
			if len(args) > 1 {
				w.Offset = s.size(args[1])
			}
			return w
		},
	}
}

// class reads "class robin 50" and "class normal 0 A".
func (s *story) class(args []string) Operation {
	classes := []string{"normal", "fifo", "robin", "deadline"}
	return &SetClass{
		Class:    scheduler.Class(slices.Index(classes, args[0])),
		Priority: s.number(args[1]), Of: s.target(args[2:]),
	}
}

func (s *story) handle(args []string) Operation {
	dispositions := []string{"default", "ignore", "catch"}
	return &Handle{Signal: s.signal(args[0]), Disposition: Disposition(slices.Index(dispositions, args[1]))}
}

// setGroup reads "group", "group A" and "group A of B".
func (s *story) setGroup(args []string) Operation {
	op := &SetGroup{}
	if len(args) > 0 {
		op.Process = s.target(args[:1])
	}
	if len(args) > 2 {
		op.Leader = s.target(args[2:])
	}
	return op
}

// forkByName forks a child that goes on with a program that was told of.
type forkByName struct {
	s    *story
	name string
}

func (f *forkByName) fork() *Fork {
	return &Fork{Child: f.s.told(f.name).Threads[0].Program, Name: f.name}
}
func (f *forkByName) CPUNs(m *Machine, t *Thread) int64 { return f.fork().CPUNs(m, t) }
func (f *forkByName) Do(m *Machine, t *Thread) Progress { return f.fork().Do(m, t) }

// threadByName starts a thread that carries out a program that was told of.
type threadByName struct {
	s    *story
	name string
}

func (f *threadByName) start() *StartThread               { return &StartThread{Spec: &f.s.told(f.name).Threads[0]} }
func (f *threadByName) CPUNs(m *Machine, t *Thread) int64 { return f.start().CPUNs(m, t) }
func (f *threadByName) Do(m *Machine, t *Thread) Progress { return f.start().Do(m, t) }

// tellSignals prints the signals the program is told of.
type tellSignals struct{}

func (tellSignals) CPUNs(*Machine, *Thread) int64 { return 0 }

func (tellSignals) Do(m *Machine, t *Thread) Progress {
	text := "told of:"
	for t.Process.HasSignal() {
		s, _, _ := t.Process.TakeSignal()
		text += " " + s.String()
	}
	return (&Print{Descriptor: 1, Text: text}).Do(m, t)
}

func TestNamesOfSignalsAndErrors(t *testing.T) {
	for number := range Signal(70) {
		text := number.String()
		read, ok := ParseSignal(text)
		require.Equal(t, number.known(), ok, text)
		if ok {
			require.Equal(t, number, read)
			read, _ = ParseSignal(strings.TrimPrefix(text, "SIG"))
			require.Equal(t, number, read)
		}
	}
	require.Equal(t, "SIGCHLD", SIGCHLD.String())
	require.Equal(t, "signal-40", Signal(40).String())
	for _, text := range []string{"", "SIG", "40", "TERMS", "-1", "0"} {
		_, ok := ParseSignal(text)
		require.False(t, ok, text)
	}
	require.Equal(t, "EPIPE", EPIPE.String())
	require.Equal(t, "Broken pipe", EPIPE.Message())
	require.Equal(t, "errno-7777", Errno(7777).String())
	require.Equal(t, "Unknown error 7777", Errno(7777).Message())
	require.Empty(t, Errno(0).Message())
	require.Equal(t, 137, Status{Signal: SIGKILL}.Shell())
}

// ending is a program that counts how often it was told of its end.
type ending struct {
	list
	ends int
}

func (e *ending) End(*Thread) { e.ends++ }

// TestProgramsAreToldOfTheirEnd: once, whatever ends them.
func TestProgramsAreToldOfTheirEnd(t *testing.T) {
	sleep := &Sleep{Ns: trace.Second}
	other := &ProcessSpec{Name: "other", Threads: []ThreadSpec{{Program: &list{}}}}
	ends := map[string]*ending{
		"returns": {},
		"exits":   {list: list{operations: []Operation{&Exit{}}}},
		"execs":   {list: list{operations: []Operation{&Exec{Spec: other}}}},
		"killed":  {list: list{operations: []Operation{sleep}}},
	}
	m, err := New(Config{Scheduler: scheduler.Defaults("rr", 1)})
	require.NoError(t, err)
	for _, name := range []string{"returns", "exits", "execs", "killed"} {
		// Through a pointer that is no Forker, so that the program itself runs.
		m.Start(&ProcessSpec{Name: name, Threads: []ThreadSpec{{Program: struct {
			Program
			Ender
		}{ends[name], ends[name]}}}})
	}
	kill := &Kill{To: Target{By: ByName, Name: "killed"}, Signal: SIGKILL}
	m.Start(&ProcessSpec{Name: "killer", Threads: []ThreadSpec{{Program: &list{operations: []Operation{kill}}}}})
	m.Run()
	require.Equal(t, trace.ReasonCompleted, m.end)
	for name, e := range ends {
		require.Equal(t, 1, e.ends, name)
	}
}

// TestThreadsThatEndAreForgotten: a process may start and end threads for ever
// and keeps only those that live, and its first.
func TestThreadsThatEndAreForgotten(t *testing.T) {
	m, err := New(Config{Scheduler: scheduler.Defaults("rr", 2), Limits: Limits{Until: trace.Time(trace.Second)}})
	require.NoError(t, err)
	worker := &ThreadSpec{Name: "worker", Program: &list{}}
	program := &list{operations: []Operation{&StartThread{Spec: worker}, &Join{}, &Compute{Ns: trace.Millisecond}}, forever: true}
	m.Start(&ProcessSpec{Name: "A", Threads: []ThreadSpec{{Program: program}}})
	m.Run()
	p := m.FindProcess("A")
	require.Greater(t, len(m.threads), 900)
	require.Less(t, len(p.threads), 70)
	require.Equal(t, 1, p.live)
}

// TestFindProcess: the living one with the lowest PID, also after exec has
// changed names and processes have ended.
func TestFindProcess(t *testing.T) {
	m, err := New(Config{Scheduler: scheduler.Defaults("rr", 1)})
	require.NoError(t, err)
	a, _ := m.newProcess("A", m.init, nil, trace.ReasonBoot)
	m.newThread(a, "A", scheduler.Task{}, nothing{}, trace.NoFact)
	b, _ := m.newProcess("B", m.init, nil, trace.ReasonBoot)
	m.newThread(b, "B", scheduler.Task{}, nothing{}, trace.NoFact)
	require.Same(t, a, m.FindProcess("A"))
	require.Same(t, b, m.FindProcess("B"))
	a.Name = "B"
	m.names.add(a)
	require.Nil(t, m.FindProcess("A"))
	require.Same(t, a, m.FindProcess("B"))
	m.endThreads(a, Status{}, trace.ReasonExit, nil, trace.NoFact)
	require.Same(t, b, m.FindProcess("B"))
	require.Nil(t, m.FindProcess("C"))
	require.Nil(t, m.Process(a.ID))
	require.Nil(t, m.Process(-1))
	require.Same(t, m.init, m.Process(trace.InitProcess))
}
