package view_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view"
	"timeslice/sim/trace"
)

// TestAboutIsWhatTheInspectorSays: all of it, in its order, names beside values.
func TestAboutIsWhatTheInspectorSays(t *testing.T) {
	m := opened(t, model.Preferences{Theme: scene.Dark, Language: words.English}, model.File{Name: "hash.js", Text: hashes})
	m.Seek(m.Trace().End() * 9 / 10)
	do(m, "select", scene.Subject{Topic: scene.OfThread, ID: 9})
	lines := strings.Split(view.NewPainter(scene.NewFonts()).About(m), "\n")
	require.Contains(t, lines[0], "libuv-1")
	require.Contains(t, lines[1], "PID 2")
	require.Regexp(t, "^state\t", lines[2])
	require.Greater(t, len(lines), 12)
	require.True(t, m.Press("Ctrl+C"))
	require.Equal(t, "copy-about", m.Requests()[0].Name)
}

// TestWhoIsNotThereYetLeadsToItsBeginning: of a thread or a process that begins later it
// is said when, and a click goes there.
func TestWhoIsNotThereYetLeadsToItsBeginning(t *testing.T) {
	fonts := scene.NewFonts()
	const source = "require('child_process').execFile('sleep', ['0.01'])\nrequire('fs').stat('/', () => {})\n"
	for _, look := range looks() {
		m := opened(t, look, model.File{Name: "main.js", Text: source})
		p := view.NewPainter(fonts)
		var child, pool scene.Subject
		var begun [2]trace.Time
		for id := trace.FactID(1); int(id) <= m.Trace().Len(); id++ {
			switch f := m.Trace().Fact(id); {
			case f.Kind == trace.KindProcessStart && f.A > 1:
				child, begun[0] = scene.Subject{Topic: scene.OfProcess, ID: int64(f.Object)}, f.Time
			case f.Kind == trace.KindThreadStart && m.Trace().What(f) == "libuv-1":
				pool, begun[1] = scene.Subject{Topic: scene.OfThread, ID: int64(f.Thread)}, f.Time
			}
		}
		for _, s := range []scene.Subject{child, pool} {
			m.Seek(1000)
			m.Do(model.Act{Command: scene.Command{Name: "select"}, Subject: s})
			shown := p.Paint(m, 1280, 720)
			picture(t, shown, fmt.Sprintf("not-yet-%d-%s-%s", s.Topic, look.Theme, look.Language))
			require.Empty(t, scene.Check(shown))
			began := begun[0]
			if s == pool {
				began = begun[1]
			}
			link := shown.Find("link", scene.Subject{Topic: scene.OfTime, ID: int64(began)})
			require.NotNil(t, link)
			m.Do(model.Act{Command: link.Command, Subject: link.Subject})
			require.Equal(t, began, m.Playhead.At)
			if s.Topic == scene.OfProcess {
				require.Equal(t, trace.ProcessAlive, m.Trace().Snapshot(m.Playhead.At).Process(trace.ProcessID(s.ID)).Status)
			}
		}
	}
}
