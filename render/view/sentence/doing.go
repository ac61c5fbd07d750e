package sentence

import (
	"strings"

	"timeslice/sim/trace"
)

// Doing says what a thread is doing, as a clause: "A runs on core 0", "B waits
// for lock L".
func (l *Teller) Doing(s *trace.State, thread trace.ThreadID) Sentence {
	d, t := l.at(s.Facts), s.Thread(thread)
	subject := d.thread("Thread", thread)
	switch t.Status {
	case trace.StatusNew:
		return l.say("sentence.doing.new", subject)
	case trace.StatusReady:
		if t.Throttled() {
			return l.say("sentence.doing.throttled", subject)
		}
		return l.say("sentence.doing.ready", subject)
	case trace.StatusRunning:
		if t.Core != trace.NoCore && s.At < s.Cores[t.Core].OverheadUntil {
			return l.say("sentence.doing.switching", subject, l.core("Core", t.Core))
		}
		return l.say("sentence.doing.running", subject, l.core("Core", t.Core))
	case trace.StatusBlocked:
		if t.Reason == trace.ReasonTimer && t.Until > 0 {
			return l.say("sentence.doing.sleeping", subject, instant("Until", t.Until))
		}
		return l.say("sentence.doing.blocked", subject, nested("For", l.WaitFor(t.Reason, t.Object)))
	case trace.StatusStopped:
		return l.say("sentence.doing.stopped", subject)
	case trace.StatusEnded:
		return l.say("sentence.doing.ended", subject)
	}
	return l.say("sentence.doing.unknown", subject)
}

// Status is what a thread is doing, in one word: "running", "blocked".
func (l *Teller) Status(status trace.Status) string {
	return l.words.Say("sentence.status." + status.String())
}

// ProcessStatus is what has become of a process, in one word.
func (l *Teller) ProcessStatus(status trace.ProcessStatus) string {
	return l.words.Say("sentence.process-status." + status.String())
}

// list puts sentences behind one another, with commas; of too many it says how
// many more there are.
func (l *Teller) list(parts []Sentence, most int) Sentence {
	w := writer{wide: l.wide()}
	comma := l.words.Say("sentence.list-comma")
	for i := range parts {
		if i == most {
			more := l.fill("sentence.list-more", int64(len(parts)-most), number("Count", int64(len(parts)-most)))
			v := nested("", more)
			w.value(&v)
			break
		}
		if i > 0 {
			w.write(comma)
		}
		v := nested("", parts[i])
		w.value(&v)
	}
	return w.sentence()
}

// Join makes one text of sentences that are read one after another.
func (l *Teller) Join(sentences []Sentence) Sentence {
	w := writer{}
	for i := range sentences {
		if i > 0 && !strings.HasSuffix(w.text.String(), "。") {
			w.write(" ")
		}
		v := nested("", sentences[i])
		w.value(&v)
	}
	return w.sentence()
}
