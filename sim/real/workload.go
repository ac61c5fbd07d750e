//go:build !js

package real

import (
	"os"
	"strings"

	"timeslice/sim/real/worker"
	"timeslice/sim/workload"
)

// Workload is the spec of a plan that this binary carries out itself, with nothing
// installed. It needs a folder for what its processes share and write down.
func Workload(plan *workload.Plan, folder string) (Spec, error) {
	if cannot := worker.Impossible(plan); len(cannot) > 0 {
		return Spec{}, &Problem{NotHere, strings.Join(cannot, ", ")}
	}
	own, err := os.Executable()
	if err != nil {
		return Spec{}, problem(NoHelper, err)
	}
	command, err := worker.Prepare(plan, own, folder)
	if err != nil {
		return Spec{}, problem(NoStart, err)
	}
	return Spec{Command: command, Environment: os.Environ(), Folder: folder, Exact: true, Limits: DefaultLimits()}, nil
}
