package scheduler

import "timeslice/sim/trace"

// roundRobin gives each task the core for one quantum in turn. A task that
// becomes ready at the instant at which another's quantum ends stands before
// it in the queue, because an instant's events are applied in that order. One
// that gives way goes to the tail and loses what was left of its quantum.
// (OSTEP, chapter 7.)
//
// Key and the dispatch's number are as for first come, first served.
type roundRobin struct {
	fifo
	quantumNs int64
}

func newRoundRobin(config *Config, _ Watcher) func() Queue {
	return func() Queue { return &roundRobin{quantumNs: config.QuantumNs} }
}

func (q *roundRobin) SliceNs(*Task) int64           { return q.quantumNs }
func (q *roundRobin) Expire(*Task, trace.Time) bool { return true }
