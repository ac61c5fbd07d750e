package view_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/lessons"
	"timeslice/lessons/lesson"
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view"
	"timeslice/sim/compare"
	"timeslice/sim/node"
	"timeslice/sim/scenario"
	"timeslice/sim/trace"
)

// pace runs a script on a machine, by some costs.
func pace(t *testing.T, p *model.Program, library *node.Library, change func(*node.Costs)) *trace.Trace {
	files := node.Files{}
	for _, f := range p.Files {
		files["/app/"+f.Name] = []byte(f.Text)
	}
	o := node.Options{Script: "/app/" + p.Main, Files: files, Library: library, Costs: node.DefaultCosts()}
	change(&o.Costs)
	m, err := scenario.Script(p.Name, o, nil, scenario.Overrides{})
	require.NoError(t, err)
	return m.Run()
}

// outcome compares a run with one that has other costs, which here stands for a
// real one.
func outcome(t *testing.T, p *model.Program, foreignNs int64) *model.Outcome {
	library := node.NewLibrary()
	own := compare.RunOf(pace(t, p, library, func(*node.Costs) {}))
	other := compare.RunOf(pace(t, p, library, func(c *node.Costs) { c.LoopStartNs *= 40 }))
	other.Watched, other.ForeignNs = true, foreignNs
	report := compare.Of(*own, compare.ReadOrder(own.Trace), nil, []compare.Run{*other}, "exact")
	report.Preset = "laptop"
	return &model.Outcome{
		Report: report,
		Model:  own.Trace, Real: other.Trace, Runtime: "node v20.20.2",
	}
}

// racing prints lines of which some race, and uses the pool.
const racing = `const { pbkdf2 } = require('crypto');
for (let i = 1; i <= 8; i++) pbkdf2('a', 'b', 20000, 64, 'sha512', () => console.log('hash', i));
setTimeout(() => console.log('timeout'), 1);
setImmediate(() => console.log('immediate'));
`

// TestRealityIsInOrder: being asked, waiting, what came of it or not, in every
// theme, language and size.
func TestRealityIsInOrder(t *testing.T) {
	fonts := scene.NewFonts()
	program := model.NewProgram("race.js", []model.File{{Name: "race.js", Text: racing}, {Name: "data/words.txt", Text: "a b c"}}, "race.js")
	good, unknown := outcome(t, program, 5e6), outcome(t, program, trace.None)
	refused := outcome(t, program, 5e6)
	refused.Report.Tier, refused.Refused = "self-measured", model.Refusal{Why: "not-permitted", Detail: "/usr/local/bin/timeslice"}
	curve := &compare.Curve{Of: "pool"}
	for _, n := range []int{1, 2, 4} {
		curve.Add(n, *compare.RunOf(good.Model), []compare.Run{*compare.RunOf(good.Real)})
	}
	for _, theme := range scene.ThemeNames() {
		for _, language := range words.Languages() {
			m := model.New(model.Preferences{Theme: theme, Language: language})
			p := view.NewPainter(fonts)
			check := func(what string) {
				for i, size := range sizes {
					if i > 0 && theme != scene.Dark {
						break
					}
					s := p.Paint(m, size[0], size[1])
					picture(t, s, fmt.Sprintf("real-%s-%s-%s-%.0f", what, theme, language, size[0]))
					require.Empty(t, scene.Check(s), "%s %s %s %v", theme, language, what, size)
				}
			}
			m.Open(program, model.Settings{})
			runOut(m)
			check("lab")
			require.True(t, m.Press("R"))
			check("impossible")
			require.True(t, m.Press("Escape"))
			m.AllowReal()
			require.True(t, m.Press("R"))
			require.True(t, m.Reality.Asks)
			require.Empty(t, m.Requests(), "nothing is started before the user says so")
			check("ask")
			require.True(t, m.Press("Enter"))
			requests := m.Requests()
			require.Len(t, requests, 1)
			order := requests[0].Order
			m.RealProgress(model.Underway{Run: 2, Runs: 3, Ns: 1.25e9, Lines: 12, Processes: 3})
			check("underway")
			m.RealDone(order, nil, "node: not found; install Node.js 18 or newer")
			check("failed")
			require.True(t, m.Press("Enter"))
			m.RealDone(m.Requests()[0].Order, good, "")
			check("compared")
			require.True(t, m.Press("G"))
			check("totals")
			said := saidBy(t, p.Paint(m, 1440, 1080))
			for _, figure := range []string{"wall_ns", "cpu_ns", "switches", "memory_bytes", "pool_jobs"} {
				require.True(t, strings.Contains(said, strconv.Quote(words.New(language).Say("compare.figure."+figure))), figure)
			}
			require.True(t, m.Press("H"))
			require.True(t, m.Press("C"))
			check("copied")
			require.Contains(t, m.Requests()[0].Text, "setImmediate")
			require.True(t, m.Press("U"))
			drawn := m.Requests()[0].Order
			require.True(t, drawn.Curve)
			m.RealDone(drawn, &model.Outcome{Curve: curve}, "")
			check("curve")
			require.True(t, m.Press("Enter"))
			m.RealDone(m.Requests()[0].Order, unknown, "")
			check("unknown")
			require.True(t, m.Press("Enter"))
			m.RealDone(m.Requests()[0].Order, refused, "")
			check("refused")
			require.True(t, strings.Contains(saidBy(t, p.Paint(m, 1440, 900)), "sudo setcap"), "the line that would allow more")
			require.True(t, m.Press("O"))
			require.Equal(t, model.Lab, m.Screen)
			m.Seek(m.Trace().End() / 2)
			check("opened")
		}
	}
}

