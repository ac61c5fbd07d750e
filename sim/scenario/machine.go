package scenario

import (
	"errors"

	"timeslice/scheduler"
	"timeslice/sim"
	nodejs "timeslice/sim/node"
	"timeslice/sim/trace"
)

// Overrides are knobs of the machine that are turned from outside, such as by
// the flags of the command line. A nil one leaves the scenario's value.
type Overrides struct {
	Cores       *int
	Policy      *string
	HZ          *int64
	Seed        *uint64
	QuantumNs   *int64
	Until       *trace.Time
	Calibration string      // keys of the section machine that were measured, for whose machine names no preset
	Edits       []sim.Edit  // what is changed while it runs, besides the scenario's own
	Limits      *sim.Limits // all of them, for those who run scenarios they do not know
	// Keys are keys of the section machine, or of a section in it, and their values
	// as a scenario file has them: [Knob].
	Keys map[string]string
}

// Bounds of a machine's knobs.
const (
	maximumCores  = 1024
	maximumHZ     = 1_000_000
	maximumLevels = 64
	maximumDraws  = 10_000
)

// machineSpec is what the section machine says.
type machineSpec struct {
	scheduler    scheduler.Config
	preset       string
	costs        sim.Costs
	memoryBytes  int64
	processLimit int
	limits       sim.Limits
	node         nodejs.Costs
}

// readMachine reads the section machine, which may be nil. What the
// scheduler's defaults are depends on the policy and the cores, so these two
// are read first, and overrides of them count here.
func (r *reader) readMachine(n *node, o Overrides) machineSpec {
	m := machineSpec{preset: r.presetOf(n, &o), scheduler: r.defaults(n, o)}
	preset, _ := sim.FindPreset(m.preset)
	m.costs, m.memoryBytes, m.processLimit = preset.Costs, preset.MemoryBytes, preset.ProcessLimit
	m.node = nodejs.CostsOf(m.preset)
	if !namesPreset(n, &o) {
		r.measured(&m, o.Calibration)
	}
	if n != nil {
		r.fields(n, "machine", r.machineFields(&m))
	}
	r.turn(&m, o.Keys)
	o.apply(&m)
	return m
}

// CheckCalibration finds what is wrong with keys that were measured, of the file with
// a name; nil if nothing is.
func CheckCalibration(name, calibration string) Errors {
	r := &reader{faults: &faults{file: name}, scenario: &Scenario{}}
	r.measured(&machineSpec{}, calibration)
	var found Errors
	errors.As(r.err(), &found)
	return found
}

// measured gives costs the values that were measured.
func (r *reader) measured(m *machineSpec, calibration string) {
	if calibration == "" {
		return
	}
	read := &reader{faults: &faults{file: r.file}, scenario: r.scenario}
	if n := parseYAML([]byte(calibration), read.faults); n != nil {
		read.fields(n, "machine", read.machineFields(m))
	}
	r.list = append(r.list, read.list...)
}

// Calibrated reports whether a calibration would change what things cost on the
// scenario's machine, and whether the section machine says other costs itself.
func (s *Scenario) Calibrated() (calibrated, ownCosts bool) {
	for _, key := range []string{"switch-cost", "migration-cost", "cache", "costs", "node"} {
		ownCosts = ownCosts || s.machine.value(key) != nil
	}
	return !namesPreset(s.machine, &Overrides{}), ownCosts
}

// defaults is the scheduler's configuration before the section's other keys.
func (r *reader) defaults(n *node, o Overrides) scheduler.Config {
	cores, policy := 1, policyNames()[0]
	if value := n.value("cores"); value != nil {
		whole(r, &cores, 1, maximumCores)(value)
	}
	if value := n.value("policy"); value != nil {
		r.oneOf(&policy, policyNames())(value)
	}
	if o.Cores != nil {
		cores = *o.Cores
	}
	if o.Policy != nil {
		policy = *o.Policy
	}
	return scheduler.Defaults(policy, cores)
}

func (o *Overrides) apply(m *machineSpec) {
	if o.HZ != nil {
		m.scheduler.HZ = *o.HZ
	}
	if o.Seed != nil {
		m.scheduler.Seed = *o.Seed
	}
	if o.QuantumNs != nil {
		m.scheduler.QuantumNs = *o.QuantumNs
	}
	if o.Limits != nil {
		m.limits = *o.Limits
	}
	if o.Until != nil {
		m.limits.Until = *o.Until
	}
}

func policyNames() []string {
	var names []string
	for _, p := range scheduler.Policies() {
		names = append(names, p.Name)
	}
	return names
}

func presetNames() []string {
	var names []string
	for _, p := range sim.Presets() {
		names = append(names, p.Name)
	}
	return names
}

