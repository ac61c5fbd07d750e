// Package names says who is who in a trace: what its processes, threads and
// objects are called, in one place, so that the stage, the timeline, the
// sentences and the search call them the same.
//
// A name is settled by the facts up to where it first appears and never changes
// by what comes after, so a run may go on while its names are on the screen:
//
//   - A process has the name that it was started with, or that its last exec
//     gave it. Of several with one name the first keeps it plain, the others
//     have their PID behind it: sh, sh#9.
//   - A process's first thread is called as the process. Another one, or a first
//     one with a name of its own, has it behind the process's: node/libuv-1; a
//     thread without a name has its place in the process: A/2.
//   - What the trace does not tell of is called by its number: #7.
//
// The files, in reading order:
//
//	book.go  the names of a trace
//	ref.go   a reference to anything that a reader can point at
//	find.go  search
package names
