//go:build !js

package main

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/render/app"
)

// How long the page takes, and the CPU time that goes into it, of the page's main thread
// and of all its threads: on a busy computer only that says something.
//
//	TIMESLICE_BROWSER=chromium go test ./render/web -run xxx -bench . -benchtime 5x

// spent is time in milliseconds.
type spent struct{ wall, thread, process float64 }

// add adds what has passed between two moments.
func (s *spent) add(from, to spent) {
	s.wall += to.wall - from.wall
	s.thread += to.thread - from.thread
	s.process += to.process - from.process
}

func (s *spent) report(b *testing.B) {
	b.ReportMetric(s.wall/float64(b.N), "ms")
	b.ReportMetric(s.thread/float64(b.N), "main-cpu-ms")
	b.ReportMetric(s.process/float64(b.N), "cpu-ms")
}

// BenchmarkFirstFrame: from the visit to the first frame, each with an empty cache.
func BenchmarkFirstFrame(b *testing.B) {
	browser, sum := browserOf(b), spent{}
	for b.Loop() {
		p := browser.newTab(b, 1280, 800)
		p.call("Performance.enable", map[string]any{}, nil)
		p.opens(browser.address)
		now := p.spent()
		now.wall = p.number("performance.getEntriesByName('timeslice:first-frame')[0].startTime")
		sum.add(spent{}, now)
	}
	sum.report(b)
}

// BenchmarkLessonReady: from the click on lesson 3 to its run, ready to be played.
func BenchmarkLessonReady(b *testing.B) {
	browser, sum := browserOf(b), spent{}
	for b.Loop() {
		p := browser.newTab(b, 1280, 800)
		p.call("Performance.enable", map[string]any{}, nil)
		p.opens(browser.address)
		at := p.mark("example", 2)
		began := p.spent()
		p.clickAt(at.X+at.W/2, at.Y+at.H/2)
		p.sees("lesson 3", func(l *app.Looked) bool { return strings.HasPrefix(l.Lesson, "03-") && l.Ended })
		sum.add(began, p.spent())
	}
	sum.report(b)
}

// spent is what the page has taken so far.
func (p *tab) spent() spent {
	var all struct {
		Metrics []struct {
			Name  string  `json:"name"`
			Value float64 `json:"value"` // in seconds
		} `json:"metrics"`
	}
	p.call("Performance.getMetrics", map[string]any{}, &all)
	s := spent{wall: p.number("performance.now()")}
	for _, m := range all.Metrics {
		switch m.Name {
		case "ThreadTime":
			s.thread = m.Value * 1000
		case "ProcessTime":
			s.process = m.Value * 1000
		}
	}
	return s
}

func (p *tab) number(expression string) float64 {
	value, err := strconv.ParseFloat(p.is(expression), 64)
	require.NoError(p, err, expression)
	return value
}
