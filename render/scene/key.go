package scene

import "math"

// Key stands for everything a layer's picture depends on. Two frames with the
// same key are the same picture, so the second need not be drawn. It is built
// up from the values:
//
//	key := scene.NewKey().Int(int64(time)).Text(file).Float(scroll)
//
// The zero key stands for nothing: the layer is drawn each time.
type Key uint64

// NewKey begins a key.
func NewKey() Key { return 0x9e3779b97f4a7c15 }

// Int adds a number.
func (k Key) Int(v int64) Key { return k.word(uint64(v)) }

// Float adds a number.
func (k Key) Float(v float64) Key { return k.word(math.Float64bits(v)) }

// Bool adds yes or no.
func (k Key) Bool(v bool) Key {
	if v {
		return k.word(1)
	}
	return k.word(2)
}

// Text adds a text.
func (k Key) Text(v string) Key {
	k = k.word(uint64(len(v)))
	for len(v) >= 8 {
		k = k.word(uint64(v[0]) | uint64(v[1])<<8 | uint64(v[2])<<16 | uint64(v[3])<<24 |
			uint64(v[4])<<32 | uint64(v[5])<<40 | uint64(v[6])<<48 | uint64(v[7])<<56)
		v = v[8:]
	}
	last := uint64(0)
	for i := range len(v) {
		last |= uint64(v[i]) << (8 * i)
	}
	return k.word(last)
}

// Box adds a box.
func (k Key) Box(b Box) Key { return k.Float(b.X).Float(b.Y).Float(b.W).Float(b.H) }

// word mixes eight bytes in: multiplication carries each bit upwards, the shift
// brings them down again.
func (k Key) word(v uint64) Key {
	h := (uint64(k) ^ v) * 0x9fb21c651e98df25
	return Key(h ^ h>>32)
}

// hashed is the hash of a layer's content; on the way it notes that of each shape.
func (l *Layer) hashed() uint64 {
	k := NewKey().Text(l.Name).Box(l.Box)
	l.hashes = l.hashes[:0]
	for i := range l.shapes {
		one := l.hashOf(&l.shapes[i])
		l.hashes = append(l.hashes, uint64(one))
		k = k.word(uint64(one))
	}
	return uint64(k)
}

func (l *Layer) hashOf(s *Shape) Key {
	k := NewKey().word(uint64(s.Kind) | uint64(s.Traits)<<8 | uint64(s.Face)<<16 | uint64(s.Icon)<<24 | uint64(s.Colour)<<32)
	k = k.word(pair(s.X, s.Y)).word(pair(s.W, s.H)).word(pair(s.Radius, s.Line)).word(pair(s.Dash, s.Gap))
	if s.Count > 0 {
		for _, p := range l.Spots(s) {
			k = k.word(pair(p.X, p.Y))
		}
	}
	if s.Kind == Text {
		k = k.Text(l.TextOf(s))
	}
	if s.Clip != 0 {
		k = k.Box(l.clips[s.Clip])
	}
	return k
}

func pair(a, b float32) uint64 {
	return uint64(math.Float32bits(a)) | uint64(math.Float32bits(b))<<32
}
