package sim

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/scheduler"
	"timeslice/sim/trace"
)

// naiveMemory is memory page by page: each resident page points at its frame,
// and processes that share a page point at the same.
type naiveMemory map[int64]*naiveFrame

type naiveFrame struct{ owners int }

func (n naiveMemory) write(from, to int64) {
	for page := from; page < to; page++ {
		if f := n[page]; f == nil || f.owners > 1 {
			if f != nil {
				f.owners--
			}
			n[page] = &naiveFrame{owners: 1}
		}
	}
}

func (n naiveMemory) drop(from, to int64) {
	for page, f := range n {
		if from <= page && page < to {
			f.owners--
			delete(n, page)
		}
	}
}

func (n naiveMemory) fork() naiveMemory {
	child := naiveMemory{}
	for page, f := range n {
		f.owners++
		child[page] = f
	}
	return child
}

func (n naiveMemory) shared() int64 {
	count := int64(0)
	for _, f := range n {
		if f.owners > 1 {
			count++
		}
	}
	return count
}

// TestMemoryAgainstPages: runs of pages with counts of owners give what page by
// page gives, for any history of writing, unmapping, forking and exits.
func TestMemoryAgainstPages(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, err := New(Config{Scheduler: scheduler.Defaults("rr", 1)})
		require.NoError(t, err)
		group := &MemoryGroup{}
		processes := []*Process{{ID: 2, memory: memory{group: group}}}
		twins := []naiveMemory{{}}
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			which := rapid.IntRange(0, len(processes)-1).Draw(t, "which")
			p, twin := processes[which], twins[which]
			from := rapid.Int64Range(0, 30).Draw(t, "from")
			to := from + rapid.Int64Range(0, 12).Draw(t, "count")
			switch rapid.IntRange(0, 3).Draw(t, "what") {
			case 0:
				fresh, shared := p.memory.faults(from, to)
				wantFresh, wantShared := int64(0), int64(0)
				for page := from; page < to; page++ {
					if f := twin[page]; f == nil {
						wantFresh++
					} else if f.owners > 1 {
						wantShared++
					}
				}
				require.Equal(t, wantFresh, fresh)
				require.Equal(t, wantShared, shared)
				m.makeOwn(p, from, to)
				twin.write(from, to)
			case 1:
				m.dropPages(p, from, to)
				twin.drop(from, to)
			case 2:
				if len(processes) < 6 {
					child := &Process{ID: trace.ProcessID(len(processes) + 2)}
					m.shareMemory(child, p, nil, trace.NoFact)
					processes, twins = append(processes, child), append(twins, twin.fork())
				}
			case 3:
				m.dropMemory(p)
				twin.drop(0, 1000)
			}
			frames := map[*naiveFrame]bool{}
			for i, p := range processes {
				requireSound(t, &p.memory)
				require.EqualValues(t, len(twins[i]), p.memory.resident)
				require.Equal(t, twins[i].shared(), p.memory.shared())
				for _, f := range twins[i] {
					frames[f] = true
				}
			}
			require.EqualValues(t, len(frames), m.ram.used)
			require.EqualValues(t, len(frames), group.used)
		}
	})
}

// requireSound judges that spans are in order, do not overlap, and that those
// which could be one are one.
func requireSound(t require.TestingT, space *memory) {
	count, end := int64(0), int64(0)
	for i, s := range space.spans {
		require.Less(t, s.from, s.to)
		require.LessOrEqual(t, end, s.from)
		if i > 0 {
			require.False(t, end == s.from && space.spans[i-1].frames == s.frames,
				"pages %d to %d are two spans", space.spans[i-1].from, s.to)
		}
		count, end = count+s.to-s.from, s.to
	}
	require.Equal(t, count, space.resident)
}

// TestManyProcessesShareOneSpan: 200 children of a process of 40 MiB cost one
// span each, and RAM for the parent's pages only.
func TestManyProcessesShareOneSpan(t *testing.T) {
	m, err := New(Config{Scheduler: scheduler.Defaults("rr", 4)})
	require.NoError(t, err)
	fork, pause := &Fork{Child: &list{operations: []Operation{Pause{}}}}, Operation(Pause{})
	program := &list{}
	for range 200 {
		program.operations = append(program.operations, fork)
	}
	program.operations = append(program.operations, pause)
	m.Start(&ProcessSpec{Name: "A", MemoryBytes: 40 << 20, Threads: []ThreadSpec{{Program: program}}})
	m.Run()
	require.Equal(t, 201, m.population)
	require.EqualValues(t, 40<<20/PageBytes, m.ram.used)
	requireSound(t, &m.processes[2].memory)
	for _, p := range m.processes[2:] {
		require.Len(t, p.memory.spans, 1)
		require.Equal(t, m.ram.used, p.memory.shared())
	}
}
