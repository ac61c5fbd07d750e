package scene_test

import (
	"fmt"
	"os"

	"timeslice/render/scene"
)

// A card with a core in it: drawn by cutting its box, marked for the pointer, and
// described as text.
func Example() {
	theme := scene.NewTheme(scene.Dark)
	s := scene.New(scene.NewFonts())
	box := scene.Box{X: 10, Y: 10, W: 180, H: 80}

	s.Begin(200, 100, theme.Canvas)
	if l, draw := s.Layer("cores", box, scene.NewKey().Text("libuv 3")); draw {
		l.Card(box, theme)
		rest := box.Inset(theme.Pad)
		l.Label(rest.CutTop(20), "CPU 0", theme.Type.Label, theme.Muted, scene.Start)
		l.Chip(rest.CutTop(26), theme, theme.Hue(0), scene.Running, "libuv 3")
		l.Mark(scene.Mark{
			Box: box, Name: "core", Subject: scene.Subject{Topic: scene.OfCore, ID: 0},
			Role: scene.Item, Label: "CPU 0: libuv 3 is running",
		})
	}
	s.End()

	s.Describe(os.Stdout)
	for _, fault := range scene.Check(s) {
		fmt.Println(fault)
	}
	// Output:
	// scene 200x100 #0f1419
	// layer cores 10,10 180x80
	//   rect 10,10 180x80 round 10 #1c242d
	//   rect 10,10 180x80 round 10 line 1 #29323c
	//   text 24,38.8125 "CPU 0" sans 13 #9aa6b2 wide 39.5625
	//   rect 24,44 152x26 round 6 #56b4e9
	//   text 33,61.8125 "libuv 3" bold 13 #10161c wide 42.1875
	//   mark core core:0 item 10,10 180x80 "CPU 0: libuv 3 is running"
}
