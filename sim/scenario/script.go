package scenario

import (
	"slices"
	"strings"

	"timeslice/sim"
	nodejs "timeslice/sim/node"
)

// ScriptFolder is where the folder of a script that is run by itself is on the
// simulated disk. It is the same for everybody, so that a run is the same on
// every computer.
const ScriptFolder = "/app"

// scriptMachine is the machine that such a script runs on unless knobs say
// otherwise, as the section machine of a scenario. The limits end scripts that
// do not end by themselves: docs/model.md.
const scriptMachine = `
policy: eevdf
cores: 2
limits: {until: 60s, facts: 5000000, processes: 1000, threads: 12000}
`

// ScriptEnvironment is the environment of a script: nothing of the computer
// that simulates.
func ScriptEnvironment() []string {
	return []string{
		"HOME=/home/user", "LANG=C.UTF-8", "PATH=/usr/local/bin:/usr/bin:/bin", "PWD=" + ScriptFolder, "USER=user",
	}
}

// scriptsOwn is the bare machine of a script: a laptop, if this computer was not
// measured.
func scriptsOwn(name string, knobs Overrides) *Scenario {
	machine := scriptMachine
	if knobs.Calibration == "" {
		machine += "preset: " + calibratedPreset + "\n"
	}
	bare, err := Empty(name, machine)
	if err != nil {
		panic(err) // the text above is wrong
	}
	return bare
}

// Script makes the machine on which a script starts at once, as a user's
// process in ScriptFolder. name is for errors, which are about the knobs; input gives
// what is typed at the terminal, nil for nothing.
func Script(name string, o nodejs.Options, input func() []byte, knobs Overrides) (*sim.Machine, error) {
	bare := scriptsOwn(name, knobs)
	if knobs.Calibration != "" || len(knobs.Keys) > 0 {
		o.Costs = bare.nodeCosts(knobs)
	}
	m, err := bare.MachineWith(Programs{Input: input}, knobs)
	if err != nil {
		return nil, err
	}
	spec := nodejs.Spec("node", o)
	spec.Environment, spec.Directory, spec.User = ScriptEnvironment(), ScriptFolder, "user"
	spec.Arguments = commandLine(strings.TrimPrefix(o.Script, ScriptFolder+"/"), o.Flags, o.Arguments)
	m.Start(spec)
	return m, nil
}

// commandLine is what one would have typed, as ps shows it.
func commandLine(script string, flags, arguments []string) []string {
	return slices.Concat([]string{"node"}, flags, []string{script}, arguments)
}

// nodeCosts is what Node costs on the scenario's machine.
func (s *Scenario) nodeCosts(knobs Overrides) nodejs.Costs {
	r := &reader{faults: &faults{file: s.name}, scenario: s}
	return r.readMachine(s.machine, knobs).node
}
