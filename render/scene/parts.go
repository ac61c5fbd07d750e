package scene

import "timeslice/render/scene/icon"

// The small things that every panel is made of. They are drawn the same
// everywhere, so that the same thing is recognised everywhere.

// Card draws the ground of a card.
func (l *Layer) Card(b Box, t *Theme) {
	l.Fill(b, t.Corner, t.Card)
	l.Outline(b, t.Corner, t.Hairline, t.Border)
}

// CardIn draws a card with the border of a hue: the card of a process.
func (l *Layer) CardIn(b Box, t *Theme, hue *Hue) {
	l.Fill(b, t.Corner, t.Card)
	l.Outline(b, t.Corner, t.Line, hue.Line)
}

// Floating draws a card that lies above others: a menu, a tip.
func (l *Layer) Floating(b Box, t *Theme) {
	l.Shadow(b.Shift(0, 4), t.Corner, 16, t.Shade)
	l.Fill(b, t.Corner, t.Card)
	l.Outline(b, t.Corner, t.Hairline, t.Strong)
}

// Well draws a hollow with a border: code, a terminal, a field.
func (l *Layer) Well(b Box, t *Theme) {
	l.Fill(b, t.Small, t.Well)
	l.Outline(b, t.Small, t.Hairline, t.Border)
}

// Shape of a state. Colour means process, shape means state: state is never told
// by colour alone.
type State uint8

// The states, as they look.
const (
	Running State = iota // filled
	Ready                // outlined
	Blocked              // dashed and dim
	Dead                 // hollow with a cross: a zombie
)

// Chip draws a small box with a name that stands for a thread or an item, in the
// hue of its process and the shape of its state.
func (l *Layer) Chip(b Box, t *Theme, hue *Hue, state State, name string) {
	inner := b.InsetXY(min(9, b.W/6), 0)
	switch state {
	case Running:
		l.Fill(b, t.Small, hue.Solid)
		l.Label(inner, name, t.Type.LabelStrong, hue.On, Start)
	case Ready:
		l.Fill(b, t.Small, t.Card)
		l.Outline(b, t.Small, t.Line, hue.Line)
		l.Label(inner, name, t.Type.LabelStrong, t.Text, Start)
	case Blocked:
		l.OutlineDashed(b, t.Small, t.Line, Dashed, hue.Dim)
		l.Label(inner, name, t.Type.Label, t.Muted, Start)
	case Dead:
		l.Outline(b, t.Small, t.Hairline, hue.Dim)
		cross := inner.CutRight(t.Type.Small.Size)
		l.Picture(icon.Close, cross, t.Muted)
		l.Label(inner, name, t.Type.Label, t.Muted, Start)
	}
}

// ChipWidth is how wide a chip must be to show its whole name.
func (l *Layer) ChipWidth(t *Theme, state State, name string) float64 {
	wide := l.fonts.Width(t.Type.LabelStrong, name) + 20
	if state == Dead {
		wide += t.Type.Small.Size
	}
	return wide
}

// Bar draws a level bar filled to a part between 0 and 1.
func (l *Layer) Bar(b Box, t *Theme, part float64, colour Colour) {
	l.Fill(b, b.H/2, t.Track)
	part = min(max(part, 0), 1)
	full := Box{b.X, b.Y, b.W * part, b.H}
	switch {
	case full.W >= b.H:
		l.Fill(full, b.H/2, colour)
	case part > 0: // too little for an end of its own
		l.Part(b, b.H/2, full, colour)
	}
}

// Vessel draws a box that fills from below, outlined in its hue.
func (l *Layer) Vessel(b Box, t *Theme, part float64, fill, line Colour) {
	l.Fill(b, t.Small, t.Well)
	part = min(max(part, 0), 1)
	if part > 0 {
		level := b.H * part
		l.Part(b, t.Small, Box{b.X, b.Bottom() - level, b.W, level}, fill)
	}
	l.Outline(b, t.Small, t.Line, line)
}

