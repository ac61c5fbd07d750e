package main

import (
	"runtime"
	"runtime/metrics"
	"time"

	"timeslice/sim/node"
)

// mostMemory is how much memory scripts may make this computer use, the trace
// included.
const mostMemory = 3 << 29 // 1.5 GiB

// watchMemory looks at this program's memory five hundred times a second.
func watchMemory(guard *node.Guard) (stop func()) {
	done := make(chan struct{})
	go func() {
		ticker := time.NewTicker(2 * time.Millisecond)
		defer ticker.Stop()
		for {
			select {
			case <-done:
				return
			case <-ticker.C:
				if used := heapInUse(); used > mostMemory*4/3 || used > mostMemory && stillInUse() {
					guard.Trip()
					return
				}
			}
		}
	}()
	return func() { close(done) }
}

// heapInUse is how many bytes are held by objects, garbage included.
func heapInUse() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// stillInUse looks again after the garbage was collected.
func stillInUse() bool {
	runtime.GC()
	return heapInUse() > mostMemory*3/4
}
