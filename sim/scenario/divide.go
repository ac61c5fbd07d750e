package scenario

import "timeslice/sim"

// Divide is the scenario with the work of its first process shared among n copies:
// of the process, or of its first thread. Each copy computes an n-th of what each of
// its operations computed; all else stays. So the job is the same, and what it takes
// shows what dividing it brings.
func (s *Scenario) Divide(threads bool, n int64) *Scenario {
	twin := *s
	twin.processes = append([]processSpec{}, s.processes...)
	first := &twin.processes[0]
	first.threads = append([]threadSpec{}, first.threads...)
	if len(first.threads) == 0 {
		return &twin
	}
	count := &first.count
	if threads {
		count = &first.threads[0].count
	}
	*count = times(max(1, *count), n)
	for i := range first.threads {
		if !threads || i == 0 {
			first.threads[i].steps = divided(first.threads[i].steps, n)
		}
	}
	return &twin
}

// divided is steps that compute an n-th.
func divided(steps []step, n int64) []step {
	twin := append([]step{}, steps...)
	for i := range twin {
		s := &twin[i]
		if s.build != nil && s.cpuNs > 0 {
			s.cpuNs /= n
			s.build = fixed(&sim.Compute{Ns: s.cpuNs})
		}
		if s.build == nil { // a repeat; children and threads have work of their own
			s.body = divided(s.body, n)
		}
	}
	return twin
}
