package scene

// Align says where in its room a text stands.
type Align uint8

// The alignments.
const (
	Start Align = iota
	Centre
	End
)

// Run is a piece of a text in one style and colour.
type Run struct {
	Text   string
	Style  Style
	Colour Colour
}

// Write puts a text with the start of its baseline at x, y, and returns how wide
// it is. It does not give way; see [Layer.Label] for texts that must.
func (l *Layer) Write(x, y float64, text string, style Style, colour Colour) float64 {
	wide := l.fonts.Width(style, text)
	l.write(x, y, wide, wide, text, style, colour)
	return wide
}

// largestText is the size of the largest letters, in points.
const largestText = 128

func (l *Layer) write(x, y, wide, room float64, text string, style Style, colour Colour) {
	if text == "" || !(style.Size > 0) {
		return
	}
	traits := Trait(0)
	if style.han {
		traits = Squared
	}
	l.texts = append(l.texts, text)
	l.put(Shape{
		Kind: Text, Traits: traits, Colour: colour, Face: style.Face, Line: round(min(style.Size, largestText)),
		X: round(x), Y: round(y), W: round(wide), H: round(room), First: uint32(len(l.texts) - 1),
	})
}

// Baseline is where the baseline of a line of text is that stands in the middle
// of a box.
func (b Box) Baseline(style Style) float64 { return b.CentreY() + middle*style.Size }

// Label puts a text in the middle of a box's height, aligned, shortened with an
// ellipsis if it is too wide. It returns the box that the text takes.
func (l *Layer) Label(b Box, text string, style Style, colour Colour, align Align) Box {
	return l.LabelThat(Ellipsis, b, text, style, colour, align)
}

// LabelThat is Label with a choice of how the text gives way.
func (l *Layer) LabelThat(gives Overflow, b Box, text string, style Style, colour Colour, align Align) Box {
	style = style.within(text)
	text = l.fonts.Clip(style, text, b.W, gives)
	wide := l.fonts.Width(style, text)
	x := aligned(b, wide, align)
	l.write(x, b.Baseline(style), wide, b.W, text, style, colour)
	return Box{x, b.Baseline(style) - ascent*style.Size, wide, style.Height()}
}

func aligned(b Box, wide float64, align Align) float64 {
	switch align {
	case Centre:
		return b.X + (b.W-wide)/2
	case End:
		return b.Right() - wide
	}
	return b.X
}

// Runs puts pieces of text one after another in the middle of a box's height.
// What does not fit is shortened at the end. It returns the box the text takes.
func (l *Layer) Runs(b Box, align Align, runs ...Run) Box {
	whole, tallest := 0.0, 0.0
	han := false
	for _, r := range runs {
		han = han || r.Style.within(r.Text).han
	}
	for _, r := range runs {
		r.Style.han = han
		whole += l.fonts.Width(r.Style, r.Text)
		tallest = max(tallest, r.Style.Size)
	}
	x := aligned(b, min(whole, b.W), align)
	line := Style{Size: tallest}
	taken := Box{x, b.Baseline(line) - ascent*tallest, 0, line.Height()}
	for _, r := range runs {
		r.Style.han = han
		room := b.Right() - x
		text := l.fonts.Clip(r.Style, r.Text, room, Ellipsis)
		wide := l.fonts.Width(r.Style, text)
		l.write(x, b.Baseline(line), wide, room, text, r.Style, r.Colour)
		x += wide
		if text != r.Text {
			break
		}
	}
	taken.W = x - taken.X
	return taken
}

// Fonts are the fonts the layer measures with.
func (l *Layer) Fonts() *Fonts { return l.fonts }

// Width is how wide a text is.
func (l *Layer) Width(style Style, text string) float64 { return l.fonts.Width(style, text) }
