//go:build !js

// Package real runs programs as actual processes of this computer, watches
// them, and records what they did as a trace. It is the one place in timeslice
// with the real clock, processes and calls to the operating system.
//
//	app ──▶ guard ──▶ supervisor ──▶ the program and its children
//	 ▲       last to    spawns, limits,     │
//	 │       go, kills  drains, reports     │ switches, output, events
//	 └──────────────── reports ◀────────────┘
//
// All three are the same binary: guard and supervisor are roles ([Role]) that it
// plays when it is started so. Nobody but the supervisor starts programs, and
// whatever dies, somebody is left to clean up: the supervisor if the app goes
// (its standard input ends), the guard if the supervisor goes (orphans become
// its children), the supervisor again if the guard goes.
//
// The files, in reading order:
//
//	spec.go        what is asked for: the program and its limits
//	report.go      what the supervisor tells while it watches
//	role.go        the parts this binary plays
//	guard.go       who is left when everybody else was killed
//	supervise.go   starting, watching, stopping
//	system_*.go    what differs between operating systems; tree_other.go
//	workload.go    a scenario's plan as a spec; the program is package worker
//	perf_linux.go  who had which core when, from the kernel's own records
//	family.go      who lives, by those records
//	sample_*.go    processes, memory and CPU time, looked at now and then
//	run.go         the app's side: a spec in, a history out
//	history.go     what came in, in order of time
//	node.go        the files that a recorded Node process leaves behind
//	build.go       a history becomes a trace; buildwork.go that of a workload;
//	               message.go what Node processes send each other
//
// What is observed and what is only concluded is told of each fact
// ([trace.Source]); docs/real.md says how well each can be trusted.
package real
