package view

import (
	"slices"
	"strings"

	"timeslice/render/model"
	"timeslice/render/scene"
)

// About is what the inspector says of what is selected, as text to be copied: a
// line for each of its lines.
func (p *Painter) About(m *model.Model) string {
	const wide, high = 2000, 16000 // no line is broken, and nothing is scrolled
	q := NewPainter(p.Scene.Fonts())
	q.Part = inspectorOnly
	var all []written
	for _, l := range q.Paint(m, wide, high).Layers() {
		for i := range l.Shapes() {
			if s := &l.Shapes()[i]; s.Kind == scene.Text {
				all = append(all, written{s.X, s.Y, l.TextOf(s)})
			}
		}
	}
	return inLines(all)
}

// written is a text of a picture, and where it begins.
type written struct {
	x, y float32
	text string
}

// inLines puts texts into lines as they are read: what stands far apart in one line
// has a tab between.
func inLines(all []written) string {
	const near = 4
	slices.SortStableFunc(all, func(a, b written) int {
		switch {
		case a.y < b.y-near:
			return -1
		case a.y > b.y+near:
			return 1
		case a.x < b.x:
			return -1
		}
		return 1
	})
	var b strings.Builder
	for i, one := range all {
		switch {
		case i == 0:
		case one.y > all[i-1].y+near:
			b.WriteByte('\n')
		case one.x > all[i-1].x+200:
			b.WriteByte('\t')
		}
		b.WriteString(one.text)
	}
	return b.String()
}
