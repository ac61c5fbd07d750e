package sentence

import (
	"timeslice/render/view/names"
	"timeslice/render/view/timeline"
)

// Part is a part of where the time of something went.
type Part struct {
	State timeline.State
	Ns    int64
	Label Sentence // what it was doing: "running", "blocked: lock L"
}

// Parts says where the time of a thread, a core or a process went: the parts of
// a sum that are not empty, in a fixed order. They add up to its whole.
func (l *Teller) Parts(of names.Kind, s *timeline.Sum) []Part {
	var parts []Part
	add := func(state timeline.State, ns int64, label Sentence) {
		if ns > 0 {
			parts = append(parts, Part{state, ns, label})
		}
	}
	for _, state := range []timeline.State{timeline.Running, timeline.Collecting, timeline.Switching, timeline.Ready, timeline.Throttled} {
		add(state, s.Ns[state], l.say("sentence.part."+state.String()))
	}
	if blockedNs := s.Ns[timeline.Blocked]; len(s.Blocked) == 0 {
		add(timeline.Blocked, blockedNs, l.say("sentence.part.blocked"))
	}
	for _, r := range s.Blocked {
		add(timeline.Blocked, r.Ns, l.say(variant("sentence.part.blocked.", r.Reason, waitReasons())))
	}
	add(timeline.Stopped, s.Ns[timeline.Stopped], l.say("sentence.part.stopped"))
	idle := "sentence.part.gone"
	if of == names.Core {
		idle = "sentence.part.idle"
	}
	add(timeline.Idle, s.Ns[timeline.Idle], l.say(idle))
	return parts
}
