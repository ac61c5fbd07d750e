package main

import (
	"io"
	"strings"

	"timeslice/assets/words"
	"timeslice/render/terminal"
	"timeslice/sim/trace"
)

// event is what can happen while an animation plays.
type event uint8

const (
	eventTick    event = iota // frameNs of real time have passed
	eventPause                // play, or pause
	eventForward              // to the next instant at which something happens
	eventBack                 // to the one before
	eventFaster
	eventSlower
	eventStart    // to the beginning
	eventKeysGone // no more keys will come
	eventQuit
)

// frameNs is the time between two frames: 20 of them a second.
const frameNs = 50 * trace.Millisecond

// usualPlayNs is how long a run takes to play, however long it was.
const usualPlayNs = 20 * trace.Second

// player plays a trace: events in, frames out. It knows no clock; time passes
// for it when it is told so.
type player struct {
	trace *trace.Trace
	title string
	style terminal.Style
	words *words.Words
	out   io.Writer
	size  func() (columns, lines int)

	screen         *terminal.Screen
	columns, lines int // what screen was made for
	at             trace.Time
	paused         bool
	keysGone       bool
	stepNs         int64 // simulated time a frame
	shown          string
}

// play plays until the viewer quits, or, where there are no keys to do that
// with, until the end.
func (p *player) play(events <-chan event) {
	p.stepNs = max(int64(p.trace.End())/(usualPlayNs/frameNs), 1)
	p.draw()
	for e := range events {
		if e == eventQuit {
			return
		}
		p.take(e)
		p.draw()
		if p.keysGone && p.at >= p.trace.End() {
			return
		}
	}
}

func (p *player) take(e event) {
	switch e {
	case eventTick:
		if !p.paused {
			p.at = p.bounded(p.at + trace.Time(p.stepNs))
		}
	case eventPause:
		if p.at >= p.trace.End() {
			p.at, p.paused = 0, false
		} else {
			p.paused = !p.paused
		}
	case eventForward:
		p.at, p.paused = p.next(), true
	case eventBack:
		p.at, p.paused = p.before(), true
	case eventFaster:
		p.stepNs = min(p.stepNs*2, max(int64(p.trace.End())/4, 1))
	case eventSlower:
		p.stepNs = max(p.stepNs/2, 1)
	case eventStart:
		p.at, p.paused = 0, true
	case eventKeysGone:
		p.keysGone = true
	}
}

func (p *player) bounded(at trace.Time) trace.Time { return max(0, min(at, p.trace.End())) }

// next is the next instant at which something happens.
func (p *player) next() trace.Time {
	id := p.trace.LastAt(p.at) + 1
	if int(id) > p.trace.Len() {
		return p.trace.End()
	}
	return p.trace.Fact(id).Time
}

// before is the last instant before this one at which something happened.
func (p *player) before() trace.Time {
	id := p.trace.LastAt(p.at - 1)
	if id == trace.NoFact {
		return 0
	}
	return p.trace.Fact(id).Time
}

// draw writes a frame over the one before, unless nothing changed.
func (p *player) draw() {
	columns, lines := p.size()
	if p.screen == nil || columns != p.columns || lines != p.lines {
		p.columns, p.lines = columns, lines
		p.style.Width = min(columns, widest)
		p.screen = terminal.NewScreen(p.trace, p.title, p.style, p.words, lines)
		p.shown = ""
	}
	playing := terminal.Playing{At: p.at, Paused: p.paused, SlowedBy: frameNs / p.stepNs}
	frame := composeFrame(p.screen.Frame(playing))
	if frame != p.shown {
		io.WriteString(p.out, frame)
		p.shown = frame
	}
}

// composeFrame puts lines at the top of the terminal: each overwrites the one
// before and clears what was longer, so that nothing flickers.
func composeFrame(lines []string) string {
	return "\x1b[H" + strings.Join(lines, "\x1b[K\r\n") + "\x1b[K\x1b[J"
}
