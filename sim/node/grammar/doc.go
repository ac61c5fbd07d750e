// Package grammar tells whether a source is JavaScript, and if it is not, what V8 says
// of it and which part of it V8 marks.
//
// It goes through a source as V8's own parser does (src/parsing: parser-base.h,
// parser.cc, expression-scope.h, scanner.cc, scanner-inl.h; src/ast/scopes.cc) and makes
// nothing of it: what is wrong with a source depends on the order in which a parser looks
// at it, so only one that takes the same way finds the same fault at the same place.
//
//	check.go       what is asked and what is answered
//	token.go       the kinds of tokens; scanner.go, escape.go, number.go: source to tokens
//	scope.go       what is declared where, and twice
//	cover.go       what an expression must not be if it turns out to be a pattern or
//	               the head of an arrow function
//	expression.go, postfix.go, object.go, class.go, function.go
//	statement.go, loop.go, declare.go, module.go
//
// After the first fault V8 goes on with tokens that are none, and what it finds further
// counts only if it stands wholly before: so does this package.
package grammar
