// Package awk is the language of awk(1) as POSIX has it, and as mawk, which
// Debian's awk is, does what POSIX leaves open.
//
//	lex.go      a program's text as tokens
//	tree.go     what a program is: rules, functions, statements, expressions
//	parse.go    tokens to that
//	value.go    texts and numbers, and which of the two a value counts as
//	number.go   numbers as C writes them: printf(3)
//	run.go      rules and statements
//	evaluate.go expressions
//	builtin.go  the functions of the language
//	record.go   records, fields and the variables that follow them
//	stream.go   files and commands, to which it writes and from which it reads
//
// It knows no file and no process: those are its [Host]'s.
package awk
