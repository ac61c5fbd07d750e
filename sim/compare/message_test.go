package compare

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/sim/trace"
)

// talking is a trace of a channel to a child, through which messages of some sizes
// go: positive ones to the child, negative ones from it. Each arrives after a while.
func talking(while trace.Time, bytes ...int64) *trace.Trace {
	r := trace.NewRecorder()
	add := func(f trace.Fact) { r.Add(f) }
	for end, name := range []string{"stdio 3 of node/1", "stdio 3 of node/2", "stdio 1 of sh/1"} {
		add(trace.Fact{Kind: trace.KindObject, Object: int32(end + 1), Reason: trace.ReasonSocketPair, B: int64(r.Intern(name))})
	}
	add(trace.Fact{Kind: trace.KindSend, Object: 3, A: 1000}) // what a child prints is no message
	at := trace.Time(0)
	for _, n := range bytes {
		end := int32(2)
		if n < 0 {
			end, n = 1, -n
		}
		at += 1000
		add(trace.Fact{Time: at, Kind: trace.KindSend, Object: end, A: n})
		add(trace.Fact{Time: at + while, Kind: trace.KindReceive, Object: end, A: n})
	}
	return r.Trace()
}

// TestMessagesAreMatched: by channel, direction and place in the row.
func TestMessagesAreMatched(t *testing.T) {
	model := *RunOf(talking(20, 5, 6, -7))
	real := *RunOf(talking(30, 4, 5, 6, -9))
	real.Watched = true
	var r Report
	r.messages(&model, []Run{real})
	require.Equal(t, 3, r.Messages.Matched, "one has another size")
	require.Empty(t, r.Messages.OnlyModel)
	require.Equal(t, []string{"to child 1: message 1, 4 bytes"}, r.Messages.OnlyReal)
	r.messages(&real, []Run{{Trace: model.Trace, Watched: true}})
	require.Equal(t, []string{"to child 1: message 1, 4 bytes"}, r.Messages.OnlyModel)
	require.Empty(t, r.Messages.OnlyReal)
	r.messages(&model, []Run{real})
	require.Equal(t, int64(20), r.Messages.TravelNs.Model)
	require.Equal(t, int64(30), r.Messages.TravelNs.Real)
}

// TestAMessageMayComeInParts: it has arrived with its last byte.
func TestAMessageMayComeInParts(t *testing.T) {
	r := trace.NewRecorder()
	r.Add(trace.Fact{Kind: trace.KindObject, Object: 1, Reason: trace.ReasonSocketPair, B: int64(r.Intern("stdio 3 of node/1"))})
	r.Add(trace.Fact{Time: 10, Kind: trace.KindSend, Object: 1, A: 10})
	r.Add(trace.Fact{Time: 11, Kind: trace.KindSend, Object: 1, A: 4})
	r.Add(trace.Fact{Time: 20, Kind: trace.KindReceive, Object: 1, A: 6})
	r.Add(trace.Fact{Time: 30, Kind: trace.KindReceive, Object: 1, A: 8})
	_, travels := ways(r.Trace())
	require.Equal(t, []int64{20, 19}, travels)
}
