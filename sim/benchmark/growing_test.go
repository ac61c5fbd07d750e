package benchmark

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/sim/node"
)

// TestGrowingScriptsDoTheirWork: a run that has not done all of it is no figure.
func TestGrowingScriptsDoTheirWork(t *testing.T) {
	library, still := node.NewLibrary(), func() int64 { return 0 }
	for _, name := range []string{"ipc", "cluster", "server", "workers", "fork"} {
		t.Run(name, func(t *testing.T) {
			got, err := Growing{Name: name, Cores: 8}.Run(still, library, 2)
			require.NoError(t, err)
			require.Positive(t, got.Facts)
		})
	}
	_, err := Growing{Name: "ipc", Cores: 8, Until: stretch}.Run(still, library, 2)
	require.ErrorContains(t, err, `"" instead of "done 2\n"`)
}