// Look is how a button stands out.
type Look uint8

// The looks.
const (
	Quiet   Look = iota // one of many
	Primary             // what one would do first
	Chosen              // the one of several that holds
	Faded               // it does nothing now
)

// Button draws a button with an icon, a name, or both.
func (l *Layer) Button(b Box, t *Theme, look Look, picture icon.Icon, name string) {
	fill, line, letters, width := t.Raised, t.Strong, t.Text, t.Hairline
	style := t.Type.Label
	switch look {
	case Primary:
		fill, line, letters, style = t.Accent, Clear, t.OnAccent, t.Type.LabelStrong
	case Chosen:
		fill, line, width, style = t.Selection, t.Accent, t.Line, t.Type.LabelStrong
	case Faded:
		fill, line, letters = Clear, t.Border, t.Muted
	}
	l.Fill(b, t.Small, fill)
	l.Outline(b, t.Small, width, line)
	inner := b.InsetXY(min(6*t.Unit, b.W/8), 0)
	side := min(16*t.Unit, b.H)
	if name == "" {
		l.Picture(picture, inner.Middle(side, side), letters)
		return
	}
	room := inner.W
	if picture != icon.None {
		room -= side + 5*t.Unit
	}
	name = l.fonts.Clip(style, name, room, Ellipsis)
	wide := l.fonts.Width(style, name)
	whole := inner.Middle(wide+inner.W-room, inner.H)
	if picture != icon.None {
		l.Picture(picture, whole.CutLeft(side).Middle(side, side), letters)
		whole.CutLeft(5 * t.Unit)
	}
	l.LabelThat(Keep, whole, name, style, letters, Start) // what rounding took off the room is no reason to clip it again
}

// ButtonWidth is how wide a button must be for its icon and its whole name.
func (l *Layer) ButtonWidth(t *Theme, picture icon.Icon, name string) float64 {
	wide := 24 * t.Unit
	if name != "" {
		wide += l.fonts.Width(t.Type.LabelStrong, name)
	}
	if picture != icon.None {
		wide += 16 * t.Unit
		if name != "" {
			wide += 5 * t.Unit
		}
	}
	return wide
}

// Tabs draws names in a row, the chosen one underlined, and calls each with the
// box of each, for its mark. Names that have no room are left out.
func (l *Layer) Tabs(b Box, t *Theme, names []string, chosen int, each func(i int, b Box)) {
	l.tabs(b, names, chosen, tabStyle{t.Type.Body, t.Type.Section, 22 * t.Unit}, t, each)
}

// CloseTabs is Tabs for many in a narrow panel: they stand closer, and are written
// smaller, where they must.
func (l *Layer) CloseTabs(b Box, t *Theme, names []string, chosen int, each func(i int, b Box)) {
	plain, bold, gap := t.Type.Body, t.Type.Section, 22*t.Unit
	room := func() float64 {
		left := b.W
		for _, name := range names {
			left -= l.fonts.Width(bold, name)
		}
		return left / float64(max(len(names)-1, 1))
	}
	if room() < 8*t.Unit {
		plain, bold = t.Type.Small, t.Type.SmallStrong
	}
	gap = max(min(gap, room()), 8*t.Unit)
	l.tabs(b, names, chosen, tabStyle{plain, bold, gap}, t, each)
}

// CloseTabsFit reports whether CloseTabs has room for all names.
func (l *Layer) CloseTabsFit(b Box, t *Theme, names []string) bool {
	return l.CloseTabsWidth(t, names) <= b.W
}

// CloseTabsWidth is the least width in which CloseTabs has room for all names.
func (l *Layer) CloseTabsWidth(t *Theme, names []string) float64 {
	wide := 8 * t.Unit * float64(len(names)-1)
	for _, name := range names {
		wide += l.fonts.Width(t.Type.SmallStrong, name)
	}
	return wide
}

