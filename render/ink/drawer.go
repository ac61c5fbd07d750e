package ink

import (
	"image"
	"math"

	"timeslice/render/scene"
)

// Box is a box with round corners, in pixels.
type Box struct {
	Edges
	Radius float64
	Line   float64         // how thick the line inside the edge is; 0 if it is filled
	Period float64         // of slanting stripes, each half of it; 0 if it is filled wholly
	Blur   float64         // over how many pixels on each side the edge fades; 0 for an edge
	Window image.Rectangle // nothing is drawn outside of it
}

// Cover is how much of the pixel with its middle at x, y is covered.
func (b *Box) Cover(x, y float64) float64 {
	qx := max(b.X0-x, x-b.X1) + b.Radius
	qy := max(b.Y0-y, y-b.Y1) + b.Radius
	var outside float64
	switch { // beside a corner, or beside a side
	case qx > 0 && qy > 0:
		outside = length(qx, qy) - b.Radius
	default:
		outside = max(qx, qy) - b.Radius
	}
	if b.Blur > 0 {
		t := min(max(0.5-outside/(2*b.Blur), 0), 1)
		return t * t * (3 - 2*t)
	}
	if b.Line > 0 {
		return edge(outside) - edge(outside+b.Line)
	}
	if b.Period > 0 {
		return edge(outside) * b.stripe(x, y)
	}
	return edge(outside)
}

// stripe is how much of a pixel is in a stripe. Stripes are counted from the
// middle of the box.
func (b *Box) stripe(x, y float64) float64 {
	along := (x - (b.X0+b.X1)/2 + y - (b.Y0+b.Y1)/2) * math.Sqrt2 / 2
	m := math.Abs(along/b.Period - math.Floor(along/b.Period+0.5))
	return edge((m - 0.25) * b.Period)
}

// Sink takes what is drawn, in order. Clips are in whole pixels. What it is given
// is good until the call returns.
type Sink interface {
	Box(b *Box, colour scene.Colour)
	Ribbon(r *Ribbon, clip image.Rectangle, colour scene.Colour)
	Polygon(corners []Corner, clip image.Rectangle, colour scene.Colour)
	Mask(m *Mask, x, y int, clip image.Rectangle, colour scene.Colour)
}

// Corner is a corner of a polygon, in pixels.
type Corner struct{ X, Y float64 }

// Drawer walks over layers. It belongs to one goroutine.
type Drawer struct {
	Masks   *Masks
	fonts   *scene.Fonts
	ribbons ribbons
	corners []Corner
	box     Box
}

// NewDrawer returns a drawer.
func NewDrawer(fonts *scene.Fonts) *Drawer {
	return &Drawer{Masks: NewMasks(fonts), fonts: fonts}
}

// Draw gives all shapes of a layer to a sink, at so many pixels a point, as far
// as they lie in within.
func (d *Drawer) Draw(l *scene.Layer, scale float64, within image.Rectangle, to Sink) {
	shapes := l.Shapes()
	last, clip := uint16(math.MaxUint16), image.Rectangle{}
	for i := range shapes {
		s := &shapes[i]
		if s.Clip != last {
			clip = Whole(l.ClipOf(s), scale).Intersect(within)
			last = s.Clip
		}
		if !clip.Empty() {
			d.shape(l, s, scale, clip, to)
		}
	}
}

func (d *Drawer) shape(l *scene.Layer, s *scene.Shape, scale float64, clip image.Rectangle, to Sink) {
	switch s.Kind {
	case scene.Rect:
		d.rect(s, scale, clip, to)
	case scene.Hatched:
		d.box = box(s, scale, clip)
		d.box.Period = max(float64(s.Dash)*scale, 2)
		to.Box(&d.box, s.Colour)
	case scene.Part:
		window := l.Spots(s)
		d.box = box(s, scale, clip)
		d.box.Window = clip.Intersect(part(d.box.Edges, window, scale))
		to.Box(&d.box, s.Colour)
	case scene.Shadow:
		d.box = box(s, scale, clip)
		d.box.Line, d.box.Blur = 0, float64(s.Line)*scale
		to.Box(&d.box, s.Colour)
	case scene.Path:
		d.ribbons.path(l.Spots(s), scale)
		d.stroke(s, scale, clip, to)
	case scene.Curve:
		d.ribbons.curve(l.Spots(s), scale)
		d.stroke(s, scale, clip, to)
	case scene.Ring:
		d.ring(s, scale, clip, to)
	case scene.Polygon:
		d.corners = d.corners[:0]
		for _, p := range l.Spots(s) {
			d.corners = append(d.corners, Corner{float64(p.X) * scale, float64(p.Y) * scale})
		}
		to.Polygon(d.corners, clip, s.Colour)
	case scene.Text:
		d.text(l, s, scale, clip, to)
	case scene.Picture:
		e := edges(s, scale)
		side := int(e.X1 - e.X0)
		x, y := nearest(e.X0), nearest(e.Y0)
		if image.Rect(x, y, x+side, y+side).Overlaps(clip) {
			to.Mask(d.Masks.Icon(s.Icon, side), x, y, clip, s.Colour)
		}
	}
}