// machineFields is every key of the section machine.
func (r *reader) machineFields(m *machineSpec) []field {
	c := &m.scheduler
	done := func(*node) {} // has been read before
	return []field{
		{"cores", done},
		{"policy", done},
		{"preset", done},
		{"disks", done},
		{"queues", r.queues(&c.Layout)},
		{"seed", whole(r, &c.Seed, 0, 1<<62)},
		{"quantum", r.duration(&c.QuantumNs, 1)},
		{"hz", whole(r, &c.HZ, 0, maximumHZ)},
		{"levels", r.levels(&c.Levels)},
		{"boost", r.duration(&c.BoostNs, 0)},
		{"keep-on-block", r.boolean(&c.KeepOnBlock, false)},
		{"front-after-io", r.boolean(&c.FrontAfterIO, false)},
		{"ageing", r.duration(&c.AgeingNs, 0)},
		{"ageing-step", whole(r, &c.AgeingStep, 1, 1000)},
		{"draws", r.draws(&c.Draws)},
		{"base-slice", r.duration(&c.BaseSliceNs, 1)},
		{"latency", r.duration(&c.LatencyNs, 1)},
		{"granularity", r.duration(&c.GranularityNs, 1)},
		{"wakeup-granularity", r.duration(&c.WakeupNs, 0)},
		{"rt-slice", r.duration(&c.RealTimeRobinNs, 1)},
		{"rt-runtime", r.duration(&c.RealTimeLimitNs, 1)},
		{"rt-period", r.duration(&c.RealTimePeriodNs, 0)},
		{"balance", r.duration(&c.BalanceNs, 0)},
		{"balancing", r.boolean(&c.NoBalance, true)},
		{"idle-pull", r.boolean(&c.NoIdlePull, true)},
		{"cache-hot", r.duration(&c.CacheHotNs, 0)},
		{"quota-slice", r.duration(&c.QuotaSliceNs, 1)},
		{"memory", r.size(&m.memoryBytes, 0)},
		{"process-limit", whole(r, &m.processLimit, 0, 1_000_000)},
		{"switch-cost", r.duration(&m.costs.SwitchNs, 0)},
		{"migration-cost", r.duration(&m.costs.MigrationNs, 0)},
		{"cache", func(n *node) { r.fields(n, "cache", r.cacheFields(&m.costs)) }},
		{"node", func(n *node) { r.fields(n, "node", r.nodeFields(&m.node)) }},
		{"costs", func(n *node) { r.fields(n, "costs", r.costFields(&m.costs)) }},
		{"limits", func(n *node) { r.fields(n, "limits", r.limitFields(&m.limits)) }},
	}
}

func (r *reader) queues(to *scheduler.Layout) func(*node) {
	return func(n *node) {
		word := ""
		if r.choice(&word, []string{"central", "per-core"})(n) {
			*to = scheduler.Central
			if word == "per-core" {
				*to = scheduler.PerCore
			}
		}
	}
}

// levels reads the levels of the multi-level feedback queue, the best first:
// a quantum each, or a quantum and an allotment.
func (r *reader) levels(to *[]scheduler.Level) func(*node) {
	return func(n *node) {
		var levels []scheduler.Level
		for _, item := range r.items(n) {
			var l scheduler.Level
			if item.shape == mapping {
				r.fields(item, "levels", []field{
					{"quantum", r.duration(&l.QuantumNs, 1)},
					{"allotment", r.duration(&l.AllotmentNs, 1)},
				})
			} else {
				r.duration(&l.QuantumNs, 1)(item)
			}
			if l.QuantumNs == 0 {
				r.addMissing(item, "quantum", "levels")
			}
			levels = append(levels, l)
		}
		if len(levels) < 1 || len(levels) > maximumLevels {
			r.add(n.place, "scenario.wrong-count", "Section", "levels", "Low", 1, "High", maximumLevels)
			return
		}
		*to = levels
	}
}

// draws reads the tickets that the lottery draws first.
func (r *reader) draws(to *[]int64) func(*node) {
	return func(n *node) {
		draws := []int64{}
		for _, item := range r.items(n) {
			var ticket int64
			whole(r, &ticket, 0, 1<<62)(item)
			draws = append(draws, ticket)
		}
		if len(draws) > maximumDraws {
			r.add(n.place, "scenario.wrong-count", "Section", "draws", "Low", 0, "High", maximumDraws)
			return
		}
		*to = draws
	}
}

func (r *reader) cacheFields(c *sim.Costs) []field {
	return []field{
		{"cold", r.duration(&c.CacheColdNs, 0)},
		{"speed", r.percent(&c.CacheSpeedPercent)},
	}
}

// percent reads from 1% to 100%.
func (r *reader) percent(to *int64) func(*node) {
	return func(n *node) {
		if !r.scalar(n) {
			return
		}
		digits := n.text
		if last := len(digits) - 1; last >= 0 && digits[last] == '%' {
			digits = digits[:last]
		}
		r.number(to, n.place, digits, 1, 100)
	}
}

// limitFields is every key of the section limits: what ends a run that would
// not end by itself.
func (r *reader) limitFields(l *sim.Limits) []field {
	return []field{
		{"until", r.duration((*int64)(&l.Until), 1)},
		{"facts", whole(r, &l.Facts, 1, 1_000_000_000)},
		{"threads", whole(r, &l.Threads, 1, 1_000_000)},
		{"processes", whole(r, &l.Processes, 1, 1_000_000)},
		{"refusals", whole(r, &l.Refusals, 1, 1_000_000)},
		{"isolates", whole(r, &l.Isolates, 1, 100_000)},
		{"operations-at-once", whole(r, &l.DeedsAtOnce, 1, 1_000_000_000)},
		{"steps", whole(r, &l.Steps, 1, 1_000_000_000_000)},
		{"effort", whole(r, &l.Effort, 1, 1_000_000_000_000)},
		{"channels", r.size(&l.ChannelBytes, 1)},
	}
}
