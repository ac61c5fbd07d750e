package scenario

import (
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"timeslice/scheduler"
	"timeslice/sim"
)

// Knob is a value of a machine that can be turned by itself.
type Knob struct {
	// Key is its key in the section machine, or in a section in it: "quantum",
	// "costs.fork", "node.callback".
	Key     string
	Form    Form
	Value   string   // as a scenario file has it
	Own     string   // what it is as long as it is not turned
	Choices []string // of a word

	number, least int64
}

// Form is what the value of a knob is.
type Form uint8

// The forms.
const (
	Duration Form = iota
	Size
	Percent
	Whole
	Switch // true or false
	Word   // one of some
)

// Section is the part of the machine that a knob is of: "machine", "cache",
// "costs" or "node".
func (k *Knob) Section() string {
	if section, _, nested := strings.Cut(k.Key, "."); nested {
		return section
	}
	return "machine"
}

// Turned reports whether the value is another than the knob's own.
func (k *Knob) Turned() bool { return k.Value != k.Own }

// IsNumber reports whether the value is a number, with its unit if it has one.
func (k *Knob) IsNumber() bool { return k.Form != Word && k.Form != Switch }

// Next is the value so many steps further up or down, the same at the end of its
// range.
func (k *Knob) Next(steps int) string {
	one := k
	for range max(steps, -steps) {
		next := *one
		next.step(steps > 0)
		one = &next
	}
	return one.Value
}

func (k *Knob) step(up bool) {
	switch k.Form {
	case Word:
		at, by := max(slices.Index(k.Choices, k.Value), 0), len(k.Choices)-1
		if up {
			by = 1
		}
		k.Value = k.Choices[(at+by)%len(k.Choices)]
		return
	case Switch:
		k.Value = strconv.FormatBool(k.Value != "true")
		return
	case Percent:
		k.number = bounded(up, k.number/10*10, 10, 10, 100)
	case Size:
		k.number = doubled(up, k.number, 4096)
	case Duration:
		k.number = onward(up, k.number)
	case Whole:
		k.number = doubled(up, k.number, 1)
	}
	k.number = max(k.number, k.least)
	k.Value = k.text()
}

func bounded(up bool, value, by, low, high int64) int64 {
	if !up {
		by = -by
	}
	return min(max(value+by, low), high)
}

// doubled is twice or half a number, where nothing is followed by least.
func doubled(up bool, value, least int64) int64 {
	switch {
	case up && value < least:
		return least
	case up && value <= mostAmount/2:
		return value * 2
	case up:
		return value
	case value <= least:
		return 0
	}
	return value / 2
}

// onward is the next of 0, 1, 2, 5, 10, 20, 50, 100…
func onward(up bool, value int64) int64 {
	all := []int64{0}
	for ten := int64(1); ten <= mostAmount/10; ten *= 10 {
		all = append(all, ten, 2*ten, 5*ten)
	}
	at, exact := slices.BinarySearch(all, value)
	switch {
	case up && exact:
		at++
	case !up:
		at--
	}
	return all[min(max(at, 0), len(all)-1)]
}

// text writes a number as a scenario file has it.
func (k *Knob) text() string {
	switch k.Form {
	case Duration:
		return inUnits(k.number, timeUnits())
	case Size:
		return inUnits(k.number, sizeUnits())
	case Percent:
		return strconv.FormatInt(k.number, 10) + "%"
	}
	return strconv.FormatInt(k.number, 10)
}

// Knobs lists the knobs of a scenario's machine under some overrides: those that
// have something to do with its policy.
func (s *Scenario) Knobs(o Overrides) []Knob {
	read := func(o Overrides) []Knob {
		spec := s.spec(o)
		return knobsOf(&spec)
	}
	own := o
	own.Keys = nil
	if preset, turned := o.Keys["preset"]; turned {
		own.Keys = map[string]string{"preset": preset}
	}
	// Others than the preset have their own value from it.
	own.HZ, own.QuantumNs, own.Seed = nil, nil, nil
	all, owns := read(o), read(own)
	for i := range all {
		all[i].Own = owns[i].Value
	}
	bare := o
	bare.Keys = nil
	if i := slices.IndexFunc(all, func(k Knob) bool { return k.Key == "preset" }); i >= 0 {
		all[i].Own = s.spec(bare).preset
	}
	return all
}

// ScriptKnobs lists the knobs of the machine of a script that is run by itself.
func ScriptKnobs(o Overrides) []Knob {
	return scriptsOwn("", o).Knobs(o)
}

