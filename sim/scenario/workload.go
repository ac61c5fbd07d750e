package scenario

import (
	"cmp"
	"slices"

	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/trace"
	"timeslice/sim/workload"
)

// Workload is the scenario as plain data, for a computer that is not simulated:
// what its processes do, without the machine. What a real computer cannot do so
// is an error of type [Errors]; what has no meaning there, such as tickets, is
// left out and noted.
func (s *Scenario) Workload(o Overrides) (*workload.Plan, error) {
	f := &faults{file: s.name}
	if s.HasScripts() {
		f.add(place{}, "scenario.not-real.script")
		return nil, f.err()
	}
	a, err := s.assemble(Programs{}, o)
	if err != nil {
		return nil, err
	}
	machine := s.spec(o)
	until := machine.limits.Until
	w := planner{assembly: a, costs: machine.costs, plan: &workload.Plan{Name: s.name, Cores: a.cores, UntilNs: int64(until)}, faults: f}
	if until >= trace.Never {
		w.plan.UntilNs = 0
	}
	w.objects()
	if len(s.groups) > 0 {
		w.refuse("groups")
	}
	for i := range s.programs {
		w.plan.Programs = append(w.plan.Programs, w.process(&s.programs[i]))
	}
	for i := range s.processes {
		w.plan.Processes = append(w.plan.Processes, w.process(&s.processes[i]))
	}
	if s.machine.value("policy") != nil || o.Policy != nil {
		w.note("scenario.real.policy")
	}
	if len(s.edits) > 0 {
		w.note("scenario.real.edits")
	}
	return w.plan, w.faults.err()
}

// spec is what the section machine says.
func (s *Scenario) spec(o Overrides) machineSpec {
	r := &reader{faults: &faults{file: s.name}, scenario: s}
	return r.readMachine(s.machine, o)
}

// planner writes a scenario down as a plan.
type planner struct {
	*assembly
	plan   *workload.Plan
	faults *faults
	costs  sim.Costs
	at     place // of what is being written down
}

func (w *planner) note(id string, args ...string) {
	n := workload.Note{ID: id, Args: args}
	same := func(other workload.Note) bool { return other.ID == id && slices.Equal(other.Args, args) }
	if !slices.ContainsFunc(w.plan.Notes, same) {
		w.plan.Notes = append(w.plan.Notes, n)
	}
}

// refuse notes that something cannot be real.
func (w *planner) refuse(what string) { w.faults.add(w.at, "scenario.not-real."+what) }

func (w *planner) objects() {
	sorts := map[sort]workload.Sort{
		lock: workload.Lock, condition: workload.Condition, semaphore: workload.Semaphore, futex: workload.Futex,
		pipe: workload.Pipe, socketPair: workload.Socket, listener: workload.Listener, disk: workload.Disk,
	}
	for i := range w.spec.objects {
		o := &w.spec.objects[i]
		object := workload.Object{Sort: sorts[o.sort], Name: o.name, Number: o.number}
		switch o.sort {
		case lock:
			if o.lock.Inherit {
				w.note("scenario.real.inherit", "Name", o.name)
			}
		case disk:
			object.Number, object.LatencyNs, object.BytesPerSecond = int64(o.disk.Depth), cmp.Or(o.disk.LatencyNs, w.costs.DiskLatencyNs), cmp.Or(o.disk.BytesPerSecond, w.costs.DiskBytesPerSecond)
		}
		w.plan.Objects = append(w.plan.Objects, object)
	}
}

func (w *planner) process(p *processSpec) workload.Process {
	w.at = p.place
	if p.user != "" {
		w.note("scenario.real.user")
	}
	made := workload.Process{
		Name: p.name, AtNs: p.at, Count: p.count, MemoryBytes: p.memoryBytes, Environment: p.environment, Subreaper: p.subreaper,
	}
	for _, d := range w.descriptors(p) {
		made.Ends = append(made.Ends, workload.End{Object: w.object(d.Object), Writing: d.Way == sim.Writing})
	}
	for i := range p.threads {
		t := &p.threads[i]
		w.at = t.place
		if t.class != scheduler.Normal {
			w.refuse("class")
		}
		if t.tickets != 0 || t.priority != 0 || t.sliceNs != 0 {
			w.note("scenario.real.attributes")
		}
		made.Threads = append(made.Threads, workload.Thread{
			Name: t.name, Count: t.count, Listing: w.listing(t.steps), Nice: t.nice, Cores: t.affinity,
		})
	}
	return made
}

