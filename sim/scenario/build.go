package scenario

import (
	"timeslice/sim"
	"timeslice/sim/trace"
)

// Machine builds a machine on which the scenario's processes will start. An
// error is of type [Errors]: it can only be about the overrides.
func (s *Scenario) Machine(o Overrides) (*sim.Machine, error) {
	f := &faults{}
	o.check(f)
	if err := f.err(); err != nil {
		return nil, err
	}
	r := &reader{faults: &faults{file: s.name}, scenario: s}
	spec := r.readMachine(s.machine, o)
	r.checkCores(spec.scheduler.Cores, false)
	if err := r.err(); err != nil {
		return nil, err
	}
	machine, err := sim.New(sim.Config{
		Scheduler: spec.scheduler, Costs: spec.costs, Limits: spec.limits,
		Properties: spec.properties(s.name),
	})
	if err != nil {
		r.add(s.machinePlace(), "scenario.machine", "Detail", err.Error())
		return nil, r.err()
	}
	a := assembly{machine: machine, spec: s}
	a.start(spec.scheduler.Cores)
	return machine, nil
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

// start plans the processes. Copies share their listings.
func (a *assembly) start(cores int) {
	for i := range a.spec.processes {
		p := &a.spec.processes[i]
		specs := a.threads(p, cores)
		for number := range p.count {
			a.machine.Start(&sim.ProcessSpec{
				Name: copyName(p.name, p.count, number+1), At: trace.Time(p.at),
				Threads: a.copies(p, specs, number+1),
			})
		}
	}
}

// threads compiles the threads of a process.
func (a *assembly) threads(p *processSpec, cores int) []compiled {
	var all []compiled
	for i := range p.threads {
		t := &p.threads[i]
		all = append(all, compiled{threadSpec: t, code: a.compile(t.steps), task: sim.ThreadSpec{Task: t.task(cores)}})
	}
	return all
}

// compiled is a thread whose operations are ready.
type compiled struct {
	*threadSpec
	code listing
	task sim.ThreadSpec
}

// copies makes the threads of one copy of a process.
func (a *assembly) copies(p *processSpec, specs []compiled, number int64) []sim.ThreadSpec {
	var all []sim.ThreadSpec
	for _, c := range specs {
		for i := range c.count {
			t := c.task
			t.Name = copyName(c.name, c.count, i+1)
			if c.name == p.name {
				t.Name = copyName(p.name, p.count, number)
			}
			t.Program = &program{code: c.code}
			all = append(all, t)
		}
	}
	return all
}
