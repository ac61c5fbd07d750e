package scene

import "timeslice/render/scene/icon"

// Kind is what a shape is.
type Kind uint8

// The kinds of shapes, and what their numbers mean.
const (
	Rect    Kind = iota // a box with round corners: filled, or a line just inside its edge
	Hatched             // a filled box with round corners, in slanting stripes: Dash is their period
	Part                // as much of a filled box with round corners as lies in a window (the point pair)
	Shadow              // a box with round corners whose edge fades out over Line
	Path                // a line through points
	Curve               // a line along a cubic curve through four points: end, two handles, end
	Ring                // a part of a ring around X, Y: Radius is that of its middle, Line how thick
	Polygon             // a filled convex shape of three or four points
	Text                // a text: X, Y is the start of its baseline, W how wide it is, H its room
	Picture             // an icon in a box
)

var kindNames = [...]string{"rect", "hatch", "part", "shadow", "path", "curve", "ring", "polygon", "text", "icon"}

func (k Kind) String() string { return kindNames[k] }

// Trait is a set of what else holds of a shape.
type Trait uint8

// The traits.
const (
	Smooth  Trait = 1 << iota // it moves: its edges are not brought to whole pixels
	Closed                    // the path's end joins its beginning
	Butt                      // the line ends square at its points, not round
	Squared                   // the text is a part of one that has Chinese in it
)

// Shape is one thing drawn, as data. Lengths are in points and on the grain.
// Points and texts are in the layer; a shape says where.
type Shape struct {
	Kind   Kind
	Traits Trait
	Face   Face // of a text
	Icon   icon.Icon
	Clip   uint16 // which of the layer's clips holds it; 0 is the layer's box
	Colour Colour

	X, Y, W, H float32
	Radius     float32 // of round corners; of the middle of a ring
	Line       float32 // how thick a line is, 0 if filled; how wide a shadow fades; a text's size
	// Dash and Gap are the lengths of dashes and what is between them, 0 for a
	// whole line. For a ring they are where it begins and ends, in turns from the
	// top, clockwise.
	Dash, Gap    float32
	First, Count uint32 // its points; for a text, First is its number among the texts
}

// Box is where the shape is: for a text, its line; for lines, around its points
// (see [Layer.BoxOf]).
func (s *Shape) Box() Box {
	switch s.Kind {
	case Text:
		size := float64(s.Line)
		return Box{float64(s.X), float64(s.Y) - ascent*size, float64(s.W), (ascent + descent) * size}
	case Ring:
		r := float64(s.Radius + s.Line/2)
		return Box{float64(s.X) - r, float64(s.Y) - r, 2 * r, 2 * r}
	}
	return Box{float64(s.X), float64(s.Y), float64(s.W), float64(s.H)}
}

// Style is the style of a text.
func (s *Shape) Style() Style {
	return Style{Face: s.Face, Size: float64(s.Line), han: s.Traits&Squared != 0}
}

// Spot is a point of a shape, on the grain.
type Spot struct{ X, Y float32 }
