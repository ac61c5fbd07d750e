package model

import (
	"slices"
	"strconv"
	"strings"

	"timeslice/lessons"
	"timeslice/lessons/lesson"
	"timeslice/render/scene"
	"timeslice/render/view/timeline"
	"timeslice/sim/node"
	"timeslice/sim/trace"
)

// Course is the lesson that is open: how far it has come, and what was answered.
type Course struct {
	Lesson *lesson.Lesson
	At     int // the step, from 0
	Given  map[string]*Given
	Solved bool // what the task asks for holds in the run that is shown
	Scroll float64
	// Version grows with each change of what was answered, so that pictures know.
	Version int

	runs    lesson.Runs // nil before somebody needs an answer
	fault   error       // why there are no answers
	waiting trace.Time  // where the playhead is to go once the run has come there; -1 for nowhere
	judged  *Branch     // whose run the task was last compared with
}

// Given is the answer to a question, as far as it was given.
type Given struct {
	Answer lesson.Answer
	Begun  bool // there is an answer to be checked
	Judged bool // it was checked, and Right says with what result
	Right  bool
	Shown  bool // the right answer was asked for
}

// Step is the step that is shown.
func (c *Course) Step() *lesson.Step { return &c.Lesson.Steps[c.At] }

// Answer is what was answered to a question; blank if nothing.
func (c *Course) Answer(q *lesson.Question) *Given {
	if g := c.Given[q.ID]; g != nil {
		return g
	}
	return &Given{}
}

// ran runs the lesson when its answers are first needed, and reports whether there
// are any.
func (c *Course) ran(library *node.Library) bool {
	if c.runs == nil && c.fault == nil {
		c.runs, c.fault = c.Lesson.Run(library)
	}
	return c.fault == nil
}

// Right is the right answer to a question of the step, false if there is none.
func (m *Model) Right(q *lesson.Question) (lesson.Answer, bool) {
	c := m.Course
	if !c.ran(m.library) {
		return lesson.Answer{}, false
	}
	right, err := q.Right(c.runs)
	return right, err == nil
}

// OpenLesson opens a lesson at a step.
func (m *Model) OpenLesson(l *lesson.Lesson, step int) {
	m.Course = &Course{Lesson: l, Given: map[string]*Given{}, waiting: -1}
	m.openRun("")
	m.Panels.Left = "lesson"
	m.goToStep(step)
}

// openRun opens the lesson's program on its machine, or on a variant's.
func (m *Model) openRun(variant string) {
	c := m.Course
	knobs := c.Lesson.Knobs
	for _, v := range c.Lesson.Variants {
		if v.Name == variant {
			knobs = v.Knobs
		}
	}
	p, s := programOf(c.Lesson, knobs)
	p.Name = c.Lesson.Title(m.say.Language())
	if variant != "" {
		p.Name += " · " + variant
	}
	left := m.Panels.Left
	m.Open(p, s)
	m.Course, m.Panels.Left = c, left
	c.judged = nil
}

// programOf is a lesson's program, and its knobs as settings.
func programOf(l *lesson.Lesson, k lesson.Knobs) (*Program, Settings) {
	var files []File
	for name, text := range l.Program {
		files = append(files, File{name, text})
	}
	s := Settings{Cores: k.Cores, Policy: k.Policy, Pool: k.Pool, QuantumNs: k.QuantumNs()}
	if k.Seed != 0 {
		s.Seed = &k.Seed
	}
	p := NewProgram(l.Name, files, l.Main)
	p.Ships = ships(l)
	return p, s
}

// ships reports whether a lesson came with timeslice. One from another folder may be
// anybody's: its program is started for real only when the user has agreed, and a
// link to it must hold the program.
func ships(l *lesson.Lesson) bool { return l.In(lessons.Folders()) }

