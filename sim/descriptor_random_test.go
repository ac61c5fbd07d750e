package sim

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/scheduler"
	"timeslice/sim/trace"
)

// office draws programs that do anything with descriptors by their numbers, most of which
// refer to something.
type office struct {
	t     *rapid.T
	specs []*ProcessSpec
}

func (o *office) number() int { return rapid.IntRange(0, 12).Draw(o.t, "fd") }
func (o *office) now() bool   { return rapid.IntRange(0, 2).Draw(o.t, "now") > 0 }
func (o *office) bytes() int64 {
	return rapid.SampledFrom([]int64{0, 1, 100, 4096, 70_000, 300_000}).Draw(o.t, "bytes")
}
func (o *office) timeoutNs() int64 {
	return rapid.SampledFrom([]int64{0, 0, 300_000}).Draw(o.t, "timeout")
}

func (o *office) data() []byte {
	if rapid.IntRange(0, 3).Draw(o.t, "number") == 0 {
		return nil
	}
	return make([]byte, min(o.bytes(), 70_000))
}

func (o *office) numbers() []int {
	if rapid.IntRange(0, 2).Draw(o.t, "passes") > 0 {
		return nil
	}
	return []int{o.number(), o.number()}[:rapid.IntRange(1, 2).Draw(o.t, "passed")]
}

func (o *office) address() Address {
	return rapid.SampledFrom([]Address{
		Loopback(80), Loopback(80), Loopback(81), Loopback(0), {IP: loopbackOf(anyOf(ip6Domain)), Port: 80},
		{IP: anyOf(ip4Domain), Port: 80}, {IP: anyOf(ip6Domain), Port: 81}, {Path: "/s"}, {Path: "/s"}, {Path: "\x00s"}, {},
	}).Draw(o.t, "address")
}

