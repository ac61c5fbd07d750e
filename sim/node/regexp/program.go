package regexp

import (
	"fmt"
	"strings"
	"unicode"
)

// Program is a compiled regular expression. It does not change and may be used
// by several matchers at once.
type Program struct {
	flags   Flags
	source  Text
	groups  int // with group 0, which is the whole match
	names   []Name
	code    []instruction
	classes []*class
	text    []uint16 // of the instructions that compare several units
	folding *folding // of references that ignore case

	registers int // two a group, then those of loops and lookarounds
	room      int // slots of the stack that an instruction may need
	start     startHint
}

// Name is a named group.
type Name struct {
	Name  string
	Group int
}

// Flags are the flags that the program was compiled with.
func (p *Program) Flags() Flags { return p.flags }

// Source is the pattern that the program was compiled from.
func (p *Program) Source() Text { return p.source }

// Groups is the number of captures that a match has: the groups of the pattern
// and, as the first, the whole match.
func (p *Program) Groups() int { return p.groups }

// Names are the named groups, by number.
func (p *Program) Names() []Name { return p.names }

// Size is about what the program takes in memory, in bytes.
func (p *Program) Size() int {
	size := 24*len(p.code) + 2*len(p.text) + 2*p.source.Len()
	for _, c := range p.classes {
		size += c.size()
	}
	return size
}

// instruction is one step of a program. Which of the operands mean what is said
// at the opcodes. Instructions that test or consume go forward through the
// input, or backward in a lookbehind.
type instruction struct {
	op         opcode
	step       int8 // 1 if it reads forward, -1 if backward
	look       int8 // from the position to the unit that it reads first: 0 or -1
	a, b, c, d int32
	peek       int32 // a class that the next unit must be in for it to be worth going on, or none
}

const none = -1

type opcode uint8

const (
	opMatch opcode = iota // the whole pattern has matched
	opFail                // never matches

	// Text.
	opUnit   // the unit a
	opEither // the unit a or b
	opClass  // a unit of class a
	opPoint  // a code point of class a, which may be a pair or a lone surrogate
	opString // the b units at a of the program's text
	opReference

	// Assertions.
	opTextStart
	opTextEnd
	opLineStart
	opLineEnd
	opBoundary // class a has the characters of words
	opNotBoundary

	// Registers. Each notes on the stack how to undo it, those of a group and
	// opZero only if b is 1.
	opSave  // register a, of a group, is the position; undone by clearing the group
	opClear // registers a to b-1 are cleared
	opZero  // register a is 0
	opMark  // register a is the position

	// Control.
	opJump // to a
	opTry  // goes on here, and if that fails at a, where the next unit must be in class b
	opSkip // goes on at a, and if that fails here
	opLoop // as opTry, and clears the registers b to c-1
	opMore // goes on at a, and if that fails here; clears the registers b to c-1

	// Loops that count: register a, at least b times, at most c times, exit d.
	opCount
	opCountLazy
	opNext  // adds 1 to register a and jumps to b
	opCheck // fails if nothing was matched since register a, unless register b is below c

	// Runs: loops without a stack entry a turn. At least b, at most c times.
	opRun       // units of class a; goes on behind as many as there are, then behind one fewer…
	opRunPoints // the same of code points
	opRunLazy   // units of class a; goes on behind as few as there may be, then behind one more…
	opRepeat    // the text up to the opAgain, of a units; goes on at d
	opAgain     // the end of the text of the opRepeat at a

	// Lookarounds: register a is the height of the stack, register b the position.
	opLook       // begins one that must match
	opLookEnd    // it matched: back to the position, without its choices; undone by clearing registers c to d-1
	opLookNot    // begins one that must not match, without a register b; goes on at c if it does not
	opLookNotEnd // it matched: fails, and clears registers c to d-1
)

var opcodeNames = [...]string{
	"match", "fail", "unit", "either", "class", "point", "string", "reference", "text-start", "text-end",
	"line-start", "line-end", "boundary", "not-boundary", "save", "clear", "zero", "mark", "jump", "try", "skip",
	"loop", "more", "count", "count-lazy", "next", "check", "run", "run-points", "run-lazy", "repeat", "again", "look",
	"look-end", "look-not", "look-not-end",
}

