package regexp

import "slices"

// Compiler compiles patterns. It keeps what it has read of Unicode, so one
// compiler should serve many patterns; several goroutines may use it.
type Compiler struct{ data database }

// NewCompiler makes a compiler.
func NewCompiler() *Compiler { return &Compiler{} }

// Compile compiles a pattern. The error is a [*SyntaxError] or a [*FlagsError],
// with the text that V8 has for it.
func (c *Compiler) Compile(pattern Text, flags string) (*Program, error) {
	f, ok := ParseFlags(flags)
	if !ok {
		return nil, &FlagsError{flags}
	}
	tree, parsed, err := parse(&c.data, pattern, f)
	if err != nil {
		return nil, err
	}
	return build(&c.data, tree, parsed), nil
}

// builder turns a tree into a program.
type builder struct {
	*Program
	lowering lowering
	measures measures
	begins   map[beginning]firsts
	numbers  map[string]int32 // of classes, by their sets
	word     int32            // the class of the characters of words, or none

	// copies is how many times the current node is written down because loops
	// around it are unrolled. V8's limit keeps programs small.
	copies int

	// A write to a register must be undone when the match goes back to a choice
	// made before it. That is not needed if there is no such choice, if it was
	// undone once since the last choice (undone), or if the group is sure to be
	// written again before anybody looks (sure, and not in referred).
	choices  bool
	undone   map[int32]bool
	sure     bool
	referred map[int]bool
}

func build(data *database, tree node, p *parser) *Program {
	b := &builder{
		Program:  &Program{flags: p.flags, source: p.pattern, groups: p.started + 1},
		lowering: lowering{flags: p.flags, closed: map[string]ranges{}},
		measures: newMeasures(p.flags), begins: map[beginning]firsts{}, numbers: map[string]int32{}, word: none,
		copies: 1, undone: map[int32]bool{}, sure: true, referred: map[int]bool{},
	}
	if p.flags.IgnoreCase {
		b.folding = data.folding(p.flags.points())
		b.lowering.folding = b.folding
	}
	for name, group := range p.names {
		b.names = append(b.names, Name{name, group})
	}
	slices.SortFunc(b.names, func(a, c Name) int { return a.Group - c.Group })
	b.registers = 2 * b.groups
	lowered := b.lowering.lower(tree)
	b.emit(lowered, false)
	b.add(instruction{op: opMatch})
	b.lookAhead()
	b.start = b.hint(lowered)
	b.room = b.slots()
	return b.Program
}

// add appends an instruction and returns its place.
func (b *builder) add(in instruction) int32 {
	if in.op != opTry && in.op != opLoop && in.op != opMore && in.op != opCount {
		in.peek = none
	}
	if in.step == 0 {
		in.step = 1
	}
	in.look = in.step >> 1
	b.code = append(b.code, in)
	return int32(len(b.code) - 1)
}

// step is how an instruction moves that reads forward or backward.
func step(back bool) int8 {
	if back {
		return -1
	}
	return 1
}

// slots is how many slots of the stack one instruction may need.
func (b *builder) slots() int {
	most := 3
	for _, in := range b.code {
		switch in.op {
		case opLoop, opMore:
			most = max(most, int(in.c-in.b)+2)
		case opClear:
			most = max(most, int(in.b-in.a)+1)
		}
	}
	return most
}

// here is the place of the next instruction.
func (b *builder) here() int32 { return int32(len(b.code)) }

func (b *builder) register() int32 {
	b.registers++
	return int32(b.registers - 1)
}

// class is the number of the class that has a set.
func (b *builder) class(set ranges) int32 {
	key := set.key()
	number, known := b.numbers[key]
	if !known {
		number = int32(len(b.classes))
		b.classes = append(b.classes, newClass(set))
		b.numbers[key] = number
	}
	return number
}

// choice notes that the match may come back to here.
func (b *builder) choice() {
	b.choices = true
	clear(b.undone)
}

// unsure runs emit for something that may be left out.
func (b *builder) unsure(emit func()) {
	sure := b.sure
	b.sure = false
	emit()
	b.sure = sure
}

// emit writes the instructions of a node, to be read forward or backward.
func (b *builder) emit(n node, back bool) {
	switch n := n.(type) {
	case *literalNode:
		b.literal(n.units, back)
	case *setNode:
		b.set(n, back)
	case *assertionNode:
		b.assertion(n.kind)
	case *sequenceNode:
		for i := range n.items {
			if back {
				i = len(n.items) - 1 - i
			}
			b.emit(n.items[i], back)
		}
	case *choiceNode:
		b.unsure(func() { b.alternatives(n.alternatives, back) })
	case *repeatNode:
		b.unsure(func() { b.repeat(n, back) })
	case *groupNode:
		b.emit(n.body, back)
	case *captureNode:
		b.capture(n, back)
	case *lookNode:
		b.unsure(func() { b.look(n) })
	case *referenceNode:
		b.referred[n.index] = true
		b.add(instruction{op: opReference, step: step(back), a: int32(n.index)})
	}
}

