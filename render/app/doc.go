// Package app is the window around the model: what is typed and pointed becomes
// acts, a frame becomes ticks of the model, and the picture goes to the screen.
// It decides nothing. What happens is in render/model, how it looks in
// render/view; both are tested without it.
//
//	app.go      the window, and one frame of it
//	share.go    what the simulation has of its time
//	keys.go     keys as the model names them
//	pointer.go  pointers, wheels and fingers as gestures
//	typing.go   text, with the input method; the clipboard
package app
