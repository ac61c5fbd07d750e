package scenario

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestWhatCannotBeRealIsTold: what a real computer cannot do as a scenario says is
// refused, or left out and noted, by the text for it.
func TestWhatCannotBeRealIsTold(t *testing.T) {
	for want, source := range map[string]string{
		"scenario.not-real.groups":    "groups: [{name: g, quota: 5ms, period: 10ms}]\nprocesses: [{name: A, group: g, run: [cpu 1ms]}]",
		"scenario.not-real.class":     "processes: [{name: A, class: fifo, rt-priority: 3, run: [cpu 1ms]}]",
		"scenario.not-real.everybody": "processes: [{name: A, run: [kill everybody TERM]}]",
		"scenario.not-real.script":    "processes: [{name: A, exec: node main.js}]",
		"scenario.real.policy":        "machine: {policy: rr}\nprocesses: [{name: A, run: [cpu 1ms]}]",
		"scenario.real.attributes":    "processes: [{name: A, tickets: 7, run: [cpu 1ms]}]",
		"scenario.real.edits":         "edits: [1ms kill A]\nprocesses: [{name: A, run: [cpu 5ms]}]",
		"scenario.real.inherit":       "locks: [{name: M, inherit: true}]\nprocesses: [{name: A, run: [lock M, unlock M]}]",
		"scenario.real.fork":          "processes: [{name: A, run: [fork, cpu 1ms]}]",
		"scenario.real.user":          "processes: [{name: A, user: 7, run: [cpu 1ms]}]",
	} {
		read, err := Read("x.yaml", []byte(source))
		require.NoError(t, err, want)
		plan, err := read.Workload(Overrides{})
		var told []string
		if err != nil {
			for _, fault := range err.(Errors) {
				told = append(told, fault.ID)
			}
		} else {
			for _, note := range plan.Notes {
				told = append(told, note.ID)
			}
		}
		require.Contains(t, told, want, source)
	}
}