// goToStep shows a step: its run, its instant, and what to look at.
func (m *Model) goToStep(step int) {
	c := m.Course
	before := c.Step().Variant
	c.At = min(max(step, 0), len(c.Lesson.Steps)-1)
	m.Progress.reach(c)
	c.Scroll = 0
	s := c.Step()
	if s.Variant != before {
		m.openRun(s.Variant)
	}
	m.Playhead.Playing = false
	c.waiting = -1
	if s.At != nil && c.ran(m.library) {
		if at, err := s.When(c.runs); err == nil {
			c.waiting = lesson.Instant(at)
		}
	}
}

// attend goes on with what a step waits for: that the run comes to an instant,
// and that a task is done.
func (c *Course) attend(m *Model) {
	b := m.Branch()
	if b == nil {
		return
	}
	if c.waiting >= 0 && (b.Ended() || b.Trace().End() >= c.waiting) {
		m.seekPosition(printedAt(b.Trace(), c.waiting))
		c.waiting = -1
		c.look(m)
	}
	task := c.Step().Task
	if task == nil || !b.Ended() || c.judged == b {
		return
	}
	c.judged = b
	held, err := task.Holds.Truth(lesson.Runs{"": lesson.NewRecord(b.Trace())})
	c.Solved = err == nil && held
	m.Progress.note(c, taskName(c.Step()), c.Solved)
}

// printedAt is an instant, right after the first line that is printed at it: what a
// step tells of a line is so then, and may not be when all else of the instant has
// happened. Without a line it is the whole instant.
func printedAt(t *trace.Trace, at trace.Time) timeline.Position {
	to := timeline.Position{At: at, Fact: trace.NoFact}
	for id := t.LastAt(at); id > trace.NoFact; id-- {
		f := t.Fact(id)
		if f.Time != at {
			break
		}
		if f.Kind == trace.KindOutput {
			to.Fact = id
		}
	}
	return to
}

// look selects the first thing that a step says to look at and that exists now,
// and shows its panel.
func (c *Course) look(m *Model) {
	for _, place := range c.Step().Look {
		switch place.Sort {
		case "events", "inspector":
			m.Panels.Right = place.Sort
		}
		if s, found := c.Subject(m, place); found {
			m.Selected = s
			return
		}
	}
}

// Subject is what a place to look at is, at the instant that is shown; false if it is
// a panel, or not there now.
func (c *Course) Subject(m *Model, place lesson.Place) (scene.Subject, bool) {
	t := m.Trace()
	s := t.Snapshot(m.Playhead.At)
	switch place.Sort {
	case "thread":
		for i := range s.Threads {
			if t.Text(s.Threads[i].Name) == place.Name {
				return scene.Subject{Topic: scene.OfThread, ID: int64(i)}, true
			}
		}
	case "process":
		for i := range s.Processes {
			if t.Text(s.Processes[i].Name) == place.Name {
				return scene.Subject{Topic: scene.OfProcess, ID: int64(i)}, true
			}
		}
	case "line":
		if number, err := strconv.Atoi(place.Name); err == nil {
			return scene.Subject{Topic: scene.OfLine, ID: m.FileNumber(c.Lesson.Main), Part: int64(number)}, true
		}
	case "core":
		if place.Name != "" && strings.Trim(place.Name, "0123456789") == "" && len(place.Name) < 5 {
			number := int64(0)
			for _, digit := range place.Name {
				number = 10*number + int64(digit-'0')
			}
			return scene.Subject{Topic: scene.OfCore, ID: number}, true
		}
	}
	return scene.Subject{}, false
}

// Acts of lessons. The subject's number is that of a question of the step, its
// part that of an option.

func (m *Model) lessonStep(a Act) {
	if m.Course != nil {
		m.goToStep(m.Course.At + int(a.Argument))
	}
}

// question is what an act is about, nil if the step has no such question.
func (m *Model) question(a Act) (*lesson.Question, *Given) {
	if m.Course == nil {
		return nil, nil
	}
	questions := m.Course.Step().Questions
	if a.Subject.ID < 0 || a.Subject.ID >= int64(len(questions)) {
		return nil, nil
	}
	q := &questions[a.Subject.ID]
	g := m.Course.Given[q.ID]
	if g == nil {
		g = &Given{}
		m.Course.Given[q.ID] = g
	}
	m.Course.Version++
	return q, g
}

