package view_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view"
	"timeslice/sim/trace"
)

// staged is a model with a program of testdata, run to its end or to the horizon.
func staged(t testing.TB, file string, p model.Preferences, s model.Settings) *model.Model {
	text, err := os.ReadFile("testdata/" + file)
	require.NoError(t, err)
	m := model.New(p)
	m.Open(model.NewProgram(file, []model.File{{Name: file, Text: string(text)}}, file), s)
	require.Empty(t, m.Notice.Text)
	for m.Advance(func() bool { return true }) {
	}
	return m
}

func choose(m *model.Model, topic scene.Topic, id int64) {
	m.Do(model.Act{Command: scene.Command{Name: "select"}, Subject: scene.Subject{Topic: topic, ID: id}})
}

// BenchmarkFrame builds the pictures of a program that plays: each is at another
// instant. It is to take 2 ms at most, also on 128 cores with 1,024 threads.
func BenchmarkFrame(b *testing.B) {
	for _, c := range []struct {
		name, file string
		at         trace.Time
		topic      scene.Topic
		id         int64
		ghost      bool // beside the run before a core was taken away
	}{
		{"node", "hash.js", 70e6, 0, 0, false},
		{"node-why", "hash.js", 97e6, scene.OfThread, 9, false},
		{"node-ghost", "hash.js", 70e6, 0, 0, true},
		{"share", "share.yaml", 9e6, scene.OfProcess, 2, false},
		{"crowd", "crowd.yaml", 10e6, 0, 0, false},
		{"crowd-why", "crowd.yaml", 10e6, scene.OfThread, 200, false},
		{"crowd-ghost", "crowd.yaml", 10e6, 0, 0, true},
	} {
		b.Run(c.name, func(b *testing.B) {
			m := staged(b, c.file, model.Preferences{Theme: scene.Dark, Language: words.Chinese}, model.Settings{})
			if c.topic != 0 {
				choose(m, c.topic, c.id)
			}
			if c.ghost {
				m.Seek(c.at)
				do(m, "edit-remove-core", scene.Subject{})
				runOut(m)
				require.NotNil(b, m.Difference())
			}
			p := view.NewPainter(scene.NewFonts())
			i := 0
			for b.Loop() {
				i++
				m.Seek(c.at + trace.Time(i%1000)*16667)
				p.Paint(m, 1440, 900)
			}
		})
	}
}

// BenchmarkSeek builds the picture of any instant of a run: it is to take 10 ms at
// most, also on 128 cores with 1,024 threads.
func BenchmarkSeek(b *testing.B) {
	for _, file := range []string{"hash.js", "crowd.yaml"} {
		b.Run(file, func(b *testing.B) {
			m := staged(b, file, model.Preferences{Theme: scene.Dark, Language: words.Chinese}, model.Settings{})
			p := view.NewPainter(scene.NewFonts())
			p.Paint(m, 1440, 900) // checkpoints are made once
			end, i := m.Trace().End(), trace.Time(0)
			for b.Loop() {
				i = (i + 382) % 1000 // far from the instant before
				m.Seek(end / 1000 * i)
				p.Paint(m, 1440, 900)
			}
		})
	}
}
