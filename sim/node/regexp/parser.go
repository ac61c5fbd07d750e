package regexp

// parser reads a pattern as V8 11.3 does (src/regexp/regexp-parser.cc), so that
// it finds the same fault first. The grammar is ECMA-262's, 22.2.1, with annex
// B.1.2 for patterns without the flags u and v; of later editions it knows the
// class sets of v, but neither modifiers nor groups that share a name.
//
// At any time current is the character at the place at; in the flags u and v,
// and in names of groups, a pair of surrogates is one character.
type parser struct {
	data    *database
	pattern Text
	flags   Flags

	at      int
	current rune // or end
	width   int  // of current, in code units
	paired  bool // surrogates are read in pairs

	started    int // capturing groups begun
	total      int // capturing groups of the whole pattern, once scanned
	scanned    bool
	hasNames   bool
	names      map[string]int
	open       []openGroup // capturing groups around the current place
	references []*referenceNode
	depth      int // of groups and classes
	measures   measures
}

type openGroup struct {
	index int
	name  string
}

// end is the character after the last.
const end rune = -1

// maxGroups is V8's kMaxCaptures: two registers a group, 2¹⁶ registers.
const maxGroups = (1<<16 - 1 - 1) / 2

// maxDepth is how deeply groups may be nested. V8 fails in various ways between
// 10,000 and 50,000, as its stack allows.
const maxDepth = 10_000

// fault carries a reason out of the depths of the parser.
type fault struct{ reason string }

// parse reads a whole pattern.
func parse(data *database, pattern Text, flags Flags) (tree node, p *parser, err error) {
	p = &parser{data: data, pattern: pattern, flags: flags, paired: flags.points(), names: map[string]int{}, measures: newMeasures(flags)}
	defer func() {
		if r := recover(); r != nil {
			f, is := r.(fault)
			if !is {
				panic(r)
			}
			err = &SyntaxError{Pattern: pattern, Flags: flags.String(), Reason: f.reason, Offset: min(p.at, pattern.Len())}
		}
	}()
	p.reset(0)
	tree = p.disjunction()
	if p.current == ')' {
		p.fail(reasonUnmatchedParenthesis)
	}
	p.resolve()
	return tree, p, nil
}

func (p *parser) fail(reason string) { panic(fault{reason}) }

// reset goes to a place.
func (p *parser) reset(at int) {
	p.at = at
	p.current, p.width = p.read(at)
}

func (p *parser) read(at int) (rune, int) {
	switch {
	case at >= p.pattern.Len():
		return end, 0
	case p.paired:
		return p.pattern.pointAt(at)
	}
	return rune(p.pattern.At(at)), 1
}

func (p *parser) advance() { p.reset(p.at + p.width) }

// skip goes on by a number of characters.
func (p *parser) skip(count int) {
	for range count {
		p.advance()
	}
}

// next is the character after the current one.
func (p *parser) next() rune {
	c, _ := p.read(p.at + p.width)
	return c
}

// deeper guards the Go stack, which nesting uses.
func (p *parser) deeper(reason string) {
	if p.depth++; p.depth > maxDepth {
		p.fail(reason)
	}
}

// disjunction reads alternatives up to a closing parenthesis or the end.
func (p *parser) disjunction() node {
	alternatives := []node{p.alternative()}
	for p.current == '|' {
		p.advance()
		alternatives = append(alternatives, p.alternative())
	}
	if len(alternatives) == 1 {
		return alternatives[0]
	}
	return &choiceNode{alternatives}
}

func (p *parser) alternative() node {
	var items []node
	for p.current != end && p.current != '|' && p.current != ')' {
		items = p.term(items)
	}
	switch len(items) {
	case 0:
		return &emptyNode{}
	case 1:
		return items[0]
	}
	return &sequenceNode{items}
}

// term reads an assertion, or an atom with its quantifier.
func (p *parser) term(items []node) []node {
	switch p.current {
	case '^':
		p.advance()
		return append(items, &assertionNode{p.anchor(atStart, atLineStart)})
	case '$':
		p.advance()
		return append(items, &assertionNode{p.anchor(atEnd, atLineEnd)})
	case '\\':
		switch p.next() {
		case 'b':
			p.skip(2)
			return append(items, &assertionNode{atBoundary})
		case 'B':
			p.skip(2)
			return append(items, &assertionNode{notAtBoundary})
		}
	}
	atom := p.atom()
	min, max, is := p.quantifier()
	if !is {
		return appendAtom(items, atom)
	}
	lazy := p.current == '?'
	if lazy {
		p.advance()
	}
	return p.repeat(items, atom, min, max, lazy)
}

func (p *parser) anchor(text, line assertion) assertion {
	if p.flags.Multiline {
		return line
	}
	return text
}

