package dash

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// State is what words are expanded from: the shell's.
type State interface {
	// Variable is what a variable holds, or one of the parameters that are a sign or 0.
	Variable(name string) (value string, set bool)
	// Parameters are $1 and those that follow.
	Parameters() []string
	// Assign gives a variable a value.
	Assign(name, value string) error
	// Substitute runs commands and gives what they print.
	Substitute(command Node) ([]byte, error)
	// Home is the home of a user.
	Home(user string) (path string, known bool)
	// List is what a folder holds, in any order, without "." and "..".
	List(folder string) []string
	// Exists reports whether something has a path, also a link that leads nowhere.
	Exists(path string) bool
}

// Expander expands words.
type Expander struct {
	State
	NoUnset bool // what is not set is a fault (set -u)
	NoGlob  bool // patterns stand for themselves (set -f)
	Most    int  // how many characters may be made of a command's words
}

// errSpace is what dash says when there is no more memory.
//
//lint:ignore ST1005 these are its own words
var errSpace = errors.New("Out of space")

// Fields expands words to the words of a command.
func (e *Expander) Fields(words []Word) ([]string, error) {
	var list []string
	size := 0
	for _, w := range words {
		if text := w.Text(); text != "" && !strings.ContainsAny(text, "~*?[\\") {
			list = append(list, text)
			size += len(text) + wordBytes
			continue
		}
		x := expansion{Expander: e, fields: true}
		x.expand(w, mode{tilde: true})
		if x.err != nil {
			return nil, x.err
		}
		for _, field := range x.split() {
			before := len(list)
			list = e.paths(list, field)
			for _, word := range list[before:] {
				size += len(word) + wordBytes
			}
			if size > e.Most {
				return nil, errSpace
			}
		}
	}
	return list, nil
}

// wordBytes is what a word takes besides its text.
const wordBytes = 64

// Text expands a word to one: what a redirection leads to, or a case asks about.
func (e *Expander) Text(w Word) (string, error) { return e.text(w, mode{tilde: true}) }

// AssignedText expands what stands behind the "=" of an assignment.
func (e *Expander) AssignedText(w Word) (string, error) {
	literal, _ := w[0].(Literal)
	value := append(Word{Literal{Text: literal.Text[strings.IndexByte(literal.Text, '=')+1:]}}, w[1:]...)
	return e.text(value, mode{tilde: true, assigned: true})
}

// Here expands the text of a here-document.
func (e *Expander) Here(w Word) (string, error) { return e.text(w, mode{}) }

func (e *Expander) text(w Word, m mode) (string, error) {
	x := expansion{Expander: e}
	x.expand(w, m)
	return plain(x.out), x.err
}

// Matches reports whether a text is what the pattern of a case describes.
func (e *Expander) Matches(text string, pattern Word) (bool, error) {
	x := expansion{Expander: e}
	x.expand(pattern, mode{tilde: true})
	return x.err == nil && match(x.out, text), x.err
}

// glyph is a character of what is being made, with how it came to be there.
type glyph uint16

const (
	quotedGlyph glyph = 1 << 8 // stands for itself in a pattern
	mark        glyph = 1 << 9 // no character: there were quotes here
	gap         glyph = 1 << 10
)

// plain is the characters only.
func plain(list []glyph) string {
	text := make([]byte, 0, len(list))
	for _, g := range list {
		if g&(mark|gap) == 0 {
			text = append(text, byte(g))
		}
	}
	return string(text)
}

// expansion is that of one word.
type expansion struct {
	*Expander
	fields  bool // to as many words as there are (EXP_FULL)
	out     []glyph
	regions []region
	err     error
}

// region is a part that is split at the characters of IFS, or only at its gaps.
type region struct {
	from, to int
	gapsOnly bool
}

// mode is how a word is expanded.
type mode struct {
	tilde    bool // ~ at the beginning is a home
	assigned bool // and so is one behind a colon (EXP_VARTILDE)
	splits   bool // what it has without quotes is split (EXP_WORD)
}

