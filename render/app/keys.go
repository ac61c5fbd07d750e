package app

import (
	"runtime"
	"slices"
	"strings"
	"unicode"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"timeslice/render/view"
)

// keyboard turns keys into the names that commands have for them.
type keyboard struct {
	pressed []ebiten.Key
	typed   []rune
}

// A key that is held is pressed again after a while, in ticks.
const (
	holdTicks   = 24
	repeatTicks = 3
)

// read passes on what has been pressed since the last frame.
func (k *keyboard) read(a *App) {
	if a.typist.read(a) { // the input method needs the keys
		return
	}
	typing := a.Model.Field() != nil
	// A key that was let go before the frame came is not pressed any more, and yet
	// was.
	k.pressed = inpututil.AppendJustPressedKeys(k.pressed[:0])
	for _, key := range k.pressed {
		if name := nameOf(key); name != "" {
			a.press(modifiers() + name)
		}
	}
	k.pressed = inpututil.AppendPressedKeys(k.pressed[:0])
	for _, key := range k.pressed {
		held := inpututil.KeyPressDuration(key)
		if name := nameOf(key); held >= holdTicks && (held-holdTicks)%repeatTicks == 0 && repeats(name) {
			a.press(modifiers() + name)
		}
	}
	if typing {
		return
	}
	k.typed = ebiten.AppendInputChars(k.typed[:0])
	for _, r := range k.typed {
		if isSign(r) {
			a.Model.Press(string(r))
		}
	}
}

// press does what a key stands for: where the picture decides it, the picture's
// act, else the key's command.
func (a *App) press(key string) {
	if !a.acts(&view.Gesture{Kind: view.Stroke, Key: key}) {
		a.Model.Press(key)
	}
}

// isSign reports whether a character is a sign, which stands on another key on
// each keyboard and is therefore known by what it writes.
func isSign(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsSpace(r) && unicode.IsPrint(r)
}

// nameOf is the name of a key, as the keyboard is laid out; "" for a sign and for
// keys that only change others.
func nameOf(key ebiten.Key) string {
	switch key {
	case ebiten.KeySpace:
		return "Space"
	case ebiten.KeyEqual, ebiten.KeyMinus, ebiten.KeySlash:
		if command() { // then it writes nothing
			return string("=-/"[slices.Index([]ebiten.Key{ebiten.KeyEqual, ebiten.KeyMinus, ebiten.KeySlash}, key)])
		}
		return ""
	case ebiten.KeyContextMenu:
		return "ContextMenu"
	case ebiten.KeyNumpadEnter:
		return "Enter"
	case ebiten.KeyEnter, ebiten.KeyEscape, ebiten.KeyTab, ebiten.KeyBackspace, ebiten.KeyDelete, ebiten.KeyHome, ebiten.KeyEnd,
		ebiten.KeyPageUp, ebiten.KeyPageDown, ebiten.KeyArrowLeft, ebiten.KeyArrowRight, ebiten.KeyArrowUp, ebiten.KeyArrowDown:
		return key.String()
	}
	if key >= ebiten.KeyF1 && key <= ebiten.KeyF12 {
		return key.String()
	}
	if key >= ebiten.KeyDigit0 && key <= ebiten.KeyDigit9 {
		return string(rune('0' + key - ebiten.KeyDigit0))
	}
	if key >= ebiten.KeyA && key <= ebiten.KeyZ {
		if laid := []rune(ebiten.KeyName(key)); len(laid) == 1 && laid[0] < unicode.MaxASCII && unicode.IsLetter(laid[0]) {
			return strings.ToUpper(string(laid))
		}
		return key.String()
	}
	return ""
}

// repeats reports whether holding a key is pressing it again and again.
func repeats(name string) bool {
	return strings.HasPrefix(name, "Arrow") || name == "Tab" || name == "Backspace" || name == "Delete" || name == "PageUp" || name == "PageDown"
}

// command reports whether the key for commands is held: Ctrl, or ⌘ on a Mac.
func command() bool {
	if runtime.GOOS == "darwin" {
		return ebiten.IsKeyPressed(ebiten.KeyMeta)
	}
	return ebiten.IsKeyPressed(ebiten.KeyControl) || runtime.GOOS == "js" && ebiten.IsKeyPressed(ebiten.KeyMeta)
}

// modifiers are the names of the keys that are held besides, before a key's name.
func modifiers() string {
	held := ""
	if command() {
		held = "Ctrl+"
	}
	if ebiten.IsKeyPressed(ebiten.KeyAlt) {
		held += "Alt+"
	}
	if ebiten.IsKeyPressed(ebiten.KeyShift) {
		held += "Shift+"
	}
	return held
}
