package model

import (
	"slices"
	"strings"

	"timeslice/render/edit"
	"timeslice/render/scene"
	"timeslice/sim"
)

// Branching is the tree of runs, as the user looks at it.
type Branching struct {
	Name    *edit.Buffer // that is being typed
	Renamed int          // of the branch that it is for
	Scroll  float64
	NoGhost bool         // the run before is not drawn in the timeline
	Figure  ThreadFigure // by which threads are compared

	past []branchesBefore // the last at the end
}

// branchesBefore is what undoing brings back.
type branchesBefore struct {
	branches []*Branch
	parents  []int
	current  int
	before   *Branch
}

// What is kept: each branch is a whole run.
const (
	mostBranches = 24
	mostUndone   = 20
)

// branchCommands are those of the tree of runs.
func branchCommands() []Command {
	return []Command{
		{Name: "branches", Keys: []string{"Z"}, On: InLab, do: (*Model).showBranches},
		{Name: "branch", On: InLab, About: true, do: (*Model).switchBranch},
		{Name: "branch-copy", On: InLab, do: (*Model).copyBranch},
		{Name: "branch-delete", On: InLab, About: true, do: (*Model).deleteBranch},
		{Name: "branch-rename", On: InLab, About: true, do: (*Model).renameBranch},
		{Name: "branch-compare", On: InLab, About: true, do: (*Model).compareBranch},
		{Name: "branch-figure", On: InLab, do: (*Model).compareBy},
		{Name: "ghost", Keys: []string{"Shift+Z"}, On: InLab, do: func(m *Model, _ Act) { m.Branching.NoGhost = !m.Branching.NoGhost }},
		{Name: "undo-branch", Keys: []string{"Ctrl+Z"}, On: InLab, do: (*Model).undoBranch},
	}
}

// BranchSubject is a branch as a subject.
func BranchSubject(at int) scene.Subject { return scene.Subject{Topic: scene.OfRun, ID: int64(at)} }

// branchOf is the branch that a subject means; the one that is shown if it means
// none.
func (m *Model) branchOf(s scene.Subject) (int, bool) {
	at := m.Current
	if s.Topic == scene.OfRun && s.Part == 0 {
		at = int(s.ID)
	}
	return at, at >= 0 && at < len(m.Branches)
}

// showBranches shows the tree of runs beside the stage, or what is selected if it is
// shown already.
func (m *Model) showBranches(Act) {
	if m.Panels.Right == "branches" {
		m.Panels.Right = "inspector"
		return
	}
	m.Panels.Right = "branches"
}

// branchOff makes a branch of the one that is shown, with other edits, and shows it.
func (m *Model) branchOff(edits []sim.Edit, name string) {
	b := m.Branch()
	if len(m.Branches) >= mostBranches {
		m.Fail(refuse("ui.branch.too-many", "Most", mostBranches))
		return
	}
	again := &Branch{Name: name, Parent: m.Current, Program: b.Program, Settings: b.Settings, Edits: edits}
	if err := m.begin(again); err != nil {
		m.Fail(err)
		return
	}
	m.rememberBranches()
	m.Branches = append(m.Branches, again)
	m.Current, m.Before = len(m.Branches)-1, b
	m.arriveAtBranch()
	m.Notice = Notice{Text: m.say.Say("ui.branch.made", "Name", name)}
}

// showInstead shows a branch in place of the one that is shown, which is kept to be
// compared with.
func (m *Model) showInstead(again *Branch) {
	b := m.Branch()
	if err := m.begin(again); err != nil {
		m.Fail(err)
		return // what ran before is still there to be seen
	}
	m.Notice = Notice{}
	if b.machine != nil {
		m.Before = b
	}
	m.Branches[m.Current] = again
	m.arriveAtBranch()
}

// arriveAtBranch keeps the playhead where it is, if the run comes so far.
func (m *Model) arriveAtBranch() {
	at := m.Playhead.At
	for m.Trace().End() < at && m.Advance(func() bool { return m.Trace().End() < at }) {
	}
	m.Seek(at)
	if shown := m.Timeline.Window; shown.Ns() > 0 {
		m.Show(shown) // as much of it as there is now
	}
	if picked := m.Timeline.Picked; picked.Ns() > 0 {
		m.Pick(picked)
	}
}

