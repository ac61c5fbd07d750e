package sentence

import "timeslice/sim/trace"

// WhyProcess says what has become of a process in a state.
func (l *Teller) WhyProcess(t *trace.Trace, s *trace.State, id trace.ProcessID) Answer {
	a, p := l.asked(t, s), s.Process(id)
	subject, parent := a.process("Process", id), a.process("Parent", p.Parent)
	switch p.Status {
	case trace.ProcessAlive:
		a.alive(id, &p)
	case trace.ProcessZombie:
		if p.Signal != 0 {
			a.tell("sentence.why.process.zombie-killed", subject, parent, a.ended(&p), text("Signal", trace.SignalName(int(p.Signal))))
		} else {
			a.tell("sentence.why.process.zombie", subject, parent, a.ended(&p), number("Code", int64(p.Code)))
		}
		if main := a.mainThread(p.Parent); main != trace.NoThread {
			a.add(a.full(l.Doing(s, main)))
		}
	case trace.ProcessReaped:
		a.tell("sentence.why.process.reaped", subject, a.ended(&p))
	default:
		a.tell("sentence.why.process.unknown", subject)
		return a.answer(nil)
	}
	if p.Fact == trace.NoFact {
		return a.answer(nil)
	}
	return a.answer(t.WhyFact(p.Fact))
}

func (a *asked) ended(p *trace.ProcessState) value { return instant("At", p.End) }

// alive says what the threads of a process are doing.
func (a *asked) alive(id trace.ProcessID, p *trace.ProcessState) {
	threads := a.state.ThreadsOf(id)
	counts := map[trace.Status]int64{}
	for _, thread := range threads {
		counts[a.state.Thread(thread).Status]++
	}
	var parts []Sentence
	for _, status := range []trace.Status{trace.StatusRunning, trace.StatusReady, trace.StatusBlocked, trace.StatusStopped, trace.StatusNew} {
		if n := counts[status]; n > 0 {
			parts = append(parts, a.say("sentence.count-status", number("Number", n), text("Status", a.Status(status))))
		}
	}
	values := []value{
		a.process("Process", id), a.process("Parent", p.Parent), number("Count", int64(len(threads))),
		nested("List", a.list(parts, len(parts))),
	}
	if p.Parent == trace.NoProcess {
		a.tell("sentence.why.process.first", values...)
	} else if len(threads) == 1 {
		a.tell("sentence.why.process.alone", values...)
	} else {
		a.add(a.fill("sentence.why.process.alive", int64(len(threads)), values...))
	}
	if main := a.mainThread(id); main != trace.NoThread {
		a.add(a.full(a.Doing(a.state, main)))
		a.script(main)
	}
}

// mainThread is the first of a process's threads that have not ended, none if
// all have.
func (a *asked) mainThread(id trace.ProcessID) trace.ThreadID {
	if threads := a.state.ThreadsOf(id); len(threads) > 0 {
		return threads[0]
	}
	return trace.NoThread
}
