package icon

import (
	"math"
	"strconv"
	"strings"
)

// Side is the side of the square that icons are drawn on.
const Side = 24

// LineWidth is how thick the lines of icons are.
const LineWidth = 2

// Spot is a point on the square.
type Spot struct{ X, Y float64 }

// Stroke is one path of an icon, as a chain of points close enough together to
// look round at any size on a screen.
type Stroke struct {
	Filled bool // what the chain encloses is filled; otherwise a line LineWidth thick
	Closed bool
	Spots  []Spot
}

// Strokes are the paths of an icon.
func (i Icon) Strokes() []Stroke {
	if i == None {
		return nil
	}
	var strokes []Stroke
	for text := range strings.SplitSeq(catalogue[i].strokes, "|") {
		text, filled := strings.CutPrefix(text, "*")
		p := reader{text: text}
		p.read()
		strokes = append(strokes, Stroke{Filled: filled, Closed: p.closed || filled, Spots: p.spots})
	}
	return strokes
}

// reader reads the short form of paths. The catalogue is part of the program, so
// a path that cannot be read is a fault that a test finds.
type reader struct {
	text   string
	spots  []Spot
	closed bool
}

func (p *reader) read() {
	var letter byte
	for p.skip(); p.text != ""; p.skip() {
		if c := p.text[0]; c >= 'A' && c <= 'Z' {
			letter, p.text = c, p.text[1:]
		}
		p.step(letter)
	}
}

func (p *reader) step(letter byte) {
	switch letter {
	case 'M', 'L':
		p.add(p.number(), p.number())
	case 'H':
		p.add(p.number(), p.last().Y)
	case 'V':
		p.add(p.last().X, p.number())
	case 'C':
		p.cubic(Spot{p.number(), p.number()}, Spot{p.number(), p.number()}, Spot{p.number(), p.number()})
	case 'O':
		p.circle(p.number(), p.number(), p.number())
	case 'Z':
		p.closed = true
	default:
		panic("icon: a path has the letter " + string(letter))
	}
}

func (p *reader) skip() { p.text = strings.TrimLeft(p.text, " ,") }

func (p *reader) number() float64 {
	p.skip()
	end := 0
	for end < len(p.text) && strings.IndexByte("0123456789.-", p.text[end]) >= 0 {
		end++
	}
	v, err := strconv.ParseFloat(p.text[:end], 64)
	if err != nil {
		panic("icon: a number is missing before " + strconv.Quote(p.text))
	}
	p.text = p.text[end:]
	return v
}

func (p *reader) add(x, y float64) { p.spots = append(p.spots, Spot{x, y}) }

func (p *reader) last() Spot { return p.spots[len(p.spots)-1] }

// cubic follows a curve in steps.
func (p *reader) cubic(b, c, d Spot) {
	const steps = 12
	a := p.last()
	for i := 1; i <= steps; i++ {
		t := float64(i) / steps
		u := 1 - t
		at := func(a, b, c, d float64) float64 {
			return float64(u*u*u*a) + float64(3*u*u*t*b) + float64(3*u*t*t*c) + float64(t*t*t*d)
		}
		p.add(at(a.X, b.X, c.X, d.X), at(a.Y, b.Y, c.Y, d.Y))
	}
}

func (p *reader) circle(x, y, r float64) {
	const steps = 48
	for i := range steps {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / steps)
		p.add(x+float64(r*cos), y+float64(r*sin))
	}
	p.closed = true
}
