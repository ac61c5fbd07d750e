package real

import (
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

// TestEachMeasuredPageFaults: what is measured as the first write to a page is one, for
// pages that nobody has and for pages that were shared until then.
func TestEachMeasuredPageFaults(t *testing.T) {
	for _, shared := range []bool{false, true} {
		memory, err := freshPages(shared)
		require.NoError(t, err)
		before := faults(t)
		for at := 0; at < len(memory); at += pageBytes {
			memory[at] = 1
		}
		require.GreaterOrEqual(t, faults(t)-before, int64(sharedPages), "shared: %v", shared)
		require.NoError(t, unix.Munmap(memory))
	}
}

func faults(t *testing.T) int64 {
	var used unix.Rusage
	require.NoError(t, unix.Getrusage(unix.RUSAGE_SELF, &used))
	return used.Minflt
}