// literal compares units: in one go where case does not matter.
func (b *builder) literal(units []uint16, back bool) {
	var plain []uint16 // in the order of the input
	flush := func() {
		switch len(plain) {
		case 0:
		case 1:
			b.add(instruction{op: opUnit, step: step(back), a: int32(plain[0])})
		default:
			b.add(instruction{op: opString, step: step(back), a: int32(len(b.text)), b: int32(len(plain))})
			b.text = append(b.text, plain...)
		}
		plain = nil
	}
	for i := range units {
		u := units[i]
		if back {
			u = units[len(units)-1-i]
		}
		forms := b.forms(u)
		switch {
		case len(forms) == 1 && forms[0].first == forms[0].last && back:
			plain = append([]uint16{u}, plain...)
		case len(forms) == 1 && forms[0].first == forms[0].last:
			plain = append(plain, u)
		default:
			flush()
			b.set(&setNode{set: forms}, back)
		}
	}
	flush()
}

func (b *builder) set(n *setNode, back bool) {
	switch members := n.set; {
	case len(members) == 0:
		b.add(instruction{op: opFail})
	case n.points:
		b.add(instruction{op: opPoint, step: step(back), a: b.class(n.set)})
	case len(members) == 1 && members[0].first == members[0].last:
		b.add(instruction{op: opUnit, step: step(back), a: members[0].first})
	case len(members) == 1 && members[0].first == members[0].last-1:
		b.add(instruction{op: opEither, step: step(back), a: members[0].first, b: members[0].last})
	case len(members) == 2 && members[0].first == members[0].last && members[1].first == members[1].last:
		b.add(instruction{op: opEither, step: step(back), a: members[0].first, b: members[1].first})
	default:
		b.add(instruction{op: opClass, step: step(back), a: b.class(n.set)})
	}
}

func (b *builder) assertion(kind assertion) {
	ops := [...]opcode{
		atStart: opTextStart, atEnd: opTextEnd, atLineStart: opLineStart, atLineEnd: opLineEnd,
		atBoundary: opBoundary, notAtBoundary: opNotBoundary,
	}
	in := instruction{op: ops[kind]}
	if kind == atBoundary || kind == notAtBoundary {
		if b.word == none {
			set := wordCharacters
			if b.folding != nil && b.flags.points() {
				set = b.folding.close(set)
			}
			b.word = b.class(set)
		}
		in.a = b.word
	}
	b.add(in)
}

// fewAlternatives is for how many it pays to know what the rest begin with.
const fewAlternatives = 8

// alternatives writes a choice. Each way is tried only where the next unit
// allows it, and remembered only where it allows one of those that follow.
func (b *builder) alternatives(alternatives []node, back bool) {
	var exits []int32
	for i, alternative := range alternatives[:len(alternatives)-1] {
		rest := int32(none)
		if len(alternatives) <= fewAlternatives {
			rest = b.peek(&choiceNode{alternatives[i+1:]}, back)
		}
		try := b.add(instruction{op: opTry, step: step(back), b: rest, peek: b.peek(alternative, back)})
		b.choice()
		b.emit(alternative, back)
		exits = append(exits, b.add(instruction{op: opJump}))
		b.code[try].a = b.here()
		b.choice()
	}
	b.emit(alternatives[len(alternatives)-1], back)
	for _, exit := range exits {
		b.code[exit].a = b.here()
	}
	b.choice()
}

// capture notes where a group begins and ends. To undo the beginning clears
// both: whoever goes back to a choice inside the group writes its end anew
// before anybody looks at it.
func (b *builder) capture(n *captureNode, back bool) {
	first, last := int32(2*n.index), int32(2*n.index+1)
	if back {
		first, last = last, first
	}
	save := instruction{op: opSave, a: first}
	if b.choices && !b.undone[first] && !(b.sure && !b.referred[n.index]) {
		save.b = 1
		b.undone[first], b.undone[last] = true, true
	}
	b.add(save)
	b.emit(n.body, back)
	b.add(instruction{op: opSave, a: last})
}

// look writes a lookahead or lookbehind. When it has matched, the choices in it
// are gone, so what was known before it about undoing still holds.
func (b *builder) look(n *lookNode) {
	choices, undone := b.choices, b.undone
	b.undone = map[int32]bool{}
	inside := b.measures.of(n.body)
	height, position := b.register(), b.register()
	begin := instruction{op: opLook, a: height, b: position}
	finish := instruction{op: opLookEnd, a: height, b: position, c: int32(2 * inside.first), d: int32(2 * inside.end)}
	if n.negated {
		begin.op, finish.op = opLookNot, opLookNotEnd
	}
	at := b.add(begin)
	if b.choices = choices || n.negated; !b.choices {
		b.undone = undone
	}
	b.emit(n.body, n.behind)
	b.add(finish)
	if n.negated {
		b.code[at].c = b.here()
	}
	b.choices, b.undone = choices, undone
}
