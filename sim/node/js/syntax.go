package js

import (
	"strings"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
)

// The engine's parser stops at the same token as V8's, but V8 tells more of what it
// wanted there, and shows another place for it.

// What is wrong has no length where nothing is marked below its line: there is a line
// for marks yet, or, where it does not end on its line, none.
const (
	noMark     = -1
	noMarkLine = -2
)

// refine words what the parser found as V8 does, by what stands before it.
func (e *SyntaxError) refine(source string) {
	at := e.offset(source)
	if strings.HasPrefix(e.Message, "invalid escape: ") {
		e.template(source)
		return
	}
	if at > 0 && e.Message == awaitOutside {
		e.awaits(source, at)
		return
	}
	if e.misplaced(source, at) {
		return
	}
	if at < 0 || !strings.HasPrefix(e.Message, "Unexpected ") && e.Message != illegal {
		return
	}
	before := words(source[:at])
	before = before[:len(before)-1] // without the end
	switch ended := strings.TrimSpace(source[at:]) == ""; {
	case e.Message == illegal:
		e.illegal(source, at)
	case endsOperand(before, source) && inArguments(before, source):
		last := before[len(before)-1]
		e.show(source, last.start, last.end-last.start, "missing ) after argument list")
	case ended:
		e.show(source, len(source), noMark, "Unexpected end of input")
	}
}

// template finds the escape that a template must not have.
func (e *SyntaxError) template(source string) {
	for _, w := range words(source) {
		for at := w.start; w.kind == wordTemplate && at < w.end; at++ {
			if source[at] != '\\' {
				continue
			}
			if e.escape(source, at, source[at:w.end]) {
				return
			}
			at++
		}
	}
}

// awaits shows the await that must not be there: the parser took it for a name.
func (e *SyntaxError) awaits(source string, at int) {
	const word = "await"
	if strings.HasPrefix(source[at:], word) {
		return
	}
	before := words(source[:at])
	if last := len(before) - 2; last >= 0 && source[before[last].start:before[last].end] == word {
		e.show(source, before[last].start, len(word), e.Message)
	}
}

const illegal = "Invalid or unexpected token"

// offset is where the error is in the source: its end if it is beyond, in what the
// source is wrapped in, and -1 if that is not known.
func (e *SyntaxError) offset(source string) int {
	if e.Line < 1 {
		return -1
	}
	at := 0
	for range e.Line - 1 {
		end := strings.IndexByte(source[at:], '\n')
		if end < 0 {
			return len(source)
		}
		at += end + 1
	}
	return min(at+max(e.Column-1, 0), len(source))
}

// show lets the error be at another place.
func (e *SyntaxError) show(source string, at, length int, message string) {
	there := placed(source, at, length, message)
	e.Line, e.Column, e.Length, e.Message = there.Line, there.Column, there.Length, there.Message
	e.quote(source)
}

// endsOperand reports whether the last of some tokens may end an operand.
func endsOperand(tokens []word, source string) bool {
	if len(tokens) == 0 {
		return false
	}
	last := tokens[len(tokens)-1]
	switch last.kind {
	case wordNumber, wordString, wordRegExp, wordPrivate:
		return true
	case wordTemplate:
		return source[last.end-1] == '`'
	case wordName:
		switch source[last.start:last.end] {
		case "this", "null", "true", "false", "super":
			return true
		}
		return !isLanguageWord(source[last.start:last.end])
	}
	text := source[last.start:last.end]
	return text == ")" || text == "]" || text == "}"
}

// inArguments reports whether some tokens end among the arguments of a call.
func inArguments(tokens []word, source string) bool {
	text := func(i int) string { return source[tokens[i].start:tokens[i].end] }
	opening := func(i int) int { // the bracket that is open at a token
		for depth := 0; i >= 0; i-- {
			switch t := text(i); {
			case tokens[i].kind == wordString || tokens[i].kind == wordRegExp || tokens[i].kind == wordTemplate:
			case t == ")" || t == "]" || t == "}":
				depth++
			case t == "(" || t == "[" || t == "{":
				if depth == 0 {
					return i
				}
				depth--
			}
		}
		return -1
	}
	open := opening(len(tokens) - 1)
	if open < 1 || text(open) != "(" {
		return false
	}
	callee := open - 1
	switch tokens[callee].kind {
	case wordName:
		name := text(callee)
		if callee > 0 && text(callee-1) == "." {
			return true
		}
		if callee > 0 && (text(callee-1) == "function" || text(callee-1) == "*") {
			return false
		}
		return name == "super" || name == "import" || !isLanguageWord(name) && name != "with"
	case wordPrivate:
		return true
	}
	switch text(callee) {
	case "]":
		return true
	case ")": // of a call, or of the head of a statement
		if head := opening(callee - 1); head > 0 && tokens[head-1].kind == wordName {
			return !isLanguageWord(text(head-1)) || head > 1 && text(head-2) == "."
		}
	}
	return false
}

