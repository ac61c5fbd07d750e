package dash

// builder collects the parts of a word.
type builder struct {
	parts  Word
	text   []byte
	quoted bool // what text is
}

// add puts a character to the word.
func (b *builder) add(c int, quoted bool) {
	if quoted != b.quoted {
		b.close()
		b.quoted = quoted
	}
	b.text = append(b.text, byte(c))
}

// part puts another part to the word.
func (b *builder) part(p Part) {
	b.close()
	b.parts = append(b.parts, p)
}

func (b *builder) close() {
	if len(b.text) > 0 {
		b.parts = append(b.parts, Literal{string(b.text), b.quoted})
		b.text = nil
	}
}

func (b *builder) word() Word {
	b.close()
	return b.parts
}

// wordOrRedirect reads what begins with a character: a word, or a redirection with the
// digit before it. (readtoken1)
func (r *Reader) wordOrRedirect(c int) token {
	r.quoted = false
	b := &builder{}
	ending := r.open(b, c, false)
	word := b.word()
	if (ending == '<' || ending == '>') && !r.quoted {
		if text := word.Text(); len(word) == 0 || len(text) == 1 && isDigit(int(text[0])) {
			r.read = r.redirect(ending, text)
			return tokenRedirect
		}
	}
	r.back(ending)
	r.word = word
	return tokenWord
}

// redirect reads the rest of an operator. (parseredir)
func (r *Reader) redirect(c int, digit string) *Redirect {
	made := &Redirect{}
	if c == '>' {
		made.Descriptor, made.Operator = 1, To
		switch c = r.joined(); c {
		case '>':
			made.Operator = Append
		case '|':
			made.Operator = Clobber
		case '&':
			made.Operator = ToDescriptor
		default:
			r.back(c)
		}
	} else {
		made.Operator = From
		switch c = r.joined(); c {
		case '<':
			made.Operator = Here
			if c = r.joined(); c == '-' {
				made.strip = true
			} else {
				r.back(c)
			}
		case '&':
			made.Operator = FromDescriptor
		case '>':
			made.Operator = FromTo
		default:
			r.back(c)
		}
	}
	if digit != "" {
		made.Descriptor = int(digit[0] - '0')
	}
	return made
}

// open reads what is not in quotes: up to what ends a word, or within ${…} up to the
// brace. It gives what it ended at. (BASESYNTAX)
func (r *Reader) open(b *builder, c int, brace bool) int {
	for {
		switch c {
		case end:
			if brace {
				r.syntax("Missing '}'")
			}
			return c
		case '\n', '<', '>', '(', ')', ';', '&', '|', ' ', '\t':
			if !brace {
				return c
			}
			if c == '\n' {
				r.Line++
			}
			b.add(c, false)
		case '}':
			if brace {
				return c
			}
			b.add(c, false)
		case '\\':
			if c = r.next(); c == end {
				b.add('\\', true)
			} else {
				b.add(c, true)
				r.quoted = true
			}
		case '\'':
			r.single(b)
		case '"':
			r.double(b)
		case '`':
			b.part(Substitution{Command: r.backquoted(false)})
		case '$':
			r.dollar(b, unquoted)
		default:
			b.add(c, false)
		}
		c = r.joined()
	}
}

// single reads '…'.
func (r *Reader) single(b *builder) {
	r.quoted = true
	b.part(Mark{})
	for c := r.next(); c != '\''; c = r.next() {
		switch c {
		case end:
			r.syntax("Unterminated quoted string")
			return
		case '\n':
			r.Line++
		}
		b.add(c, true)
	}
}

// double reads "…". What is only "$@" has no mark, as it may be no word at all.
func (r *Reader) double(b *builder) {
	r.quoted = true
	inner := &builder{}
	r.inQuotes(inner, r.joined(), toQuote)
	parts := inner.word()
	if len(parts) == 1 {
		if p, is := parts[0].(Parameter); is && p.Name == "@" && p.Use == Value {
			b.part(p)
			return
		}
	}
	b.part(Mark{})
	for _, p := range parts {
		b.part(p)
	}
}

// quoting is where one is as to quotes.
type quoting uint8

const (
	unquoted quoting = iota
	toQuote          // within "…"
	toBrace          // within ${…} within that
	toLine           // within a here-document
	toSum            // within $((…))
)

