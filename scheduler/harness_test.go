package scheduler_test

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/stretchr/testify/require"

	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/trace"
)

// The stories under testdata are told in a small language. A command
//
//	chart cores=1 policy=rr quantum=2 jobs=(A:4@0, B:2/3/1@1 tickets=50)
//
// runs the jobs through the machine and answers with a chart and the figures;
// decide instead of chart answers with what was decided, when and why.
//
// A job is NAME:WORK@ARRIVAL and attributes. WORK is CPU time, with I/O between
// slashes (2/3/1: compute 2, wait for the device 3, compute 1), and a sched_yield
// at each minus (2-2). Times are in units of a millisecond unless the command
// says unit=1us or the like; attributes are priority, tickets, nice, cores=0+1
// and class=fifo or class=rr.

// workload is a machine's configuration and the jobs to run on it.
type workload struct {
	config scheduler.Config
	costs  sim.Costs
	until  trace.Time
	unitNs int64
	jobs   []job
	group  *scheduler.Group // for jobs that share a CPU quota
}

// job is one process of one thread. Parts are CPU time, I/O, CPU time… in
// turn; a CPU time of several has a yield between each.
type job struct {
	name  string
	at    int64
	parts [][]int64
	task  scheduler.Task
}

// newWorkload returns a workload without jobs. The clock does not tick, so that
// slices end exactly.
func newWorkload(policy string, cores int) workload {
	config := scheduler.Defaults(policy, cores)
	for _, p := range scheduler.Policies() {
		if p.Name == policy {
			config.Layout = p.Layout
		}
	}
	config.HZ = 0
	return workload{config: config, unitNs: trace.Millisecond}
}

// machine returns a machine on which the workload is set up.
func (w workload) machine(t require.TestingT) *sim.Machine {
	m, err := sim.New(sim.Config{Scheduler: w.config, Costs: w.costs, Limits: sim.Limits{Until: w.until}})
	require.NoError(t, err)
	for _, j := range w.jobs {
		m.Start(&sim.ProcessSpec{Name: j.name, At: trace.Time(j.at * w.unitNs), Threads: []sim.ThreadSpec{
			{Name: j.name, Task: j.task, Program: newProgram(j.parts, w.unitNs)},
		}})
	}
	return m
}

func (w workload) run(t require.TestingT) *trace.Trace {
	tr := w.machine(t).Run()
	require.NoError(t, tr.Validate())
	return tr
}

// program carries out a job's parts and knows how long its next burst is.
type program struct {
	operations []sim.Operation
	bursts     []int64 // by operation: CPU time until it next blocks
	next       int
}

func newProgram(parts [][]int64, unitNs int64) *program {
	p := &program{}
	for i, part := range parts {
		if i%2 == 1 {
			p.operations = append(p.operations, &sim.Transfer{Ns: part[0] * unitNs})
			continue
		}
		for k, ns := range part {
			if k > 0 {
				p.operations = append(p.operations, sim.Yield{})
			}
			p.operations = append(p.operations, &sim.Compute{Ns: ns * unitNs})
		}
	}
	p.bursts = make([]int64, len(p.operations)+1)
	for i := len(p.operations) - 1; i >= 0; i-- {
		switch operation := p.operations[i].(type) {
		case *sim.Compute:
			p.bursts[i] = operation.Ns + p.bursts[i+1]
		case sim.Yield:
			p.bursts[i] = p.bursts[i+1]
		}
	}
	return p
}

func (p *program) Next(*sim.Thread) sim.Operation {
	if p.next == len(p.operations) {
		return nil
	}
	p.next++
	return p.operations[p.next-1]
}

func (p *program) BurstNs() int64 { return p.bursts[p.next] }

// Reading the language.

// readWorkload reads a command of a story.
func readWorkload(t *testing.T, d *datadriven.TestData) workload {
	w, err := readArguments(d.CmdArgs)
	require.NoError(t, err, d.Pos)
	return w
}

func readArguments(arguments []datadriven.CmdArg) (workload, error) {
	first := map[string]string{"policy": "fifo", "cores": "1", "unit": "1ms"} // the others count on these
	for _, argument := range arguments {
		if _, known := first[argument.Key]; known {
			first[argument.Key] = argument.Vals[0]
		}
	}
	cores, err := strconv.Atoi(first["cores"])
	if err != nil {
		return workload{}, err
	}
	w := newWorkload(first["policy"], cores)
	w.unitNs = map[string]int64{"1ns": 1, "1us": trace.Microsecond, "1ms": trace.Millisecond}[first["unit"]]
	for _, argument := range arguments {
		if err := w.set(argument.Key, argument.Vals); err != nil {
			return w, fmt.Errorf("%s: %w", argument.Key, err)
		}
	}
	return w, nil
}

