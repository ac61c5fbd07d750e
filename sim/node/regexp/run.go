package regexp

// run tries to match at one place. It is V8's backtracking machine in small: a
// position, registers, and a stack of what to do when the match cannot go on.
//
// The last slot of an entry on the stack is the place of the instruction that
// made it, and the instruction knows how to take it back: a choice restores the
// position and goes another way, a write restores its registers and lets the
// entry below decide. A choice takes two slots, as in V8.
//
// An instruction that succeeds continues the loop. Where the code falls out of
// the switch, the match fails and goes back.
func run[C unit](x *execution, text []C, start int) bool {
	registers, stack, code, classes := x.registers, x.stack, x.code, x.classes
	for i := range 2 * x.groups {
		registers[i] = -1
	}
	registers[0] = int32(start)
	sp, pc, pos, steps := 0, int32(0), start, x.steps+x.groups/8
	most := len(stack) - x.room // more on the stack needs a larger one
	for {
		if sp > most || steps >= StepsPerCall {
			if x.steps = steps; !x.pay() || !x.grow(sp+x.room) {
				return false
			}
			steps, stack = x.steps, x.stack
			most = len(stack) - x.room
		}
		in := &code[pc]
		steps++
		switch in.op {
		case opUnit:
			if at := pos + int(in.look); uint(at) < uint(len(text)) && int32(text[at]) == in.a {
				pos += int(in.step)
				pc++
				continue
			}

		case opEither:
			if at := pos + int(in.look); uint(at) < uint(len(text)) && (int32(text[at]) == in.a || int32(text[at]) == in.b) {
				pos += int(in.step)
				pc++
				continue
			}

		case opClass:
			if at := pos + int(in.look); uint(at) < uint(len(text)) && has(classes[in.a], text[at]) {
				pos += int(in.step)
				pc++
				continue
			}

		case opPoint:
			if width := pointWidth(classes[in.a], text, pos, in.step); width != 0 {
				pos += width
				pc++
				continue
			}

		case opString:
			steps += int(in.b) / 8
			from, to := pos, pos+int(in.b)
			if in.step < 0 {
				from, to = pos-int(in.b), pos
			}
			if from >= 0 && to <= len(text) && sameText(text[from:to], x.text[in.a:in.a+in.b]) {
				pos += int(in.step) * int(in.b)
				pc++
				continue
			}

		case opReference:
			first, last := int(registers[2*in.a]), int(registers[2*in.a+1])
			if first < 0 || last < 0 {
				first, last = 0, 0 // what is not known is empty
			}
			steps += (last - first) / 8
			if to := pos + int(in.step)*(last-first); to >= 0 && to <= len(text) && repeats(x, text, first, last, pos, to) {
				pos = to
				pc++
				continue
			}

		case opTextStart:
			if pos == 0 {
				pc++
				continue
			}

		case opTextEnd:
			if pos == len(text) {
				pc++
				continue
			}

		case opLineStart:
			if pos == 0 || isLineTerminator(text[pos-1]) {
				pc++
				continue
			}

		case opLineEnd:
			if pos == len(text) || isLineTerminator(text[pos]) {
				pc++
				continue
			}

		case opBoundary, opNotBoundary:
			before := pos > 0 && has(classes[in.a], text[pos-1])
			after := pos < len(text) && has(classes[in.a], text[pos])
			if (before != after) == (in.op == opBoundary) {
				pc++
				continue
			}

		case opSave:
			if in.b != 0 {
				stack[sp] = pc
				sp++
			}
			registers[in.a] = int32(pos)
			pc++
			continue

		case opClear:
			steps += int(in.b-in.a) / 8
			sp += copy(stack[sp:], registers[in.a:in.b])
			stack[sp] = pc
			sp++
			clearRegisters(registers[in.a:in.b])
			pc++
			continue

		case opZero:
			if in.b != 0 {
				stack[sp], stack[sp+1] = registers[in.a], pc
				sp += 2
			}
			registers[in.a] = 0
			pc++
			continue

		case opMark:
			stack[sp], stack[sp+1] = registers[in.a], pc
			sp += 2
			registers[in.a] = int32(pos)
			pc++
			continue

		case opNext:
			stack[sp], stack[sp+1] = registers[in.a], pc
			sp += 2
			registers[in.a]++
			pc = in.b
			continue

		case opCheck:
			if int(registers[in.a]) != pos || in.b != none && registers[in.b] < in.c {
				pc++
				continue
			}

		case opJump:
			pc = in.a
			continue

		case opTry:
			switch {
			case in.peek != none && !peeks(classes[in.peek], in, text, pos):
				pc = in.a
			case in.b != none && !peeks(classes[in.b], in, text, pos):
				pc++
			default:
				stack[sp], stack[sp+1] = int32(pos), pc
				sp += 2
				pc++
			}
			continue

		case opSkip:
			stack[sp], stack[sp+1] = int32(pos), pc
			sp += 2
			pc = in.a
			continue

		case opLoop:
			if in.peek != none && !peeks(classes[in.peek], in, text, pos) {
				pc = in.a
				continue
			}
			stack[sp] = int32(pos)
			sp++
			if in.b < in.c {
				steps += int(in.c-in.b) / 8
				sp += copy(stack[sp:], registers[in.b:in.c])
				clearRegisters(registers[in.b:in.c])
			}
			stack[sp] = pc
			sp++
			pc++
			continue

		case opMore:
			if in.peek != none && !peeks(classes[in.peek], in, text, pos) {
				pc++
				continue
			}
			stack[sp] = int32(pos)
			sp++
			if in.b < in.c {
				steps += int(in.c-in.b) / 8
				sp += copy(stack[sp:], registers[in.b:in.c])
				clearRegisters(registers[in.b:in.c])
			}
			stack[sp] = pc
			sp++
			pc = in.a
			continue

		case opCount:
			switch turns := registers[in.a]; {
			case turns < in.b:
				pc++
			case turns >= in.c || in.peek != none && !peeks(classes[in.peek], in, text, pos):
				pc = in.d
			default:
				stack[sp], stack[sp+1] = int32(pos), pc
				sp += 2
				pc++
			}
			continue

		case opCountLazy:
			switch turns := registers[in.a]; {
			case turns < in.b:
				pc++
			case turns >= in.c:
				pc = in.d
			default:
				stack[sp], stack[sp+1] = int32(pos), pc
				sp += 2
				pc = in.d
			}
			continue

		case opRun, opRunPoints, opRunLazy:
			x.steps = steps
			e := begin(x, in, text, pos)
			if x.err != nil {
				return false
			}
			steps = x.steps
			if e.more {
				stack[sp], stack[sp+1], stack[sp+2] = int32(e.limit), int32(e.next), pc
				sp += 3
			}
			if e.pos >= 0 {
				pos = e.pos
				pc++
				continue
			}

		case opRepeat:
			stack[sp], stack[sp+1], stack[sp+2] = int32(pos), int32(pos), pc
			sp += 3
			pc++
			continue

		case opAgain:
			stack[sp-2] = int32(pos)
			pc = in.a + 1
			continue

		case opLook:
			registers[in.a], registers[in.b] = int32(sp), int32(pos)
			pc++
			continue

		case opLookEnd:
			sp, pos = int(registers[in.a]), int(registers[in.b])
			if in.c < in.d {
				stack[sp] = pc
				sp++
			}
			pc++
			continue

		case opLookNot:
			registers[in.a] = int32(sp)
			stack[sp], stack[sp+1] = int32(pos), pc
			sp += 2
			pc++
			continue

		case opLookNotEnd:
			sp = int(registers[in.a])
			clearRegisters(registers[in.c:in.d])

		case opMatch:
			registers[1] = int32(pos)
			x.steps = steps
			return true
		}

		x.steps = steps
		if sp, pc, pos = back(x, text, sp); pc < 0 {
			return false
		}
		steps = x.steps
	}
}