func box(s *scene.Shape, scale float64, clip image.Rectangle) Box {
	e := edges(s, scale)
	most := math.Min(e.X1-e.X0, e.Y1-e.Y0) / 2
	return Box{Edges: e, Radius: math.Min(float64(s.Radius)*scale, most), Line: stroke(s.Line, scale), Window: clip}
}

// part is the window of a part of a box, in whole pixels; a side that is the
// box's own goes a pixel further, so that the box's edge is as it would be
// without a window.
func part(e Edges, window []scene.Spot, scale float64) image.Rectangle {
	side := func(v float32, own float64, further int) int {
		at := nearest(float64(v) * scale)
		if math.Abs(float64(at)-own) < 1 {
			return at + further
		}
		return at
	}
	return image.Rect(side(window[0].X, e.X0, -1), side(window[0].Y, e.Y0, -1), side(window[1].X, e.X1, 1), side(window[1].Y, e.Y1, 1))
}

func (d *Drawer) rect(s *scene.Shape, scale float64, clip image.Rectangle, to Sink) {
	b := &d.box
	*b = box(s, scale, clip)
	if s.Line == 0 || s.Dash == 0 || min(b.X1-b.X0, b.Y1-b.Y0) < 2*b.Line {
		to.Box(b, s.Colour)
		return
	}
	d.ribbons.rounded(b.Edges, b.Radius, b.Line)
	d.ribbons.chain(b.Line/2, true, false, float64(s.Dash)*scale, float64(s.Gap)*scale, func(r *Ribbon) {
		to.Ribbon(r, clip, s.Colour)
	})
}

func (d *Drawer) stroke(s *scene.Shape, scale float64, clip image.Rectangle, to Sink) {
	round := s.Traits&scene.Butt == 0 && s.Dash == 0
	half := stroke(s.Line, scale) / 2
	d.ribbons.chain(half, s.Traits&scene.Closed != 0, round, float64(s.Dash)*scale, float64(s.Gap)*scale, func(r *Ribbon) {
		to.Ribbon(r, clip, s.Colour)
	})
}

func (d *Drawer) ring(s *scene.Shape, scale float64, clip image.Rectangle, to Sink) {
	whole := s.Gap-s.Dash >= 1
	radius, half := float64(s.Radius)*scale, float64(s.Line)*scale/2
	d.ribbons.points = d.ribbons.points[:0]
	d.ribbons.arc(point{float64(s.X) * scale, float64(s.Y) * scale}, radius, radius+half, float64(s.Dash), float64(s.Gap), whole)
	d.ribbons.chain(half, whole, false, 0, 0, func(r *Ribbon) {
		to.Ribbon(r, clip, s.Colour)
	})
}

// text gives the letters of a text that lie in the clip.
func (d *Drawer) text(l *scene.Layer, s *scene.Shape, scale float64, clip image.Rectangle, to Sink) {
	y := nearest(float64(s.Y) * scale)
	size := float64(s.Line) * scale
	if y-int(1.2*size) > clip.Max.Y || y+int(0.5*size) < clip.Min.Y {
		return
	}
	start := float64(s.X) * scale
	for g := d.fonts.Glyphs(s.Style(), l.TextOf(s)); g.Next(); {
		at := start + g.X*scale
		if at > float64(clip.Max.X)+size {
			return
		}
		if at+2*size < float64(clip.Min.X) {
			continue
		}
		if mask, x := d.Masks.Glyph(g.File, g.ID, g.Size*scale, at); !mask.Empty() {
			to.Mask(mask, x+mask.X, y+mask.Y, clip, s.Colour)
		}
	}
}