// knobsOf lists the knobs of a machine.
func knobsOf(m *machineSpec) []Knob {
	c := &m.scheduler
	all := []Knob{
		{Key: "preset", Form: Word, Value: m.preset, Choices: presetNames()},
		{Key: "seed", Form: Whole, number: int64(c.Seed)},
		{Key: "hz", Form: Whole, number: c.HZ},
	}
	layout := "central"
	if c.Layout == scheduler.PerCore {
		layout = "per-core"
	}
	all = append(all, Knob{Key: "queues", Form: Word, Value: layout, Choices: []string{"central", "per-core"}})
	for _, one := range []struct {
		policies string // that it is for, "" for all
		knob     Knob
	}{
		{"rr priority lottery stride", Knob{Key: "quantum", least: 1, number: c.QuantumNs}},
		{"eevdf", Knob{Key: "base-slice", least: 1, number: c.BaseSliceNs}},
		{"cfs", Knob{Key: "latency", least: 1, number: c.LatencyNs}},
		{"cfs", Knob{Key: "granularity", least: 1, number: c.GranularityNs}},
		{"cfs", Knob{Key: "wakeup-granularity", number: c.WakeupNs}},
		{"mlfq", Knob{Key: "boost", number: c.BoostNs}},
		{"mlfq", Knob{Key: "keep-on-block", Form: Switch, Value: strconv.FormatBool(c.KeepOnBlock)}},
		{"mlfq", Knob{Key: "front-after-io", Form: Switch, Value: strconv.FormatBool(c.FrontAfterIO)}},
		{"priority", Knob{Key: "ageing", number: c.AgeingNs}},
		{"priority", Knob{Key: "ageing-step", least: 1, Form: Whole, number: int64(c.AgeingStep)}},
		{"", Knob{Key: "rt-slice", least: 1, number: c.RealTimeRobinNs}},
		{"", Knob{Key: "rt-runtime", least: 1, number: c.RealTimeLimitNs}},
		{"", Knob{Key: "rt-period", number: c.RealTimePeriodNs}},
		{"", Knob{Key: "balancing", Form: Switch, Value: strconv.FormatBool(!c.NoBalance)}},
		{"", Knob{Key: "idle-pull", Form: Switch, Value: strconv.FormatBool(!c.NoIdlePull)}},
		{"", Knob{Key: "balance", number: c.BalanceNs}},
		{"", Knob{Key: "cache-hot", number: c.CacheHotNs}},
		{"", Knob{Key: "quota-slice", least: 1, number: c.QuotaSliceNs}},
		{"", Knob{Key: "memory", Form: Size, number: m.memoryBytes}},
		{"", Knob{Key: "process-limit", Form: Whole, number: int64(m.processLimit)}},
		{"", Knob{Key: "switch-cost", number: m.costs.SwitchNs}},
		{"", Knob{Key: "migration-cost", number: m.costs.MigrationNs}},
		{"", Knob{Key: "cache.cold", number: m.costs.CacheColdNs}},
		{"", Knob{Key: "cache.speed", Form: Percent, number: m.costs.CacheSpeedPercent}},
	} {
		if one.policies == "" || slices.Contains(strings.Fields(one.policies), c.Policy) {
			all = append(all, one.knob)
		}
	}
	all = append(all, costKnobs("costs.", &m.costs)...)
	all = append(all, costKnobs("node.", &m.node)...)
	for i := range all {
		if k := &all[i]; k.IsNumber() {
			k.Value = k.text()
		}
	}
	return all
}

// costKnobs are the knobs of a section of costs. What bounds the computer that
// simulates is not among them.
func costKnobs(section string, costs any) (all []Knob) {
	notCosts := map[string]bool{"chunk": true, "heap-budget": true, "heap-buffer": true}
	eachCost(reflect.ValueOf(costs).Elem(), "", func(key, unit string, to any) {
		if section == "node." && notCosts[key] {
			return
		}
		k := Knob{Key: section + key}
		switch to := to.(type) {
		case *int:
			k.Form, k.number = Whole, int64(*to)
		case *int64:
			k.number = *to
			switch unit {
			case "Ns":
				k.Form = Duration
			case "Bytes":
				k.Form = Size
			case "Percent":
				k.Form = Percent
			default:
				k.Form = Whole
			}
		}
		all = append(all, k)
	})
	return all
}

// turn gives keys the values that they were turned to.
func (r *reader) turn(m *machineSpec, keys map[string]string) {
	read := &reader{faults: &faults{}, scenario: r.scenario}
	sections := map[string][]field{
		"machine": read.machineFields(m), "cache": read.cacheFields(&m.costs), "costs": read.costFields(&m.costs), "node": read.nodeFields(&m.node),
	}
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		section, name, nested := strings.Cut(key, ".")
		if !nested {
			section, name = "machine", key
		}
		read.file, read.list = key, nil
		word := func(text string) *node { return &node{shape: scalar, text: text} }
		if fields, known := sections[section]; known {
			read.oneField(entry{key: word(name), value: word(strings.TrimSpace(keys[key]))}, section, fields)
		} else {
			read.addUnknown(place{}, "scenario.unknown-key", key, slices.Sorted(maps.Keys(sections)), "Section", "machine")
		}
		r.list = append(r.list, read.list...)
	}
}

// presetOf is the preset that the section machine names, or that was turned to. What
// was measured is measured over the laptop.
func (r *reader) presetOf(n *node, o *Overrides) string {
	name := sim.Presets()[0].Name
	if o.Calibration != "" {
		name = calibratedPreset
	}
	value := n.value("preset")
	if turned, is := o.Keys["preset"]; is {
		value = &node{shape: scalar, text: turned}
	}
	if value != nil {
		r.oneOf(&name, presetNames())(value)
	}
	return name
}

// calibratedPreset has the costs that are not measured.
const calibratedPreset = "laptop"

func namesPreset(n *node, o *Overrides) bool {
	_, turned := o.Keys["preset"]
	return turned || n.value("preset") != nil
}