// back takes entries from the stack until one has another way, and says where
// that begins; the place is negative if there is none.
func back[C unit](x *execution, text []C, sp int) (newSP int, pc int32, pos int) {
	registers, stack := x.registers, x.stack
	for sp > 0 {
		if x.steps++; x.steps >= StepsPerCall && !x.pay() {
			return 0, none, 0
		}
		sp--
		pc := stack[sp]
		in := &x.code[pc]
		switch in.op {
		case opTry:
			return sp - 1, in.a, int(stack[sp-1])
		case opSkip, opCountLazy:
			return sp - 1, pc + 1, int(stack[sp-1])
		case opLoop:
			sp -= int(in.c - in.b)
			copy(registers[in.b:in.c], stack[sp:])
			return sp - 1, in.a, int(stack[sp-1])
		case opMore:
			sp -= int(in.c - in.b)
			copy(registers[in.b:in.c], stack[sp:])
			return sp - 1, pc + 1, int(stack[sp-1])
		case opCount:
			return sp - 1, in.d, int(stack[sp-1])
		case opLookNot:
			return sp - 1, in.c, int(stack[sp-1])
		case opSave:
			registers[in.a], registers[in.a^1] = -1, -1
		case opClear:
			sp -= int(in.b - in.a)
			copy(registers[in.a:in.b], stack[sp:])
		case opZero, opMark, opNext:
			sp--
			registers[in.a] = stack[sp]
		case opLookEnd:
			clearRegisters(registers[in.c:in.d])
		case opRun, opRunPoints, opRunLazy, opRepeat:
			e := another(x, in, text, int(stack[sp-2]), int(stack[sp-1]))
			if x.err != nil {
				return 0, none, 0
			}
			kept := sp - 2
			if e.more {
				stack[sp-1] = int32(e.next)
				kept = sp + 1
			}
			switch sp = kept; {
			case e.pos >= 0 && in.op == opRepeat:
				return sp, in.d, e.pos
			case e.pos >= 0:
				return sp, pc + 1, e.pos
			}
		}
	}
	return 0, none, 0
}

