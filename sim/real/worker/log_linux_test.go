package worker

import (
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

// TestTheFirstEventsCostNoPages: the pages in which a process's first events are
// written are there before it begins, so that its own time is its work's.
func TestTheFirstEventsCostNoPages(t *testing.T) {
	l, err := openLog(t.TempDir())
	require.NoError(t, err)
	defer l.file.Close()
	there := make([]byte, logBytes/pageBytes)
	_, _, failed := unix.Syscall(unix.SYS_MINCORE, uintptr(unsafe.Pointer(&l.memory[0])), uintptr(len(l.memory)), uintptr(unsafe.Pointer(&there[0])))
	require.Zero(t, failed)
	for page := range readyBytes / pageBytes {
		require.EqualValues(t, 1, there[page]&1, "page %d", page)
	}
}