// switchBranch shows another branch, and compares it with the one before.
func (m *Model) switchBranch(a Act) {
	at, is := m.branchOf(a.Subject)
	if !is || at == m.Current {
		return
	}
	m.Before = m.Branch()
	m.show(at)
}

// show shows a branch.
func (m *Model) show(at int) {
	m.Current = at
	if p := m.Branch().Program; p != m.Program {
		m.Program, m.Editor = p, newEditor(p)
	}
	m.Notice = Notice{}
	m.watch(m.Branch())
	m.arriveAtBranch()
}

// copyBranch makes a branch like the one that is shown, for its knobs to be turned.
func (m *Model) copyBranch(Act) {
	if b := m.Branch(); b != nil && b.machine != nil {
		m.branchOff(slices.Clone(b.Edits), m.say.Say("ui.branch.copy", "Name", b.Name))
	}
}

// deleteBranch drops a branch; what was made of it is then made of its parent. The
// last one stays.
func (m *Model) deleteBranch(a Act) {
	at, is := m.branchOf(a.Subject)
	if !is || len(m.Branches) == 1 {
		return
	}
	m.rememberBranches()
	gone := m.Branches[at]
	kept := make([]*Branch, 0, len(m.Branches)-1)
	place := func(parent int) int {
		if parent == at {
			parent = gone.Parent
		}
		if parent > at {
			parent--
		}
		return parent
	}
	for i, b := range m.Branches {
		if i != at {
			b.Parent = place(b.Parent)
			kept = append(kept, b)
		}
	}
	m.Branches = kept
	if m.Before == gone {
		m.Before = nil
	}
	if m.Current == at {
		m.show(max(place(at), 0))
	} else if m.Current > at {
		m.Current--
	}
	if m.Before == m.Branch() {
		m.Before = nil
	}
}

// renameBranch lets the name of a branch be typed.
func (m *Model) renameBranch(a Act) {
	if at, is := m.branchOf(a.Subject); is {
		m.Branching.Name = edit.New(m.Branches[at].Name)
		m.Branching.Name.SelectAll()
		m.Branching.Renamed, m.Typing = at, BranchField
	}
}

// nameBranch takes the name that was typed.
func (m *Model) nameBranch() {
	name := strings.Join(strings.Fields(m.Branching.Name.Text()), " ")
	if at := m.Branching.Renamed; name != "" && at < len(m.Branches) {
		m.Branches[at].Name = name
	}
	m.Typing = ""
}

// compareBranch compares what is shown with another branch, or with none if it is
// compared with that one already.
func (m *Model) compareBranch(a Act) {
	at, is := m.branchOf(a.Subject)
	switch {
	case !is || at == m.Current:
	case m.Before == m.Branches[at]:
		m.Before = nil
	default:
		m.Before = m.Branches[at]
	}
}

// rememberBranches notes what undoing is to bring back.
func (m *Model) rememberBranches() {
	kept := branchesBefore{branches: slices.Clone(m.Branches), current: m.Current, before: m.Before}
	for _, b := range m.Branches {
		kept.parents = append(kept.parents, b.Parent)
	}
	if past := &m.Branching.past; len(*past) == mostUndone {
		*past = slices.Delete(*past, 0, 1)
	}
	m.Branching.past = append(m.Branching.past, kept)
}

// undoBranch takes back the last change of the branches.
func (m *Model) undoBranch(Act) {
	last := len(m.Branching.past) - 1
	if last < 0 {
		return
	}
	was := m.Branching.past[last]
	m.Branching.past = m.Branching.past[:last]
	m.Branches, m.Current, m.Before = was.branches, was.current, was.before
	for i, b := range m.Branches {
		b.Parent = was.parents[i]
	}
	m.show(m.Current)
	m.Notice = Notice{Text: m.say.Say("ui.branch.undone")}
}

// BranchTree lists the branches from the root, each with how deep it lies.
func (m *Model) BranchTree() []BranchNode {
	var all []BranchNode
	var below func(parent, depth int)
	below = func(parent, depth int) {
		for i, b := range m.Branches {
			if b.Parent == parent {
				all = append(all, BranchNode{i, depth})
				below(i, depth+1)
			}
		}
	}
	below(-1, 0)
	return all
}

// BranchNode is a branch in its place in the tree.
type BranchNode struct{ At, Depth int }