// within2 reads what is in double quotes, to what ends it. (DQSYNTAX)
func (r *Reader) inQuotes(b *builder, c int, how quoting) {
	inner := false // within "…" within ${…}: quotes that quote nothing more
	for {
		switch c {
		case end:
			switch {
			case how == toBrace && r.inHere:
				r.syntax("Missing '}'")
			case how != toLine:
				r.syntax("Unterminated quoted string")
			}
			return
		case '\n':
			r.Line++
			b.add(c, true)
			if how == toLine {
				return
			}
		case '"':
			switch how {
			case toQuote:
				return
			case toBrace:
				inner = !inner
				r.quoted = true
			default:
				b.add(c, true)
			}
		case '}':
			if how == toBrace && !inner {
				return
			}
			b.add(c, true)
		case '\\':
			r.escaped(b, how)
		case '`':
			b.part(Substitution{Command: r.backquoted(true), Quoted: true})
		case '$':
			r.dollar(b, how)
		default:
			b.add(c, true)
		}
		c = r.joined()
	}
}

// escaped reads what follows a backslash in double quotes.
func (r *Reader) escaped(b *builder, how quoting) {
	c := r.next()
	switch c {
	case end:
		b.add('\\', true)
		return
	case '\\', '`', '$':
	case '"':
		if how == toLine {
			b.add('\\', true)
		}
	case '}':
		if how != toBrace {
			b.add('\\', true)
		}
	default:
		b.add('\\', true)
	}
	b.add(c, true)
	r.quoted = r.quoted || how != toLine
}

// dollar reads what follows a $. (parsesub)
func (r *Reader) dollar(b *builder, how quoting) {
	c := r.joined()
	quoted := how != unquoted && how != toSum
	switch {
	case r.seeks&takeEnd != 0 || c != '(' && c != '{' && !beginsName(c) && !isSpecial(c):
		b.add('$', quoted)
		r.back(c)
	case c == '(':
		if c = r.joined(); c == '(' {
			b.part(Sum{r.sum(), quoted})
			return
		}
		r.back(c)
		b.part(Substitution{r.substitution(), quoted})
	case c == '{':
		b.part(r.braced(how))
	default:
		name := r.name(c, false)
		b.part(Parameter{Name: name, Use: Value, Quoted: quoted})
	}
}

// name reads the name of a parameter that begins with a character; in braces a number may
// be longer than a digit.
func (r *Reader) name(c int, brace bool) string {
	name := []byte{}
	switch {
	case beginsName(c):
		for ; inName(c); c = r.joined() {
			name = append(name, byte(c))
		}
	case isDigit(c):
		for ok := true; ok; ok = brace && isDigit(c) {
			name = append(name, byte(c))
			c = r.joined()
		}
	default:
		return string([]byte{byte(c)})
	}
	r.back(c)
	return string(name)
}

// braced reads ${…} behind the brace.
func (r *Reader) braced(how quoting) Parameter {
	defer r.nest()()
	quoted := how != unquoted && how != toSum
	p := Parameter{Quoted: quoted}
	c := r.joined()
	base := how == unquoted
	switch {
	case c == '#':
		p = r.hashed(p)
	case beginsName(c) || isSpecial(c):
		p.Name = r.name(c, true)
	default:
		r.back(c)
		p.Name = "}"
	}
	switch {
	case p.Name == "}" || p.Use == Length:
		// wrong, or all but the brace
	default:
		switch c = r.joined(); c {
		case '%', '#':
			base = true
			p.Use = CutRight
			if c == '#' {
				p.Use = CutLeft
			}
			if second := r.joined(); second == c {
				p.Use++
			} else {
				r.back(second)
			}
		case ':':
			p.Colon = true
			c = r.joined()
			p.Use = useOf(c)
		default:
			p.Use = useOf(c)
		}
	}
	if p.Use == Value && !p.Colon { // the brace was read
		return p
	}
	inner := &builder{}
	if base {
		r.open(inner, r.joined(), true)
	} else {
		r.inQuotes(inner, r.joined(), toBrace)
	}
	p.Word = inner.word()
	return p
}

// hashed reads what follows ${#: what is measured, or what is asked of $#.
func (r *Reader) hashed(p Parameter) Parameter {
	c := r.joined()
	switch {
	case inName(c):
		p.Name, p.Use = r.name(c, true), Length
	case c == '}':
		r.back(c)
		p.Name = "#"
		return p
	default:
		if second := r.joined(); second == '}' && isSpecial(c) {
			r.back(second)
			p.Name, p.Use = string([]byte{byte(c)}), Length
		} else {
			r.back2(c, second)
			p.Name = "#"
			return p
		}
	}
	if c = r.joined(); c != '}' {
		p.Use, p.Name = BadUse, "}"
	}
	r.back(c)
	return p
}