func clearRegisters(registers []int32) {
	for i := range registers {
		registers[i] = -1
	}
}

// peeks reports whether the next unit is in the class that an instruction needs.
func peeks[C unit](c *class, in *instruction, text []C, pos int) bool {
	at := pos + int(in.look)
	return uint(at) < uint(len(text)) && has(c, text[at])
}

func isLineTerminator[C unit](u C) bool {
	return u == '\n' || u == '\r' || uint16(u)&^1 == 0x2028
}

// pointWidth is how far a code point of a class goes on from a position: 1 or 2
// units, negative if backward, 0 if there is none. As V8, it takes a half of a
// pair for a lone surrogate neither from before the pair nor from inside it.
func pointWidth[C unit](c *class, text []C, pos int, step int8) int {
	if step < 0 {
		return -widthBefore(c, text, pos)
	}
	if pos >= len(text) {
		return 0
	}
	u := rune(text[pos])
	switch {
	case isLead(u) && pos+1 < len(text) && isTrail(rune(text[pos+1])):
		return pairWidth(c, u, rune(text[pos+1]))
	case isTrail(u) && pos > 0 && isLead(rune(text[pos-1])):
		return 0
	case has(c, text[pos]):
		return 1
	}
	return 0
}

func widthBefore[C unit](c *class, text []C, pos int) int {
	if pos == 0 {
		return 0
	}
	u := rune(text[pos-1])
	switch {
	case isTrail(u) && pos > 1 && isLead(rune(text[pos-2])):
		return pairWidth(c, rune(text[pos-2]), u)
	case isLead(u) && pos < len(text) && isTrail(rune(text[pos])):
		return 0
	case has(c, text[pos-1]):
		return 1
	}
	return 0
}

func pairWidth(c *class, lead, trail rune) int {
	if c.hasPoint(pair(lead, trail)) {
		return 2
	}
	return 0
}

func pair(lead, trail rune) rune { return 0x10000 + (lead-0xd800)<<10 + trail - 0xdc00 }

// repeats reports whether the text between a position and another is what a
// group has matched. With code points it must not end inside a pair, not even
// if it is empty.
func repeats[C unit](x *execution, text []C, first, last, pos, to int) bool {
	group, other := text[first:last], text[min(pos, to):max(pos, to)]
	if x.folding == nil {
		for i, u := range group {
			if other[i] != u {
				return false
			}
		}
	} else if !equalFold(x.folding, group, other, x.flags.points()) {
		return false
	}
	return !x.flags.points() || !insidePair(text, to)
}

// equalFold compares texts of the same length, ignoring case.
func equalFold[C unit](f *folding, a, b []C, points bool) bool {
	for i := 0; i < len(a); i++ {
		c, d := rune(a[i]), rune(b[i])
		if points && i+1 < len(a) && isLead(c) && isLead(d) && isTrail(rune(a[i+1])) && isTrail(rune(b[i+1])) {
			i++
			c, d = pair(c, rune(a[i])), pair(d, rune(b[i]))
		}
		if c != d && f.fold(c) != f.fold(d) {
			return false
		}
	}
	return true
}
