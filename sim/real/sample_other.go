//go:build !linux && !js

package real

import (
	"time"

	"github.com/shirou/gopsutil/v4/cpu"
	"github.com/shirou/gopsutil/v4/process"
)

// sampleProcesses looks at some processes. What threads do is not to be had here.
func sampleProcesses(processes []int, _, _ bool) []ProcessSample {
	var samples []ProcessSample
	for _, number := range processes {
		found := ProcessSample{Process: number}
		p, err := process.NewProcess(int32(number))
		if err != nil {
			continue
		}
		if memory, err := p.MemoryInfo(); err == nil {
			found.ResidentBytes, found.MappedBytes = int64(memory.RSS), int64(max(memory.RSS, memory.VMS))
		}
		if count, err := p.NumThreads(); err == nil {
			found.Threads = make([]ThreadSample, count)
		}
		samples = append(samples, found)
	}
	return samples
}

// coreTimes is how long all cores together have worked and rested since the
// computer started.
func coreTimes() (busyNs, idleNs int64) {
	times, err := cpu.Times(false)
	if err != nil || len(times) != 1 {
		return 0, 0
	}
	t := times[0]
	idleNs = int64((t.Idle + t.Iowait) * float64(time.Second))
	return int64((t.User + t.Nice + t.System + t.Irq + t.Softirq + t.Steal) * float64(time.Second)), idleNs
}
