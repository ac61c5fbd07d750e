package scenario

import "timeslice/sim"

// program takes the name of one of the scenario's programs, and returns its
// number.
func (p *operands) program() int {
	w, at, ok := p.take()
	if !ok {
		return 0
	}
	var choices []string
	for i := range p.scenario.programs {
		if name := p.scenario.programs[i].name; name == w.text {
			return i
		} else {
			choices = append(choices, name)
		}
	}
	p.failed = true
	p.addUnknown(at, "scenario.unknown-name", w.text, choices, "Section", "programs")
	return 0
}

func readSpawn(p *operands) builder {
	number := p.program()
	return func(a *assembly) sim.Operation { return &sim.Spawn{Spec: a.programs[number]} }
}

func readExec(p *operands) builder {
	number := p.program()
	return func(a *assembly) sim.Operation { return &sim.Exec{Spec: a.programs[number]} }
}

// readFork reads "fork", after which parent and child both go on with what
// follows, or "fork NAME" with a list, which the child carries out and ends.
func readFork(p *operands) builder {
	name := ""
	if p.more() {
		name = p.newName(&p.processNames)
	}
	if p.body == nil {
		return fixed(&sim.Fork{Name: name})
	}
	p.steps = p.readRun(p.body, 0)
	steps := p.steps
	return func(a *assembly) sim.Operation {
		return &sim.Fork{Name: name, Child: &program{code: a.compile(steps)}}
	}
}

// newName takes a name that an operation gives, and notes it in a list of the
// names there are.
func (p *operands) newName(list *[]string) string {
	w, at, ok := p.take()
	if !ok {
		return ""
	}
	if !p.goodName(&node{place: at, text: w.text}) {
		p.failed = true
	}
	*list = append(*list, w.text)
	return w.text
}

func readExit(p *operands) builder {
	operation := &sim.Exit{}
	if p.more() {
		operation.Code = int(p.whole(0, 255))
	}
	return fixed(operation)
}

// readWait reads "wait" for any child, "wait NAME", "wait child" for the one
// made last, and "no-wait" after it for only looking.
func readWait(p *operands) builder {
	operation := &sim.WaitChild{}
	if p.accept("no-wait") {
		operation.NoHang = true
	} else if p.more() {
		operation.For = p.target()
		operation.NoHang = p.accept("no-wait")
	}
	return fixed(operation)
}

// readThread reads "thread" or "thread NAME" and what the new thread does.
func readThread(p *operands) builder {
	name := ""
	if p.more() {
		name = p.newName(&p.threadNames)
	}
	if p.body != nil {
		p.steps = p.readRun(p.body, 0)
	}
	steps := p.steps
	return func(a *assembly) sim.Operation {
		return &sim.StartThread{Spec: &sim.ThreadSpec{Name: name, Program: &program{code: a.compile(steps)}}}
	}
}

// readJoin reads "join", for all threads that the caller has started, or
// "join NAME".
func readJoin(p *operands) builder {
	operation := &sim.Join{}
	if p.more() {
		w, at, _ := p.take()
		operation.Name = w.text
		p.mentionThread(at, w.text)
	}
	return fixed(operation)
}

func readEndThread(p *operands) builder {
	operation := &sim.EndThread{}
	if p.more() {
		operation.Value = p.whole(-maximumNumber, maximumNumber)
	}
	return fixed(operation)
}

func readSubreaper(p *operands) builder {
	return fixed(&sim.SetSubreaper{On: p.choice([]string{"off", "on"}) == 1})
}
