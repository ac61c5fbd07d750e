package main

import (
	"encoding/json"
	"fmt"
	"io"
	"reflect"

	"timeslice/render/terminal"
	"timeslice/sim"
	"timeslice/sim/scenario"
	"timeslice/sim/trace"
)

// knobs are the flags that turn the machine's knobs. What is not given stays
// as the scenario has it.
type knobs struct {
	Cores      *int    `help:"cli.help.cores" placeholder:"N" group:"cli.group.machine"`
	Policy     *string `help:"cli.help.policy" placeholder:"NAME" group:"cli.group.machine"`
	Quantum    *span   `help:"cli.help.quantum" placeholder:"TIME" group:"cli.group.machine"`
	HZ         *int64  `help:"cli.help.hz" name:"hz" placeholder:"N" group:"cli.group.machine"`
	Seed       *uint64 `help:"cli.help.seed" placeholder:"N" group:"cli.group.machine"`
	Until      *span   `help:"cli.help.until" placeholder:"TIME" group:"cli.group.machine"`
	Calibrated bool    `help:"cli.help.calibrated" group:"cli.group.machine"`
	Pool       *int    `help:"cli.help.pool" placeholder:"N" group:"cli.group.machine"`

	Edit []string `help:"cli.help.edit" placeholder:"CHANGE" sep:"none" group:"cli.group.machine"`

	Measured calibration `kong:"-"`
	Edits    []sim.Edit  `kong:"-"`
}

// calibration is what was measured on this computer, once it has been read.
type calibration string

// overrides are the knobs as a scenario takes them.
func (k *knobs) overrides() scenario.Overrides {
	o := scenario.Overrides{Cores: k.Cores, Policy: k.Policy, HZ: k.HZ, Seed: k.Seed, Calibration: string(k.Measured), Edits: k.Edits}
	if k.Quantum != nil {
		quantum := int64(*k.Quantum)
		o.QuantumNs = &quantum
	}
	if k.Until != nil {
		until := trace.Time(*k.Until)
		o.Until = &until
	}
	return o
}

// given reports whether any of them was given.
func (k *knobs) given() bool { return !reflect.DeepEqual(*k, knobs{}) }

// readEdits reads what is to be changed while the machine runs.
func (k *knobs) readEdits() (err error) {
	k.Edits, err = scenario.ReadEdits("--edit", k.Edit)
	return err
}

// window are the flags that say which part of a run a chart shows.
type window struct {
	From    span `help:"cli.help.from" default:"0" placeholder:"TIME" group:"cli.group.chart"`
	To      span `help:"cli.help.to" default:"0" placeholder:"TIME" group:"cli.group.chart"`
	Threads int  `help:"cli.help.threads" default:"24" placeholder:"N" group:"cli.group.chart"`
}

func (w window) of() terminal.Window {
	return terminal.Window{From: trace.Time(w.From), To: trace.Time(w.To), Threads: w.Threads}
}

// runCommand simulates without a window.
type runCommand struct {
	File      string   `arg:"" optional:"" help:"cli.help.file"`
	Args      []string `arg:"" optional:"" help:"cli.help.args"`
	nodeLine  `embed:""`
	Report    string `help:"cli.help.report" enum:"text,json," default:"" placeholder:"text|json"`
	Gantt     bool   `help:"cli.help.gantt"`
	Trace     string `help:"cli.help.trace" placeholder:"OUT"`
	nodeFlags `embed:""`
	knobs     `embed:""`
	window    `embed:""`
}

// Run runs a scenario or a script and shows what was asked for. If nothing
// was, a scenario shows its chart and report, and a script what it prints.
func (c *runCommand) Run(p *program) error {
	if c.Threads < 1 || c.To != 0 && c.To <= c.From {
		return p.wrong("cli.no-window")
	}
	if !c.hasCode() && isRecording(c.File) {
		return c.showRecording(p)
	}
	s, err := c.prepare(p)
	if err != nil {
		return err
	}
	t := p.perform(s.machine)
	if c.Trace != "" {
		if err := p.save(t, c.Trace); err != nil {
			return err
		}
	}
	if err := c.show(p, s, t); err != nil {
		return err
	}
	return p.endingOf(s, t)
}

// prepare builds the machine: with code, what seems to be the file is the first
// argument.
func (c *runCommand) prepare(p *program) (*simulation, error) {
	if c.nodeLine != (nodeLine{}) {
		c.nodeFlags.line = &c.nodeLine
	}
	if !c.hasCode() {
		if c.File == "" {
			return nil, &failure{
				code: exitUsage, text: p.words.Say("cli.misuse.missing", "One", `"<file>"`), hint: p.words.Say("cli.misuse-hint", "Command", "timeslice run"),
			}
		}
		return p.build(c.File, c.Args, &c.nodeFlags, &c.knobs)
	}
	if c.File != "" {
		c.Args = append([]string{c.File}, c.Args...)
	}
	return p.buildCode(c.Args, &c.nodeFlags, &c.knobs)
}

func (c *runCommand) show(p *program, s *simulation, t *trace.Trace) error {
	if c.Report == "json" {
		return terminal.WriteJSON(p.out, t)
	}
	nothingAsked := c.Report == "" && !c.Gantt && c.Trace == "" && !s.script
	if nothingAsked {
		p.head(s, t)
	}
	if nothingAsked || c.Gantt {
		p.print(terminal.Gantt(t, c.window.of(), p.style, p.words)...)
	}
	if nothingAsked || c.Gantt && c.Report != "" {
		p.print("")
	}
	if nothingAsked || c.Report != "" {
		p.print(terminal.Report(t, p.style, p.words)...)
	}
	return nil
}

