package raster

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"

	"timeslice/render/scene"
	"timeslice/render/scene/icon"
)

// SVG writes a scene as SVG. Shapes stay shapes. Letters are outlines, each glyph
// once, so that the picture looks the same where our fonts are not installed; what
// a text says stands beside it for search and for screen readers. The picture
// needs nothing from outside of it.
func SVG(w io.Writer, s *scene.Scene) error {
	v := vector{fonts: s.Fonts(), faces: make([]*font.Face, s.Fonts().Files()), glyphs: map[glyph]bool{}, icons: map[icon.Icon]bool{}, named: map[string]bool{}}
	for _, l := range s.Layers() {
		v.layer(l)
	}
	var out bytes.Buffer
	wide, high := decimal(s.Width), decimal(s.Height)
	fmt.Fprintf(&out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\">\n", wide, high, wide, high)
	fmt.Fprintf(&out, "<defs>\n%s</defs>\n", v.defs.Bytes())
	fmt.Fprintf(&out, "<rect width=\"%s\" height=\"%s\"%s/>\n", wide, high, paint("fill", s.Ground))
	out.Write(v.body.Bytes())
	out.WriteString("</svg>\n")
	_, err := w.Write(out.Bytes())
	return err
}

// vector collects what is drawn, and apart from it what it refers to.
type vector struct {
	fonts      *scene.Fonts
	faces      []*font.Face
	defs, body bytes.Buffer
	glyphs     map[glyph]bool
	icons      map[icon.Icon]bool
	named      map[string]bool // shadows and stripes
	clips      int
}

type glyph struct {
	file scene.File
	id   uint16
}

func (v *vector) layer(l *scene.Layer) {
	shapes := l.Shapes()
	if len(shapes) == 0 {
		return
	}
	fmt.Fprintf(&v.body, "<g id=\"%s\" clip-path=\"url(#%s)\">\n", escaped(l.Name), v.clip(l.Box))
	open, last := false, uint16(0)
	for i := range shapes {
		s := &shapes[i]
		if s.Clip != last {
			if open {
				v.body.WriteString("</g>\n")
			}
			if open = s.Clip != 0; open {
				fmt.Fprintf(&v.body, "<g clip-path=\"url(#%s)\">\n", v.clip(l.ClipOf(s)))
			}
			last = s.Clip
		}
		v.shape(l, s)
	}
	if open {
		v.body.WriteString("</g>\n")
	}
	v.body.WriteString("</g>\n")
}

// clip defines a box outside of which nothing is drawn, and returns its name.
func (v *vector) clip(b scene.Box) string {
	v.clips++
	name := "c" + strconv.Itoa(v.clips)
	fmt.Fprintf(&v.defs, "<clipPath id=\"%s\"><rect%s/></clipPath>\n", name, place(b))
	return name
}

func (v *vector) shape(l *scene.Layer, s *scene.Shape) {
	switch s.Kind {
	case scene.Rect:
		v.rect(s)
	case scene.Hatched:
		fmt.Fprintf(&v.body, "<rect%s%s fill=\"url(#%s)\"/>\n", place(s.Box()), rounded(s.Box(), float64(s.Radius)), v.stripes(float64(s.Dash), s.Colour))
	case scene.Part:
		window := l.Spots(s)
		a, b := window[0], window[1]
		clip := v.clip(scene.Box{X: float64(a.X), Y: float64(a.Y), W: float64(b.X - a.X), H: float64(b.Y - a.Y)})
		fmt.Fprintf(&v.body, "<g clip-path=\"url(#%s)\"><rect%s%s%s/></g>\n", clip, place(s.Box()), rounded(s.Box(), float64(s.Radius)), paint("fill", s.Colour))
	case scene.Shadow:
		fmt.Fprintf(&v.body, "<rect%s%s%s filter=\"url(#%s)\"/>\n", place(s.Box()), rounded(s.Box(), float64(s.Radius)), paint("fill", s.Colour), v.blur(float64(s.Line)))
	case scene.Path:
		v.body.WriteString("<path d=\"")
		chain(&v.body, l.Spots(s), s.Traits&scene.Closed != 0)
		fmt.Fprintf(&v.body, "\" fill=\"none\"%s/>\n", line(s))
	case scene.Curve:
		p := l.Spots(s)
		fmt.Fprintf(&v.body, "<path d=\"M%s C%s %s %s\" fill=\"none\"%s/>\n", at(p[0]), at(p[1]), at(p[2]), at(p[3]), line(s))
	case scene.Ring:
		v.ring(s)
	case scene.Polygon:
		v.body.WriteString("<path d=\"")
		chain(&v.body, l.Spots(s), true)
		fmt.Fprintf(&v.body, "\"%s/>\n", paint("fill", s.Colour))
	case scene.Text:
		v.text(s, l.TextOf(s))
	case scene.Picture:
		v.icon(s)
	}
}

