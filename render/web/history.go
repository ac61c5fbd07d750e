//go:build js

package main

import (
	"strconv"
	"strings"

	"timeslice/render/model"
	"timeslice/render/scene"
)

// place is where somebody is, of those places between which the browser's back
// button goes: home, a program, a step of a lesson.
type place struct {
	lab     bool
	program string
	lesson  string
	step    int
}

// here is where somebody is now.
func here(m *model.Model) place {
	b := m.Branch()
	switch c := m.Course; {
	case m.Screen == model.Home || b == nil:
		return place{}
	case c != nil:
		return place{lab: true, lesson: c.Lesson.Name, step: c.At}
	default:
		return place{lab: true, program: b.Program.Name}
	}
}

// name is what the entry of a place is called in the browser's history.
func (p place) name() string {
	switch {
	case !p.lab:
		return "home"
	case p.lesson != "":
		return "lesson " + strconv.Itoa(p.step) + " " + p.lesson
	default:
		return "program " + p.program
	}
}

// mostHistoryBytes is the longest fragment that the address shows: browsers
// refuse longer addresses.
const mostHistoryBytes = 60_000

// follow makes an entry in the browser's history when somebody has gone elsewhere.
func (b *browser) follow() {
	m := b.app.Model
	now := here(m)
	if now == b.place && b.frames > 0 {
		return
	}
	b.place = now
	fragment := ""
	if now.lab {
		if text, err := m.Share().Fragment(); err == nil && len(text) <= mostHistoryBytes {
			fragment = text
		}
	}
	b.page.Call("moved", now.name(), fragment)
}

// goTo goes where the browser went: to a place of its history, or to an address
// that was typed, whose name is "".
func (b *browser) goTo(name, address string) {
	m := b.app.Model
	do := func(name string, by int64) {
		m.Do(model.Act{Command: scene.Command{Name: name, Argument: by}})
	}
	sort, rest, _ := strings.Cut(name, " ")
	switch {
	case sort == "home":
		do("home", 0)
	case sort == "program" && m.Branch() != nil && m.Course == nil && m.Branch().Program.Name == rest:
		do("return", 0)
	case sort == "lesson" && b.toStep(rest, do):
	default:
		m.OpenAddress(address)
	}
	b.place = here(m) // the browser is there already
}

// toStep goes to a step of the lesson that is open, and reports whether it is.
func (b *browser) toStep(place string, do func(string, int64)) bool {
	number, lesson, _ := strings.Cut(place, " ")
	step, err := strconv.Atoi(number)
	c := b.app.Model.Course
	if err != nil || c == nil || c.Lesson.Name != lesson {
		return false
	}
	do("return", 0)
	if by := step - c.At; by != 0 {
		do("lesson-next", int64(by))
	}
	return true
}
