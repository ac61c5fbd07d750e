// Package dash is the language of Debian's shell, dash 0.5.12: how a text becomes
// commands, and how words become what a command is given. It starts nothing: what a
// substitution prints, what a variable holds and what a directory has is asked for.
//
//	node.go        commands and words, as they were read
//	input.go       the characters of a text, with what aliases stand for put in
//	token.go       operators, words and reserved words
//	parse.go       lists, pipelines and commands (src/parser.c)
//	quoting.go     one word: quotes, $… and `…` (readtoken1)
//	expand.go      parameters, substitutions (src/expand.c)
//	split.go       fields, by IFS
//	match.go       patterns, of texts and of paths
//	arithmetic.go  $((…)) (src/arith_yacc.c)
//
// The sources are followed function by function, as far as one can see it from
// outside: what they do with odd texts is part of the language that scripts are
// written in.
package dash
