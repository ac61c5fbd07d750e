package view_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/view"
)

const crowded = `machine: {cores: 2, policy: rr, quantum: 2ms}
pipes: [{name: P, capacity: 4KiB}]
processes:
  - {name: writer, run: [repeat 8, [cpu 1ms, send P 1KiB]]}
  - {name: reader, run: [sleep 6ms, repeat 8, [recv P 1KiB all, cpu 500us]]}
  - {name: counter-with-a-long-name, count: 3, run: [cpu 9ms]}
`

// find is a mark of a picture by its name, nil if there is none.
func findMark(s *scene.Scene, name string) *scene.Mark {
	for _, l := range s.Layers() {
		for i := range l.Marks() {
			if l.Marks()[i].Name == name {
				return &l.Marks()[i]
			}
		}
	}
	return nil
}

// TestChangesAreMadeInTheWindow: what is selected can be changed by a button, the
// change stands in the history and can be dragged, the runs stand in a tree with what
// differs, and all of it is in order in every theme, language and size.
func TestChangesAreMadeInTheWindow(t *testing.T) {
	fonts := scene.NewFonts()
	m := opened(t, model.Preferences{Theme: scene.Dark, Language: words.English}, model.File{Name: "scenario.yaml", Text: crowded})
	p := view.NewPainter(fonts)
	press := func(name string) {
		mark := findMark(p.Paint(m, 1440, 900), name)
		require.NotNil(t, mark, name)
		m.Do(model.Act{Command: mark.Command, Subject: mark.Subject})
		runOut(m)
	}
	look := func(name string) {
		eachLook(func(look string, pref model.Preferences, width, height float64) {
			like(m, pref)
			s := view.NewPainter(fonts).Paint(m, width, height)
			require.Empty(t, scene.Check(s), "%s %s", name, look)
			picture(t, s, name+"-"+look)
		})
		like(m, model.Preferences{Theme: scene.Dark, Language: words.English})
	}
	m.Seek(4e6)
	do(m, "select", scene.Subject{Topic: scene.OfProcess, ID: 2})
	look("change-process")
	press("edit-stop")
	require.Len(t, m.Branches, 2)
	m.Seek(9e6)
	press("edit-continue")
	do(m, "select", scene.Subject{Topic: scene.OfObject, ID: 1})
	do(m, "branch", model.BranchSubject(0))
	m.Seek(4e6)
	do(m, "select", scene.Subject{Topic: scene.OfObject, ID: 1})
	press("edit-drop")
	require.Len(t, m.Branches, 4)
	do(m, "branch", model.BranchSubject(2))
	do(m, "branches", scene.Subject{})
	look("branches")
	for _, figure := range model.ThreadFigures() {
		press("branch-by-" + figure.Name())
		require.Equal(t, figure, m.Branching.Figure)
		d := m.Difference()
		sorted := d.By(figure)
		require.Len(t, sorted, len(d.Threads))
		moved := func(d *model.ThreadDifference) int64 {
			by := figure.Of(d.Is) - figure.Of(d.Was)
			return max(by, -by)
		}
		for i := range sorted[1:] {
			require.GreaterOrEqual(t, moved(&sorted[i]), moved(&sorted[i+1]), figure.Name())
		}
		look("branches-" + figure.Name())
	}
	press("branch-rename")
	look("branch-renamed")
	require.True(t, m.Press("Escape"))

	s := p.Paint(m, 1440, 900)
	mark := findMark(s, "edit")
	require.NotNil(t, mark)
	at := m.Branch().Edits[0].At
	from := scene.Point{X: mark.Box.X + mark.Box.W/2, Y: mark.Box.Y + mark.Box.H/2}
	g := view.Gesture{Kind: view.Release, Begun: *mark, From: from, Last: from, At: scene.Point{X: from.X - 20, Y: from.Y}}
	for _, a := range p.Acts(m, &g) {
		m.Do(a)
	}
	runOut(m)
	require.Less(t, m.Branch().Edits[0].At, at)
	press("edit")
	do(m, "branches", scene.Subject{})
	look("change-fact")
	press("remove-edit")
	require.Len(t, m.Branch().Edits, 1)
}

// TestTheChainIsOfTheRunThatIsShown: while another panel stands in place of the
// inspector, another run comes, with fewer facts than the one whose causes the
// inspector found.
func TestTheChainIsOfTheRunThatIsShown(t *testing.T) {
	m := opened(t, model.Preferences{}, model.File{Name: "hash.js", Text: hashes})
	p := view.NewPainter(scene.NewFonts())
	m.Seek(m.Trace().End())
	do(m, "select", scene.Subject{Topic: scene.OfFact, ID: int64(m.Trace().Len())})
	do(m, "chain", scene.Subject{})
	require.Empty(t, scene.Check(p.Paint(m, 1440, 900)))
	do(m, "branches", scene.Subject{})
	long := m.Trace().Len()
	m.Seek(1e6)
	do(m, "edit-kill", scene.Subject{Topic: scene.OfProcess, ID: 2})
	runOut(m)
	require.Less(t, m.Trace().Len(), long)
	require.Empty(t, scene.Check(p.Paint(m, 1440, 900)))
}
