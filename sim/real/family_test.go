//go:build !js

package real

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestTheFamilyIsWhoLives: threads and processes come and go by the records; after a
// loss nothing is claimed.
func TestTheFamilyIsWhoLives(t *testing.T) {
	var f family
	f.begins(10)
	tell := func(what SwitchKind, process, thread int) {
		f.take(&Switch{What: what, Process: process, Thread: thread})
	}
	tell(Forked, 10, 11) // a thread
	tell(Forked, 20, 20) // a process, which has two more threads
	tell(Forked, 20, 21)
	tell(Forked, 20, 22)
	tell(CameIn, 30, 30) // not a matter of life
	processes, threads, known := f.members()
	require.Equal(t, []int{10, 20}, processes)
	require.Equal(t, 5, threads)
	require.True(t, known)
	tell(Exited, 20, 20) // its first thread may go before the others
	tell(Exited, 20, 22)
	processes, threads, _ = f.members()
	require.Equal(t, []int{10, 20}, processes)
	require.Equal(t, 3, threads)
	tell(Exited, 20, 21)
	processes, _, _ = f.members()
	require.Equal(t, []int{10}, processes)
	f.loses()
	_, _, known = f.members()
	require.False(t, known)
}
