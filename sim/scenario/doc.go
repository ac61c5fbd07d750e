// Package scenario reads scenario files: YAML in, a machine with its processes
// out.
//
// A scenario says what machine there is, what its processes are, and what each
// thread does, as a list of operations. Reading is strict: what is not known
// is an error with file, line and column, what is wrong and the nearest right
// word. docs/scenarios.md describes the format.
//
// The files, in reading order:
//
//	scenario.go   what is read, and what one may ask of it
//	node.go       YAML as a small tree with places; what of YAML is refused
//	error.go      faults, in two languages
//	unit.go       4ms, 64KiB: exact decimal amounts
//	fields.go     mappings with known keys
//	machine.go    the section machine, with costs.go, limits.go
//	object.go     locks, pipes and the like
//	process.go    groups, programs, processes, threads
//	operation.go  the table of operations, with operands.go
//	program.go    a list of operations compiled into a sim.Program
//	edit.go       what is changed while the machine runs
//	build.go      the machine
//
// A scenario is bounded before it is built: the size of the file, the depth of
// its lists, the number of threads. So no file can make the reader hang or use
// up the memory.
package scenario
