package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"timeslice/render/model"
	"timeslice/render/raster"
	"timeslice/render/scene"
	"timeslice/render/view"
	"timeslice/sim/trace"
)

// pictureFlags are the flags of pictures.
type pictureFlags struct {
	At     *span       `help:"cli.help.at" placeholder:"TIME" group:"cli.group.picture"`
	From   *span       `help:"cli.help.picture-from" placeholder:"TIME" group:"cli.group.picture"`
	To     *span       `help:"cli.help.picture-to" placeholder:"TIME" group:"cli.group.picture"`
	View   string      `help:"cli.help.view" enum:"all,stage,timeline," default:"" placeholder:"all|stage|timeline" group:"cli.group.picture"`
	Theme  string      `help:"cli.help.theme" enum:"light,dark,projector," default:"" placeholder:"light|dark|projector" group:"cli.group.picture"`
	Size   pictureSize `help:"cli.help.size" default:"1440x900" placeholder:"WxH" group:"cli.group.picture"`
	Scale  int         `help:"cli.help.scale" default:"1" placeholder:"N" group:"cli.group.picture"`
	Select string      `help:"cli.help.select" placeholder:"NAME" group:"cli.group.picture"`
}

// pictureSize is a size in points, written as 1440x900.
type pictureSize struct{ wide, high int }

// The least and the most that a picture can be wide and high, in points.
const (
	leastSide = 200
	mostSide  = 8000
)

// UnmarshalText reads a size.
func (s *pictureSize) UnmarshalText(text []byte) error {
	var rest string
	if n, _ := fmt.Sscanf(string(text), "%dx%d%s", &s.wide, &s.high, &rest); n != 2 ||
		min(s.wide, s.high) < leastSide || max(s.wide, s.high) > mostSide {
		return fmt.Errorf("%q is not a size such as 1440x900, each side from %d to %d", text, leastSide, mostSide)
	}
	return nil
}

func isPicture(kind string) bool { return kind == ".png" || kind == ".svg" || kind == ".gif" }

// mostScale is how many pixels a point can have.
const mostScale = 4

// check finds what contradicts itself before anything is run.
func (f *pictureFlags) check(p *program, name, kind string) error {
	switch {
	case !isPicture(kind) && kind != ".json" && kind != ".txt" && kind != recordingForm:
		return p.wrong("cli.unknown-form", "File", name)
	case !isPicture(kind) && (f.At != nil || f.From != nil || f.To != nil || f.View != "" || f.Theme != "" || f.Select != ""):
		return p.wrong("cli.no-picture")
	case f.Scale < 1 || f.Scale > mostScale:
		return p.wrong("cli.picture-scale", "Most", mostScale)
	case f.From != nil && f.To != nil && *f.To <= *f.From:
		return p.wrong("cli.no-stretch")
	}
	return nil
}

// savePicture draws the run of a program as the window would show it.
func (p *program) savePicture(c *exportCommand, opened *model.Program, t *trace.Trace) error {
	preferences := model.Preferences{Language: p.words.Language(), Theme: scene.ThemeName(c.Theme), ScalePercent: 100}
	if c.Theme == "" {
		preferences.Theme = scene.Dark
	}
	m := model.New(preferences)
	m.OpenTrace(opened, t)
	kind := strings.ToLower(filepath.Ext(c.Output))
	if err := c.compose(p, m, kind); err != nil {
		return err
	}
	shot := camera{m: m, painter: view.NewPainter(scene.NewFonts()), wide: float64(c.Size.wide), high: float64(c.Size.high)}
	shot.painter.Part = map[string]view.Part{"stage": view.StageOnly, "timeline": view.TimelineOnly}[c.View]
	return p.write(c.Output, func(w io.Writer) error {
		switch kind {
		case ".png":
			return raster.PNG(w, shot.take(), float64(c.Scale))
		case ".svg":
			return raster.SVG(w, shot.take())
		}
		return shot.film(w, c.stretch(m), float64(c.Scale))
	})
}

// stretch is the part of the run that is filmed.
func (f *pictureFlags) stretch(m *model.Model) model.Range {
	r := m.Whole()
	if f.From != nil {
		r.From = trace.Time(*f.From)
	}
	if f.To != nil {
		r.To = min(trace.Time(*f.To), r.To)
	}
	return r
}

// compose brings the model to what the picture shows: by default the middle of
// what is shown of the run, since at its end nobody runs any more.
func (f *pictureFlags) compose(p *program, m *model.Model, kind string) error {
	shown := f.stretch(m)
	if shown.To <= shown.From {
		return p.wrong("cli.no-stretch")
	}
	if (f.From != nil || f.To != nil) && kind != ".gif" {
		m.Show(shown)
	}
	m.Seek((shown.From + shown.To) / 2)
	if f.At != nil {
		m.Seek(trace.Time(*f.At))
	}
	if f.Select != "" {
		if !m.SelectNamed(f.Select) {
			return p.wrong("cli.nobody-named", "Name", f.Select)
		}
	}
	return nil
}

// camera takes pictures of a model.
type camera struct {
	m          *model.Model
	painter    *view.Painter
	wide, high float64
}

func (c *camera) take() *scene.Scene { return c.painter.Paint(c.m, c.wide, c.high) }

// An animation has so many frames, each shown for so many frameHundredths of a second:
// six seconds.
const (
	frames          = 75
	frameHundredths = 8
)

// film writes an animation of a stretch of the run.
func (c *camera) film(w io.Writer, stretch model.Range, scale float64) error {
	fonts := c.painter.Scene.Fonts()
	return raster.GIF(w, fonts, raster.Animation{
		Frames: frames, Hundredths: frameHundredths, Scale: scale,
		Draw: func(frame int, s *scene.Scene) {
			c.painter.Scene = s
			c.m.Seek(stretch.From + trace.Time(int64(frame)*stretch.Ns()/(frames-1)))
			c.take()
		},
	})
}
