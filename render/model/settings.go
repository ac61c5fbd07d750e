package model

import (
	"reflect"

	"timeslice/sim/scenario"
	"timeslice/sim/trace"
)

// Settings are the machine's knobs as the user has turned them. What is zero is
// as the program has it.
type Settings struct {
	Cores     int
	Policy    string
	QuantumNs int64
	HZ        int64 // -1 for exact slices
	Pool      int
	Seed      *uint64
	// Costs are single knobs by their keys in a scenario file, such as
	// "switch-cost" or "node.statement", with their values as such a file has them.
	Costs map[string]string
}

// Change takes over what others have set.
func (s *Settings) Change(by *Settings) {
	if by.Cores > 0 {
		s.Cores = by.Cores
	}
	if by.Policy != "" {
		s.Policy = by.Policy
	}
	if by.QuantumNs > 0 {
		s.QuantumNs = by.QuantumNs
	}
	if by.HZ != 0 {
		s.HZ = by.HZ
	}
	if by.Pool > 0 {
		s.Pool = by.Pool
	}
	if by.Seed != nil {
		s.Seed = by.Seed
	}
	for name, cost := range by.Costs {
		if s.Costs == nil {
			s.Costs = map[string]string{}
		}
		s.Costs[name] = cost
	}
}

// overrides are the settings as scenarios take them.
func (s *Settings) overrides() scenario.Overrides {
	var o scenario.Overrides
	if s.Cores > 0 {
		o.Cores = &s.Cores
	}
	if s.Policy != "" {
		o.Policy = &s.Policy
	}
	if s.QuantumNs > 0 {
		o.QuantumNs = &s.QuantumNs
	}
	if s.HZ != 0 {
		hz := max(s.HZ, 0)
		o.HZ = &hz
	}
	o.Seed, o.Keys = s.Seed, s.Costs
	return o
}

// horizon is how far ahead of the playhead a run that does not end is carried.
const horizon = trace.Time(2 * trace.Second)

// check reports whether settings are such as the window can make; what is wrong with
// a cost is told when it is run with.
func (s *Settings) check() bool {
	return s.Cores >= 0 && s.Cores <= mostCores && s.Pool >= 0 && s.Pool <= mostPool && s.QuantumNs >= 0
}

// same reports whether two machines are set the same.
func (s *Settings) same(other *Settings) bool {
	return reflect.DeepEqual(s, other)
}
