package js

import "iter"

// Unwind lets deep recursion go on. As wasm, each call of a Go function is one
// of the browser too, which has a stack of about 1 MB for them and ends the
// program when it is full. But Go leaves all of those calls when it goes over to
// another goroutine, and comes back into the innermost alone: its own stack,
// which grows, knows the others. So a short visit to another one empties the
// browser's.
func Unwind() {
	next, stop := iter.Pull(func(yield func(struct{}) bool) { yield(struct{}{}) })
	next()
	stop()
}
