// Package js is the one place that knows the JavaScript engine (sobek, used
// unmodified). It makes of it what a simulated thread needs:
//
//	isolate.go     one JavaScript world: what its code costs, and when it stops
//	instrument.go  the calls inserted into code: before each statement, on entry
//	               to each function, at the head of each loop's body
//	compile.go     source to program, with errors told as Node tells them
//	depth.go       endless recursion becomes the RangeError programs expect
//	pattern_repair.go, regroup.go: what the engine's parser takes for something else
//	hoist.go       functions that are declared in blocks and used outside them
//	kept.go        what scripts put in place of builtins, kept from Node's own library
//	arithmetic.go  Math and ** to the last bit as V8 has them; digits.go: numbers as text
//	lines.go       which line ran when, by the thread's own CPU time
//
// Errors have V8's words and stacks:
//
//	error.go       every error passes here when it is made
//	inside.go      what the engine keeps to itself, read where it lies
//	site.go        a call, as V8 describes it; stack.go: all of them
//	places.go      where V8 sees a call, a property, an assignment
//	failure.go     the instruction or builtin that failed, and its values
//	message.go     V8's words for what failed in a script; builtin.go: in a
//	               builtin; pattern.go, iterable.go, first.go: their hard cases
//	source.go      what stands where in a script; print.go: as V8 writes it
//
// Code runs ahead of the machine's clock: an isolate adds up what statements
// cost and pays when a chunk is full, or before anything that somebody outside
// could see. The package knows no machine: it pays to a [World].
package js
