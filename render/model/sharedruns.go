package model

import (
	"slices"

	"timeslice/sim/trace"
)

// SharedRun is a run of the tree of runs, as a link carries it.
type SharedRun struct {
	Name     string   `json:"name"`
	Parent   int      `json:"parent"` // by its place in the list, before its own; -1 for none
	Settings Settings `json:"settings"`
	Edits    []string `json:"edits,omitempty"`
	Main     string   `json:"main,omitempty"`
	Files    []File   `json:"files,omitempty"` // none if it runs the program of the run that is shown
}

// SharedTree is the tree of runs: of the one that is shown, its place in the tree only.
type SharedTree struct {
	Runs     []SharedRun `json:"runs"`
	Shown    int         `json:"shown"`
	Compared int         `json:"compared"` // with which the shown one is compared, -1 for none
}

// shareTree is the tree of runs, nil if there is one run only. Real ones are not in it:
// a link carries what can be run again.
func (m *Model) shareTree() *SharedTree {
	all := slices.DeleteFunc(slices.Clone(m.Branches), func(b *Branch) bool { return b.Real })
	if len(all) < 2 {
		return nil
	}
	tree := &SharedTree{Shown: slices.Index(all, m.Branch()), Compared: slices.Index(all, m.Before)}
	shown := m.Branch().Program
	for i, b := range all {
		run := SharedRun{Name: b.Name, Parent: -1}
		if b.Parent >= 0 {
			run.Parent = slices.Index(all, m.Branches[b.Parent])
		}
		if i != tree.Shown {
			run.Settings, run.Edits = b.Settings, editLines(b.Edits)
			if p := b.Program; p.Main != shown.Main || !slices.Equal(p.Files, shown.Files) {
				run.Main, run.Files = p.Main, p.Files
			}
		}
		tree.Runs = append(tree.Runs, run)
	}
	return tree
}

// check refuses what no tree of ours is.
func (t *SharedTree) check() bool {
	count := len(t.Runs)
	if count < 2 || count > mostBranches || t.Shown < 0 || t.Shown >= count || t.Compared < -1 || t.Compared >= count || t.Compared == t.Shown {
		return false
	}
	for i := range t.Runs {
		run := &t.Runs[i]
		_, edits := readEdits(run.Edits)
		if run.Parent < -1 || run.Parent >= i || edits != nil || !run.Settings.check() || checkFiles(run.Main, run.Files) != "" {
			return false
		}
	}
	return true
}

// growTree puts the runs of a tree around the one that is shown. They begin, so that
// each can be shown and compared.
func (m *Model) growTree(t *SharedTree) {
	shown := m.Branch()
	all := make([]*Branch, len(t.Runs))
	for i := range t.Runs {
		run := &t.Runs[i]
		b := &Branch{Program: shown.Program, Settings: run.Settings}
		switch b.Edits, _ = readEdits(run.Edits); {
		case i == t.Shown:
			b = shown
		case len(run.Files) > 0:
			b.Program = NewProgram(shown.Program.Name, run.Files, run.Main)
		}
		b.Name, b.Parent = run.Name, run.Parent
		if b != shown {
			if err := m.run(b); err != nil {
				m.Fail(err)
				return
			}
		}
		all[i] = b
	}
	m.Branches, m.Current, m.Before = all, t.Shown, nil
	if t.Compared >= 0 {
		m.Before = all[t.Compared]
	}
}

// advanceBefore lets the run that the shown one is compared with come as far ahead of
// an instant, and reports whether it has yet to.
func (m *Model) advanceBefore(at trace.Time, more func() bool) bool {
	b := m.Before
	if b == nil || b.machine == nil || b.ended || b.machine.Now() >= at+horizon {
		return false
	}
	m.watch(b)
	defer m.watch(m.Branch())
	return b.advance(at, more)
}
