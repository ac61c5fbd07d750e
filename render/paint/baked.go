package paint

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"timeslice/render/ink"
	"timeslice/render/scene"
)

// What a triangle is, for the shader.
const (
	letter  float32 = iota // a mask from the atlas
	flat                   // covered wholly
	rounded                // a box with round corners, filled or its line
	shadow
	round // a line with round ends
	butt  // a line with square ends, or none
	polygon
	hatched // a box with round corners, in stripes
)

// baked is a layer as triangles.
type baked struct {
	hash       uint64
	scale      float64
	generation int // of the atlas
	seen       bool
	vertices   []ebiten.Vertex
	indices    []uint32
}

// baker takes what comes out of a layer and makes triangles of it.
type baker struct {
	*baked
	atlas *atlas
	full  bool // the atlas was too small
	cut   cutter
}

// tint is a vertex with a colour: what it is goes into the red value.
func tint(what float32, c scene.Colour) ebiten.Vertex {
	r, g, b, a := c.Parts()
	return ebiten.Vertex{
		ColorR: 2*what + 0.5 + float32(r)/255, ColorG: float32(g) / 255, ColorB: float32(b) / 255, ColorA: float32(a) / 255,
	}
}

// quad adds an upright box from x0, y0 to x1, y1 as far as it lies in the window.
// The source coordinates are u, v at the upper left corner and grow as the place
// does.
func (k *baker) quad(v ebiten.Vertex, x0, y0, x1, y1, u0, v0 float64, window image.Rectangle) {
	cx0, cy0 := max(x0, float64(window.Min.X)), max(y0, float64(window.Min.Y))
	cx1, cy1 := min(x1, float64(window.Max.X)), min(y1, float64(window.Max.Y))
	if cx0 >= cx1 || cy0 >= cy1 {
		return
	}
	at := uint32(len(k.vertices))
	for _, p := range [4][2]float64{{cx0, cy0}, {cx1, cy0}, {cx0, cy1}, {cx1, cy1}} {
		v.DstX, v.DstY = float32(p[0]), float32(p[1])
		v.SrcX, v.SrcY = float32(u0+p[0]-x0), float32(v0+p[1]-y0)
		k.vertices = append(k.vertices, v)
	}
	k.indices = append(k.indices, at, at+1, at+2, at+1, at+3, at+2)
}

// wholePixels reports whether the edges are on the borders of pixels.
func wholePixels(e ink.Edges) bool {
	return e.X0 == math.Trunc(e.X0) && e.Y0 == math.Trunc(e.Y0) && e.X1 == math.Trunc(e.X1) && e.Y1 == math.Trunc(e.Y1)
}

// large is the area from which a box is taken apart, so that only its corners are
// looked at closely.
const large = 2000

// Box bakes a box with round corners.
func (k *baker) Box(b *ink.Box, c scene.Colour) {
	if b.Blur > 0 {
		k.part(b, shadow, c, b.X0-b.Blur, b.Y0-b.Blur, b.X1+b.Blur, b.Y1+b.Blur)
		return
	}
	if b.Period > 0 {
		k.part(b, hatched, c, b.X0-1, b.Y0-1, b.X1+1, b.Y1+1)
		return
	}
	whole := wholePixels(b.Edges)
	apart := whole && (b.X1-b.X0)*(b.Y1-b.Y0) > large
	depth := math.Ceil(max(b.Radius, b.Line))
	switch {
	case b.Line == 0 && whole && b.Radius == 0:
		k.quad(tint(flat, c), b.X0, b.Y0, b.X1, b.Y1, 0, 0, b.Window)
	case apart && b.Line == 0:
		k.part(b, rounded, c, b.X0, b.Y0, b.X1, b.Y0+depth)
		k.quad(tint(flat, c), b.X0, b.Y0+depth, b.X1, b.Y1-depth, 0, 0, b.Window)
		k.part(b, rounded, c, b.X0, b.Y1-depth, b.X1, b.Y1)
	case apart && b.Y1-b.Y0 > 2*depth:
		k.part(b, rounded, c, b.X0, b.Y0, b.X1, b.Y0+depth)
		k.part(b, rounded, c, b.X0, b.Y0+depth, b.X0+depth, b.Y1-depth)
		k.part(b, rounded, c, b.X1-depth, b.Y0+depth, b.X1, b.Y1-depth)
		k.part(b, rounded, c, b.X0, b.Y1-depth, b.X1, b.Y1)
	default:
		k.part(b, rounded, c, b.X0-1, b.Y0-1, b.X1+1, b.Y1+1)
	}
}

