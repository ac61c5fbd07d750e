package scenario

import (
	"bytes"

	"timeslice/assets/words"
	"timeslice/sim"
)

// Scenario is a scenario file that has been read and found in order.
type Scenario struct {
	name      string
	comment   words.Comment
	machine   *node // the section machine, nil if there is none
	objects   []objectSpec
	groups    []groupSpec
	programs  []processSpec
	processes []processSpec
	edits     []sim.Edit
}

// Read reads a scenario. name is what faults call the file, and what the
// trace calls the scenario. An error is of type [Errors].
func Read(name string, source []byte) (*Scenario, error) {
	source = bytes.TrimPrefix(source, []byte("\ufeff")) // editors on Windows put it there
	f := &faults{file: name}
	s := &Scenario{name: name}
	r := &reader{faults: f, scenario: s}
	if root := parseYAML(source, f); root != nil {
		r.readRoot(root)
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	s.comment = words.ReadComment(string(source))
	return s, nil
}

// readRoot reads the sections in the order in which one speaks of another,
// whatever their order in the file.
func (r *reader) readRoot(root *node) {
	if root.shape != mapping {
		r.add(root.place, "scenario.not-a-scenario")
		return
	}
	var groups, programs, processes, edits *node
	later := func(to **node) func(*node) { return func(n *node) { *to = n } }
	r.fields(root, "scenario", append([]field{
		{"machine", later(&r.scenario.machine)},
		{"groups", later(&groups)},
		{"programs", later(&programs)},
		{"processes", later(&processes)},
		{"edits", later(&edits)},
	}, r.objectFields()...))
	machine := r.readMachine(r.scenario.machine, Overrides{})
	if err := machine.scheduler.Check(); err != nil && len(r.list) == 0 {
		r.add(r.scenario.machinePlace(), "scenario.machine", "Detail", err.Error())
	}
	if disks := r.scenario.machine.value("disks"); disks != nil && !disks.empty() {
		r.readObjects(disks, disk)
	}
	if groups != nil {
		r.readGroups(groups)
	}
	if programs != nil {
		r.readPrograms(programs)
	}
	if edits != nil {
		r.readEdits(edits)
	}
	if processes == nil {
		r.addMissing(root, "processes", "scenario")
		return
	}
	r.scenario.processes = r.readProcesses(processes)
	r.checkMentions()
	r.checkCount(machine.limits.Threads)
	r.checkCores(machine.scheduler.Cores, true)
}

// Name is what the scenario was called when it was read.
func (s *Scenario) Name() string { return s.name }

// Title is the first line of the leading comment in a language, the
// scenario's name if there is none.
func (s *Scenario) Title(l words.Language) string {
	if title := s.comment.Title(l); title != "" {
		return title
	}
	return s.name
}

// Comment is the rest of the leading comment in a language: what to look at.
func (s *Scenario) Comment(l words.Language) string { return s.comment.Text(l) }
