package js

import (
	"strings"
	"unicode/utf8"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/unistring"
)

// There are names that the engine's parser takes for words of the language. Its
// scanner ends no statement at the end of a line whose last word is one, though
// after a dot it is only a name; and a field of a class cannot be called as what
// may stand before a method:
//
//	const value = module.default
//	class A { set = 1; static; async = 2 }
//
// So such a name is written with another first character while the source is
// parsed, and has its own again in the tree. (ECMA-262, 12.10.1: a line's end is
// a semicolon where what follows is not allowed; 15.7: FieldDefinition)

// isLanguageWord reports whether the scanner sees no end of a statement after a word.
func isLanguageWord(word string) bool {
	switch word {
	case "await", "case", "catch", "class", "const", "default", "delete", "do", "else", "enum", "export", "extends", "finally", "for", "function",
		"if", "implements", "import", "in", "instanceof", "interface", "let", "new", "private", "protected", "public", "static", "super", "switch",
		"try", "typeof", "var", "void", "while", "with":
		return true
	}
	return false
}

// isModifier reports whether a word may stand before a method.
func isModifier(word string) bool {
	return word == "get" || word == "set" || word == "async" || word == "static"
}

// hasMisnamed reports whether source may have such a name. Every source is looked
// through for it, so it looks no closer than it must, and may say yes too often.
func hasMisnamed(source string) bool {
	for at := 0; at < len(source); at++ {
		switch source[at] {
		case '.':
			if word, rest := firstWord(source[at+1:]); isLanguageWord(word) && mayEndLine(rest) {
				return true
			}
		case '=', ';':
			if isModifier(lastWord(source[:at])) {
				return true
			}
		}
	}
	return false
}

const spaces = " \t\r\n"

// firstWord is the word of small letters that text begins with, and what follows it.
func firstWord(text string) (word, rest string) {
	text = strings.TrimLeft(text, spaces)
	end := 0
	for end < len(text) && 'a' <= text[end] && text[end] <= 'z' {
		end++
	}
	return text[:end], text[end:]
}

// lastWord is the word of small letters that text ends with.
func lastWord(text string) string {
	text = strings.TrimRight(text, spaces)
	begin := len(text)
	for begin > 0 && 'a' <= text[begin-1] && text[begin-1] <= 'z' {
		begin--
	}
	return text[begin:]
}

// mayEndLine reports whether a line, or its code before a comment, may end here.
func mayEndLine(rest string) bool {
	rest = strings.TrimLeft(rest, " \t")
	return rest == "" || strings.IndexByte("\r\n/", rest[0]) >= 0 || rest[0] >= utf8.RuneSelf
}

// endsAsMember reports whether a word is the name of a property, one of the
// language's words, and the last of its line.
func (m *masker) endsAsMember(i int) bool {
	return m.words[i].kind == wordName && (m.is(i-1, ".") || m.is(i-1, "?.")) && m.words[i+1].newline && isLanguageWord(m.textOf(i))
}

// namesField reports whether a word may be the name of a field. It may also be a
// variable that is assigned to: that loses nothing by it.
func (m *masker) namesField(i int) bool {
	if m.words[i].kind != wordName || !m.is(i+1, "=") && !m.is(i+1, ";") || !isModifier(m.textOf(i)) {
		return false
	}
	return m.words[i].newline || m.is(i-1, "{") || m.is(i-1, "}") || m.is(i-1, ";") || m.is(i-1, "static")
}

func (m *masker) member(i int) {
	m.out[m.words[i].start] = '$'
	m.members[m.words[i].start] = true
}

// nameMembers gives the members in a tree their own names.
func (m *mask) nameMembers(program *ast.Program, shift int) {
	own := func(name unistring.String, at file.Idx) unistring.String {
		if offset := int(at) - program.File.Base() - shift; m.members[offset] {
			return unistring.String(m.original[offset:offset+1]) + name[1:]
		}
		return name
	}
	visitAll(program, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.DotExpression:
			n.Identifier.Name = own(n.Identifier.Name, n.Identifier.Idx)
		case *ast.Identifier:
			n.Name = own(n.Name, n.Idx)
		case *ast.PropertyShort:
			n.Name.Name = own(n.Name.Name, n.Name.Idx)
		case *ast.ClassLiteral:
			for _, element := range n.Body {
				if field, ok := element.(*ast.FieldDefinition); ok {
					if key, ok := field.Key.(*ast.StringLiteral); ok {
						key.Value = own(key.Value, key.Idx)
					}
				}
			}
		}
	})
}

// dotBefore is where the dot before a member's name is, and bracket the member in
// brackets: for code whose tree nobody can change.
func (m *masker) dotBefore(i int) int { return m.words[i-1].start }

func (m *masker) bracket(i int) string {
	optional := ""
	if m.is(i-1, "?.") {
		optional = "?."
	}
	return optional + "['" + m.textOf(i) + "']"
}
