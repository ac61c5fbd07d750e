package model

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/scene"
	"timeslice/sim/trace"
)

const threeAlike = `machine: {cores: 1, policy: rr, quantum: 2ms}
processes:
  - {name: A, run: [cpu 10ms]}
  - {name: B, run: [cpu 10ms]}
  - {name: C, run: [cpu 10ms]}
`

// lab is a model in which a scenario has run to its end.
func lab(t *testing.T, source string) *Model {
	t.Helper()
	m := New(Preferences{Language: words.English, Theme: scene.Dark})
	m.Open(NewProgram("x", []File{{"scenario.yaml", source}}, ""), Settings{})
	require.Empty(t, m.Notice.Text)
	runToEnd(m)
	return m
}

func runToEnd(m *Model) {
	for m.Advance(func() bool { return true }) {
	}
}

func doNamed(m *Model, name string, s scene.Subject) {
	m.Do(Act{Command: scene.Command{Name: name}, Subject: s})
	runToEnd(m)
}

func process(id int64) scene.Subject { return scene.Subject{Topic: scene.OfProcess, ID: id} }

// TestChangeItHere: a change at the playhead makes a branch that is the same until
// then, in which the change is the cause of what follows; the run before stays.
func TestChangeItHere(t *testing.T) {
	m := lab(t, threeAlike)
	plain := m.Branch()
	m.Seek(5e6)
	require.Contains(t, m.CanChange(process(3), m.Trace().Snapshot(m.Playhead.At)), "edit-kill")
	require.NotContains(t, m.CanChange(process(3), m.Trace().Snapshot(m.Playhead.At)), "edit-continue", "it is not stopped")
	require.NotContains(t, m.CanChange(process(3), m.Trace().Snapshot(m.Playhead.At)), "edit-unbind", "it is not bound")
	require.Empty(t, m.CanChange(process(int64(trace.InitProcess)), m.Trace().Snapshot(m.Playhead.At)))
	m.Selected = process(3)
	require.True(t, m.Press("Alt+K"))
	runToEnd(m)
	require.Len(t, m.Branches, 2)
	require.Equal(t, 0, m.Branch().Parent)
	require.Same(t, plain, m.Before)
	require.Equal(t, "Kill B at 5 ms", m.Branch().Name)
	require.EqualValues(t, 5e6, m.Playhead.At)
	require.Equal(t, trace.ProcessReaped, m.Trace().Snapshot(5e6).Process(3).Status)
	require.Less(t, m.Trace().End(), plain.Trace().End())

	d := m.Difference()
	require.NotNil(t, d)
	require.False(t, d.Open)
	require.EqualValues(t, 30e6, d.Was.MakespanNs)
	require.EqualValues(t, 22e6, d.Is.MakespanNs)
	require.Equal(t, trace.ThreadID(3), d.By(Elapsed)[0].Is.Thread, "what moved most comes first")
	require.Same(t, d, m.Difference(), "it is found once")

	m.Seek(7e6)
	doNamed(m, "edit-add-core", scene.Subject{})
	require.Len(t, m.Branch().Edits, 2, "the branch's own change is in its branches too")
	now := m.Trace().Snapshot(8e6)
	require.Equal(t, 2, now.CoresThere())

	m.Seek(8e6)
	require.Contains(t, m.CanChange(process(4), now), "edit-bind")
	doNamed(m, "edit-bind", process(4))
	now = m.Trace().SnapshotAfter(m.Position().Fact)
	require.NotContains(t, m.CanChange(process(4), now), "edit-bind", "it is bound already")
	require.Contains(t, m.CanChange(process(4), now), "edit-unbind")
}

// TestBranches: branches are a tree that can be walked, renamed, compared and thinned
// out; what was done can be undone.
func TestBranches(t *testing.T) {
	m := lab(t, threeAlike)
	m.Seek(5e6)
	doNamed(m, "edit-stop", process(2))
	doNamed(m, "edit-continue", process(2))
	doNamed(m, "branch", BranchSubject(0))
	doNamed(m, "edit-defer", process(4))
	require.Equal(t, []BranchNode{{0, 0}, {1, 1}, {2, 2}, {3, 1}}, m.BranchTree())
	doNamed(m, "branch-compare", BranchSubject(2))
	require.Same(t, m.Branches[2], m.Before)
	doNamed(m, "branch-rename", BranchSubject(3))
	m.Do(Act{Command: scene.Command{Name: "type", Text: "Deferred"}})
	require.True(t, m.Press("Enter"))
	require.Equal(t, "Deferred", m.Branches[3].Name)
	require.Empty(t, m.Typing)
	doNamed(m, "branch-delete", BranchSubject(1))
	require.Equal(t, []BranchNode{{0, 0}, {1, 1}, {2, 1}}, m.BranchTree())
	require.Equal(t, 2, m.Current)
	require.True(t, m.Press("Ctrl+Z"))
	require.Equal(t, []BranchNode{{0, 0}, {1, 1}, {2, 2}, {3, 1}}, m.BranchTree())
	for range 3 { // a copy is none of the changes made so far; take back all
		m.Press("Ctrl+Z")
	}
	require.Len(t, m.Branches, 1)
	require.False(t, m.Press("Ctrl+Z") && len(m.Branches) != 1)
}

