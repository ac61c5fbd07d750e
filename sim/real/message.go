//go:build !js

package real

import (
	"strconv"

	"timeslice/sim/trace"
)

// The messages between a process and a child that it has forked go through a pair of
// sockets, whose two ends are two objects, as in the simulated Node: what is sent lies
// in the end of whom it is for. Both processes tell when, and of how many bytes;
// what comes out is what went in first.

// builtChannel is the two ends of such a pair: the parent's, and the child's.
type builtChannel [2]builtEnd

const (
	parentsEnd = iota
	childsEnd
)

type builtEnd struct {
	object   int32
	held     int64
	underway []sentBytes
}

// sentBytes is what is left of a message.
type sentBytes struct {
	fact  trace.FactID
	bytes int64
}

// socketBytes is how much goes into a socket of Linux as it is (net.core.wmem_default).
const socketBytes = 212_992

// channelMade tells that there is a channel to a child.
func (b *builder) channelMade(l *builtLog, child int, descriptor int64) {
	t := b.threadOf(l)
	if t == nil {
		return
	}
	c := &builtChannel{}
	b.channels[child] = c
	name := "stdio " + strconv.FormatInt(descriptor, 10) + " of " + b.history.processName(child, 0)
	for end := range c {
		b.objects++
		c[end].object = b.objects
		b.add(trace.Fact{
			Kind: trace.KindObject, Object: b.objects, A: socketBytes, B: b.text(name + "/" + strconv.Itoa(end+1)),
			Reason: trace.ReasonSocketPair, Core: trace.NoCore, Cause: t.fact, Source: trace.Observed,
		})
	}
}

// endOf is an end of the channel between a process and its peer, which is a child, or
// its parent, 0: its own, or the other one. nil if there is no such channel.
func (b *builder) endOf(l *builtLog, peer int, own bool) *builtEnd {
	child, end := peer, childsEnd
	if peer == 0 {
		child, end = l.log.Process, parentsEnd
	}
	c := b.channels[child]
	if c == nil {
		return nil
	}
	if own {
		end = 1 - end
	}
	return &c[end]
}

// sends tells that a message went into a channel. Whoever waits in its loop for what
// comes is woken by that, which nobody records, and is concluded.
func (b *builder) sends(l *builtLog, peer int, bytes int64) {
	t, end := b.threadOf(l), b.endOf(l, peer, false)
	if t == nil || end == nil || bytes <= 0 {
		return
	}
	end.held += bytes
	fact := b.add(trace.Fact{Kind: trace.KindSend, Thread: t.number, Object: end.object, A: bytes, B: end.held, Core: trace.NoCore, Cause: t.fact, Source: trace.Observed})
	end.underway = append(end.underway, sentBytes{fact, bytes})
	to := b.processes[peer]
	if peer == 0 {
		to = t.process.parent
	}
	b.wakeLoop(to, fact)
}

// wakeLoop ends the wait of a process's loop, if it waits.
func (b *builder) wakeLoop(p *builtProcess, cause trace.FactID) {
	if p == nil || p.ended || !p.script {
		return
	}
	p.called = cause
	if t := b.threads[p.system]; t != nil && t.status == trace.StatusBlocked && p.callback == 0 {
		b.ready(t, trace.ReasonPoll)
	}
}

// sentUnseen tells of bytes that went into an end before anybody listened: what Node
// itself sends before a script begins.
func (b *builder) sentUnseen(l *builtLog, peer int, end *builtEnd, bytes int64) {
	from := peer
	if peer == 0 && b.processes[l.log.Process].parent != nil {
		from = b.processes[l.log.Process].parent.system
	}
	end.held += bytes
	f := trace.Fact{Kind: trace.KindSend, Object: end.object, A: bytes, B: end.held, Core: trace.NoCore, Source: trace.Inferred}
	if t := b.threads[from]; t != nil && t.status != trace.StatusEnded {
		f.Thread, f.Cause = t.number, t.fact
	}
	end.underway = append([]sentBytes{{b.add(f), bytes}}, end.underway...)
}

// receives tells that bytes came out of a channel: those that went in first.
func (b *builder) receives(l *builtLog, peer int, bytes int64) {
	t, end := b.threadOf(l), b.endOf(l, peer, true)
	if t == nil || end == nil || bytes <= 0 {
		return
	}
	if unseen := bytes - end.held; unseen > 0 {
		b.sentUnseen(l, peer, end, unseen)
	}
	cause := t.fact
	for left := bytes; left > 0 && len(end.underway) > 0; {
		first := &end.underway[0]
		part := min(left, first.bytes)
		first.bytes, left, cause = first.bytes-part, left-part, first.fact
		if first.bytes == 0 {
			end.underway = end.underway[1:]
		}
	}
	end.held -= bytes
	b.add(trace.Fact{Kind: trace.KindReceive, Thread: t.number, Object: end.object, A: bytes, B: end.held, Core: trace.NoCore, Cause: cause, Source: trace.Observed})
}
