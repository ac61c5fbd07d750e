package app

import "github.com/hajimehoshi/ebiten/v2"

// RunBlank opens a window as large as the app's with nothing in it, calls shown when
// its first frame is on the screen, and ends with the error that it returns. It is
// what the app's own first frame is measured beside.
func RunBlank(shown func() error) error {
	ebiten.SetWindowSize(fitting(ebiten.Monitor()))
	return ebiten.RunGame(&blank{shown: shown})
}

// blank is a game that shows nothing.
type blank struct {
	shown func() error
	drawn bool
}

// Update ends the game when a frame has been drawn.
func (b *blank) Update() error {
	if b.drawn {
		return b.shown()
	}
	return nil
}

// Draw draws nothing.
func (b *blank) Draw(*ebiten.Image) { b.drawn = true }

// Layout gives the window as many pixels as it has.
func (b *blank) Layout(width, height int) (int, int) { return width, height }