// TestARecordedRunStandsBesideTheModel: with a lesson that ships with a recorded real
// run it is a click away, where programs can be started and where not; the screen
// names its computer, and it opens as any trace. A changed program has none.
func TestARecordedRunStandsBesideTheModel(t *testing.T) {
	fonts := scene.NewFonts()
	for i, language := range words.Languages() {
		for _, name := range lessons.FolderNames(lessons.Folders()) {
			if !lesson.HasRecording(lessons.Folders(), name) || i > 0 && name != "03-one-loop-four-helpers" {
				continue
			}
			l, faults := lesson.Read(lessons.Folders(), name)
			require.Empty(t, faults)
			for _, possible := range []bool{false, true} {
				m := model.New(model.Preferences{Language: language})
				if possible {
					m.AllowReal()
				}
				p := view.NewPainter(fonts)
				drawn := func(what string) *scene.Scene {
					s := p.Paint(m, 1440, 900)
					picture(t, s, fmt.Sprintf("recorded-%s-%s-%s-%t", what, name, language, possible))
					require.Empty(t, scene.Check(s), what)
					return s
				}
				m.OpenLesson(l, 0)
				runOut(m)
				s := drawn("lab")
				require.True(t, findMark(s, "real-recorded") != nil)
				require.Equal(t, possible, findMark(s, "real") != nil)
				if !possible {
					require.True(t, m.Press("R"))
					require.True(t, findMark(drawn("impossible"), "real-recorded") != nil)
				}
				require.True(t, m.Press("Shift+R"))
				require.Equal(t, model.Real, m.Screen)
				require.Empty(t, m.Requests(), "nothing is started")
				c := m.Reality.Compared
				require.True(t, c.Recorded)
				require.NotNil(t, c.Report)
				require.NotEmpty(t, c.Real.Property("machine"))
				s = drawn("compared")
				require.Contains(t, saidBy(t, s), c.Real.Property("machine"))
				require.Equal(t, possible, findMark(s, "real-start") != nil)
				require.True(t, m.Press("U"))
				require.Empty(t, m.Requests(), "nothing is started")
				require.True(t, m.Press("O"))
				require.Equal(t, model.Lab, m.Screen)
				require.False(t, m.HasRecorded(), "what is open is the recording")
				require.True(t, m.Press("R"))
				require.Equal(t, model.Real, m.Screen)
				require.Empty(t, m.Requests(), "nothing is started")

				m.OpenLesson(l, 0)
				m.Branch().Program = model.NewProgram("changed", nil, l.Main)
				require.False(t, m.HasRecorded())
			}
		}
	}
}

// saidBy is all that a picture says.
func saidBy(t *testing.T, s *scene.Scene) string {
	var b strings.Builder
	require.NoError(t, s.Describe(&b))
	return b.String()
}
