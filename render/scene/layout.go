package scene

// Boxes are laid out by cutting: a view has a box, cuts off what it needs from a
// side, and goes on with the rest.
//
//	rest := box.Inset(theme.Pad)
//	head := rest.CutTop(24)
//	left := rest.CutLeft(200)

// CutTop takes h points off the top and returns them; never more than there is.
func (b *Box) CutTop(h float64) Box {
	h = min(max(h, 0), b.H)
	cut := Box{b.X, b.Y, b.W, h}
	b.Y, b.H = b.Y+h, b.H-h
	return cut
}

// CutBottom takes h points off the bottom.
func (b *Box) CutBottom(h float64) Box {
	h = min(max(h, 0), b.H)
	b.H -= h
	return Box{b.X, b.Y + b.H, b.W, h}
}

// CutLeft takes w points off the left.
func (b *Box) CutLeft(w float64) Box {
	w = min(max(w, 0), b.W)
	cut := Box{b.X, b.Y, w, b.H}
	b.X, b.W = b.X+w, b.W-w
	return cut
}

// CutRight takes w points off the right.
func (b *Box) CutRight(w float64) Box {
	w = min(max(w, 0), b.W)
	b.W -= w
	return Box{b.X + b.W, b.Y, w, b.H}
}

// Column is the i-th of n columns of equal width with gaps between them.
func (b Box) Column(i, n int, gap float64) Box {
	w := (b.W - float64(gap*float64(n-1))) / float64(n)
	return Box{b.X + float64(float64(i)*(w+gap)), b.Y, w, b.H}
}

// Row is the i-th of n rows of equal height with gaps between them.
func (b Box) Row(i, n int, gap float64) Box {
	h := (b.H - float64(gap*float64(n-1))) / float64(n)
	return Box{b.X, b.Y + float64(float64(i)*(h+gap)), b.W, h}
}

// Middle is a box of the given size in the middle.
func (b Box) Middle(w, h float64) Box { return Box{b.CentreX() - w/2, b.CentreY() - h/2, w, h} }

// Grid lays n cells out in columns no narrower than narrowest and no more than
// most, in rows of the given height, with gaps. It is as many columns as fit.
type Grid struct {
	Box     Box
	Columns int
	Row     float64
	Gap     float64
}

// NewGrid chooses the number of columns.
func NewGrid(b Box, n, most int, narrowest, row, gap float64) Grid {
	fit := int((b.W + gap) / (narrowest + gap))
	return Grid{b, max(1, min(fit, n, most)), row, gap}
}

// Cell is the box of the i-th cell, row by row.
func (g Grid) Cell(i int) Box {
	column := g.Box.Column(i%g.Columns, g.Columns, g.Gap)
	return Box{column.X, g.Box.Y + float64(float64(i/g.Columns)*(g.Row+g.Gap)), column.W, g.Row}
}

// Height is the height of n cells.
func (g Grid) Height(n int) float64 {
	if n == 0 {
		return 0
	}
	rows := float64((n + g.Columns - 1) / g.Columns)
	return float64(rows*(g.Row+g.Gap)) - g.Gap
}

// Room is how many cells fit into the box's height.
func (g Grid) Room() int { return int((g.Box.H+g.Gap)/(g.Row+g.Gap)) * g.Columns }

// Flow lays boxes of different widths out in lines, as text does: chips in a
// queue.
type Flow struct {
	Box  Box
	Row  float64
	Gap  float64
	x, y float64
}

// NewFlow begins a flow at the upper left corner of a box.
func NewFlow(b Box, row, gap float64) *Flow { return &Flow{Box: b, Row: row, Gap: gap} }

// Next is the place of the next box, w wide, and whether there is room for it.
func (f *Flow) Next(w float64) (Box, bool) {
	x, y := f.x, f.y
	if x > 0 && x+w > f.Box.W {
		x, y = 0, y+f.Row+f.Gap
	}
	if y+f.Row > f.Box.H+0.5 || w > f.Box.W {
		return Box{}, false
	}
	f.x, f.y = x+w+f.Gap, y
	return Box{f.Box.X + x, f.Box.Y + y, w, f.Row}, true
}

// Last reports whether a box w wide and after it one of more would still fit on
// the present line when it is the last: whether to go on or to write "+12".
func (f *Flow) Last(w, more float64) bool {
	atEnd := f.y+2*f.Row+f.Gap > f.Box.H+0.5
	return atEnd && f.x+w+f.Gap+more > f.Box.W
}

// Height is how much of the box's height has been used.
func (f *Flow) Height() float64 {
	if f.x == 0 && f.y == 0 {
		return 0
	}
	return f.y + f.Row
}
