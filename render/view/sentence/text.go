package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"timeslice/assets/words"
	"timeslice/render/view/names"
)

// Sentence is words, and what some of them refer to.
type Sentence struct {
	Text  string
	Spans []Span // in order, none within another
}

// Span is a part of a sentence that refers to something; From and To are bytes.
type Span struct {
	From, To int
	Ref      names.Ref
}

// pattern is a text of the catalogue, taken apart at its places.
type pattern struct {
	literals []string // one more than places: what stands before, between and behind them
	places   []string
}

func newPattern(text string) *pattern {
	p := &pattern{}
	for {
		before, rest, found := strings.Cut(text, "{{.")
		p.literals = append(p.literals, before)
		if !found {
			return p
		}
		name, behind, _ := strings.Cut(rest, "}}")
		p.places = append(p.places, name)
		text = behind
	}
}

// value is what stands in a place: a text that may refer to something as a
// whole, or a sentence that refers to several.
type value struct {
	place string
	text  string
	ref   names.Ref
	whole *Sentence
}

func text(place, text string) value { return value{place: place, text: text} }

func link(place, text string, ref names.Ref) value { return value{place: place, text: text, ref: ref} }

func nested(place string, s Sentence) value { return value{place: place, whole: &s} }

// writer puts a sentence together.
type writer struct {
	text  strings.Builder
	spans []Span
	last  rune
	wide  bool // between Chinese and Latin letters there is a space
}

func (w *writer) sentence() Sentence { return Sentence{Text: w.text.String(), Spans: w.spans} }

// write adds a text. Where Chinese meets Latin letters or digits it takes care
// of the space, so that a pattern need not know what comes into its places.
func (w *writer) write(s string) {
	if s == "" {
		return
	}
	first, _ := utf8.DecodeRuneInString(s)
	if w.wide && needsSpace(w.last, first) {
		w.text.WriteByte(' ')
	}
	w.text.WriteString(s)
	w.last, _ = utf8.DecodeLastRuneInString(s)
}

func (w *writer) value(v *value) {
	if v.whole == nil {
		w.write(v.text)
		if v.ref.Kind != names.None {
			end := w.text.Len()
			w.spans = append(w.spans, Span{end - len(v.text), end, v.ref})
		}
		return
	}
	w.write(v.whole.Text)
	shift := w.text.Len() - len(v.whole.Text)
	for _, s := range v.whole.Spans {
		w.spans = append(w.spans, Span{s.From + shift, s.To + shift, s.Ref})
	}
}

func needsSpace(before, after rune) bool {
	return isHan(before) && isLatin(after) || isLatin(before) && isHan(after)
}

// isHan reports whether a rune is a Chinese character, of those in use.
func isHan(r rune) bool { return r >= 0x3400 && r <= 0x9fff || r >= 0x20000 && r <= 0x323af }

// isLatin reports whether a rune is of what is set off from Chinese by a space:
// letters, digits, and the signs that names begin or end with.
func isLatin(r rune) bool {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r >= 'À' && r <= 'ÿ':
		return true
	}
	return r == '#' || r == '%' || r == '+' || r == '-' || r == '_' || r == 'µ'
}

// begin makes a sentence begin with a capital letter, in languages that have
// them, unless it begins with a name.
func (s Sentence) begin() Sentence {
	first, size := utf8.DecodeRuneInString(s.Text)
	if unicode.IsLower(first) && (len(s.Spans) == 0 || s.Spans[0].From > 0) {
		capital := string(unicode.ToUpper(first))
		if len(capital) == size {
			s.Text = capital + s.Text[size:]
		}
	}
	return s
}

// fill says the text id, with values in its places. count chooses the form for
// one or for many.
func (l *Teller) fill(id string, count int64, values ...value) Sentence {
	w := writer{wide: l.wide()}
	w.text.Grow(usualBytes)
	p := l.pattern(id, count)
	for i, name := range p.places {
		w.write(p.literals[i])
		for j := range values {
			if values[j].place == name {
				w.value(&values[j])
				break
			}
		}
	}
	w.write(p.literals[len(p.places)])
	return w.sentence()
}

// wide reports whether Chinese and Latin letters meet in the language.
func (l *Teller) wide() bool { return l.words.Language() == words.Chinese }

// usualBytes is enough for most sentences.
const usualBytes = 96

// say is fill for texts in which nothing is counted.
func (l *Teller) say(id string, values ...value) Sentence { return l.fill(id, many, values...) }

// many stands for any number but one.
const many = 2

// pattern finds a text of the catalogue, and keeps it.
func (l *Teller) pattern(id string, count int64) *pattern {
	key := patternKey{id, count == 1}
	p := l.patterns[key]
	if p == nil {
		form := int64(many)
		if key.one {
			form = 1
		}
		p = newPattern(l.words.Pattern(id, form))
		l.patterns[key] = p
	}
	return p
}

type patternKey struct {
	id  string
	one bool
}
