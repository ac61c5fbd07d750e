// Package js is the one place that knows the JavaScript engine (sobek, used
// unmodified). It makes of it what a simulated thread needs:
//
//	isolate.go     one JavaScript world: what its code costs, and when it stops
//	instrument.go  the calls inserted into code: before each statement, on entry
//	               to each function, at the head of each loop's body
//	compile.go     source to program, with errors told as Node tells them
//	depth.go       endless recursion becomes the RangeError programs expect
//	lines.go       which line ran when, by the thread's own CPU time
//
// Code runs ahead of the machine's clock: an isolate adds up what statements
// cost and pays when a chunk is full, or before anything that somebody outside
// could see. The package knows no machine: it pays to a [World].
package js
