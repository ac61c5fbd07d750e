package scenario

import (
	"slices"
	"strconv"
	"strings"

	"timeslice/scheduler"
	"timeslice/sim/trace"
)

// Bounds of what a scenario starts.
const (
	defaultThreads   = 200_000 // threads at most, if the limits do not say
	maximumCopies    = 1_000_000
	maximumTickets   = 1 << 32
	maximumPriority  = 1_000_000
	defaultTickets   = 100 // of a process that says nothing
	maximumUntilNs   = 1 << 62
	maximumListItems = 10_000
)

// processSpec is a process, or a program that a process may become.
type processSpec struct {
	place
	name        string
	at          int64
	count       int64
	user        string
	directory   string
	environment []string
	memoryBytes int64
	subreaper   bool
	group       int // noGroup for none
	threads     []threadSpec
	command     *command // its program is a Node.js script; then its one thread only has attributes
}

// threadSpec is a thread, or so many alike.
type threadSpec struct {
	place
	name  string
	count int64
	steps []step
	attributes
}

// attributes is what the scheduler is told of a thread. A thread has its
// process's unless it says its own.
type attributes struct {
	nice     int
	tickets  int64
	priority int
	realTime int // its real-time priority
	class    scheduler.Class
	sliceNs  int64
	affinity []int // nil for every core
	bound    place // where affinity says so
	group    int   // noGroup for none
}

// readProcesses reads the section processes.
func (r *reader) readProcesses(n *node) []processSpec {
	var all []processSpec
	for _, item := range r.items(n) {
		all = append(all, r.readProcess(item, "processes"))
	}
	if len(all) == 0 && n.shape == list {
		r.add(n.place, "scenario.empty-list")
	}
	return all
}

func (r *reader) readProcess(n *node, section string) processSpec {
	p := processSpec{place: n.place, count: 1, group: noGroup}
	own := []field{
		{"name", r.name(&p.name)},
		{"at", r.duration(&p.at, 0)},
		{"count", whole(r, &p.count, 1, maximumCopies)},
	}
	r.readProgram(n, section, &p, own)
	if n.shape == mapping && n.value("name") == nil {
		r.addMissing(n, "name", section)
	}
	return p
}

// readPrograms reads the section programs: names, each with a list of
// operations or with the keys of a process. A program may speak of those that
// follow, so the names are read first.
func (r *reader) readPrograms(n *node) {
	if n.shape != mapping {
		r.add(n.place, "scenario.not-a-mapping", "Section", "programs")
		return
	}
	for _, e := range n.entries {
		r.goodName(e.key)
		r.scenario.programs = append(r.scenario.programs, processSpec{place: e.key.place, name: e.key.text, count: 1, group: noGroup})
	}
	for i, e := range n.entries {
		p := &r.scenario.programs[i]
		if e.value.shape == list {
			p.threads = []threadSpec{{
				place: e.value.place, name: p.name, count: 1, steps: r.readRun(e.value, 0),
				attributes: attributes{group: noGroup},
			}}
		} else {
			r.readProgram(e.value, "programs", p, nil)
		}
	}
}

// readProgram reads what processes and programs have in common. own is the
// keys they have besides.
func (r *reader) readProgram(n *node, section string, p *processSpec, own []field) {
	base := threadSpec{place: n.place, count: 1, attributes: attributes{group: noGroup}}
	var run, threads, exec *node
	later := func(to **node) func(*node) { return func(value *node) { *to = value } }
	known := append(own, []field{
		{"run", later(&run)},
		{"threads", later(&threads)},
		{"exec", later(&exec)},
		{"user", r.text(&p.user)},
		{"directory", r.text(&p.directory)},
		{"environment", r.environment(&p.environment)},
		{"memory", r.size(&p.memoryBytes, 0)},
		{"subreaper", r.boolean(&p.subreaper, false)},
		{"group", r.group(&base.group)},
	}...)
	r.fields(n, section, append(known, r.attributeFields(&base.attributes)...))
	p.group = base.group
	switch {
	case run != nil && threads != nil:
		r.add(threads.place, "scenario.run-and-threads")
	case exec != nil && (run != nil || threads != nil):
		r.add(exec.place, "scenario.run-and-exec")
	case exec != nil:
		p.command = r.readCommand(exec)
		base.name = p.name
		p.threads = []threadSpec{base}
	case run != nil:
		base.name, base.steps = p.name, r.readRun(run, 0)
		p.threads = []threadSpec{base}
	case threads != nil:
		p.threads = r.readThreads(threads, base, p.name)
	case n.shape == mapping:
		r.addMissing(n, "run", section)
	default:
		r.add(n.place, "scenario.not-a-mapping", "Section", section)
	}
	r.checkClass(n, &base.attributes)
}

// environment reads names with values.
func (r *reader) environment(to *[]string) func(*node) {
	return func(n *node) {
		if n.shape != mapping {
			r.add(n.place, "scenario.not-a-mapping", "Section", "environment")
			return
		}
		variables := []string{}
		for _, e := range n.entries {
			if r.goodName(e.key) && r.scalar(e.value) {
				variables = append(variables, e.key.text+"="+e.value.text)
			}
		}
		*to = variables
	}
}

