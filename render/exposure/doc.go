// Package exposure tells when what a window shows has been lost. X11 keeps nothing of
// a part of a window that another one covers, unless a compositor does: once it is
// uncovered, the program has to show it again, or the other window's picture stays.
// A window that draws only what changes must be told. Windows and macOS keep what
// a window shows, and so does a browser.
package exposure

// Watch is told of one window.
type Watch interface {
	// Lost reports whether a part of the window has lost its picture since the last
	// call. It never waits.
	Lost() bool
}
