// Package shell is the command line of the simulated computer: a shell as Debian
// has it (dash, sh(1)) and the small programs that scripts start with it, all of
// them processes of the machine.
//
//	system.go      which program is behind a path, and what starts it
//	call.go        a program that was started: its words, reading and writing
//	shell.go       the shell: what it knows, forking, waiting
//	statement.go   lists, pipelines, loops, functions
//	simple.go      simple commands: words, redirections, what is run
//	builtin.go     the commands that are the shell's own
//	expansion.go   what words are expanded from
//	command_*.go   the programs, by subject
//
// The language is read and expanded by the package dash; what it means for processes
// and descriptors is here. Nothing touches the host: files are those of the layer
// above, time is the machine's.
package shell
