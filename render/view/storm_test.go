package view_test

import (
	"flag"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view"
	"timeslice/sim/trace"
)

// A storm of a minute, from another seed: go test ./render/view -run TestStorm -storm 1m -storm-seed 100
var (
	storm     = flag.Duration("storm", 0, "how long the storm is to be at least")
	stormSeed = flag.Uint64("storm-seed", 0, "the first seed of the storm")
)

// TestStorm: whatever keys, clicks, drags, wheels and texts come, in whatever
// order, the model stays sound and a picture can be made of it.
func TestStorm(t *testing.T) {
	steps := 1500
	if testing.Short() {
		steps = 300
	}
	fonts := scene.NewFonts()
	begin := time.Now()
	for seed := *stormSeed; seed < *stormSeed+3 || time.Since(begin) < *storm; seed++ {
		t.Logf("seed %d", seed)
		dice := rand.New(rand.NewPCG(seed, 1))
		m := opened(t, model.Preferences{}, model.File{Name: "hash.js", Text: hashes}, model.File{Name: "b.js", Text: "\tlet 时间 = '👩‍👩‍👧'\n"})
		p := view.NewPainter(fonts)
		var keys []string
		for _, c := range model.Commands() {
			for _, key := range c.Keys {
				if key != "Ctrl+Q" && key != "Escape" && key != "Ctrl+S" && key != "Ctrl+Enter" {
					keys = append(keys, key)
				}
			}
		}
		for step := range steps {
			size := sizes[dice.IntN(len(sizes))]
			s := p.Paint(m, size[0], size[1])
			anything(dice, m, p, s, keys)
			m.Tick(dice.Int64N(50_000_000))
			looks := 0
			m.Advance(func() bool { looks++; return looks < 3 })
			m.Tick(0)
			if m.Screen != model.Lab {
				m.Screen = model.Lab
			}
			sound(t, m, step)
		}
		m.Press("Ctrl+Enter")
		for range 3 {
			m.Advance(func() bool { return false })
			p.Paint(m, 1440, 900)
		}
	}
}

// anything does one of all the things that can be done.
func anything(dice *rand.Rand, m *model.Model, p *view.Painter, s *scene.Scene, keys []string) {
	var marks []scene.Mark
	for _, l := range s.Layers() {
		marks = append(marks, l.Marks()...)
	}
	at := scene.Point{X: dice.Float64() * s.Width, Y: dice.Float64() * s.Height}
	switch dice.IntN(8) {
	case 0, 1:
		m.Press(keys[dice.IntN(len(keys))])
	case 6:
		walks := []string{"Tab", "Shift+Tab", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Enter", "Shift+F10", "ContextMenu", "Space"}
		if name := walks[dice.IntN(len(walks))]; m.Walk.Name != "home" { // which would leave the lab
			key(m, p, name)
		}
	case 7:
		ask(m, p, at)
	case 2:
		if mark := marks[dice.IntN(len(marks))]; mark.Command.Name != "quit" && mark.Command.Name != "home" {
			m.Do(model.Act{Command: mark.Command, Subject: mark.Subject})
		}
	case 3:
		texts := []string{"a", "sum", "{", "\n", "时间", "'", "\u0301", "x\r\ny", ""}
		name := []string{"type", "compose"}[dice.IntN(2)]
		m.Do(model.Act{Command: scene.Command{Name: name, Text: texts[dice.IntN(len(texts))], Argument: dice.Int64N(4)}})
	default:
		m.PointAt(marks[dice.IntN(len(marks))].Name, marks[dice.IntN(len(marks))].Subject)
		mark := marks[dice.IntN(len(marks))]
		g := &view.Gesture{
			Kind: view.GestureKind(dice.IntN(int(view.Hover) + 1)), Begun: mark, From: mark.Box.Centre(), Last: mark.Box.Centre(), At: at,
			Turn: scene.Point{X: dice.Float64()*200 - 100, Y: dice.Float64()*600 - 300}, Pinch: dice.Float64() * 3, Clicks: 1 + dice.IntN(3),
			Shift: dice.IntN(4) == 0, Ctrl: dice.IntN(4) == 0,
		}
		for _, a := range p.Acts(m, g) {
			m.Do(a)
		}
	}
}

// sound requires what holds of every model.
func sound(t *testing.T, m *model.Model, step int) {
	shown, whole := m.Shown(), m.Whole()
	require.Positive(t, shown.Ns(), "step %d", step)
	require.GreaterOrEqual(t, shown.From, trace.Time(0), "step %d", step)
	if m.Branch().Ended() { // one that was begun anew has yet to come to where the playhead stands
		require.LessOrEqual(t, shown.To, whole.To, "step %d", step)
		require.True(t, whole.Contains(m.Playhead.At), "step %d: the playhead is at %d", step, m.Playhead.At)
		picked := m.Timeline.Picked
		require.True(t, picked == model.Range{} || picked.Ns() > 0 && whole.Contains(picked.From) && whole.Contains(picked.To), "step %d", step)
	}
	if b := m.Field(); b != nil {
		from, to := b.Selection()
		require.True(t, 0 <= from && from <= to && to <= len(b.Text()), "step %d", step)
	}
}
