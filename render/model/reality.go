package model

import (
	"encoding/json"
	"slices"

	"timeslice/render/scene"
	"timeslice/sim/compare"
	"timeslice/sim/trace"
)

// Reality is what is known of the open program's real runs, on the computer that
// timeslice itself runs on, and how one gets to know it.
//
// Nothing is started that the user has not asked for: a program that did not come
// with the product is shown first, whole, and asked about. A link or a file that
// is opened can open this screen no more than it can press a key.
type Reality struct {
	Possible bool      // this computer lets programs be started; a browser does not
	Runs     int       // how often the program is run for real
	Asks     bool      // the user is asked whether the program may be started
	Under    *Underway // the runs that are under way, nil for none
	Compared *Compared // what came of them, nil for nothing yet
	Fault    string    // why nothing came of them, in words
	Version  int       // grows with each comparison, so that pictures know

	allowed bool // the user has said that the open program may be started
}

// Underway is how far real runs have come.
type Underway struct {
	Run, Runs int   // the present one, from 1
	Ns        int64 // since the first one began
	Lines     int   // that the present one has printed
	Processes int   // that it has
}

// Order is a request for real runs.
type Order struct {
	Program  *Program
	Settings Settings
	Runs     int
	Curve    bool // with 1, 2, 4 and 8 threads, instead of once
}

// Outcome is what came of real runs: a comparison, or a curve.
type Outcome struct {
	Curve       *compare.Curve
	Report      *compare.Report
	Model, Real *trace.Trace // the simulated run, and the real one that recorded itself
	Runtime     string       // such as "node v20.20.2"; "timeslice" if it carried a scenario out
	Refused     Refusal      // why it was not recorded exactly
}

// Refusal is why the system gave no exact records: the kind, "" if it gave them, and
// what else is known.
type Refusal struct{ Why, Detail string }

// Compared is a comparison as it is shown.
type Compared struct {
	Outcome
	Program  *Program
	ModelRun *Branch
	RealRun  *Branch
	Matches  []compare.Match
	Figures  Figures
	Recorded bool // the real run was not one of this computer: it ships with the lesson
}

// Figures are which figures of a comparison are shown.
type Figures int

// The figures.
const (
	FiguresByThread Figures = iota // CPU time of the threads
	FiguresInAll                   // of the whole program
	FiguresOfCurve                 // wall time against the number of threads
)

// usualRuns is how often a program is run for real unless more is asked for: so
// often that a figure has a median.
const usualRuns = 3

// manyRuns are the numbers of runs that can be chosen.
var manyRuns = [...]int{1, 3, 10, 30, 100}

// realCommands are those of real runs.
func realCommands() []Command {
	return []Command{
		{Name: "real", Keys: []string{"R"}, On: InLab, do: (*Model).toReality},
		{Name: "real-recorded", Keys: []string{"Shift+R"}, On: InRecorded, do: (*Model).showRecorded},
		{Name: "real-start", Keys: []string{"Enter", "R"}, On: InReality, do: (*Model).startReal},
		{Name: "real-more", Keys: []string{"+", "ArrowUp"}, On: InReality, Argument: 1, do: (*Model).changeRuns},
		{Name: "real-fewer", Keys: []string{"-", "ArrowDown"}, On: InReality, Argument: -1, do: (*Model).changeRuns},
		{Name: "real-curve", Keys: []string{"U"}, On: InReality, do: (*Model).showCurve},
		{Name: "real-threads", Keys: []string{"H"}, On: InReality, do: showing(FiguresByThread)},
		{Name: "real-totals", Keys: []string{"G"}, On: InReality, do: showing(FiguresInAll)},
		{Name: "real-open", Keys: []string{"O"}, On: InReality, do: (*Model).openRealRun},
		{Name: "real-save", Keys: []string{"Ctrl+Shift+S"}, On: InReality, do: (*Model).saveRealRun},
		{Name: "real-copy", Keys: []string{"C"}, On: InReality, do: (*Model).copyComparison},
		{Name: "real-leave", Keys: []string{"Escape", "Backspace"}, On: InReality, do: (*Model).leaveReality},
	}
}

// toReality shows the screen of real runs. Of a program that may be started they
// begin at once.
func (m *Model) toReality(Act) {
	r := &m.Reality
	if b := m.Branch(); b != nil && b.Real && r.Compared != nil && r.Compared.RealRun == b {
		m.Screen, m.Playhead.Playing, m.Typing = Real, false, "" // from where it was opened
		return
	}
	if !m.changeable() {
		return
	}
	b := m.Branch()
	m.Screen, m.Playhead.Playing = Real, false
	m.Typing = ""
	if r.Runs == 0 {
		r.Runs = usualRuns
	}
	if r.Compared != nil && (r.Compared.Program != b.Program || r.Compared.Recorded && r.Possible && m.HasRecorded()) {
		r.Compared = nil
	}
	if r.Compared != nil || r.Under != nil || !r.Possible {
		return
	}
	if r.Asks = !r.allowed && !b.Program.Ships; !r.Asks {
		m.startReal(Act{})
	}
}

// startReal asks for the real runs. To get here the user has pressed a button
// that says so, below what is to be started.
func (m *Model) startReal(Act) {
	r, b := &m.Reality, m.Branch()
	if b == nil || !r.Possible || r.Under != nil {
		return
	}
	r.allowed, r.Asks, r.Fault = true, false, ""
	if r.Compared != nil && r.Compared.Recorded {
		r.Compared = nil
	}
	m.orderReal(false)
}

