package js

import (
	"slices"

	"timeslice/sim/node/grammar"
)

// CommonJSExports finds the names that a CommonJS module exports, by the forms
// that Node's loader knows (cjs-module-lexer): exports.a = , exports['a'] = ,
// module.exports.a = , Object.defineProperty(exports, 'a', …), and the names of
// module.exports = { … }. reexports are the modules that it hands on.
func CommonJSExports(source string) (names, reexports []string) {
	x := &exportFinder{masker: masker{mask: &mask{original: source}, words: words(source)}}
	for i := range x.words {
		x.look(i)
	}
	return x.names, x.reexports
}

type exportFinder struct {
	masker
	names, reexports []string
}

func (x *exportFinder) add(name string) {
	for _, old := range x.names {
		if old == name {
			return
		}
	}
	x.names = append(x.names, name)
}

// exports reports whether exports or module.exports stands at a place, and
// where it ends.
func (x *exportFinder) exports(i int) (next int, is bool) {
	if x.is(i, "module") && x.is(i+1, ".") && x.is(i+2, "exports") && !x.is(i-1, ".") {
		return i + 3, true
	}
	if x.is(i, "exports") && !x.is(i-1, ".") {
		return i + 1, true
	}
	return i, false
}

func (x *exportFinder) look(i int) {
	if next, is := x.exports(i); is {
		x.assigned(i, next)
		return
	}
	if x.is(i, "Object") && x.is(i+1, ".") && x.is(i+2, "defineProperty") && x.is(i+3, "(") {
		next, is := x.exports(i + 4)
		if is && x.is(next, ",") && next+4 < len(x.words) && x.words[next+1].kind == wordString && x.is(next+2, ",") && x.is(next+3, "{") && x.defines(next+4) {
			name, _ := x.exportName(next + 1)
			x.add(name)
		}
	}
	if (x.is(i, "__exportStar") || x.is(i, "__export")) && x.is(i+1, "(") && x.is(i+2, "require") {
		x.required(i + 2)
	}
}

func (x *exportFinder) required(i int) bool {
	if !x.is(i, "require") || !x.is(i+1, "(") || x.words[i+2].kind != wordString || !x.is(i+3, ")") {
		return false
	}
	name, _ := x.exportName(i + 2)
	x.reexports = append(x.reexports, name)
	return true
}

// assigned sees to what follows exports.
func (x *exportFinder) assigned(first, i int) {
	switch {
	case x.is(i, ".") && x.words[i+1].kind == wordName && x.is(i+2, "=") && !x.is(i+3, "="):
		x.add(x.textOf(i + 1))
	case x.is(i, "[") && x.words[i+1].kind == wordString && x.is(i+2, "]") && x.is(i+3, "="):
		name, _ := x.exportName(i + 1)
		x.add(name)
	case x.is(first, "module") && x.is(i, "=") && !x.is(i+1, "="):
		x.reexports = nil
		if !x.required(i + 1) {
			x.literal(i + 1)
		}
	}
}

// defines reports whether a property's description has a value, or a getter
// that returns a name or a member of it.
func (x *exportFinder) defines(i int) bool {
	if x.is(i, "enumerable") && x.is(i+1, ":") && x.is(i+2, "true") && x.is(i+3, ",") {
		i += 4
	}
	if x.is(i, "value") && x.is(i+1, ":") {
		return true
	}
	if !x.is(i, "get") {
		return false
	}
	i++
	if x.is(i, ":") && x.is(i+1, "function") {
		if i += 2; x.words[i].kind == wordName {
			i++
		}
	}
	return x.is(i, "(") && x.is(i+1, ")") && x.is(i+2, "{") && x.is(i+3, "return") && i+4 < len(x.words) && x.words[i+4].kind == wordName
}

// literal takes the names of an object literal, as long as their values are
// names.
func (x *exportFinder) literal(i int) {
	if !x.is(i, "{") {
		return
	}
	for i++; i < len(x.words)-1 && !x.is(i, "}"); i++ {
		name, named := x.exportName(i)
		switch {
		case x.is(i, "...") && x.required(i+1):
			i += 4
		case named && x.is(i+1, ":"):
			if x.words[i+2].kind != wordName {
				return
			}
			x.add(name)
			i += 2
		case x.words[i].kind == wordName:
			x.add(name)
		default:
			return
		}
		if !x.is(i+1, ",") {
			return
		}
		i++
	}
}

// IsModule reports whether source is wrong as CommonJS for what only an ES module may
// have: import and export declarations and import.meta, or await and names of CommonJS's
// own at its top level, if nothing else is wrong then.
// (node::contextify::ShouldRetryAsESM)
func IsModule(source string) bool {
	if tooNested("", source) != nil { // no parser is to see it, and it is told of as CommonJS
		return false
	}
	text := grammar.Source{Text: source, Goal: grammar.Function, Parameters: namesBefore(commonJS)}
	fault := grammar.Check(text)
	if fault == nil {
		return false
	}
	if ofModule(fault) {
		return true
	}
	switch fault.Message {
	case awaitOutside, "Unexpected reserved word", "missing ) after argument list":
	default:
		declares := func(name string) bool { return fault.Message == "Identifier '"+name+"' has already been declared" }
		if !slices.ContainsFunc(text.Parameters, declares) {
			return false
		}
	}
	fault = grammar.Check(grammar.Source{Text: source, Goal: grammar.Function, Async: true})
	return fault == nil || ofModule(fault)
}

// ofModule reports whether what is wrong is what only an ES module may have.
func ofModule(fault *grammar.Fault) bool {
	switch fault.Message {
	case "Cannot use import statement outside a module", "Unexpected token 'export'", "Cannot use 'import.meta' outside a module":
		return true
	}
	return false
}

// commonJS is what a module of CommonJS is a function of.
const commonJS = "(function (exports, require, module, __filename, __dirname) { "
