package sentence

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestEndsOfAChildsStreams: which descriptor of which child it is, and who reads
// there; what is no such end is left as it is called.
func TestEndsOfAChildsStreams(t *testing.T) {
	for name, want := range map[string]stdio{
		"stdio 0 of sh/2":        {"sh", 0, "input", "child"},
		"stdio 1 of node/1":      {"node", 1, "output", "parent"},
		"stdio 2 of a of b/1":    {"a of b", 2, "error", "parent"},
		"stdio 3 of node/2":      {"node", 3, "channel", "child"},
		"stdio 12 of x/y/z.sh/1": {"x/y/z.sh", 12, "channel", "parent"},
	} {
		got, is := stdioOf(name)
		require.True(t, is, name)
		require.Equal(t, want, got, name)
	}
	for _, name := range []string{"", "stdio", "stdio 1 of /1", "stdio 1 of node", "stdio 1 of node/3", "stdio -1 of node/1", "stdio x of node/1", "node/1"} {
		_, is := stdioOf(name)
		require.False(t, is, name)
	}
}
