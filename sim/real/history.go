//go:build !js

package real

import (
	"timeslice/sim/real/worker"
	"timeslice/sim/trace"
	"timeslice/sim/workload"
)

// History is everything that was seen of a run, in the order it came in.
type History struct {
	Command  []string
	Machine  string // how its computer is called, "" to say no name
	Started  Started
	Switches []Switch
	Named    []Named
	Outputs  []Output
	Samples  []Sample
	Ended    Ended
	Troubles []Trouble
	Lost     int64 // records of the kernel for which there was no room
	Logs     []NodeLog
	Marks    []Mark
	Plan     *workload.Plan // of a workload
	Work     []worker.Event // what its processes wrote down, in order of time
	// Workers is what WorkersStarted says of a run of the same program that recorded
	// itself: threads of workers cannot be told from the pool's from outside alone.
	Workers []int
}

// take adds what a report tells.
func (h *History) take(r *Report) {
	switch {
	case r.Started != nil:
		h.Started = *r.Started
	case r.Named != nil:
		h.Named = append(h.Named, *r.Named)
	case r.Output != nil:
		h.Outputs = append(h.Outputs, *r.Output)
	case r.Sample != nil:
		h.Samples = append(h.Samples, *r.Sample)
	case r.Ended != nil:
		h.Ended = *r.Ended
	case r.Trouble != nil:
		h.Troubles = append(h.Troubles, *r.Trouble)
	default:
		h.Switches = append(h.Switches, unpack(r.Switches)...)
		h.Lost += r.Lost
	}
}

// WorkersStarted counts the worker threads that each process told of, by the order in
// which the processes began.
func (h *History) WorkersStarted() []int {
	count := map[int]int{}
	for i := range h.Logs {
		if h.Logs[i].Worker != 0 {
			count[h.Logs[i].Process]++
		}
	}
	var started []int
	for _, process := range h.processes() {
		started = append(started, count[process])
	}
	return started
}

// processes lists the processes in the order in which they began.
func (h *History) processes() []int {
	list := []int{h.Started.Process}
	for i := range h.Switches {
		if s := &h.Switches[i]; s.What == Forked && s.Thread == s.Process && s.Process != h.Started.Process {
			list = append(list, s.Process)
		}
	}
	return list
}

// Text is what the program wrote to a file, 1 or 2.
func (h *History) Text(file int) string {
	var text []byte
	for i := range h.Outputs {
		if h.Outputs[i].File == file {
			text = append(text, h.Outputs[i].Text...)
		}
	}
	return string(text)
}

// Stopped is the limit that ended the program, "" if none did.
func (h *History) Stopped() (limit Limit, detail string) {
	for _, t := range h.Troubles {
		if t.Limit.ends() {
			return t.Limit, t.Detail
		}
	}
	return "", ""
}

// ForeignNs is how long cores worked for others while the program ran, trace.None
// if that is not known: what all cores worked less what the program's threads had.
func (h *History) ForeignNs() int64 {
	if len(h.Samples) < 2 {
		return trace.None
	}
	first, last := &h.Samples[0], &h.Samples[len(h.Samples)-1]
	if first.BusyNs == 0 || last.BusyNs == 0 {
		return trace.None
	}
	return max(0, last.BusyNs-first.BusyNs-h.Ended.CPUNs)
}
