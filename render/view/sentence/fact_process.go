package sentence

import "timeslice/sim/trace"

// ofProcess tells how processes and threads come and go.
func (l *factTeller) ofProcess() Sentence {
	switch l.f.Kind {
	case trace.KindProcessStart:
		return l.processStart()
	case trace.KindProcessExec:
		before := l.Teller.at(l.id - 1)
		return l.say("sentence.fact.process-exec", before.process("Before", trace.ProcessID(l.f.Object)), l.its())
	case trace.KindProcessExit:
		if l.f.B != 0 {
			return l.say("sentence.fact.process-exit.signal", l.its(), text("Signal", trace.SignalName(int(l.f.B))))
		}
		return l.say("sentence.fact.process-exit.code", l.its(), number("Code", l.f.A))
	case trace.KindProcessReap:
		if l.f.Thread == trace.NoThread {
			return l.say("sentence.fact.process-reap.nobody", l.its())
		}
		return l.say("sentence.fact.process-reap.waited", l.its(), l.subject())
	case trace.KindProcessAdopt:
		return l.say("sentence.fact.process-adopt", l.its(), l.process("Parent", trace.ProcessID(l.f.A)))
	case trace.KindProcessGroup:
		return l.say("sentence.fact.process-group", l.its(), number("Group", l.f.A), number("Session", l.f.B))
	case trace.KindThreadStart:
		return l.threadStart()
	}
	return l.say(variant("sentence.fact.thread-exit.", l.f.Reason, threadEnds()), l.subject())
}

func threadEnds() []trace.Reason {
	return []trace.Reason{trace.ReasonReturned, trace.ReasonExit, trace.ReasonKilled}
}

func (l *factTeller) processStart() Sentence {
	pid := number("PID", int64(l.f.Object))
	if l.f.Thread == trace.NoThread {
		return l.say("sentence.fact.process-start.boot", l.its(), pid)
	}
	return l.say(variant("sentence.fact.process-start.", l.f.Reason, processStarts()), l.its(), pid, l.subject())
}

func processStarts() []trace.Reason {
	return []trace.Reason{trace.ReasonBoot, trace.ReasonSpawn, trace.ReasonFork}
}

func (l *factTeller) threadStart() Sentence {
	started := "sentence.fact.thread-start.more"
	if l.book.IsFirst(l.f.Thread) {
		started = "sentence.fact.thread-start.first"
	}
	if l.f.A != 0 {
		return l.say(started+"-nice", l.its(), l.subject(), number("Nice", l.f.A))
	}
	return l.say(started, l.its(), l.subject())
}