// TestEditsAreMovedAndRemoved: a change can be made at another instant, and be taken
// back: then the run is the one before, to the nanosecond.
func TestEditsAreMovedAndRemoved(t *testing.T) {
	m := lab(t, threeAlike)
	plain := m.Trace().Hash()
	m.Seek(5e6)
	doNamed(m, "edit-kill", process(3))
	early := m.Trace().End()
	m.Seek(9e6)
	doNamed(m, "move-edit", EditSubject(0))
	require.EqualValues(t, 9e6, m.Branch().Edits[0].At)
	require.Greater(t, m.Trace().End(), early)
	require.Equal(t, early, m.Before.Trace().End())
	doNamed(m, "remove-edit", EditSubject(0))
	require.Equal(t, plain, m.Trace().Hash())
	doNamed(m, "remove-edit", EditSubject(0)) // there is none any more
	require.Len(t, m.Branches, 2)
}

// TestKnobsKeepEdits: turning a knob runs again with the changes.
func TestKnobsKeepEdits(t *testing.T) {
	m := lab(t, threeAlike)
	m.Seek(5e6)
	doNamed(m, "edit-kill", process(3))
	require.True(t, m.Press("C"))
	runToEnd(m)
	require.Len(t, m.Branch().Edits, 1)
	require.Equal(t, 2, m.Cores())
}

// TestLinksCarryEdits: who opens a link or a saved file sees the changed run.
func TestLinksCarryEdits(t *testing.T) {
	m := lab(t, threeAlike)
	m.Seek(5e6)
	doNamed(m, "edit-kill", process(3))
	fragment, err := m.Share().Fragment()
	require.NoError(t, err)
	shared, err := ReadLink(fragment)
	require.NoError(t, err)
	require.Equal(t, []string{"5ms kill 3"}, shared.Edits)
	other := New(Preferences{Language: words.English, Theme: scene.Dark})
	other.OpenShared(shared)
	runToEnd(other)
	require.Equal(t, m.Trace().Hash(), other.Trace().Hash())
	saved, err := m.Share().Save()
	require.NoError(t, err)
	back, err := ReadSaved("x.txtar", saved)
	require.NoError(t, err)
	require.Equal(t, shared.Edits, back.Edits)
	shared.Edits[0] = "5ms kil 3"
	bad, err := shared.Fragment()
	require.NoError(t, err)
	_, err = ReadLink(bad)
	require.ErrorContains(t, err, "edits")
}

// TestLinksCarryTheTree: who opens a link or a saved file has all the runs, in their
// places, each as it was, and compares the same two.
func TestLinksCarryTheTree(t *testing.T) {
	m := lab(t, threeAlike)
	m.Seek(5e6)
	doNamed(m, "edit-kill", process(3))
	require.True(t, m.Press("C"), "of this run only, another core")
	doNamed(m, "branch-copy", scene.Subject{})
	m.Branches[2].Name = "a copy"
	doNamed(m, "branch", BranchSubject(1))
	runToEnd(m)
	check := func(shared *Shared, err error) {
		require.NoError(t, err)
		other := New(Preferences{Language: words.English, Theme: scene.Dark})
		other.OpenShared(shared)
		require.Empty(t, other.Notice.Text)
		require.Len(t, other.Branches, 3)
		require.Equal(t, 1, other.Current)
		require.Same(t, other.Branches[2], other.Before)
		runToEnd(other)
		require.Equal(t, m.Before.Trace().Hash(), other.Before.Trace().Hash(), "the run that it is compared with has run, too")
		for i, b := range m.Branches {
			doNamed(m, "branch", BranchSubject(i))
			doNamed(other, "branch", BranchSubject(i))
			runToEnd(m)
			runToEnd(other)
			o := other.Branches[i]
			require.Equal(t, []any{b.Name, b.Parent, b.Edits, b.Settings}, []any{o.Name, o.Parent, o.Edits, o.Settings})
			require.Equal(t, b.Trace().Hash(), o.Trace().Hash(), b.Name)
		}
	}
	shared := m.Share()
	fragment, err := shared.Fragment()
	require.NoError(t, err)
	saved, err := shared.Save()
	require.NoError(t, err)
	check(ReadLink(fragment))
	doNamed(m, "branch", BranchSubject(2))
	doNamed(m, "branch", BranchSubject(1))
	check(ReadSaved("x.txtar", saved))

	for what, spoil := range map[string]func(*SharedTree){
		"a run that comes from a later one": func(tree *SharedTree) { tree.Runs[0].Parent = 2 },
		"a run that is not there":           func(tree *SharedTree) { tree.Shown = 3 },
		"compared with itself":              func(tree *SharedTree) { tree.Compared = tree.Shown },
		"an edit that is none":              func(tree *SharedTree) { tree.Runs[2].Edits = []string{"5ms kil 3"} },
		"more cores than there can be":      func(tree *SharedTree) { tree.Runs[0].Settings.Cores = 1000 },
		"one run":                           func(tree *SharedTree) { tree.Runs = tree.Runs[:1] },
	} {
		again, err := ReadLink(fragment)
		require.NoError(t, err)
		spoil(again.Tree)
		bad, err := again.Fragment()
		require.NoError(t, err)
		_, err = ReadLink(bad)
		require.ErrorContains(t, err, "tree", what)
	}
}

// TestTwins: threads are matched by their part in the program, whatever their numbers.
func TestTwins(t *testing.T) {
	m := lab(t, `machine: {cores: 1, policy: fifo}
programs:
  child: [cpu 1ms]
processes:
  - {name: A, run: [cpu 1ms, spawn child, spawn child, wait, wait]}
  - {name: B, at: 500us, run: [cpu 1ms]}
`)
	m.Seek(600e3)
	doNamed(m, "edit-add-core", scene.Subject{})
	d := m.Difference()
	roles := rolesOf(m.Trace())
	before := rolesOf(m.Before.Trace())
	require.Len(t, d.Twin, 4)
	for now, was := range d.Twin {
		require.Equal(t, before.threads[was], roles.threads[now])
	}
}