// head prints the title of a scenario and what to look at.
func (p *program) head(s *simulation, t *trace.Trace) {
	preface := terminal.Preface{Title: s.title, Comment: s.comment}
	p.print(terminal.Head(t, preface, p.style, p.words)...)
	p.print("")
}

// print prints lines on the output.
func (p *program) print(lines ...string) {
	for _, line := range lines {
		fmt.Fprintln(p.out, line)
	}
}

// printJSON prints a value for other programs.
func (p *program) printJSON(value any) error {
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return err
	}
	_, err = p.out.Write(append(text, '\n'))
	return err
}

// simulation is a machine on which a scenario or a script will run.
type simulation struct {
	machine        *sim.Machine
	title, comment string
	script         bool
	budget         bool // it is a script, and nobody has said how long it may run
}

// build reads a scenario or a script and builds its machine.
func (p *program) build(file string, args []string, f *nodeFlags, k *knobs) (*simulation, error) {
	if k.Calibrated {
		if err := p.calibrate(k); err != nil {
			return nil, err
		}
	}
	if err := k.readEdits(); err != nil {
		return nil, err
	}
	if p.isScript(file) {
		read, err := p.readScript(file, f.Root)
		if err != nil {
			return nil, err
		}
		m, err := p.buildScript(read, args, f, k)
		return &simulation{machine: m, title: read.name, script: true, budget: k.Until == nil}, err
	}
	if len(args) > 0 {
		return nil, p.wrong("cli.no-arguments", "File", file)
	}
	s, err := p.read(file)
	if err != nil {
		return nil, err
	}
	if calibrated, _ := s.Calibrated(); k.Calibrated && !calibrated {
		return nil, p.wrong("cli.calibrated-scenario", "File", file)
	}
	if !s.HasScripts() {
		switch {
		case k.Pool != nil:
			return nil, p.wrong("cli.no-pool")
		case f.given():
			return nil, p.wrong("cli.no-node-flags", "File", file)
		}
	}
	programs, err := p.programs(s, file, f, k)
	if err != nil {
		return nil, err
	}
	m, err := s.MachineWith(programs, k.overrides())
	if err != nil {
		return nil, err
	}
	return &simulation{machine: m, title: s.Title(p.words.Language()), comment: s.Comment(p.words.Language())}, nil
}

// stepNs is how much simulated time passes between two looks at what the
// programs have printed.
const stepNs = 50 * trace.Millisecond

// perform runs a machine to its end, and prints what the simulated programs
// write as they write it.
func (p *program) perform(m *sim.Machine) *trace.Trace {
	defer p.env.watchMemory(p.guard)()
	next := trace.FactID(1)
	for until := trace.Time(0); m.RunUntil(until); until = m.Next() + trace.Time(stepNs) { // through a century of sleep in one step
		next = p.speak(m.Trace(), next)
	}
	p.speak(m.Trace(), next)
	return m.Trace()
}

// speak prints what the simulated programs wrote, as they wrote it, from a
// fact on, and returns the first fact that it has not seen.
func (p *program) speak(t *trace.Trace, id trace.FactID) trace.FactID {
	for ; int(id) <= t.Len(); id++ {
		f := t.Fact(id)
		if f.Kind != trace.KindOutput {
			continue
		}
		to := p.out
		if f.Object == 2 {
			to = p.err
		}
		io.WriteString(to, t.Text(trace.StringID(f.B)))
	}
	return id
}

// endingOf is how a run ended, as an error. A script that was stopped because
// the time was over that nobody gave it is told so.
func (p *program) endingOf(s *simulation, t *trace.Trace) error {
	if s.budget && t.Metrics().EndReason == trace.ReasonUntil {
		return &failure{code: exitUnfinished, text: p.words.Say("cli.out-of-time", "File", s.title)}
	}
	if budget := p.guard.Exceeded(); budget > 0 {
		return &failure{code: 128 + int(sim.SIGABRT), text: p.words.Say("cli.heap-budget", "File", s.title, "MB", budget>>20)}
	}
	return p.ending(t)
}

// outOfMemory reports whether a process was killed because the simulated
// computer's memory was full.
func outOfMemory(t *trace.Trace, process trace.ProcessID) bool {
	for id := trace.FactID(t.Len()); id >= 1; id-- {
		if f := t.Fact(id); f.Kind == trace.KindOutOfMemory && trace.ProcessID(f.Object) == process {
			return true
		}
	}
	return false
}

// ending is how a run ended, as an error: nil if its first process exited with
// 0 or the time asked for was reached first. A shell's rule gives a process
// that was killed by signal n the code 128+n.
func (p *program) ending(t *trace.Trace) error {
	m := t.Metrics()
	switch m.EndReason {
	case trace.ReasonCompleted:
		if len(m.Processes) == 0 {
			return nil
		}
		first := m.Processes[0]
		if first.Signal != 0 {
			if outOfMemory(t, first.Process) {
				return &failure{code: 128 + first.Signal, text: p.words.Say("cli.out-of-memory", "Process", first.Name)}
			}
			return ended(128 + first.Signal)
		}
		if first.Code != 0 {
			return ended(first.Code)
		}
		return nil
	case trace.ReasonUntil, trace.ReasonNone:
		return nil
	default:
		return &failure{code: exitUnfinished, text: terminal.EndInWords(t, p.words)}
	}
}
