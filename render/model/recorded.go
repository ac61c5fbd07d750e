package model

import (
	"cmp"
	"strconv"

	"timeslice/lessons"
	"timeslice/lessons/lesson"
	"timeslice/sim/compare"
	"timeslice/sim/trace"
)

// Each lesson that ships has a recorded real run of its program, made on an actual
// computer, which it names. It stands beside the model as a run of this computer
// would, and so it can where no program can be started, as in a browser.

// HasRecorded reports whether there is a recorded real run of the open program: it
// is a lesson's, and nothing of it was changed.
func (m *Model) HasRecorded() bool {
	b := m.Branch()
	return m.Course != nil && b != nil && !b.Real && b.Program.Ships && lesson.HasRecording(lessons.Folders(), m.Course.Lesson.Name)
}

// showRecorded compares the lesson's program with its recorded real run.
func (m *Model) showRecorded(Act) {
	r := &m.Reality
	if !m.HasRecorded() || r.Under != nil {
		return
	}
	l := m.Course.Lesson
	real, err := lesson.Recording(lessons.Folders(), l.Name)
	if err != nil {
		m.Fail(badRecording(l.Name+"/"+lesson.RecordingFile, err))
		return
	}
	outcome, err := m.besideRecording(l, real)
	if err != nil {
		m.Fail(err)
		return
	}
	m.Screen, m.Playhead.Playing, m.Typing = Real, false, ""
	r.Asks, r.Fault, r.Runs = false, "", cmp.Or(r.Runs, usualRuns)
	r.Version++
	r.Compared = comparedOf(m.Branch().Program, outcome)
	r.Compared.Recorded = true
}

// besideRecording runs a lesson's program in the model, on as many cores as the
// recording's computer has, and compares the two. A scenario keeps its own
// number of cores, to which the real run was bound too.
func (m *Model) besideRecording(l *lesson.Lesson, real *trace.Trace) (*Outcome, error) {
	p, s := programOf(l, l.Knobs)
	cores, _ := strconv.Atoi(real.Property("cores"))
	preset := "laptop"
	if p.IsScenario() {
		s.Policy, preset = compare.RealPolicy, "scenario"
		cores = min(cores, s.Cores)
	}
	s.Cores = cores
	b := &Branch{Parent: -1, Program: p, Settings: s}
	if err := b.start(m.library); err != nil {
		return nil, err
	}
	defer b.leave()
	model, run := compare.RunOf(b.machine.Run()), compare.RunOf(real)
	run.Watched = !p.IsScenario()
	report := compare.Of(*model, compare.ReadOrder(model.Trace), nil, []compare.Run{*run}, real.Property("real"))
	report.Preset = preset
	return &Outcome{Report: report, Model: model.Trace, Real: real, Runtime: compare.RuntimeOf(real)}, nil
}
