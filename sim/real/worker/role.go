//go:build !js

package worker

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"timeslice/sim/workload"
)

// The parts the binary plays when its first argument says so.
const (
	directRole = "real-direct"
	workRole   = "real-work"
)

// Role plays the part that a command line asks for, and reports whether it asks
// for one of this package's.
func Role(args []string) (code int, played bool) {
	switch {
	case len(args) == 3 && args[1] == directRole:
		return direct(args[2]), true
	case len(args) == 4 && args[1] == workRole:
		return work(args[2], args[3]), true
	}
	return 0, false
}

// Impossible lists the operations of a plan that this system cannot carry out.
func Impossible(plan *workload.Plan) []string {
	var found []string
	for _, steps := range plan.Listings {
		for _, s := range workload.Lay(steps) {
			if impossible(s.Do) && !slices.Contains(found, s.Do) {
				found = append(found, s.Do)
			}
		}
	}
	return found
}

// planFile is the plan's name in the folder of a run.
const planFile = "plan.json"

// Prepare writes a plan into a folder and returns the command that carries it
// out.
func Prepare(plan *workload.Plan, own, folder string) (command []string, err error) {
	text, err := json.Marshal(plan)
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(folder, planFile), text, 0o600); err != nil {
		return nil, err
	}
	return []string{own, directRole, folder}, nil
}

// readPlan reads the plan that all processes of a run share.
func readPlan(folder string) (*workload.Plan, error) {
	text, err := os.ReadFile(filepath.Join(folder, planFile))
	if err != nil {
		return nil, err
	}
	plan := &workload.Plan{}
	return plan, json.Unmarshal(text, plan)
}

// birth is what a process is told when it begins.
type birth struct {
	Name     string
	Threads  []workload.Thread // each once
	Places   []workload.Place  // where they begin in their listings; nil for the beginning
	Memory   int64
	Reaper   bool
	Gate     bool  // it waits for a byte on its standard input before it begins
	Director int   // the director's number
	Parent   int   // 0 for the director
	Cores    []int // that the run may use, as the system numbers them; nil if that cannot be said
	Ends     []workload.End
	Files    []int // where they lie, one or two for each end
	Exec     bool  // the process was there before, with another program
}

// birthOf is what one copy of a process is told.
func birthOf(p *workload.Process, number int64) birth {
	b := birth{Name: copyName(p.Name, p.Count, number), Memory: p.MemoryBytes, Reaper: p.Subreaper, Ends: p.Ends}
	for _, t := range p.Threads {
		name, count := t.Name, max(1, t.Count)
		t.Count = 1
		for i := range count {
			t.Name = copyName(name, count, i+1)
			if name == p.Name {
				t.Name = b.Name
			}
			b.Threads = append(b.Threads, t)
		}
	}
	return b
}

// copyName is the name of one of count copies: A1, A2… for A, and A alone for one.
func copyName(name string, count, number int64) string {
	if count <= 1 {
		return name
	}
	return name + strconv.FormatInt(number, 10)
}
