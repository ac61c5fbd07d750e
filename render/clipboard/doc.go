// Package clipboard is the clipboard of the computer, of text. Where windows are
// X11's it speaks X11's protocol itself, so that nothing need be installed and no C
// is needed; on Windows and macOS a library asks the system. In the browser the
// page has the clipboard, and there is none here.
package clipboard

// Board is a clipboard.
type Board interface {
	Read() (string, error)
	Write(text string) error
}
