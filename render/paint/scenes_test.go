package paint

import (
	"image"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view"
	"timeslice/sim/trace"
)

// setScene is one of the pictures of docs/pictures, as the window shows it.
type setScene struct {
	name, file   string
	theme        scene.ThemeName
	language     words.Language
	wide, high   float64
	scale        float64
	part         view.Part
	at, from, to trace.Time
	selects      string
}

const (
	hash  = "../../lessons/03-one-loop-four-helpers/program/main.js"
	crowd = "../view/testdata/crowd.yaml"
	share = "../view/testdata/share.yaml"
	turns = "../../lessons/scenarios/13-four-on-two.yaml"
	locks = "../../lessons/scenarios/17-priority-inversion.yaml"
)

func setScenes() []setScene {
	zh, en := words.Chinese, words.English
	return []setScene{
		{"lab-dark", hash, scene.Dark, en, 1440, 900, 1, view.Whole, 100e6, 0, 0, "libuv-1"},
		{"lab-zh-light", hash, scene.Light, zh, 1440, 900, 1, view.Whole, 100e6, 0, 0, "libuv-1"},
		{"lab-projector", hash, scene.Projector, en, 1280, 720, 1, view.Whole, 100e6, 0, 0, ""},
		{"timeline-dark", hash, scene.Dark, en, 1280, 420, 1, view.TimelineOnly, 100e6, 60e6, 140e6, ""},
		{"scenario-dark", turns, scene.Dark, en, 1280, 720, 1, view.Whole, 5e6, 0, 0, ""},
		{"inversion-zh-light", locks, scene.Light, zh, 1280, 720, 1, view.Whole, 14e6, 0, 0, ""},
		{"crowd-zh-dark", crowd, scene.Dark, zh, 1440, 900, 1, view.Whole, 10e6, 0, 0, ""},
		{"channels-light", share, scene.Light, en, 1280, 720, 1, view.Whole, 11e6, 0, 0, "A"},
		{"end-zh-projector", hash, scene.Projector, zh, 1440, 900, 1, view.Whole, trace.Never, 0, 0, ""},
		{"lab-2x-zh-dark", hash, scene.Dark, zh, 1280, 720, 2, view.Whole, 70e6, 0, 0, "libuv-2"},
		{"home-dark", "", scene.Dark, en, 1440, 900, 1, view.Whole, 0, 0, 0, ""},
		{"home-zh-light", "", scene.Light, zh, 1440, 900, 1, view.Whole, 0, 0, 0, ""},
	}
}

// screenful is a set scene with what it is painted with: all but the GPU.
type screenful struct {
	*setScene
	m       *model.Model
	view    *view.Painter
	painter *Painter
}

func (c *setScene) open(t *testing.T) *screenful {
	m := model.New(model.Preferences{Theme: c.theme, Language: c.language, ScalePercent: 100})
	if c.file == "" {
		m.Screen = model.Home
	} else {
		text, err := os.ReadFile(c.file)
		require.NoError(t, err)
		name := filepath.Base(c.file)
		m.Open(model.NewProgram(name, []model.File{{Name: name, Text: string(text)}}, name), model.Settings{})
		require.Empty(t, m.Notice.Text)
		for m.Advance(func() bool { return true }) {
		}
	}
	if c.to > 0 {
		m.Show(model.Range{From: c.from, To: c.to})
	}
	m.Seek(c.at)
	if c.selects != "" {
		require.True(t, m.SelectNamed(c.selects), c.selects)
	}
	s := &screenful{c, m, view.NewPainter(scene.NewFonts()), nil}
	s.view.Part, s.painter = c.part, bench(s.view.Scene)
	return s
}

// frame makes the next picture and returns in how many runs it would be drawn.
func (s *screenful) frame() (runs int) {
	made := s.view.Paint(s.m, s.wide, s.high)
	parts := s.painter.damage.Next(made, image.Pt(int(s.wide*s.scale), int(s.high*s.scale)), s.scale)
	if len(parts) == 0 {
		return 0
	}
	s.painter.bake(made, s.scale)
	parts = s.painter.fewer(parts, made, s.scale)
	together := s.painter.together(parts, made, s.scale)
	for _, part := range parts {
		s.painter.eachRun(made, s.scale, part, together, func(*baked) { runs++ })
	}
	return runs
}