// appendAtom adds an atom; characters side by side become one text.
func appendAtom(items []node, atom node) []node {
	text, is := atom.(*textNode)
	if !is || len(items) == 0 {
		return append(items, atom)
	}
	before, is := items[len(items)-1].(*textNode)
	if !is {
		return append(items, atom)
	}
	before.characters = append(before.characters, text.characters...)
	return items
}

// repeat adds an atom with a quantifier. What can only match nothing need not
// be tried more than once.
func (p *parser) repeat(items []node, atom node, min, max int, lazy bool) []node {
	if _, nothing := atom.(*emptyNode); nothing {
		return items
	}
	if look, is := atom.(*lookNode); is && (look.behind || p.flags.points()) {
		p.fail(reasonInvalidQuantifier)
	}
	if p.measures.of(atom).most == 0 {
		if min == 0 {
			return items
		}
		return append(items, atom)
	}
	return append(items, &repeatNode{body: atom, min: min, max: max, lazy: lazy})
}

func (p *parser) atom() node {
	switch p.current {
	case '*', '+', '?':
		p.fail(reasonNothingToRepeat)
	case '.':
		p.advance()
		if p.flags.DotAll {
			return &classNode{negated: true}
		}
		return &classNode{set: lineTerminators, negated: true}
	case '(':
		return p.group()
	case '[':
		return p.class()
	case '\\':
		return p.escape()
	case '{':
		if _, _, is := p.interval(); is {
			p.fail(reasonNothingToRepeat)
		}
		fallthrough
	case '}', ']':
		if p.flags.points() {
			p.fail(reasonLoneBrackets)
		}
	}
	c := p.current
	p.advance()
	return character(c)
}

func character(c rune) *textNode { return &textNode{[]rune{c}} }

// quantifier reads how often the atom before may match.
func (p *parser) quantifier() (min, max int, is bool) {
	switch p.current {
	case '*':
		p.advance()
		return 0, infinite, true
	case '+':
		p.advance()
		return 1, infinite, true
	case '?':
		p.advance()
		return 0, 1, true
	case '{':
		min, max, is = p.interval()
		switch {
		case is && max < min:
			p.fail(reasonNumbersOutOfOrder)
		case !is && p.flags.points():
			p.fail(reasonIncompleteQuantifier)
		}
	}
	return min, max, is
}

// interval reads {n}, {n,} or {n,m}. If there is none it stays where it is.
func (p *parser) interval() (min, max int, is bool) {
	start := p.at
	p.advance()
	if min, is = p.decimal(); !is {
		p.reset(start)
		return 0, 0, false
	}
	max = min
	if p.current == ',' {
		p.advance()
		if p.current == '}' {
			max = infinite
		} else {
			max, _ = p.decimal()
		}
	}
	if p.current != '}' {
		p.reset(start)
		return 0, 0, false
	}
	p.advance()
	return min, max, true
}

// decimal reads digits; a number that is too large is infinite.
func (p *parser) decimal() (n int, is bool) {
	for ; p.current >= '0' && p.current <= '9'; p.advance() {
		n, is = min(n*10+int(p.current-'0'), infinite), true
	}
	return n, is
}

// group reads what begins with a parenthesis.
func (p *parser) group() node {
	p.deeper(reasonGroupsTooDeep)
	defer func() { p.depth-- }()
	p.advance()
	if p.current != '?' {
		return p.capture("")
	}
	switch p.next() {
	case ':':
		p.skip(2)
		return &groupNode{p.inside()}
	case '=', '!':
		negated := p.next() == '!'
		p.skip(2)
		return &lookNode{body: p.inside(), negated: negated}
	case '<':
		p.advance()
		if c := p.next(); c == '=' || c == '!' {
			p.skip(2)
			return &lookNode{body: p.inside(), behind: true, negated: c == '!'}
		}
		p.hasNames = true
		p.advance()
		return p.capture("<")
	}
	p.fail(reasonInvalidGroup)
	return nil
}

// capture reads a capturing group, after its parenthesis or after (?<.
func (p *parser) capture(opening string) node {
	if p.started >= maxGroups {
		p.fail(reasonTooManyCaptures)
	}
	p.started++
	group := openGroup{index: p.started}
	if opening != "" {
		group.name = p.groupName()
	}
	p.open = append(p.open, group)
	body := p.inside()
	p.open = p.open[:len(p.open)-1]
	if group.name != "" {
		if _, twice := p.names[group.name]; twice {
			p.fail(reasonDuplicateGroupName)
		}
		p.names[group.name] = group.index
	}
	return &captureNode{body: body, index: group.index}
}

// inside reads the body of a group and its closing parenthesis.
func (p *parser) inside() node {
	body := p.disjunction()
	if p.current == end {
		p.fail(reasonUnterminatedGroup)
	}
	p.advance()
	return body
}

// resolve finds the groups of references by name, which may come later.
func (p *parser) resolve() {
	for _, reference := range p.references {
		index, known := p.names[reference.name]
		if !known {
			p.fail(reasonUnknownNamedReference)
		}
		reference.index = index
	}
}
