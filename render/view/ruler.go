package view

import (
	"math"
	"strconv"
	"strings"

	"timeslice/render/scene"
	"timeslice/sim/trace"
)

// scale is how a ruler is divided.
type scale struct {
	step    trace.Time // between two numbers
	unit    trace.Time // that the numbers count
	name    string
	decimal int
}

// newScale divides a stretch of time so that no more numbers stand on it than
// have room. Steps are 1, 2 or 5 of a decimal place.
func newScale(ns int64, most int) scale {
	least := float64(ns) / float64(max(most, 1))
	step := trace.Time(1)
	for i := 0; float64(step) < least && i < 60; i++ {
		if i%3 == 1 {
			step = step / 2 * 5
		} else {
			step *= 2
		}
	}
	s := scale{step: step, unit: 1, name: "ns"}
	switch {
	case ns >= 20*trace.Second:
		s.unit, s.name = trace.Time(trace.Second), "s"
	case ns >= 20*trace.Microsecond:
		s.unit, s.name = trace.Time(trace.Millisecond), "ms"
	case ns >= 20:
		s.unit, s.name = trace.Time(trace.Microsecond), "µs"
	}
	for part := s.unit; part > 1 && s.step%part != 0; part /= 10 {
		s.decimal++
	}
	return s
}

// text is an instant in the units of the scale.
func (s *scale) text(at trace.Time) string {
	whole := strconv.FormatInt(int64(at/s.unit), 10)
	if s.decimal == 0 {
		return whole
	}
	digits := len(strconv.FormatInt(int64(s.unit), 10)) - 1
	rest := strconv.FormatInt(int64(at%s.unit), 10)
	return whole + "." + (strings.Repeat("0", max(digits-len(rest), 0)) + rest)[:s.decimal]
}

// ruler draws the instants above the rows, and lines down through them.
func (f *Frame) ruler(l *scene.Layer, h *history) {
	t := f.Theme
	wide := l.Width(t.Type.CodeSmall, "000.000") + 28*t.Unit
	s := newScale(h.window.Ns(), int(h.tracks.W/wide))
	l.Label(scene.Box{X: h.heads.X, Y: h.ruler.Y, W: h.heads.W - 8, H: h.ruler.H - playheadHigh}, s.name, t.Type.Tiny, t.Muted, scene.End)
	first := (h.window.From + s.step - 1) / s.step * s.step
	for at := first; at <= h.window.To; at += s.step {
		x := h.x(at)
		l.Fill(scene.Box{X: math.Round(x), Y: h.ruler.Bottom() - 4, W: t.Hairline, H: h.tracks.Bottom() - h.ruler.Bottom() + 4}, 0, t.Grid)
		box := scene.Box{X: x - wide/2, Y: h.ruler.Y, W: wide, H: h.ruler.H - playheadHigh}
		text := s.text(at)
		half := l.Width(t.Type.CodeSmall, text) / 2
		box.X += max(h.tracks.X-4-(x-half), 0) - max(x+half-h.panel.Right()+2, 0)
		l.Label(box, text, t.Type.CodeSmall, t.Muted, scene.Centre)
	}
}
