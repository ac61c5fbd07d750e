package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestBenchPrintsItsLines: the figures of the workload, which are the same on
// every computer, and times, which here are those of a clock that goes on by a
// second whenever it is asked.
func TestBenchPrintsItsLines(t *testing.T) {
	var out, err bytes.Buffer
	args := strings.Fields("bench rr --tasks 1000 --cores 8 --cycles 5")
	require.Equal(t, 0, run(args, nil, &out, &err, newMemory().environment()), err.String())
	lines := strings.Split(out.String(), "\n")
	require.Equal(t, "timeslice events=19301 makespan=1610781152772 sum=502392249422 secs=1.000", lines[0])
	require.Equal(t, "loop events=19301 makespan=1610781152772 sum=502392249422 secs=1.000", lines[1])
	require.Contains(t, lines[2], "0.02 million events a second")
}