// orderReal wants the runs themselves.
func (m *Model) orderReal(curve bool) {
	r, b := &m.Reality, m.Branch()
	r.Under = &Underway{Run: 1, Runs: r.Runs}
	m.requests = append(m.requests, Request{Name: "real", Order: &Order{Program: b.Program, Settings: b.Settings, Runs: r.Runs, Curve: curve}})
}

// showCurve shows how the time changes with the number of threads; if that is not
// known yet it is found out, of a program that has been started before.
func (m *Model) showCurve(Act) {
	r := &m.Reality
	if r.Compared == nil || r.Under != nil {
		return
	}
	r.Version++
	r.Compared.Figures = FiguresOfCurve
	if r.Compared.Curve == nil && r.Possible && !r.Compared.Recorded {
		m.orderReal(true)
	}
}

// showing shows figures that are known already.
func showing(figures Figures) func(*Model, Act) {
	return func(m *Model, _ Act) {
		if r := &m.Reality; r.Compared != nil {
			r.Version++
			r.Compared.Figures = figures
		}
	}
}

func (m *Model) changeRuns(a Act) {
	r := &m.Reality
	at := slices.Index(manyRuns[:], r.Runs) + int(a.Argument)
	if r.Under == nil && at >= 0 && at < len(manyRuns) {
		r.Runs = manyRuns[at]
	}
}

// leaveReality cancels what is under way, and shows the lab again if nothing is.
func (m *Model) leaveReality(Act) {
	if m.Reality.Under != nil {
		m.requests = append(m.requests, Request{Name: "real-cancel"})
		return
	}
	m.Screen = Lab
}

// RealProgress is told how far the runs have come.
func (m *Model) RealProgress(u Underway) {
	if m.Reality.Under != nil {
		*m.Reality.Under = u
	}
}

// RealDone is told what came of the runs: an outcome, or why there is none, in
// words.
func (m *Model) RealDone(order *Order, o *Outcome, fault string) {
	r, b := &m.Reality, m.Branch()
	if b == nil || b.Program != order.Program {
		return // another one has been opened meanwhile
	}
	r.Under, r.Fault = nil, fault
	if o == nil {
		return
	}
	r.Version++
	if o.Report == nil {
		if r.Compared != nil {
			r.Compared.Curve = o.Curve
		}
		return
	}
	r.Compared = comparedOf(order.Program, o)
}

func comparedOf(p *Program, o *Outcome) *Compared {
	return &Compared{
		Outcome: *o, Program: p, ModelRun: recorded(o.Model), RealRun: recorded(o.Real),
		Matches: compare.Matches(o.Model, o.Real),
	}
}

// openRealRun opens the record of the real run in the lab, among the runs of the
// model: everything there works on it as on any trace.
func (m *Model) openRealRun(Act) {
	c := m.Reality.Compared
	if c == nil {
		return
	}
	at := slices.Index(m.Branches, c.RealRun)
	if at < 0 {
		if len(m.Branches) >= mostBranches {
			m.Fail(refuse("ui.branch.too-many", "Most", mostBranches))
			return
		}
		c.RealRun.Name, c.RealRun.Real = m.say.Say("ui.real.run", "Runtime", c.Runtime), true
		c.RealRun.Program, c.RealRun.Settings, c.RealRun.Parent = c.Program, m.Branch().Settings, m.Current
		if m.Branch().Real {
			c.RealRun.Parent = m.Branch().Parent
		}
		m.rememberBranches()
		at, m.Branches = len(m.Branches), append(m.Branches, c.RealRun)
	}
	m.Screen, m.Before = Lab, nil
	m.Selected, m.Focus, m.Timeline = scene.Subject{}, scene.Subject{}, newTimeline()
	m.show(at)
	m.Seek(0)
}

// saveRealRun asks for the record of the real run to be saved as a file, which can be
// opened again here or on another computer.
func (m *Model) saveRealRun(Act) {
	if c := m.Reality.Compared; c != nil {
		m.saveRecord(c.Real)
	}
}

// IsRecord reports whether what is shown is the record of a run that is over, of which
// nothing can be changed or run again.
func (m *Model) IsRecord() bool {
	b := m.Branch()
	return b != nil && (b.Real || b.Program.Recorded())
}

// changeable shows a run of which something can be changed: of a real one that which it
// was compared with. It says so if there is none.
func (m *Model) changeable() bool {
	b := m.Branch()
	switch {
	case b == nil:
		return false
	case !m.IsRecord():
		return true
	case b.Real && b.Parent >= 0:
		m.show(b.Parent)
		return true
	}
	m.Fail(refuse("ui.recording.fixed", "Name", b.Name))
	return false
}

// copyComparison copies the whole comparison, with the program, as a report of it
// needs them.
func (m *Model) copyComparison(Act) {
	if c := m.Reality.Compared; c != nil {
		m.requests = append(m.requests, Request{Name: "copy", Text: c.report()})
		m.Notice = Notice{Text: m.say.Say("ui.real.copied")}
	}
}

// AllowReal says that programs can be started on this computer.
func (m *Model) AllowReal() { m.Reality.Possible = true }

// forgetReality forgets what belongs to the program that was open, and ends what
// runs of it.
func (m *Model) forgetReality() {
	if m.Reality.Under != nil {
		m.requests = append(m.requests, Request{Name: "real-cancel"})
	}
	m.Reality = Reality{Possible: m.Reality.Possible, Runs: m.Reality.Runs, Version: m.Reality.Version}
}

// report is the comparison with the program it is of, for somebody who looks for
// a fault of the model. It is data, in no language.
func (c *Compared) report() string {
	text, err := json.MarshalIndent(c.Report, "", "  ")
	if err != nil {
		return ""
	}
	return c.Runtime + "\n" + string(text) + "\n\n" + string(c.Program.Archive())
}
