package scheduler_test

import (
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/stretchr/testify/require"

	"timeslice/sim/trace"
)

// The textbook leaves open what happens when two are equal. Here each rule that
// closes such a gap has a test of its name. cores draws who runs where, a
// column for each millisecond, cores divided by bars.

func cores(t *testing.T, line string) string {
	w, tr := tell(t, line)
	var rows []string
	for row := range strings.Lines(w.chart(tr)) {
		if name, columns, found := strings.Cut(strings.TrimRight(row, "\n"), "|"); found && strings.HasPrefix(name, "core") {
			rows = append(rows, strings.TrimSuffix(columns, "|"))
		}
	}
	return strings.Join(rows, "|")
}

func tell(t *testing.T, line string) (workload, *trace.Trace) {
	_, arguments, err := datadriven.ParseLine("chart " + line)
	require.NoError(t, err)
	w, err := readArguments(arguments)
	require.NoError(t, err)
	return w, w.run(t)
}

func TestFIFOTieGoesToTheLowerPID(t *testing.T) {
	require.Equal(t, "AABB", cores(t, "policy=fifo jobs=(A:2@0, B:2@0)"))
}

// A and B wake at 4, and there is one core for them. B's wait was planned first
// but A has the lower PID.
func TestFIFOTieOfWakersGoesToTheLowerPID(t *testing.T) {
	require.Equal(t, "AA  AB    |BCCCCCCCCC", cores(t, "policy=fifo cores=2 jobs=(A:2/2/1@0, B:1/3/1@0, C:9@1)"))
}

func TestFIFOWhoWakesStandsBeforeWhoArrives(t *testing.T) {
	require.Equal(t, "ABBBAC", cores(t, "policy=fifo jobs=(A:1/2/1@0, B:3@0, C:1@3)"))
}

func TestSJFTieGoesToTheFirstToArrive(t *testing.T) {
	require.Equal(t, "LLLBBCC", cores(t, "policy=sjf jobs=(L:3@0, B:2@1, C:2@2)"))
}

// At 4 A and B want 2 each. B has been ready for longer, but A arrived first.
func TestSJFTieGoesByTheArrivalOfTheJobNotOfTheBurst(t *testing.T) {
	require.Equal(t, "ALLLAABB", cores(t, "policy=sjf jobs=(A:1/2/2@0, L:3@0, B:2@2)"))
}

func TestSTCFTieKeepsTheRunningJob(t *testing.T) {
	require.Equal(t, "AAAABB", cores(t, "policy=stcf jobs=(A:4@0, B:2@2)"))
	require.Equal(t, "AABAA", cores(t, "policy=stcf jobs=(A:4@0, B:1@2)"))
}

func TestSTCFTieOfWaitingJobsGoesToTheFirstToArrive(t *testing.T) {
	require.Equal(t, "LLBBCC", cores(t, "policy=stcf jobs=(L:2@0, B:2@0, C:2@1)"))
}

// B arrives at the instant at which A's quantum ends.
func TestRoundRobinNewcomersStandBeforeThePreempted(t *testing.T) {
	require.Equal(t, "AABBAA", cores(t, "policy=rr quantum=2 jobs=(A:4@0, B:2@2)"))
}

// B's I/O is over at the instant at which A's quantum ends.
func TestRoundRobinWakersStandBeforeThePreempted(t *testing.T) {
	require.Equal(t, "BAABAA", cores(t, "policy=rr quantum=2 jobs=(B:1/2/1@0, A:4@0)"))
}

// Both cores' quanta end at 2: core 0's job goes to the tail first.
func TestRoundRobinTieOfQuantaGoesToTheLowerCore(t *testing.T) {
	require.Equal(t, "AACC |BBAAB", cores(t, "policy=rr quantum=2 cores=2 jobs=(A:4@0, B:3@0, C:2@0)"))
}

func TestPriorityOnlyAStrictlyBetterOnePreempts(t *testing.T) {
	require.Equal(t, "AABB", cores(t, "policy=priority quantum=9 jobs=(A:2@0 priority=1, B:2@1 priority=1)"))
	require.Equal(t, "ABBA", cores(t, "policy=priority quantum=9 jobs=(A:2@0 priority=1, B:2@1 priority=0)"))
}

