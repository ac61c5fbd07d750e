package lesson

import (
	"fmt"
	"path"
	"strings"
	"time"

	"timeslice/sim"
	"timeslice/sim/node"
	"timeslice/sim/scenario"
	"timeslice/sim/trace"
)

// overrides are the knobs as scenarios take them.
func (k *Knobs) overrides() (scenario.Overrides, error) {
	var o scenario.Overrides
	if k.Cores > 0 {
		o.Cores = &k.Cores
	}
	if k.Policy != "" {
		o.Policy = &k.Policy
	}
	if k.Seed > 0 {
		o.Seed = &k.Seed
	}
	if k.Quantum != "" {
		ns, err := time.ParseDuration(k.Quantum)
		if err != nil {
			return o, err
		}
		quantum := int64(ns)
		o.QuantumNs = &quantum
	}
	if k.Until != "" {
		ns, err := time.ParseDuration(k.Until)
		if err != nil {
			return o, err
		}
		until := trace.Time(ns)
		o.Until = &until
	}
	return o, nil
}

// QuantumNs is the quantum in nanoseconds, 0 for the usual one.
func (k *Knobs) QuantumNs() int64 {
	ns, err := time.ParseDuration(k.Quantum)
	if err != nil {
		return 0
	}
	return int64(ns)
}

// Machine makes the machine on which files run, of which Main is the first.
func (l *Lesson) Machine(files map[string]string, k Knobs, library *node.Library) (*sim.Machine, error) {
	overrides, err := k.overrides()
	if err != nil {
		return nil, err
	}
	disk := node.Files{}
	for name, text := range files {
		disk[path.Join(scenario.ScriptFolder, name)] = []byte(text)
	}
	if !strings.HasSuffix(l.Main, ".yaml") {
		return scenario.Script(l.Name, node.Options{
			Script: path.Join(scenario.ScriptFolder, l.Main), Files: disk, Library: library, Guard: &node.Guard{},
			Costs: node.DefaultCosts(), PoolSize: k.Pool, Seed: k.Seed,
		}, nil, overrides)
	}
	s, err := scenario.Read(path.Join(l.Name, "program", l.Main), []byte(files[l.Main]))
	if err != nil {
		return nil, err
	}
	return s.MachineWith(scenario.Programs{
		Files: disk, Folder: scenario.ScriptFolder, Library: library, Guard: &node.Guard{}, Pool: k.Pool,
		Environment: scenario.ScriptEnvironment(),
	}, overrides)
}

// Run runs the program on the lesson's machine and its variants.
func (l *Lesson) Run(library *node.Library) (Runs, error) { return l.runOf(l.Program, library) }

// RunSolution runs what the task asks for.
func (l *Lesson) RunSolution(library *node.Library) (Runs, error) {
	files := map[string]string{}
	for name, text := range l.Program {
		files[name] = text
	}
	for name, text := range l.Solution {
		files[name] = text
	}
	return l.runOf(files, library)
}

func (l *Lesson) runOf(files map[string]string, library *node.Library) (Runs, error) {
	runs := Runs{}
	for _, v := range append([]Variant{{"", l.Knobs}}, l.Variants...) {
		m, err := l.Machine(files, v.Knobs, library)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", l.Name, err)
		}
		m.Run()
		runs[v.Name] = NewRecord(m.Trace())
	}
	return runs, nil
}
