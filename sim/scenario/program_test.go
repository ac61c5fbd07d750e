package scenario

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/sim"
)

// drawSteps draws a list of operations with repeats in it. Half of the
// operations compute; of the others most may block.
func drawSteps(t *rapid.T, depth int) []step {
	var steps []step
	for range rapid.IntRange(1, 4).Draw(t, "steps") {
		kind := rapid.IntRange(0, 5).Draw(t, "kind")
		switch {
		case kind == 0 && depth < 3:
			steps = append(steps, step{
				count: rapid.Int64Range(1, 3).Draw(t, "count"), body: drawSteps(t, depth+1),
			})
		case kind == 1:
			steps = append(steps, stepOf(&sim.Sleep{Ns: 1}, 0, true))
		case kind == 2:
			steps = append(steps, stepOf(sim.Yield{}, 0, false))
		default:
			ns := rapid.Int64Range(0, 9).Draw(t, "ns")
			steps = append(steps, stepOf(&sim.Compute{Ns: ns}, ns, false))
		}
	}
	return steps
}

func stepOf(operation sim.Operation, cpuNs int64, blocks bool) step {
	return step{build: func(*assembly) sim.Operation { return operation }, cpuNs: cpuNs, blocks: blocks}
}

// unrolled is the dumb twin of a listing: its operations written out.
type unrolled struct {
	operations []sim.Operation
	steps      []step
}

func (u *unrolled) add(a *assembly, steps []step) {
	for _, s := range steps {
		if s.build != nil {
			u.operations = append(u.operations, s.build(a))
			u.steps = append(u.steps, s)
			continue
		}
		for range s.count {
			u.add(a, s.body)
		}
	}
}

// burst adds up the CPU time from a place until something blocks.
func (u *unrolled) burst(from int) int64 {
	total := int64(0)
	for _, s := range u.steps[from:] {
		if s.blocks {
			break
		}
		total += s.cpuNs
	}
	return total
}

// TestListingsAreTheirUnrolledOperations: a program yields what its list says,
// repeats written out, and knows at each place how long its burst will be.
func TestListingsAreTheirUnrolledOperations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		steps := drawSteps(t, 0)
		a := &assembly{}
		var twin unrolled
		twin.add(a, steps)
		p := &program{code: a.compile(steps)}
		for place, want := range twin.operations {
			require.Equal(t, twin.burst(place), p.BurstNs(), "burst before operation %d", place)
			require.True(t, want == p.Next(nil), "operation %d", place)
		}
		require.Zero(t, p.BurstNs())
		require.Nil(t, p.Next(nil))
		require.Nil(t, p.Next(nil), "a program at its end stays there")
	})
}

// TestForksGoOnByThemselves: a forked program goes on from the same place, and
// neither feels what the other does.
func TestForksGoOnByThemselves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		steps := drawSteps(t, 0)
		a := &assembly{}
		var twin unrolled
		twin.add(a, steps)
		p := &program{code: a.compile(steps)}
		fork := rapid.IntRange(0, len(twin.operations)).Draw(t, "fork")
		for range fork {
			p.Next(nil)
		}
		child := p.Fork()
		for _, want := range twin.operations[fork:] {
			require.True(t, want == p.Next(nil))
		}
		for _, want := range twin.operations[fork:] {
			require.True(t, want == child.Next(nil))
		}
	})
}

// TestLongRepeatsAreNeitherUnrolledNorOverflow: 10^18 turns of 10^18 ns are a
// listing of a few instructions and a burst of the longest there is.
func TestLongRepeatsAreNeitherUnrolledNorOverflow(t *testing.T) {
	const huge = int64(1e18)
	steps := []step{{count: huge, body: []step{{count: huge, body: []step{stepOf(&sim.Compute{Ns: huge}, huge, false)}}}}}
	code := (&assembly{}).compile(steps)
	require.Len(t, code, 5)
	p := &program{code: code}
	require.Equal(t, int64(math.MaxInt64), p.BurstNs())
	p.Next(nil)
	require.Equal(t, int64(math.MaxInt64), p.BurstNs())
}

func TestEndlessRepeatsKnowTheirBurst(t *testing.T) {
	compute, sleep := stepOf(&sim.Compute{Ns: 3}, 3, false), stepOf(&sim.Sleep{Ns: 1}, 0, true)
	code := (&assembly{}).compile([]step{{count: forever, body: []step{compute, sleep, compute}}})
	p := &program{code: code}
	require.Equal(t, int64(3), p.BurstNs())
	for range 2 {
		p.Next(nil)
	}
	require.Equal(t, int64(6), p.BurstNs(), "the end of one turn and the beginning of the next")

	hog := &program{code: (&assembly{}).compile([]step{{count: forever, body: []step{compute}}})}
	require.Equal(t, int64(math.MaxInt64), hog.BurstNs())
	hog.Next(nil)
	require.Equal(t, int64(math.MaxInt64), hog.BurstNs())
}

func TestNextAllocatesNothing(t *testing.T) {
	compute := stepOf(&sim.Compute{Ns: 3}, 3, false)
	code := (&assembly{}).compile([]step{{count: forever, body: []step{compute, {count: 2, body: []step{compute}}}}})
	p := &program{code: code}
	require.Zero(t, testing.AllocsPerRun(1000, func() {
		p.Next(nil)
		p.BurstNs()
	}))
}
