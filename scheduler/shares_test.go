package scheduler_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/scheduler"
	"timeslice/sim/trace"
)

// weights is written down here once more, so that a slip in the policies' own
// table would be found.
var weights = [40]int64{
	88761, 71755, 56483, 46273, 36291, 29154, 23254, 18705, 14949, 11916,
	9548, 7620, 6100, 4904, 3906, 3121, 2501, 1991, 1586, 1277,
	1024, 820, 655, 526, 423, 335, 272, 215, 172, 137,
	110, 87, 70, 56, 45, 36, 29, 23, 18, 15,
}

// hogs returns a workload of tasks that only compute, all of them pinned to
// the machine's last core.
func hogs(policy string, cores int, hz int64, nices []int) workload {
	w := newWorkload(policy, cores)
	w.config.HZ = hz
	w.until = trace.Time(6 * trace.Second)
	for i, nice := range nices {
		j := job{name: fmt.Sprintf("T%d", i), parts: [][]int64{{100_000}}}
		j.task.Nice = nice
		j.task.Allowed = scheduler.NewCoreSet(cores)
		j.task.Allowed.Add(trace.CoreID(cores - 1))
		w.jobs = append(w.jobs, j)
	}
	return w
}

// worstError is the greatest difference between a task's part of the CPU time
// and its part of the weights, in millionths.
func worstError(w workload, tr *trace.Trace) int64 {
	used, all, load := cpu(tr), int64(0), int64(0)
	for _, j := range w.jobs {
		all += used[j.name]
		load += weights[j.task.Nice+20]
	}
	worst := int64(0)
	for _, j := range w.jobs {
		part := used[j.name]*1_000_000/all - weights[j.task.Nice+20]*1_000_000/load
		worst = max(worst, part, -part)
	}
	return worst
}

// TestShares: in 6 s, each task's part of a core is within a thousandth of its
// weight over the sum of weights, for both policies, if slices end exactly or
// the clock ticks a thousand times a second. Slower clocks cannot promise that:
// a task may be a tick ahead, which at 250 Hz is 0.0007 of 6 s, and what several
// light tasks are ahead is missing to the heavy one. (CFS has no eligibility to
// hold them back, so its crowd is smaller here.)
func TestShares(t *testing.T) {
	for _, c := range []struct {
		policy   string
		hz       int64
		most     int
		millions int64
	}{
		{"eevdf", 0, 12, 1000}, {"eevdf", 1000, 12, 1000}, {"cfs", 0, 12, 1000}, {"cfs", 1000, 6, 1000},
		{"eevdf", 250, 12, 4000}, {"cfs", 250, 12, 7500},
	} {
		t.Run(fmt.Sprintf("%s-%d", c.policy, c.hz), func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				nices := rapid.SliceOfN(rapid.IntRange(-20, 19), 2, c.most).Draw(rt, "nice")
				cores := rapid.IntRange(1, 4).Draw(rt, "cores")
				w := hogs(c.policy, cores, c.hz, nices)
				require.LessOrEqual(rt, worstError(w, w.machine(rt).Run()), c.millions)
			})
		})
	}
}
