package scene

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Describe writes the scene as text, one line a shape or mark, for tests and for
// looking at:
//
//	scene 200x100 #0f1419
//	layer stage 0,0 200x100
//	  rect 10,10 80x24 round 6 #56b4e9
//	  text 19,26.8125 "libuv 3" bold 13 #10161c wide 44.5
//	  mark core core:0 item 10,10 80x24 "CPU 0"
//
// The same scene is the same text, everywhere.
func (s *Scene) Describe(w io.Writer) error {
	var text strings.Builder
	fmt.Fprintf(&text, "scene %sx%s %v\n", number(s.Width), number(s.Height), s.Ground)
	for _, l := range s.layers {
		fmt.Fprintf(&text, "layer %s %s\n", l.Name, box(l.Box))
		for i := range l.shapes {
			text.WriteString("  ")
			l.describe(&text, &l.shapes[i])
			text.WriteByte('\n')
		}
		for i := range l.marks {
			l.describeMark(&text, &l.marks[i])
		}
	}
	_, err := io.WriteString(w, text.String())
	return err
}

func (l *Layer) describe(w *strings.Builder, s *Shape) {
	fmt.Fprintf(w, "%v", s.Kind)
	switch s.Kind {
	case Text:
		fmt.Fprintf(w, " %s,%s %q %v %s %v wide %s", single(s.X), single(s.Y), l.TextOf(s), s.Face, single(s.Line), s.Colour, single(s.W))
	case Ring:
		fmt.Fprintf(w, " %s,%s radius %s line %s turn %s..%s %v", single(s.X), single(s.Y), single(s.Radius), single(s.Line), single(s.Dash), single(s.Gap), s.Colour)
	case Path, Curve, Polygon:
		for _, p := range l.Spots(s) {
			fmt.Fprintf(w, " %s,%s", single(p.X), single(p.Y))
		}
		describeLine(w, s)
	case Picture:
		fmt.Fprintf(w, " %v %s %v", s.Icon, box(s.Box()), s.Colour)
	default:
		fmt.Fprintf(w, " %s", box(s.Box()))
		if s.Radius != 0 {
			fmt.Fprintf(w, " round %s", single(s.Radius))
		}
		if s.Kind == Part {
			window := l.Spots(s)
			fmt.Fprintf(w, " within %s,%s..%s,%s", single(window[0].X), single(window[0].Y), single(window[1].X), single(window[1].Y))
		}
		describeLine(w, s)
	}
	if s.Traits&Smooth != 0 {
		w.WriteString(" moving")
	}
	if s.Clip != 0 {
		fmt.Fprintf(w, " clip %s", box(l.clips[s.Clip]))
	}
}

func describeLine(w *strings.Builder, s *Shape) {
	if s.Line != 0 {
		fmt.Fprintf(w, " line %s", single(s.Line))
	}
	if s.Kind == Hatched {
		fmt.Fprintf(w, " period %s", single(s.Dash))
	} else if s.Dash != 0 {
		fmt.Fprintf(w, " dash %s,%s", single(s.Dash), single(s.Gap))
	}
	if s.Traits&Closed != 0 {
		w.WriteString(" closed")
	}
	fmt.Fprintf(w, " %v", s.Colour)
}

func (l *Layer) describeMark(w *strings.Builder, m *Mark) {
	w.WriteString("  ")
	for at := m.Parent; at >= 0; at = l.marks[at].Parent {
		w.WriteString("  ")
	}
	fmt.Fprintf(w, "mark %s", m.Name)
	if m.Subject.Topic != Nothing {
		fmt.Fprintf(w, " %v", m.Subject)
	}
	fmt.Fprintf(w, " %v %s %q", m.Role, box(m.Box), m.Label)
	if m.Command.Name != "" {
		fmt.Fprintf(w, " does %v", m.Command)
	}
	for i, name := range [...]string{"selected", "on", "disabled", "focused", "scrolls"} {
		if m.Condition&(1<<i) != 0 {
			w.WriteString(" " + name)
		}
	}
	w.WriteByte('\n')
}

// String writes a subject as "core:0", and "line:3:17" if it has a part.
func (s Subject) String() string {
	text := s.Topic.String() + ":" + strconv.FormatInt(s.ID, 10)
	if s.Part != 0 {
		text += ":" + strconv.FormatInt(s.Part, 10)
	}
	return text
}

// String writes a command as "seek 5000".
func (c Command) String() string {
	text := c.Name
	if c.Argument != 0 {
		text += " " + strconv.FormatInt(c.Argument, 10)
	}
	if c.Text != "" {
		text += " " + strconv.Quote(c.Text)
	}
	return text
}

func box(b Box) string {
	return number(b.X) + "," + number(b.Y) + " " + number(b.W) + "x" + number(b.H)
}

func number(v float64) string { return strconv.FormatFloat(onGrain(v), 'f', -1, 64) }

func single(v float32) string { return strconv.FormatFloat(float64(v), 'f', -1, 32) }
