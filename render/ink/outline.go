package ink

import (
	"image"
	"math"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// unitBits is how finely outlines are known: 1/256 of a pixel.
const (
	unitBits = 8
	one      = 1 << unitBits
)

// filler finds how much of each pixel an outline covers, exactly, in integers, so
// that letters are the same pixels on every computer. For each pixel it sums what
// the edges crossing it cover: cover is the height of an edge in the pixel, area
// twice the part of the pixel to the left of it. Going along a row, the sum of
// the covers so far less the area is what is covered.
type filler struct {
	bounds      image.Rectangle
	cover, area []int32
	lines       []line
}

// line is an edge of an outline, in units.
type line struct{ x0, y0, x1, y1 int }

func (f *filler) add(x0, y0, x1, y1 int) { f.lines = append(f.lines, line{x0, y0, x1, y1}) }

// mask fills the lines collected and forgets them. Where outlines overlap, they
// are one.
func (f *filler) mask() Mask {
	if len(f.lines) == 0 {
		return Mask{}
	}
	f.begin()
	for _, l := range f.lines {
		f.edge(l.x0, l.y0, l.x1, l.y1)
	}
	f.lines = f.lines[:0]
	w, h := f.bounds.Dx(), f.bounds.Dy()
	m := Mask{X: f.bounds.Min.X, Y: f.bounds.Min.Y, W: w, H: h, Alpha: make([]uint8, w*h)}
	for y := range h {
		sum := int32(0)
		for x := range w {
			at := y*w + x
			sum += f.cover[at]
			whole := sum*2*one - f.area[at]
			if whole < 0 {
				whole = -whole
			}
			m.Alpha[at] = uint8(min(whole, 2*one*one) * 255 / (2 * one * one))
		}
	}
	return m
}

// begin measures the lines and clears the sums.
func (f *filler) begin() {
	box := image.Rect(math.MaxInt32, math.MaxInt32, math.MinInt32, math.MinInt32)
	box.Min, box.Max = image.Pt(math.MaxInt32, math.MaxInt32), image.Pt(math.MinInt32, math.MinInt32)
	for _, l := range f.lines {
		box.Min.X, box.Max.X = min(box.Min.X, l.x0, l.x1), max(box.Max.X, l.x0, l.x1)
		box.Min.Y, box.Max.Y = min(box.Min.Y, l.y0, l.y1), max(box.Max.Y, l.y0, l.y1)
	}
	f.bounds = image.Rect(box.Min.X>>unitBits, box.Min.Y>>unitBits, (box.Max.X+one-1)>>unitBits+1, (box.Max.Y+one-1)>>unitBits)
	size := f.bounds.Dx() * f.bounds.Dy()
	f.cover, f.area = cleared(f.cover, size), cleared(f.area, size)
}

func cleared(sums []int32, size int) []int32 {
	if cap(sums) < size {
		return make([]int32, size)
	}
	sums = sums[:size]
	clear(sums)
	return sums
}

// edge adds an edge, row by row.
func (f *filler) edge(x0, y0, x1, y1 int) {
	if y0 == y1 {
		return
	}
	sign := 1
	if y0 > y1 {
		x0, y0, x1, y1, sign = x1, y1, x0, y0, -1
	}
	at := func(y int) int { return x0 + (x1-x0)*(y-y0)/(y1-y0) }
	for row := y0 >> unitBits; row<<unitBits < y1; row++ {
		from, to := max(y0, row<<unitBits), min(y1, (row+1)<<unitBits)
		f.row(row-f.bounds.Min.Y, at(from), at(to), to-from, sign)
	}
}

// row adds the part of an edge in one row of pixels: it goes from x0 to x1 and is
// high units high.
func (f *filler) row(row, x0, x1, high, sign int) {
	if x0 > x1 {
		x0, x1 = x1, x0
	}
	left := f.bounds.Min.X
	base := row * f.bounds.Dx()
	if x0>>unitBits == x1>>unitBits {
		f.cell(base+x0>>unitBits-left, x0&(one-1)+x1&(one-1), high, sign)
		return
	}
	done := 0
	for x := x0; x < x1; {
		next := min((x>>unitBits+1)<<unitBits, x1)
		until := high * (next - x0) / (x1 - x0)
		f.cell(base+x>>unitBits-left, x&(one-1)+next-x>>unitBits<<unitBits, until-done, sign)
		x, done = next, until
	}
}

// cell adds what an edge covers in one pixel; both is twice its mean place in it.
func (f *filler) cell(at, both, high, sign int) {
	f.cover[at] += int32(sign * high)
	f.area[at] += int32(sign * high * both)
}

// glyph collects the outline of a glyph. The font's units are scaled to pixels;
// the start of the baseline is at x pixels.
func (f *filler) glyph(outline font.GlyphOutline, scale, x float64) {
	var from, start point
	to := func(p point) {
		f.add(units(from.x), units(from.y), units(p.x), units(p.y))
		from = p
	}
	at := func(s opentype.SegmentPoint) point {
		return point{x + float64(float64(s.X)*scale), -float64(s.Y) * scale}
	}
	for i := range outline.Segments {
		s := &outline.Segments[i]
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			to(start)
			from = at(s.Args[0])
			start = from
		case opentype.SegmentOpLineTo:
			to(at(s.Args[0]))
		case opentype.SegmentOpQuadTo:
			a, b, c := from, at(s.Args[0]), at(s.Args[1])
			// The same curve as a cubic one.
			along(a, point{a.x + 2*(b.x-a.x)/3, a.y + 2*(b.y-a.y)/3}, point{c.x + 2*(b.x-c.x)/3, c.y + 2*(b.y-c.y)/3}, c, to)
		case opentype.SegmentOpCubeTo:
			along(from, at(s.Args[0]), at(s.Args[1]), at(s.Args[2]), to)
		}
	}
	to(start)
}

// along gives the points of a curve after its first.
func along(a, b, c, d point, to func(point)) {
	bend := math.Max(math.Abs(a.x-2*b.x+c.x)+math.Abs(a.y-2*b.y+c.y), math.Abs(b.x-2*c.x+d.x)+math.Abs(b.y-2*c.y+d.y))
	steps := int(math.Min(2+math.Sqrt(bend)*2, 32))
	for i := 1; i <= steps; i++ {
		t := float64(i) / float64(steps)
		to(point{cubic(a.x, b.x, c.x, d.x, t), cubic(a.y, b.y, c.y, d.y, t)})
	}
}

func units(v float64) int { return int(math.Floor(v*one + 0.5)) }
