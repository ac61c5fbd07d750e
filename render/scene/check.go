package scene

import "fmt"

// Fault is something that a picture must not have.
type Fault struct {
	Kind  string // "glyph", "fit", "contrast", "overlap", "size"
	Layer string
	What  string // the text or mark, and what is wrong
	Box   Box
}

func (f Fault) String() string {
	return fmt.Sprintf("%s in layer %s at %s: %s", f.Kind, f.Layer, box(f.Box), f.What)
}

// Check finds everything that [CheckGlyphs], [CheckFit], [CheckContrast] and
// [CheckOverlap] find. Tests of views want it empty.
func Check(s *Scene) []Fault {
	faults := CheckGlyphs(s)
	faults = append(faults, CheckFit(s)...)
	faults = append(faults, CheckContrast(s, LeastContrast)...)
	return append(faults, CheckOverlap(s)...)
}

// eachText calls yield for every text of the scene that can be seen.
func eachText(s *Scene, yield func(l *Layer, at int, shape *Shape, text string)) {
	for _, l := range s.layers {
		for i := range l.shapes {
			shape := &l.shapes[i]
			if shape.Kind == Text && shape.Box().Overlaps(l.ClipOf(shape)) {
				yield(l, i, shape, l.TextOf(shape))
			}
		}
	}
}

// CheckGlyphs finds characters that no font has a picture of.
func CheckGlyphs(s *Scene) (faults []Fault) {
	eachText(s, func(l *Layer, _ int, shape *Shape, text string) {
		if missing := s.fonts.Missing(shape.Face, text); missing != nil {
			faults = append(faults, Fault{"glyph", l.Name, fmt.Sprintf("%q has no picture of %q", text, string(missing)), shape.Box()})
		}
	})
	return faults
}

// smallest is the size below which letters are not read with ease.
const smallest = 11

// CheckFit finds texts that are wider than their room, that reach out of their
// layer at the sides, that are cut by a clip in their height, or that are smaller
// than 11 points. A text that a clip cuts at its side, such as a long line of
// code, is no fault; nor is one that has been scrolled half away.
func CheckFit(s *Scene) (faults []Fault) {
	fault := func(l *Layer, shape *Shape, kind, what string) {
		faults = append(faults, Fault{kind, l.Name, what, shape.Box()})
	}
	eachText(s, func(l *Layer, _ int, shape *Shape, text string) {
		b := shape.Box()
		if shape.W > shape.H+0.5 {
			fault(l, shape, "fit", fmt.Sprintf("%q is %s wide and has room for %s", text, single(shape.W), single(shape.H)))
		}
		if shape.Clip == 0 && !b.Within(l.Box.Union(Box{b.X, l.Box.Y, 0.01, l.Box.H})) {
			fault(l, shape, "fit", fmt.Sprintf("%q reaches out of its layer %s", text, box(l.Box)))
		}
		if shape.Line < smallest {
			fault(l, shape, "size", fmt.Sprintf("%q is %s points large; %d is the least", text, single(shape.Line), smallest))
		}
	})
	return faults
}

// CheckOverlap finds texts that lie on each other with nothing opaque between
// them, and marks side by side in the same mark that overlap.
func CheckOverlap(s *Scene) (faults []Fault) {
	for _, l := range s.layers {
		faults = append(faults, l.textsOverlap()...)
		faults = append(faults, l.marksOverlap()...)
	}
	return faults
}

// textsOverlap compares each text with those below it. A little is allowed:
// letters do not fill their lines.
func (l *Layer) textsOverlap() (faults []Fault) {
	var below []int
	for i := range l.shapes {
		shape := &l.shapes[i]
		if shape.Kind == Rect && shape.Line == 0 && shape.Colour.Opaque() {
			below = l.uncovered(below, shape.Box().Intersect(l.ClipOf(shape)))
		}
		if shape.Kind != Text {
			continue
		}
		for _, j := range below {
			other := &l.shapes[j]
			if l.ink(shape).Overlaps(l.ink(other)) {
				what := fmt.Sprintf("%q lies on %q", l.TextOf(shape), l.TextOf(other))
				faults = append(faults, Fault{"overlap", l.Name, what, shape.Box()})
			}
		}
		below = append(below, i)
	}
	return faults
}

// ink is where a text's letters are, without the room above and below them.
func (l *Layer) ink(s *Shape) Box {
	size := float64(s.Line)
	return Box{float64(s.X) + 0.5, float64(s.Y) - 0.72*size, float64(s.W) - 1, 0.72 * size}.Intersect(l.ClipOf(s))
}

// uncovered are the texts that an opaque box does not hide.
func (l *Layer) uncovered(texts []int, cover Box) []int {
	seen := texts[:0]
	for _, i := range texts {
		if !l.ink(&l.shapes[i]).Within(cover) {
			seen = append(seen, i)
		}
	}
	return seen
}

func (l *Layer) marksOverlap() (faults []Fault) {
	for i := range l.marks {
		a := &l.marks[i]
		for j := range l.marks[:i] {
			b := &l.marks[j]
			if a.Parent == b.Parent && a.Clip.Inset(0.5).Overlaps(b.Clip.Inset(0.5)) {
				what := fmt.Sprintf("%s %v lies on %s %v", a.Name, a.Subject, b.Name, b.Subject)
				faults = append(faults, Fault{"overlap", l.Name, what, a.Box.Intersect(b.Box)})
			}
		}
	}
	return faults
}
