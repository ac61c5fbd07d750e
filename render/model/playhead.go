package model

import (
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// Playhead is the instant that is shown, and how it moves.
type Playhead struct {
	At      trace.Time
	Upto    trace.FactID // of the facts of its instant, the last that has happened; NoFact for all of them
	Playing bool
	Speed   int64 // simulated nanoseconds for each real millisecond

	rest int64 // of a simulated nanosecond, in millionths: so that slow play is even
}

// defaultSpeed is 1 ms of the machine in a second.
const defaultSpeed = trace.Microsecond

// Speeds go from a microsecond to a hundred seconds of the machine in a second.
const (
	leastSpeed = 1
	mostSpeed  = 100 * trace.Millisecond
)

// tick moves the playhead by what has passed of real time.
func (p *Playhead) tick(realNs int64, b *Branch) {
	if !p.Playing {
		return
	}
	p.rest += realNs * p.Speed
	if by := trace.Time(p.rest / trace.Millisecond); by > 0 {
		p.At, p.Upto = p.At+by, trace.NoFact
	}
	p.rest %= trace.Millisecond
	if end := b.Trace().End(); p.At >= end {
		p.At = end
		p.Playing = !b.Ended() // it goes on when the run has
	}
}

// Position is where the playhead stands among the facts.
func (m *Model) Position() timeline.Position {
	t, p := m.Trace(), &m.Playhead
	if p.Upto > trace.NoFact && int(p.Upto) <= t.Len() && t.Fact(p.Upto).Time == p.At {
		return timeline.Position{At: p.At, Fact: p.Upto}
	}
	return timeline.Position{At: p.At, Fact: t.LastAt(p.At)}
}

// Seek goes to an instant, after all that happens at it.
func (m *Model) Seek(at trace.Time) {
	m.Playhead.At = min(max(at, 0), m.Trace().End())
	m.Playhead.Upto, m.Playhead.rest = trace.NoFact, 0
	m.hunt = nil
	m.follow()
}

// keepWithin keeps the playhead, what is shown and what is chosen within a run that
// has become shorter than the one before.
func (m *Model) keepWithin() {
	whole, line := m.Whole(), &m.Timeline
	if end := m.Trace().End(); m.Playhead.At > end {
		m.Seek(end)
	}
	if line.Window.To > whole.To {
		m.Show(line.Window)
	}
	if line.Picked.To > whole.To {
		m.Pick(line.Picked)
	}
}

// seekPosition goes to a place among the facts of an instant.
func (m *Model) seekPosition(to timeline.Position) {
	m.Seek(to.At)
	if to.Fact > trace.NoFact && to.Fact < m.Trace().LastAt(to.At) {
		m.Playhead.Upto = to.Fact
	}
}

// SetSpeed sets how fast it plays, within what is sensible.
func (p *Playhead) SetSpeed(perMillisecond int64) {
	p.Speed = min(max(perMillisecond, leastSpeed), mostSpeed)
}
