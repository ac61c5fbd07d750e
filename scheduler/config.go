package scheduler

import (
	"fmt"

	"timeslice/sim/trace"
)

// Layout says how ready tasks are queued.
type Layout uint8

// The layouts.
const (
	Central Layout = iota // one queue for all cores: the textbook's idealisation
	PerCore               // one queue a core, as in real systems
)

// Config is everything that is fixed about a scheduler. [Defaults] gives a
// complete one; times are nanoseconds.
type Config struct {
	Cores  int
	Policy string
	Layout Layout
	Seed   uint64

	// For the policies that take turns.
	QuantumNs int64

	// For Linux: how often a second the clock ticks: 1000, 250 or 100 as the
	// kernel is built. 0 for no ticks, which makes slices end exactly.
	HZ int64

	// For the multi-level feedback queue, best level first.
	Levels        []Level
	BoostNs       int64 // all go to the top this often; 0 for never
	KeepOnBlock   bool  // blocking starts the allotment anew: the rule that can be gamed
	FrontAfterIO  bool  // a woken task goes to the front of its level
	AgeingNs      int64 // for priority: one step better for each of these spent waiting; 0 for never
	AgeingStep    int
	Draws         []int64 // for the lottery: what to draw first, instead of by chance; modulo the tickets
	BaseSliceNs   int64   // EEVDF's base slice before scaling by the number of cores
	LatencyNs     int64   // CFS, before scaling
	GranularityNs int64   // CFS's minimum granularity, before scaling
	WakeupNs      int64   // CFS's wake-up granularity, before scaling

	// For the real-time class, above every policy.
	RealTimeRobinNs  int64 // the slice of SCHED_RR
	RealTimeLimitNs  int64 // it may run for so long…
	RealTimePeriodNs int64 // …in each of these; 0 for no limit

	// For one queue a core.
	BalanceNs  int64 // how often a core looks for work elsewhere; 0 for Linux's rule
	CacheHotNs int64 // a task that ran so recently is not moved
	NoIdlePull bool  // a core that runs out of work takes none from others
	NoBalance  bool  // no periodic balancing

	// For CPU quotas.
	QuotaSliceNs int64 // a core takes this much of a group's pool at a time
}

// Level is one level of the multi-level feedback queue.
type Level struct {
	QuantumNs   int64
	AllotmentNs int64 // CPU time after which a task goes one level down; 0 for the quantum
}

// Defaults returns the configuration of a machine with so many cores under a
// policy: textbook values for textbook policies, Linux's for Linux's.
// Source of the numbers: docs/model.md.
func Defaults(policy string, cores int) Config {
	ms := trace.Millisecond
	layout := Central
	if known := find(policy); known != nil {
		layout = known.Layout
	}
	return Config{
		Cores: cores, Policy: policy, Layout: layout, Seed: 1, HZ: 1000,
		QuantumNs:   10 * ms,
		Levels:      []Level{{QuantumNs: 10 * ms}, {QuantumNs: 20 * ms}, {QuantumNs: 40 * ms}},
		BaseSliceNs: 700_000, LatencyNs: 6 * ms, GranularityNs: 750_000, WakeupNs: ms,
		AgeingStep:      1,
		RealTimeRobinNs: 100 * ms, RealTimeLimitNs: 950 * ms, RealTimePeriodNs: 1000 * ms,
		CacheHotNs:   500_000,
		QuotaSliceNs: 5 * ms,
	}
}

// Check reports what is wrong with a configuration, nil if nothing is.
func (c *Config) Check() error {
	switch {
	case c.Cores < 1 || c.Cores > 1024:
		return fmt.Errorf("cores: %d is not from 1 to 1024", c.Cores)
	case find(c.Policy) == nil:
		return fmt.Errorf("policy: there is no %q; the policies are %s", c.Policy, listNames())
	case c.QuantumNs <= 0:
		return fmt.Errorf("quantum: %d ns is not more than zero", c.QuantumNs)
	case c.HZ < 0 || c.HZ > 1_000_000:
		return fmt.Errorf("hz: %d is not from 0 to 1000000", c.HZ)
	case c.BaseSliceNs <= 0:
		return fmt.Errorf("base slice: %d ns is not more than zero", c.BaseSliceNs)
	case c.LatencyNs <= 0:
		return fmt.Errorf("latency: %d ns is not more than zero", c.LatencyNs)
	case c.GranularityNs <= 0 || c.GranularityNs > c.LatencyNs:
		return fmt.Errorf("granularity: %d ns is not more than zero and at most the latency, %d ns", c.GranularityNs, c.LatencyNs)
	case c.WakeupNs < 0:
		return fmt.Errorf("wake-up granularity: %d ns is less than zero", c.WakeupNs)
	case c.RealTimeRobinNs <= 0:
		return fmt.Errorf("real-time slice: %d ns is not more than zero", c.RealTimeRobinNs)
	case c.RealTimeLimitNs < 0 || c.RealTimePeriodNs < 0:
		return fmt.Errorf("real-time limit: %d ns in %d ns; neither may be less than zero", c.RealTimeLimitNs, c.RealTimePeriodNs)
	case c.BalanceNs < 0 || c.CacheHotNs < 0:
		return fmt.Errorf("balancing: every %d ns, cache-hot for %d ns; neither may be less than zero", c.BalanceNs, c.CacheHotNs)
	case c.QuotaSliceNs <= 0:
		return fmt.Errorf("quota slice: %d ns is not more than zero", c.QuotaSliceNs)
	case c.BoostNs < 0:
		return fmt.Errorf("boost: %d ns is less than zero", c.BoostNs)
	case c.AgeingNs < 0:
		return fmt.Errorf("ageing: %d ns is less than zero", c.AgeingNs)
	case c.AgeingNs > 0 && c.AgeingStep < 1:
		return fmt.Errorf("ageing step: %d is less than 1", c.AgeingStep)
	}
	if err := c.checkLevels(); err != nil {
		return err
	}
	for i, draw := range c.Draws {
		if draw < 0 {
			return fmt.Errorf("draws: number %d is %d, which is less than zero", i+1, draw)
		}
	}
	return nil
}

func (c *Config) checkLevels() error {
	if len(c.Levels) < 1 || len(c.Levels) > maxLevels {
		return fmt.Errorf("levels: %d are not from 1 to %d", len(c.Levels), maxLevels)
	}
	for i, level := range c.Levels {
		if level.QuantumNs <= 0 {
			return fmt.Errorf("levels: the quantum of level %d, %d ns, is not more than zero", i, level.QuantumNs)
		}
		if level.AllotmentNs < 0 {
			return fmt.Errorf("levels: the allotment of level %d, %d ns, is less than zero", i, level.AllotmentNs)
		}
	}
	return nil
}