// back2 takes two characters back.
func (r *Reader) back2(first, second int) {
	r.back(second)
	r.back(first)
}

func useOf(c int) Use {
	switch c {
	case '}':
		return Value
	case '-':
		return Otherwise
	case '+':
		return Instead
	case '?':
		return Required
	case '=':
		return Assigned
	}
	return BadUse
}

// sum reads $((…)) behind its parentheses. (ARISYNTAX)
func (r *Reader) sum() Word {
	defer r.nest()()
	b := &builder{}
	for depth := 0; ; {
		c := r.joined()
		switch c {
		case end:
			r.syntax("Missing '))'")
			return nil
		case '(':
			depth++
			b.add(c, true)
		case ')':
			if depth == 0 {
				if c = r.joined(); c == ')' {
					return b.word()
				}
				r.back(c)
				b.add(')', true)
				continue
			}
			depth--
			b.add(c, true)
		case '\n':
			r.Line++
			b.add(c, true)
		case '\\':
			r.escaped(b, toSum)
		case '`':
			b.part(Substitution{Command: r.backquoted(true)})
		case '$':
			r.dollar(b, toSum)
		default:
			b.add(c, true)
		}
	}
}

// substitution reads $(…) behind its parenthesis. (parsebackq)
func (r *Reader) substitution() Node {
	defer r.nest()()
	word, quoted, read, here, inHere := r.word, r.quoted, r.read, r.here, r.inHere
	r.here, r.inHere = nil, false
	command, _ := r.list(listAny)
	r.must(tokenClose)
	r.hereDocuments()
	r.word, r.quoted, r.read, r.here, r.inHere = word, quoted, read, here, inHere
	return command
}

// backquoted reads `…` behind its quote: first its text, and then the commands of that.
func (r *Reader) backquoted(quoted bool) Node {
	defer r.nest()()
	var text []byte
	for c := r.joined(); c != '`'; c = r.joined() {
		switch c {
		case end:
			r.syntax("EOF in backquote substitution")
			return nil
		case '\n':
			r.Line++
		case '\\':
			if c = r.next(); c == end {
				continue
			}
			if c != '\\' && c != '`' && c != '$' && (c != '"' || !quoted) {
				text = append(text, '\\')
			}
		}
		text = append(text, byte(c))
	}
	inner := NewReader(string(text), 1, nil)
	inner.Alias, inner.IsSpecial, inner.depth = r.Alias, r.IsSpecial, r.depth
	command, _ := inner.list(listAny)
	if r.fault == nil {
		r.fault = inner.fault
	}
	return command
}

// hereText reads the text of a here-document: the lines up to that which ends it, or to
// the end of the input.
func (r *Reader) hereText(to *Redirect) Word {
	r.inHere = true
	defer func() { r.inHere = false }()
	b := &builder{}
	for !r.endsHere(to) {
		if !to.Plain {
			r.inQuotes(b, r.joined(), toLine)
			continue
		}
		for c := r.next(); c != end; c = r.next() {
			b.add(c, true)
			if c == '\n' {
				r.Line++
				break
			}
		}
	}
	return b.word()
}

// endsHere reports whether the line that comes ends a here-document, and reads it then; or
// whether there is none.
func (r *Reader) endsHere(to *Redirect) bool {
	c := r.next()
	for to.strip && c == '\t' {
		c = r.next()
	}
	if c == end {
		return true
	}
	var line []byte
	for i := 0; i < len(to.end) && c == int(to.end[i]); i++ {
		line = append(line, byte(c))
		c = r.next()
	}
	if len(line) == len(to.end) && (c == '\n' || c == end) {
		if c == '\n' {
			r.Line++
		}
		return true
	}
	if c != end {
		line = append(line, byte(c))
	}
	if len(line) > 0 {
		r.in.pushed = append(r.in.pushed, pushed{text: string(line)})
	}
	return false
}

// ReadText reads a text as if it were that of a here-document.
func ReadText(text string) (Word, *Fault) {
	r := NewReader(text, 1, nil)
	return r.hereText(&Redirect{Operator: Here, end: "\n"}), r.fault
}
