package scenario

import "timeslice/sim"

// use is an end of a channel that a list of operations uses.
type use struct {
	object int
	way    sim.Way
}

// channel takes the name of a pipe, an end of a socket pair or a listening
// address, and notes that the process uses that end of it.
func (p *operands) channel(way sim.Way) int {
	object := p.object(pipe, socketPair, listener)
	if !p.failed && p.scenario.objects[object].sort != listener {
		p.uses = append(p.uses, use{object, way})
	}
	return object
}

// readSend reads "send P 4KiB", with "no-wait" or "within 5ms" after it.
func readSend(p *operands) builder {
	c, bytes, noWait, timeoutNs := p.channel(sim.Writing), p.size(1), p.accept("no-wait"), p.timeout()
	return func(a *assembly) sim.Operation {
		return &sim.Send{Channel: a.objects[c], Bytes: bytes, NoWait: noWait, TimeoutNs: timeoutNs}
	}
}

// readReceive reads "recv P 4KiB" (what is there, at most so much), "recv P"
// (what is there), "recv P 4KiB all" (exactly so much) or "recv P all" (to the
// end), with "no-wait" or "within 5ms" after it.
func readReceive(p *operands) builder {
	c, bytes := p.channel(sim.Reading), int64(0)
	if p.nextIsAmount() {
		bytes = p.size(1)
	}
	all, noWait, timeoutNs := p.accept("all"), p.accept("no-wait"), p.timeout()
	return func(a *assembly) sim.Operation {
		return &sim.Receive{Channel: a.objects[c], Bytes: bytes, All: all, NoWait: noWait, TimeoutNs: timeoutNs}
	}
}

// nextIsAmount reports whether the next word begins with a digit.
func (p *operands) nextIsAmount() bool {
	if !p.more() {
		return false
	}
	text := p.words[p.next].text
	return text != "" && text[0] >= '0' && text[0] <= '9'
}

// readOpen reads "open P reading" or "open P writing".
func readOpen(p *operands) builder {
	c, way := p.object(pipe), sim.Way(p.choice(wayNames()))
	p.opens = append(p.opens, use{c, way})
	return func(a *assembly) sim.Operation { return &sim.Open{Channel: a.objects[c], Way: way} }
}

// readClose reads "close P reading", "close P writing", "close S/1", or "close
// L": the connection made by an address, and the address itself if there is
// none.
func readClose(p *operands) builder {
	c, way := p.object(pipe, socketPair, listener), sim.Reading
	if !p.failed && p.scenario.objects[c].sort == pipe {
		way = sim.Way(p.choice(wayNames()))
	}
	if !p.failed && p.scenario.objects[c].sort != listener {
		p.uses = append(p.uses, use{c, way})
	}
	return func(a *assembly) sim.Operation { return &sim.CloseChannel{Channel: a.objects[c], Way: way} }
}

// wayNames is indexed by sim.Way.
func wayNames() []string { return []string{sim.Reading: "reading", sim.Writing: "writing"} }

func readListen(p *operands) builder {
	l := p.object(listener)
	return func(a *assembly) sim.Operation { return &sim.Listen{Listener: a.objects[l]} }
}

func readConnect(p *operands) builder {
	l, noWait, timeoutNs := p.object(listener), p.accept("no-wait"), p.timeout()
	return func(a *assembly) sim.Operation {
		return &sim.Connect{Listener: a.objects[l], NoWait: noWait, TimeoutNs: timeoutNs}
	}
}

func readAccept(p *operands) builder {
	l, noWait, timeoutNs := p.object(listener), p.accept("no-wait"), p.timeout()
	return func(a *assembly) sim.Operation {
		return &sim.Accept{Listener: a.objects[l], NoWait: noWait, TimeoutNs: timeoutNs}
	}
}

// firstChannel is the first descriptor that leads to a channel; those below
// are the terminal's.
const firstChannel = 3

// descriptors is what a process has open when it starts: the ends of pipes and
// socket pairs that its operations use and do not open themselves. An end has
// the same number in every process.
func (a *assembly) descriptors(p *processSpec) []sim.DescriptorSpec {
	used, opened := map[use]bool{}, map[use]bool{}
	for i := range p.threads {
		collect(p.threads[i].steps, used, opened)
	}
	var specs []sim.DescriptorSpec
	for object, o := range a.spec.objects {
		for _, way := range []sim.Way{sim.Reading, sim.Writing} {
			u := use{object, way}
			if !used[u] || opened[u] || o.sort == socketPair && way == sim.Writing && used[use{object, sim.Reading}] {
				continue // a socket is one end for both ways
			}
			specs = append(specs, sim.DescriptorSpec{
				Number: firstChannel + 2*object + int(way), Object: a.objects[object], Way: way,
			})
		}
	}
	return specs
}

// collect notes the ends that operations use and open, those of forked children
// and threads included.
func collect(steps []step, used, opened map[use]bool) {
	for i := range steps {
		for _, u := range steps[i].uses {
			used[u] = true
		}
		for _, u := range steps[i].opens {
			opened[u] = true
		}
		collect(steps[i].body, used, opened)
	}
}
