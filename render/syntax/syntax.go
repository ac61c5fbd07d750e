package syntax

import (
	"path"
	"strings"
)

// Class is what a part of a source is.
type Class uint8

// The classes.
const (
	Plain Class = iota
	Keyword
	String
	Number
	Comment
	Function // a name that is called
	Property // a name behind a dot, a key
	Punctuation
)

var classNames = [...]string{"plain", "keyword", "string", "number", "comment", "function", "property", "punctuation"}

func (c Class) String() string { return classNames[c] }

// Part is a part of a source; From and To are bytes. What no part says is plain.
type Part struct {
	From, To int
	Class    Class
}

// Read divides a source, by its file's name, into parts in order.
func Read(file, source string) []Part {
	switch strings.ToLower(path.Ext(file)) {
	case ".js", ".mjs", ".cjs", ".json":
		return script(source)
	case ".yaml", ".yml":
		return yaml(source)
	}
	return nil
}

// LineComment is what makes a comment of the rest of a line, by the file's name.
func LineComment(file string) string {
	switch strings.ToLower(path.Ext(file)) {
	case ".yaml", ".yml":
		return "#"
	}
	return "//"
}
