package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"

	"github.com/shirou/gopsutil/v4/mem"

	"timeslice/sim/garbage"
	"timeslice/sim/node"
)

// leastMemory is how much memory scripts may make any computer use, the trace
// included; one with much memory gives more.
const leastMemory = 3 << 29 // 1.5 GiB

// mostMemory is how much memory scripts may make this computer use.
func mostMemory() uint64 {
	memory, err := mem.VirtualMemory()
	if err != nil {
		return leastMemory // in a browser
	}
	return max(leastMemory, memory.Total*2/5)
}

// watchMemory looks at this program's memory five hundred times a second, and
// keeps its garbage small: much of it is let pile up only where little lives.
func watchMemory(guard *node.Guard) (stop func()) {
	done, most := make(chan struct{}), mostMemory()
	limit := uint64(thriftyMemory)
	debug.SetMemoryLimit(int64(limit))
	go func() {
		defer debug.SetMemoryLimit(int64(most))
		ticker := time.NewTicker(2 * time.Millisecond)
		defer ticker.Stop()
		for {
			select {
			case <-done:
				return
			case <-ticker.C:
				if live := garbage.LiveHeap(); live > limit*3/4 && limit < most {
					limit = min(live*3/2, most)
					debug.SetMemoryLimit(int64(limit))
				}
				if used := heapInUse(); used > most*4/3 || used > most && stillInUse(most) {
					guard.Trip()
					return
				}
			}
		}
	}()
	return func() { close(done) }
}

// thriftyMemory is from where on garbage is collected before it is as much as
// what lives: what scripts are given at most, and as much garbage as a third.
const thriftyMemory = 1 << 30

// heapInUse is how many bytes are held by objects, garbage included.
func heapInUse() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// stillInUse looks again after the garbage was collected.
func stillInUse(most uint64) bool {
	runtime.GC()
	return heapInUse() > most*3/4
}
