//go:build !js

// Package worker is the program that a real run of a scenario runs: it carries
// out what the scenario's processes do as actual processes and threads of this
// computer, and writes down what they did.
//
//	supervisor ──▶ director ──▶ worker A ──▶ worker A's child
//	                        └─▶ worker B
//
// Director and worker are this binary again ([Role]). The director stands for
// init: it makes what processes share, starts them, releases them all at one
// instant, which is time 0, and collects who ends. A worker is one process; each of
// its threads is a goroutine locked to a thread of the system, so that the
// kernel, not Go, decides who runs.
//
// Everything that processes share lies in the folder of the run: words of memory
// that all map, and named pipes. A lock is a pipe with one byte in it: who takes
// the byte has the lock, who finds none is blocked by the kernel until it is put
// back. A semaphore has as many bytes as units. On Windows named semaphores take
// their place.
//
// The files, in reading order:
//
//	role.go       the parts, and what a process is told at its birth
//	director.go   making, starting, releasing, collecting
//	process.go    one process: its threads, children, memory
//	thread.go     one thread: the steps of its listing, one after another
//	compute.go    CPU time by the thread's own clock, and the gaps in it
//	shared.go     locks, conditions, semaphores, futexes, disks
//	channel_*.go  pipes, sockets, listening sockets
//	log.go        what a process writes down, and reading it
//	system_*.go   what differs between operating systems
package worker