func (x *expansion) fail(format string, arguments ...any) {
	if x.err == nil {
		x.err = fmt.Errorf(format, arguments...)
	}
}

// put adds characters.
func (x *expansion) put(text string, quoted bool) {
	if len(x.out)+len(text) > x.Most {
		x.fail("%w", errSpace)
		return
	}
	flag := glyph(0)
	if quoted {
		flag = quotedGlyph
	}
	for i := range len(text) {
		x.out = append(x.out, glyph(text[i])|flag)
	}
}

// record notes that what has been added since some place is split.
func (x *expansion) record(from int, gapsOnly bool) {
	if x.fields {
		x.regions = append(x.regions, region{from, len(x.out), gapsOnly})
	}
}

// expand adds what a word comes to. (argstr)
func (x *expansion) expand(w Word, m mode) {
	for i, part := range w {
		if x.err != nil {
			return
		}
		switch p := part.(type) {
		case Literal:
			if p.Quoted {
				x.put(p.Text, true)
				continue
			}
			x.literal(p.Text, m, i == 0, i == len(w)-1)
		case Mark:
			x.out = append(x.out, mark)
		case Parameter:
			x.parameter(p)
		case Substitution:
			x.substitution(p)
		case Sum:
			x.sum(p)
		}
	}
}

// literal adds characters that are not quoted, and homes in them. (exptilde)
func (x *expansion) literal(text string, m mode, first, last bool) {
	for begins := first && m.tilde; text != ""; begins = m.assigned {
		piece := text
		if m.assigned {
			if colon := strings.IndexByte(text, ':'); colon >= 0 {
				piece = text[:colon+1]
			}
		}
		text = text[len(piece):]
		if begins && piece[0] == '~' {
			piece = piece[x.home(piece, m, last || text != ""):]
		}
		from := len(x.out)
		x.put(piece, false)
		if m.splits {
			x.record(from, false)
		}
	}
}

// home adds the home that a text begins with, and gives how much of the text stands for
// it. closed says that nothing else can belong to the user's name.
func (x *expansion) home(text string, m mode, closed bool) int {
	length := strings.IndexByte(text, '/')
	if colon := strings.IndexByte(text, ':'); m.assigned && colon >= 0 && (length < 0 || colon < length) {
		length = colon
	}
	if length < 0 {
		if length = len(text); !closed {
			return 0
		}
	}
	home, known := "", false
	if length == 1 {
		home, known = x.Variable("HOME")
	} else {
		home, known = x.Home(text[1:length])
	}
	if !known {
		return 0
	}
	x.put(home, true)
	return length
}

// parameter adds what a parameter comes to. (evalvar)
func (x *expansion) parameter(p Parameter) {
	if p.Use == BadUse {
		x.fail("Bad substitution")
		return
	}
	from := len(x.out)
	length := x.value(p)
	if p.Use == Instead || p.Use == Length {
		x.out = x.out[:from]
	}
	present := length > 0 || length == 0 && !p.Colon
	switch p.Use {
	case Otherwise, Instead:
		if present == (p.Use == Instead) {
			x.out = x.out[:from]
			x.expand(p.Word, mode{tilde: true, splits: !p.Quoted})
			return
		}
		if p.Use == Instead {
			return
		}
	case Required, Assigned:
		if !present {
			x.absent(p)
			return
		}
	default:
		if !present && x.NoUnset {
			x.fail("%s: parameter not set", p.Name)
			return
		}
	}
	switch p.Use {
	case Length:
		x.put(strconv.Itoa(max(length, 0)), p.Quoted)
	case CutLeft, CutLeftMost, CutRight, CutRightMost:
		if length >= 0 {
			x.cut(from, p)
		}
	}
	if length < 0 && p.Use != Length {
		return
	}
	if !p.Quoted {
		x.record(from, false)
	} else if p.Name == "@" && len(x.Parameters()) > 0 {
		x.record(from, true)
	}
}

