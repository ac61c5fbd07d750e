package model

import "slices"

// run starts a branch. It holds a whole machine, whose threads wait in coroutines that
// nobody else can end, until nothing leads to it any more: see leaveUnused.
func (m *Model) run(b *Branch) error {
	if err := b.start(m.library); err != nil {
		return err
	}
	m.running = append(m.running, b)
	return nil
}

// leaveUnused leaves the branches that can neither be shown nor brought back, because
// others were put in their places.
func (m *Model) leaveUnused() {
	m.running = slices.DeleteFunc(m.running, func(b *Branch) bool {
		if m.leadsTo(b) {
			return false
		}
		b.leave()
		return true
	})
}

func (m *Model) leadsTo(b *Branch) bool {
	if b == m.Before || slices.Contains(m.Branches, b) {
		return true
	}
	return slices.ContainsFunc(m.Branching.past, func(was branchesBefore) bool {
		return b == was.before || slices.Contains(was.branches, b)
	})
}