func (o *office) operation() Operation {
	switch rapid.IntRange(0, 33).Draw(o.t, "operation") {
	case 0, 1:
		return &Compute{Ns: rapid.Int64Range(1, 500_000).Draw(o.t, "ns")}
	case 2:
		return &Sleep{Ns: rapid.Int64Range(1, 500_000).Draw(o.t, "ns")}
	case 3:
		return &MakePipe{Name: "P"}
	case 4:
		return &MakeSocketPair{Name: "S"}
	case 5:
		return &OpenSocket{Sort: SocketSort(rapid.IntRange(0, 2).Draw(o.t, "sort"))}
	case 6, 7:
		return &Bind{Descriptor: o.number(), To: o.address(), Reuse: rapid.Bool().Draw(o.t, "reuse")}
	case 8, 9:
		return &ListenOn{Descriptor: o.number(), Backlog: rapid.IntRange(0, 2).Draw(o.t, "backlog")}
	case 10, 11:
		return &ConnectTo{Descriptor: o.number(), To: o.address(), NoWait: o.now(), TimeoutNs: o.timeoutNs()}
	case 12, 13:
		return &AcceptFrom{Descriptor: o.number(), NoWait: o.now(), TimeoutNs: o.timeoutNs()}
	case 14, 15, 16:
		return &Send{
			Descriptor: o.number(), Data: o.data(), Bytes: o.bytes(), Pass: o.numbers(), NoWait: o.now(), TimeoutNs: o.timeoutNs(),
		}
	case 17, 18:
		return &Receive{
			Descriptor: o.number(), Bytes: o.bytes(), All: rapid.Bool().Draw(o.t, "all"), NoWait: o.now(), TimeoutNs: o.timeoutNs(),
		}
	case 19:
		return &Read{Descriptor: o.number(), Bytes: o.bytes(), NoWait: o.now()}
	case 20:
		return &Write{Descriptor: o.number(), Data: make([]byte, min(o.bytes(), 70_000)), NoWait: o.now()}
	case 21:
		return &SendTo{Descriptor: o.number(), To: o.address(), Bytes: o.bytes(), Data: o.data()}
	case 22:
		return &ReceiveFrom{Descriptor: o.number(), NoWait: o.now(), TimeoutNs: o.timeoutNs()}
	case 23:
		return &ShutDown{
			Descriptor: o.number(), Reading: rapid.Bool().Draw(o.t, "reading"), Writing: rapid.Bool().Draw(o.t, "writing"),
		}
	case 24, 25:
		return &Close{Descriptor: o.number(), Reset: rapid.Bool().Draw(o.t, "reset")}
	case 26:
		return &Duplicate{From: o.number(), To: o.number()}
	case 27:
		return &OpenPollSet{Name: "E"}
	case 28, 29:
		return &Watch{Set: o.number(), Descriptor: o.number(), For: Readiness(rapid.IntRange(0, 3).Draw(o.t, "for"))}
	case 30, 31:
		until := trace.Time(rapid.SampledFrom([]int64{0, 500_000, math.MaxInt64}).Draw(o.t, "until"))
		return &PollWait{Set: o.number(), Most: rapid.IntRange(0, 2).Draw(o.t, "most"), Until: until}
	case 32:
		return rapid.SampledFrom([]Operation{
			&OpenEventCounter{Name: "C"}, &OpenDevice{Device: Null{}, Name: "null"}, &Unlink{Path: "/s"}, raises{5},
			&SetDescriptorLimit{Descriptors: 12}, &TakeError{Descriptor: o.number()},
		}).Draw(o.t, "other")
	default:
		return rapid.SampledFrom([]Operation{
			&Fork{}, &Kill{To: Target{By: Any}, Signal: SIGUSR1}, &Kill{To: Target{By: LastChild}, Signal: SIGKILL},
			&Launch{Spec: o.specs[0], Table: []Place{{1, FromTerminal}, {3, 3}, {4, FromNull}}, Session: true},
			&StartThread{Spec: &o.specs[0].Threads[0]}, &Kill{To: Target{By: LastChild}, Signal: SIGSTOP},
			&Kill{To: Target{By: LastChild}, Signal: SIGCONT},
		}).Draw(o.t, "process")
	}
}

func (o *office) program() *list {
	operations := []Operation{
		&Handle{Signal: SIGUSR1, Disposition: Catch}, &Handle{Signal: SIGPIPE, Disposition: Ignore},
		&MakeSocketPair{Name: "A"}, &OpenPollSet{Name: "E"}, &MakePipe{Name: "Q"},
		&Watch{Set: 5, Descriptor: 3, For: Readable}, &Watch{Set: 5, Descriptor: 6, For: Readable},
	}
	for range rapid.IntRange(0, 25).Draw(o.t, "operations") {
		operations = append(operations, o.operation())
	}
	return &list{operations: operations}
}

// Whatever programs do with descriptors, the record is right by the judge, nobody waits for
// what is there, and the machine's books add up.
func TestRandomDescriptors(t *testing.T) {
	ends := map[trace.Reason]int{}
	rapid.Check(t, func(t *rapid.T) {
		cores := rapid.IntRange(1, 3).Draw(t, "cores")
		config := Config{Scheduler: scheduler.Defaults(rapid.SampledFrom([]string{"rr", "fifo", "eevdf"}).Draw(t, "policy"), cores)}
		if rapid.Bool().Draw(t, "costs") {
			config.Costs = laptop()
		}
		config.Limits = Limits{Until: trace.Time(3 * trace.Second), Threads: 40, Processes: 30} // programs may start one another
		m, err := New(config)
		require.NoError(t, err)
		o := &office{t: t, specs: []*ProcessSpec{{Name: "child", Threads: []ThreadSpec{{Name: "child", Program: &list{}}}}}}
		o.specs[0].Threads[0].Program = o.program()
		for _, name := range []string{"A", "B"} {
			m.Start(&ProcessSpec{Name: name, Threads: []ThreadSpec{{Name: name, Program: o.program()}}})
		}
		record := m.Run()
		require.NoError(t, record.Validate())
		ends[m.end]++
		for _, thread := range m.threads {
			if thread != nil && thread.state == stateBlocked && thread.line != nil && m.end == trace.ReasonAsleep {
				require.True(t, inVain(m, thread), "%s could go on", m.nameOf(thread.ID))
			}
		}
		requireBooks(t, m)
	})
	if testing.Short() {
		return // a short run tries too few to count on
	}
	require.Greater(t, ends[trace.ReasonCompleted], 0, "%v", ends)
	require.Greater(t, ends[trace.ReasonAsleep], 0, "%v", ends)
}

