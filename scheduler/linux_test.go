package scheduler_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/stretchr/testify/require"

	"timeslice/scheduler"
	"timeslice/sim/trace"
)

// TestLinuxStories tells the stories of Linux's policies, of the real-time
// class, of quotas and of many cores, under testdata/linux. Besides the
// commands of the harness there are
//
//	shares  each job's CPU time, and its part of all that was used
//	turns   who ran how long on each core, one turn after another
//
// and besides its arguments those of [linuxArgument]. A job may have slice=2,
// group=G.
func TestLinuxStories(t *testing.T) {
	paths, err := filepath.Glob("testdata/linux/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) { tellLinuxStories(t, path) })
	}
}

func tellLinuxStories(t *testing.T, path string) {
	datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
		var after []func(w *workload)
		d.CmdArgs = slices.DeleteFunc(d.CmdArgs, func(arg datadriven.CmdArg) bool {
			set := linuxArgument(t, arg.Key, arg.Vals)
			if set != nil {
				after = append(after, set)
			}
			return set != nil
		})
		own := takeOwnAttributes(d)
		w := readWorkload(t, d)
		for _, set := range after {
			set(&w)
		}
		own(t, &w)
		tr := w.run(t)
		switch d.Cmd {
		case "shares":
			return w.shares(tr)
		case "turns":
			return w.turns(tr)
		case "chart":
			return w.chart(tr)
		}
		return w.decisions(tr)
	})
}

// linuxArgument returns what sets an argument of a command, nil if it is not
// one of these.
func linuxArgument(t *testing.T, key string, values []string) func(*workload) {
	number := func() int64 {
		n, err := strconv.ParseInt(values[0], 10, 64)
		require.NoError(t, err, key)
		return n
	}
	in := func(field func(*scheduler.Config) *int64) func(*workload) {
		return func(w *workload) { *field(&w.config) = number() * w.unitNs }
	}
	switch key {
	case "limit":
		return in(func(c *scheduler.Config) *int64 { return &c.RealTimeLimitNs })
	case "period":
		return in(func(c *scheduler.Config) *int64 { return &c.RealTimePeriodNs })
	case "balance":
		return in(func(c *scheduler.Config) *int64 { return &c.BalanceNs })
	case "cache-hot":
		return in(func(c *scheduler.Config) *int64 { return &c.CacheHotNs })
	case "quota-slice":
		return in(func(c *scheduler.Config) *int64 { return &c.QuotaSliceNs })
	case "no-idle-pull":
		return func(w *workload) { w.config.NoIdlePull = true }
	case "no-balance":
		return func(w *workload) { w.config.NoBalance = true }
	case "quota": // quota=20/100 for the group of all jobs that say group
		return func(w *workload) {
			quota, period, _ := strings.Cut(values[0], "/")
			g := &scheduler.Group{ID: 1, Name: "G"}
			var err error
			g.QuotaNs, err = w.time(quota)
			require.NoError(t, err)
			g.PeriodNs, err = w.time(period)
			require.NoError(t, err)
			w.group = g
		}
	}
	return nil
}

// takeOwnAttributes takes slice= and grouped out of the jobs, and returns what
// sets them.
func takeOwnAttributes(d *datadriven.TestData) func(*testing.T, *workload) {
	own := map[int][]string{}
	for i := range d.CmdArgs {
		if d.CmdArgs[i].Key != "jobs" {
			continue
		}
		for k, text := range d.CmdArgs[i].Vals {
			fields := strings.Fields(text)
			kept := fields[:0]
			for _, field := range fields {
				if strings.HasPrefix(field, "slice=") || field == "grouped" {
					own[k] = append(own[k], field)
				} else {
					kept = append(kept, field)
				}
			}
			d.CmdArgs[i].Vals[k] = strings.Join(kept, " ")
		}
	}
	return func(t *testing.T, w *workload) {
		for k, fields := range own {
			for _, field := range fields {
				if value, isSlice := strings.CutPrefix(field, "slice="); isSlice {
					ns, err := w.time(value)
					require.NoError(t, err)
					w.jobs[k].task.SliceNs = ns
				} else {
					w.jobs[k].task.Group = w.group
				}
			}
		}
	}
}

// cpu is how long each job has run, by name.
func cpu(tr *trace.Trace) map[string]int64 {
	used := map[string]int64{}
	metrics := tr.Metrics()
	for i := range metrics.Threads {
		used[metrics.Threads[i].Name] = metrics.Threads[i].CPUNs
	}
	return used
}

func (w workload) shares(tr *trace.Trace) string {
	used, all := cpu(tr), int64(0)
	for _, j := range w.jobs {
		all += used[j.name]
	}
	var text strings.Builder
	for _, j := range w.jobs {
		fmt.Fprintf(&text, "%4s %10s  %.4f\n", j.name, w.inUnits(used[j.name]), float64(used[j.name])/float64(all))
	}
	return text.String()
}

// turns tells for each core who had it how long; idle is shown as a dot.
func (w workload) turns(tr *trace.Trace) string {
	var text strings.Builder
	for core := range w.config.Cores {
		fmt.Fprintf(&text, "core %d", core)
		for _, turn := range turnsOf(tr, trace.CoreID(core)) {
			fmt.Fprintf(&text, " %s:%s", turn.name, w.inUnits(turn.ns))
		}
		text.WriteString("\n")
	}
	return text.String()
}

type turn struct {
	name string
	ns   int64
}

func turnsOf(tr *trace.Trace, core trace.CoreID) []turn {
	var turns []turn
	names := map[trace.ThreadID]string{}
	at := trace.Time(0)
	who := "."
	change := func(now trace.Time, next string) {
		if now > at {
			if last := len(turns) - 1; last >= 0 && turns[last].name == who {
				turns[last].ns += int64(now - at)
			} else {
				turns = append(turns, turn{who, int64(now - at)})
			}
		}
		at, who = now, next
	}
	for id := trace.FactID(1); int(id) <= tr.Len(); id++ {
		f := tr.Fact(id)
		switch {
		case f.Kind == trace.KindThreadStart:
			names[f.Thread] = tr.Text(trace.StringID(f.B))
		case f.Core != core:
		case f.Kind == trace.KindDispatch:
			change(f.Time, names[f.Thread])
		case f.Kind == trace.KindPreempt, f.Kind == trace.KindBlock, f.Kind == trace.KindThreadExit, f.Kind == trace.KindStop:
			change(f.Time, ".")
		}
	}
	change(tr.End(), ".")
	return turns
}
