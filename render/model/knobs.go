package model

import (
	"strconv"

	"timeslice/scheduler"
)

// What knobs can be turned to.
const (
	mostCores = 128
	mostPool  = 1024
	usualPool = 4 // libuv's
)

// Cores is how many cores the run has that is shown.
func (m *Model) Cores() int {
	b := m.Branch()
	if b == nil {
		return 0
	}
	if b.Settings.Cores > 0 {
		return b.Settings.Cores
	}
	cores, _ := strconv.Atoi(b.Trace().Property("cores"))
	return cores
}

// Policy is by which policy the run is scheduled that is shown.
func (m *Model) Policy() string { return m.Trace().Property("policy") }

// Pool is how many threads the pools of Node processes have, 0 if there is no
// such process.
func (m *Model) Pool() int {
	b := m.Branch()
	if b == nil || b.Program.IsScenario() {
		return 0
	}
	if b.Settings.Pool > 0 {
		return b.Settings.Pool
	}
	return usualPool
}

// Seed is where chance begins.
func (m *Model) Seed() uint64 {
	if b := m.Branch(); b != nil && b.Settings.Seed != nil {
		return *b.Settings.Seed
	}
	seed, _ := strconv.ParseUint(m.knobValue("seed"), 10, 64)
	return seed
}

// turn changes the settings and runs again.
func (m *Model) turn(change func(s *Settings)) {
	if !m.changeable() {
		return
	}
	b := m.Branch()
	s := b.Settings
	change(&s)
	m.showInstead(&Branch{Name: b.Name, Parent: b.Parent, Program: b.Program, Settings: s, Edits: b.Edits})
}

func (m *Model) turnCores(a Act) {
	cores := min(max(m.Cores()+int(a.Argument), 1), mostCores)
	if cores != m.Cores() {
		m.turn(func(s *Settings) { s.Cores = cores })
	}
}

func (m *Model) turnPool(a Act) {
	if m.Pool() == 0 {
		return
	}
	pool := min(max(m.Pool()+int(a.Argument), 1), mostPool)
	if pool != m.Pool() {
		m.turn(func(s *Settings) { s.Pool = pool })
	}
}

func (m *Model) turnSeed(a Act) {
	seed := m.Seed() + uint64(a.Argument)
	m.turnKey("seed", strconv.FormatUint(seed, 10))
}

// turnPolicy takes the next policy of the list, or the one before.
func (m *Model) turnPolicy(a Act) {
	all := scheduler.Policies()
	at := len(all) - 1
	for i := range all {
		if all[i].Name == m.Policy() {
			at = i
		}
	}
	next := all[wrapped(at+int(a.Argument), len(all))].Name
	m.turn(func(s *Settings) { s.Policy = next })
}

// wrapped is a place in a list that goes on at its other end.
func wrapped(at, length int) int { return (at%length + length) % length }

// reset turns all knobs back to where the program has them.
func (m *Model) reset(Act) {
	if b := m.Branch(); b != nil {
		m.turn(func(s *Settings) { *s = Settings{} })
	}
}

// knobCommands are those of the machine's knobs.
func knobCommands() []Command {
	return []Command{
		{Name: "more-cores", Keys: []string{"C"}, On: InLab, Argument: 1, do: (*Model).turnCores},
		{Name: "fewer-cores", Keys: []string{"Shift+C"}, On: InLab, Argument: -1, do: (*Model).turnCores},
		{Name: "next-policy", Keys: []string{"S"}, On: InLab, Argument: 1, do: (*Model).turnPolicy},
		{Name: "previous-policy", Keys: []string{"Shift+S"}, On: InLab, Argument: -1, do: (*Model).turnPolicy},
		{Name: "larger-pool", Keys: []string{"O"}, On: InLab, Argument: 1, do: (*Model).turnPool},
		{Name: "smaller-pool", Keys: []string{"Shift+O"}, On: InLab, Argument: -1, do: (*Model).turnPool},
		{Name: "next-seed", On: InLab, Argument: 1, do: (*Model).turnSeed},
		{Name: "reset-knobs", On: InLab, do: (*Model).reset},
	}
}