func (r *reader) readThreads(n *node, base threadSpec, process string) []threadSpec {
	var all []threadSpec
	for i, item := range r.items(n) {
		t := base
		t.place, t.name = item.place, ""
		var run *node
		r.fields(item, "threads", append([]field{
			{"name", r.name(&t.name)},
			{"count", whole(r, &t.count, 1, maximumCopies)},
			{"run", func(value *node) { run = value }},
		}, r.attributeFields(&t.attributes)...))
		r.checkClass(item, &t.attributes)
		if t.name == "" {
			t.name = process + "/" + strconv.Itoa(i+1)
			if t.count > 1 {
				t.name += "."
			}
		}
		if run == nil {
			r.addMissing(item, "run", "threads")
		} else {
			t.steps = r.readRun(run, 0)
		}
		all = append(all, t)
	}
	if n.shape == list && len(all) == 0 {
		r.add(n.place, "scenario.empty-list")
	}
	return all
}

// attributeFields is every key that a process and a thread both may have.
func (r *reader) attributeFields(a *attributes) []field {
	return []field{
		{"nice", whole(r, &a.nice, -20, 19)},
		{"tickets", whole(r, &a.tickets, 1, maximumTickets)},
		{"priority", whole(r, &a.priority, 0, maximumPriority)},
		{"rt-priority", whole(r, &a.realTime, 1, 99)},
		{"class", r.class(&a.class)},
		{"slice", r.duration(&a.sliceNs, 0)},
		{"affinity", r.affinity(a)},
	}
}

// classNames and classes belong together.
func classNames() []string { return []string{"normal", "fifo", "rr"} }

func classes() []scheduler.Class {
	return []scheduler.Class{scheduler.Normal, scheduler.RealTimeFIFO, scheduler.RealTimeRobin}
}

func (r *reader) class(to *scheduler.Class) func(*node) {
	return func(n *node) {
		word := ""
		if r.choice(&word, classNames())(n) {
			*to = classes()[slices.Index(classNames(), word)]
		}
	}
}

// checkClass holds class and rt-priority together, as sched(7) does: a
// real-time class needs a priority, the normal one has none.
func (r *reader) checkClass(n *node, a *attributes) {
	switch {
	case a.class == scheduler.Normal && n.value("rt-priority") != nil:
		r.add(n.value("rt-priority").place, "scenario.not-real-time")
	case a.class != scheduler.Normal && a.realTime == 0:
		a.realTime = 1
	}
}

// affinity reads a list of cores: [0, 1], or 0-3, or "0,2".
func (r *reader) affinity(of *attributes) func(*node) {
	return func(n *node) {
		parts := []*node{n}
		if n.shape == list {
			parts = n.items
		}
		cores := []int{}
		for _, part := range parts {
			if !r.scalar(part) {
				return
			}
			words, _ := split(part.text)
			for _, w := range words {
				cores = r.coreRange(cores, part.at(w.offset), w.text)
			}
		}
		if len(cores) == 0 {
			r.add(n.place, "scenario.no-cores")
			return
		}
		of.affinity, of.bound = cores, n.place
	}
}

// coreRange adds a core, or the cores from one to another, to a list.
func (r *reader) coreRange(cores []int, at place, text string) []int {
	low, high, ranged := strings.Cut(text, "-")
	if !ranged {
		high = low
	}
	var first, last int64
	if !r.number(&first, at, low, 0, maximumCores-1) || !r.number(&last, at, high, first, maximumCores-1) {
		return cores
	}
	for core := first; core <= last && len(cores) < maximumListItems; core++ {
		cores = append(cores, int(core))
	}
	return cores
}

// checkCores notes affinities to cores that the machine does not have: to any
// such core if strict, else only where none of a thread's cores is left.
func (r *reader) checkCores(cores int, strict bool) {
	for i := range r.scenario.processes {
		for _, t := range r.scenario.processes[i].threads {
			if t.affinity == nil {
				continue
			}
			low, high := slices.Min(t.affinity), slices.Max(t.affinity)
			if low >= cores || strict && high >= cores {
				r.add(t.bound, "scenario.no-such-core", "Core", high, "Cores", cores)
			}
		}
	}
}

// checkCount notes a scenario that starts more threads than it may.
func (r *reader) checkCount(most int) {
	if most == 0 {
		most = defaultThreads
	}
	total := int64(0)
	for i := range r.scenario.processes {
		p := &r.scenario.processes[i]
		for _, t := range p.threads {
			total = plus(total, times(p.count, t.count))
		}
		if total > int64(most) {
			r.add(p.place, "scenario.too-many-threads", "Threads", total, "Most", most)
			return
		}
	}
}

// task is what the scheduler is told of a thread.
func (a *assembly) task(from *attributes) scheduler.Task {
	t := scheduler.Task{
		Nice: from.nice, Tickets: from.tickets, Priority: from.priority, Class: from.class, SliceNs: from.sliceNs,
	}
	if from.class != scheduler.Normal {
		t.Priority = from.realTime
	}
	if from.affinity != nil {
		t.Allowed = a.coreSet(from.affinity)
	}
	if from.group != noGroup {
		t.Group = a.quotas[from.group]
	}
	return t
}

// coreSet is a set of the cores in a list that the machine has.
func (a *assembly) coreSet(cores []int) scheduler.CoreSet {
	set := scheduler.NewCoreSet(a.cores)
	for _, core := range cores {
		if core < a.cores {
			set.Add(trace.CoreID(core))
		}
	}
	return set
}

// copyName is the name of one of count copies: A1, A2… for A, and A alone for
// one.
func copyName(name string, count, number int64) string {
	if count == 1 {
		return name
	}
	return name + strconv.FormatInt(number, 10)
}
