//go:build !js

package real

import "time"

// Spec is a program to be run, and within which limits.
type Spec struct {
	Command     []string // the program, by its path, and its arguments
	Directory   string   // in which it starts; "" for this one
	Environment []string
	Input       bool   // it reads this program's standard input; else it finds none
	Folder      string // where it may leave what it records about itself; "" for nowhere
	Exact       bool   // ask the kernel for its records of switches
	OnlyExact   bool   // and do not run without them
	Limits      Limits
}

// Limits end a program that does not end by itself, and keep it from filling
// the computer.
type Limits struct {
	Wall        time.Duration // of the whole run
	CPU         time.Duration // of each process
	OutputBytes int64         // kept; what is more is swallowed, the program never waits
	FileBytes   int64         // of each file that is written
	MemoryBytes int64         // of all processes together
	Processes   int           // at once
	Threads     int           // at once, of all processes
	Switches    int           // that are recorded
}

// DefaultLimits are generous for lessons and harmless for a laptop.
func DefaultLimits() Limits {
	return Limits{
		Wall: 60 * time.Second, CPU: 60 * time.Second, OutputBytes: 4 << 20, FileBytes: 64 << 20,
		MemoryBytes: 2 << 30, Processes: 64, Threads: 1024, Switches: 2_000_000,
	}
}

// Tier is how a run was observed.
type Tier string

// The tiers, best first.
const (
	Exact        Tier = "exact"         // the kernel's records of each switch
	SelfMeasured Tier = "self-measured" // the program's own clocks
	Sampled      Tier = "sampled"       // looked at now and then: no slices
)
