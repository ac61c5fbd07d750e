package scenario

import (
	"strings"

	"timeslice/sim"
	"timeslice/sim/trace"
)

// sort is what sort of object a section lists.
type sort uint8

const (
	lock sort = iota
	condition
	semaphore
	futex
	pipe
	socketPair // one end of it
	listener
	disk
)

// sortSpec describes a sort of object: its section, its options besides the
// name, and how a machine makes one.
type sortSpec struct {
	section string
	options func(r *reader, o *objectSpec) []field
	make    func(m *sim.Machine, o *objectSpec) trace.ObjectID
}

// sorts is indexed by sort. The two ends of a socket pair are made together,
// in makeObjects.
func sorts() []sortSpec {
	return []sortSpec{
		lock: {"locks", lockOptions, func(m *sim.Machine, o *objectSpec) trace.ObjectID {
			return m.NewMutexWith(o.name, o.lock)
		}},
		condition: {"conditions", noOptions, func(m *sim.Machine, o *objectSpec) trace.ObjectID {
			return m.NewCondition(o.name)
		}},
		semaphore: {"semaphores", numberOption("units", 0), func(m *sim.Machine, o *objectSpec) trace.ObjectID {
			return m.NewSemaphore(o.name, o.number)
		}},
		futex: {"futexes", numberOption("value", -maximumNumber), func(m *sim.Machine, o *objectSpec) trace.ObjectID {
			return m.NewFutex(o.name, o.number)
		}},
		pipe: {"pipes", capacityOption, func(m *sim.Machine, o *objectSpec) trace.ObjectID {
			return m.NewPipe(o.name, o.number)
		}},
		socketPair: {"socket-pairs", capacityOption, nil},
		listener: {"listeners", numberOption("backlog", 0), func(m *sim.Machine, o *objectSpec) trace.ObjectID {
			return m.NewListener(o.name, int(o.number))
		}},
		disk: {"disks", diskOptions, func(m *sim.Machine, o *objectSpec) trace.ObjectID {
			return m.NewDiskWith(o.name, o.disk)
		}},
	}
}

// Bounds of objects.
const (
	maximumNumber  = 1 << 40
	maximumObjects = 500 // each channel takes two descriptors of a process's 1024
)

// objectSpec is a thing threads share.
type objectSpec struct {
	sort   sort
	name   string
	number int64 // units, a value, a capacity
	lock   sim.MutexRules
	disk   sim.DiskRules
}

func noOptions(*reader, *objectSpec) []field { return nil }

func lockOptions(r *reader, o *objectSpec) []field {
	return []field{
		{"barging", r.boolean(&o.lock.Barging, false)},
		{"error-check", r.boolean(&o.lock.ErrorCheck, false)},
		{"inherit", r.boolean(&o.lock.Inherit, false)},
	}
}

// numberOption is a whole number of at least low under a name.
func numberOption(name string, low int64) func(*reader, *objectSpec) []field {
	return func(r *reader, o *objectSpec) []field {
		return []field{{name, whole(r, &o.number, low, maximumNumber)}}
	}
}

func capacityOption(r *reader, o *objectSpec) []field {
	return []field{{"capacity", r.size(&o.number, 1)}}
}

// diskOptions: a disk serves one request at once, unless its depth says more;
// so does one of which only the name is said.
func diskOptions(r *reader, o *objectSpec) []field {
	return []field{
		{"depth", func(n *node) {
			if n.text == "unlimited" && n.shape == scalar {
				o.disk.Depth = 0
				return
			}
			whole(r, &o.disk.Depth, 1, maximumNumber)(n)
		}},
		{"latency", r.duration(&o.disk.LatencyNs, 1)},
		{"bandwidth", r.bandwidth(&o.disk.BytesPerSecond)},
	}
}

// bandwidth reads a size a second: 500MiB/s.
func (r *reader) bandwidth(to *int64) func(*node) {
	return func(n *node) {
		if r.scalar(n) {
			bytes := strings.TrimSuffix(n.text, "/s")
			r.amount(to, n.place, bytes, sizeUnits(), "500MiB/s", 1)
		}
	}
}

