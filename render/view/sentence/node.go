package sentence

import "timeslice/sim/trace"

// AboutPhase says what a phase of the event loop is for.
func (l *Teller) AboutPhase(phase trace.Reason) Sentence {
	return l.say(variant("sentence.about.", phase, phases()))
}

// AboutQueue says when what stands in a queue is called.
func (l *Teller) AboutQueue(queue trace.Reason) Sentence {
	return l.say(variant("sentence.about-queue.", queue, queues()))
}

// AboutCollection says what a collection does.
func (l *Teller) AboutCollection(sort trace.Reason) Sentence {
	return l.say(variant("sentence.about-collection.", sort, collections()))
}