// set sets what one argument of a command says.
func (w *workload) set(key string, values []string) error {
	c := &w.config
	value := ""
	if len(values) > 0 {
		value = values[0]
	}
	var err error
	switch key {
	case "policy", "cores", "unit":
	case "layout":
		c.Layout = map[string]scheduler.Layout{"central": scheduler.Central, "per-core": scheduler.PerCore}[value]
	case "quantum":
		c.QuantumNs, err = w.time(value)
	case "hz":
		c.HZ, err = strconv.ParseInt(value, 10, 64)
	case "seed":
		c.Seed, err = strconv.ParseUint(value, 10, 64)
	case "levels":
		c.Levels, err = w.levels(values)
	case "boost":
		c.BoostNs, err = w.time(value)
	case "keep-on-block":
		c.KeepOnBlock = true
	case "front-after-io":
		c.FrontAfterIO = true
	case "ageing":
		c.AgeingNs, err = w.time(value)
	case "ageing-step":
		c.AgeingStep, err = strconv.Atoi(value)
	case "draws":
		c.Draws, err = numbers(values)
	case "robin":
		c.RealTimeRobinNs, err = w.time(value)
	case "switch":
		w.costs.SwitchNs, err = w.time(value)
	case "until":
		var ns int64
		ns, err = w.time(value)
		w.until = trace.Time(ns)
	case "jobs":
		for _, text := range values {
			var j job
			if j, err = readJob(text); err != nil {
				return err
			}
			w.jobs = append(w.jobs, j)
		}
	default:
		return fmt.Errorf("there is no such argument")
	}
	return err
}

func (w *workload) time(text string) (int64, error) {
	units, err := strconv.ParseInt(text, 10, 64)
	return units * w.unitNs, err
}

// levels reads quantum or quantum:allotment for each level.
func (w *workload) levels(values []string) ([]scheduler.Level, error) {
	var levels []scheduler.Level
	for _, text := range values {
		quantum, allotment, _ := strings.Cut(text, ":")
		var level scheduler.Level
		var err error
		if level.QuantumNs, err = w.time(quantum); err != nil {
			return nil, err
		}
		if allotment != "" {
			if level.AllotmentNs, err = w.time(allotment); err != nil {
				return nil, err
			}
		}
		levels = append(levels, level)
	}
	return levels, nil
}

