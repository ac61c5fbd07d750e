package scene

// ThemeName names a theme.
type ThemeName string

// The themes.
const (
	Light     ThemeName = "light"
	Dark      ThemeName = "dark"
	Projector ThemeName = "projector" // light, thicker lines, larger text, more contrast
)

// ThemeNames are the names of all themes.
func ThemeNames() []ThemeName { return []ThemeName{Light, Dark, Projector} }

// Theme is how everything looks: colours by what they are for, hues by process,
// type by role, and the widths of lines.
type Theme struct {
	Name ThemeName
	Dark bool

	// Grounds, from the farthest back to the nearest.
	Canvas Colour // the stage
	Panel  Colour // what stands beside the stage
	Card   Colour // a card on either
	Well   Colour // a hollow in a card: code, a terminal, a field
	Raised Colour // buttons and fields on a panel
	Hover  Colour // a wash over what the pointer is on

	// Lines.
	Border Colour // of cards
	Strong Colour // of what can be pressed
	Grid   Colour // of charts
	Track  Colour // what a bar fills
	Shade  Colour // under what floats

	// Letters. Each can be read on Canvas, Panel, Card and Well.
	Text  Colour
	Muted Colour // what explains
	Ink   Colour // the darkest (light theme) or lightest (dark theme) there is

	// Meanings. The plain ones are for shapes, the …Text ones for letters.
	Accent, AccentText Colour
	OnAccent           Colour // letters on Accent
	Good, GoodText     Colour
	OnGood             Colour
	Warn, WarnText     Colour
	OnWarn             Colour
	Bad, BadText       Colour
	OnBad              Colour
	Selection          Colour // under chosen text and rows
	LineNow            Colour // under the line of code that runs
	Found              Colour // under what a search found

	Syntax Syntax
	Hues   []Hue // of processes, in the order they are given out
	Plain  Hue   // of what belongs to no program: init, the kernel, idle
	Type   Type

	// Measures, in points. Unit is how much larger than on a desk everything with
	// letters in it is: a row that holds a line of text is 24*Unit high.
	Unit     float64
	Hairline float64 // borders and grids
	Line     float64 // outlines that mean something: ready, selected
	Thick    float64 // the playhead, arrows that explain
	Corner   float64 // of cards
	Small    float64 // of chips, buttons and fields
	Tiny     float64 // of slices and bars
	Pad      float64 // inside cards
	Gap      float64 // between things
}

// Syntax are the colours of code, each readable on Well and on LineNow.
type Syntax struct {
	Plain, Keyword, String, Number, Comment, Function, Property, Punctuation Colour
}

// Hue is the colour of a process in its strengths.
type Hue struct {
	Solid  Colour // running: filled
	On     Colour // letters on Solid
	Text   Colour // letters in the hue, readable on every ground
	Line   Colour // ready: outlined
	Shades [4]Colour
	Pale   Colour // waiting for a core: a thin bar
	Dim    Colour // blocked: a dashed outline
	Faint  Colour // the future
	Wash   Colour // a ground with a touch of the hue
}

// Type are the styles of text by role. No text is smaller than 11 points.
type Type struct {
	Display     Style // the one large word of a page
	Title       Style // of a lesson, of a dialogue
	Heading     Style // of a card
	Section     Style // above a group of cards, tabs
	Body        Style // text that is read
	BodyStrong  Style
	Label       Style // names of values
	LabelStrong Style // values, chips
	Small       Style // what explains a card
	SmallStrong Style
	Tiny        Style // axes, keys
	Code        Style
	CodeSmall   Style
	Figure      Style // the clock: numbers that count
}

// typeAt makes the styles, enlarged by a factor.
func typeAt(factor float64) Type {
	style := func(face Face, size float64) Style { return Style{Face: face, Size: onGrain(size * factor)} }
	return Type{
		Display:     style(Bold, 22),
		Title:       style(Bold, 17),
		Heading:     style(Bold, 15),
		Section:     style(Bold, 14),
		Body:        style(Sans, 14),
		BodyStrong:  style(Bold, 14),
		Label:       style(Sans, 13),
		LabelStrong: style(Bold, 13),
		Small:       style(Sans, 12),
		SmallStrong: style(Bold, 12),
		Tiny:        style(Sans, 11),
		Code:        style(Mono, 12.5),
		CodeSmall:   style(Mono, 11.5),
		Figure:      style(Mono, 13),
	}
}

