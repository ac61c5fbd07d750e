package worker

import (
	"os"

	"timeslice/sim/workload"
)

// Between processes, pipes and sockets are opened by name on Unix; that is not
// carried over to Windows, where scenarios with them are refused ([Impossible]).

func impossible(do string) bool {
	switch do {
	case "send", "recv", "open", "close", "listen", "connect", "accept",
		"exec", "handle", "pause", "subreaper", "new-group", "new-session":
		return true
	}
	return false
}

func makeChannel(string, *workload.Plan, int) error { return nil }

func holdChannel(string, *workload.Plan, int) []*os.File { return nil }

func filesOf(*workload.Plan, workload.End) []workload.End { return nil }

func openEnd(string, *workload.Plan, workload.End) ([]*os.File, error) { return nil, errNotHere }

func (t *thread) channelStep(*workload.Step) error { return errNotHere }
