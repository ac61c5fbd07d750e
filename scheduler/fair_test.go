package scheduler

import (
	"cmp"
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/sim/trace"
)

// TestInversesAreTheKernels: rounding 2^32/weight gives sched_prio_to_wmult.
func TestInversesAreTheKernels(t *testing.T) {
	for nice, inverse := range map[int]uint64{
		-20: 48388, -15: 147320, -10: 449829, -5: 1376151, 0: 4194304,
		1: 5237765, 5: 12820798, 10: 39045157, 15: 119304647, 19: 286331153,
	} {
		require.Equal(t, inverse, weightOf(nice).inverse, "nice %d", nice)
	}
	require.Equal(t, weightOf(-20), weightOf(-99))
	require.Equal(t, weightOf(19), weightOf(99))
}

// TestScaledIsCalcDelta: the multiplication agrees with the kernel's loop,
// written here with numbers of any size, one bit lost at a time.
func TestScaledIsCalcDelta(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		deltaNs := rapid.Int64Range(0, 1<<40).Draw(t, "delta")
		numerator := rapid.Int64Range(1, 1<<17).Draw(t, "numerator")
		denominator := sumOf(rapid.Int64Range(1, 1<<34).Draw(t, "denominator"))
		if rapid.Bool().Draw(t, "one task") {
			denominator = weightOf(rapid.IntRange(-20, 19).Draw(t, "nice"))
		}
		factor, shift := uint64(numerator)*denominator.inverse, uint(32)
		for factor>>32 != 0 {
			factor >>= 1
			shift--
		}
		want := new(big.Int).Mul(big.NewInt(deltaNs), new(big.Int).SetUint64(factor))
		want.Rsh(want, shift)
		require.Equal(t, want.Int64(), scaled(deltaNs, numerator, denominator))
	})
}

// TestRealIsTheShortest: no shorter run gets a task's virtual time so far.
func TestRealIsTheShortest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := weightOf(rapid.IntRange(-20, 19).Draw(t, "nice"))
		virtual := rapid.Int64Range(1, 1<<34).Draw(t, "virtual")
		ns := w.real(virtual)
		require.GreaterOrEqual(t, w.virtual(ns), virtual)
		require.Less(t, w.virtual(ns-1), virtual)
	})
}

func TestMulDivRoundsTowardsZero(t *testing.T) {
	require.Equal(t, int64(-3), mulDiv(-7, 1, 2))
	require.Equal(t, int64(3), mulDiv(7, 1, 2))
	require.Equal(t, int64(math.MaxInt64), mulDiv(math.MaxInt64, 3, 3))
	require.Equal(t, int64(-4), floorDiv(-7, 2))
	require.Equal(t, int64(3), floorDiv(7, 2))
}

// TestTimesStretchWithCores: 1, 2, 2, 3 … 4 and not more.
func TestTimesStretchWithCores(t *testing.T) {
	for cores, factor := range map[int]int64{1: 1, 2: 2, 3: 2, 4: 3, 7: 3, 8: 4, 256: 4} {
		require.Equal(t, factor, coresFactor(cores), "%d cores", cores)
	}
}

// TestFairTreeAgainstSlice: whatever is put in and taken out, the tree finds
// what a sorted slice finds by looking at each.
func TestFairTreeAgainstSlice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var tree fairTree
		var twin []*Task
		small := rapid.Int64Range(0, 20)
		for range rapid.IntRange(1, 120).Draw(t, "operations") {
			if len(twin) > 0 && rapid.IntRange(0, 2).Draw(t, "remove?") == 0 {
				i := rapid.IntRange(0, len(twin)-1).Draw(t, "which")
				tree.remove(twin[i])
				twin = slices.Delete(twin, i, i+1)
			} else {
				task := &Task{}
				task.fair.vruntime = small.Draw(t, "vruntime")
				if rapid.IntRange(0, 3).Draw(t, "pinned?") == 0 {
					task.Allowed = CoreSet{uint64(rapid.IntRange(0, 3).Draw(t, "mask"))}
				}
				tree.insert(task, small.Draw(t, "key"))
				twin = append(twin, task)
				slices.SortStableFunc(twin, func(a, b *Task) int { return cmp.Compare(a.fair.key, b.fair.key) })
			}
			limit, core := small.Draw(t, "limit"), trace.CoreID(rapid.IntRange(-1, 1).Draw(t, "core"))
			var skip *Task
			if len(twin) > 0 && rapid.Bool().Draw(t, "skip?") {
				skip = twin[0]
			}
			require.Same(t, firstOf(twin, core, limit, skip), tree.first(core, limit, skip))
			require.True(t, slices.Equal(twin, slices.Collect(forwards(&tree))))
		}
	})
}