// object is the number in the scenario of an object of the machine.
func (w *planner) object(id trace.ObjectID) int { return slices.Index(w.assembly.objects, id) }

// listing writes a list of steps down and returns its number.
func (w *planner) listing(steps []step) int {
	number := len(w.plan.Listings)
	w.plan.Listings = append(w.plan.Listings, nil)
	w.plan.Listings[number] = w.steps(steps)
	return number
}

func (w *planner) steps(steps []step) []workload.Step {
	made := []workload.Step{}
	for i := range steps {
		s := &steps[i]
		if s.build == nil {
			made = append(made, workload.Step{Do: "repeat", Number: s.count, Body: w.steps(s.body)})
			continue
		}
		made = append(made, w.step(s.build(w.assembly), s.body))
	}
	return made
}

// step writes one operation down. Every sort that a scenario can have is here.
func (w *planner) step(operation sim.Operation, body []step) workload.Step {
	switch o := operation.(type) {
	case *sim.Compute:
		return workload.Step{Do: "cpu", Ns: o.Ns}
	case *sim.Sleep:
		return workload.Step{Do: "sleep", Ns: o.Ns}
	case *sim.Transfer:
		return workload.Step{Do: "io", Ns: o.Ns, Object: -1}
	case *sim.Access:
		return workload.Step{Do: "io", Ns: o.Ns, Bytes: o.Bytes, Object: w.object(o.Disk)}
	case sim.Yield:
		return workload.Step{Do: "yield"}
	case *sim.Print:
		return workload.Step{Do: "print", Text: o.Text, Number: int64(o.Descriptor)}
	case *sim.Spawn:
		return workload.Step{Do: "spawn", Listing: slices.Index(w.programs, o.Spec)}
	case *sim.Exec:
		return workload.Step{Do: "exec", Listing: slices.Index(w.programs, o.Spec)}
	case *sim.Fork:
		w.note("scenario.real.fork")
		s := workload.Step{Do: "fork", Name: o.Name, Listing: workload.NoListing}
		if o.Child != nil {
			s.Listing = w.listing(body)
		}
		return s
	case *sim.Exit:
		return workload.Step{Do: "exit", Number: int64(o.Code)}
	case *sim.WaitChild:
		s := workload.Step{Do: "wait", NoWait: o.NoHang}
		s.Whom, s.Name = w.whom(o.For)
		return s
	case *sim.StartThread:
		return workload.Step{Do: "thread", Name: o.Spec.Name, Listing: w.listing(body)}
	case *sim.Join:
		return workload.Step{Do: "join", Name: o.Name}
	case *sim.EndThread:
		return workload.Step{Do: "end-thread", Number: o.Value}
	case *sim.SetSubreaper:
		return workload.Step{Do: "subreaper", All: o.On}
	case *sim.SetGroup:
		return workload.Step{Do: "new-group"}
	case sim.SetSession:
		return workload.Step{Do: "new-session"}
	}
	return w.otherStep(operation)
}

