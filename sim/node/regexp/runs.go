package regexp

// ending is where a run may end: a position from which the match goes on (-1 if
// there is none), and, if there may be more, the next one to try and the limit
// beyond which none is tried. An entry of a run on the stack is its limit and
// its next position.
type ending struct {
	pos         int
	more        bool
	limit, next int
}

// begin runs over what there is, and finds the first position behind it that
// the match may go on from.
func begin[C unit](x *execution, in *instruction, text []C, pos int) ending {
	if in.op == opRunPoints {
		return beginPoints(x, in, text, pos)
	}
	least, most := reach(in, len(text), pos)
	if in.op == opRunLazy {
		from := eat(x, in, text, pos, least)
		if from != least {
			return ending{pos: -1}
		}
		return stretch(x, in, text, from, most)
	}
	to := eat(x, in, text, pos, most)
	if int(in.step)*(to-least) < 0 {
		return ending{pos: -1}
	}
	return giveBack(x, in, text, to, least)
}

// another finds the next position for an entry whose last one has failed.
func another[C unit](x *execution, in *instruction, text []C, limit, next int) ending {
	switch in.op {
	case opRun, opRunPoints:
		return giveBack(x, in, text, next, limit)
	case opRepeat:
		return giveBackText(x, in, text, next, limit)
	}
	if next == limit || eat(x, in, text, next, next+int(in.step)) == next {
		return ending{pos: -1}
	}
	return stretch(x, in, text, next+int(in.step), limit)
}

// reach are the positions behind the fewest and the most turns of a run, as far
// as the text goes; the fewest may lie outside.
func reach(in *instruction, length, pos int) (least, most int) {
	step := int(in.step)
	if step < 0 {
		return pos - int(in.b), max(pos-int(in.c), 0)
	}
	return pos + int(in.b), min(pos+int(in.c), length)
}

// eat goes over units of the run's class up to a limit.
func eat[C unit](x *execution, in *instruction, text []C, pos, limit int) int {
	c := x.classes[in.a]
	if in.step < 0 {
		for limit = max(limit, 0); pos > limit; {
			from, stop := pos, max(limit, pos-StepsPerCall)
			for pos > stop && has(c, text[pos-1]) {
				pos--
			}
			x.steps += from - pos
			if !x.pay() || pos > stop {
				break
			}
		}
		return pos
	}
	for limit = min(limit, len(text)); pos < limit; {
		from, stop := pos, min(limit, pos+StepsPerCall)
		for pos < stop && has(c, text[pos]) {
			pos++
		}
		x.steps += pos - from
		if !x.pay() || pos < stop {
			break
		}
	}
	return pos
}

// giveBack goes back from a position to the first one that the match may go on
// from, at most to a limit.
func giveBack[C unit](x *execution, in *instruction, text []C, pos, limit int) ending {
	for in.peek != none && !peeks(x.classes[in.peek], in, text, pos) {
		if pos == limit {
			return ending{pos: -1}
		}
		if pos = oneBack(in, text, pos); !x.step() {
			return ending{pos: -1}
		}
	}
	if pos == limit {
		return ending{pos: pos}
	}
	return ending{pos: pos, more: true, limit: limit, next: oneBack(in, text, pos)}
}

// oneBack is the position one turn before: behind one character fewer.
func oneBack[C unit](in *instruction, text []C, pos int) int {
	before := pos - int(in.step)
	if in.op == opRunPoints && insidePair(text, before) {
		before -= int(in.step)
	}
	return before
}

func giveBackText[C unit](x *execution, in *instruction, text []C, pos, limit int) ending {
	turn := int(in.step) * int(in.a)
	for in.peek != none && !peeks(x.classes[in.peek], in, text, pos) {
		if pos == limit || !x.step() {
			return ending{pos: -1}
		}
		pos -= turn
	}
	return ending{pos: pos, more: pos != limit, limit: limit, next: pos - turn}
}

// stretch goes on from a position to the first one that the match may go on
// from, over units of the run's class.
func stretch[C unit](x *execution, in *instruction, text []C, pos, limit int) ending {
	for in.peek != none && !peeks(x.classes[in.peek], in, text, pos) {
		to := pos
		if pos != limit {
			to = eat(x, in, text, pos, pos+int(in.step))
		}
		if to == pos || x.err != nil {
			return ending{pos: -1}
		}
		pos = to
	}
	return ending{pos: pos, more: pos != limit, limit: limit, next: pos}
}

func beginPoints[C unit](x *execution, in *instruction, text []C, pos int) ending {
	least := pos
	for turns := int32(0); turns < in.c; turns++ {
		width := pointWidth(x.classes[in.a], text, pos, in.step)
		if width == 0 {
			if turns < in.b {
				return ending{pos: -1}
			}
			break
		}
		pos += width
		if turns < in.b {
			least = pos
		}
		if !x.step() {
			return ending{pos: -1}
		}
	}
	return giveBack(x, in, text, pos, least)
}

// step counts a step of its own.
func (x *execution) step() bool {
	x.steps++
	return x.steps < StepsPerCall || x.pay()
}
