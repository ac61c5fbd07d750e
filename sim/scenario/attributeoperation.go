package scenario

import (
	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/trace"
)

// of takes "of NAME" if it is there: whose attributes change. Without, they are
// the calling thread's own.
func (p *operands) of() sim.Target {
	if !p.accept("of") {
		return sim.Target{}
	}
	return p.target()
}

func readNice(p *operands) builder {
	nice := int(p.whole(-20, 19))
	return fixed(&sim.SetNice{Nice: nice, Of: p.of()})
}

func readTickets(p *operands) builder {
	tickets := p.whole(1, maximumTickets)
	return fixed(&sim.SetTickets{Tickets: tickets, Of: p.of()})
}

// readPriority reads the priority of the policy of that name.
func readPriority(p *operands) builder {
	priority := int(p.whole(0, maximumPriority))
	return fixed(&sim.SetClass{Class: scheduler.Normal, Priority: priority, Of: p.of()})
}

// readClass reads "class fifo 50", "class rr 50" or "class normal".
func readClass(p *operands) builder {
	operation := &sim.SetClass{Class: classes()[p.choice(classNames())]}
	if operation.Class != scheduler.Normal {
		operation.Priority = int(p.whole(1, 99))
	}
	operation.Of = p.of()
	return fixed(operation)
}

// readAffinity reads "affinity 0,1", "affinity 0-3" or "affinity all".
func readAffinity(p *operands) builder {
	operation := &sim.SetAffinity{}
	if !p.accept("all") {
		operation.Cores = p.cores()
	}
	operation.Of = p.of()
	return fixed(operation)
}

// cores takes cores and ranges of them.
func (p *operands) cores() []trace.CoreID {
	var cores []trace.CoreID
	for !p.failed && (len(cores) == 0 || p.nextIsAmount()) {
		w, at, _ := p.take()
		for _, core := range p.coreRange(nil, at, w.text) {
			cores = append(cores, trace.CoreID(core))
		}
		if len(cores) == 0 {
			p.failed = true
		}
	}
	return cores
}
