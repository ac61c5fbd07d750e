package view_test

import (
	"fmt"
	"testing"

	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view"
	"timeslice/sim/trace"
)

// million is a run of a million facts: 1,000 threads of 64 processes on 128
// cores.
func million(b *testing.B) *model.Model {
	m := opened(b, model.Preferences{Theme: scene.Dark}, model.File{Name: "million.yaml", Text: `
machine: {cores: 128, policy: eevdf, preset: laptop, limits: {facts: 1000000, steps: 100000000}}
processes:
  - name: P
    count: 40
    threads: [{count: 15, run: [repeat forever, [cpu 700us, sleep 3ms, cpu 2ms]]}]
  - name: Q
    count: 24
    threads: [{count: 16, run: [repeat forever, [cpu 300us, sleep 1100us]]}, {run: [repeat forever, [cpu 5ms]]}]
`})
	for m.Trace().Len() < 1e6 {
		m.Seek(trace.Never)
		runOut(m)
	}
	return m
}

// BenchmarkMillion builds the picture of a million facts anew, at several zooms,
// each time some way further on: everything but the timeline stays as it is.
func BenchmarkMillion(b *testing.B) {
	m := million(b)
	p := view.NewPainter(scene.NewFonts())
	m.Seek(0)
	for _, by := range []string{"by-core", "by-thread", "by-process"} {
		do(m, by, scene.Subject{})
		for _, part := range []trace.Time{1, 10, 100, 1000, 10000} {
			b.Run(fmt.Sprintf("%s/%d", by, part), func(b *testing.B) {
				length := m.Trace().End() / part
				shapes, i := 0, trace.Time(0)
				for b.Loop() {
					i = (i + 1) % 50
					from := (m.Trace().End() - length) / 50 * i
					m.Show(model.Range{From: from + i, To: from + length - 50 + i})
					s := p.Paint(m, 2560, 1440)
					shapes = 0
					for _, l := range s.Layers() {
						if l.Name == "timeline" {
							shapes = l.Len()
						}
					}
				}
				b.ReportMetric(float64(shapes), "shapes")
				b.ReportMetric(float64(m.Trace().Len()), "facts")
			})
		}
	}
}

// BenchmarkPlaying builds pictures of a busy script that is played.
func BenchmarkPlaying(b *testing.B) {
	m := opened(b, model.Preferences{Theme: scene.Dark}, model.File{Name: "hash.js", Text: hashes})
	p := view.NewPainter(scene.NewFonts())
	end := m.Trace().End()
	at := end * 3 / 4
	for b.Loop() {
		if at += 20 * trace.Time(trace.Microsecond); at > end {
			at = end * 3 / 4
		}
		m.Seek(at)
		p.Paint(m, 1440, 900)
	}
}
