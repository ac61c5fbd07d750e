package app

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view"
)

// pointer turns the mouse, the wheel and fingers into gestures. What a gesture
// does where a place means something, the views say; else a click does what the
// mark under it stands for.
type pointer struct {
	down    bool
	asked   bool // the finger that is down has asked for a menu
	gesture view.Gesture
	clicked int64       // when the button was pressed last
	at      scene.Point // where the pointer is
	fingers []ebiten.TouchID
	apart   float64 // how far two fingers are from each other, 0 if there are not two
}

// doubleNs is how soon a second press must follow to belong to the first.
const doubleNs = 400_000_000

// read passes on what has happened since the last frame.
func (p *pointer) read(a *App) {
	x, y := ebiten.CursorPosition()
	at, pressed := scene.Point{X: float64(x) / a.scale, Y: float64(y) / a.scale}, ebiten.IsMouseButtonPressed(ebiten.MouseButtonLeft)
	just := inpututil.IsMouseButtonJustPressed(ebiten.MouseButtonLeft)
	p.fingers = ebiten.AppendTouchIDs(p.fingers[:0])
	if len(p.fingers) > 0 {
		at, pressed = p.touch(a, 0), true
		just = inpututil.TouchPressDuration(p.fingers[0]) == 1
	} else if p.down && len(inpututil.AppendJustReleasedTouchIDs(nil)) > 0 {
		at = p.at
	}
	if p.pinch(a) {
		p.down = false
		return
	}
	if p.held(a, at, pressed) {
		return
	}
	p.move(a, at, just || pressed && !p.down, pressed)
	p.wheel(a)
	if inpututil.IsMouseButtonJustPressed(ebiten.MouseButtonRight) {
		p.ask(a, at)
	}
}

// ask opens the menu of what is at a place.
func (p *pointer) ask(a *App, at scene.Point) {
	p.down = false
	a.acts(&view.Gesture{Kind: view.Ask, From: at, Last: at, At: at})
}

// heldNs is how long a finger must rest for it to ask.
const heldNs = 500_000_000

// held asks for the menu once a finger has rested long enough, and reports whether
// the finger that is down has asked: lifting it then does nothing.
func (p *pointer) held(a *App, at scene.Point, pressed bool) bool {
	if !pressed {
		asked := p.asked
		p.asked = false
		return asked
	}
	if !p.asked && p.down && len(p.fingers) == 1 && near(at, p.gesture.From) && a.clock()-p.clicked >= heldNs {
		p.ask(a, at)
		p.asked = a.Model.Menu != nil
	}
	return p.asked
}

func (p *pointer) touch(a *App, i int) scene.Point {
	x, y := ebiten.TouchPosition(p.fingers[i])
	return scene.Point{X: float64(x) / a.scale, Y: float64(y) / a.scale}
}

// move is the pointer at a place, pressed or not.
func (p *pointer) move(a *App, at scene.Point, just, pressed bool) {
	moved := at != p.at
	p.at = at
	a.Model.Pointer = at
	switch {
	case just:
		p.press(a, at)
		if !pressed { // it was let go within the frame
			p.release(a, at)
		}
	case p.down && !pressed:
		p.release(a, at)
	case p.down && moved:
		p.step(view.Drag, at)
		a.acts(&p.gesture)
	case moved:
		a.hover(at)
	}
}

func (p *pointer) press(a *App, at scene.Point) {
	clicks, now := 1, a.clock()
	if near(at, p.gesture.At) && now-p.clicked < doubleNs {
		clicks = p.gesture.Clicks + 1
	}
	p.down, p.clicked, a.Model.Walk = true, now, model.Walk{}
	p.gesture = view.Gesture{Kind: view.Press, From: at, Last: at, At: at, Clicks: clicks}
	if m := a.Scene().Hit(at, touchable); m != nil {
		p.gesture.Begun = *m
	}
	p.hold()
	a.acts(&p.gesture)
}

// release ends a gesture. A press and a release on the same mark use it.
func (p *pointer) release(a *App, at scene.Point) {
	p.down = false
	p.step(view.Release, at)
	if a.acts(&p.gesture) {
		return
	}
	begun := &p.gesture.Begun
	if m := a.Scene().Hit(at, touchable); m != nil && m.Name == begun.Name && m.Subject == begun.Subject {
		a.use(m)
	}
}

