//go:build !linux && !js

package real

import (
	"os"
	"time"

	"github.com/shirou/gopsutil/v4/process"
)

// What every system but Linux has in common: processes are found by their parents'
// numbers, and the clock that all share is the time of day.

// clocks are this process's: those of others are brought to them by the time of
// day.
func clocks() (ns, wall int64) {
	now := time.Now()
	return now.UnixNano(), now.UnixMicro()
}

// descendants lists all that are below a process, at most so many.
func descendants(parent, most int) []int {
	all, err := process.Processes()
	if err != nil {
		return nil
	}
	below := map[int32][]int32{}
	for _, p := range all {
		if of, err := p.Ppid(); err == nil {
			below[of] = append(below[of], p.Pid)
		}
	}
	var found []int
	next := below[int32(parent)]
	for i := 0; i < len(next) && len(found) < most; i++ {
		found = append(found, int(next[i]))
		next = append(next, below[next[i]]...)
	}
	return found
}

func anyDescendant() bool {
	return len(descendants(os.Getpid(), 1)) > 0
}

func countDescendants(most int) int { return len(descendants(os.Getpid(), most)) }
