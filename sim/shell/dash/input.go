package dash

// end is what the input gives behind its last character.
const end = -1

// input is the characters of a text. What an alias stands for is put in before the rest.
// (src/input.c)
type input struct {
	text   string
	at     int
	more   func() (string, bool) // what follows the text; nil for nothing
	pushed []pushed
	ended  bool // the last one read was the end
}

// pushed is what is read before the rest: the text of an alias.
type pushed struct {
	text  string
	at    int
	alias string
}

// next is the next character, or end. aliasEnds is told of each alias that was read to
// its end.
func (in *input) next(aliasEnds func(name string, blankAtEnd bool)) int {
	for len(in.pushed) > 0 {
		top := &in.pushed[len(in.pushed)-1]
		if top.at < len(top.text) {
			top.at++
			return int(top.text[top.at-1])
		}
		blank := len(top.text) > 0 && (top.text[len(top.text)-1] == ' ' || top.text[len(top.text)-1] == '\t')
		name := top.alias
		in.pushed = in.pushed[:len(in.pushed)-1]
		aliasEnds(name, blank)
	}
	for in.at >= len(in.text) {
		if in.more == nil || in.ended {
			in.ended = true
			return end
		}
		text, goesOn := in.more()
		if !goesOn {
			in.ended = true
			return end
		}
		in.text, in.at = text, 0
	}
	in.at++
	return int(in.text[in.at-1])
}

// back takes one character back. At the end there is none to be taken.
func (in *input) back() {
	switch {
	case len(in.pushed) > 0 && in.pushed[len(in.pushed)-1].at > 0:
		in.pushed[len(in.pushed)-1].at--
	case !in.ended && in.at > 0:
		in.at--
	}
}
