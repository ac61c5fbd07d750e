package scenario

import (
	"slices"

	"timeslice/sim"
	nodejs "timeslice/sim/node"
	"timeslice/sim/trace"
)

// Machine builds a machine on which the scenario's processes will start. An
// error is of type [Errors]: it can only be about the overrides, or about
// scripts, which need [Scenario.MachineWith].
func (s *Scenario) Machine(o Overrides) (*sim.Machine, error) {
	return s.MachineWith(Programs{}, o)
}

// HasScripts reports whether a process of the scenario runs a script.
func (s *Scenario) HasScripts() bool {
	isScript := func(p processSpec) bool { return p.command != nil }
	return slices.ContainsFunc(s.processes, isScript) || slices.ContainsFunc(s.programs, isScript)
}

// MachineWith builds a machine for a scenario whose processes may run scripts.
func (s *Scenario) MachineWith(programs Programs, o Overrides) (*sim.Machine, error) {
	a, err := s.assemble(programs, o)
	if err != nil {
		return nil, err
	}
	a.start()
	return a.machine, nil
}

// assemble makes the machine and everything on it but the processes.
func (s *Scenario) assemble(programs Programs, o Overrides) (*assembly, error) {
	f := &faults{}
	o.check(f)
	if err := f.err(); err != nil {
		return nil, err
	}
	r := &reader{faults: &faults{file: s.name}, scenario: s}
	spec := r.readMachine(s.machine, o)
	r.checkCores(spec.scheduler.Cores, false)
	r.checkScripts(&programs)
	if err := r.err(); err != nil {
		return nil, err
	}
	machine, err := sim.New(sim.Config{
		Scheduler: spec.scheduler, Costs: spec.costs, Limits: spec.limits, MemoryBytes: spec.memoryBytes, ProcessLimit: spec.processLimit, Input: programs.Input,
		Edits:      slices.Concat(s.edits, o.Edits),
		Properties: []trace.Property{{Name: "scenario", Value: s.name}, {Name: "preset", Value: spec.preset}},
	})
	if err != nil {
		r.add(s.machinePlace(), "scenario.machine", "Detail", err.Error())
		return nil, r.err()
	}
	a := &assembly{machine: machine, spec: s, cores: spec.scheduler.Cores, seed: spec.scheduler.Seed, with: &programs, costs: spec.node}
	if programs.Files != nil {
		a.volume = nodejs.NewVolume(programs.Files, 0)
	}
	a.makeObjects()
	a.makeGroups()
	a.makePrograms()
	return a, nil
}

func (s *Scenario) machinePlace() place {
	if s.machine == nil {
		return place{1, 1}
	}
	return s.machine.place
}

// check notes overrides that no machine can have.
func (o *Overrides) check(f *faults) {
	r := &reader{faults: f}
	flag := func(name string, value *int64, low, high int64) {
		f.file = "--" + name
		if value != nil && (*value < low || *value > high) {
			r.add(place{}, "scenario.out-of-range", "Word", *value, "Low", low, "High", high)
		}
	}
	if o.Cores != nil {
		cores := int64(*o.Cores)
		flag("cores", &cores, 1, maximumCores)
	}
	flag("hz", o.HZ, 0, maximumHZ)
	flag("quantum", o.QuantumNs, 1, maximumUntilNs)
	flag("until", (*int64)(o.Until), 1, maximumUntilNs)
	f.file = "--policy"
	if o.Policy != nil {
		var known string
		r.choice(&known, policyNames())(&node{text: *o.Policy})
	}
}

// makePrograms makes the specifications of the programs. Operations point to
// them, and may point to ones that are filled in later.
func (a *assembly) makePrograms() {
	for range a.spec.programs {
		a.programs = append(a.programs, new(sim.ProcessSpec))
	}
	for i := range a.spec.programs {
		p := &a.spec.programs[i]
		*a.programs[i] = a.specification(p, a.threads(p), 1)
	}
}

// start plans the processes. Copies share their listings.
func (a *assembly) start() {
	for i := range a.spec.processes {
		p := &a.spec.processes[i]
		threads := a.threads(p)
		for j := range threads {
			if threads[j].spec.Task.Tickets == 0 {
				threads[j].spec.Task.Tickets = defaultTickets
			}
		}
		for number := range p.count {
			spec := a.specification(p, threads, number+1)
			a.machine.Start(&spec)
		}
	}
}

// compiled is a thread whose operations are ready.
type compiled struct {
	*threadSpec
	spec sim.ThreadSpec
}

// threads compiles the threads of a process. The machine copies a program for
// each thread that it starts with it, so one is enough for all.
func (a *assembly) threads(p *processSpec) []compiled {
	var all []compiled
	for i := range p.threads {
		t := &p.threads[i]
		all = append(all, compiled{t, sim.ThreadSpec{
			Task: a.task(&t.attributes), Program: &program{code: a.compile(t.steps)},
		}})
	}
	return all
}

// specification is that of one copy of a process, whatever its program is.
func (a *assembly) specification(p *processSpec, threads []compiled, number int64) sim.ProcessSpec {
	if p.command != nil {
		return a.nodeProcess(p, number)
	}
	return a.process(p, threads, number)
}

// process is the specification of one copy of a process.
func (a *assembly) process(p *processSpec, threads []compiled, number int64) sim.ProcessSpec {
	spec := sim.ProcessSpec{
		Name: copyName(p.name, p.count, number), At: trace.Time(p.at),
		User: p.user, Directory: p.directory, Environment: p.environment,
		MemoryBytes: p.memoryBytes, Subreaper: p.subreaper, Descriptors: a.descriptors(p),
	}
	if p.group != noGroup {
		spec.MemoryGroup = a.memory[p.group]
	}
	count := int64(0)
	for _, c := range threads {
		count += c.count
	}
	spec.Threads = make([]sim.ThreadSpec, 0, count)
	for _, c := range threads {
		for i := range c.count {
			t := c.spec
			t.Name = copyName(c.name, c.count, i+1)
			if c.name == p.name {
				t.Name = spec.Name
			}
			spec.Threads = append(spec.Threads, t)
		}
	}
	return spec
}
