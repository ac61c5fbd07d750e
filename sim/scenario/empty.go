package scenario

// Empty is a scenario in which nothing runs by itself: only a machine, as the
// section machine describes it. Those who start processes of their own on it
// use it to have the same knobs, and the same faults told.
func Empty(name, machine string) (*Scenario, error) {
	f := &faults{file: name}
	s := &Scenario{name: name, machine: parseYAML([]byte(machine), f)}
	r := &reader{faults: f, scenario: s}
	r.readMachine(s.machine, Overrides{})
	if err := f.err(); err != nil {
		return nil, err
	}
	return s, nil
}
