package scheduler

import "timeslice/sim/trace"

// Group is a set of tasks that share a CPU quota (cpu.max).
type Group struct {
	ID       trace.GroupID
	Name     string
	QuotaNs  int64 // CPU time of all its tasks together…
	PeriodNs int64 // …in each of these
}