func TestPriorityEqualsTakeTurns(t *testing.T) {
	require.Equal(t, "ABAB", cores(t, "policy=priority quantum=1 jobs=(A:2@0 priority=1, B:2@0 priority=1)"))
}

func TestPriorityAPreemptedJobStaysAtTheHeadWithTheRestOfItsQuantum(t *testing.T) {
	require.Equal(t, "ACABBAABB", cores(t, "policy=priority quantum=2 jobs=(A:4@0 priority=1, B:4@0 priority=1, C:1@1 priority=0)"))
}

func TestAgeingImprovesByTheStepForEachTimeWaited(t *testing.T) {
	require.Equal(t, []int64{3, 1, 0}, levelsOf(t, "B",
		"policy=priority quantum=9 ageing=2 ageing-step=2 jobs=(A:7@0, B:1@0 priority=5)")[:3])
}

func TestAgeingIsResetAfterATurn(t *testing.T) {
	require.Equal(t, []int64{0, 1}, levelsOf(t, "B",
		"policy=priority quantum=2 ageing=2 jobs=(A:6@0, B:3@0 priority=1)")[:2])
}

// C arrives while B has the turn that it won by waiting, and is no better than
// B is for that turn.
func TestAgeingHoldsForTheWholeTurn(t *testing.T) {
	require.Equal(t, "AABBAAC", cores(t, "policy=priority quantum=2 ageing=2 jobs=(A:4@0 priority=0, B:2@0 priority=1, C:1@3 priority=0)"))
}

func TestMLFQOneLevelIsRoundRobin(t *testing.T) {
	require.Equal(t, "AABBAABB", cores(t, "policy=mlfq levels=(2) jobs=(A:4@0, B:4@0)"))
}

func TestMLFQANewJobEntersTheTop(t *testing.T) {
	require.Equal(t, "AAABA", cores(t, "policy=mlfq levels=(2,9) jobs=(A:4@0, B:1@3)"))
}

func TestMLFQTheAllotmentIsSummedOverBursts(t *testing.T) {
	require.Equal(t, []int64{1}, levelsOf(t, "A", "policy=mlfq levels=(3,9) jobs=(A:2/1/2@0)"))
}

func TestMLFQFrontAfterIOPutsTheLastWakerFirst(t *testing.T) {
	require.Equal(t, "ABCCBAC", cores(t, "policy=mlfq levels=(2:9) front-after-io jobs=(A:1/3/1@0, B:1/2/1@0, C:3@0)"))
}

func TestLotteryTheListIsInTheOrderOfPIDs(t *testing.T) {
	require.Equal(t, "AABB", cores(t, "policy=lottery quantum=1 draws=(0,99) jobs=(A:2@0, B:2@0)"))
	require.Equal(t, "BABA", cores(t, "policy=lottery quantum=1 draws=(100,0,199) jobs=(A:2@0, B:2@0)"))
}

// After A, B and A the passes are 200 and 200. B has waited for longer, but A
// has the lower PID.
func TestStrideTieGoesToTheLowerPID(t *testing.T) {
	require.Equal(t, "ABAAB", cores(t, "policy=stride quantum=1 jobs=(A:3@0 tickets=100, B:2@0 tickets=50)"))
}

// At 4 A has used a fourth quantum, but its pass moves when the turn is over:
// the minimum is that of its first three.
func TestStrideANewcomerStartsAtTheCurrentMinimum(t *testing.T) {
	require.Equal(t, "AAAABABABABA", cores(t, "policy=stride quantum=1 jobs=(A:8@0, B:4@4)"))
}

// levelsOf lists the levels a job was moved to.
func levelsOf(t *testing.T, name, line string) []int64 {
	_, tr := tell(t, line)
	names := map[trace.ThreadID]string{}
	var levels []int64
	for id := trace.FactID(1); int(id) <= tr.Len(); id++ {
		f := tr.Fact(id)
		switch {
		case f.Kind == trace.KindThreadStart:
			names[f.Thread] = tr.Text(trace.StringID(f.B))
		case f.Kind == trace.KindLevel && names[f.Thread] == name:
			levels = append(levels, f.A)
		}
	}
	return levels
}