// tabStyle is how tabs are written, and how far they stand apart.
type tabStyle struct {
	plain, bold Style
	gap         float64
}

func (l *Layer) tabs(b Box, names []string, chosen int, look tabStyle, t *Theme, each func(i int, b Box)) {
	for i, name := range names {
		style, colour := look.plain, t.Muted
		if i == chosen {
			style, colour = look.bold, t.Text
		}
		// As wide as when it is the chosen one, so that nothing moves when another is.
		wide := max(l.fonts.Width(look.bold, name), l.fonts.Width(look.plain, name))
		if wide > b.W+0.5 { // sums of widths are not exact
			return
		}
		tab := b.CutLeft(min(wide, b.W))
		tab.W = wide
		l.Label(tab, name, style, colour, Start)
		if i == chosen {
			l.Fill(Box{tab.X, tab.Bottom() - t.Thick, tab.W, t.Thick}, t.Thick/2, t.Accent)
		}
		if each != nil {
			each(i, tab)
		}
		b.CutLeft(look.gap)
	}
}

// Scrollbar draws which part of a whole can be seen, from and to between 0 and 1,
// along the longer side of a narrow box. It draws nothing if all can be seen.
func (l *Layer) Scrollbar(b Box, t *Theme, from, to float64) {
	if from <= 0 && to >= 1 {
		return
	}
	from, to = max(from, 0), min(to, 1)
	thumb := Box{b.X, b.Y + b.H*from, b.W, max(b.H*(to-from), 3*b.W)}
	thumb.Y = min(thumb.Y, b.Bottom()-thumb.H)
	if b.W > b.H {
		thumb = Box{b.X + b.W*from, b.Y, max(b.W*(to-from), 3*b.H), b.H}
		thumb.X = min(thumb.X, b.Right()-thumb.W)
	}
	l.Fill(thumb, min(b.W, b.H)/2, t.Strong)
}

// Tip draws a text that explains what is under the pointer, in a floating card
// beside the box about, inside within.
func (l *Layer) Tip(about, within Box, t *Theme, text string) {
	wide, high := l.Measure(min(280*t.Unit, within.W-2*t.Pad), 1.45, Run{text, t.Type.Small, t.Text})
	card := Box{about.X, about.Bottom() + 8, wide + 2*t.Pad, high + t.Pad}
	if card.Bottom() > within.Bottom() {
		card.Y = about.Y - 8 - card.H
	}
	card.X = max(within.X, min(card.X, within.Right()-card.W))
	l.Floating(card, t)
	l.Rich(card.InsetXY(t.Pad, t.Pad/2), 1.45, Run{text, t.Type.Small, t.Text})
}

// Dot draws the small square that stands for a process beside its name.
func (l *Layer) Dot(b Box, t *Theme, colour Colour) {
	side := min(b.W, b.H, t.Type.Small.Size)
	l.Fill(b.Middle(side, side), side/4, colour)
}

// Key draws the name of a key, as keyboards have it.
func (l *Layer) Key(b Box, t *Theme, name string) {
	l.Fill(b, t.Tiny+1, t.Raised)
	l.Outline(b, t.Tiny+1, t.Hairline, t.Strong)
	l.Label(b.InsetXY(4, 0), name, t.Type.Tiny, t.Muted, Centre)
}

// Focus draws the ring around what the keyboard acts on.
func (l *Layer) Focus(b Box, t *Theme) {
	l.Outline(b.Inset(-3), t.Small+3, t.Thick, t.Accent)
}

// Pair draws a name at the left of a row and its value at the right.
func (l *Layer) Pair(b Box, t *Theme, name, value string) {
	taken := l.Label(b, value, t.Type.LabelStrong, t.Text, End)
	b.W = max(taken.X-t.Gap-b.X, 0)
	l.Label(b, name, t.Type.Label, t.Muted, Start)
}