func (p *pointer) step(kind view.GestureKind, at scene.Point) {
	p.gesture.Kind, p.gesture.Last, p.gesture.At = kind, p.gesture.At, at
	p.hold()
}

func (p *pointer) hold() {
	p.gesture.Shift, p.gesture.Alt = ebiten.IsKeyPressed(ebiten.KeyShift), ebiten.IsKeyPressed(ebiten.KeyAlt)
	p.gesture.Ctrl = command() || ebiten.IsKeyPressed(ebiten.KeyControl)
}

// wheelPoints is how far a notch of the wheel turns.
const wheelPoints = 48

// wheel turns the wheel where the pointer is.
func (p *pointer) wheel(a *App) {
	x, y := ebiten.Wheel()
	if x == 0 && y == 0 {
		return
	}
	g := view.Gesture{Kind: view.Wheel, From: p.at, Last: p.at, At: p.at, Turn: scene.Point{X: -x * wheelPoints, Y: -y * wheelPoints}}
	if m := a.Scene().Hit(p.at, scrolling); m != nil {
		g.Begun = *m
	}
	g.Shift, g.Ctrl = ebiten.IsKeyPressed(ebiten.KeyShift), command() || ebiten.IsKeyPressed(ebiten.KeyControl)
	a.acts(&g)
}

// pinch is two fingers at once, and reports whether there are two.
func (p *pointer) pinch(a *App) bool {
	if len(p.fingers) < 2 {
		p.apart = 0
		return false
	}
	one, other := p.touch(a, 0), p.touch(a, 1)
	apart := math.Hypot(one.X-other.X, one.Y-other.Y)
	if p.apart > 0 && apart > 0 {
		middle := scene.Point{X: (one.X + other.X) / 2, Y: (one.Y + other.Y) / 2}
		g := view.Gesture{Kind: view.Pinch, From: middle, Last: p.at, At: middle, Pinch: apart / p.apart}
		if m := a.Scene().Hit(middle, scrolling); m != nil {
			g.Begun = *m
		}
		p.at = middle
		a.acts(&g)
	}
	p.apart = apart
	return true
}

// acts carries out what a gesture does, and reports whether it does anything.
func (a *App) acts(g *view.Gesture) bool {
	acts := a.views.Acts(a.Model, g)
	for _, act := range acts {
		a.Model.Do(act)
	}
	return len(acts) > 0
}

// use does what a mark stands for.
func (a *App) use(m *scene.Mark) {
	if m.Condition&scene.Disabled == 0 && m.Command.Name != "" {
		a.Model.Do(model.Act{Command: m.Command, Subject: m.Subject})
	}
}

// hover tells the model what the pointer is on.
func (a *App) hover(at scene.Point) {
	shape := ebiten.CursorShapeDefault
	if m := a.Scene().Hit(at, touchable); m == nil {
		a.Model.PointAt("", scene.Subject{})
	} else {
		a.Model.PointAt(m.Name, m.Subject)
		switch {
		case m.Role == scene.Field:
			shape = ebiten.CursorShapeText
		case m.Command.Name != "" && m.Condition&scene.Disabled == 0:
			shape = ebiten.CursorShapePointer
		}
	}
	g := view.Gesture{Kind: view.Hover, At: at}
	if m := a.Scene().Hit(at, scrolling); m != nil {
		g.Begun = *m
	}
	a.acts(&g)
	if ebiten.CursorShape() != shape {
		ebiten.SetCursorShape(shape)
	}
}

// touchable reports whether something happens when a mark is pressed. A mark
// that does nothing lets what is under it be pressed, unless it is there to hide
// that.
func touchable(m *scene.Mark) bool {
	return m.Usable() || m.Role == scene.Slider || m.Role == scene.Field || m.Condition&scene.Scrolls != 0
}

// scrolling reports whether a wheel does something on a mark.
func scrolling(m *scene.Mark) bool {
	return m.Condition&scene.Scrolls != 0 || m.Role == scene.Slider
}

func near(a, b scene.Point) bool { return math.Abs(a.X-b.X) < 5 && math.Abs(a.Y-b.Y) < 5 }
