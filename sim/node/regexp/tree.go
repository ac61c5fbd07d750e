package regexp

import "math"

// infinite is the number of times that * and + allow. Numbers as large or
// larger in braces mean the same.
const infinite = math.MaxInt32

// A pattern is read into a tree of these. The tree says what was written, with
// two exceptions: a class of the flag v is worked out while it is read, and a
// reference to a group from inside it is left out, as it matches nothing.
type (
	node interface{}

	emptyNode struct{}

	// textNode is characters one after the other: code points with the flags u
	// and v, else code units.
	textNode struct{ characters []rune }

	// classNode is one character of a set.
	classNode struct {
		set     ranges
		negated bool
		hollow  bool // see classSet
	}

	// stringsNode is a class of the flag v that has strings besides characters;
	// the longest come first.
	stringsNode struct {
		set     ranges
		strings [][]rune
	}

	assertionNode struct{ kind assertion }

	sequenceNode struct{ items []node }

	choiceNode struct{ alternatives []node }

	repeatNode struct {
		body     node
		min, max int
		lazy     bool
	}

	// groupNode is (?:…).
	groupNode struct{ body node }

	captureNode struct {
		body  node
		index int
	}

	// lookNode is a lookahead or lookbehind.
	lookNode struct {
		body            node
		behind, negated bool
	}

	// referenceNode is \1 or \k<name>.
	referenceNode struct {
		index int
		name  string // until the group is known
	}

	// The next two take the place of texts and classes when the tree is lowered
	// to what the input is made of.

	// literalNode is code units one after the other, with the flag i in either
	// case.
	literalNode struct{ units []uint16 }

	// setNode is a code unit of a set, or, if points is set, a code point.
	setNode struct {
		set    ranges
		points bool
		hollow bool
	}
)

type assertion uint8

const (
	atStart assertion = iota
	atEnd
	atLineStart
	atLineEnd
	atBoundary
	notAtBoundary
)