// chooseOption chooses an option, or puts it at the end of an order; one that
// is in the order already is taken out.
func (m *Model) chooseOption(a Act) {
	q, g := m.question(a)
	option := int(a.Subject.Part)
	if q == nil || q.Sort == lesson.Number || option < 0 || option >= len(q.Answers) {
		return
	}
	g.Judged = false
	switch at := slices.Index(g.Answer.Options, option); {
	case q.Sort == lesson.Choice:
		g.Answer.Options = []int{option}
	case at >= 0:
		g.Answer.Options = slices.Delete(g.Answer.Options, at, at+1)
	default:
		g.Answer.Options = append(g.Answer.Options, option)
	}
	g.Begun = q.Sort == lesson.Choice || len(g.Answer.Options) == len(q.Answers)
}

// changeNumber adds to the number that is answered.
func (m *Model) changeNumber(a Act) {
	q, g := m.question(a)
	if q == nil || q.Sort != lesson.Number {
		return
	}
	g.Answer.Number = max(g.Answer.Number+float64(a.Argument), 0)
	g.Begun, g.Judged = true, false
}

// judge checks an answer.
func (m *Model) judge(a Act) {
	q, g := m.question(a)
	if q == nil || !g.Begun {
		return
	}
	if right, found := m.Right(q); found {
		g.Judged, g.Right = true, q.Accepts(right, g.Answer)
		m.Progress.note(m.Course, q.ID, g.Right)
	}
}

// reveal shows the right answer, or hides it again.
func (m *Model) reveal(a Act) {
	if q, g := m.question(a); q != nil {
		g.Shown = !g.Shown
	}
}

// taskName is what a step's task is called among what was done.
func taskName(s *lesson.Step) string { return "task " + s.ID }

// Progress is what was answered rightly, by lesson; it is kept.
type Progress struct {
	Done map[string][]string `json:"done"`           // the names of questions and tasks
	Step map[string]int      `json:"step"`           // where somebody was last
	Last string              `json:"last,omitempty"` // the lesson that was open last

	changed bool
}

func (p *Progress) note(c *Course, question string, right bool) {
	if !right || slices.Contains(p.Done[c.Lesson.Name], question) {
		return
	}
	if p.Done == nil {
		p.Done = map[string][]string{}
	}
	p.Done[c.Lesson.Name] = append(p.Done[c.Lesson.Name], question)
	p.changed = true
}

// reach notes at which step somebody is.
func (p *Progress) reach(c *Course) {
	if at, begun := p.Step[c.Lesson.Name]; begun && at == c.At && p.Last == c.Lesson.Name {
		return
	}
	if p.Step == nil {
		p.Step = map[string]int{}
	}
	p.Step[c.Lesson.Name], p.Last = c.At, c.Lesson.Name
	p.changed = true
}

// Changed reports whether there is something to keep since it was last asked.
func (p *Progress) Changed() bool {
	changed := p.changed
	p.changed = false
	return changed
}

// Part is how much of a lesson's questions and tasks were done rightly, from 0 to
// 1.
func (p *Progress) Part(l *lesson.Lesson) float64 {
	all, done := 0, 0
	count := func(name string) {
		all++
		if slices.Contains(p.Done[l.Name], name) {
			done++
		}
	}
	for i := range l.Steps {
		s := &l.Steps[i]
		for j := range s.Questions {
			count(s.Questions[j].ID)
		}
		if s.Task != nil {
			count(taskName(s))
		}
	}
	if all == 0 {
		return 0
	}
	return float64(done) / float64(all)
}

// Begun reports whether a lesson was ever open.
func (p *Progress) Begun(l *lesson.Lesson) bool {
	_, begun := p.Step[l.Name]
	return begun
}
