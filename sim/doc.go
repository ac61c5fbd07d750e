// Package sim is the simulated computer: a clock, cores, processes, threads,
// memory, signals, pipes, sockets and disks, and nothing that knows a screen,
// a real clock, chance or another goroutine. Equal input gives equal traces,
// byte for byte, on every computer.
//
// A [Machine] is told which processes start when, and runs. What a thread does
// is a [Program] that yields one [Operation] after another; an operation needs
// some CPU time and then has an effect. Everything that happens is recorded as
// a fact (package trace), with the fact that caused it.
//
// One instant of the machine, in machine.go:
//
//	everything that is due is applied, in the written order of agenda.go;
//	then cores are handed out, until nobody gains by another change;
//	then time goes on to the next thing that is due.
package sim