func numbers(texts []string) ([]int64, error) {
	var all []int64
	for _, text := range texts {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	return all, nil
}

func readJob(text string) (job, error) {
	fields := strings.Fields(text)
	name, rest, _ := strings.Cut(fields[0], ":")
	work, at, _ := strings.Cut(rest, "@")
	j := job{name: name}
	var err error
	if j.at, err = strconv.ParseInt(cmp.Or(at, "0"), 10, 64); err != nil {
		return j, err
	}
	for part := range strings.SplitSeq(work, "/") {
		all, err := numbers(strings.Split(part, "-"))
		if err != nil {
			return j, err
		}
		j.parts = append(j.parts, all)
	}
	for _, attribute := range fields[1:] {
		key, value, _ := strings.Cut(attribute, "=")
		if err := j.set(key, value); err != nil {
			return j, fmt.Errorf("%s: %w", key, err)
		}
	}
	return j, nil
}

func (j *job) set(key, value string) error {
	var err error
	switch key {
	case "priority":
		j.task.Priority, err = strconv.Atoi(value)
	case "nice":
		j.task.Nice, err = strconv.Atoi(value)
	case "tickets":
		j.task.Tickets, err = strconv.ParseInt(value, 10, 64)
	case "class":
		j.task.Class = map[string]scheduler.Class{"fifo": scheduler.RealTimeFIFO, "rr": scheduler.RealTimeRobin}[value]
	case "cores":
		j.task.Allowed = scheduler.NewCoreSet(1024)
		for text := range strings.SplitSeq(value, "+") {
			core, err := strconv.Atoi(text)
			if err != nil {
				return err
			}
			j.task.Allowed.Add(trace.CoreID(core))
		}
	default:
		return fmt.Errorf("there is no such attribute")
	}
	return err
}

// Telling what happened.

// chart draws a row for each core and each job, a column for each unit of time.
func (w workload) chart(tr *trace.Trace) string {
	columns := int((int64(tr.End()) + w.unitNs - 1) / w.unitNs)
	cores := rows(w.config.Cores, columns)
	jobs := rows(len(w.jobs), columns)
	for column := range columns {
		state := tr.Snapshot(trace.Time(int64(column) * w.unitNs))
		for i := range w.jobs {
			switch thread, status := find(tr, state, w.jobs[i].name); status {
			case trace.StatusRunning:
				jobs[i][column] = '#'
				cores[thread.Core][column] = w.jobs[i].name[0]
			case trace.StatusReady:
				jobs[i][column] = '-'
			case trace.StatusBlocked:
				jobs[i][column] = '~'
			}
		}
	}
	var text strings.Builder
	for i, row := range cores {
		fmt.Fprintf(&text, "core %d |%s|\n", i, row)
	}
	for i, row := range jobs {
		fmt.Fprintf(&text, "%6s |%s|\n", w.jobs[i].name, row)
	}
	return text.String()
}

func rows(count, columns int) [][]byte {
	all := make([][]byte, count)
	for i := range all {
		all[i] = []byte(strings.Repeat(" ", columns))
	}
	return all
}

// find is the thread of a name, with its status.
func find(tr *trace.Trace, state *trace.State, name string) (trace.ThreadState, trace.Status) {
	for _, thread := range state.Threads {
		if tr.Text(thread.Name) == name {
			return thread, thread.Status
		}
	}
	return trace.ThreadState{}, trace.StatusNone
}

// figures tells each job's times, in units.
func (w workload) figures(tr *trace.Trace) string {
	text := "     response turnaround waiting\n"
	metrics := tr.Metrics()
	for _, j := range w.jobs {
		for i := range metrics.Threads {
			if f := &metrics.Threads[i]; f.Name == j.name {
				text += fmt.Sprintf("%4s %8s %10s %7s\n", j.name,
					w.inUnits(f.ResponseNs), w.inUnits(f.TurnaroundNs), w.inUnits(f.WaitingNs))
			}
		}
	}
	return text
}

// inUnits tells a time exactly.
func (w workload) inUnits(ns int64) string {
	switch {
	case ns == trace.None:
		return "none"
	case ns%w.unitNs == 0:
		return strconv.FormatInt(ns/w.unitNs, 10)
	default:
		return strconv.FormatFloat(float64(ns)/float64(w.unitNs), 'f', -1, 64)
	}
}

// decisions tells who was given which core when and by which rule, who lost it,
// and what the policy did besides.
func (w workload) decisions(tr *trace.Trace) string {
	names := map[trace.ThreadID]string{}
	var text strings.Builder
	for id := trace.FactID(1); int(id) <= tr.Len(); id++ {
		f := tr.Fact(id)
		if f.Kind == trace.KindThreadStart {
			names[f.Thread] = tr.Text(trace.StringID(f.B))
		}
		isJob := func(j job) bool { return j.name == names[f.Thread] }
		if what := w.describe(&f); what != "" && slices.ContainsFunc(w.jobs, isJob) {
			fmt.Fprintf(&text, "%4s  %s %s\n", w.inUnits(int64(f.Time)), names[f.Thread], what)
		}
	}
	return text.String()
}

func (w workload) describe(f *trace.Fact) string {
	switch f.Kind {
	case trace.KindDispatch:
		return fmt.Sprintf("gets core %d: %v%s", f.Core, f.Reason, w.number(f))
	case trace.KindRenew:
		return fmt.Sprintf("keeps core %d: %v%s", f.Core, f.Reason, w.number(f))
	case trace.KindPreempt:
		return fmt.Sprintf("loses core %d: %v", f.Core, f.Reason)
	case trace.KindLevel:
		return fmt.Sprintf("goes from level %d to %d: %v", f.B, f.A, f.Reason)
	case trace.KindMigrate:
		return fmt.Sprintf("moves from core %d to core %d: %v", f.Object, f.Core, f.Reason)
	case trace.KindThrottle:
		return fmt.Sprintf("may not run: %v", f.Reason)
	case trace.KindUnthrottle:
		return "may run again"
	case trace.KindBlock:
		return fmt.Sprintf("blocks: %v", f.Reason)
	case trace.KindThreadExit:
		return "ends"
	}
	return ""
}

// number tells what a decision turned on, if it was a choice.
func (w workload) number(f *trace.Fact) string {
	switch f.Reason {
	case trace.ReasonOnlyOne:
		return ""
	case trace.ReasonShortestBurst, trace.ReasonShortestLeft, trace.ReasonHeadOfQueue:
		return " " + w.inUnits(f.A)
	}
	return fmt.Sprintf(" %d", f.A)
}

// tellStories runs the stories of one file.
func tellStories(t *testing.T, path string) {
	datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
		w := readWorkload(t, d)
		tr := w.run(t)
		switch d.Cmd {
		case "chart":
			return w.chart(tr) + w.figures(tr)
		case "decide":
			return w.decisions(tr)
		}
		d.Fatalf(t, "there is no command %q; there are chart and decide", d.Cmd)
		return ""
	})
}
