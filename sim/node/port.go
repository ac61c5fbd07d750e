package node

import (
	"slices"

	"github.com/grafana/sobek"

	"timeslice/sim/trace"
)

// port is one end of a channel for messages, of which a channel has two and a
// broadcast channel as many as like. To libuv it is an async handle: who has
// something for it sends the handle, and the poll phase comes to it.
// (src/node_messaging.cc)
type port struct {
	node      *Environment
	end       *portEnd // nil after it was closed, or sent elsewhere
	receiving bool     // the script wants messages
	sent      bool     // the handle was sent, and the poll phase has not come to it
	ref       bool
	closed    bool
	handle    *openHandle
	budget    int // how many messages this poll phase still delivers
	deliver   sobek.Callable
	onClose   sobek.Callable
	context   sobek.Value // the asynchronous context the port was made in
}

// portEnd is what a port has and hears. A port that is sent to another thread
// is made again there; on the way its end belongs to none. (MessagePortData)
type portEnd struct {
	messages []message
	group    *portGroup
	owner    *port
}

// message is what waits at a port: a parcel, or nothing if the other end closed.
type message struct {
	item    *item
	parcel  *parcel
	closing bool
}

// portGroup is the ends that hear each other. Those of a broadcast channel
// have a name, and live on when one closes. (SiblingGroup)
type portGroup struct {
	name  string
	named bool
	ends  []*portEnd
}

// ports are the handles of a loop's ports. The poll phase goes through those
// there are, in order of their making, and sees to each that was sent, also
// while it goes; those that are made meanwhile wait for the next turn.
// (uv__async_io)
type ports struct {
	handles []*port
	queue   []*port // of these, those that this phase has not looked at
	active  *port   // whose messages are being delivered
}

// channels are what the ports of a process's threads share.
type channels struct {
	names map[string]*portGroup
}

// most is how many messages one wake-up delivers at least, if there are so
// many. (MessagePort::OnMessage)
const most = 1000

func (n *Environment) newPort(deliver, onClose sobek.Callable) *port {
	p := &port{node: n, deliver: deliver, onClose: onClose, context: n.context, handle: n.active.open("MessagePort")}
	p.handle.ref = false
	n.loop.ports.handles = append(n.loop.ports.handles, p)
	return p
}

// adopt gives a port an end.
func (p *port) adopt(end *portEnd) {
	p.end, end.owner = end, p
	if len(end.messages) > 0 {
		p.sendSelf()
	}
}

// sendSelf sends the handle for what waits at the port already.
func (p *port) sendSelf() {
	cause := p.node.cause()
	if last := p.end.messages[len(p.end.messages)-1]; last.item != nil {
		cause = last.item.queued
	}
	p.send(p.node, cause)
}

// join makes an end one of a group.
func (end *portEnd) join(g *portGroup) {
	end.group = g
	g.ends = append(g.ends, end)
}

// group is that of the broadcast channels of a name.
func (cs *channels) group(name string) *portGroup {
	if cs.names == nil {
		cs.names = map[string]*portGroup{}
	}
	if cs.names[name] == nil {
		cs.names[name] = &portGroup{name: name, named: true}
	}
	return cs.names[name]
}

// leave takes an end out of its group; the other end of a channel of two is
// closed by that. (SiblingGroup::Disentangle)
func (n *Environment) leaveGroup(end *portEnd) {
	g := end.group
	if g == nil {
		return
	}
	end.group = nil
	g.ends = slices.DeleteFunc(g.ends, func(other *portEnd) bool { return other == end })
	if g.named {
		if len(g.ends) == 0 {
			delete(n.channels.names, g.name)
		}
		return
	}
	for _, other := range g.ends {
		n.hand(other, message{closing: true}, n.cause())
	}
}

// post gives a message to the other ends of the group. It reports whether there
// is one.
func (n *Environment) postMessage(end *portEnd, parcel *parcel) bool {
	n.isolate.Settle()
	if end.group == nil || len(end.group.ends) < 2 {
		n.drop(parcel)
		return false
	}
	n.fiber.compute(n.options.Costs.MessageNs)
	parcel.many = len(end.group.ends) > 2
	what := n.here("message")
	for _, other := range slices.Clone(end.group.ends) {
		if other == end {
			continue
		}
		m := message{parcel: parcel, item: n.newItem(what, nil)}
		m.item.enter(n, trace.ReasonMessageQueue)
		n.hand(other, m, m.item.queued)
	}
	return true
}

// hand puts a message at an end, and sends the handle of its port, whose loop
// may be waiting. (MessagePortData::AddToIncomingQueue, uv_async_send)
func (n *Environment) hand(end *portEnd, m message, cause trace.FactID) {
	end.messages = append(end.messages, m)
	if p := end.owner; p != nil {
		p.send(n, cause)
	}
}

// send sends the handle, from whatever thread. (uv_async_send)
func (p *port) send(n *Environment, cause trace.FactID) {
	if p.closed || p.sent {
		return
	}
	p.sent = true
	p.node.loop.wakeFrom(n, cause)
}

