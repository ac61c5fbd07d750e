// Package garbage says how much of it may lie before Go collects it. A simulation
// makes many small things that live long. Go collects garbage whenever as much has
// been made as lives, which with little alive is all the time: while two hundred
// processes started, that took a fifth of the work. Letting some garbage lie there
// costs memory that every computer has.
package garbage

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// Leave lets so many bytes be used before garbage is collected. Beyond that, garbage
// is collected as Go does: when there is as much as lives.
func Leave(bytes uint64) {
	percent := bytes * 100 / max(LiveHeap(), leastHeap)
	debug.SetGCPercent(int(max(200, percent) - 100))
	// A finalizer runs after each collection.
	runtime.SetFinalizer(new(collected), func(*collected) { Leave(bytes) })
}

// leastHeap is the heap that Go takes its percentage of at the least.
const leastHeap = 4 << 20

// collected is something that is garbage at once.
type collected struct{ _ [4]uint64 }

// LiveHeap is how many bytes the last collection of garbage found in use.
func LiveHeap() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
