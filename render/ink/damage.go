package ink

import (
	"image"
	"math"

	"timeslice/render/scene"
)

// Damage knows which picture was drawn last and tells which parts of it have
// changed. What has not changed need not be drawn again.
type Damage struct {
	size   image.Point
	scale  float64
	ground scene.Colour
	drawn  []drawn
	spare  []drawn
	parts  []image.Rectangle
}

// drawn is a layer as it was drawn last: where each of its shapes was, and a hash
// of each.
type drawn struct {
	name   string
	box    image.Rectangle
	hash   uint64
	shapes []uint64
	places []image.Rectangle
}

// Forget says that nothing of the last picture is there any more.
func (d *Damage) Forget() { d.size = image.Point{} }

// mostParts is how many parts there are at most. Each costs a run of triangles
// for every layer in it.
const mostParts = 6

// Next compares a scene with the last one and returns what must be drawn again,
// as boxes of pixels that do not overlap: none if it is the same picture. It then
// takes the scene as drawn.
func (d *Damage) Next(s *scene.Scene, size image.Point, scale float64) []image.Rectangle {
	d.parts = d.parts[:0]
	whole := image.Rectangle{Max: size}
	if size != d.size || scale != d.scale || s.Ground != d.ground {
		d.parts = append(d.parts, whole)
		d.drawn = d.drawn[:0]
	}
	d.size, d.scale, d.ground = size, scale, s.Ground
	d.compare(s.Layers(), scale, whole)
	for len(d.parts) > mostParts {
		d.joinNearest()
	}
	return d.parts
}

// compare goes through both lists of layers side by side and makes the new list
// of what is drawn. Layers in another order count as changed.
func (d *Damage) compare(layers []*scene.Layer, scale float64, whole image.Rectangle) {
	before, at := d.drawn, 0
	after := d.spare[:0]
	for _, l := range layers {
		found := at
		for found < len(before) && before[found].name != l.Name {
			found++
		}
		if found < len(before) {
			for ; at < found; at++ { // gone
				d.add(before[at].box.Intersect(whole))
			}
			at++
			if before[found].hash == l.Hash() {
				after = keep(after, &before[found])
				continue
			}
		}
		after = place(after, l, scale)
		now := &after[len(after)-1]
		if found == len(before) || now.box != before[found].box {
			d.add(now.box.Intersect(whole))
			if found < len(before) {
				d.add(before[found].box.Intersect(whole))
			}
			continue
		}
		d.shapes(&before[found], now, whole)
	}
	for ; at < len(before); at++ {
		d.add(before[at].box.Intersect(whole))
	}
	d.drawn, d.spare = after, before
}

// next is the list with one more entry, whose memory is used again.
func next(list []drawn) []drawn {
	if len(list) < cap(list) {
		return list[:len(list)+1]
	}
	return append(list, drawn{})
}

// keep moves an entry from one list to the other: they swap memory.
func keep(list []drawn, old *drawn) []drawn {
	list = next(list)
	now := &list[len(list)-1]
	*now, *old = *old, *now
	return list
}

// place adds an entry for a layer.
func place(list []drawn, l *scene.Layer, scale float64) []drawn {
	list = next(list)
	now := &list[len(list)-1]
	now.name, now.box, now.hash = l.Name, Whole(l.Box, scale), l.Hash()
	now.shapes = append(now.shapes[:0], l.Hashes()...)
	now.places = now.places[:0]
	shapes := l.Shapes()
	last, clip := uint16(math.MaxUint16), image.Rectangle{}
	for i := range shapes {
		s := &shapes[i]
		if s.Clip != last {
			clip, last = Whole(l.ClipOf(s), scale), s.Clip
		}
		now.places = append(now.places, around(l, s, scale).Intersect(clip))
	}
	return list
}

// around are the pixels that a shape can touch.
func around(l *scene.Layer, s *scene.Shape, scale float64) image.Rectangle {
	margin := 2.0
	switch s.Kind {
	case scene.Text:
		margin += 0.25 * float64(s.Line) * scale // letters reach out of their line a little
	case scene.Path, scene.Curve:
		margin += float64(s.Line) * scale // corners are longer than the line is thick
	}
	return Whole(l.BoxOf(s), scale).Inset(-int(margin))
}

// shapes adds where two pictures of a layer differ. Shapes that are the same from
// the beginning on or up to the end are drawn alike; between those, shapes are
// compared one by one if there are as many, and all count as changed if not.
func (d *Damage) shapes(before, after *drawn, whole image.Rectangle) {
	a, b := before.shapes, after.shapes
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	even := len(a) == len(b)
	for i := head; i < len(a)-tail; i++ {
		if !even || a[i] != b[i] {
			d.add(before.places[i].Intersect(whole))
		}
	}
	for i := head; i < len(b)-tail; i++ {
		if !even || a[i] != b[i] {
			d.add(after.places[i].Intersect(whole))
		}
	}
}

// add adds a box, joining it with those it overlaps, and with those so near that
// one box is hardly larger than the two.
func (d *Damage) add(box image.Rectangle) {
	if box.Empty() {
		return
	}
	for i := 0; i < len(d.parts); i++ {
		part := d.parts[i]
		if box.In(part) {
			return
		}
		if joined := part.Union(box); part.Overlaps(box) || area(joined) <= area(part)+area(box)+nearby {
			box = joined
			d.parts = append(d.parts[:i], d.parts[i+1:]...)
			i = -1
		}
	}
	d.parts = append(d.parts, box)
}

// nearby is how many pixels more are drawn rather than one part more.
const nearby = 4096

func area(r image.Rectangle) int { return r.Dx() * r.Dy() }

// joinNearest joins the two parts that grow least by it.
func (d *Damage) joinNearest() {
	first, second, least := 0, 1, math.MaxInt
	for i := range d.parts {
		for j := range d.parts[:i] {
			if growth := area(d.parts[i].Union(d.parts[j])) - area(d.parts[i]) - area(d.parts[j]); growth < least {
				first, second, least = j, i, growth
			}
		}
	}
	joined := d.parts[first].Union(d.parts[second])
	d.parts = append(d.parts[:second], d.parts[second+1:]...)
	d.parts = append(d.parts[:first], d.parts[first+1:]...)
	d.add(joined)
}
