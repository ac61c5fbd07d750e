package compare

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestWhatNodeSaysOfItselfIsNotCompared: numbers of processes, and frames and lines of
// Node's own modules; frames of the script are.
func TestWhatNodeSaysOfItselfIsNotCompared(t *testing.T) {
	const model = "(node:2) Warning: careful\nnode:events:10\n      throw er;\n      ^\n\nError: no\n    at f (/app/a.js:3:7)\n    at emit (node:events:5:1)\n    at node:internal/x:1:2\n"
	const real = "(node:4711) Warning: careful\nnode:internal/errors:541\n      throw error;\n      ^\n\nError: no\n    at f (/app/a.js:3:7)\n    at wrapSafe (node:internal/modules/cjs/loader:1464:18)\n"
	require.Nil(t, errorsDifference(model, real))
	require.Nil(t, errorsDifference("", ""))
	for _, c := range []struct {
		model, real string
		line        int
	}{
		{"Error: no\n    at f (/app/a.js:3:7)\n", "Error: no\n    at f (/app/a.js:4:7)\n", 2},
		{"    at a (node:events:5:1)\nx\n", "y\n", 1},
		{"a\n", "", 1},
		{"", "a\nb\n", 1},
		{"(node:2) a\n", "(node:3) b\n", 1},
	} {
		d := errorsDifference(c.model, c.real)
		require.NotNil(t, d, "%+v", c)
		require.Equal(t, "stderr", d.Stream)
		require.Equal(t, c.line, d.Line)
	}
}
