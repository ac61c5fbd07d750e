package scenario

import (
	"math"

	"timeslice/scheduler"
	"timeslice/sim"
	nodejs "timeslice/sim/node"
	"timeslice/sim/trace"
)

// readRun reads a list of operations. An operation that has operations of its
// own is followed by their list, or is the key of it:
//
//	[repeat 10, [cpu 1ms, sleep 1ms]]
//
//	- repeat 10:
//	    - cpu 1ms
//	    - sleep 1ms
//
// depth is how many repeats the list stands in.
func (r *reader) readRun(n *node, depth int) []step {
	items := r.items(n)
	if n.shape == list && len(items) == 0 {
		r.add(n.place, "scenario.empty-list")
	}
	var steps []step
	for i := 0; i < len(items); i++ {
		item := items[i]
		var body *node
		switch {
		case item.shape == list:
			r.add(item.place, "scenario.stray-list")
			continue
		case item.shape == mapping && len(item.entries) == 1:
			item, body = item.entries[0].key, item.entries[0].value
		case item.shape == mapping:
			r.add(item.place, "scenario.not-an-operation")
			continue
		case i+1 < len(items) && items[i+1].shape == list:
			i++
			body = items[i]
		}
		if s, ok := r.readStep(item, body, depth); ok {
			steps = append(steps, s)
		}
	}
	return steps
}

// readStep reads one operation, and the list that follows it if one does.
func (r *reader) readStep(n, body *node, depth int) (step, bool) {
	p := operands{reader: r, node: n, body: body}
	open := -1
	if p.words, open = split(n.text); open >= 0 {
		r.add(n.at(open), "scenario.open-quote")
		return step{}, false
	}
	if len(p.words) == 0 {
		r.add(n.place, "scenario.not-an-operation")
		return step{}, false
	}
	name := p.words[0]
	p.next = 1
	if name.text == repeatForm().name {
		return p.readRepeat(depth)
	}
	all := forms()
	for i := range all {
		if all[i].name == name.text {
			p.form = &all[i]
			return p.read()
		}
	}
	choices := []string{repeatForm().name}
	for _, f := range all {
		choices = append(choices, f.name)
	}
	r.addUnknown(n.at(name.offset), "scenario.unknown-operation", name.text, choices)
	return step{}, false
}

func (p *operands) read() (step, bool) {
	switch {
	case p.body == nil && p.form.body == mustHaveBody:
		p.fail(p.node.place, "scenario.needs-list", "Word", p.form.name, "Example", p.form.example)
	case p.body != nil && p.form.body == noBody:
		p.fail(p.body.place, "scenario.takes-no-list", "Word", p.form.name)
	}
	build := p.form.read(p)
	p.end()
	return step{
		build: build, cpuNs: p.cpuNs, blocks: p.form.blocks, body: p.steps, uses: p.uses, opens: p.opens,
	}, !p.failed
}

func repeatForm() *form {
	return &form{name: "repeat", example: "repeat 10, [cpu 1ms]", body: mustHaveBody}
}

// readRepeat reads "repeat 10" or "repeat forever" and what is repeated.
func (p *operands) readRepeat(depth int) (step, bool) {
	p.form = repeatForm()
	s := step{count: forever}
	if !p.accept("forever") {
		s.count = p.whole(1, math.MaxInt64)
	}
	p.end()
	switch {
	case p.failed:
	case p.body == nil:
		p.fail(p.node.place, "scenario.needs-list", "Word", p.form.name, "Example", p.form.example)
	case depth >= maximumRepeats:
		p.fail(p.node.place, "scenario.repeats-too-deep", "Most", maximumRepeats)
	}
	if p.body != nil && depth < maximumRepeats {
		s.body = p.readRun(p.body, depth+1)
	}
	return s, !p.failed && len(s.body) > 0
}

// assembly puts a scenario together for one machine.
type assembly struct {
	machine  *sim.Machine
	spec     *Scenario
	cores    int
	objects  []trace.ObjectID   // by the numbers of the scenario's objects
	programs []*sim.ProcessSpec // by the numbers of its programs
	quotas   []*scheduler.Group // by the numbers of its groups; nil for one without a quota
	memory   []*sim.MemoryGroup // nil for one without a limit
	with     *Programs
	volume   *nodejs.Volume // the disk that all scripts see
	costs    nodejs.Costs
	seed     uint64
}

// compile makes a listing of steps.
func (a *assembly) compile(steps []step) listing {
	c := compiler{assembly: a}
	c.steps(steps, none, 0)
	c.code.foresee(c.cpuNs, c.blocks)
	return c.code
}

// compiler lays steps out one after another.
type compiler struct {
	*assembly
	code   listing
	cpuNs  []int64
	blocks []bool
}

func (c *compiler) steps(steps []step, loop int32, depth int8) {
	for i := range steps {
		s := &steps[i]
		if s.build != nil {
			c.add(instruction{operation: s.build(c.assembly), loop: loop, depth: depth}, s)
			continue
		}
		begin := int32(len(c.code))
		c.add(instruction{count: s.count, loop: loop, depth: depth}, s)
		c.steps(s.body, begin, depth+1)
		c.code[begin].other = int32(len(c.code))
		c.add(instruction{ends: true, other: begin, loop: begin, depth: depth}, s)
	}
}

func (c *compiler) add(i instruction, s *step) {
	c.code = append(c.code, i)
	c.cpuNs = append(c.cpuNs, s.cpuNs)
	c.blocks = append(c.blocks, s.blocks)
}
