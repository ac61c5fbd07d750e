// Package node is Node.js on the simulated computer: a process of the machine
// with its real threads, which runs unmodified JavaScript in virtual time.
//
// The JavaScript main thread, V8's helpers and libuv's pool are threads of the
// machine and compete for its cores. What a thread does is written as a
// straight function that runs in a coroutine (fiber.go) and asks the machine
// for one operation after another; so the event loop in loop.go reads like
// libuv's uv_run.
//
//	process.go    a Node process: what it is started with, its threads
//	fiber.go      a thread's program as a straight function
//	loop.go       the event loop, phase by phase
//	timer.go      Node's timer lists
//	immediate.go  the check phase
//	tick.go       process.nextTick and microtasks around every callback
//	callback.go   calling JavaScript, and what happens when it throws
//	poll.go       the poll phase: waiting for timers, finished work and others
//	pool.go       libuv's thread pool
//	library.go    Node's own modules: JavaScript under lib, Go in binding_*.go
//
// Nothing here touches the host: no file, no clock, no environment, no chance.
package node