// part bakes what of a box lies between x0, y0 and x1, y1. The source coordinates
// are the place from the middle of the box.
func (k *baker) part(b *ink.Box, what float32, c scene.Colour, x0, y0, x1, y1 float64) {
	v := tint(what, c)
	v.Custom0, v.Custom1 = float32(b.X1-b.X0)/2, float32(b.Y1-b.Y0)/2
	v.Custom2, v.Custom3 = float32(b.Radius), float32(b.Line)
	switch what {
	case shadow:
		v.Custom3 = float32(b.Blur)
	case hatched:
		v.Custom3 = float32(b.Period)
	}
	k.quad(v, x0, y0, x1, y1, x0-(b.X0+b.X1)/2, y0-(b.Y0+b.Y1)/2, b.Window)
}

// Ribbon bakes a line. The source coordinates are how far across and along.
func (k *baker) Ribbon(r *ink.Ribbon, clip image.Rectangle, c scene.Colour) {
	what := butt
	if r.Round {
		what = round
	}
	v := tint(what, c)
	v.Custom0, v.Custom1, v.Custom2, v.Custom3 = float32(r.Half), float32(r.Length), float32(r.On), float32(r.Off)
	if r.Endless {
		v.Custom1 = -1
	}
	at := uint32(len(k.vertices))
	inside := true
	for _, n := range r.Nodes {
		v.DstX, v.DstY, v.SrcX, v.SrcY = float32(n.X), float32(n.Y), float32(n.Across), float32(n.Along)
		k.vertices = append(k.vertices, v)
		inside = inside && n.X >= float64(clip.Min.X) && n.X <= float64(clip.Max.X) && n.Y >= float64(clip.Min.Y) && n.Y <= float64(clip.Max.Y)
	}
	if !inside {
		k.cutStrip(at, clip)
		return
	}
	for i := at; i+3 < uint32(len(k.vertices)); i += 2 {
		k.indices = append(k.indices, i, i+1, i+2, i+2, i+1, i+3)
	}
}

// cutStrip replaces the strip of vertices from at on by what of it lies in the
// clip.
func (k *baker) cutStrip(at uint32, clip image.Rectangle) {
	k.cut.strip = append(k.cut.strip[:0], k.vertices[at:]...)
	k.vertices = k.vertices[:at]
	for i := 0; i+3 < len(k.cut.strip); i += 2 {
		n := k.cut.strip[i:]
		for _, triangle := range [2][3]ebiten.Vertex{{n[0], n[1], n[2]}, {n[2], n[1], n[3]}} {
			corners := k.cut.triangle(triangle, clip)
			first := uint32(len(k.vertices))
			k.vertices = append(k.vertices, corners...)
			for j := 2; j < len(corners); j++ {
				k.indices = append(k.indices, first, first+uint32(j)-1, first+uint32(j))
			}
		}
	}
}

// Polygon bakes a convex shape: a box around it that knows at each corner how far
// it is outside of each edge.
func (k *baker) Polygon(corners []ink.Corner, clip image.Rectangle, c scene.Colour) {
	low, high := corners[0], corners[0]
	for _, p := range corners {
		low.X, low.Y, high.X, high.Y = min(low.X, p.X), min(low.Y, p.Y), max(high.X, p.X), max(high.Y, p.Y)
	}
	from := len(k.vertices)
	k.quad(tint(polygon, c), low.X-1, low.Y-1, high.X+1, high.Y+1, 0, 0, clip)
	sides := ink.Sides(corners)
	for i := from; i < len(k.vertices); i++ {
		v := &k.vertices[i]
		x, y := float64(v.DstX), float64(v.DstY)
		v.Custom0, v.Custom1 = float32(sides[0].At(x, y)), float32(sides[1].At(x, y))
		v.Custom2, v.Custom3 = float32(sides[2].At(x, y)), float32(sides[3].At(x, y))
	}
}

// Mask bakes a letter or an icon.
func (k *baker) Mask(m *ink.Mask, x, y int, clip image.Rectangle, c scene.Colour) {
	if !image.Rect(x, y, x+m.W, y+m.H).Overlaps(clip) {
		return
	}
	at, ok := k.atlas.place(m)
	if !ok {
		k.full = true
		return
	}
	k.quad(tint(letter, c), float64(x), float64(y), float64(x+m.W), float64(y+m.H), float64(at.X), float64(at.Y), clip)
}
