package sim

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/scheduler"
	"timeslice/sim/trace"
)

// randomPrograms makes programs that start, end, signal and wait for one
// another in any way.
type randomPrograms struct {
	t     *rapid.T
	names []string
	specs map[string]*ProcessSpec
	cores int
}

func (r *randomPrograms) pick(what string, choices ...string) string {
	return rapid.SampledFrom(choices).Draw(r.t, what)
}

func (r *randomPrograms) length() int64 {
	return rapid.SampledFrom([]int64{0, 1_000, 300_000, 2_000_000}).Draw(r.t, "ns")
}

func (r *randomPrograms) target() Target {
	return Target{
		By:   Relation(rapid.IntRange(int(Any), int(InGroup)).Draw(r.t, "by")),
		ID:   trace.ProcessID(rapid.IntRange(1, 12).Draw(r.t, "id")),
		Name: r.pick("name", r.names...),
	}
}

func (r *randomPrograms) signal() Signal {
	return rapid.SampledFrom([]Signal{
		SIGTERM, SIGKILL, SIGSTOP, SIGCONT, SIGCONT, SIGUSR1, SIGUSR2, SIGCHLD, SIGTSTP,
	}).Draw(r.t, "signal")
}

func (r *randomPrograms) operation() Operation {
	switch r.pick("operation", "cpu", "cpu", "sleep", "io", "yield", "fork", "spawn", "exec", "thread", "wait", "wait",
		"poll", "join", "exit", "end", "kill", "kill", "kill", "handle", "pause", "group", "session", "subreaper", "nice",
		"affinity", "map", "map", "touch", "touch", "extend", "unmap", "print") {
	case "cpu":
		return &Compute{Ns: r.length()}
	case "sleep":
		return &Sleep{Ns: r.length()}
	case "io":
		return &Transfer{Ns: r.length()}
	case "fork":
		return &Fork{}
	case "spawn":
		return &Spawn{Spec: r.specs[r.pick("spec", r.names...)]}
	case "exec":
		return &Exec{Spec: r.specs[r.pick("spec", r.names...)]}
	case "thread":
		return &StartThread{Spec: &r.specs[r.pick("spec", r.names...)].Threads[0]}
	case "wait":
		return &WaitChild{For: r.target()}
	case "poll":
		return &WaitChild{For: r.target(), NoHang: true}
	case "join":
		return &Join{Thread: trace.ThreadID(rapid.IntRange(0, 12).Draw(r.t, "thread"))}
	case "exit":
		return &Exit{Code: rapid.IntRange(0, 1000).Draw(r.t, "code")}
	case "end":
		return &EndThread{Value: 1}
	case "kill":
		return &Kill{To: r.target(), Signal: r.signal()}
	case "handle":
		return &Handle{Signal: r.signal(), Disposition: Disposition(rapid.IntRange(0, 2).Draw(r.t, "disposition"))}
	case "pause":
		return Pause{}
	case "group":
		return &SetGroup{Process: r.target(), Leader: r.target()}
	case "session":
		return SetSession{}
	case "subreaper":
		return &SetSubreaper{On: true}
	case "nice":
		return &SetNice{Nice: rapid.IntRange(-20, 19).Draw(r.t, "nice"), Of: r.target()}
	case "affinity":
		core := trace.CoreID(rapid.IntRange(0, r.cores-1).Draw(r.t, "core"))
		return &SetAffinity{Cores: []trace.CoreID{core}, Of: r.target()}
	case "map":
		return &Map{Bytes: rapid.Int64Range(1, 20*PageBytes).Draw(r.t, "bytes")}
	case "touch":
		return &Touch{Bytes: rapid.Int64Range(0, 20*PageBytes).Draw(r.t, "bytes")}
	case "extend":
		return &Extend{Bytes: rapid.Int64Range(0, 20*PageBytes).Draw(r.t, "bytes")}
	case "unmap":
		return &Unmap{Bytes: rapid.Int64Range(0, 10*PageBytes).Draw(r.t, "bytes")}
	case "print":
		return &Print{Descriptor: 1, Text: "hello"}
	}
	return Yield{}
}

func (r *randomPrograms) program() Program {
	l := &list{}
	for range rapid.IntRange(0, 12).Draw(r.t, "operations") {
		l.operations = append(l.operations, r.operation())
	}
	return l
}

