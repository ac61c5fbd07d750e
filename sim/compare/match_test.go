package compare

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/sim/trace"
)

// printing is a trace that prints pieces, 10 ns apart.
func printing(pieces ...string) *trace.Trace {
	r := trace.NewRecorder()
	for i, piece := range pieces {
		r.Add(trace.Fact{Time: trace.Time(10 * (i + 1)), Kind: trace.KindOutput, Object: 1, B: int64(r.Intern(piece))})
	}
	return r.Trace()
}

// TestMatches: lines are matched by their text, each once; those that came in
// another order are crossed.
func TestMatches(t *testing.T) {
	model := printing("a\n", "b\n", "c\nd", "\n", "a\n")
	real := printing("a\n", "c\n", "b\n", "x\n", "a\n", "d\n")
	var told []string
	for _, m := range Matches(model, real) {
		sign := "="
		if m.Crossed {
			sign = "x"
		}
		told = append(told, m.Text+sign)
		require.Positive(t, m.Model)
		require.Positive(t, m.Real)
	}
	require.Equal(t, "a= bx cx dx ax", strings.Join(told, " "))
	same := Matches(model, model)
	require.Len(t, same, 5)
	for _, m := range same {
		require.False(t, m.Crossed)
		require.Equal(t, m.Model, m.Real)
	}
	require.Empty(t, Matches(model, printing()))
}
