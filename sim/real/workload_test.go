//go:build !js

package real

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timeslice/sim/scenario"
	"timeslice/sim/trace"
)

// carryOut carries a scenario out as actual processes.
func carryOut(t *testing.T, source string, exact bool) (*History, *trace.Trace) {
	read, err := scenario.Read("test.yaml", []byte(source))
	require.NoError(t, err)
	plan, err := read.Workload(scenario.Overrides{})
	require.NoError(t, err)
	spec, err := Workload(plan, t.TempDir())
	if known, is := err.(*Problem); is && known.Kind == NotHere {
		t.Skipf("not on this system: %s", known.Detail)
	}
	require.NoError(t, err)
	spec.Exact, spec.Limits.Wall = exact, 150*time.Second
	history, err := Run(context.Background(), spec, nil, nil)
	require.NoError(t, err)
	limit, detail := history.Stopped()
	require.Empty(t, limit, detail)
	history.Plan = plan
	recorded := history.Trace("test.yaml", "")
	require.NoError(t, recorded.Validate())
	return history, recorded
}

// TestWorkloadsAreCarriedOut: scenarios whose output, exit code and CPU time do not
// hang on who runs when, as processes and threads of this computer, in both tiers.
func TestWorkloadsAreCarriedOut(t *testing.T) {
	for _, c := range []struct {
		name, source, printed string
		code                  int
		threads               map[string]time.Duration // and the CPU time they ask for
	}{
		{"one after another", `
locks: [L]
processes:
  - {name: A, run: [repeat 3, [cpu 1ms, io 1ms], lock L, cpu 1ms, unlock L, print "done", exit 3]}`,
			"done\n", 3, map[string]time.Duration{"A": 4 * time.Millisecond}},
		{"a pipe keeps the order", `
pipes: [P, Q]
processes:
  - {name: Writer, run: [print "written", send P 200KiB, recv Q 1B, print "answered"]}
  - {name: Reader, run: [recv P 200KiB all, print "read", send Q 1B]}`,
			"written\nread\nanswered\n", 0, map[string]time.Duration{"Writer": 0, "Reader": 0}},
		{"children", `
programs:
  other: [print "other", exit 4]
processes:
  - name: Parent
    run: [fork Child, [print "child", cpu 1ms, exit 7], wait Child, print "waited", spawn other, wait, print "over", fork, exit 1]`,
			"child\nwaited\nother\nover\n", 1, map[string]time.Duration{"Child": time.Millisecond}},
		{"another program", `
programs:
  other: [print "other", exit 5]
processes:
  - {name: Was, run: [print "was", exec other, print "never"]}`,
			"was\nother\n", 5, nil},
		{"threads and what they share", `
locks: [L]
conditions: [C]
semaphores: [S]
futexes: [F]
processes:
  - name: P
    run:
      - thread Waiter: [lock L, wait-on C with L, unlock L, print "notified", up S]
      - sleep 200ms
      - lock L
      - notify C
      - unlock L
      - down S
      - print "counted"
      - thread Sleeper: [futex-wait F 0, print "woken"]
      - sleep 200ms
      - store F 1
      - futex-wake F all
      - join
      - print "joined"
      - down S within 2ms
      - lock L no-wait
      - alloc 4MiB
      - touch
      - free 1MiB`,
			"notified\ncounted\nwoken\njoined\n", 0, map[string]time.Duration{"P": 0, "Waiter": 0, "Sleeper": 0}},
		{"signals", `
pipes: [P]
processes:
  - {name: Killer, run: [fork Victim, [repeat forever, [sleep 10ms]], kill Victim TERM, wait, print "gone", fork Deaf, [handle USR1 catch, send P 1B, pause, print "heard"], recv P 1B, sleep 300ms, kill child USR1, wait]}`,
			"gone\nheard\n", 0, nil},
		{"a server", `
listeners: [{name: door, backlog: 2}]
processes:
  - {name: Server, run: [listen door, repeat 3, [accept door, recv door 1KiB all, send door 2KiB, close door]]}
  - {name: Client, at: 2s, count: 3, run: [connect door, send door 1KiB, recv door 2KiB all, close door]}`,
			"", 0, map[string]time.Duration{"Server": 0, "Client3": 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, exact := range []bool{true, false} {
				history, recorded := carryOut(t, c.source, exact)
				require.Equal(t, c.printed, history.Text(1))
				require.Empty(t, history.Text(2))
				require.Equal(t, c.code, history.Ended.Code)
				m := recorded.Metrics()
				require.Equal(t, c.code, m.Processes[0].Code)
				require.Equal(t, trace.ReasonCompleted, m.EndReason)
				var told strings.Builder
				for id := trace.FactID(1); int(id) <= recorded.Len(); id++ {
					f := recorded.Fact(id)
					require.NotEqual(t, trace.Simulated, f.Source)
					if f.Kind == trace.KindOutput {
						told.WriteString(recorded.Text(trace.StringID(f.B)))
					}
				}
				require.Equal(t, c.printed, told.String())
				for name, cpu := range c.threads {
					found := false
					for _, thread := range m.Threads {
						if thread.Name == name {
							found = true
							require.GreaterOrEqual(t, thread.CPUNs, int64(cpu)*95/100, "%s, exact: %v", name, exact)
						}
					}
					require.True(t, found, name)
				}
			}
		})
	}
}

// TestAnEndlessScenarioEndsAtItsTime: nobody has failed who is cut short by the
// scenario's own limit, and nothing of it is left.
func TestAnEndlessScenarioEndsAtItsTime(t *testing.T) {
	history, recorded := carryOut(t, `
machine: {cores: 1, limits: {until: 60ms}}
processes:
  - {name: A, count: 2, run: [repeat forever, [cpu 1ms]]}`, true)
	require.Zero(t, history.Ended.Code)
	m := recorded.Metrics()
	require.Equal(t, trace.ReasonUntil, m.EndReason)
}

// TestWhatCannotBeRealIsRefused: each with its place and a text that exists.
func TestWhatCannotBeRealIsRefused(t *testing.T) {
	for source, wrong := range map[string]string{
		"processes: [{name: A, class: fifo, run: [cpu 1ms]}]":                                "real-time class",
		"groups: [{name: g, quota: 20ms}]\nprocesses: [{name: A, group: g, run: [cpu 1ms]}]": "groups",
		"processes: [{name: A, run: [kill everybody TERM]}]":                                 "everybody",
		"processes: [{name: A, exec: node main.js}]":                                         "script",
		"processes: [{name: A, run: [class rr 5]}]":                                          "real-time class",
	} {
		read, err := scenario.Read("test.yaml", []byte(source))
		require.NoError(t, err)
		_, err = read.Workload(scenario.Overrides{})
		require.ErrorContains(t, err, wrong)
	}
}