// otherStep is step for signals, memory, what threads share, and attributes.
func (w *planner) otherStep(operation sim.Operation) workload.Step {
	switch o := operation.(type) {
	case *sim.Kill:
		s := workload.Step{Do: "kill", Number: int64(o.Signal)}
		if s.Whom, s.Name = w.whom(o.To); s.Whom == workload.Anybody {
			w.refuse("everybody")
		}
		return s
	case *sim.Handle:
		return workload.Step{Do: "handle", Number: int64(o.Signal), Text: []string{sim.Default: "default", sim.Ignore: "ignore", sim.Catch: "catch"}[o.Disposition]}
	case sim.Pause:
		return workload.Step{Do: "pause"}
	case *sim.Map:
		return workload.Step{Do: "alloc", Bytes: o.Bytes}
	case *sim.Touch:
		return workload.Step{Do: "touch", Bytes: o.Bytes, Number: o.Offset}
	case *sim.Unmap:
		return workload.Step{Do: "free", Bytes: o.Bytes}
	case *sim.Lock:
		return workload.Step{Do: "lock", Object: w.object(o.Mutex), NoWait: o.NoWait, WithinNs: o.TimeoutNs}
	case *sim.Unlock:
		return workload.Step{Do: "unlock", Object: w.object(o.Mutex)}
	case *sim.WaitOn:
		return workload.Step{Do: "wait-on", Object: w.object(o.Condition), Second: w.object(o.Mutex), WithinNs: o.TimeoutNs}
	case *sim.Notify:
		return workload.Step{Do: "notify", Object: w.object(o.Condition), All: o.All}
	case *sim.Down:
		return workload.Step{Do: "down", Object: w.object(o.Semaphore), NoWait: o.NoWait, WithinNs: o.TimeoutNs}
	case *sim.Up:
		return workload.Step{Do: "up", Object: w.object(o.Semaphore)}
	case *sim.FutexWait:
		return workload.Step{Do: "futex-wait", Object: w.object(o.Futex), Number: o.Expected, WithinNs: o.TimeoutNs}
	case *sim.FutexWake:
		return workload.Step{Do: "futex-wake", Object: w.object(o.Futex), Number: int64(o.Count), All: o.Count == 0}
	case *sim.FutexStore:
		return workload.Step{Do: "store", Object: w.object(o.Futex), Number: o.Value}
	case *sim.FutexAdd:
		return workload.Step{Do: "add", Object: w.object(o.Futex), Number: o.Delta}
	case *sim.Send:
		return workload.Step{Do: "send", Object: w.object(o.Channel), Bytes: o.Bytes, NoWait: o.NoWait, WithinNs: o.TimeoutNs}
	case *sim.Receive:
		return workload.Step{Do: "recv", Object: w.object(o.Channel), Bytes: o.Bytes, All: o.All, NoWait: o.NoWait, WithinNs: o.TimeoutNs}
	case *sim.Open:
		return workload.Step{Do: "open", Object: w.object(o.Channel), Writing: o.Way == sim.Writing}
	case *sim.CloseChannel:
		return workload.Step{Do: "close", Object: w.object(o.Channel), Writing: o.Way == sim.Writing}
	case *sim.Listen:
		return workload.Step{Do: "listen", Object: w.object(o.Listener)}
	case *sim.Connect:
		return workload.Step{Do: "connect", Object: w.object(o.Listener), NoWait: o.NoWait, WithinNs: o.TimeoutNs}
	case *sim.Accept:
		return workload.Step{Do: "accept", Object: w.object(o.Listener), NoWait: o.NoWait, WithinNs: o.TimeoutNs}
	case *sim.SetNice:
		s := workload.Step{Do: "nice", Number: int64(o.Nice)}
		s.Whom, s.Name = w.attributesOf(o.Of)
		return s
	case *sim.SetAffinity:
		s := workload.Step{Do: "affinity"}
		for _, core := range o.Cores {
			s.Cores = append(s.Cores, int(core))
		}
		s.Whom, s.Name = w.attributesOf(o.Of)
		return s
	case *sim.SetTickets:
		w.note("scenario.real.attributes")
	case *sim.SetClass:
		if o.Class != scheduler.Normal {
			w.refuse("class")
		}
		w.note("scenario.real.attributes")
	default:
		panic("scenario: an operation that no plan has")
	}
	return workload.Step{Do: "nothing"}
}

// whom is how a plan names processes.
func (w *planner) whom(t sim.Target) (workload.Whom, string) {
	switch t.By {
	case sim.ByName:
		return workload.ByName, t.Name
	case sim.Self:
		return workload.Self, ""
	case sim.Parent:
		return workload.Parent, ""
	case sim.LastChild:
		return workload.Child, ""
	case sim.OwnGroup:
		return workload.OwnGroup, ""
	}
	return workload.Anybody, ""
}

// attributesOf is whose attributes change: without a name, the calling thread's.
func (w *planner) attributesOf(t sim.Target) (workload.Whom, string) {
	if t == (sim.Target{}) {
		return workload.Anybody, ""
	}
	return w.whom(t)
}
