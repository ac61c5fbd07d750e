//go:build !js

package real

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/sim/trace"
)

// TestPartsOfACallbackAreNone: what a parser of HTTP calls for one piece is one callback,
// or a part of the socket's; an AsyncResource of JavaScript's has none.
func TestPartsOfACallbackAreNone(t *testing.T) {
	for name, story := range map[string]struct {
		calls []string // a resource begins, or "" for the return of the last
		told  []string
	}{
		"a server's parser reads the socket by itself": {
			[]string{"HTTPINCOMINGMESSAGE", "", "TickObject", "", "HTTPINCOMINGMESSAGE", "", "HTTPINCOMINGMESSAGE", ""},
			[]string{"HTTPINCOMINGMESSAGE", "TickObject"},
		},
		"the next piece comes after something else": {
			[]string{"HTTPINCOMINGMESSAGE", "", "Immediate", "", "HTTPINCOMINGMESSAGE", ""},
			[]string{"HTTPINCOMINGMESSAGE", "Immediate", "HTTPINCOMINGMESSAGE"},
		},
		"a client's socket hands it to the parser": {
			[]string{"TCPWRAP", "HTTPCLIENTREQUEST", "", "HTTPCLIENTREQUEST", "", ""},
			[]string{"TCPWRAP"},
		},
		"a request waits for a socket of the agent": {
			[]string{"TickObject", "QueuedRequest", "", ""},
			[]string{"TickObject"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			numbers, told, open := map[string]int64{}, []string(nil), []string(nil)
			var n nesting
			for _, sort := range story.calls {
				if sort == "" {
					last := open[len(open)-1]
					open = open[:len(open)-1]
					require.Equal(t, last != "", n.ends())
					continue
				}
				if numbers[sort] == 0 {
					numbers[sort] = int64(len(numbers) + 1)
				}
				item := &builtItem{queue: queueOf(sort), parsed: isMessageOfHTTP(sort), scope: isScope(sort)}
				if n.begins(numbers[sort], item) {
					told, open = append(told, sort), append(open, sort)
				} else {
					open = append(open, "")
				}
			}
			require.Equal(t, story.told, told)
		})
	}
}

// TestThePoolBeginsInOneGo: of the threads that every Node process has not, those of the
// pool began together; the others are workers.
func TestThePoolBeginsInOneGo(t *testing.T) {
	const process = 100
	for name, story := range map[string]struct {
		began   []int64 // when, of the threads after those that all have
		workers int
		names   []string
	}{
		"the pool only":           {[]int64{10, 11, 12, 13}, 0, []string{"", "", "", ""}},
		"workers only":            {[]int64{10, 11, 30}, 3, []string{"worker-1", "worker-2", "worker-3"}},
		"a worker before":         {[]int64{10, 50, 51, 52, 53}, 1, []string{"worker-1", "", "", "", ""}},
		"workers before and then": {[]int64{10, 50, 51, 52, 53, 90}, 2, []string{"worker-1", "", "", "", "", "worker-2"}},
		"fewer than were told of": {[]int64{10}, 2, []string{"worker-1"}},
	} {
		t.Run(name, func(t *testing.T) {
			h := &History{Started: Started{Process: process, Tier: Exact}, Workers: []int{story.workers}}
			begin := func(ns int64, thread int) {
				h.Switches = append(h.Switches, Switch{Ns: ns, What: Forked, Process: process, Thread: thread})
			}
			for i := range platformWorkers + 2 {
				begin(int64(i), process+1+i)
			}
			first := process + 1 + platformWorkers + 2
			for i, ns := range story.began {
				begin(ns, first+i)
			}
			b := &builder{history: h, logs: map[int][]*builtLog{}}
			b.recognise()
			for i, name := range story.names {
				require.Equal(t, name, b.names[first+i])
			}
		})
	}
	require.Equal(t, trace.ReasonNone, queueOf("QueuedRequest"))
}
