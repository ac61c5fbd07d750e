package scene

// Layer is a part of the picture: shapes in the order they are drawn, the later
// above the earlier, and marks that say what they are about. A layer draws only
// inside its box.
type Layer struct {
	Name string
	Box  Box

	shapes []Shape
	spots  []Spot
	texts  []string
	clips  []Box
	marks  []Mark

	key     Key
	seen    bool     // in the present frame
	hash    uint64   // of all of the above
	hashes  []uint64 // of each shape
	fonts   *Fonts
	wrapper *wrapper
	clip    uint16
	open    int32 // the mark that encloses the next one, -1 if none
	opacity float64
}

// Shapes are what is drawn, in order.
func (l *Layer) Shapes() []Shape { return l.shapes }

// Marks are the named boxes, in the order of reading.
func (l *Layer) Marks() []Mark { return l.marks }

// Hash tells layers apart: two layers with the same hash are the same picture.
func (l *Layer) Hash() uint64 { return l.hash }

// Hashes are the hashes of the shapes: two shapes with the same hash are drawn
// alike.
func (l *Layer) Hashes() []uint64 { return l.hashes }

// Spots are the points of a shape.
func (l *Layer) Spots(s *Shape) []Spot { return l.spots[s.First : s.First+s.Count] }

// TextOf is the text of a text shape.
func (l *Layer) TextOf(s *Shape) string { return l.texts[s.First] }

// ClipOf is the box outside which the shape is not drawn.
func (l *Layer) ClipOf(s *Shape) Box { return l.clips[s.Clip] }

// BoxOf is the smallest upright box around what a shape draws.
func (l *Layer) BoxOf(s *Shape) Box {
	switch s.Kind {
	case Path, Curve, Polygon:
		spots := l.Spots(s)
		lowX, lowY, highX, highY := spots[0].X, spots[0].Y, spots[0].X, spots[0].Y
		for _, p := range spots {
			lowX, lowY, highX, highY = min(lowX, p.X), min(lowY, p.Y), max(highX, p.X), max(highY, p.Y)
		}
		around := Box{float64(lowX), float64(lowY), float64(highX - lowX), float64(highY - lowY)}
		return around.Inset(-float64(s.Line) / 2)
	case Shadow:
		return s.Box().Inset(-float64(s.Line))
	}
	return s.Box()
}

// reset empties the layer for drawing anew and keeps its memory.
func (l *Layer) reset(box Box, key Key) {
	l.Box, l.key = box, key
	l.shapes, l.spots, l.texts = l.shapes[:0], l.spots[:0], l.texts[:0]
	l.clips = append(l.clips[:0], box)
	l.marks = l.marks[:0]
	l.clip, l.open, l.opacity = 0, -1, 1
}