func (v *vector) rect(s *scene.Shape) {
	b := s.Box()
	if s.Line == 0 {
		fmt.Fprintf(&v.body, "<rect%s%s%s/>\n", place(b), rounded(b, float64(s.Radius)), paint("fill", s.Colour))
		return
	}
	half := float64(s.Line) / 2
	inner := b.Inset(half)
	fmt.Fprintf(&v.body, "<rect%s%s fill=\"none\"%s/>\n", place(inner), rounded(inner, math.Max(float64(s.Radius)-half, 0)), line(s))
}

func (v *vector) ring(s *scene.Shape) {
	x, y, r := float64(s.X), float64(s.Y), float64(s.Radius)
	if s.Gap-s.Dash >= 1 {
		fmt.Fprintf(&v.body, "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"none\"%s stroke-width=\"%s\"/>\n", decimal(x), decimal(y), decimal(r), paint("stroke", s.Colour), decimal(float64(s.Line)))
		return
	}
	spot := func(turn float32) string {
		sin, cos := math.Sincos(2 * math.Pi * float64(turn))
		return decimal(x+float64(r*sin)) + " " + decimal(y-float64(r*cos))
	}
	large := 0
	if s.Gap-s.Dash > 0.5 {
		large = 1
	}
	fmt.Fprintf(&v.body, "<path d=\"M%s A%s %s 0 %d 1 %s\" fill=\"none\"%s stroke-width=\"%s\"/>\n", spot(s.Dash), decimal(r), decimal(r), large, spot(s.Gap), paint("stroke", s.Colour), decimal(float64(s.Line)))
}

// blur defines a shadow, and returns its name.
func (v *vector) blur(width float64) string {
	name := "b" + decimal(width)
	if !v.named[name] {
		v.named[name] = true
		fmt.Fprintf(&v.defs, "<filter id=\"%s\" x=\"-50%%\" y=\"-50%%\" width=\"200%%\" height=\"200%%\"><feGaussianBlur stdDeviation=\"%s\"/></filter>\n", name, decimal(width/2))
	}
	return name
}

// stripes defines a pattern of slanting stripes, and returns its name.
func (v *vector) stripes(period float64, c scene.Colour) string {
	name := fmt.Sprintf("h%s-%08x", decimal(period), uint32(c))
	if !v.named[name] {
		v.named[name] = true
		fmt.Fprintf(&v.defs, "<pattern id=\"%s\" width=\"%s\" height=\"%s\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"%s\" height=\"%s\"%s/></pattern>\n",
			name, decimal(period), decimal(period), decimal(period/2), decimal(period), paint("fill", c))
	}
	return name
}

func (v *vector) text(s *scene.Shape, text string) {
	fmt.Fprintf(&v.body, "<g role=\"img\" aria-label=\"%s\"%s>", escaped(text), paint("fill", s.Colour))
	for g := v.fonts.Glyphs(s.Style(), text); g.Next(); {
		if name, ok := v.glyph(glyph{g.File, g.ID}); ok {
			scale := g.Size / float64(v.faces[g.File].Upem())
			fmt.Fprintf(&v.body, "<use href=\"#%s\" transform=\"matrix(%s 0 0 %s %s %s)\"/>", name, fine(scale), fine(scale), decimal(float64(s.X)+g.X), decimal(float64(s.Y)))
		}
	}
	v.body.WriteString("</g>\n")
}

