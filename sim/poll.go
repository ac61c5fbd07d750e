package sim

import "timeslice/sim/trace"

// pollSet is what a thread waits at for many things at once (epoll(7)). It is
// level-triggered: it tells of what is ready for as long as it is.
//
// Interests that may be fulfilled stand in a list, in the order in which they
// became so. A wait looks at these only: what is not ready any more falls out,
// what is told of goes to the end of the list, to be looked at again by the next
// wait. So a wait costs what is ready and not what is watched. (fs/eventpoll.c,
// where the list is rdllist.)
type pollSet struct {
	identity
	open      int
	interests map[interestKey]*interest
	first     *interest // of the list
	last      *interest
	waiters   waitQueue
	events    []PollEvent // of the last wait
}

// interestKey is what an interest is known by: as with epoll, the description
// and the number under which it was given, so that an interest outlives its
// number for as long as the description is open.
type interestKey struct {
	file   *openFile
	number int
}

// interest is what a poll set wants to know of an end.
type interest struct {
	set   *pollSet
	key   interestKey
	wants Readiness
	token int64

	list         *polls // of the end
	newer, older *interest

	listed       bool // in the set's list
	before, next *interest
	cause        trace.FactID // what made it ready, since it was last told of
	fresh        bool         // cause is set
}

// PollEvent is one thing that a wait at a poll set found. Cause is the fact that
// made it ready: a send, a connection, a close.
type PollEvent struct {
	Token int64
	Ready Readiness
	Cause trace.FactID
}

// OpenPollSet makes a poll set (epoll_create1(2)). The result is its descriptor.
// EMFILE if too many are open.
type OpenPollSet struct {
	Name        string
	CloseOnExec bool
}

// CPUNs is the cost of a system call.
func (o *OpenPollSet) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do makes it.
func (o *OpenPollSet) Do(m *Machine, t *Thread) Progress {
	if !t.Process.hasRoom() {
		m.fail(t, EMFILE, "epoll", 0)
		return Continue
	}
	s := &pollSet{interests: map[interestKey]*interest{}}
	s.waiters.object = m.enter(s, trace.ReasonPollSet, o.Name, 0, t.lastFact)
	s.waiters.owner = s
	m.opensAs(t, s, o.CloseOnExec, "epoll")
	return Continue
}

func (s *pollSet) channel() trace.ObjectID { return s.id }

func (s *pollSet) acquire() { s.open++ }

// release forgets all interests with the set's last description.
func (s *pollSet) release(m *Machine, cause trace.FactID) {
	if s.open--; s.open > 0 {
		return
	}
	m.callAll(&s.waiters, trace.ReasonClosed, cause)
	s.forget()
	m.objects[s.id] = nil
}

// forget ends all interests without a word.
func (s *pollSet) forget() {
	for key, i := range s.interests { // in any order: nothing comes of it
		i.list.drop(i)
		key.file.forget(i)
	}
	clear(s.interests)
	s.first, s.last = nil, nil
}

// callNext implements caller.
func (s *pollSet) callNext(m *Machine, cause trace.FactID) {
	if s.first != nil && s.waiters.called == 0 && s.waiters.first != nil {
		m.call(&s.waiters, s.waiters.first, trace.ReasonPoll, cause)
	}
}

// told lets an interest enter the list of its set, if what is now fulfils it.
func (i *interest) told(m *Machine, now Readiness, cause trace.FactID) {
	if now&(i.wants|always) == 0 {
		return
	}
	if !i.fresh {
		i.cause, i.fresh = cause, true
	}
	if !i.listed {
		i.set.list(i)
	}
	i.set.callNext(m, cause)
}

// list puts an interest at the end of the list.
func (s *pollSet) list(i *interest) {
	i.listed, i.before, i.next = true, s.last, nil
	if s.last == nil {
		s.first = i
	} else {
		s.last.next = i
	}
	s.last = i
}

// unlist takes an interest out of the list.
func (s *pollSet) unlist(i *interest) {
	if i.before == nil {
		s.first = i.next
	} else {
		i.before.next = i.next
	}
	if i.next == nil {
		s.last = i.before
	} else {
		i.next.before = i.before
	}
	i.listed, i.before, i.next = false, nil, nil
}

// collect goes through the list for what is ready, at most so many.
func (s *pollSet) collect(most int) {
	s.events = s.events[:0]
	for i, last := s.first, s.last; i != nil && len(s.events) < most; {
		next := i.next
		s.unlist(i)
		i.fresh = false
		if now := i.list.of.readiness() & (i.wants | always); now != 0 {
			s.events = append(s.events, PollEvent{Token: i.token, Ready: now, Cause: i.cause})
			s.list(i)
		}
		if i == last {
			return
		}
		i = next
	}
}

