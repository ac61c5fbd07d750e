package workload_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/sim/workload"
)

// TestRepeatsAreGoneThrough: a listing with repeats in repeats is carried out as
// it reads, and a copy of a place goes on from there by itself.
func TestRepeatsAreGoneThrough(t *testing.T) {
	letter := func(s string) workload.Step { return workload.Step{Do: s} }
	repeat := func(times int64, steps ...workload.Step) workload.Step {
		return workload.Step{Do: "repeat", Number: times, Body: steps}
	}
	flat := workload.Lay([]workload.Step{letter("a"), repeat(2, letter("b"), repeat(3, letter("c")), letter("d")), letter("e")})
	rest := func(p workload.Place) string {
		var b strings.Builder
		for s := flat.Next(&p); s != nil; s = flat.Next(&p) {
			b.WriteString(s.Do)
		}
		return b.String()
	}
	whole := "abcccdbcccde"
	require.Equal(t, whole, rest(workload.Place{}))
	var p workload.Place
	for i := range whole {
		require.Equal(t, whole[i:], rest(p))
		flat.Next(&p)
	}

	endless := workload.Lay([]workload.Step{repeat(workload.Forever, letter("x"))})
	p = workload.Place{}
	for range 100 {
		require.Equal(t, "x", endless.Next(&p).Do)
	}
}