// checkTree judges what holds at every instant between the machine's
// processes, threads and memory.
func checkTree(t *rapid.T, m *Machine) {
	population, live := 0, 0
	owners := map[*frames]map[int64]int32{}
	for id, p := range m.processes {
		if p == nil || p == m.init {
			continue
		}
		population++
		require.EqualValues(t, id, p.ID)
		require.NotEqual(t, reaped, p.lifetime)
		require.True(t, p.Parent.Alive(), "the parent of %d", p.ID)
		found := 0
		for child := range p.Parent.Children() {
			if child == p {
				found++
			}
		}
		require.Equal(t, 1, found, "%d among its parent's children", p.ID)
		for child := range p.Children() {
			require.True(t, p.Alive(), "%d has ended and has child %d", p.ID, child.ID)
			require.Same(t, p, child.Parent)
		}
		count := 0
		for _, thread := range p.threads {
			if thread.state != stateEnded {
				count++
			}
			if p.stopped {
				require.Contains(t, []state{stateStopped, stateBlocked, stateEnded}, thread.state)
				require.True(t, thread.state != stateBlocked || thread.uninterruptible)
			}
		}
		require.Equal(t, p.live, count, "threads of %d", p.ID)
		require.Equal(t, p.Alive(), p.live > 0)
		live += p.live
		for _, s := range p.memory.spans {
			if owners[s.frames] == nil {
				owners[s.frames] = map[int64]int32{}
			}
			for page := s.from; page < s.to; page++ {
				owners[s.frames][page]++
			}
		}
	}
	require.Equal(t, m.population, population)
	require.Equal(t, m.live, live)
	used := int64(0)
	for f, pages := range owners {
		counted := int64(0)
		for _, r := range f.runs {
			for page := r.from; page < r.to; page++ {
				require.Equal(t, pages[page], r.owners)
				counted++
			}
		}
		require.EqualValues(t, len(pages), counted)
		used += counted
	}
	require.Equal(t, m.ram.used, used)
	require.True(t, m.ram.limit == 0 || used <= m.ram.limit)
}

// TestRandomProcesses: whatever processes do to one another, the tree, the
// threads and the memory stay sound at every instant, the run ends for a
// reason, and its trace is legal.
func TestRandomProcesses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := &randomPrograms{t: t, names: []string{"A", "B", "C", "D"}, specs: map[string]*ProcessSpec{}}
		r.cores = rapid.IntRange(1, 3).Draw(t, "cores")
		for _, name := range r.names {
			r.specs[name] = &ProcessSpec{Name: name, Threads: make([]ThreadSpec, 1)}
		}
		for _, name := range r.names {
			spec := r.specs[name]
			spec.Threads[0] = ThreadSpec{Name: name, Program: r.program()}
			spec.At = trace.Time(r.length())
			spec.MemoryBytes = rapid.SampledFrom([]int64{0, 8 * PageBytes}).Draw(t, "memory")
		}
		preset, _ := FindPreset(r.pick("preset", "textbook", "laptop"))
		config := Config{
			Scheduler: scheduler.Defaults(r.pick("policy", "fifo", "rr", "stcf", "cfs", "eevdf", "stride"), r.cores),
			Costs:     preset.Costs,
			Limits:    Limits{Until: trace.Time(rapid.Int64Range(1, 50_000_000).Draw(t, "until")), Processes: 60, Threads: 80, DeedsAtOnce: 2000},
		}
		config.MemoryBytes = rapid.SampledFrom([]int64{0, 50 * PageBytes}).Draw(t, "ram")
		m, err := New(config)
		require.NoError(t, err)
		for _, name := range r.names {
			m.Start(r.specs[name])
		}
		for step := trace.Time(0); m.RunUntil(step) && step < 50_000_000; step += 700_000 {
			checkTree(t, m)
		}
		m.Run()
		checkTree(t, m)
		require.NotEqual(t, trace.ReasonNone, m.end)
		if m.end == trace.ReasonCompleted {
			require.Zero(t, m.population)
			require.Zero(t, m.ram.used)
		}
		require.NoError(t, m.Trace().Validate())
	})
}