func firstOf(tasks []*Task, core trace.CoreID, limit int64, skip *Task) *Task {
	for _, t := range tasks {
		if t != skip && t.fair.vruntime <= limit && (core == trace.NoCore || t.MayRunOn(core)) {
			return t
		}
	}
	return nil
}

// forwards turns around what the tree tells backwards.
func forwards(tree *fairTree) func(func(*Task) bool) {
	all := slices.Collect(tree.backwards())
	slices.Reverse(all)
	return slices.Values(all)
}

// naiveEEVDF recomputes V and the choice from nothing, in numbers of any size.
type naiveEEVDF struct{ tasks []*Task }

func (n *naiveEEVDF) eligible(t *Task) bool {
	sum, load := new(big.Int), new(big.Int)
	for _, other := range n.tasks {
		w := big.NewInt(weightOf(other.Nice).value)
		load.Add(load, w)
		sum.Add(sum, w.Mul(w, big.NewInt(other.fair.vruntime)))
	}
	return sum.Cmp(load.Mul(load, big.NewInt(t.fair.vruntime))) >= 0
}

func (n *naiveEEVDF) choose() *Task {
	var best *Task
	for _, t := range n.tasks {
		if t.fair.inTree && n.eligible(t) && (best == nil || t.fair.before(&best.fair)) {
			best = t
		}
	}
	return best
}

// TestEEVDFAgainstLinearScan: over random lives of tasks on one core, the sums,
// the eligible and the chosen agree with a scan of all tasks.
func TestEEVDFAgainstLinearScan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		config := Defaults("eevdf", 1)
		q := newEEVDF(&config, nil)().(*eevdf)
		naive := &naiveEEVDF{}
		var runs *Task
		var asleep []*Task
		now := trace.Time(0)
		forget := func(t *Task) {
			naive.tasks = slices.DeleteFunc(naive.tasks, func(other *Task) bool { return other == t })
		}
		check := func() {
			naive.tasks = slices.DeleteFunc(naive.tasks, func(t *Task) bool { return !t.fair.counted })
			require.Equal(t, len(naive.tasks), q.members)
			for _, task := range naive.tasks {
				require.Equal(t, naive.eligible(task), q.eligible(task))
			}
		}
		for range rapid.IntRange(1, 80).Draw(t, "operations") {
			now += trace.Time(rapid.Int64Range(1, 5*trace.Millisecond).Draw(t, "later"))
			if runs != nil {
				q.Charge(runs, rapid.Int64Range(1, 5*trace.Millisecond).Draw(t, "ran"), now)
			}
			switch operation := rapid.IntRange(0, 7).Draw(t, "operation"); {
			case operation <= 1:
				task := &Task{Nice: rapid.IntRange(-20, 19).Draw(t, "nice"), LastCore: trace.NoCore}
				if rapid.Bool().Draw(t, "own slice") {
					task.SliceNs = rapid.Int64Range(1, 200*trace.Millisecond).Draw(t, "slice")
				}
				q.Insert(task, Started, now)
				naive.tasks = append(naive.tasks, task)
			case operation == 2 && len(asleep) > 0:
				task := asleep[0]
				asleep = asleep[1:]
				q.Insert(task, Woken, now)
				forget(task)
				naive.tasks = append(naive.tasks, task)
			case operation == 3 && runs != nil:
				q.Leave(runs, false, now)
				asleep = append(asleep, runs)
				runs = nil
			case operation == 4 && runs != nil:
				q.Insert(runs, rapid.SampledFrom([]Arrival{Expired, Preempted, Yielded}).Draw(t, "how"), now)
				runs = nil
			case operation == 5 && len(naive.tasks) > 0:
				task := rapid.SampledFrom(naive.tasks).Draw(t, "reweighed")
				q.Reweigh(task, func() { task.Nice = rapid.IntRange(-20, 19).Draw(t, "new nice") }, now)
			case runs == nil:
				for q.Len() > 0 {
					want := naive.choose()
					require.NotNil(t, want, "somebody is always eligible")
					delayed := want.fair.delayed
					if !delayed {
						runs, _ = q.Next(0, now)
						require.Same(t, want, runs)
						break
					}
					q.finish(want) // as Next does with a sleeper
					forget(want)
				}
			}
			check()
		}
	})
}
