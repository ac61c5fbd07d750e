package scenario

import "timeslice/sim"

// readLock reads "lock L", "lock L no-wait" (try once) or "lock L within 5ms".
func readLock(p *operands) builder {
	lock, noWait, timeoutNs := p.object(lock), p.accept("no-wait"), p.timeout()
	return func(a *assembly) sim.Operation {
		return &sim.Lock{Mutex: a.objects[lock], NoWait: noWait, TimeoutNs: timeoutNs}
	}
}

// timeout takes "within 5ms" if it is there: how long a wait may take.
func (p *operands) timeout() int64 {
	if !p.accept("within") {
		return 0
	}
	return p.duration()
}

func readUnlock(p *operands) builder {
	lock := p.object(lock)
	return func(a *assembly) sim.Operation { return &sim.Unlock{Mutex: a.objects[lock]} }
}

func readWaitOn(p *operands) builder {
	c := p.object(condition)
	p.expect("with")
	l, timeoutNs := p.object(lock), p.timeout()
	return func(a *assembly) sim.Operation {
		return &sim.WaitOn{Condition: a.objects[c], Mutex: a.objects[l], TimeoutNs: timeoutNs}
	}
}

func readNotify(p *operands) builder {
	c, all := p.object(condition), p.form.name == "notify-all"
	return func(a *assembly) sim.Operation { return &sim.Notify{Condition: a.objects[c], All: all} }
}

func readDown(p *operands) builder {
	s, noWait, timeoutNs := p.object(semaphore), p.accept("no-wait"), p.timeout()
	return func(a *assembly) sim.Operation {
		return &sim.Down{Semaphore: a.objects[s], NoWait: noWait, TimeoutNs: timeoutNs}
	}
}

func readUp(p *operands) builder {
	s := p.object(semaphore)
	return func(a *assembly) sim.Operation { return &sim.Up{Semaphore: a.objects[s]} }
}

// readFutexWait reads "futex-wait F 0": wait if the word is 0.
func readFutexWait(p *operands) builder {
	f, expected, timeoutNs := p.object(futex), p.whole(-maximumNumber, maximumNumber), p.timeout()
	return func(a *assembly) sim.Operation {
		return &sim.FutexWait{Futex: a.objects[f], Expected: expected, TimeoutNs: timeoutNs}
	}
}

// readFutexWake reads "futex-wake F 2", or "futex-wake F all".
func readFutexWake(p *operands) builder {
	f, count := p.object(futex), int64(0)
	if !p.accept("all") {
		count = p.whole(1, maximumNumber)
	}
	return func(a *assembly) sim.Operation { return &sim.FutexWake{Futex: a.objects[f], Count: int(count)} }
}

func readStore(p *operands) builder {
	f, value := p.object(futex), p.whole(-maximumNumber, maximumNumber)
	return func(a *assembly) sim.Operation { return &sim.FutexStore{Futex: a.objects[f], Value: value} }
}

func readAdd(p *operands) builder {
	f, delta := p.object(futex), p.whole(-maximumNumber, maximumNumber)
	return func(a *assembly) sim.Operation { return &sim.FutexAdd{Futex: a.objects[f], Delta: delta} }
}