// objectFields is a key for each sort of object; disks are in the section
// machine.
func (r *reader) objectFields() []field {
	var fields []field
	for i, s := range sorts() {
		if sort(i) != disk {
			fields = append(fields, field{s.section, func(n *node) { r.readObjects(n, sort(i)) }})
		}
	}
	return fields
}

// readObjects reads a list of objects: names, or names with options.
//
//	semaphores: [S, {name: free, units: 4}]
func (r *reader) readObjects(n *node, of sort) {
	s := sorts()[of]
	r.listed[of] = true
	for _, item := range r.items(n) {
		o := objectSpec{sort: of, disk: sim.DiskRules{Depth: 1}}
		name := item
		if item.shape == mapping {
			name = item.value("name")
			r.fields(item, s.section, append([]field{{"name", r.name(&o.name)}}, s.options(r, &o)...))
		} else {
			r.name(&o.name)(item)
		}
		switch {
		case name == nil:
			r.addMissing(item, "name", s.section)
		case o.name != "" && r.nameTaken(o.name):
			r.add(name.place, "scenario.twice", "Word", o.name)
		case len(r.scenario.objects) >= maximumObjects:
			r.add(item.place, "scenario.wrong-count", "Section", s.section, "Low", 0, "High", maximumObjects)
			return
		case of == socketPair:
			one, other := o, o
			one.name, other.name = o.name+"/1", o.name+"/2"
			r.scenario.objects = append(r.scenario.objects, one, other)
		default:
			r.scenario.objects = append(r.scenario.objects, o)
		}
	}
}

func (r *reader) nameTaken(name string) bool {
	return r.object(name) >= 0 || r.object(name+"/1") >= 0
}

// object is the number of the object with a name, -1 if there is none.
func (r *reader) object(name string) int {
	for i := range r.scenario.objects {
		if r.scenario.objects[i].name == name {
			return i
		}
	}
	return -1
}

// unlisted reports whether objects of these sorts need no section: no section
// of the file lists any of them, and the first sort is a lock or a pipe. They
// come into being when an operation first mentions them. As soon as there is a
// section, names must be in it, so that one that is written wrongly is found.
func (r *reader) unlisted(of []sort) bool {
	switch of[0] {
	case lock:
		return !r.listed[lock]
	case pipe:
		return !r.listed[pipe] && !r.listed[socketPair] && !r.listed[listener]
	}
	return false
}

// bring brings an object that no section lists into being, and returns its
// number.
func (p *operands) bring(of sort, name string, at place) int {
	count := len(p.scenario.objects)
	switch {
	case !p.goodName(&node{place: at, text: name}):
		p.failed = true
	case p.nameTaken(name):
		p.fail(at, "scenario.twice", "Word", name)
	case count >= maximumObjects:
		p.fail(at, "scenario.wrong-count", "Section", sorts()[of].section, "Low", 0, "High", maximumObjects)
	default:
		p.scenario.objects = append(p.scenario.objects, objectSpec{sort: of, name: name})
		return count
	}
	return 0
}

// object takes the name of an object of one of some sorts, and returns its
// number.
func (p *operands) object(of ...sort) int {
	w, at, ok := p.take()
	if !ok {
		return 0
	}
	var choices []string
	for i := range p.scenario.objects {
		o := &p.scenario.objects[i]
		for _, wanted := range of {
			if o.sort != wanted {
				continue
			}
			if o.name == w.text {
				return i
			}
			choices = append(choices, o.name)
		}
	}
	if p.unlisted(of) {
		return p.bring(of[0], w.text, at)
	}
	p.failed = true
	p.addUnknown(at, "scenario.unknown-name", w.text, choices, "Section", sorts()[of[0]].section)
	return 0
}

// makeObjects makes the objects on the machine, in the order of the scenario's
// list.
func (a *assembly) makeObjects() {
	all := a.spec.objects
	for i := 0; i < len(all); i++ {
		o := &all[i]
		if o.sort == socketPair {
			one, other := a.machine.NewSocketPair(strings.TrimSuffix(o.name, "/1"), o.number)
			a.objects = append(a.objects, one, other)
			i++ // the other end follows
			continue
		}
		a.objects = append(a.objects, sorts()[o.sort].make(a.machine, o))
	}
}
