package scene

// Spacing is how far lines of running text stand apart, as a part of the text's
// size; Chinese needs more of it than English.
const Spacing = 1.6

// Paragraph puts a text into a box from its top, broken into lines. Lines that
// have no room are left out, and the last that has ends with an ellipsis. It
// returns the height that the lines take.
func (l *Layer) Paragraph(b Box, text string, style Style, colour Colour) float64 {
	return l.Rich(b, Spacing, Run{text, style, colour})
}

// Rich is Paragraph with pieces in styles and colours of their own. Lines stand
// spacing sizes apart.
func (l *Layer) Rich(b Box, spacing float64, runs ...Run) float64 {
	return l.RichEach(b, spacing, nil, runs...)
}

// RichEach is Rich that tells where each piece of a run has come to stand: a run
// that is broken into lines has several.
func (l *Layer) RichEach(b Box, spacing float64, each func(run int, b Box), runs ...Run) float64 {
	runs, tallest := l.wrapper.prepare(runs)
	pieces, lines := l.wrapper.wrap(runs, b.W)
	step := spacing * tallest
	shown := min(lines, int((b.H+(spacing-ascent-descent)*tallest+0.5)/step))
	first := Box{b.X, b.Y, b.W, step}.Baseline(Style{Size: tallest}) - (spacing-1.2)*tallest/2
	for i := range pieces {
		p := &pieces[i]
		if p.line >= shown {
			break
		}
		r := runs[p.run]
		text, wide := trimSpace(r.Text[p.from:p.to]), p.wide
		if i+1 == len(pieces) || pieces[i+1].line > p.line { // the last of its line
			if p.line == shown-1 && shown < lines {
				text = l.fonts.Clip(r.Style, text+ellipsis, b.W-p.x, Ellipsis)
			}
			wide = l.fonts.Width(r.Style, text) - l.wrapper.hanging(r.Style, text)
		}
		l.write(b.X+p.x, first+step*float64(p.line), wide, b.W-p.x, text, r.Style, r.Colour)
		if each != nil {
			each(p.run, Box{b.X + p.x, b.Y + float64(step*float64(p.line)), wide, step})
		}
	}
	return step * float64(shown)
}

// Measure is the height that Rich would take with no limit below, and the width
// of its longest line.
func (l *Layer) Measure(wide, spacing float64, runs ...Run) (w, h float64) {
	return l.wrapper.measure(wide, spacing, runs)
}

// Measure is what [Layer.Measure] is, before there is a layer.
func (s *Scene) Measure(wide, spacing float64, runs ...Run) (w, h float64) {
	return s.wrapper.measure(wide, spacing, runs)
}

func (w *wrapper) measure(wide, spacing float64, runs []Run) (widest, high float64) {
	runs, tallest := w.prepare(runs)
	pieces, lines := w.wrap(runs, wide)
	for _, p := range pieces {
		widest = max(widest, p.x+p.wide)
	}
	return min(widest, wide), spacing * tallest * float64(lines)
}

// prepare copies the runs, each told whether there is Chinese in any of them,
// and finds the largest size.
func (w *wrapper) prepare(runs []Run) ([]Run, float64) {
	w.runs = append(w.runs[:0], runs...)
	han, tallest := false, 0.0
	for _, r := range w.runs {
		han = han || r.Style.within(r.Text).han
		tallest = max(tallest, r.Style.Size)
	}
	for i := range w.runs {
		w.runs[i].Style.han = han && !w.runs[i].Style.Face.mono()
	}
	return w.runs, tallest
}
