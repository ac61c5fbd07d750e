package scheduler_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/trace"
)

// drawMachine draws a machine and what runs on it: any policy, either layout,
// real-time tasks, quotas, affinity, costs.
func drawMachine(t *rapid.T) workload {
	policies := scheduler.Policies()
	policy := policies[rapid.IntRange(0, len(policies)-1).Draw(t, "policy")].Name
	w := newWorkload(policy, rapid.IntRange(1, 4).Draw(t, "cores"))
	w.unitNs = rapid.SampledFrom([]int64{1000, 100_000, trace.Millisecond}).Draw(t, "unit")
	w.config.Layout = rapid.SampledFrom([]scheduler.Layout{scheduler.Central, scheduler.PerCore}).Draw(t, "layout")
	w.config.HZ = rapid.SampledFrom([]int64{0, 100, 250, 1000}).Draw(t, "hz")
	w.config.QuantumNs = rapid.Int64Range(1, 5).Draw(t, "quantum") * w.unitNs
	w.config.RealTimePeriodNs = 20 * w.unitNs
	w.config.RealTimeLimitNs = rapid.Int64Range(1, 20).Draw(t, "limit") * w.unitNs
	w.config.RealTimeRobinNs = 2 * w.unitNs
	w.config.BoostNs = rapid.Int64Range(0, 2).Draw(t, "boost") * 20 * w.unitNs
	w.config.AgeingNs = rapid.Int64Range(0, 2).Draw(t, "ageing") * 3 * w.unitNs
	w.costs.SwitchNs = rapid.Int64Range(0, 2).Draw(t, "switch") * 700
	w.costs.MigrationNs = rapid.Int64Range(0, 1).Draw(t, "migration") * 900
	w.group = &scheduler.Group{
		ID: 1, QuotaNs: rapid.Int64Range(1, 30).Draw(t, "quota") * w.unitNs, PeriodNs: 20 * w.unitNs,
	}
	for i := range rapid.IntRange(1, 6).Draw(t, "jobs") {
		w.jobs = append(w.jobs, drawAnyJob(t, fmt.Sprintf("T%d", i), &w))
	}
	return w
}

func drawAnyJob(t *rapid.T, name string, w *workload) job {
	j := job{name: name, at: rapid.Int64Range(0, 10).Draw(t, "at")}
	for i := range 2*rapid.IntRange(0, 3).Draw(t, "waits") + 1 {
		part := []int64{rapid.Int64Range(1, 12).Draw(t, "time")}
		if i%2 == 0 && rapid.IntRange(0, 3).Draw(t, "yields?") == 0 {
			part = append(part, rapid.Int64Range(1, 4).Draw(t, "time after"))
		}
		j.parts = append(j.parts, part)
	}
	j.task.Nice = rapid.IntRange(-20, 19).Draw(t, "nice")
	j.task.Tickets = rapid.Int64Range(1, 100).Draw(t, "tickets")
	j.task.Priority = rapid.IntRange(1, 9).Draw(t, "priority")
	j.task.SliceNs = rapid.Int64Range(0, 2).Draw(t, "slice") * trace.Millisecond
	if rapid.IntRange(0, 3).Draw(t, "real-time?") == 0 {
		j.task.Class = rapid.SampledFrom([]scheduler.Class{scheduler.RealTimeFIFO, scheduler.RealTimeRobin}).Draw(t, "class")
	}
	if rapid.IntRange(0, 2).Draw(t, "pinned?") == 0 {
		j.task.Allowed = scheduler.NewCoreSet(w.config.Cores)
		j.task.Allowed.Add(trace.CoreID(rapid.IntRange(0, w.config.Cores-1).Draw(t, "core")))
		j.task.Allowed.Add(trace.CoreID(rapid.IntRange(0, w.config.Cores-1).Draw(t, "or core")))
	}
	if rapid.IntRange(0, 2).Draw(t, "grouped?") == 0 {
		j.task.Group = w.group
	}
	return j
}

// TestRandomMachines: whatever is asked of the scheduler, the trace is valid,
// everybody ends, each has had exactly the CPU time it needs, and the same
// again is the same trace.
func TestRandomMachines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawMachine(t)
		group := *w.group
		tr := w.run(t)
		require.Equal(t, trace.ReasonCompleted, tr.Fact(trace.FactID(tr.Len())).Reason)
		used := cpu(tr)
		for _, j := range w.jobs {
			require.Equal(t, w.needs(&j), used[j.name], j.name)
		}
		checkWorkConserved(t, w, tr)
		*w.group = group
		again := w.run(t)
		require.Equal(t, tr.Len(), again.Len())
		for id := trace.FactID(1); int(id) <= tr.Len(); id++ {
			require.Equal(t, tr.Fact(id), again.Fact(id))
		}
	})
}

