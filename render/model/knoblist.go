package model

import (
	"maps"
	"strings"

	"timeslice/render/edit"
	"timeslice/sim/scenario"
)

// Knob is a knob of the machine.
type Knob = scenario.Knob

// KnobList is the list of all knobs of the machine, as the user looks at it.
type KnobList struct {
	Sought *edit.Buffer // words that a knob's key or text must have
	Value  *edit.Buffer // of the knob that is being typed
	Key    string       // of that knob
	Scroll float64
}

// Knobs are all knobs of the machine that the run is on that is shown.
func (m *Model) Knobs() []scenario.Knob {
	b := m.Branch()
	if b == nil || b.machine == nil {
		return nil
	}
	if b.knobs == nil {
		o := b.Settings.overrides()
		if !b.Program.IsScenario() {
			b.knobs = scenario.ScriptKnobs(o)
		} else if source, found := b.Program.File(b.Program.Main); found {
			if s, err := scenario.Read(b.Program.Main, []byte(source)); err == nil {
				b.knobs = s.Knobs(o)
			}
		}
	}
	return b.knobs
}

// knobOf is the knob with a key, nil if there is none.
func (m *Model) knobOf(key string) *scenario.Knob {
	all := m.Knobs()
	for i := range all {
		if all[i].Key == key {
			return &all[i]
		}
	}
	return nil
}

func (m *Model) knobValue(key string) string {
	if k := m.knobOf(key); k != nil {
		return k.Value
	}
	return ""
}

// turnKey turns a knob to a value, and runs again. One that is turned to its own
// value is not turned any more.
func (m *Model) turnKey(key, value string) {
	k := m.knobOf(key)
	if k == nil || value == k.Value {
		return
	}
	m.turn(func(s *Settings) {
		s.Costs = maps.Clone(s.Costs)
		if s.Costs == nil {
			s.Costs = map[string]string{}
		}
		switch key { // what was turned by other means
		case "seed":
			s.Seed = nil
		case "hz":
			s.HZ = 0
		case "quantum":
			s.QuantumNs = 0
		}
		if s.Costs[key] = value; value == k.Own {
			delete(s.Costs, key)
		}
		if len(s.Costs) == 0 {
			s.Costs = nil
		}
	})
}

// turnKnob turns the knob of a key by so many steps.
func (m *Model) turnKnob(a Act) {
	if k := m.knobOf(a.Text); k != nil {
		m.Typing = ""
		m.turnKey(a.Text, k.Next(int(a.Argument)))
	}
}

// resetKnob turns the knob of a key back.
func (m *Model) resetKnob(a Act) {
	if k := m.knobOf(a.Text); k != nil {
		m.Typing = ""
		m.turnKey(a.Text, k.Own)
	}
}

// typeKnob lets the value of the knob of a key be typed.
func (m *Model) typeKnob(a Act) {
	k := m.knobOf(a.Text)
	if k == nil {
		return
	}
	m.KnobList.Key, m.KnobList.Value = k.Key, edit.New(k.Value)
	m.KnobList.Value.SelectAll()
	m.Typing = KnobField
}

// enterKnob turns a knob to what was typed.
func (m *Model) enterKnob() {
	value := strings.TrimSpace(m.KnobList.Value.Text())
	was := m.Branch()
	if m.turnKey(m.KnobList.Key, value); value == "" || m.Branch() != was || m.knobValue(m.KnobList.Key) == value {
		m.Typing = ""
	}
}

// showKnobs shows the list of knobs beside the stage, or what is selected if the
// list is shown already.
func (m *Model) showKnobs(Act) {
	if m.Panels.Right == "knobs" {
		m.Panels.Right, m.Typing = "inspector", ""
		return
	}
	m.Panels.Right = "knobs"
}

// knobListCommands are those of the list of knobs.
func knobListCommands() []Command {
	return []Command{
		{Name: "knobs", Keys: []string{"H"}, On: InLab, do: (*Model).showKnobs},
		{Name: "turn-knob", On: InLab, About: true, Argument: 1, do: (*Model).turnKnob},
		{Name: "reset-knob", On: InLab, About: true, do: (*Model).resetKnob},
		{Name: "type-knob", On: InLab, About: true, do: (*Model).typeKnob},
	}
}
