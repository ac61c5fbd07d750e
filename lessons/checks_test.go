package lessons

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/sim/scenario"
	"timeslice/sim/trace"
)

// check is why a scenario ends, and what is to be seen in it.
type check struct {
	end  trace.Reason
	look func(t *testing.T, r *run)
}

// checks is by name without number. Each says what the scenario's comment says.
func checks() map[string]check {
	return map[string]check{
		"convoy": {trace.ReasonCompleted, func(t *testing.T, r *run) {
			for _, name := range []string{"Short", "Quick"} {
				require.Greater(t, r.thread(name).WaitingNs, r.thread(name).TurnaroundNs/2, "most of it is waiting")
			}
			for _, policy := range []string{"stcf", "rr"} {
				other := r.under(policy)
				require.Less(t, other.thread("Short").TurnaroundNs, r.thread("Short").TurnaroundNs)
				require.Less(t, other.thread("Long").TurnaroundNs, r.thread("Long").TurnaroundNs*5/4, "Long loses little")
			}
			require.Less(t, r.under("stcf").thread("Short").WaitingNs, 5*ms)
		}},
		"quantum": {trace.ReasonCompleted, func(t *testing.T, r *run) {
			four, twenty := 4*ms, 20*ms
			medium := start(t, r.entry, scenario.Overrides{QuantumNs: &four})
			long := start(t, r.entry, scenario.Overrides{QuantumNs: &twenty})
			require.InDelta(t, r.Cores[0].BusyNs/5, r.overheadNs(), float64(ms), "a sixth of the time")
			require.Greater(t, r.overheadNs(), medium.overheadNs())
			require.Greater(t, medium.overheadNs(), long.overheadNs())
			require.Less(t, r.thread("C").ResponseNs, medium.thread("C").ResponseNs)
			require.Less(t, medium.thread("C").ResponseNs, long.thread("C").ResponseNs)
		}},
		"overlap": {trace.ReasonCompleted, func(t *testing.T, r *run) {
			require.Zero(t, r.Cores[0].IdleNs)
			require.Less(t, r.MakespanNs, r.thread("Reader").CPUNs+r.thread("Reader").BlockedNs+r.thread("Counter").CPUNs)
			require.Equal(t, 30*ms, r.MakespanNs, "as long as Reader alone")
		}},
		"starvation": {trace.ReasonUntil, func(t *testing.T, r *run) {
			require.Zero(t, r.thread("Low").CPUNs)
			require.Equal(t, 60*ms, r.thread("Low").WaitingNs)
			require.Zero(t, r.Cores[0].IdleNs)
		}},
		"ageing": {trace.ReasonUntil, func(t *testing.T, r *run) {
			low := r.thread("Low")
			require.True(t, low.Ended)
			require.Greater(t, low.ResponseNs, 10*ms)
			faster := r.changed("ageing: 5ms", "ageing: 1ms")
			require.Less(t, faster.thread("Low").ResponseNs, low.ResponseNs)
		}},
		"feedback": {trace.ReasonCompleted, func(t *testing.T, r *run) {
			render, editor := r.thread("Render"), r.thread("Editor")
			sinks := 0
			for _, f := range r.facts(trace.KindLevel) {
				require.NotEqual(t, editor.Thread, f.Thread, "Editor keeps its level")
				if f.Thread == render.Thread && f.Reason == trace.ReasonAllotment {
					sinks++
				}
			}
			require.Equal(t, 2, sinks)
			require.Less(t, editor.WaitingNs, 4*ms)
			require.Equal(t, ms, r.cpuBetween("Editor", 27, 28), "at once, when Render has sunk")
		}},
		"gaming": {trace.ReasonUntil, func(t *testing.T, r *run) {
			require.Greater(t, r.thread("Cheat").CPUNs, 5*r.thread("Honest").CPUNs)
			fair := r.changed("keep-on-block: true", "keep-on-block: false")
			require.Less(t, fair.thread("Cheat").CPUNs, 2*fair.thread("Honest").CPUNs)
		}},
		"boost": {trace.ReasonUntil, func(t *testing.T, r *run) {
			for _, from := range []int64{50, 100, 150} {
				require.Positive(t, r.cpuBetween("Batch", from, from+20), "soon after the boost at %d ms", from)
				require.Zero(t, r.cpuBetween("Batch", from+20, from+50))
			}
			starved := r.changed("boost: 50ms", "boost: 0")
			require.Zero(t, starved.cpuBetween("Batch", 30, 200))
		}},
		"nice": {trace.ReasonUntil, func(t *testing.T, r *run) {
			for name, percent := range map[string]int64{"Pushy": 70, "Plain": 23, "Polite": 7} {
				require.InDelta(t, percent, r.thread(name).CPUNs*100/r.ElapsedNs, 2, name)
			}
		}},
		"latency": {trace.ReasonUntil, func(t *testing.T, r *run) {
			audio, chat := r.thread("Audio"), r.thread("Chat")
			require.Less(t, 3*audio.WaitingNs, chat.WaitingNs)
			require.InDelta(t, chat.CPUNs, audio.CPUNs, float64(ms))
			cfs := r.under("cfs")
			require.Less(t, cfs.thread("Chat").WaitingNs, chat.WaitingNs, "CFS favours who has slept")
		}},
		"lottery": {trace.ReasonUntil, func(t *testing.T, r *run) {
			require.Equal(t, 12*ms, r.cpuBetween("A", 0, 20))
			require.InDelta(t, 150*ms, r.thread("A").CPUNs, float64(6*ms))
			seed := uint64(7)
			other := start(t, r.entry, scenario.Overrides{Seed: &seed})
			require.NotEqual(t, r.cpuBetween("A", 0, 20), other.cpuBetween("A", 0, 20))
		}},
		"stride": {trace.ReasonUntil, func(t *testing.T, r *run) {
			for from := int64(0); from < 60; from += 4 {
				require.Equal(t, 3*ms, r.cpuBetween("A", from, from+4))
				require.Equal(t, 1*ms, r.cpuBetween("B", from, from+4))
			}
		}},
		"four-on-two": {trace.ReasonCompleted, func(t *testing.T, r *run) {
			for cores, makespan := range map[int]int64{1: 40 * ms, 2: 20 * ms, 4: 10 * ms, 8: 10 * ms} {
				require.Equal(t, makespan, start(t, r.entry, scenario.Overrides{Cores: &cores}).MakespanNs, "%d cores", cores)
			}
		}},
		"migration": {trace.ReasonCompleted, func(t *testing.T, r *run) {
			migrations := 0
			for _, thread := range r.Threads {
				migrations += thread.Migrations
			}
			require.Equal(t, 1, migrations)
			require.Equal(t, ms/2, r.overheadNs())
			alone := r.changed("queues: per-core", "queues: per-core\n  idle-pull: false\n  balancing: false")
			require.Greater(t, alone.MakespanNs, r.MakespanNs)
			require.Equal(t, 6*ms, min(alone.Cores[0].BusyNs, alone.Cores[1].BusyNs), "one core has B and then nothing")
		}},
		"quota": {trace.ReasonUntil, func(t *testing.T, r *run) {
			for _, from := range []int64{0, 100, 200} {
				require.Equal(t, 5*ms, r.cpuBetween("Worker1", from, from+5))
				require.Zero(t, r.cpuBetween("Worker1", from+5, from+100))
			}
			alone := r.changed("count: 4", "count: 1")
			require.Equal(t, 20*ms, alone.cpuBetween("Worker", 0, 100))
			require.Zero(t, alone.cpuBetween("Worker", 20, 100))
		}},
		"real-time": {trace.ReasonUntil, func(t *testing.T, r *run) {
			for _, from := range []int64{50, 100, 150} {
				require.Equal(t, 5*ms/2, r.cpuBetween("Shell", from, from+50))
			}
			free := r.changed("rt-period: 50ms", "rt-period: 0")
			require.Zero(t, free.cpuBetween("Shell", 5, 200))
		}},
		"priority-inversion": {trace.ReasonCompleted, func(t *testing.T, r *run) {
			require.Greater(t, r.thread("High").BlockedNs, r.thread("Middle").CPUNs)
		}},
		"inheritance": {trace.ReasonCompleted, func(t *testing.T, r *run) {
			require.LessOrEqual(t, r.thread("High").BlockedNs, 3*ms)
			require.Greater(t, r.thread("Middle").EndNs, r.thread("High").EndNs)
		}},
		"deadlock": {trace.ReasonDeadlock, func(t *testing.T, r *run) {
			require.Equal(t, "deadlock: A waits for lock L2 held by B, B waits for L1 held by A", r.EndText)
			ordered := r.changed("lock L2, cpu 3ms, lock L1", "lock L1, cpu 3ms, lock L2")
			require.Equal(t, trace.ReasonCompleted, ordered.EndReason)
		}},
		"producer-consumer": {trace.ReasonCompleted, func(t *testing.T, r *run) {
			roomy := r.changed("units: 2", "units: 10")
			require.Less(t, roomy.thread("Producer").TurnaroundNs, r.thread("Producer").TurnaroundNs)
			require.Equal(t, r.MakespanNs, roomy.MakespanNs)
			require.Positive(t, r.thread("Producer").BlockedNs)
		}},
		"full-pipe": {trace.ReasonCompleted, func(t *testing.T, r *run) {
			writer := r.thread("Writer")
			require.Greater(t, writer.BlockedNs, writer.TurnaroundNs/2)
			full := int64(0)
			for _, f := range r.facts(trace.KindSend) {
				full = max(full, f.B)
			}
			require.Equal(t, int64(64<<10), full)
		}},
		"zombie": {trace.ReasonCompleted, func(t *testing.T, r *run) {
			child := r.process("Child")
			require.Equal(t, 7, child.Code)
			require.Equal(t, 3*ms, child.EndNs)
			require.Equal(t, 20*ms, reapedNs(r, child.Process))
		}},
		"orphan": {trace.ReasonCompleted, func(t *testing.T, r *run) {
			adoptions := r.facts(trace.KindProcessAdopt)
			require.Len(t, adoptions, 1)
			require.Equal(t, r.process("Child").Process, trace.ProcessID(adoptions[0].Object))
			require.Equal(t, int64(trace.InitProcess), adoptions[0].A)
			require.Equal(t, 4*ms, int64(adoptions[0].Time))
			require.Equal(t, 10*ms, reapedNs(r, r.process("Child").Process), "init waits at once")
		}},
		"copy-on-write": {trace.ReasonCompleted, func(t *testing.T, r *run) {
			copied := int64(0)
			for _, f := range r.facts(trace.KindCopyOnWrite) {
				copied += f.A * 4096
			}
			require.Equal(t, int64(8<<20), copied)
		}},
		"too-many-threads": {trace.ReasonCompleted, func(t *testing.T, r *run) {
			first := r.MakespanNs
			for _, thread := range r.Threads {
				first = min(first, thread.EndNs)
			}
			require.GreaterOrEqual(t, first, r.MakespanNs*3/4)
			require.InDelta(t, 240*ms, r.MakespanNs, float64(ms))
			quantum := 2 * ms
			whole := start(t, r.entry, scenario.Overrides{QuantumNs: &quantum})
			half := 0
			for _, thread := range whole.Threads {
				if thread.EndNs <= whole.MakespanNs/2 {
					half++
				}
			}
			require.InDelta(t, 100, half, 2)
		}},
		"listen-queue": {trace.ReasonCompleted, func(t *testing.T, r *run) {
			for number := int64(1); number <= 5; number++ {
				name := "Client" + string(rune('0'+number))
				require.Equal(t, number*5*ms, r.thread(name).TurnaroundNs, name)
			}
			outside := ""
			for _, f := range r.facts(trace.KindBlock) {
				if f.Reason == trace.ReasonConnection && f.Time > 0 {
					outside += nameOf(r, f.Thread) + " "
				}
			}
			require.Contains(t, strings.Fields(outside), "Client5")
			require.NotContains(t, strings.Fields(outside), "Client1")
		}},
	}
}

// reapedNs is when somebody waited for a process that had ended.
func reapedNs(r *run, process trace.ProcessID) int64 {
	for _, f := range r.facts(trace.KindProcessReap) {
		if f.Object == int32(process) {
			return int64(f.Time)
		}
	}
	return trace.None
}

func nameOf(r *run, id trace.ThreadID) string {
	for _, thread := range r.Threads {
		if thread.Thread == id {
			return thread.Name
		}
	}
	return ""
}
