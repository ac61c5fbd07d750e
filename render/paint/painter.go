package paint

import (
	_ "embed"
	"fmt"
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"timeslice/render/ink"
	"timeslice/render/scene"
)

//go:embed shader.kage
var shaderSource []byte

// Painter draws scenes on an image. It belongs to the goroutine of the game.
type Painter struct {
	drawer     *ink.Drawer
	damage     ink.Damage
	target     *ebiten.Image
	shader     *ebiten.Shader
	atlas      atlas
	generation int // how often the atlas was begun
	layers     map[string]*baked
	baker      baker
	options    ebiten.DrawTrianglesShaderOptions
	runs       int
	whole      [1]image.Rectangle // the parts of a frame as one
	joined     baked              // several layers as one
}

// New returns a painter.
func New(fonts *scene.Fonts) (*Painter, error) {
	shader, err := ebiten.NewShader(shaderSource)
	if err != nil {
		return nil, fmt.Errorf("the shader cannot be built: %w", err)
	}
	p := &Painter{drawer: ink.NewDrawer(fonts), shader: shader, layers: map[string]*baked{}}
	p.atlas.reset(firstSide)
	return p, nil
}

// Paint draws what of a scene is not on the image yet, at so many pixels a point,
// and reports whether there was anything. The image must hold what was painted on
// it last; another image, or one of another size, is painted wholly.
func (p *Painter) Paint(target *ebiten.Image, s *scene.Scene, scale float64) bool {
	p.runs = 0
	if target != p.target {
		p.damage.Forget()
		p.target = target
	}
	parts := p.damage.Next(s, target.Bounds().Size(), scale)
	if len(parts) == 0 {
		return false
	}
	p.bake(s, scale)
	p.atlas.upload()
	p.options.Images[0] = p.atlas.image
	parts = p.fewer(parts, s, scale)
	together := p.together(parts, s, scale)
	for _, part := range parts {
		p.part(target, s, scale, part, together)
	}
	return true
}

// manyRuns is how many runs parts may take before they are drawn as one.
const manyRuns = 16

// fewer is the parts to draw: those given, or the one around all of them where a layer
// would be drawn again and again for each.
func (p *Painter) fewer(parts []image.Rectangle, s *scene.Scene, scale float64) []image.Rectangle {
	runs, all := 0, image.Rectangle{}
	for _, part := range parts {
		all = all.Union(part)
		for _, l := range s.Layers() {
			if p.draws(l, scale, part) {
				runs++
			}
		}
	}
	if runs <= manyRuns || len(parts) == 1 {
		return parts
	}
	p.whole[0] = all
	return p.whole[:]
}

// mostRuns is how many runs of triangles a frame has at most.
const mostRuns = 20

// together is how many layers are drawn as one run, so that there are not too many:
// one, but where a whole window with much across it is drawn anew.
func (p *Painter) together(parts []image.Rectangle, s *scene.Scene, scale float64) int {
	runs := 0
	for _, part := range parts {
		for _, l := range s.Layers() {
			if p.draws(l, scale, part) {
				runs++
			}
		}
	}
	return max((runs+mostRuns-1)/mostRuns, 1)
}

// draws reports whether a layer has anything in a part of the image.
func (p *Painter) draws(l *scene.Layer, scale float64, part image.Rectangle) bool {
	return len(p.layers[l.Name].indices) > 0 && ink.Whole(l.Box, scale).Overlaps(part)
}

// Forget makes the next Paint draw everything: after the image has been lost.
func (p *Painter) Forget() { p.damage.Forget() }

// Runs is how many runs of triangles the last Paint drew.
func (p *Painter) Runs() int { return p.runs }

// part draws the layers as far as they lie in a part of the image, so many together in
// one run.
func (p *Painter) part(target *ebiten.Image, s *scene.Scene, scale float64, part image.Rectangle, together int) {
	if part != target.Bounds() {
		target = target.SubImage(part).(*ebiten.Image)
	}
	r, g, b, _ := s.Ground.Parts()
	target.Fill(opaque{r, g, b})
	p.eachRun(s, scale, part, together, func(run *baked) {
		target.DrawTrianglesShader32(run.vertices, run.indices, p.shader, &p.options)
		p.runs++
	})
}

// eachRun calls yield with the triangles of the layers that lie in a part of the image,
// of so many together.
func (p *Painter) eachRun(s *scene.Scene, scale float64, part image.Rectangle, together int, yield func(*baked)) {
	joined := 0
	for _, l := range s.Layers() {
		if !p.draws(l, scale, part) {
			continue
		}
		layer := p.layers[l.Name]
		if together == 1 {
			yield(layer)
			continue
		}
		if joined == 0 {
			p.joined.vertices, p.joined.indices = p.joined.vertices[:0], p.joined.indices[:0]
		}
		first := uint32(len(p.joined.vertices))
		p.joined.vertices = append(p.joined.vertices, layer.vertices...)
		for _, index := range layer.indices {
			p.joined.indices = append(p.joined.indices, first+index)
		}
		if joined++; joined == together {
			yield(&p.joined)
			joined = 0
		}
	}
	if joined > 0 {
		yield(&p.joined)
	}
}

// opaque is a colour for Fill.
type opaque struct{ r, g, b uint8 }

func (c opaque) RGBA() (r, g, b, a uint32) {
	return uint32(c.r) * 0x101, uint32(c.g) * 0x101, uint32(c.b) * 0x101, 0xffff
}

// bake makes triangles of the layers that have changed. If the atlas becomes
// full, it is begun anew with what this scene needs.
func (p *Painter) bake(s *scene.Scene, scale float64) {
	if !p.tryBake(s, scale) {
		p.restart()
		// A scene too large even for an empty atlas is drawn without the letters
		// that have no room.
		p.tryBake(s, scale)
	}
}

func (p *Painter) restart() {
	p.drawer.Masks.Forget()
	p.atlas.reset(p.atlas.side)
	p.generation++
}

// tryBake reports whether there was room for everything.
func (p *Painter) tryBake(s *scene.Scene, scale float64) bool {
	room := true
	for _, b := range p.layers {
		b.seen = false
	}
	for _, l := range s.Layers() {
		b := p.layers[l.Name]
		if b == nil {
			b = &baked{}
			p.layers[l.Name] = b
		}
		b.seen = true
		if b.hash == l.Hash() && b.scale == scale && b.generation == p.generation && b.hash != 0 {
			continue
		}
		b.hash, b.scale, b.generation = l.Hash(), scale, p.generation
		b.vertices, b.indices = b.vertices[:0], b.indices[:0]
		p.baker.baked, p.baker.atlas, p.baker.full = b, &p.atlas, false
		p.drawer.Draw(l, scale, ink.Whole(l.Box, scale), &p.baker)
		room = room && !p.baker.full
	}
	for name, b := range p.layers {
		if !b.seen {
			delete(p.layers, name)
		}
	}
	return room
}