// illegal tells what no token can be made of.
func (e *SyntaxError) illegal(source string, at int) {
	line := source[at:]
	if end := strings.IndexAny(line, "\r\n"); end >= 0 {
		line = line[:end]
	}
	if line == "" {
		return
	}
	quote := line[0]
	if quote == '\\' {
		e.escape(source, at, line)
		return
	}
	if digit(quote) {
		e.Length = scannedNumber(line)
		return
	}
	if quote != '\'' && quote != '"' && quote != '`' {
		return
	}
	for i := 1; i < len(line); i++ {
		switch line[i] {
		case quote:
			return
		case '\\':
			if e.escape(source, at+i, line[i:]) {
				return
			}
			i++
		}
	}
	if quote != '`' {
		e.Length = len(line) // it has no end on its line
	}
}

// scannedNumber is how much of a number that is none V8 has read when it finds out:
// its digits as long as they are some of its base.
func scannedNumber(line string) int {
	digits, length := "0123456789._", 0
	if len(line) > 1 && line[0] == '0' {
		switch line[1] | 0x20 {
		case 'x':
			digits, length = "0123456789abcdefABCDEF_", 2
		case 'o':
			digits, length = "01234567_", 2
		case 'b':
			digits, length = "01_", 2
		}
	}
	for length < len(line) && strings.IndexByte(digits, line[length]) >= 0 {
		length++
	}
	return length
}

// escape tells what is wrong with an escape that a line begins with, if anything is.
func (e *SyntaxError) escape(source string, at int, line string) bool {
	hex := func(i int) int {
		if i < len(line) {
			return strings.IndexByte("0123456789abcdef", line[i]|0x20)
		}
		return -1
	}
	fixed := func(digits int, message string) bool {
		for i := range digits {
			if hex(2+i) < 0 || line[2+i] < '0' {
				length := 2 + digits
				if length > len(line) {
					length = noMarkLine
				}
				e.show(source, at, length, message)
				return true
			}
		}
		return false
	}
	switch {
	case strings.HasPrefix(line, `\x`):
		return fixed(2, "Invalid hexadecimal escape sequence")
	case strings.HasPrefix(line, `\u{`):
		value := 0
		for i := 3; ; i++ {
			if i > 3 && i < len(line) && line[i] == '}' {
				return false
			}
			digit := hex(i)
			if digit < 0 {
				e.show(source, at+i, 1, invalidUnicode)
				return true
			}
			if value = 16*value + digit; value > 0x10ffff {
				e.show(source, at, i+1, "Undefined Unicode code-point")
				return true
			}
		}
	case strings.HasPrefix(line, `\u`):
		return fixed(4, invalidUnicode)
	}
	return false
}

const invalidUnicode = "Invalid Unicode escape sequence"

// declares moves the place of a name that is declared twice to where V8 sees the
// declaration: a function's at its first word, a class's over all of it.
func (e *SyntaxError) declares(program *ast.Program, source string, shift int, at file.Idx) {
	if !strings.HasSuffix(e.Message, "' has already been declared") || strings.HasPrefix(e.Message, "Label ") {
		return
	}
	base := file.Idx(program.File.Base())
	offset := func(idx file.Idx) int { return int(idx-base) - shift }
	name, _, _ := strings.Cut(strings.TrimPrefix(e.Message, "Identifier '"), "'")
	if e.Length = 1; strings.HasPrefix(name, "#") {
		e.Column += len(name) // V8 has read on
		return
	}
	if second := secondDeclaration(program, name, at); second != at && offset(second) >= 0 {
		at = second
		e.show(source, offset(at), 1, e.Message)
	}
	visitAll(program, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.FunctionLiteral:
			if n.Name != nil && n.Name.Idx == at && offset(n.Function) >= 0 {
				e.show(source, offset(n.Function), 1, e.Message)
			}
		case *ast.ClassLiteral:
			if n.Name == nil || n.Name.Idx != at || offset(n.Class) < 0 {
				return
			}
			from, to := offset(n.Class), offset(n.RightBrace)+1
			length := to - from
			if to > len(source) || strings.Contains(source[from:to], "\n") {
				length = noMarkLine
			}
			e.show(source, from, length, e.Message)
		}
	})
}

// secondDeclaration is where a name is declared again, of which the engine tells the
// first place if the second is hoisted.
func secondDeclaration(program *ast.Program, name string, at file.Idx) file.Idx {
	next, before := file.Idx(0), false
	see := func(id *ast.Identifier) {
		switch {
		case id == nil || id.Name.String() != name:
		case id.Idx < at:
			before = true
		case id.Idx > at && (next == 0 || id.Idx < next):
			next = id.Idx
		}
	}
	visitAll(program, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.FunctionLiteral:
			see(n.Name)
		case *ast.ClassLiteral:
			see(n.Name)
		case *ast.Binding:
			id, _ := n.Target.(*ast.Identifier)
			see(id)
		}
	})
	if before || next == 0 {
		return at
	}
	return next
}
