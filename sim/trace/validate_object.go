package trace

// judgedObject is what the judge knows of a wait object.
type judgedObject struct {
	id       ObjectID
	sort     Reason
	capacity int64 // 0 for unlimited
	changed  bool  // at this instant

	line  judgedLine // who waits for it, the first first
	woken int        // who were woken by it and have not looked yet

	owner   *judgedThread // of a mutex
	units   int64         // free, of a semaphore
	held    int64         // bytes in a channel
	queued  int           // requests that wait for a disk
	started int           // requests that a disk serves
	waiting int64         // connections in the queue of a listener
	bound   bool          // a socket has an address
	joined  bool          // a connection came into a listen queue
	taken   bool          // and was accepted

	underway map[ObjectID]int           // what was passed into a channel and has not come out
	watchers []*judgedObject            // the poll sets that tell of its being readable
	watched  map[*judgedObject]struct{} // of a poll set
	readable int                        // how many of these can be read
	ready    bool                       // it is counted there
}

// judgedLine is a line of waiting threads.
type judgedLine struct{ first, last *judgedThread }

func (l *judgedLine) add(t *judgedThread) {
	t.before, t.next = l.last, nil
	if l.last == nil {
		l.first = t
	} else {
		l.last.next = t
	}
	l.last = t
}

func (l *judgedLine) drop(t *judgedThread) {
	if t.before == nil {
		l.first = t.next
	} else {
		t.before.next = t.next
	}
	if t.next == nil {
		l.last = t.before
	} else {
		t.next.before = t.before
	}
	t.before, t.next = nil, nil
}

// firstOf is the first in line that is blocked for a reason, nil if none is.
func (l *judgedLine) firstOf(why Reason) *judgedThread {
	t := l.first
	for t != nil && (t.waitsWhy != why || t.status != StatusBlocked) {
		t = t.next
	}
	return t
}

// object returns an object that a fact names. One that is not known yet is a
// fault, and known from then on.
func (j *judge) object(id ObjectID) *judgedObject {
	o := j.objects[id]
	if o == nil {
		j.fault(RuleNumber, "there is no object %d", id)
		o = j.newObject(id)
	}
	return o
}

func (j *judge) newObject(id ObjectID) *judgedObject {
	o := &judgedObject{id: id}
	j.objects[id] = o
	j.allObjects = append(j.allObjects, o)
	return o
}

func (j *judge) objectChanges(o *judgedObject) {
	if !o.changed {
		o.changed = true
		j.changedObjects = append(j.changedObjects, o)
	}
}

func (j *judge) judgeObject(f *Fact) {
	if f.Kind == KindObject {
		j.objectStarts(f)
		return
	}
	o := j.object(ObjectID(f.Object))
	j.objectChanges(o)
	switch f.Kind {
	case KindAcquire:
		j.given(o, f)
		j.acquires(o, f)
	case KindRelease:
		j.acts(f)
		j.releases(o, f)
	case KindValue:
		j.acts(f)
	case KindNotify:
		j.acts(f)
		if o.sort == ReasonConditionVariable && f.A == 0 && o.line.firstOf(ReasonCondition) != nil {
			j.fault(RuleWake, "condition %d is notified and nobody is woken, but thread %d waits for it", o.id, o.line.firstOf(ReasonCondition).id)
		}
	case KindSend:
		j.given(o, f)
		j.flows(o, f, f.A)
	case KindReceive:
		j.given(o, f)
		j.flows(o, f, -f.A)
	case KindConnect, KindAccept:
		j.given(o, f)
		j.connects(o, f)
	case KindOpen, KindClose, KindShut, KindRead, KindWrite:
		j.given(o, f)
	case KindDrop:
		j.acts(f)
		if f.Reason != ReasonNobody { // else it never came in
			j.flows(o, f, -f.A)
		}
	case KindBind, KindListen:
		j.given(o, f)
		j.named(o, f)
	case KindDiskQueue, KindDiskStart, KindDiskDone:
		j.disk(o, f)
	}
}

func (j *judge) objectStarts(f *Fact) {
	id := ObjectID(f.Object)
	if id <= NoObject || j.objects[id] != nil {
		j.fault(RuleNumber, "the number %d is not free for an object", id)
		return
	}
	o := j.newObject(id)
	o.sort, o.capacity = f.Reason, f.A
	if o.sort == ReasonSemaphoreObject {
		o.units = f.A
	}
}

// given judges that the thread of a fact uses an object: it acts, or it waits
// for the object and is given what it waits for.
func (j *judge) given(o *judgedObject, f *Fact) {
	t := j.threads[f.Thread]
	switch {
	case t == nil:
		j.acts(f)
	case t.waitsFor == o:
		t.got = true
	case t.wokenBy == o:
		j.looked(t)
	default:
		j.acts(f)
	}
}

