// Package scene says what a picture is: a display list of shapes, texts and
// icons, as plain data, with marks that say what is where. Views fill a scene;
// render/paint draws it with a GPU, render/raster without one. The package draws
// nothing itself and knows no screen.
//
// # Drawing
//
// A [Scene] is filled once a frame. It has layers; a layer is drawn with the
// methods of [Layer], in order, the later above the earlier:
//
//	fonts := scene.NewFonts()             // once
//	s := scene.New(fonts)                 // once
//	theme := scene.NewTheme(scene.Dark)
//
//	s.Begin(1440, 900, theme.Canvas)      // each frame
//	if l, draw := s.Layer("cores", box, key); draw {
//		l.Card(box, theme)
//		rest := box.Inset(theme.Pad)
//		head := rest.CutTop(20)
//		l.Label(head, "CPU 0", theme.Type.Label, theme.Muted, scene.Start)
//		chip := rest.CutTop(26)
//		l.Chip(chip, theme, theme.Hue(0), scene.Running, "libuv 3")
//		l.Mark(scene.Mark{Box: box, Name: "core", Subject: scene.Subject{Topic: scene.OfCore, ID: 0}, Role: scene.Item, Label: "CPU 0"})
//	}
//	s.End()
//
// The key of a layer is made of everything its picture depends on ([NewKey]). If
// neither it nor the box has changed since the last frame, Layer says that there
// is nothing to draw and keeps what the layer has, marks too. So a view costs
// something only when it changes. Key 0 is for layers that change always.
//
// A layer clips to its box. [Layer.Clip] clips further; it costs nothing to draw.
// Coordinates are points from the upper left corner of the window at scale 1; all
// layers share them. Whoever draws multiplies by the scale of the interface and
// the density of the screen. Lengths are brought to 1/64 of a point, so the same
// scene has the same [Scene.Hash] and the same text ([Scene.Describe]) on every
// computer.
//
// Edges of boxes are brought to whole pixels by those who draw; what glides says
// so with [Layer.Moving]. A colour with opacity 0 draws nothing.
//
// # Text
//
// Two families: a sans in two weights and a mono, each with Chinese
// ([Face]). Styles are in [Theme.Type], by role; do not make others. In the sans
// all digits have one width; in the mono a Chinese character has exactly two
// columns. [Layer.Label] shortens a text to its box, [Layer.Runs] does so for
// pieces in several styles, [Layer.Paragraph] and [Layer.Rich] break lines by
// Unicode's rules. [Layer.Write] does not give way, for code and for what has
// been measured ([Fonts.Width]).
//
// # Colours
//
// A [Theme] has colours by what they are for. Letters take Text, Muted, or the
// …Text forms, which are readable on every ground; on filled shapes the On…
// forms. A process has a [Hue] ([Theme.Hue]), in strengths by state.
//
// # Marks
//
// A [Mark] says what is at a place: name, subject, role, what using it does, and
// the label that is read out. [Layer.Enclose] nests them. [Scene.Hit] finds the
// topmost at a point, [Scene.Find] one by name and subject.
//
// # Checks
//
// [Check] finds what a picture must not have: characters without a glyph, texts
// that do not fit, that lie on each other, that are too faint or too small, and
// marks that overlap. Tests of views want it empty, in each theme and language.
//
// The files, in reading order:
//
//	geometry.go   points and boxes, and the grain they are on
//	layout.go     cutting boxes: rows, columns, grids, flows
//	colour.go     colours and contrast
//	theme.go      the themes
//	font.go       the fonts, read for measuring
//	glyph.go      a text as glyphs on a line
//	clip.go       shortening a text
//	wrap.go       breaking a text into lines
//	shape.go      what can be drawn, as data
//	layer.go      shapes together with marks
//	pen.go        drawing shapes
//	write.go      drawing texts
//	paragraph.go  drawing texts of several lines
//	parts.go      cards, chips, bars: what all panels are made of
//	mark.go       named boxes
//	key.go        what a layer depends on; hashes
//	scene.go      layers together
//	describe.go   a scene as text
//	check.go      what a picture must not have
//	contrast.go   whether texts can be read
package scene
