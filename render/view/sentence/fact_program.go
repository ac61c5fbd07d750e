package sentence

import (
	"strconv"

	"timeslice/sim/trace"
)

// ofProgram tells what programs say and read, what went wrong with a call, and why
// the run ended.
func (l *factTeller) ofProgram() Sentence {
	switch l.f.Kind {
	case trace.KindOutput:
		return l.output()
	case trace.KindInput:
		return l.say("sentence.fact.input", l.subject(), text("Text", Quote(l.trace.What(*l.f))))
	case trace.KindError:
		if l.cause().Kind == trace.KindEdit {
			return l.say("sentence.fact.edit.failed", text("What", l.trace.What(*l.f)), nested("Error", l.Errno(l.f.A)))
		}
		return l.say("sentence.fact.error", l.subject(), text("Call", l.trace.What(*l.f)), nested("Error", l.Errno(l.f.A)))
	}
	return l.say("sentence.fact.end", nested("Why", l.End(l.f.Reason)))
}

func (l *factTeller) output() Sentence {
	said := text("Text", Quote(l.trace.What(*l.f)))
	if said.text == "" {
		return l.say("sentence.fact.output.empty", l.subject())
	}
	switch l.f.Object {
	case 1:
		return l.say("sentence.fact.output.stdout", l.subject(), said)
	case 2:
		return l.say("sentence.fact.output.stderr", l.subject(), said)
	}
	return l.say("sentence.fact.output.other", l.subject(), said, number("FD", int64(l.f.Object)))
}

// Errno says what an error number of Linux means: "EPIPE: nobody reads…".
func (l *Teller) Errno(number int64) Sentence {
	id := "sentence.errno." + strconv.FormatInt(number, 10)
	if !l.words.Has(id) {
		return l.say("sentence.errno.other", text("Number", strconv.FormatInt(number, 10)))
	}
	return l.say(id)
}

func ends() []trace.Reason {
	return []trace.Reason{
		trace.ReasonCompleted, trace.ReasonUntil, trace.ReasonDeadlock, trace.ReasonAsleep, trace.ReasonNoProgress,
		trace.ReasonFactLimit, trace.ReasonThreadLimit, trace.ReasonProcessLimit, trace.ReasonIsolateLimit, trace.ReasonRefusalLimit, trace.ReasonMemoryLimit,
		trace.ReasonTimeLimit, trace.ReasonStepLimit, trace.ReasonEffortLimit, trace.ReasonChannelLimit,
	}
}

// End says why a run ended.
func (l *Teller) End(why trace.Reason) Sentence {
	return l.say(variant("sentence.end.", why, ends()))
}

// ofSignal tells how signals are sent and take effect.
func (l *factTeller) ofSignal() Sentence {
	signal := text("Signal", trace.SignalName(int(l.f.A)))
	if l.f.Kind == trace.KindSignal {
		if l.cause().Kind == trace.KindEdit {
			return l.say("sentence.fact.signal.edit", l.its(), signal)
		}
		if l.f.Thread == trace.NoThread {
			return l.say("sentence.fact.signal.system", l.its(), signal)
		}
		return l.say("sentence.fact.signal.sent", l.its(), signal, l.subject())
	}
	if l.f.Reason == trace.ReasonHandled && l.f.Thread == trace.NoThread {
		return l.say("sentence.fact.deliver.other", l.its(), signal)
	}
	return l.say(variant("sentence.fact.deliver.", l.f.Reason, signalEffects()), l.its(), signal, l.subject())
}

func signalEffects() []trace.Reason {
	return []trace.Reason{
		trace.ReasonTerminate, trace.ReasonStopped, trace.ReasonContinue, trace.ReasonIgnored, trace.ReasonHandled,
	}
}

// ofMemory tells of memory.
func (l *factTeller) ofMemory() Sentence {
	switch l.f.Kind {
	case trace.KindMemory:
		return l.say(variant("sentence.fact.memory.", l.f.Reason, memoryReasons()), l.its(),
			bytes("Resident", l.f.A), bytes("Mapped", l.f.B))
	case trace.KindCopyOnWrite:
		return l.fill("sentence.fact.copy-on-write", l.f.A, l.its(), number("Count", l.f.A), bytes("Shared", l.f.B))
	}
	return l.say("sentence.fact.out-of-memory", l.its(), bytes("Asked", l.f.A), bytes("Limit", l.f.B))
}

func memoryReasons() []trace.Reason {
	return []trace.Reason{trace.ReasonMap, trace.ReasonTouch, trace.ReasonFree, trace.ReasonFork, trace.ReasonExec}
}