// checkWorkConserved: with one queue for all cores, none idles while somebody
// is ready who may run there, unless a quota or the real-time limit forbids.
func checkWorkConserved(t *rapid.T, w workload, tr *trace.Trace) {
	if w.config.Layout == scheduler.PerCore {
		return
	}
	for id := trace.FactID(1); int(id) < tr.Len(); id++ {
		if tr.Fact(id).Time == tr.Fact(id+1).Time {
			continue
		}
		state := tr.Snapshot(tr.Fact(id).Time)
		for core := range state.Cores {
			if state.Cores[core].Thread != trace.NoThread {
				continue
			}
			for i := range w.jobs {
				j := &w.jobs[i]
				_, status := find(tr, state, j.name)
				if status != trace.StatusReady || j.task.Group != nil || j.task.Class != scheduler.Normal {
					continue
				}
				require.False(t, j.task.MayRunOn(trace.CoreID(core)),
					"at %d core %d idles while %s is ready", tr.Fact(id).Time, core, j.name)
			}
		}
	}
}

// meddler is a program that changes the others' attributes, and stops and
// continues them, at random instants.
func meddler(t *rapid.T, w *workload) *operations {
	p := &operations{}
	for range rapid.IntRange(1, 12).Draw(t, "meddlings") {
		p.all = append(p.all, &sim.Sleep{Ns: rapid.Int64Range(0, 6).Draw(t, "pause") * w.unitNs / 2})
		of := sim.Target{By: sim.ByName, Name: w.jobs[rapid.IntRange(0, len(w.jobs)-1).Draw(t, "whose")].name}
		switch rapid.IntRange(0, 5).Draw(t, "meddling") {
		case 0:
			p.all = append(p.all, &sim.SetNice{Of: of, Nice: rapid.IntRange(-20, 19).Draw(t, "new nice")})
		case 1:
			cores := rapid.SliceOfN(rapid.IntRange(0, w.config.Cores-1), 0, 3).Draw(t, "new cores")
			operation := &sim.SetAffinity{Of: of}
			for _, core := range cores {
				operation.Cores = append(operation.Cores, trace.CoreID(core))
			}
			p.all = append(p.all, operation)
		case 2:
			class := scheduler.Class(rapid.IntRange(0, 2).Draw(t, "new class"))
			p.all = append(p.all, &sim.SetClass{Of: of, Class: class, Priority: rapid.IntRange(1, 9).Draw(t, "new priority")})
		case 3:
			p.all = append(p.all, &sim.SetTickets{Of: of, Tickets: rapid.Int64Range(1, 100).Draw(t, "new tickets")})
		default:
			p.all = append(p.all, &sim.Kill{To: of, Signal: sim.SIGSTOP}, &sim.Compute{Ns: w.unitNs}, &sim.Kill{To: of, Signal: sim.SIGCONT})
		}
	}
	return p
}

// operations is a program that is a row of operations.
type operations struct {
	all  []sim.Operation
	next int
}

func (p *operations) Next(*sim.Thread) sim.Operation {
	if p.next == len(p.all) {
		return nil
	}
	p.next++
	return p.all[p.next-1]
}

// TestMeddling: attributes change at any time, of tasks that wait, run, sleep,
// are parked or stopped; the trace stays valid, everybody ends and has had the
// CPU time it needs.
func TestMeddling(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawMachine(t)
		m := w.machine(t)
		m.Start(&sim.ProcessSpec{Name: "meddler", User: "root", Threads: []sim.ThreadSpec{
			{Name: "meddler", Program: meddler(t, &w), Task: scheduler.Task{Tickets: 1, Class: scheduler.RealTimeFIFO, Priority: 99}},
		}})
		tr := m.Run()
		require.NoError(t, tr.Validate())
		require.Equal(t, trace.ReasonCompleted, tr.Fact(trace.FactID(tr.Len())).Reason)
		used := cpu(tr)
		for _, j := range w.jobs {
			require.Equal(t, w.needs(&j), used[j.name], j.name)
		}
	})
}

// needs is the CPU time of a job.
func (w workload) needs(j *job) int64 {
	needs := int64(0)
	for i := 0; i < len(j.parts); i += 2 {
		for _, part := range j.parts[i] {
			needs += part * w.unitNs
		}
	}
	return needs
}