// NewTheme makes a theme; Dark if the name is none of them.
func NewTheme(name ThemeName) *Theme {
	switch name {
	case Light:
		return light()
	case Projector:
		return projector()
	}
	return dark()
}

func dark() *Theme {
	t := &Theme{
		Name: Dark, Dark: true,
		Canvas: RGB(0x0f1419), Panel: RGB(0x161c23), Card: RGB(0x1c242d), Well: RGB(0x11171d),
		Raised: RGB(0x1c242d), Hover: RGB(0xffffff).Fade(0.06),
		Border: RGB(0x29323c), Strong: RGB(0x3a4653), Grid: RGB(0x2a343f), Track: RGB(0x2a343f),
		Shade: RGB(0x000000).Fade(0.45),
		Text:  RGB(0xe6edf3), Muted: RGB(0x98a4b0), Ink: RGB(0xffffff),
		Accent: RGB(0x56b4e9), Good: RGB(0x009e73), Warn: RGB(0xe69f00), Bad: RGB(0xd55e00),
		LineNow: RGB(0x192b38), Found: RGB(0x5c4a08),
		Hairline: 1, Line: 1.5, Thick: 2,
	}
	t.Selection = t.Accent.Mix(t.Card, 0.84)
	t.Type = typeAt(1)
	t.measures()
	t.meanings()
	t.Syntax = t.syntax(0xe6edf3, 0xc695e8, 0x7fc99a, 0xf0a860, 0x8b97a3, 0x7cc4f0, 0xd9c27a)
	t.hues(0x999999, 0x56b4e9, 0xe69f00, 0x009e73, 0xcc79a7, 0xf0e442, 0xd55e00, 0x4a7fd0)
	return t
}

func light() *Theme {
	t := &Theme{
		Name:   Light,
		Canvas: RGB(0xf4f5f2), Panel: RGB(0xffffff), Card: RGB(0xfbfbf9), Well: RGB(0xf7f7f4),
		Raised: RGB(0xfbfbf9), Hover: RGB(0x000000).Fade(0.05),
		Border: RGB(0xe0e2dc), Strong: RGB(0xc5c9c1), Grid: RGB(0xdcdfd8), Track: RGB(0xe2e5df),
		Shade: RGB(0x1d2329).Fade(0.18),
		Text:  RGB(0x1d2329), Muted: RGB(0x5b656f), Ink: RGB(0x000000),
		Accent: RGB(0x0072b2), Good: RGB(0x009e73), Warn: RGB(0xe69f00), Bad: RGB(0xd55e00),
		LineNow: RGB(0xe2edf0), Found: RGB(0xfbe8a6),
		Hairline: 1, Line: 1.5, Thick: 2,
	}
	t.Selection = t.Accent.Mix(t.Panel, 0.86)
	t.Type = typeAt(1)
	t.measures()
	t.meanings()
	t.Syntax = t.syntax(0x1d2329, 0x8a3fb5, 0x14713f, 0xa34b00, 0x66717b, 0x0068a3, 0x7a5c00)
	t.hues(0x8a8a8a, 0x0072b2, 0xe69f00, 0x009e73, 0xcc79a7, 0x56b4e9, 0xd55e00, 0xc9b800)
	return t
}

