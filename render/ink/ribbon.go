package ink

import (
	"math"

	"timeslice/render/scene"
)

// Node is a corner of a ribbon's triangles: a place, how far it is from the
// middle of the line (to the left counts as more than 0), and how far along.
type Node struct{ X, Y, Across, Along float64 }

// Ribbon is a line as a strip: each two neighbouring pairs of nodes are two
// triangles. It is a little wider and longer than the line, for the edge.
type Ribbon struct {
	Nodes   []Node  // left, right, left, right…
	Half    float64 // half of the line's thickness
	Length  float64
	Round   bool    // the ends are round; otherwise they are square
	Endless bool    // there are no ends: it closes
	On, Off float64 // lengths of dashes and gaps; On 0 for a whole line
}

// Cover is how much of a pixel at that place is covered.
func (r *Ribbon) Cover(across, along float64) float64 {
	side := math.Abs(across) - r.Half
	if r.On > 0 {
		period := r.On + r.Off
		m := along - period*math.Floor(along/period)
		beyond := min(m-r.On, period-m)
		if m < r.On {
			beyond = -min(m, r.On-m)
		}
		return edge(side) * edge(beyond)
	}
	if r.Endless {
		return edge(side)
	}
	if r.Round {
		past := max(max(-along, along-r.Length), 0)
		if past > 0 {
			side = length(past, across) - r.Half
		}
		return edge(side)
	}
	return edge(side) * edge(max(-along, along-r.Length))
}

// edge is the rule of all edges: covered to a half on it, wholly half a pixel
// inside, not at all half a pixel outside.
func edge(outside float64) float64 { return min(max(0.5-outside, 0), 1) }

// length is that of a way of dx and dy. The products are rounded on their own, so
// that no processor fuses them with the sum.
func length(dx, dy float64) float64 { return math.Sqrt(float64(dx*dx) + float64(dy*dy)) }

// point is a place in pixels.
type point struct{ x, y float64 }

// ribbons makes the strips of a line. It keeps the memory.
type ribbons struct {
	points []point
	ribbon Ribbon
}

// fringe is how much wider a strip is than its line on each side, for the edge.
const fringe = 1

// sharpest is the cosine of the sharpest turn that one strip can take; at a
// sharper one the line ends and begins again, with round ends.
const sharpest = -0.3

// chain strokes the points collected, giving each strip to yield.
func (r *ribbons) chain(half float64, closed, round bool, on, off float64, yield func(*Ribbon)) {
	r.tidy(closed)
	n := len(r.points)
	if n < 2 {
		if n == 1 && round {
			p := r.points[0]
			r.points = append(r.points, point{p.x + 0.01, p.y})
			r.strip(r.points, half, false, true, 0, 0, yield)
		}
		return
	}
	closed = closed && n > 2
	if closed && r.smooth(n) {
		r.strip(r.points, half, true, round, on, off, yield)
		return
	}
	if closed {
		r.points = append(r.points, r.points[0])
		n++
	}
	from := 0
	for i := 1; i < n; i++ {
		if i == n-1 || cosine(r.points[i-1], r.points[i], r.points[i+1]) < sharpest {
			r.strip(r.points[from:i+1], half, false, round || closed || from > 0 || i < n-1, on, off, yield)
			from = i
		}
	}
}

// tidy drops points that lie on the one before.
func (r *ribbons) tidy(closed bool) {
	kept := r.points[:0]
	for _, p := range r.points {
		if n := len(kept); n > 0 && length(p.x-kept[n-1].x, p.y-kept[n-1].y) < 1e-3 {
			continue
		}
		kept = append(kept, p)
	}
	for n := len(kept); closed && n > 1 && length(kept[0].x-kept[n-1].x, kept[0].y-kept[n-1].y) < 1e-3; n = len(kept) {
		kept = kept[:n-1]
	}
	r.points = kept
}

// smooth reports whether a closed chain has no turn that is too sharp.
func (r *ribbons) smooth(n int) bool {
	for i := range n {
		if cosine(r.points[(i+n-1)%n], r.points[i], r.points[(i+1)%n]) < sharpest {
			return false
		}
	}
	return true
}

// cosine is that of the angle by which the way a b c turns at b.
func cosine(a, b, c point) float64 {
	u, v := unit(a, b), unit(b, c)
	return float64(u.x*v.x) + float64(u.y*v.y)
}

func unit(a, b point) point {
	far := length(b.x-a.x, b.y-a.y)
	return point{(b.x - a.x) / far, (b.y - a.y) / far}
}