func (j *judge) acquires(o *judgedObject, f *Fact) {
	switch o.sort {
	case ReasonMutex:
		if o.owner != nil {
			j.fault(RuleLock, "thread %d takes lock %d but thread %d has it", f.Thread, o.id, o.owner.id)
		}
		o.owner = j.threads[f.Thread]
	case ReasonSemaphoreObject:
		j.counts(o, o.units-1, f.A)
	}
}

// counts takes in how many units of a semaphore are free.
func (j *judge) counts(o *judgedObject, units, told int64) {
	switch {
	case told < 0:
		j.fault(RuleLock, "semaphore %d has %d units", o.id, told)
	case told != units:
		j.fault(RuleLock, "semaphore %d has %d units by the fact but %d by those before", o.id, told, units)
	}
	o.units = told
}

func (j *judge) releases(o *judgedObject, f *Fact) {
	switch o.sort {
	case ReasonMutex:
		if o.owner == nil || o.owner.id != f.Thread {
			j.fault(RuleLock, "thread %d gives back lock %d but does not have it", f.Thread, o.id)
		}
		o.owner = nil
	case ReasonSemaphoreObject:
		j.counts(o, o.units+1, f.A)
	}
}

// flows takes in bytes that went into a channel, or with a minus came out. What is
// underway to a datagram socket may not find room there.
func (j *judge) flows(o *judgedObject, f *Fact, bytes int64) {
	o.held += bytes
	switch {
	case f.A < 0:
		j.fault(RuleChannel, "%d bytes go through channel %d", f.A, o.id)
	case o.held != f.B:
		j.fault(RuleChannel, "channel %d holds %d bytes by the fact but %d by those before", o.id, f.B, o.held)
	case f.B < 0 || o.capacity > 0 && f.B > o.capacity && o.sort != ReasonDatagramSocket:
		j.fault(RuleChannel, "channel %d holds %d bytes, which is not from 0 to %d", o.id, f.B, o.capacity)
	}
	o.held = f.B
}

// disk takes in what happens to a request.
func (j *judge) disk(o *judgedObject, f *Fact) {
	switch f.Kind {
	case KindDiskQueue:
		j.given(o, f)
		o.queued++
	case KindDiskStart:
		o.queued--
		o.started++
	case KindDiskDone:
		o.started--
	}
	if o.queued < 0 || o.started < 0 {
		j.fault(RuleDisk, "disk %d serves a request that was not made, or finishes one it did not serve", o.id)
		o.queued, o.started = max(0, o.queued), max(0, o.started)
	}
	if o.capacity > 0 && int64(o.started) > o.capacity {
		j.fault(RuleDisk, "disk %d serves %d requests at once but can %d", o.id, o.started, o.capacity)
	}
}

// objectAtRest judges an object when its instant is over: who could go on must
// have been woken.
func (j *judge) objectAtRest(o *judgedObject) {
	if o.woken > 0 {
		return // they look when they run
	}
	switch o.sort {
	case ReasonMutex:
		if t := o.line.firstOf(ReasonLock); t != nil && o.owner == nil {
			j.fault(RuleWake, "lock %d is free but thread %d waits for it", o.id, t.id)
		}
	case ReasonSemaphoreObject:
		if t := o.line.firstOf(ReasonSemaphore); t != nil && o.units > 0 {
			j.fault(RuleWake, "semaphore %d has %d units but thread %d waits for one", o.id, o.units, t.id)
		}
	case ReasonPipe, ReasonSocketPair:
		j.channelAtRest(o)
	case ReasonPollSet:
		if t := o.line.firstOf(ReasonPoll); t != nil && o.readable > 0 {
			j.fault(RuleWake, "thread %d waits at poll set %d, but %d channels that it tells of can be read", t.id, o.id, o.readable)
		}
	case ReasonDiskDevice:
		if o.queued > 0 && int64(o.started) < o.capacity {
			j.fault(RuleDisk, "disk %d could serve %d requests and serves %d, but %d wait", o.id, o.capacity, o.started, o.queued)
		}
	}
}

// channelAtRest judges a channel in which bytes are there as soon as they were
// sent. Who waits for more room than there is may have reason to; who could
// have all it asked for has none, and while there are bytes a reader is awake.
func (j *judge) channelAtRest(o *judgedObject) {
	if t := o.line.firstOf(ReasonData); t != nil && o.held > 0 {
		j.fault(RuleWake, "channel %d holds %d bytes but thread %d waits for some", o.id, o.held, t.id)
	}
	room := o.capacity - o.held
	if t := o.line.firstOf(ReasonSpace); t != nil && room > 0 && room >= min(t.waitsSize, o.capacity) {
		j.fault(RuleWake, "channel %d has room for %d bytes but thread %d waits to send %d", o.id, room, t.id, t.waitsSize)
	}
}
