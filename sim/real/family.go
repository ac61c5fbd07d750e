//go:build !js

package real

import (
	"maps"
	"slices"
)

// family is who lives below the supervisor, kept up to date by the kernel's
// records. To ask /proc for it would cost more than all else that the recorder
// does; and who waits for a process that ends while somebody looks at it in /proc
// spins in the kernel until the look is over (d_invalidate), which on a busy
// computer made a run with many children several times slower.
type family struct {
	threads map[int]int // how many live, by process
	gaps    bool        // some records were lost: it tells nothing any more
}

// begins is told of the program itself, whose own beginning is not recorded.
func (f *family) begins(process int) { f.threads = map[int]int{process: 1} }

// take takes in a record.
func (f *family) take(s *Switch) {
	if s.What != Forked && s.What != Exited {
		return
	}
	if s.What == Forked {
		f.threads[s.Process]++
	} else if f.threads[s.Process]--; f.threads[s.Process] <= 0 {
		delete(f.threads, s.Process)
	}
}

// loses is told that some records were lost.
func (f *family) loses() { f.gaps = true }

// members lists the processes and counts their threads; not if records were lost.
func (f *family) members() (processes []int, threads int, known bool) {
	for _, count := range f.threads {
		threads += count
	}
	return slices.Sorted(maps.Keys(f.threads)), threads, !f.gaps
}