// strip makes one strip along points that turn gently.
func (r *ribbons) strip(points []point, half float64, closed, round bool, on, off float64, yield func(*Ribbon)) {
	out := &r.ribbon
	out.Nodes, out.Half, out.Round, out.Endless = out.Nodes[:0], half, round, closed
	n := len(points)
	reach, along := half+fringe, 0.0
	for i := range points {
		before, after := points[max(i-1, 0)], points[min(i+1, n-1)]
		if closed {
			before, after = points[(i+n-1)%n], points[(i+1)%n]
		}
		p := points[i]
		if i > 0 {
			along += length(p.x-points[i-1].x, p.y-points[i-1].y)
		}
		switch {
		case !closed && i == 0:
			d := unit(p, after)
			r.pair(point{p.x - d.x*reach, p.y - d.y*reach}, point{-d.y, d.x}, reach, 1, -reach)
		case !closed && i == n-1:
			d := unit(before, p)
			r.pair(point{p.x + d.x*reach, p.y + d.y*reach}, point{-d.y, d.x}, reach, 1, along+reach)
		default:
			u, v := unit(before, p), unit(p, after)
			mean := unit(point{}, point{u.x + v.x, u.y + v.y})
			r.pair(p, point{-mean.y, mean.x}, reach, float64(mean.x*u.x)+float64(mean.y*u.y), along)
		}
	}
	if closed {
		along += length(points[0].x-points[n-1].x, points[0].y-points[n-1].y)
		first, second := out.Nodes[0], out.Nodes[1]
		first.Along, second.Along = along, along
		out.Nodes = append(out.Nodes, first, second)
	}
	out.Length, out.On, out.Off = along, on, off
	if closed && on > 0 { // as many dashes as fit exactly
		fit := (on + off) * max(1, math.Round(along/(on+off)))
		out.On, out.Off = on*along/fit, off*along/fit
	}
	yield(out)
}

// pair adds the two nodes at a point, on both sides along the normal. At a turn
// they stand farther off, by the cosine of half of it.
func (r *ribbons) pair(p, normal point, reach, cosine, along float64) {
	far := reach / cosine
	r.ribbon.Nodes = append(r.ribbon.Nodes,
		Node{p.x + normal.x*far, p.y + normal.y*far, reach, along},
		Node{p.x - normal.x*far, p.y - normal.y*far, -reach, along})
}

// path collects the points of a path.
func (r *ribbons) path(spots []scene.Spot, scale float64) {
	r.points = r.points[:0]
	for _, p := range spots {
		r.points = append(r.points, point{float64(p.X) * scale, float64(p.Y) * scale})
	}
}

// curve collects points along a cubic curve, close enough together to look
// round.
func (r *ribbons) curve(spots []scene.Spot, scale float64) {
	r.path(spots, scale)
	a, b, c, d := r.points[0], r.points[1], r.points[2], r.points[3]
	long := length(b.x-a.x, b.y-a.y) + length(c.x-b.x, c.y-b.y) + length(d.x-c.x, d.y-c.y)
	steps := int(min(max(long/4, 8), 96))
	r.points = r.points[:0]
	for i := range steps + 1 {
		t := float64(i) / float64(steps)
		r.points = append(r.points, point{cubic(a.x, b.x, c.x, d.x, t), cubic(a.y, b.y, c.y, d.y, t)})
	}
}

func cubic(a, b, c, d, t float64) float64 {
	u := 1 - t
	return float64(u*u*u*a) + float64(3*u*u*t*b) + float64(3*u*t*t*c) + float64(t*t*t*d)
}

// arc collects points on a circle from one angle to another, in turns from the
// top, clockwise. The chords stray from the circle by less than sag.
func (r *ribbons) arc(centre point, radius, outer, from, to float64, closed bool) {
	const sag = 0.03
	step := 2 * math.Acos(1-min(sag/max(outer, 0.1), 0.5)) / (2 * math.Pi)
	steps := int(max(math.Ceil((to-from)/step), 1))
	last := steps
	if closed {
		last--
	}
	for i := range last + 1 {
		turn := from + (to-from)*float64(i)/float64(steps)
		sin, cos := math.Sincos(2 * math.Pi * turn)
		r.points = append(r.points, point{centre.x + float64(radius*sin), centre.y - float64(radius*cos)})
	}
}

// rounded collects the middle of the line inside the edge of a box with round
// corners, clockwise from the upper left.
func (r *ribbons) rounded(e Edges, radius, line float64) {
	r.points = r.points[:0]
	e = Edges{e.X0 + line/2, e.Y0 + line/2, e.X1 - line/2, e.Y1 - line/2}
	radius = max(min(radius-line/2, min(e.X1-e.X0, e.Y1-e.Y0)/2), 0)
	corners := [4]point{
		{e.X0 + radius, e.Y0 + radius}, {e.X1 - radius, e.Y0 + radius},
		{e.X1 - radius, e.Y1 - radius}, {e.X0 + radius, e.Y1 - radius},
	}
	for i, c := range corners {
		if radius == 0 {
			r.points = append(r.points, c)
			continue
		}
		r.arc(c, radius, radius, 0.75+0.25*float64(i), 1+0.25*float64(i), false)
	}
}
