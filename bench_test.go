package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timeslice/render/model"
	"timeslice/scheduler"
)

// TestBenchPrintsItsLines: the figures of the workload, which are the same on
// every computer, and times, which here are those of a clock that goes on by a
// second whenever it is asked.
func TestBenchPrintsItsLines(t *testing.T) {
	var out, err bytes.Buffer
	args := strings.Fields("bench rr --tasks 1000 --cores 8 --cycles 5")
	require.Equal(t, 0, run(args, nil, &out, &err, newMemory().environment()), err.String())
	lines := strings.Split(out.String(), "\n")
	require.Equal(t, "timeslice events=19301 makespan=1610781152772 sum=502392249422 secs=1.000000", lines[0])
	require.Equal(t, "loop events=19301 makespan=1610781152772 sum=502392249422 secs=1.000000", lines[1])
	require.Contains(t, lines[2], "0.02 million events a second")
}

// TestBenchShowsGrowth: a row for each policy, a column for each size.
func TestBenchShowsGrowth(t *testing.T) {
	var out, err bytes.Buffer
	args := strings.Fields("bench growth --most 100 --cores 2")
	require.Equal(t, 0, run(args, nil, &out, &err, newMemory().environment()), err.String())
	for _, policy := range scheduler.Policies() {
		require.Regexp(t, `(?m)^`+policy.Name+` +\d+$`, out.String())
	}
}

func TestBenchMeasuresSnapshots(t *testing.T) {
	var out, err bytes.Buffer
	args := strings.Fields("bench snapshot --tasks 10 --cycles 5")
	require.Equal(t, 0, run(args, nil, &out, &err, newMemory().environment()), err.String())
	require.Contains(t, out.String(), "median 1000.000 ms") // by the clock of this test
}

func TestBenchMeasuresScripts(t *testing.T) {
	var out, err bytes.Buffer
	require.Equal(t, 0, run([]string{"bench", "statements"}, nil, &out, &err, newMemory().environment()), err.String())
	require.Contains(t, out.String(), "so 1.00") // by the clock of this test
	out.Reset()
	require.Equal(t, 0, run([]string{"bench", "processes", "--most", "2"}, nil, &out, &err, newMemory().environment()), err.String())
	require.Regexp(t, `(?m)^ +2 +500\.000 +\d+$`, out.String())
}

// TestBenchMeasuresCrowds: a row for each number of children, workers, messages
// and requests, whose times are those of the clock of this test.
func TestBenchMeasuresCrowds(t *testing.T) {
	for args, row := range map[string]string{
		"bench fork --most 1":      `(?m)^ +1 +1000\.000 +1000\.000 +\d+ +1\.00$`,
		"bench workers --most 1":   `(?m)^ +1 +1000\.000 +1000\.000 +\d+ +1\.00$`,
		"bench ipc --most 100":     `(?m)^ +100 +1000\.000 +10000 +\d+ +1\.00$`,
		"bench cluster --most 100": `(?m)^ +100 +1000\.000 +10000 +\d+ +1\.00$`,
	} {
		var out, err bytes.Buffer
		require.Equal(t, 0, run(strings.Fields(args), nil, &out, &err, newMemory().environment()), err.String())
		require.Regexp(t, row, out.String(), args)
	}
}

// TestBenchMeasuresTheFirstFrame: the median and the best of five starts, of this
// program and of one that shows nothing, in turn.
func TestBenchMeasuresTheFirstFrame(t *testing.T) {
	env, starts := newMemory().environment(), 0
	env.start = func(args ...string) (start, error) {
		starts++
		require.Equal(t, "first-frame", args[0])
		if ours := len(args) == 1; ours {
			return start{wall: time.Duration(300+starts) * time.Millisecond, cpu: 400 * time.Millisecond}, nil
		}
		return start{wall: time.Duration(200-starts) * time.Millisecond, cpu: 100 * time.Millisecond}, nil
	}
	var out, err bytes.Buffer
	require.Equal(t, 0, run([]string{"bench", "window"}, nil, &out, &err, env), err.String())
	require.Contains(t, out.String(), "there is no display")
	require.Zero(t, starts)
	out.Reset()
	env.window = func(*program, *model.Model) error { return nil }
	require.Equal(t, 0, run([]string{"bench", "window"}, nil, &out, &err, env), err.String())
	require.Equal(t, 10, starts)
	said := strings.Join(strings.Fields(out.String()), " ")
	require.Contains(t, said, "305 ms after the start (median; at best 301)")
	require.Contains(t, said, "194 ms (at best 190); CPU time 400 ms and 100 ms")
}
