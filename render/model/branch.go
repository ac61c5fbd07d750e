package model

import (
	"errors"
	"fmt"

	"timeslice/render/view/names"
	"timeslice/render/view/timeline"
	"timeslice/sim"
	"timeslice/sim/node"
	"timeslice/sim/scenario"
	"timeslice/sim/trace"
)

// Branch is one run of a program: on a machine, with what was changed on it. An
// engine's state cannot be copied, so a branch that changes the past is run again
// from the start.
type Branch struct {
	Name     string
	Parent   int // the branch it was made from, -1 for none
	Program  *Program
	Settings Settings
	Edits    []sim.Edit // what is changed while it runs
	Real     bool       // it is the record of a real run of the program, beside those of the model

	Book  names.Book      // who is who, as far as the run has come
	Index *timeline.Index // its history, as far

	machine *sim.Machine
	stint   *stint
	guard   *node.Guard
	record  *trace.Trace
	ended   bool
	resting bool // there is nothing to do for it at present

	looked trace.FactID // of the facts, those up to here have been looked at for faults
	faults []Fault
	files  fileNumbers // which files its trace knows
	knobs  []scenario.Knob
}

// start makes the machine of a branch. An error is for the user to read.
func (b *Branch) start(library *node.Library) error {
	if b.Program.Recorded() {
		return refuse("ui.recording.fixed", "Name", b.Program.Name)
	}
	b.stint = newStint()
	b.guard = &node.Guard{Rest: b.stint.rest}
	build := b.buildScript
	if b.Program.IsScenario() {
		build = b.buildScenario
	}
	m, err := build(library)
	if err != nil {
		return err
	}
	b.machine, b.stint.machine, b.ended = m, m, false
	b.Book, b.Index = names.Book{}, timeline.New()
	b.record = m.Trace()
	b.takeIn()
	return nil
}

func (b *Branch) buildScenario(library *node.Library) (*sim.Machine, error) {
	source, found := b.Program.File(b.Program.Main)
	if !found {
		return nil, fmt.Errorf("%s: no such file", b.Program.Main)
	}
	s, err := scenario.Read(b.Program.Main, []byte(source))
	if err != nil {
		return nil, err
	}
	return s.MachineWith(scenario.Programs{
		Files: b.Program.disk(), Folder: scenario.ScriptFolder, Library: library, Guard: b.guard, Pool: b.Settings.Pool,
		Environment: scenario.ScriptEnvironment(),
	}, b.overrides())
}

func (b *Branch) buildScript(library *node.Library) (*sim.Machine, error) {
	if _, found := b.Program.File(b.Program.Main); !found {
		return nil, errors.New(b.Program.Main + ": no such file")
	}
	o := node.Options{
		Script: scenario.ScriptFolder + "/" + b.Program.Main, Files: b.Program.disk(), Library: library, Guard: b.guard,
		Costs: node.DefaultCosts(), PoolSize: b.Settings.Pool,
	}
	if b.Settings.Seed != nil {
		o.Seed = *b.Settings.Seed
	}
	return scenario.Script(b.Program.Name, o, nil, b.overrides())
}

// overrides are the settings and the edits as scenarios take them.
func (b *Branch) overrides() scenario.Overrides {
	o := b.Settings.overrides()
	o.Edits = b.Edits
	return o
}

// recorded is a branch that is the record of a run that has ended.
func recorded(t *trace.Trace) *Branch {
	b := &Branch{Parent: -1}
	b.hold(t)
	return b
}

// hold makes a branch the record of a run that has ended.
func (b *Branch) hold(t *trace.Trace) {
	b.ended, b.record, b.Index = true, t, timeline.New()
	b.Book.Extend(t)
	b.Index.Extend(t)
}

// Trace is the record as far as the run has come.
func (b *Branch) Trace() *trace.Trace {
	if b.record == nil {
		return &trace.Trace{}
	}
	return b.record
}

// Ended reports whether the run has come to its end.
func (b *Branch) Ended() bool { return b.ended }

// stepNs is how much simulated time passes between two looks at the clock.
const stepNs = trace.Time(2 * trace.Millisecond)

// advance lets the run go on up to the horizon ahead of an instant, as long as more
// says that there is time. It reports whether it has yet to.
func (b *Branch) advance(at trace.Time, more func() bool) bool {
	if b.machine == nil || b.ended {
		return false
	}
	b.resting = false
	for b.stint.underway || b.machine.Now() < at+horizon {
		if !more() {
			b.takeIn()
			return true
		}
		o := b.stint.until(max(b.machine.Next(), b.machine.Now())+stepNs, more)
		if !o.arrived {
			b.takeIn()
			return true
		}
		b.record = b.machine.Trace() // which is not whole while it is underway
		if o.ended {
			b.ended = true
			break
		}
	}
	b.resting = true
	b.takeIn()
	return false
}

// leave gives back what a run holds that nobody will look at any more.
func (b *Branch) leave() {
	if b.machine != nil {
		b.stint.abandon()
		b.machine = nil
	}
}

// takeIn takes in what has been recorded meanwhile.
func (b *Branch) takeIn() {
	b.Book.Extend(b.record)
	b.Index.Extend(b.record)
}
