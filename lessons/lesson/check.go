package lesson

import (
	"errors"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"timeslice/assets/words"
	"timeslice/sim/node"
)

// Check proves a lesson: that both languages have the same steps, that every
// question has one right answer, that the program prints what real Node prints,
// that every place to look exists, and that the task does not hold before the
// solution and does after it.
func Check(folders fs.FS, name string, library *node.Library) (*Lesson, []*Fault) {
	l, faults := Read(folders, name)
	if len(faults) > 0 {
		return l, faults
	}
	c := &checker{reader: &reader{files: folders, lesson: l}}
	if c.expressions(); len(c.faults) > 0 {
		return l, c.faults
	}
	runs, err := l.Run(library)
	if err != nil {
		c.fault(PlanFile, 0, "lesson.run", "Detail", firstLine(err))
		return l, c.faults
	}
	c.output(runs)
	c.recording(folders, name)
	for i := range l.Steps {
		c.step(&l.Steps[i], runs)
		if l.Steps[i].Task != nil {
			c.task(l.Steps[i].Task, runs, library)
		}
	}
	return l, c.faults
}

type checker struct{ *reader }

// expressions compiles those of all steps.
func (c *checker) expressions() {
	check := func(e *Expression) {
		if err := e.compile(); err != nil {
			c.fault(PlanFile, 0, "lesson.expression", "Text", e.Text, "Detail", firstLine(err))
		}
	}
	for i := range c.lesson.Steps {
		s := &c.lesson.Steps[i]
		if s.At != nil {
			check(s.At)
		}
		for j := range s.Questions {
			for k := range s.Questions[j].Answers {
				check(&s.Questions[j].Answers[k])
			}
		}
		if s.Task != nil {
			check(&s.Task.Holds)
		}
	}
}

// output compares what the script prints with what Node was seen to print.
func (c *checker) output(runs Runs) {
	if strings.HasSuffix(c.lesson.Main, ".yaml") {
		return
	}
	if have := runs[""].Stdout(); have != c.lesson.Expected {
		c.fault("program.out", differentLine(have, c.lesson.Expected), "lesson.output")
	}
}

// Stdout is what was written to standard output.
func (r *Record) Stdout() string {
	var b strings.Builder
	for _, l := range r.Output {
		if l.Stream == 1 {
			b.WriteString(l.Text + "\n")
		}
	}
	return b.String()
}

// differentLine is the first line that differs, from 1.
func differentLine(a, b string) int {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range as {
		if i >= len(bs) || as[i] != bs[i] {
			return i + 1
		}
	}
	return len(as)
}

func (c *checker) step(s *Step, runs Runs) {
	run := runs[s.Variant]
	for _, place := range s.Look {
		if !run.has(place, c.lesson) {
			c.fault(PlanFile, 0, "lesson.nothing-there", "Step", s.ID, "Place", place.String())
		}
	}
	if s.At != nil {
		at, err := s.When(runs)
		if err != nil || at < 0 || at > run.End {
			c.fault(PlanFile, 0, "lesson.no-instant", "Step", s.ID, "Text", s.At.Text)
		}
		for _, place := range s.Look {
			if err == nil && at >= 0 && run.has(place, c.lesson) && !run.begun(place, at) {
				c.fault(PlanFile, 0, "lesson.not-yet-there", "Step", s.ID, "Place", place.String(), "Text", s.At.Text)
			}
		}
	}
	c.notes(s)
	for i := range s.Questions {
		q := &s.Questions[i]
		if _, err := q.Right(runs); err != nil {
			var why *Unanswered
			if !errors.As(err, &why) {
				why = &Unanswered{"lesson.no-answer.value", []any{"ID", q.ID, "Detail", firstLine(err)}}
			}
			c.fault(PlanFile, 0, why.ID, why.Args...)
		}
	}
}

// notes sees that what a presenter is to say stands in all languages or in none.
func (c *checker) notes(s *Step) {
	all := words.Languages()
	for _, language := range all {
		if len(Notes(s.Text(language))) == 0 && len(Notes(s.Text(all[0])))+len(Notes(s.Text(all[1]))) > 0 {
			c.fault("lesson."+string(language)+".md", 0, "lesson.no-notes", "Step", s.ID)
		}
	}
}

// begun reports whether a place is there at an instant, in ms: a process and a
// thread are from when they begin.
func (r *Record) begun(p Place, at float64) bool {
	switch p.Sort {
	case "process":
		return slices.ContainsFunc(r.Processes, func(f ProcessFigures) bool { return f.Name == p.Name && f.Start <= at })
	case "thread":
		return slices.ContainsFunc(r.Threads, func(f ThreadFigures) bool { return f.Name == p.Name && f.Start <= at })
	}
	return true
}

// has reports whether there is a place in a run.
func (r *Record) has(p Place, l *Lesson) bool {
	switch p.Sort {
	case "process":
		return slices.ContainsFunc(r.Processes, func(f ProcessFigures) bool { return f.Name == p.Name })
	case "thread":
		return slices.ContainsFunc(r.Threads, func(f ThreadFigures) bool { return f.Name == p.Name })
	case "core":
		number, err := strconv.Atoi(p.Name)
		return err == nil && number >= 0 && number < len(r.Cores)
	case "line":
		number, err := strconv.Atoi(p.Name)
		return err == nil && number >= 1 && number <= strings.Count(l.Program[l.Main], "\n")+1
	}
	return true
}

// task sees that it is not done from the start, and is done by the solution.
func (c *checker) task(t *Task, before Runs, library *node.Library) {
	after, err := c.lesson.RunSolution(library)
	if err != nil {
		c.fault("solution/"+t.File, 0, "lesson.run", "Detail", firstLine(err))
		return
	}
	for _, proof := range []struct {
		runs  Runs
		holds bool
		fault string
	}{{before, false, "lesson.task-done"}, {after, true, "lesson.task-unsolved"}} {
		held, err := t.Holds.Truth(proof.runs)
		switch {
		case err != nil:
			c.fault(PlanFile, 0, "lesson.expression", "Text", t.Holds.Text, "Detail", firstLine(err))
		case held != proof.holds:
			c.fault(PlanFile, 0, proof.fault, "Text", t.Holds.Text)
		}
	}
}