// absent assigns to a parameter that is missing, or says that it must not be.
func (x *expansion) absent(p Parameter) {
	text, err := x.text(p.Word, mode{tilde: true})
	switch {
	case err != nil:
		x.err = err
	case p.Use == Assigned:
		if err := x.Assign(p.Name, text); err != nil {
			x.err = err
			return
		}
		x.parameter(Parameter{Name: p.Name, Use: Value, Quoted: p.Quoted})
	case len(p.Word) > 0:
		x.fail("%s: %s", p.Name, text)
	case p.Colon:
		x.fail("%s: parameter not set or null", p.Name)
	default:
		x.fail("%s: parameter not set", p.Name)
	}
}

// value adds what a parameter holds, and gives how many characters that is, -1 if it is
// not set. (varvalue)
func (x *expansion) value(p Parameter) int {
	if p.Name == "@" || p.Name == "*" {
		return x.all(p)
	}
	text, set := "", false
	if number, err := strconv.Atoi(p.Name); err == nil && number > 0 {
		if list := x.Parameters(); number <= len(list) {
			text, set = list[number-1], true
		}
	} else {
		text, set = x.Variable(p.Name)
	}
	if !set {
		return -1
	}
	x.put(text, p.Quoted)
	return len(text)
}

// all adds all parameters: with gaps between them where they become words, else with the
// first character of IFS.
func (x *expansion) all(p Parameter) int {
	between := []glyph{gap}
	if !x.fields || p.Quoted && p.Name == "*" {
		between = between[:0]
		if ifs, set := x.Variable("IFS"); !set {
			between = append(between, ' '|quotedGlyph)
		} else if ifs != "" {
			between = append(between, glyph(ifs[0])|quotedGlyph)
		}
	}
	length := 0
	for i, text := range x.Parameters() {
		if i > 0 {
			x.out = append(x.out, between...)
			length += len(between)
		}
		x.put(text, p.Quoted)
		length += len(text)
	}
	return length
}

// cut takes off a value what matches a pattern at one of its ends. (subevalvar)
func (x *expansion) cut(from int, p Parameter) {
	pattern := expansion{Expander: x.Expander}
	pattern.expand(p.Word, mode{tilde: true})
	if pattern.err != nil {
		x.err = pattern.err
		return
	}
	var value []byte
	for _, g := range x.out[from:] {
		value = append(value, byte(g))
	}
	text := string(value)
	n := len(text)
	for i := 0; i <= n; i++ {
		at := i // of the left cut: how much goes; of the right cut: how much stays
		if p.Use == CutLeftMost || p.Use == CutRight {
			at = n - i
		}
		left := p.Use == CutLeft || p.Use == CutLeftMost
		if left && match(pattern.out, text[:at]) {
			x.out = append(x.out[:from], x.out[from+at:]...)
			return
		}
		if !left && match(pattern.out, text[at:]) {
			x.out = x.out[:from+at]
			return
		}
	}
}

// substitution adds what commands print, without the ends of the last lines. (expbackq)
func (x *expansion) substitution(p Substitution) {
	from := len(x.out)
	if p.Command != nil {
		printed, err := x.Substitute(p.Command)
		if err != nil {
			x.err = err
			return
		}
		text := strings.ReplaceAll(string(printed), "\x00", "")
		x.put(strings.TrimRight(text, "\n"), p.Quoted)
	}
	if !p.Quoted {
		x.record(from, false)
	}
}

// sum adds what arithmetic comes to. (expari)
func (x *expansion) sum(p Sum) {
	text, err := x.text(p.Word, mode{})
	if err != nil {
		x.err = err
		return
	}
	from := len(x.out)
	n, err := arithmetic(text, x.Expander)
	if err != nil {
		x.err = err
		return
	}
	x.put(strconv.FormatInt(n, 10), p.Quoted)
	if !p.Quoted {
		x.record(from, false)
	}
}
