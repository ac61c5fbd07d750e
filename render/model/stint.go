package model

import (
	"timeslice/sim"
	"timeslice/sim/trace"
)

// stint lets a machine simulate beside the picture. What a script does between two
// instants of the machine can take a second, as when Node starts in a browser; so the
// machine has a goroutine of its own, and waits in the middle of a script (rest) while
// the picture is drawn. The two take turns: never are both at work, so that what is
// simulated is the same as without.
type stint struct {
	machine *sim.Machine
	more    func() bool   // whether there is time, asked by who has the turn
	turn    chan struct{} // the machine has the turn
	back    chan outcome  // the picture has it again

	underway  bool // the machine waits in the middle of a script
	abandoned bool
}

// outcome is how the machine gave the turn back.
type outcome struct {
	arrived bool // it is where it was to come; if not, it rests
	ended   bool // the run has ended there
	fault   any  // what it panicked with
}

func newStint() *stint {
	return &stint{more: func() bool { return true }, turn: make(chan struct{}), back: make(chan outcome)}
}

// until lets the machine go on to an instant, or to where it last was to come if it
// is underway, as long as there is time.
func (s *stint) until(at trace.Time, more func() bool) outcome {
	s.more = more
	if s.underway {
		s.turn <- struct{}{}
	} else {
		s.underway = true
		go s.run(at)
	}
	return s.takeBack()
}

func (s *stint) takeBack() outcome {
	o := <-s.back
	s.underway = !o.arrived
	if o.fault != nil {
		panic(o.fault)
	}
	return o
}

// run is the machine's goroutine.
func (s *stint) run(at trace.Time) {
	o := outcome{arrived: true}
	defer func() {
		o.fault = recover()
		s.back <- o
	}()
	o.ended = !s.machine.RunUntil(at)
}

// rest gives the turn back if there is no more time, and waits for it. It reports
// whether the run is still wanted.
func (s *stint) rest() bool {
	if !s.abandoned && !s.more() {
		s.back <- outcome{}
		<-s.turn
	}
	return !s.abandoned
}

// abandon ends the run where it is, and gives back what it holds.
func (s *stint) abandon() {
	s.abandoned = true
	if s.underway {
		s.turn <- struct{}{}
		s.takeBack()
	}
	s.machine.Abandon()
}