// String lists the instructions.
func (p *Program) String() string {
	var b strings.Builder
	if hint := p.start.describe(p); hint != "" {
		fmt.Fprintf(&b, "start %s\n", hint)
	}
	for i, in := range p.code {
		name := opcodeNames[in.op]
		if in.step < 0 {
			name += " backward"
		}
		line := fmt.Sprintf("%3d %s %s", i, name, p.operands(in))
		if in.peek != none {
			line += fmt.Sprintf(" if %s", p.classes[in.peek])
		}
		b.WriteString(strings.TrimRight(line, " "))
		b.WriteByte('\n')
	}
	return b.String()
}

func (p *Program) operands(in instruction) string {
	times := func() string {
		switch {
		case in.c == infinite:
			return fmt.Sprintf("{%d,}", in.b)
		case in.b == in.c:
			return fmt.Sprintf("{%d}", in.b)
		}
		return fmt.Sprintf("{%d,%d}", in.b, in.c)
	}
	switch in.op {
	case opUnit:
		return quotePoint(rune(in.a))
	case opEither:
		return quotePoint(rune(in.a)) + " " + quotePoint(rune(in.b))
	case opClass, opPoint, opBoundary, opNotBoundary:
		return p.classes[in.a].String()
	case opString:
		var b strings.Builder
		for _, u := range p.text[in.a : in.a+in.b] {
			b.WriteString(quotePoint(rune(u)))
		}
		return b.String()
	case opRun, opRunPoints, opRunLazy:
		return p.classes[in.a].String() + " " + times()
	case opReference:
		return fmt.Sprintf("group %d", in.a)
	case opSave, opZero, opMark:
		if in.b == 0 || in.op == opMark {
			return fmt.Sprintf("r%d", in.a)
		}
		return fmt.Sprintf("r%d undo", in.a)
	case opClear:
		return fmt.Sprintf("r%d-r%d", in.a, in.b-1)
	case opTry:
		if in.b != none {
			return fmt.Sprintf("%d if %s or here", in.a, p.classes[in.b])
		}
		return fmt.Sprintf("%d or here", in.a)
	case opJump, opSkip:
		return fmt.Sprintf("%d", in.a)
	case opLoop, opMore:
		if in.b == in.c {
			return fmt.Sprintf("%d", in.a)
		}
		return fmt.Sprintf("%d clear r%d-r%d", in.a, in.b, in.c-1)
	case opCount, opCountLazy:
		return fmt.Sprintf("r%d %s exit %d", in.a, times(), in.d)
	case opNext:
		return fmt.Sprintf("r%d %d", in.a, in.b)
	case opCheck:
		if in.b == none {
			return fmt.Sprintf("r%d", in.a)
		}
		return fmt.Sprintf("r%d unless r%d < %d", in.a, in.b, in.c)
	case opRepeat:
		return fmt.Sprintf("%d units exit %d", in.a, in.d)
	case opAgain:
		return fmt.Sprintf("%d", in.a)
	case opLook:
		return fmt.Sprintf("r%d r%d", in.a, in.b)
	case opLookNot:
		return fmt.Sprintf("r%d else %d", in.a, in.c)
	case opLookEnd, opLookNotEnd:
		text := fmt.Sprintf("r%d", in.a)
		if in.op == opLookEnd {
			text += fmt.Sprintf(" r%d", in.b)
		}
		if in.d > in.c {
			text += fmt.Sprintf(" clear r%d-r%d", in.c, in.d-1)
		}
		return text
	}
	return ""
}

// quotePoint is a character as it may stand in a class.
func quotePoint(c rune) string {
	switch {
	case strings.ContainsRune(`\[]^- `, c):
		return `\` + string(c)
	case c > 0xffff:
		return fmt.Sprintf(`\u{%X}`, c)
	case c > 0xff || !unicode.IsPrint(c):
		return fmt.Sprintf(`\u%04X`, c)
	}
	return string(c)
}