// play goes through a stretch of the run around the scene's instant, and returns the
// most runs of a frame.
func (s *screenful) play(frames int) (most int) {
	at := min(s.at, s.m.Whole().To)
	for i := range frames {
		s.m.Seek(at + trace.Time(i)*37_000)
		most = max(most, s.frame())
	}
	s.m.Seek(at)
	return max(most, s.frame())
}

// TestSetScenesTakeFewRuns: each of the set scenes, drawn anew, played, pointed at,
// and jumped about in, with everything drawn across it that can be; a picture that
// stays as it is takes none.
func TestSetScenesTakeFewRuns(t *testing.T) {
	most := 0
	for _, c := range setScenes() {
		s := c.open(t)
		within := func(what string, runs int) {
			require.LessOrEqual(t, runs, mostRuns, "%s: %s", c.name, what)
			most = max(most, runs)
		}
		first := s.frame()
		require.Positive(t, first, c.name)
		within("anew", first)
		require.Zero(t, s.frame(), "%s: idle", c.name)
		within("played", s.play(40))
		for _, key := range []string{"W", "A", "ArrowUp", "Z", "V", "H", "L", "T", "Ctrl+K", "Escape", "?", "Escape"} {
			s.m.Press(key)
			within(key, s.frame())
			require.Zero(t, s.frame(), "%s: idle after %s", c.name, key)
		}
		for i := range 8 {
			s.m.Seek(s.m.Whole().To / 8 * trace.Time(i))
			within("jumped", s.frame())
		}
		for _, l := range s.view.Scene.Layers() {
			for i, mark := range l.Marks() {
				if i%16 == 0 {
					s.m.PointAt(mark.Name, mark.Subject)
					within("pointed at "+mark.Name, s.frame())
				}
			}
		}
	}
	t.Logf("the frame with the most runs had %d", most)
}

// TestSetScenesTakeNoMoreMemory: what was played once can be played again and again
// without keeping more, and no frame costs more than the same one before.
func TestSetScenesTakeNoMoreMemory(t *testing.T) {
	const frames = 60
	living := func() uint64 {
		runtime.GC()
		runtime.GC()
		var now runtime.MemStats
		runtime.ReadMemStats(&now)
		return now.HeapAlloc
	}
	for _, c := range setScenes() {
		s := c.open(t)
		s.play(frames)
		s.play(frames)
		kept := living()
		before := testing.AllocsPerRun(1, func() { s.play(frames) })
		after := testing.AllocsPerRun(1, func() { s.play(frames) })
		require.LessOrEqual(t, after, before*1.05+frames, c.name)
		require.LessOrEqual(t, living(), kept+256<<10, c.name)
		t.Logf("%s: %.0f allocations a frame", c.name, after/(frames+1))
		runtime.KeepAlive(s)
	}
}

// TestManyLayersAreDrawnTogether: however many there are, in order, with all their
// triangles.
func TestManyLayersAreDrawnTogether(t *testing.T) {
	for _, count := range []int{1, mostRuns, mostRuns + 1, 3*mostRuns + 1} {
		s := scene.New(scene.NewFonts())
		theme := scene.NewTheme(scene.Dark)
		s.Begin(400, 300, theme.Canvas)
		for i := range count {
			l, _ := s.Layer(strconv.Itoa(i), s.Box(), 0)
			l.Fill(scene.Box{X: float64(i), Y: 10, W: 20, H: 20}, 3, theme.Card)
		}
		s.End()
		p := bench(s)
		p.bake(s, 1)
		whole := image.Rect(0, 0, 400, 300)
		var drawn []ebiten.Vertex // corner by corner
		runs := 0
		p.eachRun(s, 1, whole, p.together([]image.Rectangle{whole}, s, 1), func(run *baked) {
			runs++
			for _, index := range run.indices {
				drawn = append(drawn, run.vertices[index])
			}
		})
		require.LessOrEqual(t, runs, mostRuns)
		var wanted []ebiten.Vertex
		for i := range count {
			layer := p.layers[strconv.Itoa(i)]
			for _, index := range layer.indices {
				wanted = append(wanted, layer.vertices[index])
			}
		}
		require.Equal(t, wanted, drawn, "%d layers", count)
	}
}
