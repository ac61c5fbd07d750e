package scene

// Scene is one picture: a size, a ground, and layers from the lowest to the
// highest. The same Scene is filled again for each frame; layers whose key has
// not changed are kept as they were.
type Scene struct {
	Width, Height float64 // in points
	Ground        Colour  // opaque; what is seen where nothing is drawn

	fonts   *Fonts
	wrapper wrapper
	layers  []*Layer // of the present frame, in order
	known   map[string]*Layer
}

// New returns an empty scene that measures with the fonts.
func New(fonts *Fonts) *Scene {
	return &Scene{fonts: fonts, wrapper: wrapper{fonts: fonts}, known: map[string]*Layer{}}
}

// Fonts are the fonts the scene measures with.
func (s *Scene) Fonts() *Fonts { return s.fonts }

// Box is the whole picture.
func (s *Scene) Box() Box { return Box{0, 0, s.Width, s.Height} }

// Begin starts a frame.
func (s *Scene) Begin(width, height float64, ground Colour) {
	s.Width, s.Height, s.Ground = onGrain(width), onGrain(height), ground|0xff
	s.layers = s.layers[:0]
	for _, l := range s.known {
		l.seen = false
	}
}

// Layer adds the layer of that name above those added so far, and reports
// whether it must be drawn: a layer that the last frame had with the same box
// and key is kept, and nothing may be drawn on it.
//
//	if l, draw := s.Layer("code", box, key); draw {
//		l.Fill(box, 0, theme.Panel)
//	}
func (s *Scene) Layer(name string, box Box, key Key) (l *Layer, draw bool) {
	l = s.known[name]
	if l == nil {
		l = &Layer{Name: name, fonts: s.fonts, wrapper: &s.wrapper}
		s.known[name] = l
	}
	if l.seen {
		panic("scene: two layers have the name " + name)
	}
	s.layers = append(s.layers, l)
	l.seen = true
	if key != 0 && key == l.key && box == l.Box {
		return l, false
	}
	l.reset(box, key)
	l.hash = 0
	return l, true
}

// End finishes the frame: layers that it does not have are forgotten.
func (s *Scene) End() {
	for name, l := range s.known {
		if !l.seen {
			delete(s.known, name)
		}
	}
	for _, l := range s.layers {
		if l.hash == 0 {
			l.hash = l.hashed()
		}
	}
}

// Layers are the layers of the frame, from the lowest to the highest.
func (s *Scene) Layers() []*Layer { return s.layers }

// Hash is the same for the same picture, everywhere.
func (s *Scene) Hash() uint64 {
	k := NewKey().Float(s.Width).Float(s.Height).word(uint64(s.Ground))
	for _, l := range s.layers {
		k = k.word(l.hash)
	}
	return uint64(k)
}

// Hit is the topmost mark at a point that want accepts, or nil. A mark that was
// added later lies above one that was added earlier.
func (s *Scene) Hit(p Point, want func(*Mark) bool) *Mark {
	for i := len(s.layers) - 1; i >= 0; i-- {
		marks := s.layers[i].marks
		for j := len(marks) - 1; j >= 0; j-- {
			if m := &marks[j]; m.Clip.Contains(p) && want(m) {
				return m
			}
		}
	}
	return nil
}

// Find is the mark with a name and a subject, or nil.
func (s *Scene) Find(name string, subject Subject) *Mark {
	for _, l := range s.layers {
		for i := range l.marks {
			if m := &l.marks[i]; m.Name == name && m.Subject == subject {
				return m
			}
		}
	}
	return nil
}