// discard takes a message out of the books, as somebody has taken it or nobody
// will.
func (n *Environment) discard(m message) {
	if m.item != nil {
		m.item.leave(n, trace.ReasonMessageQueue)
	}
}

// drop closes what came along in a parcel that nobody will read.
func (n *Environment) drop(p *parcel) {
	for _, end := range p.ends() {
		n.abandon(end)
	}
}

// ends are the ends of ports that came along in a parcel.
func (p *parcel) ends() (all []*portEnd) {
	for _, m := range p.moved {
		for _, v := range m.values {
			if inner, ok := v.(*packed); ok {
				if end, ok := inner.handle.(*portEnd); ok {
					all = append(all, end)
				}
			}
		}
	}
	return all
}

// losesItself reports whether the end that is to get a parcel comes along in it.
// Then nobody can get it any more. (SiblingGroup::Dispatch, src/node_messaging.cc)
func (p *parcel) losesItself(from *portEnd) bool {
	return slices.ContainsFunc(p.ends(), func(end *portEnd) bool { return end != from && end.group != nil && end.group == from.group })
}

// abandon gives up an end that no port has any more, with all that waits at it.
func (n *Environment) abandon(end *portEnd) {
	messages := end.messages
	end.messages, end.owner = nil, nil
	for _, m := range messages {
		n.discard(m)
		if m.parcel != nil {
			n.drop(m.parcel)
		}
	}
	n.leaveGroup(end)
}

// start lets messages be delivered.
func (p *port) start() {
	p.receiving = true
	if p.waiting() > 0 {
		p.sendSelf()
	}
}

func (p *port) setRef(on bool) {
	if p.closed || p.ref == on {
		return
	}
	p.ref, p.handle.ref = on, on
	if on {
		p.node.loop.refs++
	} else {
		p.node.loop.refs--
	}
}

// close closes the handle; the script hears of it in the closing phase, and
// the other end a turn later.
func (p *port) close() {
	if p.closed {
		return
	}
	held := p.ref
	p.setRef(false)
	p.handle.ref = held // until it is closed
	p.closed, p.sent = true, false
	n := p.node
	n.loop.ports.remove(p)
	it := n.newItem(n.here("close"), func() {
		n.active.close(p.handle)
		if end := p.end; end != nil {
			p.end = nil
			n.abandon(end)
		}
		n.invoke(p.onClose, sobek.Undefined())
	})
	it.context = p.context
	n.loop.close(n, it)
}

// detach takes the end from a port, which closes: it is sent elsewhere.
// (MessagePort::TransferForMessaging)
func (p *port) detach() *portEnd {
	end := p.end
	end.owner, p.end = nil, nil
	p.close()
	return end
}

// remove takes a handle out of the lists. What is being delivered goes on.
func (ps *ports) remove(p *port) {
	isPort := func(other *port) bool { return other == p }
	ps.handles, ps.queue = slices.DeleteFunc(ps.handles, isPort), slices.DeleteFunc(ps.queue, isPort)
}

// begin is where the poll phase begins to look at the handles.
func (ps *ports) begin() { ps.handles, ps.queue = nil, append(ps.queue, ps.handles...) }

// next takes the next message of a port that was sent.
func (ps *ports) next(n *Environment) *item {
	for {
		if p := ps.active; p != nil {
			if n.loop.behind {
				ps.active = nil // a listener failed: the rest comes with the next turn
				p.send(n, n.cause())
			} else if it := p.next(n); it != nil {
				return it
			}
			continue
		}
		if len(ps.queue) == 0 {
			return nil
		}
		p := ps.queue[0]
		ps.queue, ps.handles = ps.queue[1:], append(ps.handles, p)
		if p.sent {
			p.sent, p.budget, ps.active = false, max(p.waiting(), most), p
		}
	}
}

// waiting is how many messages wait at a port.
func (p *port) waiting() int {
	if p.end == nil {
		return 0
	}
	return len(p.end.messages)
}

// next takes the next message that can be delivered; if there is none, the
// port is no longer the active one. (MessagePort::OnMessage)
func (p *port) next(n *Environment) *item {
	if p.waiting() > 0 && p.budget > 0 {
		if p.end.messages[0].closing {
			p.close()
		} else if p.receiving {
			p.budget--
			return p.callback(p.pop(n))
		}
	} else if p.budget == 0 {
		p.send(n, n.cause())
	}
	n.loop.ports.active = nil
	return nil
}

// callback gives a message to the script.
func (p *port) callback(m message) *item {
	n, it := p.node, m.item
	it.environment, it.context = n, p.context
	it.call = func() { n.invoke(p.deliver, sobek.Undefined(), n.isolate.Engine.ToValue(m.parcel)) }
	return it
}

// pop takes the first message.
func (p *port) pop(n *Environment) message {
	m := p.end.messages[0]
	p.end.messages = p.end.messages[1:]
	n.discard(m)
	return m
}

// closeAll gives up all ports, as their thread ends.
func (ps *ports) closeAll(n *Environment) {
	for _, p := range slices.Concat(ps.queue, ps.handles) {
		p.closed = true
		if end := p.end; end != nil {
			p.end = nil
			n.abandon(end)
		}
	}
	*ps = ports{}
}