// projector is the light theme for a dim picture on a far wall: black on white,
// lines half as thick again, letters 1.4 times as large.
func projector() *Theme {
	t := light()
	t.Name = Projector
	t.Canvas, t.Panel, t.Card, t.Well, t.Raised = RGB(0xf7f7f7), RGB(0xffffff), RGB(0xffffff), RGB(0xfafafa), RGB(0xffffff)
	t.Border, t.Strong, t.Grid, t.Track = RGB(0xb4b8b4), RGB(0x7d837d), RGB(0xc0c4c0), RGB(0xd5d8d5)
	t.Text, t.Muted, t.Ink = RGB(0x000000), RGB(0x3d444b), RGB(0x000000)
	t.Accent = RGB(0x005f9e)
	t.Selection = t.Accent.Mix(t.Panel, 0.82)
	t.Hairline, t.Line, t.Thick = 1.5, 2.5, 3
	t.Type = typeAt(1.4)
	t.measures()
	t.meanings()
	t.Syntax = t.syntax(0x000000, 0x6d1f9c, 0x005a2b, 0x8a3c00, 0x4d565e, 0x005488, 0x634a00)
	t.hues(0x707070, 0x005f9e, 0xe69f00, 0x007d58, 0xa84d83, 0x3a9bd8, 0xc24e00, 0xb5a400)
	return t
}

// measures sets the lengths that go with the size of the letters.
func (t *Theme) measures() {
	factor := t.Type.Body.Size / 14
	t.Unit = factor
	t.Corner, t.Small, t.Tiny = onGrain(10*factor), onGrain(6*factor), onGrain(3*factor)
	t.Pad, t.Gap = onGrain(14*factor), onGrain(8*factor)
}

// grounds are what letters must be readable on.
func (t *Theme) grounds() []Colour {
	return []Colour{t.Canvas, t.Panel, t.Card, t.Well, t.LineNow, t.Selection}
}

// enough is the contrast that colours for letters are made for: a little more
// than the 4.5 that is asked.
const enough = 4.6

func (t *Theme) readable(c Colour) Colour { return readable(c, t.Ink, enough, t.grounds()...) }

// on is the colour of letters on a filled shape: dark or light, whichever reads
// better.
func (t *Theme) on(fill Colour) Colour {
	dark, pale := RGB(0x10161c), RGB(0xffffff)
	if Contrast(pale, fill) >= enough || Contrast(pale, fill) > Contrast(dark, fill) {
		return pale
	}
	return dark
}

// meanings derives the colours for letters from those for shapes.
func (t *Theme) meanings() {
	t.Muted = t.readable(t.Muted)
	t.AccentText, t.OnAccent = t.readable(t.Accent), t.on(t.Accent)
	t.GoodText, t.OnGood = t.readable(t.Good), t.on(t.Good)
	t.WarnText, t.OnWarn = t.readable(t.Warn), t.on(t.Warn)
	t.BadText, t.OnBad = t.readable(t.Bad), t.on(t.Bad)
}

func (t *Theme) syntax(plain, keyword, text, number, comment, function, property uint32) Syntax {
	c := func(rgb uint32) Colour { return t.readable(RGB(rgb)) }
	return Syntax{
		Plain: c(plain), Keyword: c(keyword), String: c(text), Number: c(number), Comment: c(comment),
		Function: c(function), Property: c(property), Punctuation: t.Muted.Mix(t.Text, 0.5),
	}
}

// hues makes the hues of processes, the first for what belongs to no program.
func (t *Theme) hues(plain uint32, solid ...uint32) {
	t.Plain = t.hue(RGB(plain))
	t.Hues = t.Hues[:0]
	for _, rgb := range solid {
		t.Hues = append(t.Hues, t.hue(RGB(rgb)))
	}
}

func (t *Theme) hue(solid Colour) Hue {
	h := Hue{Solid: solid, On: t.on(solid), Text: t.readable(solid), Line: solid}
	if Contrast(h.Line, t.Panel) < 2 { // an outline must be seen
		h.Line = readable(solid, t.Ink, 2, t.Panel)
	}
	for i := range h.Shades {
		h.Shades[i] = solid.Mix(t.Panel, 0.18*float64(i))
	}
	h.Pale = solid.Mix(t.Panel, 0.55)
	h.Dim = solid.Mix(t.Panel, 0.45)
	h.Faint = solid.Mix(t.Panel, 0.72)
	h.Wash = solid.Mix(t.Card, 0.88)
	return h
}

// Hue is the hue of the n-th process. There are only so many that the eye keeps
// apart; then they begin again.
func (t *Theme) Hue(n int) *Hue {
	if n < 0 {
		return &t.Plain
	}
	return &t.Hues[n%len(t.Hues)]
}
