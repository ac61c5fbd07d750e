package sim

import "timeslice/sim/trace"

// Readiness is what can be done at a descriptor without waiting, and what else
// is to be known of it (poll(2)).
type Readiness uint8

// The kinds of readiness. HungUp and Failed are told whether they are asked for
// or not.
const (
	Readable   Readiness = 1 << iota // bytes, the end, a connection or an error can be had
	Writable                         // bytes can be sent, or the call fails at once
	PeerClosed                       // the other side sends no more (POLLRDHUP)
	HungUp                           // nothing goes either way any more (POLLHUP)
	Failed                           // an error waits to be told, or nobody reads (POLLERR)

	always = HungUp | Failed
)

// pollable is an end that a poll set can tell of.
type pollable interface {
	end
	readiness() Readiness
	// interested is the list of who wants to be told.
	interested() *polls
}

// polls are the interests that poll sets have in an end, the newest first: that
// is the order in which they are told (add_wait_queue in kernel/sched/wait.c).
type polls struct {
	of     pollable
	newest *interest
}

func (p *polls) interested() *polls { return p }

// add makes an interest one of the list.
func (p *polls) add(i *interest) {
	i.list, i.older = p, p.newest
	if p.newest != nil {
		p.newest.newer = i
	}
	p.newest = i
}

// drop takes an interest out of the list.
func (p *polls) drop(i *interest) {
	if i.newer == nil {
		p.newest = i.older
	} else {
		i.newer.older = i.older
	}
	if i.older != nil {
		i.older.newer = i.newer
	}
	i.list, i.newer, i.older = nil, nil, nil
}

// tell tells the poll sets that something has changed at the end. cause is the
// fact that changed it.
func (p *polls) tell(m *Machine, cause trace.FactID) {
	if p == nil || p.newest == nil {
		return
	}
	now := p.of.readiness()
	for i := p.newest; i != nil; i = i.older {
		i.told(m, now, cause)
	}
}