// requireBooks counts afresh what the machine keeps count of.
func requireBooks(t *rapid.T, m *Machine) {
	references := map[*openFile]int{m.terminal[0]: 1, m.terminal[1]: 1, m.terminal[2]: 1}
	descriptions := map[end]int{}
	held := int64(0)
	note := func(file *openFile) {
		if references[file]++; references[file] == 1 {
			descriptions[file.end]++
		}
	}
	for _, p := range m.processes {
		if p == nil {
			continue
		}
		free := 0
		for p.file(free) != nil {
			free++
		}
		require.Equal(t, free, p.lowestFree())
		for number := range p.descriptors {
			if file := p.file(number); file != nil {
				note(file)
			}
		}
	}
	streams := func(yield func(*stream)) {
		for _, o := range m.objects {
			switch o := o.(type) {
			case *pipe:
				yield(&o.stream)
			case *socket:
				yield(&o.stream)
			}
		}
	}
	streams(func(s *stream) {
		bytes, known := int64(0), int64(0)
		for _, r := range s.contents.rows {
			bytes += r.bytes
			known += int64(len(r.data))
			for _, file := range r.passed {
				note(file)
			}
		}
		underway := int64(0)
		for _, u := range s.under {
			underway += u.bytes
		}
		require.Equal(t, s.held, bytes)
		require.Equal(t, s.held-s.arrived, underway)
		require.Equal(t, known, s.contents.known)
		held += s.contents.size()
	})
	for _, o := range m.objects {
		if d, ok := o.(*datagramSocket); ok {
			bytes, used := int64(0), int64(0)
			for i := range d.queue {
				bytes += d.queue[i].bytes
				used += d.queue[i].memory()
				held += d.queue[i].size()
			}
			for i := range d.under {
				if !d.under[i].lost {
					bytes += d.under[i].bytes
					held += d.under[i].size()
				}
			}
			require.Equal(t, d.held, bytes)
			require.Equal(t, d.used, used)
		}
	}
	require.Equal(t, m.held, held)
	for file, count := range references {
		require.Equal(t, count, file.descriptors)
		for _, i := range file.interests {
			require.Same(t, i, i.set.interests[i.key])
		}
	}
	for e, count := range descriptions {
		switch e := e.(type) {
		case *socket:
			require.Equal(t, count, e.open)
			require.False(t, e.closed)
		case *listener:
			require.Equal(t, count, e.open)
		case *datagramSocket:
			require.Equal(t, count, e.open)
		case *pollSet:
			require.Equal(t, count, e.open)
			listed := 0
			for _, i := range e.interests {
				ready := i.list.of.readiness() & (i.wants | always)
				require.True(t, ready == 0 || i.listed, "an interest is fulfilled and nobody is told")
				if i.listed {
					listed++
				}
				require.Same(t, i.key.file.end, i.list.of)
			}
			for i := e.first; i != nil; i = i.next {
				listed--
			}
			require.Zero(t, listed)
		}
	}
	for p := range m.network.ports {
		for port, claims := range m.network.ports[p] {
			for _, c := range claims {
				require.Equal(t, port, c.address.Port)
				require.Positive(t, descriptions[c.by], "port %d is taken by a socket that is closed", port)
			}
		}
	}
}