// Watch lets a poll set tell of a descriptor: of what is in For, and always of
// what is broken; 0 ends that (epoll_ctl(2)). Token is what the events carry.
// EBADF if one of the two is not open, EINVAL if the first is no poll set or the
// second is one, EPERM for what never lets anybody wait, such as a file, ENOENT
// for the end of what did not begin.
type Watch struct {
	Set, Descriptor int
	For             Readiness
	Token           int64
}

// CPUNs is the cost of a system call.
func (w *Watch) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do notes it. What is ready already is told of at once.
func (w *Watch) Do(m *Machine, t *Thread) Progress {
	set, file, errno := t.Process.pollSet(w.Set), t.Process.file(w.Descriptor), Errno(0)
	var of pollable
	switch {
	case file == nil || t.Process.file(w.Set) == nil:
		errno = EBADF
	case set == nil:
		errno = EINVAL
	default:
		of, errno = file.pollable()
	}
	if errno != 0 {
		m.fail(t, errno, "epoll_ctl", 0)
		return Continue
	}
	key := interestKey{file, w.Descriptor}
	i := set.interests[key]
	if w.For == 0 {
		if i == nil {
			m.fail(t, ENOENT, "epoll_ctl", int32(of.channel()))
			return Continue
		}
		m.unwatch(t, i, t.lastFact)
		t.succeed(0)
		return Continue
	}
	if i == nil {
		i = &interest{set: set, key: key}
		set.interests[key] = i
		file.interests = append(file.interests, i)
		of.interested().of = of
		of.interested().add(i)
	}
	i.wants, i.token = w.For, w.Token
	i.told(m, of.readiness(), m.tellWatch(t, i, t.lastFact))
	t.succeed(0)
	return Continue
}

// pollSet is the poll set that a descriptor refers to, nil if it is none.
func (p *Process) pollSet(number int) *pollSet {
	if file := p.file(number); file != nil {
		set, _ := file.end.(*pollSet)
		return set
	}
	return nil
}

// pollable is the end of a description if a poll set can tell of it.
func (f *openFile) pollable() (pollable, Errno) {
	switch e := f.end.(type) {
	case pollable:
		return e, 0
	case *pollSet:
		return nil, EINVAL
	}
	return nil, EPERM
}

func (f *openFile) forget(i *interest) {
	for at, other := range f.interests {
		if other == i {
			f.interests = append(f.interests[:at], f.interests[at+1:]...)
			return
		}
	}
}

// unwatch ends an interest.
func (m *Machine) unwatch(t *Thread, i *interest, cause trace.FactID) {
	if i.listed {
		i.set.unlist(i)
	}
	delete(i.set.interests, i.key)
	i.key.file.forget(i)
	i.wants = 0
	m.tellWatch(t, i, cause)
	i.list.drop(i)
}

// tellWatch records what a poll set wants to know of a channel.
func (m *Machine) tellWatch(t *Thread, i *interest, cause trace.FactID) trace.FactID {
	object := i.list.of.channel()
	if object == trace.NoObject {
		return cause
	}
	return m.tell(trace.Fact{
		Kind: trace.KindWatch, Thread: identify(t), Object: int32(object),
		A: int64(i.wants & (Readable | Writable)), B: int64(i.set.id), Cause: cause,
	})
}

// PollWait waits until a poll set has something to tell, and gives it in
// [Thread.Events], at most Most things, 0 for 1024: those first that have been
// ready for longest (epoll_wait(2)). The result is how many.
//
// The wait ends with nothing at the instant Until, which may be over already;
// Never lets it last. It ends too when a signal was caught, with EINTR, and when
// somebody else in the process wakes the thread by [Machine.Wake]. EBADF if the set is
// not open, EINVAL if it is none.
type PollWait struct {
	Set   int
	Most  int
	Until trace.Time
}

// mostEvents is how many events a wait gives at most if it is not told.
const mostEvents = 1024

// CPUNs is the cost of a system call.
func (w *PollWait) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do looks, and waits if there is nothing.
func (w *PollWait) Do(m *Machine, t *Thread) Progress {
	c := m.begin(t)
	set := t.Process.pollSet(w.Set)
	switch {
	case t.Process.file(w.Set) == nil:
		return m.noSuchEnd(t, &c, "epoll_wait", trace.NoObject)
	case set == nil:
		m.fail(t, EINVAL, "epoll_wait", 0)
		return Continue
	}
	most := w.Most
	if most <= 0 {
		most = mostEvents
	}
	set.collect(most)
	elsewhere := c.step > 0 && c.calledBy == nil
	if len(set.events) > 0 || c.late || elsewhere || w.Until <= m.now {
		t.Events = set.events
		t.succeed(int64(len(set.events)))
		set.callNext(m, t.lastFact)
		return Continue
	}
	c.step = 1
	if w.Until != trace.Never {
		c.until = w.Until
	}
	return m.lineUp(t, &set.waiters, trace.ReasonPoll, 0, c)
}
