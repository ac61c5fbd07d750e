package trace

// What the judge knows of sockets, of what is passed through them, and of poll sets.

// connects takes in a connection that came into, or left, a listen queue.
func (j *judge) connects(o *judgedObject, f *Fact) {
	connection := j.object(ObjectID(f.A))
	more := int64(1)
	if f.Kind == KindAccept {
		more = -1
		if !connection.joined || connection.taken {
			j.fault(RuleSocket, "connection %d is accepted but does not wait at %d", connection.id, o.id)
		}
	}
	connection.joined, connection.taken = true, f.Kind == KindAccept
	if o.waiting += more; o.waiting != f.B {
		j.fault(RuleSocket, "%d connections wait at %d by the fact but %d by those before", f.B, o.id, o.waiting)
	}
	o.waiting = f.B
	if o.capacity > 0 && o.waiting > o.capacity {
		j.fault(RuleSocket, "%d connections wait at %d, which has places for %d", o.waiting, o.id, o.capacity)
	}
}

// named takes in that a socket has an address, or listens.
func (j *judge) named(o *judgedObject, f *Fact) {
	if f.Kind == KindListen {
		if o.sort != ReasonSocket && o.sort != ReasonListener || o.joined {
			j.fault(RuleSocket, "object %d listens but is a %s, or connected", o.id, o.sort)
		}
		if o.sort = ReasonListener; f.A > 0 {
			o.capacity = f.A
		} else {
			o.waiting = 0
		}
		return
	}
	if o.bound && o.sort != ReasonDatagramSocket { // which forgets its port when it is connected no more
		j.fault(RuleSocket, "socket %d gets a second address", o.id)
	}
	o.bound = true
}

// passes takes in a descriptor that goes into a channel or comes out.
func (j *judge) passes(f *Fact) {
	through := j.object(ObjectID(f.B))
	j.given(through, f)
	if ObjectID(f.Object) != NoObject {
		j.object(ObjectID(f.Object))
	}
	if through.underway == nil {
		through.underway = map[ObjectID]int{}
	}
	if f.Kind == KindPass {
		through.underway[ObjectID(f.Object)]++
		return
	}
	if through.underway[ObjectID(f.Object)] == 0 {
		j.fault(RulePassing, "a descriptor of object %d comes out of channel %d but did not go in", f.Object, through.id)
		return
	}
	through.underway[ObjectID(f.Object)]--
}

// watches takes in what a poll set tells of.
func (j *judge) watches(f *Fact) {
	j.acts(f)
	o, set := j.object(ObjectID(f.Object)), j.object(ObjectID(f.B))
	if set.sort != ReasonPollSet && set.sort != ReasonNone {
		j.fault(RuleSocket, "object %d is to tell of %d but is a %s", set.id, o.id, set.sort)
	}
	j.objectChanges(o)
	j.objectChanges(set)
	_, known := set.watched[o]
	reads := f.A&1 != 0
	switch {
	case reads && !known:
		if set.watched == nil {
			set.watched = map[*judgedObject]struct{}{}
		}
		set.watched[o] = struct{}{}
		o.watchers = append(o.watchers, set)
		if o.ready {
			set.readable++
		}
	case !reads && known:
		delete(set.watched, o)
		for i, other := range o.watchers {
			if other == set {
				o.watchers = append(o.watchers[:i], o.watchers[i+1:]...)
				break
			}
		}
		if o.ready {
			set.readable--
		}
	}
}

// canBeRead reports whether it is sure that a read would find something. Over a
// network it is not, as bytes take a while.
func (o *judgedObject) canBeRead() bool {
	switch o.sort {
	case ReasonPipe, ReasonSocketPair:
		return o.held > 0
	case ReasonListener:
		return o.waiting > 0
	}
	return false
}

// countReadable takes in, when an instant is over, whether an object can be read. The
// poll sets that tell of it are judged then too.
func (j *judge) countReadable(o *judgedObject) {
	ready := o.canBeRead()
	if ready == o.ready {
		return
	}
	o.ready = ready
	for _, set := range o.watchers {
		if ready {
			set.readable++
		} else {
			set.readable--
		}
		j.objectChanges(set)
	}
}
