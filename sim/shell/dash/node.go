package dash

// Node is a command, as it was read: one of the types below.
type Node interface{}

// Simple is a simple command: assignments, words and redirections.
type Simple struct {
	Line      int
	Assigns   []Word // NAME=value
	Words     []Word
	Redirects []*Redirect
}

// Sequence is commands one after another.
type Sequence struct{ Commands []Node }

// Pipeline is commands that run side by side, each with the output of the one before.
type Pipeline struct{ Commands []Node }

// Background is a command that nobody waits for.
type Background struct{ Command Node }

// Either runs its second command if the first has failed, and if And is set if the first
// has not.
type Either struct {
	And         bool
	First, Then Node
}

// Not turns a status round.
type Not struct{ Command Node }

// Redirected is a compound command with redirections.
type Redirected struct {
	Line      int
	Command   Node
	Redirects []*Redirect
}

// Subshell is commands in a process of their own.
type Subshell struct {
	Line    int
	Command Node
}

// If runs one of two lists. There may be no Else.
type If struct{ Condition, Then, Else Node }

// While repeats its body while, or until, a list succeeds.
type While struct {
	Until           bool
	Condition, Body Node
}

// For repeats its body for each word.
type For struct {
	Line  int
	Name  string
	Words []Word
	Body  Node
}

// Case runs the list of the first choice that a word matches.
type Case struct {
	Line    int
	Word    Word
	Choices []Choice
}

// Choice is one of a case: patterns, and what is run.
type Choice struct {
	Patterns []Word
	Body     Node
}

// Function defines one.
type Function struct {
	Name string
	Body Node
}

// Operator says how a redirection redirects.
type Operator uint8

// The redirections: > >> >| < <> >& <& and <<.
const (
	To Operator = iota
	Append
	Clobber
	From
	FromTo
	ToDescriptor
	FromDescriptor
	Here
)

// Redirect is a redirection of a descriptor.
type Redirect struct {
	Operator   Operator
	Descriptor int
	Target     Word // a path, or a descriptor's number; of Here, the text
	Plain      bool // of Here: the text stands for itself

	end   string // of Here: the line that ends it
	strip bool   // of Here: tabs before the lines are left out
}

// Word is a word as it was written, in parts.
type Word []Part

// Part is a part of a word: Literal, Mark, Parameter, Substitution or Sum.
type Part interface{}

// Literal is characters that stand for themselves. Quoted ones are no pattern.
type Literal struct {
	Text   string
	Quoted bool
}

// Mark is a quote: what has one is a word even if nothing else is there.
type Mark struct{}

// Parameter is $name or ${name…}.
type Parameter struct {
	Name   string
	Use    Use
	Colon  bool // what is empty counts as if it were not there
	Word   Word
	Quoted bool
}

// Use is what is asked of a parameter.
type Use uint8

// The uses: a bad one, $x, ${x-w} ${x+w} ${x?w} ${x=w} ${x%w} ${x%%w} ${x#w} ${x##w} and
// ${#x}.
const (
	BadUse Use = iota
	Value
	Otherwise
	Instead
	Required
	Assigned
	CutRight
	CutRightMost
	CutLeft
	CutLeftMost
	Length
)

// Substitution is $(…) or `…`.
type Substitution struct {
	Command Node // nil for none
	Quoted  bool
}

// Sum is $((…)).
type Sum struct {
	Word   Word
	Quoted bool
}

// Text is a word of one plain part, "" for another.
func (w Word) Text() string {
	if len(w) == 1 {
		if literal, plain := w[0].(Literal); plain && !literal.Quoted {
			return literal.Text
		}
	}
	return ""
}

// Assignment is the name before the "=" of a word that is an assignment, "" for another.
func (w Word) Assignment() string {
	if len(w) == 0 {
		return ""
	}
	literal, plain := w[0].(Literal)
	if !plain || literal.Quoted {
		return ""
	}
	if end := nameEnd(literal.Text); end > 0 && end < len(literal.Text) && literal.Text[end] == '=' {
		return literal.Text[:end]
	}
	return ""
}

// ValidName reports whether a text can be the name of a variable.
func ValidName(text string) bool { return text != "" && nameEnd(text) == len(text) }

// nameEnd is where a name at the beginning of a text ends.
func nameEnd(text string) int {
	for i := 0; i < len(text); i++ {
		if !inName(int(text[i])) || i == 0 && isDigit(int(text[i])) {
			return i
		}
	}
	return len(text)
}

func isDigit(c int) bool { return c >= '0' && c <= '9' }

func beginsName(c int) bool { return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func inName(c int) bool { return beginsName(c) || isDigit(c) }

// isSpecial reports whether a character is a parameter of its own.
func isSpecial(c int) bool {
	switch c {
	case '@', '*', '#', '?', '-', '$', '!':
		return true
	}
	return isDigit(c)
}