// glyph defines the outline of a glyph in the units of its font, and returns its
// name; false if it has none, as a space.
func (v *vector) glyph(g glyph) (string, bool) {
	if v.faces[g.file] == nil {
		v.faces[g.file] = font.NewFace(v.fonts.Font(g.file))
	}
	name := fmt.Sprintf("g%d-%d", g.file, g.id)
	drawn, known := v.glyphs[g]
	if known {
		return name, drawn
	}
	outline, _ := v.faces[g.file].GlyphDataOutline(font.GID(g.id))
	v.glyphs[g] = len(outline.Segments) > 0
	if !v.glyphs[g] {
		return name, false
	}
	fmt.Fprintf(&v.defs, "<path id=\"%s\" d=\"", name)
	for i := range outline.Segments {
		segment := &outline.Segments[i]
		v.defs.WriteByte("MLQC"[segment.Op-opentype.SegmentOpMoveTo])
		for j, p := range segment.ArgsSlice() {
			if j > 0 {
				v.defs.WriteByte(' ')
			}
			v.defs.WriteString(decimal(float64(p.X)) + " " + decimal(-float64(p.Y)))
		}
	}
	v.defs.WriteString("Z\"/>\n")
	return name, true
}

func (v *vector) icon(s *scene.Shape) {
	if !v.icons[s.Icon] {
		v.icons[s.Icon] = true
		fmt.Fprintf(&v.defs, "<symbol id=\"i%d\" viewBox=\"0 0 24 24\">", s.Icon)
		for _, stroke := range s.Icon.Strokes() {
			v.defs.WriteString("<path d=\"")
			spots := make([]scene.Spot, len(stroke.Spots))
			for i, p := range stroke.Spots {
				spots[i] = scene.Spot{X: float32(p.X), Y: float32(p.Y)}
			}
			chain(&v.defs, spots, stroke.Closed)
			if stroke.Filled {
				v.defs.WriteString("\" fill=\"currentColor\"/>")
			} else {
				v.defs.WriteString("\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>")
			}
		}
		v.defs.WriteString("</symbol>\n")
	}
	fmt.Fprintf(&v.body, "<use href=\"#i%d\"%s%s><title>%s</title></use>\n", s.Icon, place(s.Box()), paint("color", s.Colour), escaped(s.Icon.String()))
}

func chain(w *bytes.Buffer, spots []scene.Spot, closed bool) {
	for i, p := range spots {
		w.WriteByte("ML"[min(i, 1)])
		w.WriteString(at(p))
	}
	if closed {
		w.WriteByte('Z')
	}
}

func line(s *scene.Shape) string {
	text := paint("stroke", s.Colour) + fmt.Sprintf(" stroke-width=\"%s\"", decimal(float64(s.Line)))
	if s.Dash > 0 {
		return text + fmt.Sprintf(" stroke-dasharray=\"%s %s\"", decimal(float64(s.Dash)), decimal(float64(s.Gap)))
	}
	if s.Kind != scene.Rect && s.Traits&scene.Butt == 0 {
		text += " stroke-linecap=\"round\" stroke-linejoin=\"round\""
	}
	return text
}

func place(b scene.Box) string {
	return fmt.Sprintf(" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"", decimal(b.X), decimal(b.Y), decimal(b.W), decimal(b.H))
}

func rounded(b scene.Box, radius float64) string {
	if radius = math.Min(radius, math.Min(b.W, b.H)/2); radius > 0 {
		return fmt.Sprintf(" rx=\"%s\"", decimal(radius))
	}
	return ""
}

func paint(attribute string, c scene.Colour) string {
	text := fmt.Sprintf(" %s=\"%v\"", attribute, c|0xff)
	if !c.Opaque() {
		name := map[string]string{"fill": "fill-opacity", "stroke": "stroke-opacity", "color": "opacity"}[attribute]
		text += fmt.Sprintf(" %s=\"%s\"", name, fine(float64(c&0xff)/255))
	}
	return text
}

func at(p scene.Spot) string { return decimal(float64(p.X)) + " " + decimal(float64(p.Y)) }

// decimal writes a length to a hundredth of a point.
func decimal(v float64) string {
	return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
}

func fine(v float64) string { return strconv.FormatFloat(v, 'g', 5, 64) }

func escaped(text string) string {
	var out bytes.Buffer
	xml.EscapeText(&out, []byte(text))
	return out.String()
}
