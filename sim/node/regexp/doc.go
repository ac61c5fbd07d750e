// Package regexp is JavaScript's regular expressions, as V8 11.3 (Node 20) has
// them: ECMA-262 2024, 22.2.1 and 22.2.2, with annex B.1.2. It finds what V8
// finds, says what V8 says of a wrong pattern, and counts its steps, so that a
// pattern that explodes blocks the simulated event loop for as long as it would
// block the real one, and can be stopped.
//
// A [Compiler] makes a [Program] of a pattern, and a [Matcher] matches it, under
// the eyes of a [Meter].
//
//	text.go       strings as JavaScript has them
//	flags.go      the letters after the pattern
//	errors.go     V8's words
//	parser.go     pattern to tree; parse_*.go its escapes, names and classes
//	property.go   \p{…}; unicode.go, unicode.txt what is known of Unicode
//	fold.go       which characters are equal when case is ignored
//	ranges.go     sets of code points
//	tree.go       what a pattern is read into; measure.go how long its parts are
//	lower.go      the tree as the machine sees it: code units, and alternatives
//	              rewritten as V8 rewrites them
//	first.go      what a part of the tree can begin with
//	compile.go    tree to program; loop.go its loops, hint.go where to begin
//	program.go    the instructions, and how they read; source.go the pattern again
//	class.go      sets that are tested quickly
//	matcher.go    looking for a place to begin
//	run.go        the backtracking machine; runs.go its loops over one class
//	meter.go      what a match costs
//
// # Why not another engine
//
// Go's own package matches in linear time: it has no lookaround and no back
// references, and a loop's groups keep other values. A backtracking engine of
// another language has that language's rules. And neither counts, nor can be
// stopped at the same place on every platform.
//
// # Where V8 is followed against the specification
//
// With u or v, a search that finds nothing at a place goes on by a code unit,
// also into a pair of surrogates, where nothing but an empty match is possible:
// /(?<!^)/u finds one inside of "😀". With v and i, see parse_set.go and
// property.go. The class [^] of v counts as empty when lengths are considered,
// so [^]+ matches one character.
//
// # Where V8 is not followed
//
// V8 11.3 has faults with v: it negates a [^…] again for each copy of a loop
// that it unrolls, and [\P{Any}] kills it. With i and u, it compares what a back
// reference finds by full case folding, if the text is not Latin-1. Here each is
// as the specification has it. V8 compiles a pattern when it is first matched,
// and finds only then that it is too large; here [Compiler.Compile] does. What
// is too deep for V8's stack depends on how deep the stack already is; here it
// is more than 10,000 groups or classes inside each other.
package regexp
